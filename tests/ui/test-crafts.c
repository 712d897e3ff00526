/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The craft's page: official entries offered while its name is typed, steps written one after the
 * other, what belongs to it added, moved, removed and brought back. */
#include "fixture.h"

#include "widgets/form-row.h"
#include "widgets/subrecords.h"
#include "window.h"

static char *
add (Fixture *fixture, const char *kind, const char *const *fields)
{
  YipuDraft *draft = yipu_draft_new ();
  char *id = g_strdup (yipu_draft_add (draft, kind));

  for (guint i = 0; fields[i]; i += 2)
    yipu_draft_set (draft, id, fields[i], fields[i + 1]);
  yipu_session_commit (fixture->session, "Add", draft, NULL, NULL);
  fixture_settle (fixture);
  return id;
}

/* A craft on its page, with a process. */
static GtkWidget *
open_craft (Fixture *fixture, char **craft, char **process)
{
  *craft = fixture_add (fixture, "craft", "local_name", "土布");
  *process = fixture_add (fixture, "process", "craft", *craft);
  fixture_open_window (fixture);
  yipu_window_open_record (YIPU_WINDOW (fixture->window), "craft", *craft, "name");
  fixture_settle (fixture);
  return fixture_go (fixture, "crafts");
}

static char *
dup_steps (Fixture *fixture, const char *process)
{
  g_autoptr (GPtrArray) steps = yipu_session_list (fixture->session, "step", "process", process);
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; i < steps->len; i++) {
    const char *title = yipu_record_get (g_ptr_array_index (steps, i), "title");

    g_string_append (titles, title ? title : "?");
  }
  return g_string_free (g_steal_pointer (&titles), FALSE);
}

static void
assert_steps (Fixture *fixture, const char *process, const char *expected)
{
  g_autofree char *steps = dup_steps (fixture, process);

  g_assert_cmpstr (steps, ==, expected);
}

/* Types into what has the cursor, as a person goes on writing. */
static void
type_here (Fixture *fixture, const char *text)
{
  GtkWidget *focus = gtk_window_get_focus (fixture->window);

  g_assert_true (GTK_IS_EDITABLE (focus));
  fixture_type (focus, text);
}

static void
press_enter (Fixture *fixture)
{
  GtkWidget *entry =
      gtk_widget_get_ancestor (gtk_window_get_focus (fixture->window), GTK_TYPE_ENTRY);

  g_signal_emit_by_name (entry, "activate");
  fixture_settle (fixture);
}

static void
test_enter_begins_the_next_step (Fixture *fixture, gconstpointer data)
{
  g_autofree char *craft = NULL;
  g_autofree char *process = NULL;
  GtkWidget *page = open_craft (fixture, &craft, &process);

  fixture_press_named (fixture, page, "Add a Step");
  type_here (fixture, "刮浆");
  press_enter (fixture);
  type_here (fixture, "入染");
  press_enter (fixture);
  type_here (fixture, "晾晒");
  yipu_session_flush (fixture->session);
  fixture_settle (fixture);
  assert_steps (fixture, process, "刮浆入染晾晒");
}

/* Enter in the middle of the list begins a step right below. */
static void
test_enter_in_the_middle (Fixture *fixture, gconstpointer data)
{
  g_autofree char *craft = NULL;
  g_autofree char *process = NULL;
  const char *first[] = { "process", NULL, "title", "a", NULL };
  const char *second[] = { "process", NULL, "title", "b", NULL };
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  GtkWidget *page = open_craft (fixture, &craft, &process);

  first[1] = second[1] = process;
  a = add (fixture, "step", first);
  b = add (fixture, "step", second);
  yipu_page_open (YIPU_PAGE (page), "step", a, "title");
  press_enter (fixture);
  type_here (fixture, "x");
  yipu_session_flush (fixture->session);
  fixture_settle (fixture);
  assert_steps (fixture, process, "axb");
}

static void
test_steps_move_and_come_back (Fixture *fixture, gconstpointer data)
{
  g_autofree char *craft = NULL;
  g_autofree char *process = NULL;
  const char *fields[] = { "process", NULL, "title", "a", NULL };
  GtkWidget *page = open_craft (fixture, &craft, &process);
  GtkWidget *row;
  g_autofree char *last = NULL;

  fields[1] = process;
  for (const char *title = "abc"; *title; title++) {
    char text[] = { *title, '\0' };

    fields[3] = text;
    g_free (last);
    last = add (fixture, "step", fields);
  }
  yipu_page_open (YIPU_PAGE (page), "step", last, "title");
  row = gtk_widget_get_ancestor (gtk_window_get_focus (fixture->window), YIPU_TYPE_SUBROW);
  g_signal_emit_by_name (row, "moved", -1);
  fixture_settle (fixture);
  assert_steps (fixture, process, "acb");
  g_signal_emit_by_name (row, "removed");
  fixture_settle (fixture);
  assert_steps (fixture, process, "ab");
  g_assert_cmpstr (fixture_get_toast (fixture), ==, "Removed");
  g_assert_nonnull (gtk_window_get_focus (fixture->window));
  fixture_undo (fixture);
  assert_steps (fixture, process, "acb");
  fixture_undo (fixture);
  assert_steps (fixture, process, "abc");
}

/* A step that Today or Export speaks of is brought to light with its material. */
static void
test_a_flow_is_revealed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *craft = NULL;
  g_autofree char *process = NULL;
  GtkWidget *page = open_craft (fixture, &craft, &process);
  const char *step_fields[] = { "process", process, "title", "入染", NULL };
  g_autofree char *step = add (fixture, "step", step_fields);
  g_autofree char *item = fixture_add (fixture, "item", "name", "靛青");
  const char *flow_fields[] = { "step", step, "item", item, "direction", "in", NULL };
  g_autofree char *flow = add (fixture, "flow", flow_fields);
  GtkWidget *row;
  g_autofree char *stored = NULL;

  g_assert_true (yipu_page_open (YIPU_PAGE (page), "flow", flow, "quantity"));
  fixture_settle (fixture);
  row = gtk_widget_get_ancestor (gtk_window_get_focus (fixture->window), YIPU_TYPE_FORM_ROW);
  g_assert_cmpstr (yipu_form_row_get_field (YIPU_FORM_ROW (row)), ==, "quantity");
  type_here (fixture, "2/3");
  yipu_session_flush (fixture->session);
  fixture_settle (fixture);
  stored = fixture_get (fixture, "flow", flow, "quantity");
  g_assert_cmpstr (stored, ==, "2/3");
}

/* Two entries of one name, one of them of the county the catalog's own place lies in. */
static void
add_entries (Fixture *fixture)
{
  const char *far[] = { "name",        "蓝印花布印染技艺", "number",   "Ⅷ-24",
                        "region_code", "320600",           "category", "8",
                        "level",       "national",         NULL };
  const char *near[] = { "name",        "嘉兴蓝印花布", "number",   "Ⅷ-24",
                         "region_code", "330483",       "category", "8",
                         "level",       "national",     NULL };
  g_autofree char *first = add (fixture, "listing", far);
  g_autofree char *second = add (fixture, "listing", near);
  g_autofree char *place = fixture_add (fixture, "place", "region_code", "330483");
}

static void
test_entries_are_offered_and_taken (Fixture *fixture, gconstpointer data)
{
  g_autofree char *craft = NULL;
  g_autofree char *process = NULL;
  g_autoptr (YipuRecord) listing = NULL;
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  GtkWidget *page, *first, *second;

  add_entries (fixture);
  page = open_craft (fixture, &craft, &process);
  type_here (fixture, "蓝印");
  fixture_settle (fixture);
  first = fixture_find_named (page, GTK_TYPE_LIST_BOX_ROW, "嘉兴蓝印花布");
  second = fixture_find_named (page, GTK_TYPE_LIST_BOX_ROW, "蓝印花布印染技艺");
  g_assert_nonnull (first);
  g_assert_nonnull (second);
  g_assert_cmpint (gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (first)), <,
                   gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (second)));

  g_signal_emit_by_name (gtk_widget_get_parent (first), "row-activated", first);
  fixture_settle (fixture);
  id = fixture_id (fixture, "listing", "craft", craft);
  listing = yipu_session_get (fixture->session, "listing", id);
  g_assert_cmpstr (yipu_record_get (listing, "number"), ==, "Ⅷ-24");
  g_assert_cmpstr (yipu_record_get (listing, "category"), ==, "8");
  g_assert_null (yipu_record_get (listing, "level"));
  name = fixture_get (fixture, "craft", craft, "name");
  g_assert_cmpstr (name, ==, "蓝印");
  g_assert_nonnull (fixture_find_named (page, GTK_TYPE_LABEL, "Listing claimed, no evidence yet"));
  g_assert_false (gtk_widget_get_mapped (first));
}

static void
test_one_character_offers_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *craft = NULL;
  g_autofree char *process = NULL;
  GtkWidget *page;

  add_entries (fixture);
  page = open_craft (fixture, &craft, &process);
  type_here (fixture, "蓝");
  fixture_settle (fixture);
  g_assert_null (fixture_find_named (page, GTK_TYPE_LIST_BOX_ROW, "嘉兴蓝印花布"));
}

#define ADD(path, func)                                                                            \
  g_test_add ("/ui/crafts/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);
  ADD ("enter-begins-the-next-step", test_enter_begins_the_next_step);
  ADD ("enter-in-the-middle-begins-one-below", test_enter_in_the_middle);
  ADD ("steps-move-and-come-back", test_steps_move_and_come_back);
  ADD ("a-flow-is-revealed", test_a_flow_is_revealed);
  ADD ("entries-are-offered-and-taken", test_entries_are_offered_and_taken);
  ADD ("one-character-offers-nothing", test_one_character_offers_nothing);
  return g_test_run ();
}
