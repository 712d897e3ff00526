/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A form shows a record's fields, stores what is typed, and never writes over it. */
#include "fixture.h"

#include "widgets/form.h"

#include <yipu/history.h>

typedef struct {
  Fixture base;
  GtkWidget *box;
  YipuForm *form;
} FormFixture;

static void
show_fields (FormFixture *fixture, const char *kind, const char *const *fields)
{
  fixture->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  for (guint i = 0; fields[i]; i++)
    gtk_box_append (GTK_BOX (fixture->box), yipu_form_row_new (fields[i]));
  fixture_show (&fixture->base, fixture->box);
  fixture->form = yipu_form_new (fixture->base.session, kind, fixture->box);
}

static void
tear_down (FormFixture *fixture, gconstpointer data)
{
  g_object_run_dispose (G_OBJECT (fixture->form));
  g_object_unref (fixture->form);
  fixture_tear_down (&fixture->base, data);
}

static GtkWidget *
input_of (FormFixture *fixture, guint index)
{
  GtkWidget *row = gtk_widget_get_first_child (fixture->box);

  while (index--)
    row = gtk_widget_get_next_sibling (row);
  return yipu_form_row_get_input (YIPU_FORM_ROW (row));
}

static void
test_shows_and_stores (FormFixture *fixture, gconstpointer data)
{
  const char *fields[] = { "name", NULL };
  g_autofree char *id = fixture_add (&fixture->base, "craft", "name", "蓝布");
  g_autofree char *stored = NULL;

  show_fields (fixture, "craft", fields);
  yipu_form_set_id (fixture->form, id);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (input_of (fixture, 0))), ==, "蓝布");

  gtk_editable_set_text (GTK_EDITABLE (input_of (fixture, 0)), "刮浆蓝布");
  yipu_session_flush (fixture->base.session);
  fixture_settle (&fixture->base);
  stored = fixture_get (&fixture->base, "craft", id, "name");
  g_assert_cmpstr (stored, ==, "刮浆蓝布");
}

static void
test_typing_is_stored_within_a_pause (FormFixture *fixture, gconstpointer data)
{
  const char *fields[] = { "name", NULL };
  g_autofree char *id = fixture_add (&fixture->base, "craft", "name", "蓝布");
  gint64 begun = g_get_monotonic_time ();
  g_autofree char *stored = NULL;

  show_fields (fixture, "craft", fields);
  yipu_form_set_id (fixture->form, id);
  gtk_editable_set_text (GTK_EDITABLE (input_of (fixture, 0)), "蓝布一");
  while (!yipu_session_is_busy (fixture->base.session))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint ((g_get_monotonic_time () - begun) / 1000, >=, 600);
  fixture_settle (&fixture->base);
  stored = fixture_get (&fixture->base, "craft", id, "name");
  g_assert_cmpstr (stored, ==, "蓝布一");
}

static void
test_what_is_typed_is_not_written_over (FormFixture *fixture, gconstpointer data)
{
  const char *fields[] = { "name", "local_name", NULL };
  g_autofree char *id = fixture_add (&fixture->base, "craft", "name", "蓝布");

  show_fields (fixture, "craft", fields);
  yipu_form_set_id (fixture->form, id);
  gtk_editable_set_text (GTK_EDITABLE (input_of (fixture, 0)), "正在打");
  yipu_catalog_edit_async (fixture->base.catalog, "Elsewhere", yipu_draft_make, ({
                             YipuDraft *draft = yipu_draft_new ();
                             yipu_draft_set (draft, id, "name", "别处写的");
                             yipu_draft_set (draft, id, "local_name", "土名");
                             draft;
                           }),
                           (GDestroyNotify) yipu_draft_free, NULL, NULL);
  while (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (input_of (fixture, 1))), ""))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (input_of (fixture, 0))), ==, "正在打");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (input_of (fixture, 1))), ==, "土名");
}

static void
test_undo_is_shown (FormFixture *fixture, gconstpointer data)
{
  const char *fields[] = { "name", NULL };
  g_autofree char *id = fixture_add (&fixture->base, "craft", "name", "蓝布");
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuUndone) undone = NULL;

  show_fields (fixture, "craft", fields);
  yipu_form_set_id (fixture->form, id);
  gtk_editable_set_text (GTK_EDITABLE (input_of (fixture, 0)), "红布");
  yipu_session_flush (fixture->base.session);
  fixture_settle (&fixture->base);
  undone = yipu_catalog_undo (fixture->base.catalog, &error);
  g_assert_no_error (error);
  while (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (input_of (fixture, 0))), "蓝布"))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_money_is_yuan (FormFixture *fixture, gconstpointer data)
{
  const char *fields[] = { "price_fen", NULL };
  g_autofree char *id = fixture_add (&fixture->base, "product", "price_fen", "6180");
  g_autofree char *stored = NULL;
  g_autofree char *after = NULL;

  show_fields (fixture, "product", fields);
  yipu_form_set_id (fixture->form, id);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (input_of (fixture, 0))), ==, "61.80");

  gtk_editable_set_text (GTK_EDITABLE (input_of (fixture, 0)), "62");
  yipu_session_flush (fixture->base.session);
  fixture_settle (&fixture->base);
  stored = fixture_get (&fixture->base, "product", id, "price_fen");
  g_assert_cmpstr (stored, ==, "6200");

  gtk_editable_set_text (GTK_EDITABLE (input_of (fixture, 0)), "很便宜");
  yipu_session_flush (fixture->base.session);
  fixture_settle (&fixture->base);
  after = fixture_get (&fixture->base, "product", id, "price_fen");
  g_assert_cmpstr (after, ==, "6200");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (input_of (fixture, 0))), ==, "很便宜");
}

static void
test_another_record_drops_what_is_no_value (FormFixture *fixture, gconstpointer data)
{
  const char *fields[] = { "price_fen", NULL };
  g_autofree char *first = fixture_add (&fixture->base, "product", "price_fen", "100");
  g_autofree char *second = fixture_add (&fixture->base, "product", "price_fen", "200");

  show_fields (fixture, "product", fields);
  yipu_form_set_id (fixture->form, first);
  gtk_editable_set_text (GTK_EDITABLE (input_of (fixture, 0)), "??");
  yipu_form_set_id (fixture->form, second);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (input_of (fixture, 0))), ==, "2.00");
}

static void
test_chips_and_choices (FormFixture *fixture, gconstpointer data)
{
  const char *fields[] = { "category", "season", NULL };
  g_autofree char *id = fixture_add (&fixture->base, "craft", "name", "蓝布");
  g_autofree char *category = NULL;
  g_autofree char *season = NULL;

  show_fields (fixture, "craft", fields);
  yipu_form_set_id (fixture->form, id);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (input_of (fixture, 0)), 8);
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (gtk_widget_get_first_child (input_of (fixture, 1))), TRUE);
  fixture_settle (&fixture->base);
  category = fixture_get (&fixture->base, "craft", id, "category");
  season = fixture_get (&fixture->base, "craft", id, "season");
  g_assert_cmpstr (category, ==, "8");
  g_assert_cmpstr (season, ==, "[\"1\"]");
}

static void
test_a_list_keeps_marks_in_its_lines (FormFixture *fixture, gconstpointer data)
{
  const char *fields[] = { "references", NULL };
  g_autofree char *id = fixture_add (&fixture->base, "craft", "name", "蓝布");
  g_autofree char *stored = NULL;

  show_fields (fixture, "craft", fields);
  yipu_form_set_id (fixture->form, id);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (input_of (fixture, 0))),
                            "县志、卷三\n\n  口述  ", -1);
  yipu_session_flush (fixture->base.session);
  fixture_settle (&fixture->base);
  stored = fixture_get (&fixture->base, "craft", id, "references");
  g_assert_cmpstr (stored, ==, "[\"县志、卷三\",\"口述\"]");
}

static void
test_focus_opens_the_field_asked_for (FormFixture *fixture, gconstpointer data)
{
  const char *fields[] = { "name", "summary", NULL };
  g_autofree char *id = fixture_add (&fixture->base, "craft", "name", "蓝布");

  show_fields (fixture, "craft", fields);
  yipu_form_set_id (fixture->form, id);
  g_assert_true (yipu_form_focus (fixture->form, "summary"));
  g_assert_true (gtk_widget_is_focus (input_of (fixture, 1)));
  g_assert_false (yipu_form_focus (fixture->form, "viability"));
}

#define ADD(path, func) g_test_add (path, FormFixture, NULL, fixture_set_up_form, func, tear_down)

static void
fixture_set_up_form (FormFixture *fixture, gconstpointer data)
{
  fixture_set_up (&fixture->base, data);
}

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);
  ADD ("/ui/form/shows-and-stores", test_shows_and_stores);
  ADD ("/ui/form/typing-is-stored-within-a-pause", test_typing_is_stored_within_a_pause);
  ADD ("/ui/form/what-is-typed-is-not-written-over", test_what_is_typed_is_not_written_over);
  ADD ("/ui/form/undo-is-shown", test_undo_is_shown);
  ADD ("/ui/form/money-is-yuan", test_money_is_yuan);
  ADD ("/ui/form/another-record-drops-what-is-no-value",
       test_another_record_drops_what_is_no_value);
  ADD ("/ui/form/chips-and-choices", test_chips_and_choices);
  ADD ("/ui/form/a-list-keeps-marks-in-its-lines", test_a_list_keeps_marks_in_its_lines);
  ADD ("/ui/form/focus-opens-the-field-asked-for", test_focus_opens_the_field_asked_for);
  return g_test_run ();
}
