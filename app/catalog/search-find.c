/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Three stages, each only as far as hits are wanting: names that begin with what was typed, names
 * that hold it, everything typed. No stage ranks more than it can look at in a moment: bm25 over a
 * word in a tenth of the records takes 25 ms, and says nothing about names of four characters. */
#include "catalog/search-find.h"

#include <string.h>
#include <yipu/text.h>

#include "catalog/search-fields.h"
#include "catalog/search-index.h"

/* Names looked at before the best are taken. */
#define MOST_NAMES 200

#define BEGINNING                                                                                  \
  "SELECT doc FROM doc WHERE fold >= :fold AND fold < :end AND doc BETWEEN :low AND :high"         \
  " ORDER BY fold, doc LIMIT :limit"
#define NAMES                                                                                      \
  "SELECT rowid FROM names WHERE names MATCH :match AND rowid BETWEEN :low AND :high"              \
  " ORDER BY rowid LIMIT :limit"
#define TEXTS                                                                                      \
  "SELECT rowid FROM texts WHERE texts MATCH :match AND rowid BETWEEN :low AND :high"              \
  " ORDER BY rowid LIMIT :limit"

/* Documents found so far, each once. */
typedef struct {
  GArray *docs;  /* of gint64 */
  guint by_name; /* so many of them, the first, by what they are called */
  GHashTable *seen;
  guint limit;
  GCancellable *cancellable;
} Found;

typedef struct {
  gint64 low, high;
} Range;

static gboolean
collect (Found *found, YipuQuery *query, GArray *into, GError **error)
{
  int more = query != NULL ? 1 : -1;

  while (more > 0 && (more = yipu_query_next (query, error)) > 0) {
    gint64 doc = yipu_query_int (query, 0);
    if (g_hash_table_add (found->seen, g_memdup2 (&doc, sizeof doc)))
      g_array_append_val (into, doc);
    if (g_cancellable_set_error_if_cancelled (found->cancellable, error))
      return FALSE;
  }
  return more == 0;
}

static int
compare_docs (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

/* Takes over the best of a stage: by kind and age. */
static void
take (Found *found, GArray *stage)
{
  g_array_sort (stage, compare_docs);
  for (guint i = 0; i < stage->len && found->docs->len < found->limit; i++)
    g_array_append_val (found->docs, g_array_index (stage, gint64, i));
}

static gboolean
find_beginnings (YipuSql *index,
                 const YipuQuestion *question,
                 Range range,
                 Found *found,
                 GArray *stage,
                 GError **error)
{
  g_autofree char *end = g_strconcat (question->fold, "\xf4\x8f\xbf\xbf", NULL);
  g_autoptr (YipuQuery) query = yipu_sql_query (
      index, error, BEGINNING, ":fold", 't', question->fold, ":end", 't', end, ":low", 'i',
      range.low, ":high", 'i', range.high, ":limit", 'i', (gint64) MOST_NAMES, NULL);

  return collect (found, query, stage, error);
}

static gboolean
find_names (YipuSql *index,
            const YipuQuestion *question,
            Range range,
            Found *found,
            GArray *stage,
            GError **error)
{
  g_autoptr (YipuQuery) query =
      yipu_sql_query (index, error, NAMES, ":match", 't', question->names, ":low", 'i', range.low,
                      ":high", 'i', range.high, ":limit", 'i', (gint64) MOST_NAMES, NULL);

  return collect (found, query, stage, error);
}

/* Names are texts too, so those found already may come again. */
static gboolean
find_texts (YipuSql *index,
            const YipuQuestion *question,
            Range range,
            Found *found,
            GArray *stage,
            GError **error)
{
  gint64 limit = (gint64) found->limit + g_hash_table_size (found->seen);
  g_autoptr (YipuQuery) query =
      yipu_sql_query (index, error, TEXTS, ":match", 't', question->texts, ":low", 'i', range.low,
                      ":high", 'i', range.high, ":limit", 'i', limit, NULL);

  return collect (found, query, stage, error);
}

typedef gboolean (*Stage) (
    YipuSql *, const YipuQuestion *, Range, Found *, GArray *stage, GError **);

static const Stage stages[] = { find_beginnings, find_names, find_texts };

/* One range for all kinds, or one for each that is asked for. */
static GArray *
ranges_of (const char *const *kinds)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (Range));
  Range all = { 0, G_MAXINT64 };

  if (kinds == NULL)
    return g_array_append_val (ranges, all);
  for (; *kinds != NULL; kinds++) {
    const YipuKind *kind = yipu_kind_find (*kinds);
    const YipuSearched *searched = kind != NULL ? yipu_searched_find (kind) : NULL;
    if (searched != NULL) {
      Range range = { YIPU_DOC (searched->rank, 0), YIPU_DOC (searched->rank + 1, 0) - 1 };
      g_array_append_val (ranges, range);
    }
  }
  return ranges;
}

static gboolean
find_docs (
    YipuSql *index, const YipuQuestion *question, GArray *ranges, Found *found, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (stages) && found->docs->len < found->limit; i++) {
    g_autoptr (GArray) stage = g_array_new (FALSE, FALSE, sizeof (gint64));

    for (guint j = 0; j < ranges->len; j++)
      if (!stages[i](index, question, g_array_index (ranges, Range, j), found, stage, error))
        return FALSE;
    take (found, stage);
    if (stages[i] != find_texts)
      found->by_name = found->docs->len;
  }
  return TRUE;
}

static gboolean
read_hits (YipuSql *index,
           const YipuQuestion *question,
           const Found *found,
           GPtrArray *hits,
           GError **error)
{
  for (guint i = 0; i < found->docs->len; i++) {
    gint64 doc = g_array_index (found->docs, gint64, i);
    g_autoptr (GError) failure = NULL;
    YipuHit *hit = yipu_hit_read (index, doc, i < found->by_name, question, &failure);

    if (hit != NULL)
      g_ptr_array_add (hits, hit);
    else if (failure != NULL) {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  }
  return TRUE;
}

/* All statements in one transaction: of one moment, and one lock instead of two hundred. */
GPtrArray *
yipu_find_hits (YipuSql *index,
                const YipuQuestion *question,
                const char *const *kinds,
                guint limit,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) yipu_hit_unref);
  g_autoptr (GArray) docs = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) ranges = ranges_of (kinds);
  Found found = { docs, 0, seen, limit, cancellable };
  gboolean good = yipu_sql_run (index, error, "BEGIN", NULL) &&
                  find_docs (index, question, ranges, &found, error) &&
                  read_hits (index, question, &found, hits, error);

  yipu_sql_rollback (index);
  return good ? g_steal_pointer (&hits) : NULL;
}

#define MATCHING                                                                                   \
  " AND doc IN (SELECT rowid FROM names WHERE names MATCH :names AND rowid BETWEEN :low AND :high" \
  " UNION SELECT rowid FROM texts WHERE texts MATCH :texts AND rowid BETWEEN :low AND :high)"
#define ALL "SELECT doc FROM doc WHERE kind = :kind"
#define BY_TITLE " ORDER BY sort, doc"
#define BY_TITLE_EN " ORDER BY sort_en, doc"
#define BY_CHANGED " ORDER BY changed DESC, doc"
#define SORTED " AND category > 0"
#define BY_CATEGORY SORTED " ORDER BY category, sort, doc"
#define BY_CATEGORY_EN SORTED " ORDER BY category, sort_en, doc"

/* By sort, then English, then filtered. */
static const char *const lists[3][2][2] = {
  [YIPU_SORT_TITLE] = { { ALL BY_TITLE, ALL MATCHING BY_TITLE },
                        { ALL BY_TITLE_EN, ALL MATCHING BY_TITLE_EN } },
  [YIPU_SORT_CHANGED] = { { ALL BY_CHANGED, ALL MATCHING BY_CHANGED },
                          { ALL BY_CHANGED, ALL MATCHING BY_CHANGED } },
  [YIPU_SORT_CATEGORY] = { { ALL BY_CATEGORY, ALL MATCHING BY_CATEGORY },
                           { ALL BY_CATEGORY_EN, ALL MATCHING BY_CATEGORY_EN } },
};

static YipuQuery *
query_rows (YipuSql *index,
            const char *statement,
            gint64 rank,
            const YipuQuestion *question,
            GError **error)
{
  if (question == NULL)
    return yipu_sql_query (index, error, statement, ":kind", 'i', rank, NULL);
  return yipu_sql_query (index, error, statement, ":kind", 'i', rank, ":names", 't',
                         question->names, ":texts", 't', question->texts, ":low", 'i',
                         YIPU_DOC (rank, 0), ":high", 'i', YIPU_DOC (rank + 1, 0) - 1, NULL);
}

GArray *
yipu_find_rows (YipuSql *index,
                const YipuKind *kind,
                YipuSort sort,
                const YipuQuestion *question,
                GError **error)
{
  const YipuSearched *searched = yipu_searched_find (kind);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (YipuQuery) query = NULL;
  int more = 0;

  if (searched == NULL)
    return g_steal_pointer (&rows);
  if (sort == YIPU_SORT_CATEGORY && searched->category < 0)
    sort = YIPU_SORT_TITLE;
  query = query_rows (index, lists[sort][!yipu_text_is_chinese ()][question != NULL],
                      searched->rank, question, error);
  if (query == NULL)
    return NULL;
  while ((more = yipu_query_next (query, error)) > 0) {
    gint64 row = YIPU_DOC_ROW (yipu_query_int (query, 0));
    g_array_append_val (rows, row);
  }
  return more == 0 ? g_steal_pointer (&rows) : NULL;
}
