/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The log is read once, in the order of ids. As long as each change of a field is based on exactly
 * the one head there was, that head is the last one and nothing else need be known: nearly always.
 * A field with marks, or written on two laptops at once, is *contested* and asked of the log by
 * the rules of heads.c. Adds stay the JSON they are until a row is compared, so memory is about the
 * text of the catalog. */
#include "catalog/fold.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "catalog/heads.h"
#include "catalog/table.h"

/* A field that was set after the add. */
typedef struct {
  guint field;
  gboolean is_contested;
  gint64 head;
  YipuValue value;
} Slot;

typedef struct {
  const YipuKind *kind;
  gint64 add;    /* id of the change */
  char *json;    /* of the add; NULL when blanked */
  GArray *slots; /* of Slot, or NULL */
  guint is_forgotten : 1;
  guint is_doubled : 1; /* two laptops added it: every field is contested */
  guint was_seen : 1;   /* a row was compared with it */
} Row;

struct _YipuFold {
  YipuSql *sql;
  GHashTable *rows;  /* id → Row, both owned */
  GHashTable *edits; /* id of each edit → number of its changes come by */
  GPtrArray *lost;   /* of char *, owned: records with a change whose edit or base is not here */
  GArray *bases;     /* of gint64: of the change come by */
};

static void
row_free (gpointer data)
{
  Row *row = data;

  for (guint i = 0; row->slots && i < row->slots->len; i++)
    yipu_value_clear (&g_array_index (row->slots, Slot, i).value);
  g_clear_pointer (&row->slots, g_array_unref);
  g_free (row->json);
  g_free (row);
}

void
yipu_fold_free (YipuFold *fold)
{
  g_hash_table_unref (fold->rows);
  g_hash_table_unref (fold->edits);
  g_ptr_array_unref (fold->lost);
  g_array_unref (fold->bases);
  g_free (fold);
}

const GPtrArray *
yipu_fold_get_lost (YipuFold *fold)
{
  return fold->lost;
}

static Slot *
ensure_slot (Row *row, guint field)
{
  Slot slot = { .field = field, .head = row->add };

  if (!row->slots)
    row->slots = g_array_new (FALSE, FALSE, sizeof (Slot));
  for (guint i = 0; i < row->slots->len; i++)
    if (g_array_index (row->slots, Slot, i).field == field)
      return &g_array_index (row->slots, Slot, i);
  g_array_append_val (row->slots, slot);
  return &g_array_index (row->slots, Slot, row->slots->len - 1);
}

enum { CHANGE_ID, CHANGE_KIND, CHANGE_RECORD, CHANGE_OP, CHANGE_FIELD, CHANGE_BASES, CHANGE_NEW };

#define CHANGES "SELECT id, kind, record, op, field, bases, new FROM change ORDER BY id"

static void
take_add (YipuFold *fold, Row *row, YipuQuery *query)
{
  const YipuKind *kind = yipu_kind_find (yipu_query_text (query, CHANGE_KIND));

  if (row) {
    row->is_doubled = TRUE;
    return;
  }
  if (!kind)
    return;
  row = g_new0 (Row, 1);
  row->kind = kind;
  row->add = yipu_query_int (query, CHANGE_ID);
  row->json = g_strdup (yipu_query_text (query, CHANGE_NEW));
  g_hash_table_insert (fold->rows, g_strdup (yipu_query_text (query, CHANGE_RECORD)), row);
}

/* Whether change @id came by already: those of an edit are numbered without gaps. */
static gboolean
is_known (YipuFold *fold, gint64 id)
{
  gsize count = GPOINTER_TO_SIZE (
      g_hash_table_lookup (fold->edits, GSIZE_TO_POINTER (id >> YIPU_CHANGE_BITS)));

  return (gsize) (id & YIPU_MAX_CHANGES) < count;
}

/* Reads the change's bases and looks whether they and its edit are here. */
static void
take_references (YipuFold *fold, YipuQuery *query)
{
  const char *bases = yipu_query_text (query, CHANGE_BASES);
  gint64 id = yipu_query_int (query, CHANGE_ID);
  gpointer edit = GSIZE_TO_POINTER (id >> YIPU_CHANGE_BITS);
  gpointer count;
  gboolean whole;

  g_array_set_size (fold->bases, 0);
  whole = g_hash_table_lookup_extended (fold->edits, edit, NULL, &count) &&
          GPOINTER_TO_SIZE (count) == (gsize) (id & YIPU_MAX_CHANGES) &&
          (!bases || yipu_bases_parse (bases, fold->bases));
  for (guint i = 0; whole && i < fold->bases->len; i++)
    whole = is_known (fold, g_array_index (fold->bases, gint64, i));
  if (!whole)
    g_ptr_array_add (fold->lost, g_strdup (yipu_query_text (query, CHANGE_RECORD)));
  g_hash_table_insert (fold->edits, edit, GSIZE_TO_POINTER ((id & YIPU_MAX_CHANGES) + 1));
}

static gboolean
is_based_on (YipuFold *fold, gint64 head)
{
  return fold->bases->len == 1 && g_array_index (fold->bases, gint64, 0) == head;
}

static void
take_change (YipuFold *fold, YipuQuery *query)
{
  Row *row = g_hash_table_lookup (fold->rows, yipu_query_text (query, CHANGE_RECORD));
  const char *name = yipu_query_text (query, CHANGE_FIELD);
  YipuOp op;
  int field;
  Slot *slot;

  if (!yipu_op_from_string (yipu_query_text (query, CHANGE_OP), &op))
    return;
  if (op == YIPU_OP_ADD) {
    take_add (fold, row, query);
    return;
  }
  if (!row)
    return;
  if (*name == '\0') {
    row->is_forgotten = TRUE;
    return;
  }
  field = yipu_kind_index (row->kind, name);
  if (field < 0)
    return;
  slot = ensure_slot (row, (guint) field);
  if (op == YIPU_OP_UNDO || slot->is_contested || !is_based_on (fold, slot->head)) {
    slot->is_contested = TRUE;
    return;
  }
  slot->head = yipu_query_int (query, CHANGE_ID);
  yipu_value_clear (&slot->value);
  slot->value = yipu_query_value (query, CHANGE_NEW);
}

static gboolean
read_edits (YipuFold *fold, GError **error)
{
  g_autoptr (YipuQuery) query = yipu_sql_query (fold->sql, error, "SELECT id FROM edit", NULL);
  int more = -1;

  while (query && (more = yipu_query_next (query, error)) > 0)
    g_hash_table_insert (fold->edits, GSIZE_TO_POINTER (yipu_query_int (query, 0)), NULL);
  return more == 0;
}

YipuFold *
yipu_fold_new (YipuSql *sql, const YipuProgress *progress, GError **error)
{
  g_autoptr (YipuFold) fold = g_new0 (YipuFold, 1);
  g_autoptr (YipuQuery) query = yipu_sql_query (sql, error, CHANGES, NULL);
  guint64 n = 0;
  int more = -1;

  fold->sql = sql;
  fold->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, row_free);
  fold->edits = g_hash_table_new (NULL, NULL);
  fold->lost = g_ptr_array_new_with_free_func (g_free);
  fold->bases = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!read_edits (fold, error))
    return NULL;
  while (query && (more = yipu_query_next (query, error)) > 0) {
    take_references (fold, query);
    take_change (fold, query);
    if (++n % 10000 == 0 &&
        !yipu_progress_step (progress, n, error, _ ("Reading %ld changes"), (long) n))
      return NULL;
  }
  return more == 0 ? g_steal_pointer (&fold) : NULL;
}

/* --- One record --- */

/* What a row must hold; the texts of an add point into @add. */
typedef struct {
  YipuValue *values; /* one a field; texts not owned */
  GPtrArray *texts;  /* owned ones among them */
  YipuAdd *add;
  guint n_fields;
} Expected;

static void
expected_clear (Expected *expected)
{
  g_clear_pointer (&expected->values, g_free);
  g_clear_pointer (&expected->texts, g_ptr_array_unref);
  g_clear_pointer (&expected->add, yipu_add_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Expected, expected_clear)

/* Both the add's fields and the kind's are walked sorted by name. */
static void
spread_add (const YipuKind *kind, Expected *expected)
{
  const guint *sorted = yipu_kind_sorted (kind);
  guint at = 0;

  for (guint i = 0; i < expected->add->fields->len; i++) {
    const YipuAddField *field = &g_array_index (expected->add->fields, YipuAddField, i);
    int order = -1;

    while (at < kind->n_fields && (order = strcmp (kind->fields[sorted[at]].name, field->name)) < 0)
      at++;
    if (at < kind->n_fields && order == 0)
      expected->values[sorted[at]] = field->value;
  }
}

static gboolean
expect_contested (YipuFold *fold,
                  const Row *row,
                  const char *id,
                  guint field,
                  Expected *expected,
                  gboolean *in_question,
                  GError **error)
{
  YipuValue value;

  if (!yipu_heads_value (fold->sql, row->kind, id, row->kind->fields[field].name, &value,
                         in_question, error))
    return FALSE;
  expected->values[field] = value;
  if (value.text)
    g_ptr_array_add (expected->texts, value.text);
  return TRUE;
}

typedef gboolean (*QuestionFunc) (
    YipuFold *fold, const char *record, const char *field, gpointer data, GError **error);

/* Whether @field of @row is asked of the log rather than known from the walk. */
static gboolean
is_contested (const Row *row, guint field, const Slot **slot)
{
  *slot = NULL;
  for (guint i = 0; row->slots && i < row->slots->len; i++)
    if (g_array_index (row->slots, Slot, i).field == field)
      *slot = &g_array_index (row->slots, Slot, i);
  return row->is_doubled || (*slot && (*slot)->is_contested);
}

/* @func hears of each field in question. */
static gboolean
expect (YipuFold *fold,
        const Row *row,
        const char *id,
        Expected *expected,
        QuestionFunc func,
        gpointer data,
        GError **error)
{
  *expected = (Expected){ .values = g_new0 (YipuValue, row->kind->n_fields),
                          .texts = g_ptr_array_new_with_free_func (g_free),
                          .add = row->json ? yipu_add_parse (row->json) : NULL,
                          .n_fields = row->kind->n_fields };
  if (expected->add)
    spread_add (row->kind, expected);
  if (!row->slots && !row->is_doubled)
    return TRUE;
  for (guint i = 0; i < row->kind->n_fields; i++) {
    gboolean in_question = FALSE;
    const Slot *slot;

    if (!is_contested (row, i, &slot)) {
      if (slot)
        expected->values[i] = slot->value;
      continue;
    }
    if (!expect_contested (fold, row, id, i, expected, &in_question, error) ||
        (in_question && !func (fold, id, row->kind->fields[i].name, data, error)))
      return FALSE;
  }
  return TRUE;
}

/* --- Comparing --- */

typedef struct {
  YipuFoldFunc func;
  gpointer data;
  GHashTable *questions; /* "record field" of the view, not yet found by the fold; owned */
} Comparison;

static gboolean
value_equals_column (const YipuValue *value, YipuQuery *query, int column)
{
  switch (sqlite3_column_type (query, column)) {
  case SQLITE_NULL: return value->type == YIPU_VALUE_NULL;
  case SQLITE_INTEGER:
    return value->type == YIPU_VALUE_INT && value->number == yipu_query_int (query, column);
  case SQLITE_TEXT:
    return value->type == YIPU_VALUE_TEXT &&
           strcmp (value->text, yipu_query_text (query, column)) == 0;
  default: return FALSE;
  }
}

static gboolean
note_question (YipuFold *fold, const char *record, const char *field, gpointer data, GError **error)
{
  Comparison *comparison = data;
  g_autofree char *key = g_strconcat (record, " ", field, NULL);

  if (!g_hash_table_remove (comparison->questions, key))
    comparison->func ("question", record, field, FALSE, comparison->data);
  return TRUE;
}

static gboolean
compare_row (
    YipuFold *fold, const YipuKind *kind, YipuQuery *query, Comparison *comparison, GError **error)
{
  const char *id = yipu_query_text (query, 1);
  Row *row = g_hash_table_lookup (fold->rows, id);
  g_auto (Expected) expected = { 0 };

  if (!row || row->kind != kind || row->is_forgotten) {
    comparison->func (kind->id, id, NULL, TRUE, comparison->data);
    return TRUE;
  }
  row->was_seen = TRUE;
  if (!expect (fold, row, id, &expected, note_question, comparison, error))
    return FALSE;
  for (guint i = 0; i < kind->n_fields; i++)
    if (!value_equals_column (&expected.values[i], query, (int) i + 2))
      comparison->func (kind->id, id, kind->fields[i].name, TRUE, comparison->data);
  return TRUE;
}

static const char *
scan_sql (const YipuKind *kind)
{
  g_autoptr (GString) text = g_string_new ("SELECT ");

  g_string_append (text, yipu_table_get (kind)->columns);
  g_string_append (text, " FROM ");
  yipu_sql_identifier (text, kind->id);
  g_string_append (text, " NOT INDEXED");
  return g_intern_string (text->str);
}

static gboolean
compare_table (YipuFold *fold,
               const YipuKind *kind,
               const YipuProgress *progress,
               Comparison *comparison,
               GError **error)
{
  g_autoptr (YipuQuery) query = yipu_sql_query (fold->sql, error, scan_sql (kind), NULL);
  guint64 n = 0;
  int more = -1;

  while (query && (more = yipu_query_next (query, error)) > 0) {
    if (!compare_row (fold, kind, query, comparison, error))
      return FALSE;
    if (++n % 1000 == 0 && !yipu_progress_step (progress, n, error, _ ("Comparing records")))
      return FALSE;
  }
  return more == 0;
}

static gboolean
read_questions (YipuFold *fold, GHashTable *questions, GError **error)
{
  g_autoptr (YipuQuery) query =
      yipu_sql_query (fold->sql, error, "SELECT record, field FROM question", NULL);
  int more = -1;

  while (query && (more = yipu_query_next (query, error)) > 0)
    g_hash_table_add (
        questions, g_strconcat (yipu_query_text (query, 0), " ", yipu_query_text (query, 1), NULL));
  return more == 0;
}

static void
tell_the_rest (YipuFold *fold, Comparison *comparison)
{
  GHashTableIter iter;
  const char *id;
  char *key;
  Row *row;

  g_hash_table_iter_init (&iter, fold->rows);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, (gpointer *) &row))
    if (!row->was_seen && !row->is_forgotten)
      comparison->func (row->kind->id, id, NULL, FALSE, comparison->data);
  g_hash_table_iter_init (&iter, comparison->questions);
  while (g_hash_table_iter_next (&iter, (gpointer *) &key, NULL)) {
    char *field = strchr (key, ' ');
    *field = '\0';
    comparison->func ("question", key, field + 1, TRUE, comparison->data);
  }
}

gboolean
yipu_fold_compare (
    YipuFold *fold, const YipuProgress *progress, YipuFoldFunc func, gpointer data, GError **error)
{
  g_autoptr (GHashTable) questions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Comparison comparison = { func, data, questions };
  guint n_kinds;
  const YipuKind *const *kinds = yipu_kind_all (&n_kinds);

  if (!read_questions (fold, questions, error))
    return FALSE;
  for (guint i = 0; i < n_kinds; i++)
    if (!compare_table (fold, kinds[i], progress, &comparison, error))
      return FALSE;
  tell_the_rest (fold, &comparison);
  return TRUE;
}

/* --- Writing --- */

#define ASK "INSERT INTO question (record, field) VALUES (:record, :field)"

static gboolean
write_question (
    YipuFold *fold, const char *record, const char *field, gpointer data, GError **error)
{
  return yipu_sql_run (fold->sql, error, ASK, ":record", 't', record, ":field", 't', field, NULL);
}

gboolean
yipu_fold_write (YipuFold *fold, GError **error)
{
  GHashTableIter iter;
  const char *id;
  Row *row;

  g_hash_table_iter_init (&iter, fold->rows);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, (gpointer *) &row)) {
    g_auto (Expected) expected = { 0 };

    if (row->is_forgotten)
      continue;
    if (!expect (fold, row, id, &expected, write_question, NULL, error) ||
        !yipu_table_insert (fold->sql, row->kind, id, expected.values, error))
      return FALSE;
  }
  return TRUE;
}
