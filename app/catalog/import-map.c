/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which column becomes which field: guessed from its name, or said by a file. The names that lists
 * really use are data, import-columns.json. */
#include "import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/init.h>
#include <yipu/text.h>

#include "base/json.h"

/* A name without what people vary: case, width, blanks, strokes, brackets. */
static char *
simplify (const char *text)
{
  g_autofree char *folded = yipu_text_fold (text);
  GString *out = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (g_unichar_isalnum (c))
      g_string_append_unichar (out, c);
  }
  return g_string_free (out, FALSE);
}

static void
add_name (GHashTable *names, const char *name, const YipuField *field)
{
  g_autofree char *simple = simplify (name);

  if (*simple != '\0' && !g_hash_table_contains (names, simple))
    g_hash_table_insert (names, g_steal_pointer (&simple), (gpointer) field);
}

static void
add_known_names (GHashTable *names, const YipuKind *kind)
{
  g_autoptr (GBytes) bytes = yipu_resource_load ("import-columns.json");
  g_autoptr (JsonNode) root = yipu_json_parse (bytes, YIPU_JSON_MAX_BYTES, NULL);
  JsonObject *known = yipu_json_get_object (json_node_get_object (root), kind->id);

  for (guint i = 0; known != NULL && i < kind->n_fields; i++) {
    JsonArray *list = yipu_json_get_array (known, kind->fields[i].name);

    for (guint j = 0; list != NULL && j < json_array_get_length (list); j++)
      add_name (names, json_array_get_string_element (list, j), &kind->fields[i]);
  }
}

/* Simplified name → field. What lists really use goes before our own names, since of an official
 * list "code" is the number. */
static GHashTable *
names_of_kind (const YipuKind *kind)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  add_known_names (names, kind);
  for (guint i = 0; i < kind->n_fields; i++)
    add_name (names, kind->fields[i].name, &kind->fields[i]);
  for (guint i = 0; i < kind->n_fields; i++) {
    add_name (names, kind->fields[i].label, &kind->fields[i]);
    add_name (names, _ (kind->fields[i].label), &kind->fields[i]);
  }
  return names;
}

static gboolean
is_taken (const YipuField **map, guint n_columns, const YipuField *field)
{
  for (guint i = 0; i < n_columns; i++)
    if (map[i] == field)
      return TRUE;
  return FALSE;
}

const YipuField **
yipu_import_guess_map (const YipuImport *self, const YipuKind *kind)
{
  g_autoptr (GHashTable) names = NULL;
  const YipuField **map;
  guint n_columns;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (kind != NULL, NULL);
  names = names_of_kind (kind);
  n_columns = yipu_import_get_n_columns (self);
  map = g_new0 (const YipuField *, n_columns + 1);
  for (guint i = 0; i < n_columns; i++) {
    g_autofree char *simple = simplify (self->headers[i]);
    const YipuField *field = g_hash_table_lookup (names, simple);

    if (field != NULL && !is_taken (map, i, field))
      map[i] = field;
  }
  return map;
}

static guint
count_mapped (const YipuImport *self, const YipuKind *kind)
{
  g_autofree const YipuField **map = yipu_import_guess_map (self, kind);
  guint n = 0;

  for (guint i = 0; i < yipu_import_get_n_columns (self); i++)
    n += map[i] != NULL;
  return n;
}

const YipuKind *
yipu_import_guess_kind (const YipuImport *self)
{
  guint n_kinds;
  const YipuKind *const *kinds = yipu_kind_all (&n_kinds);
  const YipuKind *best = NULL;
  guint best_count = 0;

  g_return_val_if_fail (self != NULL, NULL);
  for (guint i = 0; i < n_kinds; i++) {
    guint n = count_mapped (self, kinds[i]);

    if (n > best_count) {
      best = kinds[i];
      best_count = n;
    }
  }
  return best_count * 2 >= yipu_import_get_n_columns (self) ? best : NULL;
}

static int
find_column (const YipuImport *self, const char *name)
{
  g_autofree char *trimmed = yipu_text_trim (name);

  for (int i = 0; self->headers[i] != NULL; i++)
    if (g_str_equal (self->headers[i], trimmed))
      return i;
  return -1;
}

static gboolean
map_column (const YipuImport *self,
            const YipuKind *kind,
            const YipuField **map,
            const char *column,
            const char *name,
            GError **error)
{
  int place = find_column (self, column);
  const YipuField *field = yipu_kind_field (kind, name);

  if (place < 0) {
    g_set_error (error, YIPU_IMPORT_ERROR, YIPU_IMPORT_ERROR_MAP,
                 _ ("The mapping names a column “%s”, but the table has none of that name."),
                 column);
    return FALSE;
  }
  if (field == NULL || is_taken (map, yipu_import_get_n_columns (self), field)) {
    g_set_error (error, YIPU_IMPORT_ERROR, YIPU_IMPORT_ERROR_MAP,
                 field == NULL ? _ ("The mapping of column “%s” names a field “%s”; %s has none.")
                               : _ ("The mapping of column “%s” names the field “%s” of %s, which "
                                    "another column fills already."),
                 column, name, kind->id);
    return FALSE;
  }
  map[place] = field;
  return TRUE;
}

static JsonNode *
read_map (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;
  g_autoptr (GError) local = NULL;
  JsonNode *root = NULL;

  if (!g_file_get_contents (path, &text, &length, &local)) {
    g_set_error (error, YIPU_IMPORT_ERROR, YIPU_IMPORT_ERROR_READ,
                 _ ("The mapping cannot be read (%s)."), local->message);
    return NULL;
  }
  root = yipu_json_parse_text (text, length, YIPU_JSON_MAX_BYTES, &local);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    return root;
  g_set_error (error, YIPU_IMPORT_ERROR, YIPU_IMPORT_ERROR_FORMAT,
               _ ("The mapping must be JSON such as {\"COLUMN\": \"FIELD\"} (%s)."),
               local != NULL ? local->message : _ ("it is no object"));
  g_clear_pointer (&root, json_node_unref);
  return NULL;
}

const YipuField **
yipu_import_load_map (const YipuImport *self,
                      const YipuKind *kind,
                      const char *path,
                      GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autofree const YipuField **map = NULL;
  JsonObject *object;
  g_autoptr (GList) columns = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (kind != NULL, NULL);
  root = read_map (path, error);
  if (root == NULL)
    return NULL;
  object = json_node_get_object (root);
  columns = json_object_get_members (object);
  map = g_new0 (const YipuField *, yipu_import_get_n_columns (self) + 1);
  for (GList *l = columns; l != NULL; l = l->next)
    if (!map_column (self, kind, map, l->data, yipu_json_get_text (object, l->data, ""), error))
      return NULL;
  return g_steal_pointer (&map);
}
