/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every field of every kind can be reached: opening a record at a field, as a finding does, puts
 * the cursor into a row for that field. What no page shows stands in a list here, with the reason.
 */
#include "fixture.h"

#include "places.h"
#include "widgets/form-row.h"
#include "widgets/photo-grid.h"
#include "window.h"

/* Fields people never type, in every kind. */
static gboolean
is_machinery (const YipuKind *kind, const YipuField *field)
{
  return g_str_equal (field->name, "gone") || g_str_equal (field->name, "position") ||
         g_strcmp0 (field->name, kind->owner) == 0;
}

/* "KIND FIELD": no row, because the page that asks is of another issue, or it is not typed. */
static const char *const exceptions[] = {
  /* Interview and Review have pages of their own, full screen. */
  "interview *",
  "note *",
  "consent *",
  "review *",
  "answer *",
  "release *",
  /* Packs are the Pack page's, needs and gifts come with them. */
  "need *",
  "resource *",
  "pack *",
  "panel *",
  /* What notes it was made from is filled when it is made from notes. */
  "kit sources",
  "slogan sources",
  "story sources",
  "script sources",
  /* A material says it by the group it stands in: goes in, comes out, tools. */
  "flow direction",
  /* Remarks are a list of Today; who sees to them and what was done comes with the interviews. */
  "remark *",
  /* Written when a warning is ticked, a bundle exported, a photo stored. */
  "allowance *",
  "shop_state exported_on",
  "shop_state exported_hash",
  "file hash",
  "file bytes",
  "file width_px",
  "file height_px",
  "file duration_ms",
};

static gboolean
is_excepted (const char *kind, const char *field)
{
  g_autofree char *one = g_strdup_printf ("%s %s", kind, field);
  g_autofree char *all = g_strdup_printf ("%s *", kind);

  for (guint i = 0; i < G_N_ELEMENTS (exceptions); i++)
    if (g_str_equal (exceptions[i], one) || g_str_equal (exceptions[i], all))
      return TRUE;
  return FALSE;
}

/* One record of each kind, each belonging to that of its owner's kind: kind → id. */
static GHashTable *
make_one_of_each (Fixture *fixture)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  YipuDraft *draft = yipu_draft_new ();
  guint n;
  const YipuKind *const *kinds = yipu_kind_all (&n);

  for (guint i = 0; i < n; i++)
    g_hash_table_insert (ids, (gpointer) kinds[i]->id,
                         g_strdup (yipu_draft_add (draft, kinds[i]->id)));
  for (guint i = 0; i < n; i++) {
    const YipuField *owner = kinds[i]->owner ? yipu_kind_field (kinds[i], kinds[i]->owner) : NULL;
    const char *ref = owner && g_str_equal (owner->ref, "any") ? "craft"
                      : owner                                  ? owner->ref
                                                               : NULL;

    if (ref)
      yipu_draft_set (draft, g_hash_table_lookup (ids, kinds[i]->id), owner->name,
                      g_hash_table_lookup (ids, ref));
  }
  yipu_draft_set (draft, g_hash_table_lookup (ids, "kit_item"), "item",
                  g_hash_table_lookup (ids, "item"));
  yipu_draft_set (draft, g_hash_table_lookup (ids, "flow"), "item",
                  g_hash_table_lookup (ids, "item"));
  yipu_session_commit (fixture->session, "One of each", draft, NULL, NULL);
  fixture_settle (fixture);
  return ids;
}

/* Whether the cursor is where that field is typed. */
static gboolean
is_in_field (GtkWidget *focus, const char *field)
{
  GtkWidget *row = focus ? gtk_widget_get_ancestor (focus, YIPU_TYPE_FORM_ROW) : NULL;
  g_autofree char *main =
      g_str_has_suffix (field, "_en") ? g_strndup (field, strlen (field) - 3) : g_strdup (field);

  return row && (g_str_equal (yipu_form_row_get_field (YIPU_FORM_ROW (row)), field) ||
                 g_str_equal (yipu_form_row_get_field (YIPU_FORM_ROW (row)), main));
}

/* Rows of photos and the line of a kit, moved by its scale, are fields that no form row shows. */
static gboolean
is_in_picture_of (GtkWidget *focus, const YipuKind *kind, const YipuField *field)
{
  if (!focus)
    return FALSE;
  if (g_str_equal (kind->id, "kit") && g_str_equal (field->name, "line"))
    return GTK_IS_SCALE (focus);
  return field->type == YIPU_FIELD_REFS && gtk_widget_get_ancestor (focus, YIPU_TYPE_PHOTO_GRID);
}

static void
check_field (Fixture *fixture, const YipuKind *kind, const YipuField *field, const char *id)
{
  gboolean excepted = is_excepted (kind->id, field->name);
  gboolean shown = FALSE;

  if (yipu_place_of_kind (kind->id)) {
    GtkWidget *focus;

    gtk_window_set_focus (fixture->window, NULL);
    yipu_window_open_record (YIPU_WINDOW (fixture->window), kind->id, id, field->name);
    fixture_settle (fixture);
    focus = gtk_window_get_focus (fixture->window);
    shown = is_in_field (focus, field->name) || is_in_picture_of (focus, kind, field);
  }
  if (shown == !excepted)
    return;
  g_test_message ("%s.%s %s", kind->id, field->name,
                  shown ? "is shown: take it from the list of exceptions" : "is shown nowhere");
  g_test_fail ();
}

static void
test_kind (Fixture *fixture, gconstpointer data)
{
  const YipuKind *kind = data;
  g_autoptr (GHashTable) ids = make_one_of_each (fixture);

  fixture_open_window (fixture);
  for (guint i = 0; i < kind->n_fields; i++)
    if (!is_machinery (kind, &kind->fields[i]))
      check_field (fixture, kind, &kind->fields[i], g_hash_table_lookup (ids, kind->id));
}

int
main (int argc, char *argv[])
{
  guint n;
  const YipuKind *const *kinds;

  fixture_init (&argc, &argv);
  kinds = yipu_kind_all (&n);
  for (guint i = 0; i < n; i++) {
    g_autofree char *path = g_strdup_printf ("/ui/fields/%s/each-can-be-reached", kinds[i]->id);

    g_test_add (path, Fixture, kinds[i], fixture_set_up, test_kind, fixture_tear_down);
  }
  return g_test_run ();
}
