/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Planning an export: every product in every shop, looked at by the modules that know what is
 * wrong, within one moment of the catalog. */
#define G_LOG_DOMAIN "yipu-bundle"
#include "bundle/export-private.h"

#include "base/hash.h"
#include "base/json.h"
#include "product/offers.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/claims.h>

struct _YipuExportPlan {
  gatomicrefcount ref_count;
  char **products;
  char **shops;
  char *date;
  GPtrArray *cells;  /* of YipuExportCell, owned */
  GPtrArray *hashes; /* of char, by cell, owned */
  guint n_ready;
};

G_DEFINE_QUARK (yipu_export_error, yipu_export_error)
G_DEFINE_BOXED_TYPE (YipuExportPlan, yipu_export_plan, yipu_export_plan_ref, yipu_export_plan_unref)

static void
free_cell (gpointer data)
{
  YipuExportCell *cell = data;

  g_free (cell->product);
  g_free (cell->title);
  g_free (cell->shop);
  g_free (cell->exported_on);
  g_ptr_array_unref (cell->findings);
  g_ptr_array_unref (cell->ticked);
  g_free (cell);
}

YipuExportPlan *
yipu_export_plan_ref (YipuExportPlan *plan)
{
  g_atomic_ref_count_inc (&plan->ref_count);
  return plan;
}

void
yipu_export_plan_unref (YipuExportPlan *plan)
{
  if (!g_atomic_ref_count_dec (&plan->ref_count))
    return;
  g_strfreev (plan->products);
  g_strfreev (plan->shops);
  g_free (plan->date);
  g_ptr_array_unref (plan->cells);
  g_ptr_array_unref (plan->hashes);
  g_free (plan);
}

GPtrArray *
yipu_export_plan_get_cells (const YipuExportPlan *plan)
{
  return plan->cells;
}

guint
yipu_export_plan_count_ready (const YipuExportPlan *plan)
{
  return plan->n_ready;
}

const char *
yipu_export_plan_get_date (const YipuExportPlan *plan)
{
  return plan->date;
}

const char *const *
yipu_export_plan_get_products (const YipuExportPlan *plan)
{
  return (const char *const *) plan->products;
}

const char *const *
yipu_export_plan_get_shops (const YipuExportPlan *plan)
{
  return (const char *const *) plan->shops;
}

const char *
yipu_export_plan_get_hash (const YipuExportPlan *plan, guint i)
{
  return plan->hashes->pdata[i];
}

static void
work_out_state (YipuExportPlan *plan, YipuExportCell *cell)
{
  YipuSeverity worst = YIPU_SEVERITY_HINT;

  yipu_findings_worst (cell->findings, &worst);
  plan->n_ready -= cell->state == YIPU_CELL_READY ? 1 : 0;
  cell->state = worst == YIPU_SEVERITY_BLOCK  ? YIPU_CELL_BLOCKED
                : worst == YIPU_SEVERITY_WARN ? YIPU_CELL_ASKS
                                              : YIPU_CELL_READY;
  plan->n_ready += cell->state == YIPU_CELL_READY ? 1 : 0;
}

void
yipu_export_plan_add_finding (YipuExportPlan *plan, guint i, YipuFinding *finding)
{
  YipuExportCell *cell = plan->cells->pdata[i];

  g_ptr_array_insert (cell->findings, 0, yipu_finding_ref (finding));
  work_out_state (plan, cell);
}

/* A finding that names no record is about the product. */
static YipuFinding *
with_record (YipuFinding *finding, const char *product)
{
  YipuFinding *copy;

  if (finding->record)
    return yipu_finding_ref (finding);
  copy = yipu_finding_new (finding->severity, finding->rule, "product", product, finding->field,
                           "%s", finding->message);
  copy->shop = g_strdup (finding->shop);
  copy->law = g_strdup (finding->law);
  return copy;
}

/* Puts findings into a cell, worst first, those ticked apart. */
static gboolean
sort_findings (YipuExportCell *cell, GPtrArray *all, YipuAllowances *allowances, GError **error)
{
  for (int severity = YIPU_SEVERITY_BLOCK; severity >= YIPU_SEVERITY_HINT; severity--) {
    for (guint i = 0; i < all->len; i++) {
      g_autoptr (YipuFinding) finding = with_record (all->pdata[i], cell->product);
      int ticked;

      if ((int) finding->severity != severity)
        continue;
      ticked = severity == YIPU_SEVERITY_WARN ? yipu_allowances_hold (allowances, finding, error)
                                              : FALSE;
      if (ticked < 0)
        return FALSE;
      g_ptr_array_add (ticked ? cell->ticked : cell->findings, g_steal_pointer (&finding));
    }
  }
  return TRUE;
}

static void
feed_json (YipuHash *hash, JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *text = yipu_json_to_text (node, FALSE);

  yipu_hash_feed (hash, text, strlen (text) + 1);
}

/* The shop's own names for what the product is; not those of other types. */
static void
feed_matches (YipuHash *hash, JsonObject *maps, const char *category)
{
  g_autoptr (JsonObject) own = json_object_new ();
  g_autoptr (GList) names = json_object_get_members (maps);

  for (GList *name = names; name; name = name->next) {
    JsonObject *map = json_object_get_object_member (maps, name->data);

    if (json_object_has_member (map, category))
      json_object_set_member (own, name->data, json_object_dup_member (map, category));
  }
  feed_json (hash, own);
}

/* All that this shop is told of the product, with its settings, in one hash; NULL with @error set.
 */
static char *
hash_offer (YipuOffers *offers, JsonObject *offer, const char *shop, GError **error)
{
  JsonObject *settings = yipu_offers_get_settings (offers, shop, error);
  JsonObject *maps = settings ? yipu_offers_get_maps (offers, shop, error) : NULL;
  g_autoptr (YipuHash) hash = yipu_hash_new ();
  guint8 digest[YIPU_HASH_SIZE];

  if (!maps)
    return NULL;
  feed_json (hash, offer);
  feed_json (hash, settings);
  feed_matches (hash, maps, yipu_json_get_text (offer, "category", ""));
  yipu_hash_end (hash, digest);
  return yipu_hash_to_hex (digest);
}

static gboolean
note_last_export (YipuExportView *view, YipuExportCell *cell, const char *hash, GError **error)
{
  GPtrArray *states =
      yipu_offers_list (view->offers, "shop_state", "product", cell->product, error);

  cell->changed = TRUE;
  for (guint i = 0; states && i < states->len; i++) {
    const char *shop = yipu_record_get (states->pdata[i], "shop");

    if (g_strcmp0 (shop, cell->shop) != 0)
      continue;
    g_free (cell->exported_on);
    cell->exported_on = g_strdup (yipu_record_get (states->pdata[i], "exported_on"));
    cell->changed = g_strcmp0 (yipu_record_get (states->pdata[i], "exported_hash"), hash) != 0;
  }
  return states != NULL;
}

typedef struct {
  YipuExportView *view;
  YipuExportPlan *plan;
  YipuAllowances *allowances;
} Planning;

/* What is wrong with the product in any shop; a text written for one shop is that shop's alone. */
static gboolean
take_common (
    Planning *self, const char *shop, GPtrArray *common, GPtrArray *findings, GError **error)
{
  for (guint i = 0; i < common->len; i++) {
    YipuFinding *finding = common->pdata[i];
    g_autoptr (GError) local = NULL;
    YipuRecord *state =
        g_strcmp0 (finding->kind, "shop_state") == 0
            ? yipu_offers_read (self->view->offers, "shop_state", finding->record, &local)
            : NULL;

    if (local) {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
    if (!state || g_strcmp0 (yipu_record_get (state, "shop"), shop) == 0)
      g_ptr_array_add (findings, yipu_finding_ref (finding));
  }
  return TRUE;
}

static gboolean
plan_cell (Planning *self, const char *product, YipuShop *shop, GPtrArray *common, GError **error)
{
  YipuExportCell *cell = g_new0 (YipuExportCell, 1);
  g_autoptr (GPtrArray) findings = yipu_findings_new ();
  const char *id = yipu_shop_get_id (shop);
  JsonObject *offer = yipu_offers_get_product (self->view->offers, product, id, error);
  char *hash = offer ? hash_offer (self->view->offers, offer, id, error) : NULL;

  cell->product = g_strdup (product);
  cell->shop = g_strdup (id);
  cell->findings = yipu_findings_new ();
  cell->ticked = yipu_findings_new ();
  cell->state = YIPU_CELL_BLOCKED;
  g_ptr_array_add (self->plan->cells, cell);
  g_ptr_array_add (self->plan->hashes, hash);
  if (!hash)
    return FALSE;
  cell->title = g_strdup (yipu_json_get_text (offer, "title", ""));
  if (!take_common (self, cell->shop, common, findings, error) ||
      !yipu_shop_check (shop, self->view->offers, product, self->plan->date, findings, error) ||
      !sort_findings (cell, findings, self->allowances, error) ||
      !note_last_export (self->view, cell, hash, error))
    return FALSE;
  work_out_state (self->plan, cell);
  return TRUE;
}

static gboolean
plan_product (Planning *self, const char *product, GError **error)
{
  g_autoptr (GPtrArray) common = yipu_findings_new ();

  if (!yipu_consents_check (self->view->consents, product, common, error) ||
      !yipu_claims_check (self->view->consents, product, common, error))
    return FALSE;
  for (guint i = 0; i < self->view->shops->len; i++) {
    if (!plan_cell (self, product, self->view->shops->pdata[i], common, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
plan_all (Planning *self, const YipuProgress *progress, GError **error)
{
  guint n = g_strv_length (self->plan->products);

  for (guint i = 0; i < n; i++) {
    if (!yipu_progress_step (progress, i, error, _ ("Product %u of %u"), i + 1, n) ||
        !plan_product (self, self->plan->products[i], error))
      return FALSE;
  }
  return TRUE;
}

/* The products asked for, each once and there; or all. NULL with @error set. */
static char **
list_products (YipuReader *reader, const char *const *asked, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) all = NULL;

  if (!asked || !asked[0]) {
    all = yipu_reader_list (reader, "product", NULL, NULL, error);
    for (guint i = 0; all && i < all->len; i++)
      g_ptr_array_add (ids, g_strdup (yipu_record_get_id (all->pdata[i])));
    g_ptr_array_add (ids, NULL);
    return all ? (char **) g_ptr_array_steal (ids, NULL) : NULL;
  }
  for (guint i = 0; asked[i]; i++) {
    if (g_hash_table_add (seen, (gpointer) asked[i]))
      g_ptr_array_add (ids, g_strdup (asked[i]));
  }
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_steal (ids, NULL);
}

static gboolean
are_there (YipuReader *reader, char **products, GError **error)
{
  for (guint i = 0; products[i]; i++) {
    g_autoptr (YipuRecord) product = yipu_reader_get (reader, "product", products[i], error);

    if (!product)
      return FALSE;
    if (yipu_record_is_gone (product)) {
      g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOT_FOUND,
                   _ ("The product %s was removed."), products[i]);
      return FALSE;
    }
  }
  return TRUE;
}

YipuExportPlan *
yipu_export_view_plan (YipuExportView *view,
                       const char *const *products,
                       const char *date,
                       const YipuProgress *progress,
                       GError **error)
{
  g_autoptr (YipuExportPlan) plan = g_new0 (YipuExportPlan, 1);
  g_autoptr (YipuAllowances) allowances = yipu_allowances_new (view->reader, error);
  Planning planning = { view, plan, allowances };
  g_autoptr (GPtrArray) shops = g_ptr_array_new ();

  g_atomic_ref_count_init (&plan->ref_count);
  plan->cells = g_ptr_array_new_with_free_func (free_cell);
  plan->hashes = g_ptr_array_new_with_free_func (g_free);
  plan->date = g_strdup (date);
  for (guint i = 0; i < view->shops->len; i++)
    g_ptr_array_add (shops, g_strdup (yipu_shop_get_id (view->shops->pdata[i])));
  g_ptr_array_add (shops, NULL);
  plan->shops = (char **) g_ptr_array_steal (shops, NULL);
  plan->products = allowances ? list_products (view->reader, products, error) : NULL;
  if (!plan->products || !are_there (view->reader, plan->products, error) ||
      !plan_all (&planning, progress, error))
    return NULL;
  return g_steal_pointer (&plan);
}

static gboolean
find_shops (GPtrArray *found, const char *const *shops, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; shops[i]; i++) {
    YipuShop *shop;

    if (!g_hash_table_add (seen, (gpointer) shops[i]))
      continue;
    shop = yipu_shop_find (shops[i], error);
    if (!shop)
      return FALSE;
    g_ptr_array_add (found, shop);
  }
  return TRUE;
}

gboolean
yipu_export_view_open (YipuExportView *view,
                       YipuCatalog *catalog,
                       const char *const *shops,
                       const char *date,
                       GError **error)
{
  view->shops = g_ptr_array_new_with_free_func ((GDestroyNotify) yipu_shop_unref);
  if (!find_shops (view->shops, shops, error))
    return FALSE;
  view->reader = yipu_catalog_open_reader (catalog, error);
  if (!view->reader || !yipu_reader_begin (view->reader, error))
    return FALSE;
  view->consents = yipu_consents_new (view->reader, date);
  view->offers = yipu_offers_new (view->reader);
  yipu_offers_set_consents (view->offers, view->consents);
  return TRUE;
}

void
yipu_export_view_clear (YipuExportView *view)
{
  g_clear_pointer (&view->offers, yipu_offers_free);
  g_clear_pointer (&view->consents, yipu_consents_free);
  g_clear_pointer (&view->reader, yipu_reader_free);
  g_clear_pointer (&view->shops, g_ptr_array_unref);
}

YipuExportPlan *
yipu_export_plan_new (YipuCatalog *catalog,
                      const char *const *products,
                      const char *const *shops,
                      const char *date,
                      const YipuProgress *progress,
                      GError **error)
{
  g_auto (YipuExportView) view = { 0 };

  g_return_val_if_fail (shops != NULL && date != NULL, NULL);
  if (!yipu_export_view_open (&view, catalog, shops, date, error))
    return NULL;
  return yipu_export_view_plan (&view, products, date, progress, error);
}
