/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A picture of the catalog. One of a few sizes is asked for, whatever the place's own, so that
 * resizing a window makes no new derivatives; the place cuts it around its focus. */
#define G_LOG_DOMAIN "yipu-ui"

#include "thumbnail.h"

#include <glib/gi18n-lib.h>

static const int sizes[] = { 96, 320, 640, 1280 };

struct _YipuThumbnail {
  GtkWidget parent_instance;

  YipuSession *session;
  char *hash;
  int focus_x, focus_y; /* thousandths */
  int width, height;
  gboolean contain;
  int size; /* asked for last */
  GdkTexture *texture;
  GCancellable *cancellable;
  GtkWidget *image; /* while there is no picture */
};

enum { PROP_0, PROP_WIDTH, PROP_HEIGHT, PROP_ICON, PROP_CONTAIN, N_PROPS };
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (YipuThumbnail, yipu_thumbnail, GTK_TYPE_WIDGET)

static void
take_pixels (YipuThumbnail *self, YipuPixels *pixels)
{
  GdkMemoryFormat format = pixels->alpha ? GDK_MEMORY_R8G8B8A8 : GDK_MEMORY_R8G8B8;

  g_clear_object (&self->texture);
  self->texture = gdk_memory_texture_new (pixels->width, pixels->height, format, pixels->bytes,
                                          (gsize) pixels->width * (pixels->alpha ? 4 : 3));
  gtk_widget_set_child_visible (self->image, FALSE);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* A picture can be gone or damaged: the place then keeps its icon. */
static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YipuThumbnail) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuPixels) pixels =
      yipu_picture_loader_load_finish (YIPU_PICTURE_LOADER (source), result, &error);

  if (self->session)
    yipu_session_release (self->session);
  if (pixels)
    take_pixels (self, pixels);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_info ("%s", error->message);
}

static int
wanted_size (YipuThumbnail *self)
{
  int longest =
      MAX (gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self))) *
      gtk_widget_get_scale_factor (GTK_WIDGET (self));

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    if (sizes[i] * 10 >= longest * 12)
      return sizes[i];
  return sizes[G_N_ELEMENTS (sizes) - 1];
}

static void
ask (YipuThumbnail *self)
{
  int size = wanted_size (self);
  YipuPictureSpec spec = YIPU_PICTURE_SPEC (size, size);

  if (!self->hash || gtk_widget_get_width (GTK_WIDGET (self)) == 0 || size <= self->size)
    return;
  self->size = size;

  YipuPictureLoader *loader = yipu_session_get_loader (self->session);
  g_autoptr (YipuPixels) pixels = yipu_picture_loader_peek (loader, self->hash, &spec);

  if (pixels) {
    take_pixels (self, pixels);
    return;
  }
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  yipu_session_hold (self->session);
  yipu_picture_loader_load_async (loader, self->hash, &spec, self->cancellable, loaded_cb,
                                  g_object_ref (self));
}

static void
yipu_thumbnail_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  YipuThumbnail *self = YIPU_THUMBNAIL (widget);

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? self->width : self->height;
}

static void
yipu_thumbnail_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  YipuThumbnail *self = YIPU_THUMBNAIL (widget);

  gtk_widget_size_allocate (self->image, &(GtkAllocation){ 0, 0, width, height }, baseline);
  ask (self);
}

static void
yipu_thumbnail_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  YipuThumbnail *self = YIPU_THUMBNAIL (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);

  if (!self->texture) {
    GTK_WIDGET_CLASS (yipu_thumbnail_parent_class)->snapshot (widget, snapshot);
    return;
  }

  float across = width / (float) gdk_texture_get_width (self->texture);
  float down = height / (float) gdk_texture_get_height (self->texture);
  float scale = self->contain ? MIN (across, down) : MAX (across, down);
  float w = (float) gdk_texture_get_width (self->texture) * scale;
  float h = (float) gdk_texture_get_height (self->texture) * scale;
  float x = (width - w) * (float) (self->contain ? 500 : self->focus_x) / 1000;
  float y = (height - h) * (float) (self->contain ? 500 : self->focus_y) / 1000;

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gtk_snapshot_append_texture (snapshot, self->texture, &GRAPHENE_RECT_INIT (x, y, w, h));
  gtk_snapshot_pop (snapshot);
}

static void
yipu_thumbnail_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  YipuThumbnail *self = YIPU_THUMBNAIL (object);

  switch (id) {
  case PROP_WIDTH: self->width = g_value_get_int (value); break;
  case PROP_HEIGHT: self->height = g_value_get_int (value); break;
  case PROP_CONTAIN: self->contain = g_value_get_boolean (value); break;
  case PROP_ICON:
    gtk_image_set_from_icon_name (GTK_IMAGE (self->image), g_value_get_string (value));
    break;
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yipu_thumbnail_dispose (GObject *object)
{
  YipuThumbnail *self = YIPU_THUMBNAIL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->texture);
  g_clear_pointer (&self->hash, g_free);
  g_clear_pointer (&self->image, gtk_widget_unparent);
  G_OBJECT_CLASS (yipu_thumbnail_parent_class)->dispose (object);
}

static void
yipu_thumbnail_finalize (GObject *object)
{
  g_clear_object (&YIPU_THUMBNAIL (object)->session);
  G_OBJECT_CLASS (yipu_thumbnail_parent_class)->finalize (object);
}

static void
yipu_thumbnail_class_init (YipuThumbnailClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (class)->set_property = yipu_thumbnail_set_property;
  G_OBJECT_CLASS (class)->dispose = yipu_thumbnail_dispose;
  G_OBJECT_CLASS (class)->finalize = yipu_thumbnail_finalize;
  widget_class->measure = yipu_thumbnail_measure;
  widget_class->size_allocate = yipu_thumbnail_size_allocate;
  widget_class->snapshot = yipu_thumbnail_snapshot;

  properties[PROP_WIDTH] = g_param_spec_int ("width", NULL, NULL, 0, 4000, 44, flags);
  properties[PROP_HEIGHT] = g_param_spec_int ("height", NULL, NULL, 0, 4000, 44, flags);
  properties[PROP_CONTAIN] = g_param_spec_boolean ("contain", NULL, NULL, FALSE, flags);
  properties[PROP_ICON] = g_param_spec_string ("icon", NULL, NULL, "yipu-camera-symbolic", flags);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "thumbnail");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
yipu_thumbnail_init (YipuThumbnail *self)
{
  self->image = gtk_image_new ();
  gtk_widget_set_parent (self->image, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
yipu_thumbnail_new (int width, int height)
{
  return g_object_new (YIPU_TYPE_THUMBNAIL, "width", width, "height", height, NULL);
}

static void
forget_picture (YipuThumbnail *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->texture);
  g_clear_pointer (&self->hash, g_free);
  self->size = 0;
  gtk_widget_set_child_visible (self->image, TRUE);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
yipu_thumbnail_set_file (YipuThumbnail *self, YipuSession *session, const char *file)
{
  g_autoptr (YipuRecord) record = yipu_session_get (session, "file", file);
  const char *hash = record ? yipu_record_get (record, "hash") : NULL;
  const char *caption = record ? yipu_record_get_text (record, "caption") : NULL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  caption  ? caption
                                  : record ? _ ("Photo")
                                           : _ ("No photo"),
                                  -1);
  if (hash && g_strcmp0 (hash, self->hash) == 0)
    return;
  forget_picture (self);
  g_set_object (&self->session, session);
  if (!hash)
    return;
  self->hash = g_strdup (hash);
  self->focus_x = (int) yipu_record_get_int (record, "focus_x", 500);
  self->focus_y = (int) yipu_record_get_int (record, "focus_y", 500);
  ask (self);
}
