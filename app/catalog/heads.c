/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Heads, from the covering index alone. Changes arrive causally closed, so a change's bases have
 * smaller ids than its own: one walk from the newest to the oldest settles which marks and nodes
 * are void and which are covered, with no recursion however long the chains of a foreign file. */
#include "catalog/heads.h"

#include <string.h>

#include "catalog/faults.h"

typedef struct {
  gint64 id;
  YipuOp op;
  guint first; /* of its bases in the walk's array */
  guint n;
  gboolean is_void;
  gboolean is_covered; /* an ancestor of a live node */
} Node;

typedef struct {
  GArray *nodes; /* of Node, by id */
  GArray *bases; /* of gint64 */
} Walk;

#define NODES                                                                                      \
  "SELECT id, op, bases, field FROM change WHERE record = :record AND field IN ('', :field)"       \
  " ORDER BY id"

static gboolean
read_nodes (Walk *walk, YipuQuery *query, YipuHeads *heads, GError **error)
{
  int more;

  while ((more = yipu_query_next (query, error)) > 0) {
    Node node = { .id = yipu_query_int (query, 0), .first = walk->bases->len };
    const char *bases = yipu_query_text (query, 2);

    if (!yipu_op_from_string (yipu_query_text (query, 1), &node.op))
      continue;
    if (bases && !yipu_bases_parse (bases, walk->bases))
      g_array_set_size (walk->bases, node.first);
    node.n = walk->bases->len - node.first;
    heads->any |= node.op == YIPU_OP_ADD;
    if (node.op == YIPU_OP_FORGET && *yipu_query_text (query, 3) == '\0')
      heads->is_forgotten = TRUE;
    else
      g_array_append_val (walk->nodes, node);
  }
  return more == 0;
}

static Node *
find_node (Walk *walk, gint64 id)
{
  guint low = 0, high = walk->nodes->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;
    Node *node = &g_array_index (walk->nodes, Node, middle);

    if (node->id == id)
      return node;
    if (node->id < id)
      low = middle + 1;
    else
      high = middle;
  }
  return NULL;
}

static void
walk_back (Walk *walk)
{
  gboolean follow_void = yipu_fault != YIPU_FAULT_ANCESTORS_BY_DIRECT_BASES;

  for (guint i = walk->nodes->len; i-- > 0;) {
    const Node *node = &g_array_index (walk->nodes, Node, i);
    gboolean is_mark = node->op == YIPU_OP_UNDO;

    for (guint b = 0; b < node->n; b++) {
      Node *base = find_node (walk, g_array_index (walk->bases, gint64, node->first + b));

      if (!base || base->id >= node->id)
        continue;
      if (is_mark)
        base->is_void |= !node->is_void;
      else
        base->is_covered |= !node->is_void || (node->is_covered && follow_void);
    }
  }
}

static void
take_heads (Walk *walk, YipuHeads *heads)
{
  for (guint i = 0; i < walk->nodes->len; i++) {
    const Node *node = &g_array_index (walk->nodes, Node, i);
    gint64 end = 0;

    if (node->is_void)
      continue;
    if (node->op == YIPU_OP_UNDO) {
      g_array_append_val (heads->marks, node->id);
      g_array_append_vals (heads->marked, &g_array_index (walk->bases, gint64, node->first),
                           node->n);
      g_array_append_val (heads->marked, end);
    } else if (!node->is_covered) {
      YipuHead head = { .id = node->id, .op = node->op };
      g_array_append_val (heads->heads, head);
    }
  }
}

gboolean
yipu_heads_find (
    YipuSql *sql, const char *record, const char *field, YipuHeads *heads, GError **error)
{
  g_autoptr (GArray) nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  g_autoptr (GArray) bases = g_array_new (FALSE, FALSE, sizeof (gint64));
  Walk walk = { nodes, bases };
  g_autoptr (YipuQuery) query =
      yipu_sql_query (sql, error, NODES, ":record", 't', record, ":field", 't', field, NULL);

  *heads = (YipuHeads){ .heads = g_array_new (FALSE, FALSE, sizeof (YipuHead)),
                        .marks = g_array_new (FALSE, FALSE, sizeof (gint64)),
                        .marked = g_array_new (FALSE, FALSE, sizeof (gint64)) };
  if (!query || !read_nodes (&walk, query, heads, error)) {
    yipu_heads_clear (heads);
    return FALSE;
  }
  walk_back (&walk);
  take_heads (&walk, heads);
  return TRUE;
}

void
yipu_heads_clear (YipuHeads *heads)
{
  for (guint i = 0; heads->heads && i < heads->heads->len; i++) {
    YipuHead *head = &g_array_index (heads->heads, YipuHead, i);

    yipu_value_clear (&head->value);
    g_free (head->replica);
    g_free (head->person);
  }
  g_clear_pointer (&heads->heads, g_array_unref);
  g_clear_pointer (&heads->marks, g_array_unref);
  g_clear_pointer (&heads->marked, g_array_unref);
}

#define HEAD                                                                                       \
  "SELECT change.new, edit.lamport, replica.id, edit.person FROM change"                           \
  " JOIN edit ON edit.id = change.id >> 16 JOIN replica ON replica.n = edit.replica"               \
  " WHERE change.id = :id"

static YipuValue
head_value (YipuQuery *query, YipuOp op, const char *field)
{
  g_autoptr (YipuAdd) add = NULL;
  const YipuValue *value;

  if (op == YIPU_OP_SET)
    return yipu_query_value (query, 0);
  if (op != YIPU_OP_ADD || sqlite3_column_type (query, 0) != SQLITE_TEXT)
    return YIPU_VALUE_EMPTY;
  add = yipu_add_parse (yipu_query_text (query, 0));
  value = add ? yipu_add_find (add, field) : NULL;
  return value ? yipu_value_copy (value) : YIPU_VALUE_EMPTY;
}

gboolean
yipu_heads_load (YipuSql *sql, const char *field, YipuHeads *heads, GError **error)
{
  for (guint i = 0; i < heads->heads->len; i++) {
    YipuHead *head = &g_array_index (heads->heads, YipuHead, i);
    g_autoptr (YipuQuery) query = yipu_sql_query (sql, error, HEAD, ":id", 'i', head->id, NULL);
    int more = query ? yipu_query_next (query, error) : -1;

    if (more < 0)
      return FALSE;
    if (more == 0 || head->replica)
      continue;
    head->value = head_value (query, head->op, field);
    head->lamport = yipu_query_int (query, 1);
    head->replica = g_strdup (yipu_query_text (query, 2));
    head->person = g_strdup (yipu_query_text (query, 3));
  }
  return TRUE;
}

/* @strict: by strictness first. */
static gboolean
outranks (const YipuHead *a, const YipuHead *b, const char *field, gboolean strict)
{
  int order = strict ? yipu_strictness_compare (field, &a->value, &b->value) : 0;

  if (order == 0)
    order = (a->lamport > b->lamport) - (a->lamport < b->lamport);
  if (order == 0)
    order = g_strcmp0 (a->replica, b->replica);
  return order > 0;
}

const YipuHead *
yipu_heads_shown (const YipuHeads *heads, const YipuKind *kind, const char *field)
{
  gboolean strict = kind && kind->outside_undo;
  const YipuHead *best = NULL;

  for (guint i = 0; i < heads->heads->len; i++) {
    const YipuHead *head = &g_array_index (heads->heads, YipuHead, i);
    if (!best || outranks (head, best, field, strict))
      best = head;
  }
  return best;
}

gboolean
yipu_heads_in_question (const YipuHeads *heads)
{
  for (guint i = 1; i < heads->heads->len; i++)
    if (!yipu_value_equal (&g_array_index (heads->heads, YipuHead, 0).value,
                           &g_array_index (heads->heads, YipuHead, i).value))
      return TRUE;
  return FALSE;
}

gboolean
yipu_heads_value (YipuSql *sql,
                  const YipuKind *kind,
                  const char *record,
                  const char *field,
                  YipuValue *value,
                  gboolean *in_question,
                  GError **error)
{
  g_auto (YipuHeads) heads = { 0 };
  const YipuHead *shown;

  if (!yipu_heads_find (sql, record, field, &heads, error) ||
      !yipu_heads_load (sql, field, &heads, error))
    return FALSE;
  shown = yipu_heads_shown (&heads, kind, field);
  *in_question = yipu_heads_in_question (&heads);
  if (shown)
    *value = yipu_value_copy (&shown->value);
  else if (strcmp (field, "gone") == 0)
    *value = (YipuValue){ YIPU_VALUE_INT, 1, NULL };
  else
    *value = YIPU_VALUE_EMPTY;
  return TRUE;
}

/* Strictness of an answer to a consent or in a review; empty counts as not asked. */
static int
answer_rank (const char *answer)
{
  static const char *const loosest_first[] = { "yes",       "right",  "ask", "later",
                                               "not_asked", "change", "no",  "keep" };

  for (guint i = 0; answer && i < G_N_ELEMENTS (loosest_first); i++)
    if (strcmp (loosest_first[i], answer) == 0)
      return (int) i;
  return 4;
}

int
yipu_strictness_compare (const char *field, const YipuValue *a, const YipuValue *b)
{
  if (strcmp (field, "answer") == 0)
    return answer_rank (a->text) - answer_rank (b->text);
  if (strcmp (field, "gone") == 0)
    return (a->number > b->number) - (a->number < b->number);
  if (strcmp (field, "until") != 0 && strcmp (field, "withdrawn_on") != 0 &&
      strcmp (field, "revoked_on") != 0)
    return 0;
  if (!a->text || !b->text)
    return !b->text - !a->text;
  return strcmp (b->text, a->text);
}
