/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows are made product by product, so that a split never parts a product from its variants. */
#include "bundle/rows.h"

#include <string.h>

/* A table being written, part after part. */
typedef struct {
  const YipuFileSpec *file;
  JsonObject *context;
  JsonObject *maps;
  gboolean *numbers;
  YipuTable *table; /* the part being filled */
  guint n_rows;     /* in it */
  GPtrArray *parts; /* of YipuTablePart, finished */
} Writer;

static void
free_part (gpointer data)
{
  YipuTablePart *part = data;

  g_free (part->path);
  g_bytes_unref (part->bytes);
  g_free (part);
}

static void
free_cells (char **cells, guint n)
{
  for (guint i = 0; i < n; i++)
    g_free (cells[i]);
  g_free (cells);
}

static const YipuColumn *
column_at (const Writer *writer, guint i)
{
  return &g_array_index (writer->file->columns, YipuColumn, i);
}

/* The cells of a header line (@row < 0) or of a row of that kind; NULL with @error set. */
static char **
evaluate_cells (const Writer *writer, JsonObject *roots, int row, guint line, GError **error)
{
  guint n = writer->file->columns->len;
  YipuScope scope = { roots, writer->maps };
  char **cells = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++) {
    const YipuColumn *column = column_at (writer, i);

    cells[i] = yipu_expression_evaluate (row < 0 ? column->heads[line] : column->cells[row], &scope,
                                         error);
    if (cells[i] == NULL) {
      free_cells (cells, n);
      return NULL;
    }
  }
  return cells;
}

static gboolean
begin_part (Writer *writer, GError **error)
{
  writer->table = yipu_table_new (&writer->file->form, writer->file->columns->len, writer->numbers);
  writer->n_rows = 0;
  for (guint line = 0; line < writer->file->n_headers; line++) {
    char **cells = evaluate_cells (writer, writer->context, -1, line, error);

    if (cells == NULL)
      return FALSE;
    yipu_table_add_header (writer->table, (const char *const *) cells);
    free_cells (cells, writer->file->columns->len);
  }
  return TRUE;
}

/* "products.csv", "products-2.csv" */
static char *
part_path (const char *path, guint part)
{
  const char *dot = strrchr (path, '.');
  g_autofree char *stem = g_strndup (path, dot ? (gsize) (dot - path) : strlen (path));

  if (part == 0)
    return g_strdup (path);
  return g_strdup_printf ("%s-%u%s", stem, part + 1, dot ? dot : "");
}

static gboolean
end_part (Writer *writer, GError **error)
{
  GBytes *bytes = yipu_table_end (writer->table, error);
  YipuTablePart *part;

  g_clear_pointer (&writer->table, yipu_table_free);
  if (bytes == NULL)
    return FALSE;
  part = g_new0 (YipuTablePart, 1);
  part->path = part_path (writer->file->path, writer->parts->len);
  part->bytes = bytes;
  g_ptr_array_add (writer->parts, part);
  return TRUE;
}

/* Rows gathered for one product or group, to be added together. */
static gboolean
gather_row (Writer *writer, GPtrArray *rows, JsonObject *roots, guint kind, GError **error)
{
  const YipuRowKind *row = &g_array_index (writer->file->rows, YipuRowKind, kind);
  YipuScope scope = { roots, writer->maps };
  char **cells;

  if (!yipu_condition_holds (&row->when, &scope))
    return TRUE;
  cells = evaluate_cells (writer, roots, (int) kind, 0, error);
  if (cells)
    g_ptr_array_add (rows, cells);
  return cells != NULL;
}

/* A row for each variant, which sees its own pictures only. */
static gboolean
gather_variants (Writer *writer, GPtrArray *rows, JsonObject *roots, guint kind, GError **error)
{
  JsonObject *p = json_object_get_object_member (roots, "p");
  JsonArray *variants = json_object_get_array_member (p, "variants");
  g_autoptr (JsonObject) img = json_object_ref (json_object_get_object_member (roots, "img"));
  gboolean gathered = TRUE;

  for (guint i = 0; gathered && i < json_array_get_length (variants); i++) {
    JsonObject *variant = json_array_get_object_element (variants, i);
    const char *uuid = json_object_get_string_member (variant, "uuid");

    json_object_set_object_member (roots, "v", json_object_ref (variant));
    json_object_set_object_member (roots, "img", yipu_pictures_of_variant (img, uuid));
    gathered = gather_row (writer, rows, roots, kind, error);
  }
  if (json_object_has_member (roots, "v"))
    json_object_remove_member (roots, "v");
  json_object_set_object_member (roots, "img", json_object_ref (img));
  return gathered;
}

static gboolean
gather_product (Writer *writer, GPtrArray *rows, JsonObject *roots, GError **error)
{
  for (guint kind = 0; kind < writer->file->rows->len; kind++) {
    YipuRowEach each = g_array_index (writer->file->rows, YipuRowKind, kind).each;

    if (each == YIPU_ROW_PRODUCTS && !gather_row (writer, rows, roots, kind, error))
      return FALSE;
    if (each == YIPU_ROW_VARIANTS && !gather_variants (writer, rows, roots, kind, error))
      return FALSE;
  }
  return TRUE;
}

static gsize
size_of (const Writer *writer, GPtrArray *rows)
{
  gsize size = 0;

  for (guint i = 0; i < rows->len; i++)
    for (guint c = 0; c < writer->file->columns->len; c++)
      size += strlen (((char **) rows->pdata[i])[c]) + 3;
  return size;
}

/* Whether the rows would make this part too large for the shop; a part that is empty takes any. */
static gboolean
is_full (const Writer *writer, GPtrArray *rows)
{
  const YipuFileSpec *file = writer->file;
  gsize size;

  if (writer->n_rows == 0)
    return FALSE;
  size = yipu_table_get_size (writer->table) + size_of (writer, rows);
  return (file->split_rows > 0 && writer->n_rows + rows->len > file->split_rows) ||
         (file->split_bytes > 0 && (gint64) size > file->split_bytes);
}

static gboolean
add_rows (Writer *writer, GPtrArray *rows, GError **error)
{
  if (is_full (writer, rows) && (!end_part (writer, error) || !begin_part (writer, error)))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    yipu_table_add_row (writer->table, rows->pdata[i]);
  writer->n_rows += rows->len;
  return TRUE;
}

static GPtrArray *
rows_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
}

static gboolean
write_products (Writer *writer, GPtrArray *products, GError **error)
{
  for (guint i = 0; i < products->len; i++) {
    YipuShopProduct *product = products->pdata[i];
    g_autoptr (GPtrArray) rows = rows_new ();

    if (!gather_product (writer, rows, product->roots, error) || !add_rows (writer, rows, error))
      return FALSE;
    product->part = writer->parts->len;
  }
  return TRUE;
}

static gboolean
write_groups (Writer *writer, GPtrArray *groups, GError **error)
{
  guint kind = writer->file->rows->len - 1;
  g_autoptr (GPtrArray) rows = rows_new ();

  if (g_array_index (writer->file->rows, YipuRowKind, kind).each != YIPU_ROW_GROUPS)
    return TRUE;
  for (guint i = 0; i < groups->len; i++) {
    gboolean gathered;

    json_object_set_object_member (writer->context, "g", json_object_ref (groups->pdata[i]));
    gathered = gather_row (writer, rows, writer->context, kind, error);
    json_object_remove_member (writer->context, "g");
    if (!gathered)
      return FALSE;
  }
  return add_rows (writer, rows, error);
}

/* Which columns give digits in every kind of row: those stay bare of quotes. */
static gboolean *
find_numbers (const YipuFileSpec *file)
{
  gboolean *numbers = g_new0 (gboolean, file->columns->len);

  for (guint i = 0; i < file->columns->len; i++) {
    const YipuColumn *column = &g_array_index (file->columns, YipuColumn, i);

    numbers[i] = TRUE;
    for (guint k = 0; k < file->rows->len; k++)
      numbers[i] = numbers[i] && yipu_expression_is_number (column->cells[k]);
  }
  return numbers;
}

GPtrArray *
yipu_rows_write (const YipuFileSpec *file,
                 GPtrArray *products,
                 GPtrArray *groups,
                 JsonObject *context,
                 JsonObject *maps,
                 GError **error)
{
  g_autofree gboolean *numbers = find_numbers (file);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (free_part);
  Writer writer = { file, context, maps, numbers, NULL, 0, parts };
  gboolean written = begin_part (&writer, error) && write_products (&writer, products, error) &&
                     write_groups (&writer, groups, error) && end_part (&writer, error);

  g_clear_pointer (&writer.table, yipu_table_free);
  return written ? g_steal_pointer (&parts) : NULL;
}
