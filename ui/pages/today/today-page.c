/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Today. */
#define G_LOG_DOMAIN "yipu-ui"

#include "today-page.h"

#include "widgets/header-end.h"
#include "widgets/header-start.h"

#include <adwaita.h>

struct _YipuTodayPage {
  GtkBox parent_instance;

  YipuSession *session;
};

static void page_init (YipuPageInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (YipuTodayPage,
                               yipu_today_page,
                               GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (YIPU_TYPE_PAGE, page_init))

static void
set_session (YipuPage *page, YipuSession *session)
{
  YIPU_TODAY_PAGE (page)->session = g_object_ref (session);
}

static void
page_init (YipuPageInterface *interface)
{
  interface->set_session = set_session;
}

static void
yipu_today_page_dispose (GObject *object)
{
  g_clear_object (&YIPU_TODAY_PAGE (object)->session);
  G_OBJECT_CLASS (yipu_today_page_parent_class)->dispose (object);
}

static void
yipu_today_page_class_init (YipuTodayPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = yipu_today_page_dispose;
  g_type_ensure (YIPU_TYPE_HEADER_START);
  g_type_ensure (YIPU_TYPE_HEADER_END);
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (class),
                                               "/org/yipu/Yipu/ui/pages/today/today-page.ui");
}

static void
yipu_today_page_init (YipuTodayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
