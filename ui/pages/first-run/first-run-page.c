/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An empty catalog: three ways to begin. All are actions of the window. */
#include "first-run-page.h"

#include "widgets/header-end.h"
#include "widgets/pattern.h"

struct _YipuFirstRunPage {
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (YipuFirstRunPage, yipu_first_run_page, GTK_TYPE_BOX)

static void
yipu_first_run_page_class_init (YipuFirstRunPageClass *class)
{
  g_type_ensure (YIPU_TYPE_HEADER_END);
  g_type_ensure (YIPU_TYPE_PATTERN);
  gtk_widget_class_set_template_from_resource (
      GTK_WIDGET_CLASS (class), "/org/yipu/Yipu/ui/pages/first-run/first-run-page.ui");
}

static void
yipu_first_run_page_init (YipuFirstRunPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
