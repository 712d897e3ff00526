/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page of a kit. Moving the line recomputes the sheet in memory and shows what follows at once;
 * what is stored goes the way of typing (autosave), so that a drag over ten steps is one edit. */
#define G_LOG_DOMAIN "yipu-ui"

#include "kit-page-private.h"

#include "kit-step-row.h"
#include "widgets/field-grid.h"
#include "widgets/header-end.h"
#include "widgets/header-start.h"

#include <glib/gi18n-lib.h>

static void page_init (YipuPageInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (YipuKitPage,
                               yipu_kit_page,
                               GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (YIPU_TYPE_PAGE, page_init))

static void
place_line (YipuKitPage *self)
{
  guint position = yipu_kit_sheet_get_position (self->sheet);
  GtkWidget *above = position == 0                 ? NULL
                     : position <= self->rows->len ? self->rows->pdata[position - 1]
                                                   : self->rows->pdata[self->rows->len - 1];

  gtk_box_reorder_child_after (self->steps, self->line, above);
  yipu_kit_line_update (YIPU_KIT_LINE (self->line), self->sheet);
  self->moving = TRUE;
  gtk_range_set_value (self->line_scale, position);
  self->moving = FALSE;
}

/* Brings the line into view. The frame that follows a change still has the old layout when it
 * begins; the one after it has the new. Setting the value ends a ride that GTK may be on to where
 * the cursor stood. */
static gboolean
show_line (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  YipuKitPage *self = YIPU_KIT_PAGE (widget);
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (self->scroller);
  double page = gtk_adjustment_get_page_size (down);
  graphene_rect_t bounds;

  if (--self->frames_to_wait > 0)
    return G_SOURCE_CONTINUE;
  if (gtk_widget_compute_bounds (self->line, GTK_WIDGET (self->steps), &bounds))
    gtk_adjustment_set_value (down, CLAMP (gtk_adjustment_get_value (down),
                                           bounds.origin.y + bounds.size.height * 3 - page,
                                           bounds.origin.y - bounds.size.height * 2));
  return G_SOURCE_REMOVE;
}

static void
show_line_soon (YipuKitPage *self)
{
  if (self->frames_to_wait <= 0)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), show_line, NULL, NULL);
  self->frames_to_wait = 2;
}

/* What the scale says of where it stands. */
static void
update_scale (YipuKitPage *self)
{
  g_autofree char *workshop = yipu_process_map_dup_side (self->sheet, YIPU_CUT_SIDE_WORKSHOP);
  g_autofree char *buyer = yipu_process_map_dup_side (self->sheet, YIPU_CUT_SIDE_BUYER);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", workshop, buyer);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->line_scale),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken, -1);
}

/* All that follows from where the line stands. */
static void
update (YipuKitPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    yipu_kit_step_row_update (self->rows->pdata[i], self->sheet);
  place_line (self);
  update_scale (self);
  yipu_kit_summary_update (self->summary, self->sheet);
  yipu_finding_list_set (self->findings, self->session, yipu_kit_sheet_get_findings (self->sheet));
}

void
yipu_kit_page_line_moved (YipuKitPage *self)
{
  g_auto (GStrv) line = yipu_kit_sheet_dup_line (self->sheet);
  g_autofree char *value = yipu_field_join ((const char *const *) line);

  update (self);
  yipu_process_map_update (self->map);
  yipu_kit_suggestions_mark (self->suggestions, self->sheet);
  show_line_soon (self);
  yipu_session_autosave (self->session, self->id, "line", value);
}

/* The buyer does what stands at @position of the list and below, and all that comes after. */
void
yipu_kit_page_set_position (YipuKitPage *self, guint position)
{
  guint n = self->rows->len;
  g_autoptr (GArray) above = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) below = g_array_new (FALSE, FALSE, sizeof (guint));

  if (!self->sheet || position == yipu_kit_sheet_get_position (self->sheet))
    return;
  for (guint s = 0; s < n; s++)
    g_array_append_val (s < position ? above : below, s);
  if (above->len > 0)
    yipu_kit_page_move_steps (self, above, FALSE);
  if (below->len > 0)
    yipu_kit_page_move_steps (self, below, TRUE);
  place_line (self);
}

static void
move_by (YipuKitPage *self, int by)
{
  int position = self->sheet ? (int) yipu_kit_sheet_get_position (self->sheet) : 0;

  yipu_kit_page_set_position (self, (guint) CLAMP (position + by, 0, (int) self->rows->len));
}

static void
scale_cb (GtkRange *range, YipuKitPage *self)
{
  if (!self->moving)
    yipu_kit_page_set_position (self, (guint) (gtk_range_get_value (range) + 0.5));
}

static void
line_cb (YipuKitLine *line, int by, YipuKitPage *self)
{
  move_by (self, by);
}

static void
chosen_cb (YipuKitStepRow *row, guint position, YipuKitPage *self)
{
  yipu_kit_page_set_position (self, position);
}

static void
opened_cb (YipuKitStepRow *row, YipuKitPage *self)
{
  const YipuProcess *process = yipu_kit_sheet_get_process (self->sheet);

  yipu_open_record (GTK_WIDGET (self), "step", process->steps[yipu_kit_step_row_get_step (row)].id,
                    "title");
}

static void
clear_steps (YipuKitPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    gtk_box_remove (self->steps, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
}

static void
show_steps (YipuKitPage *self)
{
  guint n_steps = yipu_kit_sheet_get_process (self->sheet)->n_steps;

  clear_steps (self);
  for (guint i = 0; i < n_steps; i++) {
    GtkWidget *row = yipu_kit_step_row_new (self->session, self->sheet, i);

    g_signal_connect_object (row, "chosen", G_CALLBACK (chosen_cb), self, 0);
    g_signal_connect_object (row, "opened", G_CALLBACK (opened_cb), self, 0);
    gtk_box_append (self->steps, row);
    g_ptr_array_add (self->rows, row);
  }
  gtk_adjustment_set_upper (self->line_adjustment, n_steps);
}

static gboolean
load (YipuKitPage *self)
{
  g_autoptr (GError) error = NULL;
  YipuKitSheet *sheet =
      yipu_kit_sheet_load (yipu_session_get_reader (self->session), self->id, NULL, &error);
  g_autofree char *title = yipu_session_dup_title (self->session, "kit", self->id);

  if (!sheet) {
    yipu_session_toast (self->session, error->message, FALSE);
    return FALSE;
  }
  yipu_process_map_set_sheet (self->map, NULL, NULL);
  g_clear_pointer (&self->sheet, yipu_kit_sheet_free);
  self->sheet = sheet;
  adw_window_title_set_title (self->title, title);
  show_steps (self);
  update (self);
  yipu_kit_page_notice (self, NULL);
  yipu_process_map_set_sheet (self->map, self->session, self->sheet);
  yipu_kit_suggestions_set_sheet (self->suggestions, self->sheet);
  yipu_kit_page_show_targets (self);
  yipu_stack_show (self->stack, "kit");
  show_line_soon (self);
  return TRUE;
}

static void
clear (YipuKitPage *self)
{
  clear_steps (self);
  yipu_process_map_set_sheet (self->map, NULL, NULL);
  g_clear_pointer (&self->sheet, yipu_kit_sheet_free);
  g_clear_pointer (&self->id, g_free);
  yipu_stack_show (self->stack, "empty");
}

/* Whether @records changed anything but the line, as it stands here already. */
static gboolean
is_stale (YipuKitPage *self, GPtrArray *records)
{
  static const char *const kinds[] = { "step",  "flow",    "item", "process", "kit_item",
                                       "brand", "product", "pack", NULL };
  g_autoptr (YipuRecord) kit = yipu_session_get (self->session, "kit", self->id);
  g_auto (GStrv) line = yipu_kit_sheet_dup_line (self->sheet);
  g_autofree char *value = yipu_field_join ((const char *const *) line);

  for (guint i = 0; kinds[i]; i++)
    if (yipu_changes_touch (records, kinds[i], NULL))
      return TRUE;
  return !kit || (yipu_changes_touch (records, "kit", self->id) &&
                  g_strcmp0 (yipu_record_get (kit, "line"), value) != 0);
}

static void
changed_cb (YipuKitPage *self, GPtrArray *records)
{
  if (!self->sheet || !is_stale (self, records))
    return;

  g_autoptr (YipuRecord) kit = yipu_session_get (self->session, "kit", self->id);
  if (kit)
    load (self);
  else
    clear (self);
}

static void
set_session (YipuPage *page, YipuSession *session)
{
  YipuKitPage *self = YIPU_KIT_PAGE (page);

  self->session = g_object_ref (session);
  self->form = yipu_form_new (session, "kit", self->fields);
  yipu_subrecords_set_session (self->items, session);
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/* Drawn, the line is moved by the scale below it; in the list it is grasped itself. */
static void
focus_line (YipuKitPage *self)
{
  gboolean drawn = g_str_equal (gtk_stack_get_visible_child_name (self->views), "map");

  gtk_widget_grab_focus (drawn ? GTK_WIDGET (self->line_scale) : self->line);
}

static gboolean
open_record (YipuPage *page, const char *kind, const char *id, const char *field)
{
  YipuKitPage *self = YIPU_KIT_PAGE (page);
  g_autoptr (YipuRecord) record = yipu_session_get (self->session, kind, id);

  if (!record)
    return FALSE;

  const char *kit =
      strcmp (yipu_record_get_kind (record)->id, "kit") == 0 ? id : yipu_record_get (record, "kit");
  if (!kit)
    return FALSE;
  g_free (self->id);
  self->id = g_strdup (kit);
  yipu_form_set_id (self->form, kit);
  yipu_subrecords_set_owner (self->items, kit);
  if (!load (self))
    return FALSE;
  if (strcmp (kit, id) != 0)
    yipu_subrecords_reveal (self->items, id, field);
  else if (strcmp (field, "line") == 0)
    focus_line (self);
  else if (*field)
    yipu_form_focus (self->form, field);
  return TRUE;
}

static const char *
get_record (YipuPage *page)
{
  return YIPU_KIT_PAGE (page)->id;
}

static void
refresh (YipuPage *page)
{
  YipuKitPage *self = YIPU_KIT_PAGE (page);

  yipu_stack_show (self->stack, self->sheet ? "kit" : "empty");
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
move_line_action (GtkWidget *widget, const char *name, GVariant *by)
{
  move_by (YIPU_KIT_PAGE (widget), g_variant_get_int32 (by));
}

/* The view that is not shown is hidden, or it would be read out; the list begins at the line. */
static void
view_cb (YipuKitPage *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->views);

  if (name)
    yipu_stack_show (self->views, name);
  if (self->sheet)
    show_line_soon (self);
}

/* The plain list of the same steps is one key away, and so is the map from it. */
static void
switch_view_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YipuKitPage *self = YIPU_KIT_PAGE (widget);
  gboolean drawn = g_str_equal (gtk_stack_get_visible_child_name (self->views), "map");

  yipu_stack_show (self->views, drawn ? "list" : "map");
  focus_line (self);
}

static void
make_product_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YipuKitPage *self = YIPU_KIT_PAGE (widget);

  if (self->sheet && !yipu_session_is_read_only (self->session))
    yipu_kit_page_make_product (self);
}

static void
make_order_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YipuKitPage *self = YIPU_KIT_PAGE (widget);

  if (self->sheet && !yipu_session_is_read_only (self->session))
    yipu_kit_page_make_order (self);
}

static void
yipu_kit_page_dispose (GObject *object)
{
  YipuKitPage *self = YIPU_KIT_PAGE (object);

  if (self->form)
    g_object_run_dispose (G_OBJECT (self->form));
  g_clear_object (&self->form);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), YIPU_TYPE_KIT_PAGE);
  g_clear_pointer (&self->sheet, yipu_kit_sheet_free);
  g_clear_pointer (&self->id, g_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yipu_kit_page_parent_class)->dispose (object);
}

static void
yipu_kit_page_class_init (YipuKitPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = yipu_kit_page_dispose;
  g_type_ensure (YIPU_TYPE_FIELD_GRID);
  g_type_ensure (YIPU_TYPE_FINDING_LIST);
  g_type_ensure (YIPU_TYPE_FORM_ROW);
  g_type_ensure (YIPU_TYPE_HEADER_END);
  g_type_ensure (YIPU_TYPE_HEADER_START);
  g_type_ensure (YIPU_TYPE_KIT_SUGGESTIONS);
  g_type_ensure (YIPU_TYPE_KIT_SUMMARY);
  g_type_ensure (YIPU_TYPE_PROCESS_MAP);
  g_type_ensure (YIPU_TYPE_SUBRECORDS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/yipu/Yipu/ui/pages/kit/kit-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YipuKitPage, title);
  gtk_widget_class_bind_template_child (widget_class, YipuKitPage, stack);
  gtk_widget_class_bind_template_child (widget_class, YipuKitPage, views);
  gtk_widget_class_bind_template_child (widget_class, YipuKitPage, notice);
  gtk_widget_class_bind_template_child (widget_class, YipuKitPage, map);
  gtk_widget_class_bind_template_child (widget_class, YipuKitPage, suggestions);
  gtk_widget_class_bind_template_child (widget_class, YipuKitPage, line_scale);
  gtk_widget_class_bind_template_child (widget_class, YipuKitPage, line_adjustment);
  gtk_widget_class_bind_template_child (widget_class, YipuKitPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, YipuKitPage, steps);
  gtk_widget_class_bind_template_child (widget_class, YipuKitPage, fields);
  gtk_widget_class_bind_template_child (widget_class, YipuKitPage, targets);
  gtk_widget_class_bind_template_child (widget_class, YipuKitPage, items);
  gtk_widget_class_bind_template_child (widget_class, YipuKitPage, summary);
  gtk_widget_class_bind_template_child (widget_class, YipuKitPage, findings);
  gtk_widget_class_install_action (widget_class, "kit.move-line", "i", move_line_action);
  gtk_widget_class_install_action (widget_class, "kit.switch-view", NULL, switch_view_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_CONTROL_MASK, "kit.switch-view",
                                       NULL);
  gtk_widget_class_install_action (widget_class, "kit.make-order", NULL, make_order_action);
  gtk_widget_class_install_action (widget_class, "kit.make-product", NULL, make_product_action);
}

static void
yipu_kit_page_init (YipuKitPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->line = g_object_new (YIPU_TYPE_KIT_LINE, NULL);
  gtk_box_append (self->steps, self->line);
  g_signal_connect (self->line, "move", G_CALLBACK (line_cb), self);
  g_signal_connect (self->line_scale, "value-changed", G_CALLBACK (scale_cb), self);
  yipu_kit_page_add_drag (self);
  yipu_kit_page_connect_map (self);
  g_signal_connect_swapped (self->views, "notify::visible-child", G_CALLBACK (view_cb), self);
  yipu_stack_show (self->views, "map");
}
