/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is to mend, or what was written. */
#include "export-aside.h"

#include "widgets/finding-list.h"

#include <glib/gi18n-lib.h>

struct _YipuExportAside {
  GtkBox parent_instance;

  YipuSession *session;
  GPtrArray *warnings; /* of YipuFinding: those a reason lets pass */
  char *folder;        /* of the bundle written last */

  GtkLabel *heading;
  GtkLabel *text;
  YipuFindingList *findings;
  GtkWidget *tick_box;
  GtkEditable *reason_entry;
  GtkWidget *tick_button;
  GtkWidget *folder_button;
};

enum { TICKED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YipuExportAside, yipu_export_aside, GTK_TYPE_BOX)

/* The warnings of a cell and the reason for them, for the job's thread. */
typedef struct {
  GPtrArray *warnings; /* of YipuFinding */
  char *reason;
} Tick;

static void
tick_free (gpointer data)
{
  Tick *tick = data;

  g_ptr_array_unref (tick->warnings);
  g_free (tick->reason);
  g_free (tick);
}

static gboolean
tick_all (YipuCatalog *catalog, const YipuProgress *progress, gpointer data, GError **error)
{
  const Tick *tick = data;

  for (guint i = 0; i < tick->warnings->len; i++)
    if (!yipu_export_allow (catalog, tick->warnings->pdata[i], tick->reason, error))
      return FALSE;
  return TRUE;
}

static void
ticked_cb (gpointer owner, gboolean done)
{
  if (done)
    g_signal_emit (owner, signals[TICKED], 0);
}

static gboolean
has_reason (YipuExportAside *self)
{
  g_autofree char *reason = g_strdup (gtk_editable_get_text (self->reason_entry));

  return *g_strstrip (reason) != '\0';
}

static void
on_reason_changed (YipuExportAside *self)
{
  gtk_widget_set_sensitive (self->tick_button, has_reason (self));
}

static void
on_tick (YipuExportAside *self)
{
  if (!has_reason (self))
    return;

  Tick *tick = g_new0 (Tick, 1);

  tick->warnings = g_ptr_array_ref (self->warnings);
  tick->reason = g_strdup (gtk_editable_get_text (self->reason_entry));
  yipu_session_run (self->session, _ ("Noting the reason"), tick_all, tick, tick_free, ticked_cb,
                    self);
}

static void
on_open_folder (YipuExportAside *self)
{
  g_autofree char *uri = g_filename_to_uri (self->folder, NULL, NULL);

  if (uri)
    gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), uri, GDK_CURRENT_TIME);
}

static void
yipu_export_aside_dispose (GObject *object)
{
  YipuExportAside *self = YIPU_EXPORT_ASIDE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), YIPU_TYPE_EXPORT_ASIDE);
  g_clear_object (&self->session);
  g_clear_pointer (&self->warnings, g_ptr_array_unref);
  g_clear_pointer (&self->folder, g_free);
  G_OBJECT_CLASS (yipu_export_aside_parent_class)->dispose (object);
}

static void
yipu_export_aside_class_init (YipuExportAsideClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = yipu_export_aside_dispose;
  signals[TICKED] = g_signal_new ("ticked", YIPU_TYPE_EXPORT_ASIDE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (YIPU_TYPE_FINDING_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/yipu/Yipu/ui/pages/export/export-aside.ui");
  gtk_widget_class_bind_template_child (widget_class, YipuExportAside, heading);
  gtk_widget_class_bind_template_child (widget_class, YipuExportAside, text);
  gtk_widget_class_bind_template_child (widget_class, YipuExportAside, findings);
  gtk_widget_class_bind_template_child (widget_class, YipuExportAside, tick_box);
  gtk_widget_class_bind_template_child (widget_class, YipuExportAside, reason_entry);
  gtk_widget_class_bind_template_child (widget_class, YipuExportAside, tick_button);
  gtk_widget_class_bind_template_child (widget_class, YipuExportAside, folder_button);
  gtk_widget_class_bind_template_callback (widget_class, on_reason_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_tick);
  gtk_widget_class_bind_template_callback (widget_class, on_open_folder);
}

static void
yipu_export_aside_init (YipuExportAside *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
yipu_export_aside_set_session (YipuExportAside *self, YipuSession *session)
{
  g_set_object (&self->session, session);
}

static GPtrArray *
warnings_of (GPtrArray *findings)
{
  GPtrArray *warnings = yipu_findings_new ();

  for (guint i = 0; i < findings->len; i++) {
    YipuFinding *finding = findings->pdata[i];
    if (finding->severity == YIPU_SEVERITY_WARN)
      g_ptr_array_add (warnings, yipu_finding_ref (finding));
  }
  return warnings;
}

void
yipu_export_aside_show_cell (YipuExportAside *self, const YipuExportCell *cell, const char *shop)
{
  g_autofree char *text = NULL;

  g_clear_pointer (&self->warnings, g_ptr_array_unref);
  self->warnings = warnings_of (cell->findings);
  if (cell->state == YIPU_CELL_BLOCKED)
    text = g_strdup_printf (_ ("%s stays out until what is marked red is mended. A press opens "
                               "its field."),
                            cell->title);
  else if (cell->state == YIPU_CELL_ASKS)
    text = g_strdup_printf (_ ("%s goes on once somebody writes down why."), cell->title);
  else
    text = g_strdup_printf (_ ("%s is ready."), cell->title);
  gtk_label_set_label (self->heading, shop);
  gtk_label_set_label (self->text, text);
  yipu_finding_list_set (self->findings, self->session, cell->findings);
  gtk_widget_set_visible (GTK_WIDGET (self->findings), TRUE);
  gtk_widget_set_visible (self->tick_box,
                          self->warnings->len > 0 && !yipu_session_is_read_only (self->session));
  gtk_editable_set_text (self->reason_entry, "");
  gtk_widget_set_visible (self->folder_button, FALSE);
}

void
yipu_export_aside_show_result (YipuExportAside *self, const YipuExportResult *result)
{
  g_autofree char *size = g_format_size ((guint64) result->bytes);
  g_autofree char *products =
      g_strdup_printf (ngettext ("%u product", "%u products", result->products), result->products);
  g_autofree char *text =
      g_strdup_printf ("%s\n\n%s · %s\n%s", result->path, products, size,
                       result->reviewed ? _ ("Frozen as a release that was reviewed.")
                                        : _ ("Frozen as a release that nobody has reviewed yet."));

  g_free (self->folder);
  self->folder = g_path_get_dirname (result->path);
  gtk_label_set_label (self->heading, _ ("Written and verified"));
  gtk_label_set_label (self->text, text);
  gtk_widget_set_visible (GTK_WIDGET (self->findings), FALSE);
  gtk_widget_set_visible (self->tick_box, FALSE);
  gtk_widget_set_visible (self->folder_button, TRUE);
}
