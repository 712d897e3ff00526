/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Vocabularies, read once from vocabularies.json and kept. A word that two terms of a vocabulary
 * share ("分" is a length and a time) finds neither: a guess would be wrong half the time, and
 * nobody would see it. */
#include <yipu/init.h>
#include <yipu/text.h>
#include <yipu/vocabulary.h>

/* A term's key: "id", and in lists that keep an official code, that code. */
static const char *const id_keys[] = { "id", "tag", "code", "group" };
/* Other words for a term, besides its labels. */
static const char *const alias_keys[] = { "zh_2006",      "numeral",   "ascii",   "short",
                                          "label_symbol", "iso3166_2", "iso639_3" };

typedef struct {
  YipuTerm *terms;
  guint n_terms;
  GHashTable *by_id;   /* id → YipuTerm */
  GHashTable *by_word; /* folded label or alias → YipuTerm, NULL where two share it */
} Vocabulary;

static char *
dup_member (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  return NULL;
}

static char *
dup_id (JsonObject *object)
{
  for (guint i = 0; i < G_N_ELEMENTS (id_keys); i++) {
    char *id = dup_member (object, id_keys[i]);

    if (id != NULL)
      return id;
  }
  return NULL;
}

/* A label or alias: the first term may claim a word, a second one makes it nobody's. */
static void
add_word (Vocabulary *self, const char *word, YipuTerm *term)
{
  g_autofree char *folded = NULL;
  gpointer other = NULL;

  if (word == NULL)
    return;
  folded = yipu_text_fold (word);
  if (g_hash_table_lookup_extended (self->by_word, folded, NULL, &other) && other != term)
    term = NULL;
  g_hash_table_insert (self->by_word, g_steal_pointer (&folded), term);
}

static void
add_aliases (Vocabulary *self, YipuTerm *term)
{
  for (guint i = 0; i < G_N_ELEMENTS (alias_keys); i++) {
    g_autofree char *word = dup_member (term->object, alias_keys[i]);

    add_word (self, word, term);
  }
  if (json_object_has_member (term->object, "aliases")) {
    JsonArray *aliases = json_object_get_array_member (term->object, "aliases");

    for (guint i = 0; i < json_array_get_length (aliases); i++)
      add_word (self, json_array_get_string_element (aliases, i), term);
  }
}

static Vocabulary *
vocabulary_new (JsonArray *list)
{
  Vocabulary *self = g_new0 (Vocabulary, 1);

  self->n_terms = json_array_get_length (list);
  self->terms = g_new0 (YipuTerm, self->n_terms);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_word = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < self->n_terms; i++) {
    YipuTerm *term = &self->terms[i];

    term->object = json_array_get_object_element (list, i);
    term->id = dup_id (term->object);
    term->zh = dup_member (term->object, "zh");
    term->en = dup_member (term->object, "en");
    g_assert (term->id != NULL);
    g_hash_table_insert (self->by_id, (gpointer) term->id, term);
    add_word (self, term->zh, term);
    add_word (self, term->en, term);
    add_aliases (self, term);
  }
  return self;
}

/* A vocabulary is an array of terms, or an object that has them as "list" beside its rules. */
static JsonArray *
find_list (JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_node_get_array (node);
  if (JSON_NODE_HOLDS_OBJECT (node) && json_object_has_member (json_node_get_object (node), "list"))
    return json_object_get_array_member (json_node_get_object (node), "list");
  return NULL;
}

static GHashTable *
load_vocabularies (void)
{
  GHashTable *all = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GBytes) bytes = yipu_resource_load ("vocabularies.json");
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  gboolean ok = json_parser_load_from_data (parser, data, (gssize) length, NULL);

  g_assert (ok);
  json_object_iter_init (&iter, json_node_get_object (json_parser_get_root (parser)));
  while (json_object_iter_next (&iter, &name, &node)) {
    JsonArray *list = find_list (node);

    if (list != NULL)
      g_hash_table_insert (all, (gpointer) name, vocabulary_new (list));
  }
  /* The terms point into it, for as long as the program runs. */
  json_parser_steal_root (parser);
  return all;
}

static const Vocabulary *
find_vocabulary (const char *name)
{
  static gsize vocabularies = 0;

  if (g_once_init_enter (&vocabularies))
    g_once_init_leave (&vocabularies, (gsize) load_vocabularies ());
  return g_hash_table_lookup ((GHashTable *) vocabularies, name);
}

const YipuTerm *
yipu_vocabulary_terms (const char *vocabulary, guint *n_terms)
{
  const Vocabulary *self;

  g_return_val_if_fail (vocabulary != NULL, NULL);
  g_return_val_if_fail (n_terms != NULL, NULL);
  self = find_vocabulary (vocabulary);
  *n_terms = self != NULL ? self->n_terms : 0;
  return self != NULL ? self->terms : NULL;
}

const YipuTerm *
yipu_vocabulary_find (const char *vocabulary, const char *id)
{
  const Vocabulary *self;
  const YipuTerm *term;
  g_autofree char *trimmed = NULL;
  g_autofree char *folded = NULL;

  g_return_val_if_fail (vocabulary != NULL, NULL);
  self = find_vocabulary (vocabulary);
  if (self == NULL || id == NULL)
    return NULL;
  term = g_hash_table_lookup (self->by_id, id);
  if (term != NULL)
    return term;
  trimmed = yipu_text_trim (id);
  folded = yipu_text_fold (trimmed);
  term = g_hash_table_lookup (self->by_id, folded);
  return term != NULL ? term : g_hash_table_lookup (self->by_word, folded);
}

const char *
yipu_vocabulary_label (const char *vocabulary, const char *id)
{
  const Vocabulary *self;
  const YipuTerm *term;

  g_return_val_if_fail (vocabulary != NULL, NULL);
  if (id == NULL)
    return "";
  self = find_vocabulary (vocabulary);
  term = self != NULL ? g_hash_table_lookup (self->by_id, id) : NULL;
  return term != NULL ? yipu_text_pick (term->zh, term->en) : id;
}
