/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the window asks of a page. */
#include "page.h"

G_DEFINE_INTERFACE (YipuPage, yipu_page, GTK_TYPE_WIDGET)

static void
yipu_page_default_init (YipuPageInterface *interface)
{
}

void
yipu_page_set_session (YipuPage *self, YipuSession *session)
{
  YIPU_PAGE_GET_IFACE (self)->set_session (self, session);
}

gboolean
yipu_page_open (YipuPage *self, const char *kind, const char *id, const char *field)
{
  YipuPageInterface *interface = YIPU_PAGE_GET_IFACE (self);

  return interface->open && interface->open (self, kind, id, field);
}

const char *
yipu_page_get_record (YipuPage *self)
{
  YipuPageInterface *interface = YIPU_PAGE_GET_IFACE (self);

  return interface->get_record ? interface->get_record (self) : NULL;
}

void
yipu_page_refresh (YipuPage *self)
{
  YipuPageInterface *interface = YIPU_PAGE_GET_IFACE (self);

  if (interface->refresh)
    interface->refresh (self);
}

void
yipu_page_focus (YipuPage *self)
{
  YipuPageInterface *interface = YIPU_PAGE_GET_IFACE (self);

  if (interface->focus)
    interface->focus (self);
}

void
yipu_page_part_set_visible (GtkWidget *part, gboolean visible)
{
  GtkRoot *root = gtk_widget_get_root (part);
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (!visible && focus && gtk_widget_is_ancestor (focus, part)) {
    gtk_widget_set_can_focus (part, FALSE);
    if (!gtk_widget_child_focus (gtk_widget_get_parent (part), GTK_DIR_TAB_BACKWARD))
      gtk_root_set_focus (root, NULL);
    gtk_widget_set_can_focus (part, TRUE);
  }
  gtk_widget_set_visible (part, visible);
}

void
yipu_stack_show (GtkStack *stack, const char *name)
{
  GtkWidget *shown = gtk_stack_get_child_by_name (stack, name);

  gtk_widget_set_visible (shown, TRUE);
  gtk_stack_set_visible_child (stack, shown);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (stack)); child;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_visible (child, child == shown);
}

void
yipu_open_record (GtkWidget *widget, const char *kind, const char *id, const char *field)
{
  gtk_widget_activate_action (widget, "win.open-record", "(sss)", kind, id, field ? field : "");
}

void
yipu_open_finding (GtkWidget *widget, const YipuFinding *finding)
{
  gtk_widget_activate_action (widget, "win.open-finding", "(sssii)", finding->kind, finding->record,
                              finding->field ? finding->field : "", finding->start,
                              finding->length);
}
