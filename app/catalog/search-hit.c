/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Hits as people see them: what it is, whose it is, and the words found with what stands around. */
#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/text.h>

#include "catalog/search-fields.h"
#include "catalog/search-find.h"
#include "catalog/search-index.h"

/* Characters of a snippet before the first word found, and in all. */
#define SNIPPET_BEFORE 16
#define SNIPPET_LENGTH 72
/* Owners looked at until one has a name: step, process, craft. */
#define MOST_OWNERS 4

G_DEFINE_BOXED_TYPE (YipuHit, yipu_hit, yipu_hit_ref, yipu_hit_unref)

YipuHit *
yipu_hit_ref (YipuHit *hit)
{
  g_atomic_ref_count_inc (&hit->ref_count);
  return hit;
}

void
yipu_hit_unref (YipuHit *hit)
{
  if (!g_atomic_ref_count_dec (&hit->ref_count))
    return;
  g_free (hit->kind);
  g_free (hit->id);
  g_free (hit->title);
  g_free (hit->subtitle);
  g_free (hit->field);
  g_free (hit->snippet);
  g_free (hit->title_spans);
  g_free (hit->snippet_spans);
  g_free (hit);
}

#define DOC "SELECT id, owner, about, title, title_en FROM doc WHERE doc = :doc"
enum { DOC_ID, DOC_OWNER, DOC_ABOUT, DOC_TITLE, DOC_TITLE_EN };
#define OWNER "SELECT title, title_en, owner FROM doc WHERE id = :id"
enum { OWNER_TITLE, OWNER_TITLE_EN, OWNER_OWNER };
#define TEXT "SELECT text FROM texts WHERE rowid = :doc"

/* Goes up from whose it is until somebody has a name; "" when nobody does. */
static char *
read_subtitle (YipuSql *index, const char *owner)
{
  g_autofree char *id = g_strdup (owner);

  for (int i = 0; id != NULL && i < MOST_OWNERS; i++) {
    g_autoptr (YipuQuery) query = yipu_sql_query (index, NULL, OWNER, ":id", 't', id, NULL);
    const char *title;

    if (query == NULL || yipu_query_next (query, NULL) <= 0)
      break;
    title = yipu_text_pick (yipu_query_text (query, OWNER_TITLE),
                            yipu_query_text (query, OWNER_TITLE_EN));
    if (title != NULL)
      return g_strdup (title);
    g_free (id);
    id = g_strdup (yipu_query_text (query, OWNER_OWNER));
  }
  return g_strdup ("");
}

/* Of a long text, as much as a line holds. */
static char *
one_line (const char *text)
{
  g_autofree char *start =
      g_utf8_strlen (text, -1) > SNIPPET_LENGTH ? g_utf8_substring (text, 0, SNIPPET_LENGTH) : NULL;
  char *line = start != NULL ? g_strconcat (start, "…", NULL) : g_strdup (text);

  return g_strdelimit (line, "\t\r\n", ' ');
}

static const char *
back_by (const char *text, const char *from, int characters)
{
  while (from > text && characters-- > 0)
    from = g_utf8_prev_char (from);
  return from;
}

static const char *
forward_by (const char *from, const char *end, int characters)
{
  while (from < end && characters-- > 0)
    from = g_utf8_next_char (from);
  return from;
}

/* Cuts the snippet around the first span, and moves the spans with it. */
static void
set_snippet (YipuHit *hit, const char *text, gsize length, const YipuSpan *spans, guint n_spans)
{
  guint first = n_spans > 0 ? spans[0].start : 0;
  const char *start = back_by (text, text + first, SNIPPET_BEFORE);
  const char *end = forward_by (start, text + length, SNIPPET_LENGTH);
  const char *before = start > text ? "…" : "", *after = end < text + length ? "…" : "";
  gsize from = (gsize) (start - text), to = (gsize) (end - text);

  hit->snippet = g_strdup_printf ("%s%.*s%s", before, (int) (to - from), start, after);
  g_strdelimit (hit->snippet, "\t\r\n", ' ');
  hit->snippet_spans = g_new (YipuSpan, n_spans);
  for (guint i = 0; i < n_spans && spans[i].start < to; i++) {
    guint last = (guint) MIN (spans[i].start + spans[i].length, to);
    hit->snippet_spans[hit->n_snippet_spans++] =
        (YipuSpan){ (guint) (spans[i].start - from + strlen (before)), last - spans[i].start };
  }
}

/* Whether a word is in @here that is not in @there. */
static gboolean
adds_a_word (const gboolean *here, const gboolean *there, guint n)
{
  for (guint i = 0; i < n; i++)
    if (here[i] && !there[i])
      return TRUE;
  return FALSE;
}

/* The first field that has a word which the title lacks, as the snippet. */
static void
find_snippet (YipuHit *hit,
              const YipuSearched *searched,
              const char *text,
              const YipuQuestion *question,
              const gboolean *in_title)
{
  g_autofree gboolean *found = g_new0 (gboolean, question->words->len);

  for (guint i = 0; i < searched->n_fields && *text != '\0'; i++) {
    const char *end = strchrnul (text, YIPU_FIELD_END);
    guint n_spans = 0;
    g_autofree YipuSpan *spans =
        yipu_question_mark (question, text, (gsize) (end - text), found, &n_spans);

    if (adds_a_word (found, in_title, question->words->len)) {
      hit->field = g_strdup (searched->kind->fields[searched->fields[i]].name);
      set_snippet (hit, text, (gsize) (end - text), spans, n_spans);
      return;
    }
    text = *end != '\0' ? end + 1 : end;
  }
}

static gboolean
all_found (const gboolean *found, guint n)
{
  for (guint i = 0; i < n; i++)
    if (!found[i])
      return FALSE;
  return TRUE;
}

/* A name that is not the one shown: found in the other language. */
static void
find_other_name (YipuHit *hit,
                 const YipuSearched *searched,
                 const char *name,
                 int field,
                 const YipuQuestion *question,
                 const gboolean *in_title)
{
  g_autofree gboolean *found = g_new0 (gboolean, question->words->len);
  guint n_spans = 0;
  g_autofree YipuSpan *spans = NULL;

  if (name == NULL || field < 0)
    return;
  spans = yipu_question_mark_name (question, name, found, &n_spans);
  if (!adds_a_word (found, in_title, question->words->len))
    return;
  hit->field = g_strdup (searched->kind->fields[field].name);
  set_snippet (hit, name, strlen (name), spans, n_spans);
}

/* The words around, from the text; FALSE with @error set. */
static gboolean
find_in_text (YipuHit *hit,
              YipuSql *index,
              gint64 doc,
              const YipuSearched *searched,
              const YipuQuestion *question,
              const gboolean *in_title,
              GError **error)
{
  g_autoptr (YipuQuery) query = yipu_sql_query (index, error, TEXT, ":doc", 'i', doc, NULL);
  int more = query != NULL ? yipu_query_next (query, error) : -1;

  if (more > 0)
    find_snippet (hit, searched, yipu_query_text (query, 0), question, in_title);
  return more >= 0;
}

static void
set_title (YipuHit *hit, YipuSql *index, YipuQuery *query, const YipuSearched *searched)
{
  const char *title =
      yipu_text_pick (yipu_query_text (query, DOC_TITLE), yipu_query_text (query, DOC_TITLE_EN));
  const char *about = yipu_query_text (query, DOC_ABOUT);

  hit->kind = g_strdup (searched->kind->id);
  hit->id = g_strdup (yipu_query_text (query, DOC_ID));
  hit->title = one_line (title != NULL ? title : _ (searched->kind->label));
  hit->subtitle = read_subtitle (index, yipu_query_text (query, DOC_OWNER));
  if (*hit->subtitle == '\0' && about != NULL) {
    g_free (hit->subtitle);
    hit->subtitle = g_strdup (about);
  }
}

/* What was left open: found by name, or in the title. */
static void
complete (YipuHit *hit, const YipuSearched *searched)
{
  if (hit->snippet == NULL)
    hit->snippet = g_strdup ("");
  if (hit->field == NULL)
    hit->field =
        g_strdup (searched->title >= 0 ? searched->kind->fields[searched->title].name : "");
}

YipuHit *
yipu_hit_read (
    YipuSql *index, gint64 doc, gboolean by_name, const YipuQuestion *question, GError **error)
{
  const YipuSearched *searched = yipu_searched_at (YIPU_DOC_RANK (doc));
  g_autofree gboolean *in_title = g_new0 (gboolean, question->words->len);
  g_autoptr (YipuQuery) query = yipu_sql_query (index, error, DOC, ":doc", 'i', doc, NULL);
  g_autoptr (YipuHit) hit = NULL;
  gboolean good = TRUE;

  if (query == NULL || yipu_query_next (query, error) <= 0 || searched == NULL)
    return NULL;
  hit = g_new0 (YipuHit, 1);
  g_atomic_ref_count_init (&hit->ref_count);
  set_title (hit, index, query, searched);
  hit->title_spans =
      by_name ? yipu_question_mark_name (question, hit->title, in_title, &hit->n_title_spans)
              : yipu_question_mark (question, hit->title, strlen (hit->title), in_title,
                                    &hit->n_title_spans);
  if (!all_found (in_title, question->words->len)) {
    gboolean chinese = yipu_text_is_chinese ();
    if (by_name)
      find_other_name (hit, searched, yipu_query_text (query, chinese ? DOC_TITLE_EN : DOC_TITLE),
                       chinese ? searched->title_en : searched->title, question, in_title);
    else
      good = find_in_text (hit, index, doc, searched, question, in_title, error);
  }
  complete (hit, searched);
  return good ? g_steal_pointer (&hit) : NULL;
}
