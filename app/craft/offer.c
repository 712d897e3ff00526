/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What to offer while a craft's name is typed: entries of official lists, the nearest first. A
 * chosen one fills category and number only; what the list says of the level is a claim until
 * evidence is attached. */
#include <yipu/heritage.h>

#include <string.h>
#include <yipu/text.h>

#include "base/ich.h"
#include "listing-store.h"

/* How far an entry is from the catalog's own places. */
typedef enum { NEAR_COUNTY, NEAR_CITY, NEAR_PROVINCE, NEAR_NOWHERE } Nearness;

typedef struct {
  char *id;
  Nearness nearness;
  gboolean begins; /* with what was typed */
  guint order;     /* of the list */
} Offer;

typedef struct {
  GPtrArray *places; /* of YipuRecord */
  const char *text;
  char key[YIPU_ICH_KEY_SIZE]; /* the number typed, "" for none */
  GArray *offers;              /* of Offer */
} Offering;

static gboolean
same_start (const char *a, const char *b, gsize length)
{
  return a != NULL && b != NULL && strlen (a) >= 6 && strlen (b) >= 6 &&
         strncmp (a, b, length) == 0;
}

static gboolean
holds (const char *text, const char *part)
{
  return text != NULL && part != NULL && *part != '\0' && strstr (text, part) != NULL;
}

/* What stands after the province in "浙江省嵊州市": the county as printed. */
static const char *
county_of (const YipuListingEntry *entry)
{
  if (entry->region_text == NULL || entry->province == NULL ||
      !g_str_has_prefix (entry->region_text, entry->province))
    return entry->region_text;
  return entry->region_text + strlen (entry->province);
}

static Nearness
nearness_to (const YipuListingEntry *entry, const YipuRecord *place)
{
  const char *code = yipu_record_get (place, "region_code");
  const char *county = county_of (entry);

  if (same_start (entry->region_code, code, 6) || holds (yipu_record_get (place, "text"), county) ||
      holds (yipu_record_get (place, "name"), county))
    return NEAR_COUNTY;
  if (same_start (entry->region_code, code, 4) ||
      holds (entry->region_text, yipu_record_get (place, "city")))
    return NEAR_CITY;
  if (same_start (entry->region_code, code, 2) ||
      holds (entry->province, yipu_record_get (place, "province")))
    return NEAR_PROVINCE;
  return NEAR_NOWHERE;
}

static void
add_offer (const YipuListingEntry *entry, gpointer data)
{
  Offering *self = data;
  Offer offer = { .nearness = NEAR_NOWHERE, .order = self->offers->len };
  char key[YIPU_ICH_KEY_SIZE];

  if (*self->key != '\0' && (!yipu_ich_key (entry->number, key) || !g_str_equal (key, self->key)))
    return;
  for (guint i = 0; i < self->places->len; i++)
    offer.nearness = MIN (offer.nearness, nearness_to (entry, self->places->pdata[i]));
  offer.id = g_strdup (entry->id);
  offer.begins = entry->name != NULL && g_str_has_prefix (entry->name, self->text);
  g_array_append_val (self->offers, offer);
}

static int
compare_offers (gconstpointer a, gconstpointer b)
{
  const Offer *left = a;
  const Offer *right = b;

  if (left->nearness != right->nearness)
    return left->nearness < right->nearness ? -1 : 1;
  if (left->begins != right->begins)
    return left->begins ? -1 : 1;
  return left->order < right->order ? -1 : left->order > right->order;
}

static void
clear_offer (gpointer data)
{
  g_free (((Offer *) data)->id);
}

/* Lists mix brackets of both widths; the twin of @text has the others. */
static char *
dup_twin (const char *text)
{
  static const char *const widths[][2] = { { "(", "（" }, { ")", "）" } };
  char *twin = g_strdup (text);

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++) {
    gboolean wide = strstr (twin, widths[i][1]) != NULL;
    g_auto (GStrv) parts = g_strsplit (twin, widths[i][wide ? 1 : 0], -1);

    g_free (twin);
    twin = g_strjoinv (widths[i][wide ? 0 : 1], parts);
  }
  return twin;
}

static GPtrArray *
read_best (YipuReader *reader, GArray *offers, guint limit, GError **error)
{
  g_autoptr (GPtrArray) best = g_ptr_array_new_with_free_func ((GDestroyNotify) yipu_record_unref);

  g_array_sort (offers, compare_offers);
  for (guint i = 0; i < MIN (offers->len, limit); i++) {
    YipuRecord *record =
        yipu_reader_get (reader, "listing", g_array_index (offers, Offer, i).id, error);

    if (record == NULL)
      return NULL;
    g_ptr_array_add (best, record);
  }
  return g_steal_pointer (&best);
}

GPtrArray *
yipu_listing_offer (YipuReader *reader, const char *text, guint limit, GError **error)
{
  g_autofree char *trimmed = NULL;
  g_autofree char *twin = NULL;
  g_autoptr (GPtrArray) places = NULL;
  g_autoptr (GArray) offers = g_array_new (FALSE, FALSE, sizeof (Offer));
  Offering offering = { .offers = offers };
  gboolean number;

  g_return_val_if_fail (reader != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);
  g_array_set_clear_func (offers, clear_offer);
  trimmed = yipu_text_trim (text);
  if (yipu_text_length (trimmed) < 2)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) yipu_record_unref);
  places = yipu_reader_list (reader, "place", NULL, NULL, error);
  if (places == NULL)
    return NULL;
  offering.places = places;
  offering.text = trimmed;
  number = yipu_ich_key (trimmed, offering.key);
  twin = dup_twin (trimmed);
  if (!yipu_listing_each (reader, number ? NULL : trimmed, number ? NULL : twin, add_offer,
                          &offering, error))
    return NULL;
  return read_best (reader, offers, limit, error);
}

/* Id of the craft's listing that has this number already; NULL when there is none. */
static const char *
find_taken (YipuEdit *edit, const char *craft, const char *number)
{
  YipuReader *reader = yipu_edit_get_reader (edit);
  g_autoptr (GPtrArray) listings = yipu_reader_list (reader, "listing", "craft", craft, NULL);

  for (guint i = 0; listings != NULL && i < listings->len; i++)
    if (g_strcmp0 (yipu_record_get (listings->pdata[i], "number"), number) == 0)
      return g_intern_string (yipu_record_get_id (listings->pdata[i]));
  return NULL;
}

static gboolean
fill_category (YipuEdit *edit, const char *craft, const char *category, GError **error)
{
  g_autoptr (YipuRecord) record =
      yipu_reader_get (yipu_edit_get_reader (edit), "craft", craft, error);

  if (record == NULL)
    return FALSE;
  return yipu_record_get (record, "category") != NULL ||
         yipu_edit_set (edit, craft, "category", category, error);
}

const char *
yipu_listing_take (YipuEdit *edit, const char *craft, const YipuRecord *offer, GError **error)
{
  const char *category, *number, *id;

  g_return_val_if_fail (edit != NULL, NULL);
  g_return_val_if_fail (craft != NULL, NULL);
  g_return_val_if_fail (offer != NULL, NULL);
  category = yipu_record_get (offer, "category");
  number = yipu_record_get (offer, "number");
  if (!fill_category (edit, craft, category, error))
    return NULL;
  id = find_taken (edit, craft, number);
  if (id != NULL)
    return id;
  id = yipu_edit_add (edit, "listing", NULL, error);
  if (id == NULL || !yipu_edit_set (edit, id, "craft", craft, error) ||
      !yipu_edit_set (edit, id, "category", category, error) ||
      !yipu_edit_set (edit, id, "number", number, error))
    return NULL;
  return id;
}
