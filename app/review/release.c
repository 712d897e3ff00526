/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Releases: gathering what some products take along, hashing the public part of it, and freezing it
 * under that hash. What the shops' own files are made from beyond records (a price worked out by
 * the kit) is hashed too, so that a release never names two different bundles. */
#define G_LOG_DOMAIN "yipu-review"
#include <yipu/release.h>

#include "base/hash.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/history.h>
#include <yipu/product.h>

#define HISTORY_PAGE 50

typedef struct {
  YipuReader *reader;
  YipuConsents *consents;
  GHashTable *held; /* id → YipuRecord, both owned */
} Gather;

static gboolean
failed (GError **local, GError **error)
{
  if (!*local)
    return FALSE;
  g_propagate_error (error, g_steal_pointer (local));
  return TRUE;
}

static void
hold (Gather *self, YipuRecord *record)
{
  g_hash_table_insert (self->held, g_strdup (yipu_record_get_id (record)),
                       yipu_record_ref (record));
}

/* Holds the record that @field of @from names, and returns it; NULL where it names none that is
 * there, or with @error set. The result lives as long as the gathering. */
static YipuRecord *
hold_ref (Gather *self, const YipuRecord *from, const char *field, const char *kind, GError **error)
{
  const char *id = from ? yipu_record_get (from, field) : NULL;
  g_autoptr (GError) local = NULL;
  g_autoptr (YipuRecord) record = NULL;

  if (!id)
    return NULL;
  if (g_hash_table_contains (self->held, id))
    return g_hash_table_lookup (self->held, id);
  record = yipu_reader_get (self->reader, kind, id, &local);
  if (record && !yipu_record_is_gone (record)) {
    hold (self, record);
    return record;
  }
  if (local && !g_error_matches (local, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static gboolean
hold_list (Gather *self, const char *kind, const char *product, GError **error)
{
  g_autoptr (GPtrArray) records = yipu_reader_list (self->reader, kind, "product", product, error);

  for (guint i = 0; records && i < records->len; i++)
    hold (self, records->pdata[i]);
  return records != NULL;
}

/* Photos are held only where they leave. */
static gboolean
hold_photos (Gather *self, const char *product, GError **error)
{
  g_autoptr (GPtrArray) slots = yipu_reader_list (self->reader, "slot", "product", product, error);
  g_autoptr (GError) local = NULL;

  for (guint i = 0; slots && i < slots->len; i++) {
    YipuConsentAnswer answer =
        yipu_consents_of_field (self->consents, slots->pdata[i], "file", error);

    if (answer == YIPU_CONSENT_FAILED)
      return FALSE;
    if (answer == YIPU_CONSENT_YES && hold_ref (self, slots->pdata[i], "file", "file", &local))
      hold (self, slots->pdata[i]);
    if (failed (&local, error))
      return FALSE;
  }
  return slots != NULL;
}

static gboolean
hold_points (Gather *self, const YipuRecord *product, GError **error)
{
  g_auto (GStrv) ids = yipu_record_dup_list (product, "selling_points");
  g_autoptr (GError) local = NULL;

  for (guint i = 0; ids[i]; i++) {
    g_autoptr (YipuRecord) point = yipu_reader_get (self->reader, "selling_point", ids[i], &local);

    if (point && !yipu_record_is_gone (point)) {
      hold (self, point);
      hold_ref (self, point, "element", "element", &local);
    }
    if (g_error_matches (local, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOT_FOUND))
      g_clear_error (&local);
    if (failed (&local, error))
      return FALSE;
  }
  return TRUE;
}

/* Kit or piece, and through them the craft and its place. */
static gboolean
hold_source (Gather *self, const YipuRecord *product, GError **error)
{
  g_autoptr (GError) local = NULL;
  YipuRecord *kit = hold_ref (self, product, "kit", "kit", &local);
  YipuRecord *item = local ? NULL : hold_ref (self, product, "item", "item", &local);
  const char *process_id = kit ? yipu_record_get (kit, "process") : NULL;
  g_autoptr (YipuRecord) process =
      process_id && !local ? yipu_reader_get (self->reader, "process", process_id, &local) : NULL;
  YipuRecord *craft;

  if (g_error_matches (local, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOT_FOUND))
    g_clear_error (&local);
  if (failed (&local, error))
    return FALSE;
  craft = hold_ref (self, process ? process : item, "craft", "craft", &local);
  if (!local)
    hold_ref (self, craft, "place", "place", &local);
  return !failed (&local, error);
}

static gboolean
hold_product (Gather *self, const char *id, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YipuRecord) product = yipu_reader_get (self->reader, "product", id, error);

  if (!product)
    return FALSE;
  hold (self, product);
  hold_ref (self, product, "brand", "brand", &local);
  if (!local)
    hold_ref (self, product, "maker", "organisation", &local);
  return !failed (&local, error) && hold_source (self, product, error) &&
         hold_points (self, product, error) && hold_list (self, "variant", id, error) &&
         hold_list (self, "shop_state", id, error) && hold_photos (self, id, error);
}

static void
feed_text (YipuHash *hash, const char *text)
{
  /* With its NUL, so that no two texts run together. */
  yipu_hash_feed (hash, text, strlen (text) + 1);
}

static gboolean
feed_record (Gather *self, YipuHash *hash, const YipuRecord *record, GError **error)
{
  const YipuKind *kind = yipu_record_get_kind (record);
  gboolean any = FALSE;

  for (guint i = 0; i < kind->n_fields; i++) {
    const char *name = kind->fields[i].name;
    const char *value = yipu_record_get (record, name);
    YipuConsentAnswer answer = value ? yipu_consents_of_field (self->consents, record, name, error)
                                     : YIPU_CONSENT_NOT_PUBLIC;

    if (answer == YIPU_CONSENT_FAILED)
      return FALSE;
    if (answer != YIPU_CONSENT_YES)
      continue;
    if (!any) {
      feed_text (hash, kind->id);
      feed_text (hash, yipu_record_get_id (record));
    }
    any = TRUE;
    feed_text (hash, name);
    feed_text (hash, value);
  }
  /* The bytes of a photo are its content, though their name is no public field. */
  if (strcmp (kind->id, "file") == 0 && yipu_record_get (record, "hash"))
    feed_text (hash, yipu_record_get (record, "hash"));
  return TRUE;
}

/* Price and weight as the kit gives them, where the product leaves them to it. */
static gboolean
feed_computed (Gather *self, YipuHash *hash, const char *const *products, GError **error)
{
  static const char *const members[] = { "price", "weight_g" };
  g_autoptr (YipuOffers) offers = yipu_offers_new (self->reader);

  yipu_offers_set_consents (offers, self->consents);
  for (guint i = 0; products[i]; i++) {
    JsonObject *offer = yipu_offers_get_product (offers, products[i], NULL, error);

    if (!offer)
      return FALSE;
    for (guint j = 0; j < G_N_ELEMENTS (members); j++) {
      gint64 number = json_object_get_int_member_with_default (offer, members[j], -1);
      g_autofree char *text = g_strdup_printf ("%s %" G_GINT64_FORMAT, members[j], number);

      feed_text (hash, text);
    }
  }
  return TRUE;
}

static gboolean
has_public_value (const YipuRecord *record)
{
  const YipuKind *kind = yipu_record_get_kind (record);

  for (guint i = 0; i < kind->n_fields; i++)
    if (kind->fields[i].public && yipu_record_get (record, kind->fields[i].name))
      return TRUE;
  return FALSE;
}

/* Whether a change may have made one of the values that leave. An add speaks for all fields that no
 * later change does, and is met last. */
static gboolean
touches_public (const YipuHistoryChange *change, const YipuRecord *record)
{
  const YipuField *field = yipu_kind_field (yipu_record_get_kind (record), change->field);

  if (strcmp (change->record, yipu_record_get_id (record)) != 0)
    return FALSE;
  return field ? field->public : strcmp (change->op, "add") == 0 && has_public_value (record);
}

/* Of a shop's own texts only they count: an export notes its day in the same record, and must not
 * make the next one newer. -1 with @error set. */
static gint64
text_changed_at (Gather *self, const YipuRecord *record, GError **error)
{
  gint64 before = 0;

  for (;;) {
    g_autoptr (GPtrArray) edits =
        yipu_history_list (self->reader, yipu_record_get_id (record), before, HISTORY_PAGE, error);

    if (!edits)
      return -1;
    for (guint i = 0; i < edits->len; i++) {
      const YipuHistoryEdit *edit = edits->pdata[i];

      before = edit->id;
      for (guint j = 0; j < edit->changes->len; j++)
        if (touches_public (edit->changes->pdata[j], record))
          return edit->time;
    }
    if (edits->len < HISTORY_PAGE)
      return 0;
  }
}

static int
compare_records (gconstpointer a, gconstpointer b)
{
  const YipuRecord *one = *(YipuRecord *const *) a;
  const YipuRecord *two = *(YipuRecord *const *) b;
  int order = strcmp (yipu_record_get_kind (one)->id, yipu_record_get_kind (two)->id);

  return order ? order : strcmp (yipu_record_get_id (one), yipu_record_get_id (two));
}

static gboolean
sum_up (Gather *self, YipuContent *content, const char *const *products, GError **error)
{
  g_autoptr (YipuHash) hash = yipu_hash_new ();
  guint8 digest[YIPU_HASH_SIZE];

  for (guint i = 0; i < content->records->len; i++) {
    const YipuRecord *record = content->records->pdata[i];
    gboolean is_state = strcmp (yipu_record_get_kind (record)->id, "shop_state") == 0;
    gint64 changed_at =
        is_state ? text_changed_at (self, record, error)
                 : yipu_reader_get_changed_at (self->reader, yipu_record_get_id (record));

    if (changed_at < 0 || !feed_record (self, hash, record, error))
      return FALSE;
    content->changed_at = MAX (content->changed_at, changed_at);
  }
  if (!feed_computed (self, hash, products, error))
    return FALSE;
  yipu_hash_end (hash, digest);
  content->hash = yipu_hash_to_hex (digest);
  return TRUE;
}

YipuContent *
yipu_content_collect (YipuReader *reader,
                      YipuConsents *consents,
                      const char *const *products,
                      GError **error)
{
  g_autoptr (GHashTable) held =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) yipu_record_unref);
  Gather self = { .reader = reader, .consents = consents, .held = held };
  g_autoptr (YipuContent) content = g_new0 (YipuContent, 1);
  GHashTableIter iter;
  gpointer record;

  content->records = g_ptr_array_new_with_free_func ((GDestroyNotify) yipu_record_unref);
  for (guint i = 0; products[i]; i++) {
    if (!hold_product (&self, products[i], error))
      return NULL;
  }
  g_hash_table_iter_init (&iter, held);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    g_ptr_array_add (content->records, yipu_record_ref (record));
  g_ptr_array_sort (content->records, compare_records);
  return sum_up (&self, content, products, error) ? g_steal_pointer (&content) : NULL;
}

void
yipu_content_free (YipuContent *content)
{
  g_clear_pointer (&content->records, g_ptr_array_unref);
  g_free (content->hash);
  g_free (content);
}

typedef struct {
  const YipuContent *content;
  char *release;
} Freeze;

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
ids_of (const YipuContent *content)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < content->records->len; i++)
    g_ptr_array_add (ids, (gpointer) yipu_record_get_id (content->records->pdata[i]));
  g_ptr_array_sort (ids, compare_ids);
  g_ptr_array_add (ids, NULL);
  return yipu_field_join ((const char *const *) ids->pdata);
}

static gboolean
freeze (YipuEdit *edit, gpointer data, GError **error)
{
  Freeze *self = data;
  g_autoptr (GPtrArray) same = yipu_reader_list (yipu_edit_get_reader (edit), "release",
                                                 "content_hash", self->content->hash, error);
  g_autofree char *ids = NULL;
  const char *id;

  if (!same)
    return FALSE;
  if (same->len > 0) {
    self->release = g_strdup (yipu_record_get_id (same->pdata[0]));
    return TRUE;
  }
  id = yipu_edit_add (edit, "release", NULL, error);
  ids = ids_of (self->content);
  if (!id || !yipu_edit_set (edit, id, "records", ids, error) ||
      !yipu_edit_set (edit, id, "content_hash", self->content->hash, error))
    return FALSE;
  self->release = g_strdup (id);
  return TRUE;
}

char *
yipu_release_freeze (YipuCatalog *catalog, const YipuContent *content, GError **error)
{
  Freeze self = { .content = content };

  if (yipu_catalog_edit (catalog, N_ ("Freeze what is exported"), freeze, &self, error))
    return self.release;
  g_free (self.release);
  return NULL;
}

gboolean
yipu_release_is_reviewed (const YipuRecord *release, const char *date)
{
  const char *signed_on = yipu_record_get (release, "content_on");
  const char *until = yipu_record_get (release, "until");

  return yipu_record_get (release, "content_by") && signed_on && strcmp (signed_on, date) <= 0 &&
         !yipu_record_get (release, "revoked_on") && !(until && strcmp (until, date) < 0) &&
         !yipu_record_is_gone (release);
}
