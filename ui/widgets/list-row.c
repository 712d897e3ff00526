/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A row of a list pane. */
#include "list-row.h"

#include "widgets/thumbnail.h"

struct _YipuListRow {
  GtkBox parent_instance;

  YipuThumbnail *picture;
  GtkLabel *title_label;
  GtkLabel *subtitle_label;
};

G_DEFINE_FINAL_TYPE (YipuListRow, yipu_list_row, GTK_TYPE_BOX)

static void
yipu_list_row_class_init (YipuListRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (YIPU_TYPE_THUMBNAIL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/yipu/Yipu/ui/widgets/list-row.ui");
  gtk_widget_class_bind_template_child (widget_class, YipuListRow, picture);
  gtk_widget_class_bind_template_child (widget_class, YipuListRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, YipuListRow, subtitle_label);
}

static void
yipu_list_row_init (YipuListRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* In GTK 4.8 a row has no name of its own: it reads "GtkListItemWidget". */
static void
name_row (YipuListRow *self, GtkAccessibleProperty property, const char *text)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));

  if (row)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), property, text, -1);
}

void
yipu_list_row_set_title (YipuListRow *self, const char *title)
{
  gtk_label_set_label (self->title_label, title);
  name_row (self, GTK_ACCESSIBLE_PROPERTY_LABEL, title);
}

void
yipu_list_row_set_subtitle (YipuListRow *self, const char *subtitle)
{
  gtk_label_set_label (self->subtitle_label, subtitle);
  name_row (self, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle);
}

void
yipu_list_row_set_picture (YipuListRow *self, YipuSession *session, const char *file)
{
  yipu_thumbnail_set_file (self->picture, session, file);
}

typedef struct {
  YipuSession *session;
  char *icon;
  YipuDescribe describe;
} Factory;

static void
factory_free (gpointer data, GClosure *closure)
{
  Factory *factory = data;

  g_object_unref (factory->session);
  g_free (factory->icon);
  g_free (factory);
}

static void
setup_cb (GtkListItemFactory *self, GtkListItem *list_item, Factory *factory)
{
  YipuListRow *row = g_object_new (YIPU_TYPE_LIST_ROW, NULL);

  if (factory->icon)
    g_object_set (row->picture, "icon", factory->icon, NULL);
  gtk_widget_set_visible (GTK_WIDGET (row->picture), factory->icon != NULL);
  gtk_list_item_set_child (list_item, GTK_WIDGET (row));
}

static void
describe (GtkListItem *list_item, Factory *factory)
{
  YipuRecordItem *item = gtk_list_item_get_item (list_item);
  YipuListRow *row = YIPU_LIST_ROW (gtk_list_item_get_child (list_item));
  YipuRecord *record = yipu_record_item_get_record (item);

  if (record)
    factory->describe (row, factory->session, record);
}

static void
record_changed_cb (YipuRecordItem *item, GParamSpec *pspec, GtkListItem *list_item)
{
  describe (list_item, g_object_get_data (G_OBJECT (list_item), "factory"));
}

static void
bind_cb (GtkListItemFactory *self, GtkListItem *list_item, Factory *factory)
{
  g_object_set_data (G_OBJECT (list_item), "factory", factory);
  describe (list_item, factory);
  g_signal_connect (gtk_list_item_get_item (list_item), "notify::record",
                    G_CALLBACK (record_changed_cb), list_item);
}

static void
unbind_cb (GtkListItemFactory *self, GtkListItem *list_item, Factory *factory)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), record_changed_cb,
                                        list_item);
}

GtkListItemFactory *
yipu_list_row_factory (YipuSession *session, const char *icon, YipuDescribe describe_func)
{
  GtkListItemFactory *self = gtk_signal_list_item_factory_new ();
  Factory *factory = g_new0 (Factory, 1);

  factory->session = g_object_ref (session);
  factory->icon = g_strdup (icon);
  factory->describe = describe_func;
  g_signal_connect (self, "setup", G_CALLBACK (setup_cb), factory);
  g_signal_connect (self, "unbind", G_CALLBACK (unbind_cb), factory);
  g_signal_connect_data (self, "bind", G_CALLBACK (bind_cb), factory, factory_free, 0);
  return self;
}
