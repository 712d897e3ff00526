/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading what files a profile makes: tables with their form, rows and columns, and upload sheets
 * with their fields. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/json.h"
#include "bundle/profile-read.h"

/* Tables of the shops at hand have at most 81 columns. */
#define MAX_COLUMNS 200

/* Every table has p, s, r and img; its rows add their own. */
#define TABLE_ROOTS (YIPU_ROOT_P | YIPU_ROOT_S | YIPU_ROOT_R | YIPU_ROOT_IMG)

static const struct {
  const char *each;
  const char *as;
  YipuRoots roots;
} row_kinds[] = {
  [YIPU_ROW_PRODUCTS] = { "products", "p", TABLE_ROOTS },
  [YIPU_ROW_VARIANTS] = { "variants", "v", TABLE_ROOTS | YIPU_ROOT_V },
  [YIPU_ROW_GROUPS] = { "groups", "g", YIPU_ROOT_G | YIPU_ROOT_S | YIPU_ROOT_R },
};

/* Where a member is one of a few words: its place; @fallback where it is missing. */
static gboolean
read_word (JsonObject *object,
           const char *member,
           const char *const *words,
           int fallback,
           int *at,
           GError **error)
{
  const char *word = yipu_json_get_text (object, member, NULL);

  *at = fallback;
  if (!json_object_has_member (object, member))
    return TRUE;
  for (int i = 0; word && words[i]; i++)
    if (g_str_equal (word, words[i])) {
      *at = i;
      return TRUE;
    }
  return yipu_profile_refuse (error, _ ("“%s” has a value that is none of its words"), member);
}

/* Nothing that leads out of the shop's folder or that Windows refuses. */
static gboolean
check_path (const char *path, GError **error)
{
  if (path[0] == '\0' || path[0] == '/' || strstr (path, "..") || strpbrk (path, "\\:*?\"<>|%"))
    return yipu_profile_refuse (error, _ ("“%s” cannot be a file's name"), path);
  return TRUE;
}

/* [[from, to], …] */
static gboolean
read_escape (YipuTableForm *form, JsonObject *object, GError **error)
{
  JsonArray *pairs;

  if (!json_object_has_member (object, "escape"))
    return TRUE;
  pairs = yipu_profile_get_array (json_object_get_member (object, "escape"), error);
  for (guint i = 0; pairs && i < json_array_get_length (pairs); i++) {
    JsonArray *pair = yipu_profile_get_array (json_array_get_element (pairs, i), error);
    const char *text;

    if (pair == NULL)
      return FALSE;
    if (json_array_get_length (pair) != 2)
      return yipu_profile_refuse (error, "%s", _ ("“escape” takes pairs of texts"));
    for (guint j = 0; j < 2; j++) {
      text = yipu_profile_get_text (json_array_get_element (pair, j), error);
      if (text == NULL || (j == 0 && text[0] == '\0'))
        return text ? yipu_profile_refuse (error, "%s", _ ("“escape” takes pairs of texts"))
                    : FALSE;
      g_ptr_array_add (form->escape, g_strdup (text));
    }
  }
  return pairs != NULL;
}

static gboolean
read_head (YipuTableForm *form, JsonObject *object, GError **error)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  JsonArray *array;

  if (!json_object_has_member (object, "head")) {
    form->head = g_strv_builder_end (lines);
    return TRUE;
  }
  array = yipu_profile_get_array (json_object_get_member (object, "head"), error);
  for (guint i = 0; array && i < json_array_get_length (array); i++) {
    const char *line = yipu_profile_get_text (json_array_get_element (array, i), error);

    if (line == NULL)
      return FALSE;
    g_strv_builder_add (lines, line);
  }
  form->head = g_strv_builder_end (lines);
  return array != NULL;
}

static gboolean
read_form (YipuTableForm *form, gboolean tsv, JsonObject *object, GError **error)
{
  static const char *const encodings[] = { "utf-8", "utf-8-bom", "utf-16le-bom", "gbk", NULL };
  static const char *const quotes[] = { "min", "all", "text", "none", NULL };
  static const char *const ends[] = { "lf", "crlf", NULL };
  int encoding, quote, end;

  if (!read_word (object, "enc", encodings, YIPU_ENC_UTF8, &encoding, error) ||
      !read_word (object, "quote", quotes, YIPU_QUOTE_MIN, &quote, error) ||
      !read_word (object, "eol", ends, 0, &end, error) || !read_escape (form, object, error) ||
      !read_head (form, object, error))
    return FALSE;
  form->encoding = (YipuEncoding) encoding;
  form->quote = (YipuQuote) quote;
  form->eol = end == 0 ? "\n" : "\r\n";
  form->sep = g_strdup (yipu_json_get_text (object, "sep", tsv ? "\t" : ","));
  form->guard = json_object_get_boolean_member_with_default (object, "guard", FALSE);
  if (strlen (form->sep) != 1)
    return yipu_profile_refuse (error, "%s", _ ("“sep” is one character"));
  return TRUE;
}

static gboolean
read_row (const YipuProfileReader *reader, YipuRowKind *row, JsonNode *node, GError **error)
{
  static const char *const known[] = { "each", "as", "of", "when", NULL };
  JsonObject *object = yipu_profile_get_object (node, known, error);
  const char *each = object ? yipu_json_get_text (object, "each", "") : NULL;
  JsonNode *when = object ? json_object_get_member (object, "when") : NULL;

  if (object == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (row_kinds); i++) {
    if (!g_str_equal (each, row_kinds[i].each))
      continue;
    row->each = (YipuRowEach) i;
    if (!g_str_equal (yipu_json_get_text (object, "as", row_kinds[i].as), row_kinds[i].as))
      return yipu_profile_refuse (error, _ ("rows of “%s” are called “%s”"), each, row_kinds[i].as);
    return when == NULL ||
           yipu_profile_read_condition (reader, row_kinds[i].roots, when, &row->when, error);
  }
  return yipu_profile_refuse (error, _ ("there are no rows of “%s”"), each);
}

/* Rows in the order they are written: products, their variants, groups; each kind once. */
static gboolean
read_rows (const YipuProfileReader *reader, YipuFileSpec *file, JsonObject *object, GError **error)
{
  JsonArray *array = yipu_profile_get_array (json_object_get_member (object, "rows"), error);

  for (guint i = 0; array && i < json_array_get_length (array); i++) {
    YipuRowKind row = { 0 };
    gboolean read = read_row (reader, &row, json_array_get_element (array, i), error);
    YipuRowEach before = i > 0 ? g_array_index (file->rows, YipuRowKind, i - 1).each : row.each;

    g_array_append_val (file->rows, row);
    if (!read)
      return FALSE;
    if (i > 0 && row.each <= before)
      return yipu_profile_refuse (error, "%s", _ ("rows come as products, variants, groups"));
  }
  if (array && file->rows->len == 0)
    return yipu_profile_refuse (error, "%s", _ ("a table needs rows"));
  return array != NULL;
}

static YipuExpression *
parse_for (const YipuProfileReader *reader, YipuRoots roots, JsonNode *node, GError **error)
{
  YipuPathSpace space = yipu_profile_space (reader, roots);
  const char *source = yipu_profile_get_text (node, error);

  return source ? yipu_expression_parse (source, &space, error) : NULL;
}

/* A column's cell of one row kind: its own, or with "=" that of the kind before. */
static JsonNode *
find_cell (const YipuFileSpec *file, JsonNode *node, guint row)
{
  JsonNode *cell;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return node;
  do {
    const char *as = row_kinds[g_array_index (file->rows, YipuRowKind, row).each].as;

    cell = json_object_get_member (json_node_get_object (node), as);
    if (cell == NULL || !JSON_NODE_HOLDS_VALUE (cell) ||
        g_strcmp0 (json_node_get_string (cell), "=") != 0)
      return cell;
  } while (row-- > 0);
  return NULL;
}

static gboolean
check_cell_kinds (const YipuFileSpec *file, JsonNode *node, GError **error)
{
  const char *known[G_N_ELEMENTS (row_kinds) + 1] = { NULL };

  for (guint i = 0; i < file->rows->len; i++)
    known[i] = row_kinds[g_array_index (file->rows, YipuRowKind, i).each].as;
  return !JSON_NODE_HOLDS_OBJECT (node) ||
         yipu_profile_check_keys (json_node_get_object (node), known, error);
}

static gboolean
read_cells (const YipuProfileReader *reader,
            const YipuFileSpec *file,
            YipuColumn *column,
            JsonNode *node,
            GError **error)
{
  column->cells = g_new0 (YipuExpression *, file->rows->len + 1);
  if (!check_cell_kinds (file, node, error))
    return FALSE;
  for (guint i = 0; i < file->rows->len; i++) {
    YipuRoots roots = row_kinds[g_array_index (file->rows, YipuRowKind, i).each].roots;

    column->cells[i] = parse_for (reader, roots, find_cell (file, node, i), error);
    if (column->cells[i] == NULL)
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_column (const YipuProfileReader *reader,
             const YipuFileSpec *file,
             YipuColumn *column,
             JsonNode *node,
             GError **error)
{
  JsonArray *array = yipu_profile_get_array (node, error);

  if (array == NULL)
    return FALSE;
  if (json_array_get_length (array) != file->n_headers + 1)
    return yipu_profile_refuse (error, _ ("a column has %u headers and one cell"), file->n_headers);
  column->heads = g_new0 (YipuExpression *, file->n_headers + 1);
  for (guint i = 0; i < file->n_headers; i++) {
    column->heads[i] = parse_for (reader, YIPU_ROOT_S, json_array_get_element (array, i), error);
    if (column->heads[i] == NULL)
      return FALSE;
  }
  return read_cells (reader, file, column, json_array_get_element (array, file->n_headers), error);
}

/* The first header, to say which column is wrong. */
static const char *
column_name (JsonNode *node)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  JsonNode *first =
      array && json_array_get_length (array) > 0 ? json_array_get_element (array, 0) : NULL;

  return first && JSON_NODE_HOLDS_VALUE (first) ? json_node_get_string (first) : NULL;
}

static gboolean
read_columns (const YipuProfileReader *reader,
              YipuFileSpec *file,
              JsonObject *object,
              GError **error)
{
  JsonArray *array = yipu_profile_get_array (json_object_get_member (object, "columns"), error);

  if (array == NULL)
    return FALSE;
  if (json_array_get_length (array) < 1 || json_array_get_length (array) > MAX_COLUMNS)
    return yipu_profile_refuse (error, "%s", _ ("a table has 1 to 200 columns"));
  for (guint i = 0; i < json_array_get_length (array); i++) {
    YipuColumn column = { NULL, NULL };
    JsonNode *node = json_array_get_element (array, i);
    gboolean read = read_column (reader, file, &column, node, error);

    g_array_append_val (file->columns, column);
    if (!read) {
      g_prefix_error (error, _ ("column %u (%s): "), i + 1, column_name (node));
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
read_split (YipuFileSpec *file, JsonObject *object, GError **error)
{
  static const char *const known[] = { "rows", "bytes", NULL };
  JsonObject *split;
  gint64 rows;

  if (!json_object_has_member (object, "split"))
    return TRUE;
  split = yipu_profile_get_object (json_object_get_member (object, "split"), known, error);
  if (split == NULL || !yipu_profile_read_count (split, "rows", 0, &rows, error) ||
      !yipu_profile_read_count (split, "bytes", 0, &file->split_bytes, error))
    return FALSE;
  file->split_rows = (guint) rows;
  return TRUE;
}

static gboolean
read_table (const YipuProfileReader *reader,
            YipuFileSpec *file,
            JsonObject *object,
            gboolean tsv,
            GError **error)
{
  static const char *const known[] = { "path",  "kind",    "enc",   "sep",  "eol",
                                       "quote", "escape",  "guard", "head", "headers",
                                       "rows",  "columns", "split", NULL };
  const char *path = yipu_profile_get_text (json_object_get_member (object, "path"), error);
  gint64 n_headers;

  if (path == NULL || !yipu_profile_check_keys (object, known, error) ||
      !check_path (path, error) || !read_form (&file->form, tsv, object, error) ||
      !yipu_profile_read_count (object, "headers", 1, &n_headers, error))
    return FALSE;
  if (n_headers > 4)
    return yipu_profile_refuse (error, "%s", _ ("a table has at most 4 header lines"));
  file->kind = YIPU_FILE_TABLE;
  file->path = g_strdup (path);
  file->n_headers = (guint) n_headers;
  return read_split (file, object, error) && read_rows (reader, file, object, error) &&
         read_columns (reader, file, object, error);
}

static YipuSheetField *
read_field (const YipuProfileReader *reader, YipuRoots roots, JsonNode *node, GError **error);

static gboolean
read_fields (const YipuProfileReader *reader,
             YipuRoots roots,
             GPtrArray *fields,
             JsonNode *node,
             GError **error)
{
  JsonArray *array = yipu_profile_get_array (node, error);

  for (guint i = 0; array && i < json_array_get_length (array); i++) {
    YipuSheetField *field = read_field (reader, roots, json_array_get_element (array, i), error);

    if (field == NULL) {
      g_prefix_error (error, _ ("field %u: "), i + 1);
      return FALSE;
    }
    g_ptr_array_add (fields, field);
  }
  return array != NULL;
}

/* [label] is a heading, [label, text] a field, [label, [fields]] a table of variants. */
static YipuSheetField *
read_field (const YipuProfileReader *reader, YipuRoots roots, JsonNode *node, GError **error)
{
  YipuSheetField *field = g_new0 (YipuSheetField, 1);
  JsonArray *array = yipu_profile_get_array (node, error);
  guint length = array ? json_array_get_length (array) : 0;
  JsonNode *value = length == 2 ? json_array_get_element (array, 1) : NULL;
  gboolean read = array && length > 0 &&
                  yipu_profile_read_words (json_array_get_element (array, 0), &field->label, error);

  if (read && value && JSON_NODE_HOLDS_ARRAY (value) && !(roots & YIPU_ROOT_V)) {
    field->cells = g_ptr_array_new_with_free_func ((GDestroyNotify) yipu_sheet_field_free);
    read = read_fields (reader, roots | YIPU_ROOT_V, field->cells, value, error);
  } else if (read && value) {
    field->value = parse_for (reader, roots, value, error);
    read = field->value != NULL;
  }
  if (read && length <= 2)
    return field;
  if (error && *error == NULL)
    yipu_profile_refuse (error, "%s", _ ("a field is [label] or [label, text]"));
  yipu_sheet_field_free (field);
  return NULL;
}

static gboolean
read_sheet (const YipuProfileReader *reader, YipuFileSpec *file, JsonObject *object, GError **error)
{
  static const char *const known[] = { "path", "kind", "fields", NULL };
  const char *path = yipu_profile_get_text (json_object_get_member (object, "path"), error);

  if (path == NULL || !yipu_profile_check_keys (object, known, error))
    return FALSE;
  file->kind = YIPU_FILE_SHEET;
  file->name = parse_for (reader, YIPU_ROOT_P, json_object_get_member (object, "path"), error);
  return file->name && read_fields (reader, YIPU_ROOT_P | YIPU_ROOT_S | YIPU_ROOT_R, file->fields,
                                    json_object_get_member (object, "fields"), error);
}

static gboolean
read_file (const YipuProfileReader *reader, YipuFileSpec *file, JsonNode *node, GError **error)
{
  JsonObject *object = yipu_profile_get_object (node, NULL, error);
  const char *kind = object ? yipu_json_get_text (object, "kind", "") : "";

  if (object == NULL)
    return FALSE;
  if (g_str_equal (kind, "csv") || g_str_equal (kind, "tsv"))
    return read_table (reader, file, object, g_str_equal (kind, "tsv"), error);
  if (g_str_equal (kind, "sheet"))
    return read_sheet (reader, file, object, error);
  return yipu_profile_refuse (error, _ ("Yipu writes no files of the kind “%s”"), kind);
}

gboolean
yipu_profile_read_files (YipuProfileReader *reader, JsonNode *node, GError **error)
{
  JsonArray *array = yipu_profile_get_array (node, error);

  for (guint i = 0; array && i < json_array_get_length (array); i++) {
    YipuFileSpec file = { 0 };
    gboolean read;

    yipu_file_spec_init (&file);
    read = read_file (reader, &file, json_array_get_element (array, i), error);
    g_array_append_val (reader->shop->files, file);
    if (!read) {
      g_prefix_error (error, _ ("entry %u: "), i + 1);
      return FALSE;
    }
  }
  return array != NULL;
}
