/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is missing or too long, worst first. */
#include "finding-list.h"

#include "page.h"

#include <glib/gi18n-lib.h>
#include <yipu/vocabulary.h>

struct _YipuFindingList {
  GtkBox parent_instance;

  YipuSession *session;
  GPtrArray *findings;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (YipuFindingList, yipu_finding_list, GTK_TYPE_BOX)

static const char *
icon_of (YipuSeverity severity)
{
  switch (severity) {
  case YIPU_SEVERITY_BLOCK: return "yipu-stop-symbolic";
  case YIPU_SEVERITY_WARN: return "yipu-warn-symbolic";
  case YIPU_SEVERITY_HINT:
  default: return "yipu-pencil-symbolic";
  }
}

static GtkWidget *
build_row (const YipuFinding *finding)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_of (finding->severity));
  GtkWidget *label = gtk_label_new (finding->message);
  const char *severity = yipu_severity_to_string (finding->severity);
  g_autofree char *name = g_strdup_printf (
      "%s: %s", yipu_vocabulary_label ("finding_severities", severity), finding->message);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (icon, severity);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), finding->record != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static void
activated_cb (YipuFindingList *self, GtkListBoxRow *row)
{
  guint index = (guint) gtk_list_box_row_get_index (row);
  const YipuFinding *finding = g_ptr_array_index (self->findings, index);

  yipu_session_set_findings (self->session, self->findings, index);
  yipu_open_finding (GTK_WIDGET (self), finding);
}

static void
yipu_finding_list_dispose (GObject *object)
{
  YipuFindingList *self = YIPU_FINDING_LIST (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  G_OBJECT_CLASS (yipu_finding_list_parent_class)->dispose (object);
}

static void
yipu_finding_list_class_init (YipuFindingListClass *class)
{
  G_OBJECT_CLASS (class)->dispose = yipu_finding_list_dispose;
}

static void
yipu_finding_list_init (YipuFindingList *self)
{
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_set_hexpand (self->list, TRUE);
  gtk_widget_add_css_class (self->list, "findings");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Findings"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  gtk_box_append (GTK_BOX (self), self->list);
}

GtkWidget *
yipu_finding_list_new (void)
{
  return g_object_new (YIPU_TYPE_FINDING_LIST, NULL);
}

static int
worse_first (gconstpointer a, gconstpointer b)
{
  const YipuFinding *first = *(YipuFinding *const *) a;
  const YipuFinding *second = *(YipuFinding *const *) b;

  return (int) second->severity - (int) first->severity;
}

void
yipu_finding_list_set (YipuFindingList *self, YipuSession *session, GPtrArray *findings)
{
  GtkListBoxRow *row;

  g_set_object (&self->session, session);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = yipu_findings_new ();
  for (guint i = 0; i < findings->len; i++)
    g_ptr_array_add (self->findings, yipu_finding_ref (g_ptr_array_index (findings, i)));
  g_ptr_array_sort (self->findings, worse_first);

  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0)))
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
  for (guint i = 0; i < self->findings->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list),
                         build_row (g_ptr_array_index (self->findings, i)));
}
