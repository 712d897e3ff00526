/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Taking back a group by its name. Undo would take this person's newest edit, and that may be a
 * sentence typed while the job ran. */
#include "group.h"

#include <glib/gi18n-lib.h>
#include <yipu/history.h>

#define PAGE 100

static gboolean
collect_page (GPtrArray *page, const char *group, GArray *edits)
{
  gboolean found = FALSE;

  for (guint i = 0; i < page->len; i++) {
    const YipuHistoryEdit *edit = page->pdata[i];

    if (g_strcmp0 (edit->group, group) != 0 || edit->undone)
      continue;
    g_array_append_val (edits, edit->id);
    found = TRUE;
  }
  return found;
}

/* Newest first. The group is not contiguous, so look on for one page beyond its last. */
static GArray *
collect_edits (YipuCatalog *catalog, const char *group, GError **error)
{
  g_autoptr (YipuReader) reader = yipu_catalog_open_reader (catalog, error);
  g_autoptr (GArray) edits = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 before = 0;
  gboolean found = TRUE;

  if (reader == NULL)
    return NULL;
  while (found) {
    g_autoptr (GPtrArray) page = yipu_history_list (reader, NULL, before, PAGE, error);

    if (page == NULL)
      return NULL;
    found = collect_page (page, group, edits);
    if (page->len < PAGE)
      break;
    before = ((const YipuHistoryEdit *) page->pdata[page->len - 1])->id;
  }
  return g_steal_pointer (&edits);
}

gboolean
yipu_group_take_back (YipuCatalog *catalog, const char *group, GError **error)
{
  g_autoptr (GArray) edits = collect_edits (catalog, group, error);

  if (edits == NULL)
    return FALSE;
  for (guint i = 0; i < edits->len; i++) {
    g_autoptr (YipuUndone) undone =
        yipu_catalog_revert (catalog, g_array_index (edits, gint64, i), error);

    if (undone == NULL)
      return FALSE;
  }
  return TRUE;
}

void
yipu_group_failed (YipuCatalog *catalog, const char *group, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (!yipu_group_take_back (catalog, group, &local) && error != NULL)
    g_prefix_error (error, _ ("What was written before stays; undo takes it back (%s). "),
                    local->message);
}
