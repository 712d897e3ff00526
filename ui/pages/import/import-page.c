/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Import a list in three stages: the file, its columns, what would happen. Reading, planning and
 * writing are jobs; what they find comes back through the page's own fields once a job is done. */
#define G_LOG_DOMAIN "yipu-ui"

#include "import-page.h"

#include "widgets/finding-list.h"
#include "widgets/header-end.h"
#include "widgets/header-start.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <yipu/import.h>

#define MOST_SAMPLES 8
#define MOST_SAMPLE_COLUMNS 5

struct _YipuImportPage {
  GtkBox parent_instance;

  YipuSession *session;
  char *path;
  const char *encoding; /* NULL to find out */
  YipuImport *import;
  YipuImportPlan *plan;
  const YipuKind *kind;
  const YipuField **map; /* one a column */
  gboolean filling;

  AdwWindowTitle *title;
  GtkStack *stack;
  GtkLabel *file_label;
  GtkLabel *about_label;
  GtkDropDown *kind_drop;
  GtkDropDown *encoding_drop;
  GtkListBox *columns;
  GtkLabel *map_note;
  GtkWidget *plan_button;
  GtkLabel *plan_label;
  GtkLabel *plan_about;
  GtkLabel *sample_label;
  GtkGrid *sample;
  YipuFindingList *findings;
  GtkCheckButton *leave_out;
  GtkWidget *run_button;
};

/* What a row may become. */
static const char *const kinds[] = { "listing", "craft", "person",       "place", "product",
                                     "item",    "step",  "organisation", NULL };

/* What spreadsheets and shops' back offices write; the first is for finding out. */
static const char *const encodings[] = {
  N_ ("found out by itself"), "UTF-8", "GB18030", "Big5", "UTF-16LE", "UTF-16BE", NULL
};

static void page_init (YipuPageInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (YipuImportPage,
                               yipu_import_page,
                               GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (YIPU_TYPE_PAGE, page_init))

static void
clear_file (YipuImportPage *self)
{
  g_clear_pointer (&self->plan, yipu_import_plan_free);
  g_clear_pointer (&self->map, g_free);
  g_clear_pointer (&self->import, yipu_import_free);
}

/* The field a column goes to, by the place in its drop-down: 0 leaves it out. */
static void
update_note (YipuImportPage *self)
{
  guint used = 0;

  for (guint i = 0; i < yipu_import_get_n_columns (self->import); i++)
    used += self->map[i] != NULL;

  g_autofree char *text =
      g_strdup_printf (ngettext ("%u column is used", "%u columns are used", used), used);

  gtk_label_set_label (self->map_note, text);
  gtk_widget_set_sensitive (self->plan_button, used > 0);
}

static void
mapped_cb (GtkDropDown *drop, GParamSpec *pspec, YipuImportPage *self)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (drop), "column"));
  guint selected = gtk_drop_down_get_selected (drop);

  if (self->filling)
    return;
  self->map[column] = selected == 0 ? NULL : &self->kind->fields[selected - 1];
  update_note (self);
}

static GtkWidget *
build_fields_drop (YipuImportPage *self, guint column)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *drop;
  /* Translators: %s is the header of a column. */
  g_autofree char *label =
      g_strdup_printf (_ ("Column “%s” goes to"), yipu_import_get_header (self->import, column));

  gtk_string_list_append (names, _ ("— left out —"));
  for (guint i = 0; i < self->kind->n_fields; i++)
    gtk_string_list_append (names, _ (self->kind->fields[i].label));
  drop = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (names)), NULL);
  if (self->map[column])
    gtk_drop_down_set_selected (GTK_DROP_DOWN (drop),
                                (guint) (self->map[column] - self->kind->fields) + 1);
  gtk_widget_set_size_request (drop, 220, -1);
  gtk_widget_set_valign (drop, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (G_OBJECT (drop), "column", GUINT_TO_POINTER (column));
  g_signal_connect (drop, "notify::selected", G_CALLBACK (mapped_cb), self);
  return drop;
}

static GtkWidget *
build_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style)
    gtk_widget_add_css_class (label, style);
  return label;
}

/* Three cells are enough to see what a column holds. */
static char *
dup_cells (YipuImportPage *self, guint column)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();
  guint found = 0;

  for (guint row = 0; row < yipu_import_get_n_rows (self->import) && found < 3 && row < 50; row++) {
    const char *cell = yipu_import_get_cell (self->import, row, column);

    if (*cell) {
      g_strv_builder_add (cells, cell);
      found++;
    }
  }

  g_auto (GStrv) all = g_strv_builder_end (cells);

  return g_strjoinv (" · ", all);
}

static GtkWidget *
build_column (YipuImportPage *self, guint column)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  g_autofree char *cells = dup_cells (self, column);

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts),
                  build_label (yipu_import_get_header (self->import, column), "row-title"));
  gtk_box_append (GTK_BOX (texts), build_label (cells, "small"));
  gtk_widget_add_css_class (gtk_widget_get_last_child (texts), "dim");
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_box_append (GTK_BOX (box), build_fields_drop (self, column));
  gtk_widget_add_css_class (box, "subrow");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

static void
fill_columns (YipuImportPage *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->columns, 0)))
    gtk_list_box_remove (self->columns, GTK_WIDGET (row));
  for (guint i = 0; i < yipu_import_get_n_columns (self->import); i++)
    gtk_list_box_append (self->columns, build_column (self, i));
  update_note (self);
}

static void
set_kind (YipuImportPage *self, const YipuKind *kind)
{
  self->kind = kind;
  g_free (self->map);
  self->map = yipu_import_guess_map (self->import, kind);
  fill_columns (self);
}

static void
on_kind_changed (YipuImportPage *self)
{
  if (self->import && !self->filling)
    set_kind (self, yipu_kind_find (kinds[gtk_drop_down_get_selected (self->kind_drop)]));
}

static void
show_file (YipuImportPage *self)
{
  const YipuKind *guess = yipu_import_guess_kind (self->import);
  guint rows = yipu_import_get_n_rows (self->import);
  g_autofree char *name = g_path_get_basename (self->path);
  /* Translators: how many rows, then the encoding of the file. */
  g_autofree char *about =
      g_strdup_printf (ngettext ("%u row, read as %s", "%u rows, read as %s", rows), rows,
                       yipu_import_get_encoding (self->import));

  gtk_label_set_label (self->file_label, name);
  gtk_label_set_label (self->about_label, about);
  self->filling = TRUE;
  for (guint i = 0; kinds[i]; i++)
    if (guess && g_str_equal (kinds[i], guess->id))
      gtk_drop_down_set_selected (self->kind_drop, i);
  self->filling = FALSE;
  set_kind (self, yipu_kind_find (kinds[gtk_drop_down_get_selected (self->kind_drop)]));
  yipu_stack_show (self->stack, "map");
}

/* One job at a time, and nothing is changed under it. */
static void
run_job (YipuImportPage *self, const char *title, YipuJobFunc func, YipuDone done)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), FALSE);
  yipu_session_run (self->session, title, func, g_object_ref (self), g_object_unref, done, self);
}

static gboolean
open_in_thread (YipuCatalog *catalog, const YipuProgress *progress, gpointer data, GError **error)
{
  YipuImportPage *self = data;

  self->import = yipu_import_open (self->path, self->encoding, progress->cancellable, error);
  return self->import != NULL;
}

static void read_file (YipuImportPage *self, guint encoding);

/* What can't be read as was asked is read as before. */
static void
opened_cb (gpointer owner, gboolean done)
{
  YipuImportPage *self = owner;

  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), TRUE);
  if (done)
    show_file (self);
  else if (self->encoding)
    read_file (self, 0);
  else
    yipu_stack_show (self->stack, "choose");
}

static void
read_file (YipuImportPage *self, guint encoding)
{
  clear_file (self);
  self->encoding = encoding > 0 ? encodings[encoding] : NULL;
  self->filling = TRUE;
  gtk_drop_down_set_selected (self->encoding_drop, encoding);
  self->filling = FALSE;
  run_job (self, _ ("Reading the list"), open_in_thread, opened_cb);
}

static void
on_encoding_changed (YipuImportPage *self)
{
  if (self->path && !self->filling)
    read_file (self, gtk_drop_down_get_selected (self->encoding_drop));
}

void
yipu_import_page_open_file (YipuImportPage *self, const char *path)
{
  g_autofree char *kept = g_strdup (path);

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->stack)))
    return;
  g_free (self->path);
  self->path = g_steal_pointer (&kept);
  read_file (self, 0);
}

static void
chosen_cb (YipuImportPage *self, int response, GtkNativeDialog *dialog)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

    yipu_import_page_open_file (self, g_file_peek_path (file));
  }
  g_object_unref (dialog);
}

static void
on_choose (YipuImportPage *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Choose a List"), window, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Tables (CSV)"));
  gtk_file_filter_add_suffix (filter, "csv");
  gtk_file_filter_add_suffix (filter, "txt");
  gtk_file_filter_add_suffix (filter, "tsv");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* The first rows as they will be, for whoever reads rather than counts. */
static void
fill_sample (YipuImportPage *self)
{
  guint all = yipu_import_get_n_rows (self->import);
  guint rows = MIN (all, MOST_SAMPLES);
  int column = 0;
  GtkWidget *old;
  /* Translators: how many rows are shown, of how many: "The first 8 of 3,610 rows". */
  g_autofree char *shown = rows < all ? g_strdup_printf (_ ("The first %u of %'u rows"), rows, all)
                                      : g_strdup_printf (ngettext ("%u row", "%u rows", all), all);

  gtk_label_set_label (self->sample_label, shown);
  while ((old = gtk_widget_get_first_child (GTK_WIDGET (self->sample))))
    gtk_grid_remove (self->sample, old);
  for (guint i = 0; i < yipu_import_get_n_columns (self->import) && column < MOST_SAMPLE_COLUMNS;
       i++) {
    if (!self->map[i])
      continue;
    gtk_grid_attach (self->sample, build_label (_ (self->map[i]->label), "small"), column, 0, 1, 1);
    gtk_widget_add_css_class (gtk_grid_get_child_at (self->sample, column, 0), "dim");
    for (guint row = 0; row < rows; row++) {
      GtkWidget *cell = build_label (yipu_import_get_cell (self->import, row, i), NULL);

      gtk_label_set_max_width_chars (GTK_LABEL (cell), 24);
      gtk_grid_attach (self->sample, cell, column, (int) row + 1, 1, 1);
    }
    column++;
  }
}

static void
update_run (YipuImportPage *self)
{
  gboolean may = self->plan && self->plan->n_new > 0 &&
                 (self->plan->n_bad == 0 || gtk_check_button_get_active (self->leave_out));

  gtk_widget_set_sensitive (self->run_button, may && !yipu_session_is_read_only (self->session));
}

static void
show_plan (YipuImportPage *self)
{
  const YipuImportPlan *plan = self->plan;
  g_autofree char *head =
      g_strdup_printf (ngettext ("%u new record", "%u new records", plan->n_new), plan->n_new);
  g_autofree char *known =
      g_strdup_printf (ngettext ("%u row is here already and stays as it is",
                                 "%u rows are here already and stay as they are", plan->n_known),
                       plan->n_known);
  g_autofree char *bad = g_strdup_printf (
      ngettext ("%u row can’t be read", "%u rows can’t be read", plan->n_bad), plan->n_bad);
  g_autofree char *about = g_strdup_printf ("%s · %s", known, bad);

  gtk_label_set_label (self->plan_label, head);
  gtk_label_set_label (self->plan_about, about);
  yipu_finding_list_set (self->findings, self->session, plan->findings);
  gtk_widget_set_visible (GTK_WIDGET (self->findings), plan->findings->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->leave_out), plan->n_bad > 0);
  fill_sample (self);
  update_run (self);
  yipu_stack_show (self->stack, "plan");
}

static gboolean
plan_in_thread (YipuCatalog *catalog, const YipuProgress *progress, gpointer data, GError **error)
{
  YipuImportPage *self = data;

  self->plan = yipu_import_plan (self->import, catalog, self->kind, self->map, progress, error);
  return self->plan != NULL;
}

static void
planned_cb (gpointer owner, gboolean done)
{
  YipuImportPage *self = owner;

  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), TRUE);
  if (done)
    show_plan (self);
}

static void
on_plan (YipuImportPage *self)
{
  g_clear_pointer (&self->plan, yipu_import_plan_free);
  run_job (self, _ ("Looking at all rows"), plan_in_thread, planned_cb);
}

static void
on_back (YipuImportPage *self)
{
  yipu_stack_show (self->stack, "map");
}

static gboolean
run_in_thread (YipuCatalog *catalog, const YipuProgress *progress, gpointer data, GError **error)
{
  YipuImportPage *self = data;
  YipuImportPlan *done = yipu_import_run (self->import, catalog, self->kind, self->map,
                                          self->plan->n_bad > 0 ? YIPU_IMPORT_LEAVE_OUT_BAD_ROWS
                                                                : YIPU_IMPORT_ALL_OR_NOTHING,
                                          progress, error);

  if (!done)
    return FALSE;
  yipu_import_plan_free (self->plan);
  self->plan = done;
  return TRUE;
}

static void
ran_cb (gpointer owner, gboolean done)
{
  YipuImportPage *self = owner;

  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), TRUE);
  if (!done)
    return;

  g_autofree char *message = g_strdup_printf (
      ngettext ("%u record imported", "%u records imported", self->plan->n_new), self->plan->n_new);

  yipu_session_toast (self->session, message, TRUE);
  clear_file (self);
  yipu_stack_show (self->stack, "choose");
  gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

static void
on_run (YipuImportPage *self)
{
  run_job (self, _ ("Importing"), run_in_thread, ran_cb);
}

static gboolean
dropped_cb (YipuImportPage *self, const GValue *value)
{
  GSList *files = gdk_file_list_get_files (g_value_get_boxed (value));

  if (!files || !g_file_peek_path (files->data))
    return FALSE;
  yipu_import_page_open_file (self, g_file_peek_path (files->data));
  return TRUE;
}

static void
set_session (YipuPage *page, YipuSession *session)
{
  YIPU_IMPORT_PAGE (page)->session = g_object_ref (session);
}

static void
page_init (YipuPageInterface *interface)
{
  interface->set_session = set_session;
}

static void
yipu_import_page_dispose (GObject *object)
{
  YipuImportPage *self = YIPU_IMPORT_PAGE (object);

  clear_file (self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->path, g_free);
  G_OBJECT_CLASS (yipu_import_page_parent_class)->dispose (object);
}

static void
yipu_import_page_class_init (YipuImportPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = yipu_import_page_dispose;
  g_type_ensure (YIPU_TYPE_FINDING_LIST);
  g_type_ensure (YIPU_TYPE_HEADER_START);
  g_type_ensure (YIPU_TYPE_HEADER_END);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/yipu/Yipu/ui/pages/import/import-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YipuImportPage, title);
  gtk_widget_class_bind_template_child (widget_class, YipuImportPage, stack);
  gtk_widget_class_bind_template_child (widget_class, YipuImportPage, file_label);
  gtk_widget_class_bind_template_child (widget_class, YipuImportPage, about_label);
  gtk_widget_class_bind_template_child (widget_class, YipuImportPage, kind_drop);
  gtk_widget_class_bind_template_child (widget_class, YipuImportPage, encoding_drop);
  gtk_widget_class_bind_template_child (widget_class, YipuImportPage, columns);
  gtk_widget_class_bind_template_child (widget_class, YipuImportPage, map_note);
  gtk_widget_class_bind_template_child (widget_class, YipuImportPage, plan_button);
  gtk_widget_class_bind_template_child (widget_class, YipuImportPage, plan_label);
  gtk_widget_class_bind_template_child (widget_class, YipuImportPage, plan_about);
  gtk_widget_class_bind_template_child (widget_class, YipuImportPage, sample_label);
  gtk_widget_class_bind_template_child (widget_class, YipuImportPage, sample);
  gtk_widget_class_bind_template_child (widget_class, YipuImportPage, findings);
  gtk_widget_class_bind_template_child (widget_class, YipuImportPage, leave_out);
  gtk_widget_class_bind_template_child (widget_class, YipuImportPage, run_button);
  gtk_widget_class_bind_template_callback (widget_class, on_choose);
  gtk_widget_class_bind_template_callback (widget_class, on_kind_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_encoding_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_plan);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_bind_template_callback (widget_class, on_run);
  gtk_widget_class_bind_template_callback (widget_class, update_run);
}

static void
yipu_import_page_init (YipuImportPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) readings = gtk_string_list_new (NULL);
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  yipu_stack_show (self->stack, "choose");
  self->filling = TRUE;
  for (guint i = 0; kinds[i]; i++)
    gtk_string_list_append (names, _ (yipu_kind_find (kinds[i])->label));
  gtk_drop_down_set_model (self->kind_drop, G_LIST_MODEL (names));
  gtk_string_list_append (readings, _ (encodings[0]));
  for (guint i = 1; encodings[i]; i++)
    gtk_string_list_append (readings, encodings[i]);
  gtk_drop_down_set_model (self->encoding_drop, G_LIST_MODEL (readings));
  self->filling = FALSE;
  g_signal_connect_swapped (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
