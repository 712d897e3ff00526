/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts, lists, days and years are searched: what people remember. Prices, minutes and quantities
 * are not: every "10" in the catalog would be a hit. Nor are vocabulary keys, chosen and not typed.
 */
#include "catalog/search-fields.h"

#include <string.h>
#include <yipu/vocabulary.h>

/* Longer titles, such as a note's text, are no names: nobody types them in pinyin. */
#define NAME_LIMIT 120
/* Whole numbers from here on are years. */
#define FIRST_YEAR 1000
#define UNSORTED 1000

/* What people look for most comes first, the rest as model.md has it. */
static const char *const first_kinds[] = { "craft", "product", "kit", "person" };

static const char *const owner_fields[] = { "place", "kit", "item", "person", "organisation" };
static const char *const about_fields[] = { "region_text", "province", "recognised_by" };

static gboolean
is_searched (const YipuField *field)
{
  switch (field->type) {
  case YIPU_FIELD_TEXT: return strcmp (field->name, "hash") != 0;
  case YIPU_FIELD_LIST:
  case YIPU_FIELD_DATE: return TRUE;
  case YIPU_FIELD_INT: return field->min >= FIRST_YEAR;
  case YIPU_FIELD_ONE:
  case YIPU_FIELD_SET:
  case YIPU_FIELD_REF:
  case YIPU_FIELD_REFS:
  case YIPU_FIELD_YES:
  case YIPU_FIELD_FEN:
  case YIPU_FIELD_MONTHS:
  case YIPU_FIELD_FRACTION:
  case YIPU_FIELD_KEY: break;
  }
  return FALSE;
}

static int
first_of (const YipuKind *kind, const char *const *names, gsize n_names, YipuFieldType type)
{
  for (gsize i = 0; i < n_names; i++) {
    int at = yipu_kind_index (kind, names[i]);
    if (at >= 0 && kind->fields[at].type == type)
      return at;
  }
  return -1;
}

static int
english_of (const YipuKind *kind, int field)
{
  return field >= 0 && (guint) field + 1 < kind->n_fields && kind->fields[field + 1].english
             ? field + 1
             : -1;
}

static int
owner_of (const YipuKind *kind)
{
  return kind->owner != NULL
             ? yipu_kind_index (kind, kind->owner)
             : first_of (kind, owner_fields, G_N_ELEMENTS (owner_fields), YIPU_FIELD_REF);
}

static void
describe (YipuSearched *searched, const YipuKind *kind)
{
  g_autoptr (GArray) fields = g_array_new (FALSE, FALSE, sizeof (int));
  int title = kind->title != NULL ? yipu_kind_index (kind, kind->title) : -1;
  gboolean short_title = title >= 0 && kind->fields[title].type == YIPU_FIELD_TEXT &&
                         kind->fields[title].limit > 0 && kind->fields[title].limit <= NAME_LIMIT;

  for (int i = 0; i < (int) kind->n_fields; i++)
    if (is_searched (&kind->fields[i]))
      g_array_append_val (fields, i);
  *searched = (YipuSearched){
    .kind = kind,
    .title = title,
    .title_en = english_of (kind, title),
    .name = short_title ? title : -1,
    .name_en = short_title ? english_of (kind, title) : -1,
    .owner = owner_of (kind),
    .about = first_of (kind, about_fields, G_N_ELEMENTS (about_fields), YIPU_FIELD_TEXT),
    .category = yipu_kind_index (kind, "category"),
    .n_fields = fields->len,
  };
  searched->fields = (const int *) (gpointer) g_array_free (g_steal_pointer (&fields), FALSE);
}

/* Kinds without a word in them are left out, but for the process, by which a step finds its craft.
 */
static gboolean
is_known (const YipuSearched *searched)
{
  return searched->n_fields > 0 || strcmp (searched->kind->id, "process") == 0;
}

static guint
first_rank (const YipuKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (first_kinds); i++)
    if (strcmp (kind->id, first_kinds[i]) == 0)
      return i;
  return G_N_ELEMENTS (first_kinds);
}

/* All kinds, sorted by rank; made once. */
static GArray *
get_all (void)
{
  static GArray *all = NULL;
  static gsize done = 0;
  guint n_kinds;
  const YipuKind *const *kinds = yipu_kind_all (&n_kinds);

  if (!g_once_init_enter (&done))
    return all;
  all = g_array_new (FALSE, FALSE, sizeof (YipuSearched));
  for (guint rank = 0; rank <= G_N_ELEMENTS (first_kinds); rank++)
    for (guint i = 0; i < n_kinds; i++) {
      YipuSearched searched;
      if (first_rank (kinds[i]) != rank)
        continue;
      describe (&searched, kinds[i]);
      searched.rank = all->len;
      if (is_known (&searched))
        g_array_append_val (all, searched);
    }
  g_once_init_leave (&done, 1);
  return all;
}

const YipuSearched *
yipu_searched_at (guint rank)
{
  GArray *all = get_all ();

  return rank < all->len ? &g_array_index (all, YipuSearched, rank) : NULL;
}

const YipuSearched *
yipu_searched_find (const YipuKind *kind)
{
  const YipuSearched *searched;

  for (guint rank = 0; (searched = yipu_searched_at (rank)) != NULL; rank++)
    if (searched->kind == kind)
      return searched;
  return NULL;
}

const char *
yipu_searched_get (const YipuSearched *searched, const YipuRecord *record, int field)
{
  return field >= 0 ? yipu_record_get (record, searched->kind->fields[field].name) : NULL;
}

static void
append_list (GString *text, const char *value)
{
  g_auto (GStrv) parts = yipu_field_split (value);

  for (guint i = 0; parts[i] != NULL; i++) {
    if (i > 0)
      g_string_append_c (text, '\n');
    g_string_append (text, parts[i]);
  }
}

char *
yipu_searched_text (const YipuSearched *searched, const YipuRecord *record)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < searched->n_fields; i++) {
    const YipuField *field = &searched->kind->fields[searched->fields[i]];
    const char *value = yipu_record_get (record, field->name);

    if (value != NULL && field->type == YIPU_FIELD_LIST)
      append_list (text, value);
    else if (value != NULL)
      g_string_append (text, value);
    g_string_append_c (text, YIPU_FIELD_END);
  }
  return g_string_free (text, FALSE);
}

gint64
yipu_searched_category (const YipuSearched *searched, const YipuRecord *record)
{
  const char *value = yipu_searched_get (searched, record, searched->category);
  const YipuTerm *terms;
  guint n_terms = 0;

  if (searched->category < 0)
    return 0;
  terms = yipu_vocabulary_terms (searched->kind->fields[searched->category].vocabulary, &n_terms);
  for (guint i = 0; value != NULL && i < n_terms; i++)
    if (strcmp (terms[i].id, value) == 0)
      return i + 1;
  return UNSORTED;
}
