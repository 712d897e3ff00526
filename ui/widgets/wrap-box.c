/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Children in a row that wraps. GtkFlowBox lays a grid and gives every child a row of its own in
 * the accessibility tree; tags want neither. */
#include "wrap-box.h"

#define GAP 6

struct _YipuWrapBox {
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (YipuWrapBox, yipu_wrap_box, GTK_TYPE_WIDGET)

/* Lays the children into @width, or only measures when not @place; returns the height. */
static int
lay_out (GtkWidget *widget, int width, gboolean place)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0, y = 0, line = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    GtkRequisition size;

    if (!gtk_widget_should_layout (child))
      continue;
    gtk_widget_get_preferred_size (child, NULL, &size);
    size.width = MIN (size.width, width);
    if (x > 0 && x + size.width > width) {
      x = 0;
      y += line + GAP;
      line = 0;
    }
    if (place)
      gtk_widget_size_allocate (
          child,
          &(GtkAllocation){ mirrored ? width - x - size.width : x, y, size.width, size.height },
          -1);
    x += size.width + GAP;
    line = MAX (line, size.height);
  }
  return y + line;
}

static void
measure_width (GtkWidget *widget, int *minimum, int *natural)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    int child_minimum, child_natural;

    if (!gtk_widget_should_layout (child))
      continue;
    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural, NULL,
                        NULL);
    *minimum = MAX (*minimum, child_minimum);
    *natural += child_natural + (*natural > 0 ? GAP : 0);
  }
}

static void
yipu_wrap_box_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  int least = 0, wanted = 0;

  measure_width (widget, &least, &wanted);
  if (orientation == GTK_ORIENTATION_VERTICAL) {
    least = lay_out (widget, for_size >= 0 ? for_size : wanted, FALSE);
    wanted = least;
  }
  *minimum = least;
  *natural = wanted;
}

static void
yipu_wrap_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  lay_out (widget, width, TRUE);
}

static GtkSizeRequestMode
yipu_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
yipu_wrap_box_dispose (GObject *object)
{
  yipu_wrap_box_clear (YIPU_WRAP_BOX (object));
  G_OBJECT_CLASS (yipu_wrap_box_parent_class)->dispose (object);
}

static void
yipu_wrap_box_class_init (YipuWrapBoxClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = yipu_wrap_box_dispose;
  widget_class->measure = yipu_wrap_box_measure;
  widget_class->size_allocate = yipu_wrap_box_size_allocate;
  widget_class->get_request_mode = yipu_wrap_box_get_request_mode;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
yipu_wrap_box_init (YipuWrapBox *self)
{
}

GtkWidget *
yipu_wrap_box_new (void)
{
  return g_object_new (YIPU_TYPE_WRAP_BOX, NULL);
}

void
yipu_wrap_box_append (YipuWrapBox *self, GtkWidget *child)
{
  gtk_widget_set_parent (child, GTK_WIDGET (self));
}

void
yipu_wrap_box_clear (YipuWrapBox *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
}
