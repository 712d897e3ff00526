/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * JSON values as fields' texts. */
#include "sample-fill.h"

#include <string.h>
#include <yipu/catalog.h>

const char *
yipu_sample_id (YipuSampleFill *self, const char *local)
{
  char *id = g_hash_table_lookup (self->ids, local);

  if (id == NULL) {
    id = yipu_edit_new_uuid ();
    g_hash_table_insert (self->ids, g_strdup (local), id);
  }
  return id;
}

const char *
yipu_sample_add (YipuSampleFill *self, const char *kind, const char *local, GError **error)
{
  const char *id = yipu_sample_id (self, local);

  return yipu_edit_add (self->edit, kind, id, error) != NULL ? id : NULL;
}

static gboolean
is_reference (const YipuField *field)
{
  return field->type == YIPU_FIELD_REF || field->type == YIPU_FIELD_REFS;
}

gboolean
yipu_sample_set (YipuSampleFill *self,
                 const char *kind,
                 const char *id,
                 const char *name,
                 const char *text,
                 GError **error)
{
  const YipuField *field = yipu_kind_field (yipu_kind_find (kind), name);
  g_autofree char *value = NULL;

  if (field == NULL) {
    g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_INVALID,
                 "sample: %s has no field “%s”", kind, name);
    return FALSE;
  }
  if (field->type == YIPU_FIELD_REF && text != NULL)
    text = yipu_sample_id (self, text);
  return yipu_field_parse (field, text, &value, error) &&
         yipu_edit_set (self->edit, id, name, value, error);
}

/* A number as the file spells it: "5.5" is 11/2, exactly. */
static char *
dup_scalar (JsonNode *node)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  switch (json_node_get_value_type (node)) {
  case G_TYPE_STRING: return json_node_dup_string (node);
  case G_TYPE_BOOLEAN: return g_strdup (json_node_get_boolean (node) ? "1" : "0");
  case G_TYPE_INT64: return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  default:
    return g_strdup (g_ascii_formatd (number, sizeof number, "%.12g", json_node_get_double (node)));
  }
}

static gboolean
set_array (YipuSampleFill *self,
           const char *kind,
           const char *id,
           const YipuField *field,
           JsonArray *array,
           GError **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;

  for (guint i = 0; i < json_array_get_length (array); i++) {
    g_autofree char *part = dup_scalar (json_array_get_element (array, i));

    g_ptr_array_add (parts, is_reference (field) ? g_strdup (yipu_sample_id (self, part))
                                                 : g_steal_pointer (&part));
  }
  g_ptr_array_add (parts, NULL);
  text = field->type == YIPU_FIELD_TEXT ? g_strjoinv ("\n", (char **) parts->pdata)
                                        : yipu_field_join ((const char *const *) parts->pdata);
  return yipu_sample_set (self, kind, id, field->name, text, error);
}

static gboolean
set_node (YipuSampleFill *self,
          const char *kind,
          const char *id,
          const char *name,
          JsonNode *node,
          GError **error)
{
  const YipuField *field = yipu_kind_field (yipu_kind_find (kind), name);
  g_autofree char *text = NULL;

  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (field != NULL && JSON_NODE_HOLDS_ARRAY (node))
    return set_array (self, kind, id, field, json_node_get_array (node), error);
  if (JSON_NODE_HOLDS_OBJECT (node)) {
    JsonObject *both = json_node_get_object (node);
    g_autofree char *english = g_strconcat (name, "_en", NULL);

    return set_node (self, kind, id, name, json_object_get_member (both, "zh"), error) &&
           set_node (self, kind, id, english, json_object_get_member (both, "en"), error);
  }
  text = dup_scalar (node);
  return yipu_sample_set (self, kind, id, name, text, error);
}

static const char *
rename_key (const YipuSampleRename *renames, const char *key)
{
  if (g_str_equal (key, "id") || g_str_equal (key, "sample"))
    return NULL;
  for (guint i = 0; renames != NULL && renames[i].key != NULL; i++)
    if (g_str_equal (renames[i].key, key))
      return renames[i].field;
  return key;
}

gboolean
yipu_sample_fill (YipuSampleFill *self,
                  const char *kind,
                  const char *id,
                  JsonObject *object,
                  const YipuSampleRename *renames,
                  GError **error)
{
  g_autoptr (GList) keys = json_object_get_members (object);

  for (GList *l = keys; l != NULL; l = l->next) {
    const char *name = rename_key (renames, l->data);

    if (name != NULL &&
        !set_node (self, kind, id, name, json_object_get_member (object, l->data), error))
      return FALSE;
  }
  return TRUE;
}
