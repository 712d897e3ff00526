/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each type of field has an editor that shows its value as people write it, stores it, clears it,
 * refuses what is no value and says why, and follows an undo. */
#include "fixture.h"

#include "widgets/editor.h"
#include "widgets/form.h"

typedef struct {
  Fixture base;
  GtkWidget *box;
  YipuForm *form;
  char *id;
} EditorFixture;

static void
set_up (EditorFixture *fixture, gconstpointer data)
{
  fixture_set_up (&fixture->base, data);
}

/* A row for one field, on a new record of @kind. */
static GtkWidget *
show_field (EditorFixture *fixture, const char *kind, const char *field)
{
  YipuDraft *draft = yipu_draft_new ();

  fixture->id = g_strdup (yipu_draft_add (draft, kind));
  yipu_session_commit (fixture->base.session, "Add", draft, NULL, NULL);
  fixture_settle (&fixture->base);
  fixture->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (fixture->box), yipu_form_row_new (field));
  fixture_show (&fixture->base, fixture->box);
  fixture->form = yipu_form_new (fixture->base.session, kind, fixture->box);
  yipu_form_set_id (fixture->form, fixture->id);
  fixture_settle (&fixture->base);
  return fixture_field (fixture->box, field);
}

static void
tear_down (EditorFixture *fixture, gconstpointer data)
{
  g_object_run_dispose (G_OBJECT (fixture->form));
  g_object_unref (fixture->form);
  g_free (fixture->id);
  fixture_tear_down (&fixture->base, data);
}

static void
store (EditorFixture *fixture)
{
  yipu_session_flush (fixture->base.session);
  fixture_settle (&fixture->base);
}

static void
assert_stored (EditorFixture *fixture, const char *kind, const char *field, const char *expected)
{
  g_autofree char *stored = NULL;

  store (fixture);
  stored = fixture_get (&fixture->base, kind, fixture->id, field);
  g_assert_cmpstr (stored, ==, expected);
}

static void
assert_shown (GtkWidget *input, const char *expected)
{
  g_autofree char *shown = fixture_text (input);

  g_assert_cmpstr (shown, ==, expected);
}

/* Typed text of one field: what is stored for it, how it is shown then, what is refused. */
typedef struct {
  const char *kind;
  const char *field;
  const char *typed;
  const char *stored;
  const char *shown; /* once the record is read again */
  const char *refused;
} Typed;

static const Typed typed[] = {
  { "craft", "code", "  blue-cloth ", "blue-cloth", "blue-cloth", NULL },
  { "craft", "summary", "第一行\n第二行", "第一行\n第二行", "第一行\n第二行", NULL },
  { "craft", "references", "县志、卷三\n\n口述", "[\"县志、卷三\",\"口述\"]", "县志、卷三\n口述",
    NULL },
  { "craft", "access_asked_on", "2026年5月2日", "2026-05-02", "2026-05-02", "2026-13-45" },
  { "step", "hands_on_min", "45", "45", "45", "half an hour" },
  { "step", "hands_on_min", "0", "0", "0", "-5" },
  { "step", "least_age", "12", "12", "12", "130" },
  { "product", "price_fen", "61.8", "6180", "61.80", "cheap" },
  { "product", "price_fen", "¥62", "6200", "62.00", "6,2,0 元" },
  { "item", "weight_g", "0.1", "1/10", "0.1", "a pinch" },
  { "flow", "quantity", "1/3", "1/3", "1/3", "some" },
  { "brand", "fund_percent", "4.5", "9/2", "4.5", "104" },
};

static void
test_typed (EditorFixture *fixture, gconstpointer data)
{
  const Typed *one = data;
  GtkWidget *input = show_field (fixture, one->kind, one->field);

  fixture_type (input, one->typed);
  assert_stored (fixture, one->kind, one->field, one->stored);
  yipu_form_set_id (fixture->form, NULL);
  assert_shown (input, "");
  yipu_form_set_id (fixture->form, fixture->id);
  assert_shown (input, one->shown);

  fixture_type (input, "");
  assert_stored (fixture, one->kind, one->field, NULL);
  fixture_undo (&fixture->base);
  g_assert_nonnull (yipu_form_get_record (fixture->form));
  assert_shown (input, one->shown);
}

/* What is no value stays in sight with a sentence below it; the catalog keeps the last value. */
static void
test_refused (EditorFixture *fixture, gconstpointer data)
{
  const Typed *one = data;
  GtkWidget *input = show_field (fixture, one->kind, one->field);
  GtkWidget *row = gtk_widget_get_first_child (fixture->box);
  GtkWidget *error = gtk_widget_get_last_child (row);

  fixture_type (input, one->typed);
  store (fixture);
  g_assert_false (gtk_widget_get_visible (error));
  fixture_type (input, one->refused);
  assert_stored (fixture, one->kind, one->field, one->stored);
  assert_shown (input, one->refused);
  g_assert_true (gtk_widget_get_visible (error));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (error)), !=, "");

  fixture_type (input, one->typed);
  store (fixture);
  g_assert_false (gtk_widget_get_visible (error));
}

static void
test_one_of_a_vocabulary (EditorFixture *fixture, gconstpointer data)
{
  GtkWidget *input = show_field (fixture, "step", "who");

  gtk_drop_down_set_selected (GTK_DROP_DOWN (input), 2);
  assert_stored (fixture, "step", "who", "trained");
  yipu_catalog_autosave_end (fixture->base.catalog);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (input), 0);
  assert_stored (fixture, "step", "who", NULL);
  fixture_undo (&fixture->base);
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (input)), ==, 2);
}

static void
test_yes_is_taken_back_as_no (EditorFixture *fixture, gconstpointer data)
{
  GtkWidget *input = show_field (fixture, "item", "tool");

  gtk_check_button_set_active (GTK_CHECK_BUTTON (input), TRUE);
  assert_stored (fixture, "item", "tool", "1");
  yipu_catalog_autosave_end (fixture->base.catalog);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (input), FALSE);
  assert_stored (fixture, "item", "tool", "0");
  fixture_undo (&fixture->base);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (input)));
}

static void
test_chips_make_a_set (EditorFixture *fixture, gconstpointer data)
{
  GtkWidget *input = show_field (fixture, "craft", "season");
  GtkWidget *january = gtk_widget_get_first_child (input);
  GtkWidget *march = gtk_widget_get_next_sibling (gtk_widget_get_next_sibling (january));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (march), TRUE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (january), TRUE);
  assert_stored (fixture, "craft", "season", "[\"1\",\"3\"]");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (january), FALSE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (march), FALSE);
  assert_stored (fixture, "craft", "season", NULL);
}

static void
test_a_reference_is_chosen_and_cleared (EditorFixture *fixture, gconstpointer data)
{
  g_autofree char *place = fixture_add (&fixture->base, "place", "name", "枕溪村");
  GtkWidget *input = show_field (fixture, "craft", "place");
  GtkPopover *chooser = gtk_menu_button_get_popover (GTK_MENU_BUTTON (input));

  g_signal_emit_by_name (chooser, "chosen", place);
  assert_stored (fixture, "craft", "place", place);
  g_assert_nonnull (fixture_find_named (fixture->box, GTK_TYPE_LABEL, "枕溪村"));
  fixture_press_named (&fixture->base, fixture->box, "Clear");
  assert_stored (fixture, "craft", "place", NULL);
  g_assert_nonnull (fixture_find_named (fixture->box, GTK_TYPE_LABEL, "Choose…"));
}

static void
test_references_are_chips (EditorFixture *fixture, gconstpointer data)
{
  g_autofree char *first = fixture_add (&fixture->base, "person", "display_name", "沈阿禾");
  g_autofree char *second = fixture_add (&fixture->base, "person", "display_name", "竺伯安");
  GtkWidget *input = show_field (fixture, "element", "told_by");
  GtkPopover *chooser = gtk_menu_button_get_popover (GTK_MENU_BUTTON (input));
  g_autofree char *one = g_strdup_printf ("[\"%s\"]", second);

  g_signal_emit_by_name (chooser, "chosen", first);
  g_signal_emit_by_name (chooser, "chosen", second);
  g_signal_emit_by_name (chooser, "chosen", second);
  store (fixture);
  fixture_press_named (&fixture->base, fixture->box, "Leave out 沈阿禾");
  assert_stored (fixture, "element", "told_by", one);
  g_assert_null (fixture_find_named (fixture->box, GTK_TYPE_BUTTON, "沈阿禾"));
}

/* Half a word of an input method is never stored; what it has committed is. A field typed later in
 * is the clock: when its pause is over, so is that of the first. */
static void
test_a_word_half_composed_waits (EditorFixture *fixture, gconstpointer data)
{
  GtkWidget *input = show_field (fixture, "craft", "name");
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (input));
  GtkWidget *clock = yipu_form_row_new ("local_name");
  g_autofree char *stored = NULL;

  gtk_box_append (GTK_BOX (fixture->box), clock);
  yipu_form_add (fixture->form, YIPU_FORM_ROW (clock));
  g_signal_emit_by_name (text, "preedit-changed", "lan");
  fixture_type (input, "蓝");
  g_signal_emit_by_name (text, "preedit-changed", "bu");
  fixture_type (yipu_form_row_get_input (YIPU_FORM_ROW (clock)), "土布");
  while (!yipu_session_is_busy (fixture->base.session))
    g_main_context_iteration (NULL, TRUE);
  fixture_settle (&fixture->base);
  stored = fixture_get (&fixture->base, "craft", fixture->id, "name");
  g_assert_cmpstr (stored, ==, NULL);

  g_signal_emit_by_name (text, "preedit-changed", "");
  while (!yipu_session_is_busy (fixture->base.session))
    g_main_context_iteration (NULL, TRUE);
  fixture_settle (&fixture->base);
  stored = fixture_get (&fixture->base, "craft", fixture->id, "name");
  g_assert_cmpstr (stored, ==, "蓝");
}

/* Too long is kept whole and counted in the colour of a warning. */
static void
test_too_long_is_kept_and_counted (EditorFixture *fixture, gconstpointer data)
{
  GtkWidget *input = show_field (fixture, "craft", "code");
  GtkWidget *counter;

  fixture_type (input, "a-code-of-twenty-one");
  assert_stored (fixture, "craft", "code", "a-code-of-twenty-one");
  counter = fixture_find_named (fixture->box, GTK_TYPE_LABEL, "20 / 16");
  g_assert_nonnull (counter);
  g_assert_true (gtk_widget_has_css_class (counter, "warn-text"));
}

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++) {
    g_autofree char *shown = g_strdup_printf ("/ui/editors/%s.%s/%u/shows-stores-clears",
                                              typed[i].kind, typed[i].field, i);
    g_autofree char *refused =
        g_strdup_printf ("/ui/editors/%s.%s/%u/refuses", typed[i].kind, typed[i].field, i);

    g_test_add (shown, EditorFixture, &typed[i], set_up, test_typed, tear_down);
    if (typed[i].refused)
      g_test_add (refused, EditorFixture, &typed[i], set_up, test_refused, tear_down);
  }
#define ADD(path, func)                                                                            \
  g_test_add ("/ui/editors/" path, EditorFixture, NULL, set_up, func, tear_down)
  ADD ("one-of-a-vocabulary", test_one_of_a_vocabulary);
  ADD ("yes-is-taken-back-as-no", test_yes_is_taken_back_as_no);
  ADD ("chips-make-a-set", test_chips_make_a_set);
  ADD ("a-reference-is-chosen-and-cleared", test_a_reference_is_chosen_and_cleared);
  ADD ("references-are-chips", test_references_are_chips);
  ADD ("a-word-half-composed-waits", test_a_word_half_composed_waits);
  ADD ("too-long-is-kept-and-counted", test_too_long_is_kept_and_counted);
  return g_test_run ();
}
