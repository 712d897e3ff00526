/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A kit's sheet: what was read stays, what follows from the line is computed anew whenever the line
 * moves. */
#include "kit-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <yipu/catalog.h>

static void
append_findings (GPtrArray *to, GPtrArray *from)
{
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (to, yipu_finding_ref (from->pdata[i]));
}

void
yipu_kit_sheet_recompute (YipuKitSheet *self)
{
  g_ptr_array_set_size (self->findings, 0);
  yipu_kit_compute (self->plan, &self->store->kit, self->result);
  append_findings (self->findings, self->store->findings);
  append_findings (self->findings, self->line_findings);
  append_findings (self->findings, self->result->findings);
  yipu_price_compute (self->result, &self->rates->rates, &self->price, self->findings);
}

/* A product is known by its kit or piece. */
static gboolean
resolve_product (YipuReader *reader, const char *id, char **what, char **product, GError **error)
{
  g_autoptr (YipuRecord) record = yipu_reader_get (reader, NULL, id, error);
  const char *sold;

  if (!record)
    return FALSE;
  if (!g_str_equal (yipu_record_get_kind (record)->id, "product")) {
    *what = g_strdup (id);
    return TRUE;
  }
  sold = yipu_record_get (record, "kit");
  *what = g_strdup (sold ? sold : yipu_record_get (record, "item"));
  *product = g_strdup (id);
  if (!*what)
    g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_INVALID,
                 _ ("This product names neither a kit nor a finished piece: choose one."));
  return *what != NULL;
}

YipuKitSheet *
yipu_kit_sheet_load (YipuReader *reader, const char *id, const char *product, GError **error)
{
  g_autoptr (YipuKitSheet) self = g_new0 (YipuKitSheet, 1);
  g_autofree char *what = NULL;
  g_autofree char *sold_as = NULL;

  g_return_val_if_fail (reader != NULL && id != NULL, NULL);
  self->findings = yipu_findings_new ();
  self->line_findings = yipu_findings_new ();
  if (!resolve_product (reader, id, &what, &sold_as, error))
    return NULL;
  self->store = yipu_kit_store_load (reader, what, error);
  if (!self->store)
    return NULL;
  self->rates = yipu_kit_rates_load (reader, self->store, what, product ? product : sold_as, error);
  if (!self->rates)
    return NULL;
  self->plan = yipu_plan_new (&self->store->process, yipu_kit_rules_get (), self->store->bought);
  self->result = yipu_kit_result_new (self->plan);
  yipu_kit_sheet_recompute (self);
  return g_steal_pointer (&self);
}

void
yipu_kit_sheet_free (YipuKitSheet *self)
{
  g_clear_pointer (&self->result, yipu_kit_result_free);
  g_clear_pointer (&self->plan, yipu_plan_free);
  g_clear_pointer (&self->store, yipu_kit_store_free);
  g_clear_pointer (&self->rates, yipu_kit_rates_free);
  g_ptr_array_unref (self->findings);
  g_ptr_array_unref (self->line_findings);
  g_free (self);
}

const char *
yipu_kit_sheet_get_kit (YipuKitSheet *self)
{
  return self->store->kit.id ? self->store->kit.id : "";
}

const YipuProcess *
yipu_kit_sheet_get_process (YipuKitSheet *self)
{
  return &self->store->process;
}

const YipuPlan *
yipu_kit_sheet_get_plan (YipuKitSheet *self)
{
  return self->plan;
}

const YipuKitResult *
yipu_kit_sheet_get_result (YipuKitSheet *self)
{
  return self->result;
}

const YipuPrice *
yipu_kit_sheet_get_price (YipuKitSheet *self)
{
  return &self->price;
}

const YipuRates *
yipu_kit_sheet_get_rates (YipuKitSheet *self)
{
  return &self->rates->rates;
}

GPtrArray *
yipu_kit_sheet_get_findings (YipuKitSheet *self)
{
  return self->findings;
}

int
yipu_kit_sheet_find_step (YipuKitSheet *self, const char *step)
{
  return yipu_kit_store_find_step (self->store, step);
}

int
yipu_kit_sheet_find_item (YipuKitSheet *self, const char *item)
{
  return yipu_kit_store_find_item (self->store, item);
}

YipuMap *
yipu_kit_sheet_new_map (YipuKitSheet *self, const YipuMap *before)
{
  return yipu_map_new (self->plan, &self->store->kit, self->result, before);
}

GArray *
yipu_kit_sheet_shop (YipuKitSheet *self, gint64 boxes, GPtrArray *findings)
{
  return yipu_kit_shop (self->plan, &self->store->kit, boxes, findings);
}
