/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page of an order. It is read whole after each change that touches it; what a proposal could
 * not place is asked anew each time, so that the reasons are those of now. */
#define G_LOG_DOMAIN "yipu-ui"

#include "work-page-private.h"

#include "widgets/field-grid.h"
#include "widgets/header-end.h"
#include "widgets/header-start.h"

#include <glib/gi18n-lib.h>
#include <yipu/slips.h>

static void page_init (YipuPageInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (YipuWorkPage,
                               yipu_work_page,
                               GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (YIPU_TYPE_PAGE, page_init))

static char *
dup_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (now, "%F");
}

static void
show_headline (YipuWorkPage *self)
{
  gint64 boxes = yipu_order_get_boxes (self->order);
  const char *due = yipu_order_get_due (self->order);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, boxes);
  g_autofree char *many =
      g_strdup_printf (ngettext ("%s box", "%s boxes", (gulong) MIN (boxes, G_MAXLONG)), number);
  g_autofree char *line =
      due ? g_strdup_printf (_ ("%s, due on %s"), many, due) : g_steal_pointer (&many);

  gtk_label_set_label (self->headline, line);
  adw_window_title_set_title (self->title, yipu_order_get_kit_name (self->order));
}

static void
show_surplus (YipuWorkPage *self)
{
  GArray *surplus = yipu_order_get_surplus (self->order);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < surplus->len; i++) {
    const YipuKitAmount *at = &g_array_index (surplus, YipuKitAmount, i);
    const YipuItem *item =
        &yipu_kit_sheet_get_process (yipu_order_get_sheet (self->order))->items[at->item];
    g_autofree char *amount = yipu_item_dup_amount (item, at->quantity);
    /* Translators: between names in a list. */
    g_string_append_printf (text, "%s%s %s", i > 0 ? _ (", ") : "", item->name ? item->name : "?",
                            amount);
  }
  g_autofree char *line = g_strdup_printf (_ ("Left over in the workshop: %s"), text->str);
  gtk_label_set_label (self->surplus, line);
  gtk_widget_set_visible (GTK_WIDGET (self->surplus), surplus->len > 0);
}

static void
update_actions (YipuWorkPage *self)
{
  gboolean writable = self->session && !yipu_session_is_read_only (self->session);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "work.propose",
                                 writable && self->proposal && self->proposal->parts->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "work.print-slips",
                                 self->order && yipu_order_get_assignments (self->order)->len > 0);
}

static void
show_order (YipuWorkPage *self)
{
  show_headline (self);
  yipu_work_table_set (self->table, self->order);
  yipu_work_hours_set (self->hours, self->order);
  yipu_work_shopping_set (self->shopping, self->order);
  show_surplus (self);
  yipu_finding_list_set (self->unplaced, self->session, self->proposal->findings);
  yipu_finding_list_set (self->findings, self->session, yipu_order_get_findings (self->order));
  update_actions (self);
  yipu_stack_show (self->stack, "order");
}

static void
drop_order (YipuWorkPage *self)
{
  g_clear_pointer (&self->proposal, yipu_proposal_free);
  g_clear_pointer (&self->order, yipu_order_free);
}

static gboolean
load (YipuWorkPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *today = dup_today ();
  YipuOrder *order =
      yipu_order_load (yipu_session_get_reader (self->session), self->id, today, &error);

  if (!order) {
    yipu_session_toast (self->session, error->message, FALSE);
    return FALSE;
  }
  drop_order (self);
  self->order = order;
  self->proposal = yipu_order_propose (order);
  show_order (self);
  return TRUE;
}

static void
clear (YipuWorkPage *self)
{
  drop_order (self);
  g_clear_pointer (&self->id, g_free);
  update_actions (self);
  yipu_stack_show (self->stack, "empty");
}

static void
changed_cb (YipuWorkPage *self, GPtrArray *records)
{
  static const char *const kinds[] = { "work_order", "assignment", "household", "person", "role",
                                       "kit",        "kit_item",   "process",   "step",   "flow",
                                       "item",       "brand",      "product",   "pack",   NULL };

  for (guint i = 0; self->order && kinds[i]; i++)
    if (yipu_changes_touch (records, kinds[i], NULL)) {
      g_autoptr (YipuRecord) order = yipu_session_get (self->session, "work_order", self->id);
      if (order)
        load (self);
      else
        clear (self);
      return;
    }
}

static void
set_session (YipuPage *page, YipuSession *session)
{
  YipuWorkPage *self = YIPU_WORK_PAGE (page);

  self->session = g_object_ref (session);
  self->form = yipu_form_new (session, "work_order", self->fields);
  yipu_subrecords_set_session (self->assignments, session);
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static gboolean
open_record (YipuPage *page, const char *kind, const char *id, const char *field)
{
  YipuWorkPage *self = YIPU_WORK_PAGE (page);
  g_autoptr (YipuRecord) record = yipu_session_get (self->session, kind, id);
  gboolean is_order = record && strcmp (yipu_record_get_kind (record)->id, "work_order") == 0;
  const char *order = !record ? NULL : is_order ? id : yipu_record_get (record, "work_order");

  if (!order)
    return FALSE;
  g_free (self->id);
  self->id = g_strdup (order);
  yipu_form_set_id (self->form, order);
  yipu_subrecords_set_owner (self->assignments, order);
  if (!load (self))
    return FALSE;
  if (!is_order)
    yipu_subrecords_reveal (self->assignments, id, field);
  else if (*field)
    yipu_form_focus (self->form, field);
  return TRUE;
}

static const char *
get_record (YipuPage *page)
{
  return YIPU_WORK_PAGE (page)->id;
}

static void
refresh (YipuPage *page)
{
  YipuWorkPage *self = YIPU_WORK_PAGE (page);

  yipu_stack_show (self->stack, self->order ? "order" : "empty");
}

static void
page_init (YipuPageInterface *interface)
{
  interface->set_session = set_session;
  interface->open = open_record;
  interface->get_record = get_record;
  interface->refresh = refresh;
}

static void
proposed_cb (gpointer owner, gboolean done)
{
  YipuWorkPage *self = owner;

  if (done)
    yipu_session_toast (self->session, _ ("The work is given out"), TRUE);
}

static void
propose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YipuWorkPage *self = YIPU_WORK_PAGE (widget);

  if (self->proposal)
    yipu_session_edit (self->session, N_ ("Give out the work of an order"), yipu_order_store,
                       yipu_order_dup_job (self->order, self->proposal), yipu_order_job_free,
                       proposed_cb, self);
}

static void
open_assignment_action (GtkWidget *widget, const char *name, GVariant *id)
{
  yipu_subrecords_reveal (YIPU_WORK_PAGE (widget)->assignments, g_variant_get_string (id, NULL),
                          "runs");
}

/* Slips while they are printed, in a thread. */
typedef struct {
  char *order;
  char *path;
  char *date;
} Printing;

static void
printing_free (gpointer data)
{
  Printing *job = data;

  g_free (job->order);
  g_free (job->path);
  g_free (job->date);
  g_free (job);
}

static gboolean
print_in_thread (YipuCatalog *catalog, const YipuProgress *progress, gpointer data, GError **error)
{
  const Printing *job = data;
  YipuSlipsSpec spec = { .order = job->order,
                         .language = yipu_text_is_chinese () ? YIPU_LANGUAGE_ZH : YIPU_LANGUAGE_EN,
                         .date = job->date };
  g_autoptr (YipuPrinted) printed = yipu_slips_write (catalog, &spec, job->path, progress, error);

  return printed != NULL;
}

static void
printed_cb (gpointer owner, gboolean done)
{
  YipuWorkPage *self = owner;

  if (done)
    yipu_session_toast (self->session, _ ("The slips are printed"), FALSE);
}

static void
print_to (YipuWorkPage *self, const char *path)
{
  Printing *job = g_new0 (Printing, 1);

  job->order = g_strdup (self->id);
  job->path = g_strdup (path);
  job->date = dup_today ();
  yipu_session_run (self->session, _ ("Printing slips"), print_in_thread, job, printing_free,
                    printed_cb, self);
}

static void
print_to_action (GtkWidget *widget, const char *name, GVariant *path)
{
  YipuWorkPage *self = YIPU_WORK_PAGE (widget);

  if (self->order)
    print_to (self, g_variant_get_string (path, NULL));
}

static void
response_cb (GtkNativeDialog *dialog, int response, YipuWorkPage *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path && self->order)
    print_to (self, path);
  g_clear_object (&self->file);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YipuWorkPage *self = YIPU_WORK_PAGE (widget);

  g_clear_object (&self->file);
  self->file = gtk_file_chooser_native_new (_ ("Where shall the slips lie?"),
                                            GTK_WINDOW (gtk_widget_get_root (widget)),
                                            GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Print"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->file), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->file), _ ("slips.pdf"));
  g_signal_connect_object (self->file, "response", G_CALLBACK (response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->file));
}

static void
yipu_work_page_dispose (GObject *object)
{
  YipuWorkPage *self = YIPU_WORK_PAGE (object);

  if (self->form)
    g_object_run_dispose (G_OBJECT (self->form));
  g_clear_object (&self->form);
  g_clear_object (&self->file);
  gtk_widget_dispose_template (GTK_WIDGET (self), YIPU_TYPE_WORK_PAGE);
  drop_order (self);
  g_clear_pointer (&self->id, g_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yipu_work_page_parent_class)->dispose (object);
}

static void
yipu_work_page_class_init (YipuWorkPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = yipu_work_page_dispose;
  g_type_ensure (YIPU_TYPE_FIELD_GRID);
  g_type_ensure (YIPU_TYPE_FINDING_LIST);
  g_type_ensure (YIPU_TYPE_HEADER_END);
  g_type_ensure (YIPU_TYPE_HEADER_START);
  g_type_ensure (YIPU_TYPE_SUBRECORDS);
  g_type_ensure (YIPU_TYPE_WORK_HOURS);
  g_type_ensure (YIPU_TYPE_WORK_SHOPPING);
  g_type_ensure (YIPU_TYPE_WORK_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/yipu/Yipu/ui/pages/work/work-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YipuWorkPage, title);
  gtk_widget_class_bind_template_child (widget_class, YipuWorkPage, stack);
  gtk_widget_class_bind_template_child (widget_class, YipuWorkPage, headline);
  gtk_widget_class_bind_template_child (widget_class, YipuWorkPage, slips_button);
  gtk_widget_class_bind_template_child (widget_class, YipuWorkPage, propose_button);
  gtk_widget_class_bind_template_child (widget_class, YipuWorkPage, table);
  gtk_widget_class_bind_template_child (widget_class, YipuWorkPage, unplaced);
  gtk_widget_class_bind_template_child (widget_class, YipuWorkPage, surplus);
  gtk_widget_class_bind_template_child (widget_class, YipuWorkPage, fields);
  gtk_widget_class_bind_template_child (widget_class, YipuWorkPage, findings);
  gtk_widget_class_bind_template_child (widget_class, YipuWorkPage, hours);
  gtk_widget_class_bind_template_child (widget_class, YipuWorkPage, assignments);
  gtk_widget_class_bind_template_child (widget_class, YipuWorkPage, shopping);
  gtk_widget_class_install_action (widget_class, "work.propose", NULL, propose_action);
  gtk_widget_class_install_action (widget_class, "work.print-slips", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "work.print-slips-to", "s", print_to_action);
  gtk_widget_class_install_action (widget_class, "work.open-assignment", "s",
                                   open_assignment_action);
}

static void
yipu_work_page_init (YipuWorkPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yipu_stack_show (self->stack, "empty");
}
