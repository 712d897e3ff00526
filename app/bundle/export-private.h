/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What planning (export-plan.c) and exporting (export.c) share. */
#pragma once

#include <yipu/export.h>
#include <yipu/product.h>
#include <yipu/shop.h>

G_BEGIN_DECLS

/* One moment of a catalog, and what is read from it. */
typedef struct {
  YipuReader *reader;
  YipuConsents *consents;
  YipuOffers *offers;
  GPtrArray *shops; /* of YipuShop, in the order of the plan */
} YipuExportView;

/* Opens a reader and holds one moment until cleared. FALSE with @error set. */
gboolean yipu_export_view_open (YipuExportView *view,
                                YipuCatalog *catalog,
                                const char *const *shops,
                                const char *date,
                                GError **error);
void yipu_export_view_clear (YipuExportView *view);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YipuExportView, yipu_export_view_clear)

/* Plans within a view. */
YipuExportPlan *yipu_export_view_plan (YipuExportView *view,
                                       const char *const *products,
                                       const char *date,
                                       const YipuProgress *progress,
                                       GError **error);

/* What the plan was asked for: as given, %NULL at the end. */
const char *const *yipu_export_plan_get_products (const YipuExportPlan *plan);
const char *const *yipu_export_plan_get_shops (const YipuExportPlan *plan);
/* What cell number @i would leave as: a hash over all the shop is told of the product. */
const char *yipu_export_plan_get_hash (const YipuExportPlan *plan, guint i);
/* Puts a finding to a cell and works out anew whether it goes out. */
void yipu_export_plan_add_finding (YipuExportPlan *plan, guint i, YipuFinding *finding);

/* Warnings that somebody has ticked. */
typedef struct _YipuAllowances YipuAllowances;

YipuAllowances *yipu_allowances_new (YipuReader *reader, GError **error);
void yipu_allowances_free (YipuAllowances *self);
/* Whether a person has ticked @finding for the text as it stands; -1 with @error set. */
int yipu_allowances_hold (YipuAllowances *self, const YipuFinding *finding, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuAllowances, yipu_allowances_free)

G_END_DECLS
