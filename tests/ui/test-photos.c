/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Photos come in dropped and pasted, as files and as pictures, into a record or a product's slot;
 * what can't be read is told and nothing is lost. */
#include "fixture.h"

#include "pages/products/product-slots.h"
#include "widgets/photo-grid.h"
#include "widgets/photo-take.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

/* A picture of one colour in a file beside the catalog; (transfer full). */
static GFile *
make_photo (Fixture *fixture, const char *name, guint32 colour)
{
  g_autofree char *path = g_strconcat (fixture->folder, name, NULL);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 640, 480);
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_fill (pixbuf, colour);
  gdk_pixbuf_save (pixbuf, path, "jpeg", &error, NULL);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

static GdkTexture *
make_texture (guint32 colour)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 320, 240);

  gdk_pixbuf_fill (pixbuf, colour);
  return gdk_texture_new_for_pixbuf (pixbuf);
}

static void
hold_files (GValue *value, GFile *first, GFile *second)
{
  GFile *files[] = { first, second };

  g_value_init (value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (value, gdk_file_list_new_from_array (files, second ? 2 : 1));
}

/* The photos of a craft on its page. */
static GtkWidget *
open_grid (Fixture *fixture, char **craft)
{
  GtkWidget *page;

  *craft = fixture_add (fixture, "craft", "name", "蓝布");
  fixture_open_window (fixture);
  page = fixture_go (fixture, "crafts");
  yipu_page_open (YIPU_PAGE (page), "craft", *craft, "");
  fixture_settle (fixture);
  return fixture_find (page, YIPU_TYPE_PHOTO_GRID);
}

static guint
count_photos (Fixture *fixture, const char *craft)
{
  g_autoptr (YipuRecord) record = yipu_session_get (fixture->session, "craft", craft);
  g_auto (GStrv) files = yipu_record_dup_list (record, "sources");

  return g_strv_length (files);
}

static void
test_dropped_files (Fixture *fixture, gconstpointer data)
{
  g_autofree char *craft = NULL;
  GtkWidget *grid = open_grid (fixture, &craft);
  g_autoptr (GFile) red = make_photo (fixture, " 红.jpg", 0xaa2211ff);
  g_autoptr (GFile) blue = make_photo (fixture, " 蓝.jpg", 0x1122aaff);
  g_auto (GValue) value = G_VALUE_INIT;

  hold_files (&value, red, blue);
  g_assert_true (fixture_drop (fixture, grid, &value));
  g_assert_cmpuint (count_photos (fixture, craft), ==, 2);
  g_assert_cmpstr (fixture_get_toast (fixture), ==, "2 photos added");
  fixture_undo (fixture);
  g_assert_cmpuint (count_photos (fixture, craft), ==, 0);
}

/* Stored once by its bytes, however often it comes. */
static void
test_the_same_photo_twice (Fixture *fixture, gconstpointer data)
{
  g_autofree char *craft = NULL;
  GtkWidget *grid = open_grid (fixture, &craft);
  g_autoptr (GFile) red = make_photo (fixture, "-red.jpg", 0xaa2211ff);
  g_auto (GValue) value = G_VALUE_INIT;

  hold_files (&value, red, NULL);
  fixture_drop (fixture, grid, &value);
  fixture_drop (fixture, grid, &value);
  g_assert_cmpuint (count_photos (fixture, craft), ==, 1);
  g_assert_cmpuint (yipu_session_count (fixture->session, "file", NULL, NULL), ==, 1);
}

static void
test_a_dropped_picture (Fixture *fixture, gconstpointer data)
{
  g_autofree char *craft = NULL;
  GtkWidget *grid = open_grid (fixture, &craft);
  g_autoptr (GdkTexture) texture = make_texture (0x22aa11ff);
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, GDK_TYPE_TEXTURE);
  g_value_set_object (&value, texture);
  g_assert_true (fixture_drop (fixture, grid, &value));
  g_assert_cmpuint (count_photos (fixture, craft), ==, 1);
}

static void
test_no_photo_is_told (Fixture *fixture, gconstpointer data)
{
  g_autofree char *craft = NULL;
  GtkWidget *grid = open_grid (fixture, &craft);
  g_autofree char *path = g_strconcat (fixture->folder, "-letter.jpg", NULL);
  g_autoptr (GFile) letter = g_file_new_for_path (path);
  g_autoptr (GFile) red = make_photo (fixture, "-red.jpg", 0xaa2211ff);
  g_auto (GValue) value = G_VALUE_INIT;

  g_assert_true (g_file_set_contents (path, "Dear all", -1, NULL));
  hold_files (&value, letter, red);
  fixture_drop (fixture, grid, &value);
  g_assert_nonnull (strstr (fixture_get_toast (fixture), "letter.jpg"));
  g_assert_cmpuint (count_photos (fixture, craft), ==, 1);
}

static void
test_pasted_files (Fixture *fixture, gconstpointer data)
{
  g_autofree char *craft = NULL;
  GtkWidget *grid = open_grid (fixture, &craft);
  g_autoptr (GFile) red = make_photo (fixture, "-red.jpg", 0xaa2211ff);
  g_auto (GValue) value = G_VALUE_INIT;

  hold_files (&value, red, NULL);
  gdk_clipboard_set_value (gtk_widget_get_clipboard (grid), &value);
  fixture_press_named (fixture, grid, "Paste");
  g_assert_cmpuint (count_photos (fixture, craft), ==, 1);
}

static void
test_a_pasted_picture (Fixture *fixture, gconstpointer data)
{
  g_autofree char *craft = NULL;
  GtkWidget *grid = open_grid (fixture, &craft);
  g_autoptr (GdkTexture) texture = make_texture (0x22aa11ff);

  gdk_clipboard_set_texture (gtk_widget_get_clipboard (grid), texture);
  fixture_press_named (fixture, grid, "Paste");
  g_assert_cmpuint (count_photos (fixture, craft), ==, 1);
}

static void
test_pasted_text_is_told (Fixture *fixture, gconstpointer data)
{
  g_autofree char *craft = NULL;
  GtkWidget *grid = open_grid (fixture, &craft);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (grid), "蓝布");
  fixture_press_named (fixture, grid, "Paste");
  g_assert_cmpstr (fixture_get_toast (fixture), ==, "The clipboard holds no picture.");
  g_assert_cmpuint (count_photos (fixture, craft), ==, 0);
}

/* The page of a new product, its photos in sight. */
static GtkWidget *
open_product (Fixture *fixture, char **product)
{
  GtkWidget *page;

  *product = fixture_add (fixture, "product", "title", "蓝布材料包");
  fixture_open_window (fixture);
  page = fixture_go (fixture, "products");
  yipu_page_open (YIPU_PAGE (page), "product", *product, "");
  fixture_settle (fixture);
  return fixture_find (page, YIPU_TYPE_PRODUCT_SLOTS);
}

static void
test_a_slot_is_filled_and_emptied (Fixture *fixture, gconstpointer data)
{
  g_autofree char *product = NULL;
  GtkWidget *slots = open_product (fixture, &product);
  GtkWidget *place = fixture_find_named (slots, GTK_TYPE_BUTTON, "Add a photo: main");
  g_autoptr (GFile) red = make_photo (fixture, "-red.jpg", 0xaa2211ff);
  g_auto (GValue) value = G_VALUE_INIT;
  g_autofree char *slot = NULL;
  g_autofree char *role = NULL;

  g_assert_nonnull (place);
  hold_files (&value, red, NULL);
  g_assert_true (fixture_drop (fixture, place, &value));
  slot = fixture_id (fixture, "slot", "product", product);
  role = fixture_get (fixture, "slot", slot, "role");
  g_assert_cmpstr (role, ==, "main");
  fixture_press_named (fixture, slots, "Take this photo out");
  g_assert_cmpuint (yipu_session_count (fixture->session, "slot", "product", product), ==, 0);
  g_assert_cmpuint (yipu_session_count (fixture->session, "file", NULL, NULL), ==, 1);
  fixture_undo (fixture);
  g_assert_cmpuint (yipu_session_count (fixture->session, "slot", "product", product), ==, 1);
}

static guint
count_slots (Fixture *fixture, const char *product)
{
  return yipu_session_count (fixture->session, "slot", "product", product);
}

static void
test_a_slot_takes_a_photo_once (Fixture *fixture, gconstpointer data)
{
  g_autofree char *product = NULL;
  GtkWidget *slots = open_product (fixture, &product);
  g_autoptr (GFile) red = make_photo (fixture, "-red.jpg", 0xaa2211ff);
  g_auto (GValue) value = G_VALUE_INIT;

  hold_files (&value, red, NULL);
  for (int i = 0; i < 2; i++)
    fixture_drop (fixture, fixture_find_named (slots, GTK_TYPE_BUTTON, "Add a photo: main"),
                  &value);
  g_assert_cmpuint (count_slots (fixture, product), ==, 1);
  fixture_drop (fixture, fixture_find_named (slots, GTK_TYPE_BUTTON, "Add a photo: detail"),
                &value);
  g_assert_cmpuint (count_slots (fixture, product), ==, 2);
  g_assert_cmpuint (yipu_session_count (fixture->session, "file", NULL, NULL), ==, 1);
}

static void
test_a_slot_names_what_it_refuses (Fixture *fixture, gconstpointer data)
{
  g_autofree char *product = NULL;
  GtkWidget *slots = open_product (fixture, &product);
  g_autofree char *path = g_strconcat (fixture->folder, "-letter.jpg", NULL);
  g_autoptr (GFile) letter = g_file_new_for_path (path);
  g_autoptr (GFile) red = make_photo (fixture, "-red.jpg", 0xaa2211ff);
  g_auto (GValue) value = G_VALUE_INIT;

  g_assert_true (g_file_set_contents (path, "Dear all", -1, NULL));
  hold_files (&value, letter, red);
  fixture_drop (fixture, fixture_find_named (slots, GTK_TYPE_BUTTON, "Add a photo: main"), &value);
  g_assert_nonnull (strstr (fixture_get_toast (fixture), "letter.jpg"));
  g_assert_cmpuint (count_slots (fixture, product), ==, 1);
}

static void
test_a_picture_is_pasted_into_a_slot (Fixture *fixture, gconstpointer data)
{
  g_autofree char *product = NULL;
  GtkWidget *slots = open_product (fixture, &product);
  g_autoptr (GdkTexture) texture = make_texture (0x22aa11ff);
  g_autofree char *slot = NULL;
  g_autofree char *role = NULL;

  gdk_clipboard_set_texture (gtk_widget_get_clipboard (slots), texture);
  yipu_photos_paste (fixture_find_named (slots, GTK_TYPE_BUTTON, "Add a photo: detail"));
  fixture_settle (fixture);
  slot = fixture_id (fixture, "slot", "product", product);
  role = fixture_get (fixture, "slot", slot, "role");
  g_assert_cmpstr (role, ==, "detail");
}

/* Adds a slot with a caption, so that it can be told from the others. */
static void
add_slot (Fixture *fixture, const char *product, const char *role, const char *caption)
{
  YipuDraft *draft = yipu_draft_new ();
  const char *slot = yipu_draft_add (draft, "slot");

  yipu_draft_set (draft, slot, "product", product);
  yipu_draft_set (draft, slot, "role", role);
  yipu_draft_set (draft, slot, "caption", caption);
  yipu_session_commit (fixture->session, "Add", draft, NULL, NULL);
  fixture_settle (fixture);
}

static char *
dup_order (Fixture *fixture, const char *product)
{
  g_autoptr (GPtrArray) slots = yipu_session_list (fixture->session, "slot", "product", product);
  g_autoptr (GString) order = g_string_new (NULL);

  for (guint i = 0; i < slots->len; i++)
    g_string_append (order, yipu_record_get (g_ptr_array_index (slots, i), "caption"));
  return g_string_free (g_steal_pointer (&order), FALSE);
}

static void
test_photos_of_a_slot_are_moved (Fixture *fixture, gconstpointer data)
{
  g_autofree char *product = NULL;
  GtkWidget *slots = open_product (fixture, &product);
  GtkWidget *photo;
  g_autofree char *order = NULL;
  g_autofree char *back = NULL;

  add_slot (fixture, product, "detail", "a");
  add_slot (fixture, product, "main", "m");
  add_slot (fixture, product, "detail", "b");
  add_slot (fixture, product, "detail", "c");
  photo = fixture_find_named (slots, GTK_TYPE_BUTTON, "detail: c");
  fixture_press (fixture, photo);
  fixture_press_named (fixture, slots, "Earlier");
  order = dup_order (fixture, product);
  g_assert_cmpstr (order, ==, "acmb");
  fixture_press_named (fixture, slots, "Earlier");
  g_assert_false (gtk_widget_is_sensitive (fixture_find_named (slots, GTK_TYPE_BUTTON, "Earlier")));
  fixture_press_named (fixture, slots, "Later");
  fixture_press_named (fixture, slots, "Later");
  g_assert_false (gtk_widget_is_sensitive (fixture_find_named (slots, GTK_TYPE_BUTTON, "Later")));
  back = dup_order (fixture, product);
  g_assert_cmpstr (back, ==, "ambc");
  fixture_press_named (fixture, slots, "Done");
  g_assert_null (fixture_find_named (slots, GTK_TYPE_BUTTON, "Earlier"));
}

#define ADD(path, func)                                                                            \
  g_test_add ("/ui/photos/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);
  ADD ("dropped-files-are-taken", test_dropped_files);
  ADD ("the-same-photo-is-kept-once", test_the_same_photo_twice);
  ADD ("a-dropped-picture-is-taken", test_a_dropped_picture);
  ADD ("no-photo-is-told-the-others-come", test_no_photo_is_told);
  ADD ("pasted-files-are-taken", test_pasted_files);
  ADD ("a-pasted-picture-is-taken", test_a_pasted_picture);
  ADD ("pasted-text-is-told", test_pasted_text_is_told);
  ADD ("a-slot-is-filled-and-emptied", test_a_slot_is_filled_and_emptied);
  ADD ("a-slot-takes-a-photo-once", test_a_slot_takes_a_photo_once);
  ADD ("a-slot-names-what-it-refuses", test_a_slot_names_what_it_refuses);
  ADD ("a-picture-is-pasted-into-a-slot", test_a_picture_is_pasted_into_a_slot);
  ADD ("photos-of-a-slot-are-moved", test_photos_of_a_slot_are_moved);
  return g_test_run ();
}
