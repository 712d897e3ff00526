/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rules of log.md, "Heads, shown value, question", word by word and without any thought of
 * speed. */
#include "oracle.h"

#include <string.h>

#include "catalog/heads.h"
#include "catalog/reader-private.h"

typedef struct {
  const YipuSentEdit *edit;
  const YipuSentChange *change;
  gint64 n;
} Node;

typedef struct {
  GPtrArray *edits; /* of YipuSentEdit, owned */
  Pasts *pasts;
  const char *record;
  const char *field;
  GArray *nodes; /* of Node: this field's */
  GArray *marks; /* of Node */
} Oracle;

gboolean
oracle_holds (GHashTable *past, const char *replica, gint64 seq)
{
  const gint64 *known = g_hash_table_lookup (past, replica);

  return known && *known >= seq;
}

static gboolean
is_base (const Node *node, const Node *of)
{
  for (guint i = 0; i < of->change->bases->len; i++) {
    const YipuName *name = &g_array_index (of->change->bases, YipuName, i);

    if (name->replica == node->edit->name.replica && name->seq == node->edit->name.seq &&
        name->n == node->n)
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_void (Oracle *oracle, const Node *node)
{
  for (guint i = 0; i < oracle->marks->len; i++) {
    const Node *mark = &g_array_index (oracle->marks, Node, i);
    if (is_base (node, mark) && !is_void (oracle, mark))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_ancestor (Oracle *oracle, const Node *node, const Node *of)
{
  for (guint i = 0; i < oracle->nodes->len; i++) {
    const Node *base = &g_array_index (oracle->nodes, Node, i);
    if (is_base (base, of) && (base == node || is_ancestor (oracle, node, base)))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_head (Oracle *oracle, const Node *node)
{
  if (is_void (oracle, node))
    return FALSE;
  for (guint i = 0; i < oracle->nodes->len; i++) {
    const Node *other = &g_array_index (oracle->nodes, Node, i);
    if (other != node && !is_void (oracle, other) && is_ancestor (oracle, node, other))
      return FALSE;
  }
  return TRUE;
}

static void
collect_field (Oracle *oracle, const char *record, const char *field)
{
  oracle->record = record;
  oracle->field = field;
  g_array_set_size (oracle->nodes, 0);
  g_array_set_size (oracle->marks, 0);
  for (guint e = 0; e < oracle->edits->len; e++) {
    const YipuSentEdit *edit = oracle->edits->pdata[e];

    for (guint n = 0; n < edit->changes->len; n++) {
      Node node = { edit, edit->changes->pdata[n], n };
      const YipuChange *change = node.change->change;

      if (strcmp (change->record, record) != 0)
        continue;
      if (change->op == YIPU_OP_UNDO && strcmp (change->field, field) == 0)
        g_array_append_val (oracle->marks, node);
      else if (change->op == YIPU_OP_ADD ||
               (change->op != YIPU_OP_UNDO && strcmp (change->field, field) == 0))
        g_array_append_val (oracle->nodes, node);
    }
  }
}

/* As text, "" for empty. */
static char *
value_of (const Node *node, const char *field)
{
  const YipuChange *change = node->change->change;
  g_autoptr (YipuAdd) add = NULL;
  const YipuValue *value = &change->value;
  char *text;

  if (change->op == YIPU_OP_ADD) {
    add = change->value.text ? yipu_add_parse (change->value.text) : NULL;
    value = add ? yipu_add_find (add, field) : NULL;
  }
  text = value ? yipu_value_to_text (value) : NULL;
  return text ? text : g_strdup ("");
}

static int
compare_rank (const char *field, const char *a, const char *b)
{
  YipuValue x = { *a ? YIPU_VALUE_TEXT : YIPU_VALUE_NULL, g_ascii_strtoll (a, NULL, 10),
                  *a ? (char *) a : NULL };
  YipuValue y = { *b ? YIPU_VALUE_TEXT : YIPU_VALUE_NULL, g_ascii_strtoll (b, NULL, 10),
                  *b ? (char *) b : NULL };

  return yipu_strictness_compare (field, &x, &y);
}

/* The shown value, and in @values all values of heads (a set, owned). */
static char *
shown_value (Oracle *oracle, gboolean strict, GHashTable *values)
{
  g_autofree char *best = NULL;
  const Node *from = NULL;

  for (guint i = 0; i < oracle->nodes->len; i++) {
    const Node *node = &g_array_index (oracle->nodes, Node, i);
    g_autofree char *value = NULL;
    int order;

    if (!is_head (oracle, node))
      continue;
    value = value_of (node, oracle->field);
    g_hash_table_add (values, g_strdup (value));
    order = from && strict ? compare_rank (oracle->field, value, best) : 0;
    if (from && order == 0)
      order = (node->edit->edit->lamport > from->edit->edit->lamport) -
              (node->edit->edit->lamport < from->edit->edit->lamport);
    if (from && order == 0)
      order = strcmp (node->edit->name.replica, from->edit->name.replica);
    if (from && order < 0)
      continue;
    from = node;
    g_free (best);
    best = g_steal_pointer (&value);
  }
  if (!from)
    return g_strdup (strcmp (oracle->field, "gone") == 0 ? "1" : "");
  return g_steal_pointer (&best);
}

/* --- Blanks --- */

static GHashTable *
past_of (Oracle *oracle, const YipuSentEdit *edit)
{
  g_autofree char *name =
      g_strdup_printf ("%s:%" G_GINT64_FORMAT, edit->name.replica, edit->name.seq);

  return g_hash_table_lookup (oracle->pasts, name);
}

/* Whether a forget that @edit had not seen covers @field of @record. */
static gboolean
should_be_blank (Oracle *oracle, const YipuSentEdit *edit, const char *record, const char *field)
{
  GHashTable *past = past_of (oracle, edit);

  for (guint e = 0; e < oracle->edits->len; e++) {
    const YipuSentEdit *other = oracle->edits->pdata[e];

    for (guint n = 0; n < other->changes->len; n++) {
      const YipuChange *change = ((const YipuSentChange *) other->changes->pdata[n])->change;

      if (change->op == YIPU_OP_FORGET && strcmp (change->record, record) == 0 &&
          (change->field[0] == '\0' || strcmp (change->field, field) == 0) &&
          !oracle_holds (past, other->name.replica, other->name.seq))
        return TRUE;
    }
  }
  return FALSE;
}

static char *
check_blanks (Oracle *oracle)
{
  for (guint e = 0; e < oracle->edits->len; e++) {
    const YipuSentEdit *edit = oracle->edits->pdata[e];

    for (guint n = 0; n < edit->changes->len; n++) {
      const YipuChange *change = ((const YipuSentChange *) edit->changes->pdata[n])->change;
      gboolean blank = !change->has_salt && !change->salt_text.text;

      if (change->op == YIPU_OP_SET &&
          blank != should_be_blank (oracle, edit, change->record, change->field))
        return g_strdup_printf ("%s.%s: %s", change->record, change->field,
                                blank ? "blanked for nothing" : "not blanked");
      if (change->op == YIPU_OP_ADD && change->value.text &&
          strstr (change->value.text, "\"summary\"") &&
          should_be_blank (oracle, edit, change->record, "summary"))
        return g_strdup_printf ("%s: field of the add not blanked", change->record);
    }
  }
  return NULL;
}

/* --- Tables --- */

static gboolean
is_forgotten (Oracle *oracle, const char *record)
{
  for (guint e = 0; e < oracle->edits->len; e++) {
    const YipuSentEdit *edit = oracle->edits->pdata[e];

    for (guint n = 0; n < edit->changes->len; n++) {
      const YipuChange *change = ((const YipuSentChange *) edit->changes->pdata[n])->change;
      if (change->op == YIPU_OP_FORGET && change->field[0] == '\0' &&
          strcmp (change->record, record) == 0)
        return TRUE;
    }
  }
  return FALSE;
}

static gboolean
is_asked (YipuCatalog *catalog, const char *record, const char *field)
{
  YipuSql *sql = yipu_reader_get_sql (yipu_catalog_get_reader (catalog), NULL);
  gint64 asked = 0;

  g_assert_true (yipu_sql_number (
      sql, 0, &asked, NULL, "SELECT 1 FROM question WHERE record = :record AND field = :field",
      ":record", 't', record, ":field", 't', field, NULL));
  return asked != 0;
}

static char *
check_record (Oracle *oracle, YipuCatalog *catalog, const char *kind_id, const char *record)
{
  const YipuKind *kind = yipu_kind_find (kind_id);
  g_autoptr (YipuRecord) found =
      yipu_reader_get (yipu_catalog_get_reader (catalog), kind_id, record, NULL);

  if (is_forgotten (oracle, record))
    return found ? g_strdup_printf ("%s is forgotten and still there", record) : NULL;
  if (!found)
    return g_strdup_printf ("%s is not there", record);
  for (guint i = 0; i < kind->n_fields; i++) {
    const char *field = kind->fields[i].name;
    g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *shown = NULL;
    const char *is = yipu_record_get (found, field);

    collect_field (oracle, record, field);
    shown = shown_value (oracle, kind->outside_undo, values);
    if (strcmp (shown, is ? is : "") != 0)
      return g_strdup_printf ("%s.%s shows “%s”, not “%s”", record, field, is, shown);
    if (is_asked (catalog, record, field) != (g_hash_table_size (values) > 1))
      return g_strdup_printf ("%s.%s is asked wrongly, or not asked", record, field);
  }
  return NULL;
}

static GPtrArray *
all_edits (YipuCatalog *catalog)
{
  g_autoptr (GHashTable) nothing = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  GPtrArray *edits = yipu_exchange_read (catalog, nothing, &error);

  g_assert_no_error (error);
  return edits;
}

char *
oracle_check (YipuCatalog *catalog, Pasts *pasts)
{
  g_autoptr (GPtrArray) edits = all_edits (catalog);
  g_autoptr (GArray) nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (Node));
  Oracle oracle = { .edits = edits, .pasts = pasts, .nodes = nodes, .marks = marks };
  char *problem = check_blanks (&oracle);

  for (guint e = 0; !problem && e < edits->len; e++) {
    const YipuSentEdit *edit = edits->pdata[e];

    for (guint n = 0; !problem && n < edit->changes->len; n++) {
      const YipuChange *change = ((const YipuSentChange *) edit->changes->pdata[n])->change;
      if (change->op == YIPU_OP_ADD)
        problem = check_record (&oracle, catalog, change->kind, change->record);
    }
  }
  return problem;
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
join_sorted (GPtrArray *texts, const char *separator)
{
  g_ptr_array_sort (texts, compare_texts);
  g_ptr_array_add (texts, NULL);
  return g_strjoinv (separator, (char **) texts->pdata);
}

char *
oracle_head_values (YipuCatalog *catalog, const char *record, const char *field)
{
  g_autoptr (GPtrArray) edits = all_edits (catalog);
  g_autoptr (GArray) nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (Node));
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Oracle oracle = { .edits = edits, .nodes = nodes, .marks = marks };
  g_autofree char *shown = NULL;
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer text;

  collect_field (&oracle, record, field);
  shown = shown_value (&oracle, FALSE, values);
  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &text, NULL))
    g_ptr_array_add (texts, text);
  return join_sorted (texts, "|");
}

char *
oracle_dump (YipuCatalog *catalog)
{
  g_autoptr (GPtrArray) edits = all_edits (catalog);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint e = 0; e < edits->len; e++) {
    const YipuSentEdit *edit = edits->pdata[e];
    g_autofree char *hash = yipu_hash_to_hex (edit->edit->hash);
    GString *line = g_string_new (NULL);

    g_string_printf (line, "%s:%" G_GINT64_FORMAT " %s", edit->name.replica, edit->name.seq, hash);
    for (guint n = 0; n < edit->changes->len; n++) {
      const YipuChange *change = ((const YipuSentChange *) edit->changes->pdata[n])->change;
      g_autofree char *value = yipu_value_to_text (&change->value);

      g_string_append_printf (line, " %s/%s/%d", value ? value : "-",
                              change->salt_text.text ? change->salt_text.text : "",
                              change->has_salt);
    }
    g_ptr_array_add (lines, g_string_free (line, FALSE));
  }
  return join_sorted (lines, "\n");
}
