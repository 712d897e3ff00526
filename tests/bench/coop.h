/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A made-up cooperative whose products are ready for every shop, in folders of its own. */
#pragma once

#include <yipu/catalog.h>
#include <yipu/export.h>

G_BEGIN_DECLS

#define COOP_TODAY "2026-11-24"
/* Shops there are after coop_begin(): those shipped, and copies of them under other names. */
#define COOP_SHOPS 12

/* A new folder, in which this program's data and cache lie from now on too; before anything asks
 * for them. Free with g_free(). */
char *coop_begin (void);
/* Removes it. */
void coop_end (const char *folder);

/* A catalog @name in @folder with @n products, each of a craft of its own. @photos: each with a
 * photo of its own; else all with the same one. */
YipuCatalog *coop_new (const char *folder, const char *name, int n, gboolean photos);
/* Ids of the first @n shops, %NULL at the end; the copies come last. */
const char *const *coop_shops (guint n);

/* The plan of all products for these shops. */
YipuExportPlan *coop_plan (YipuCatalog *catalog, const char *const *shops);
/* Plans and exports. */
void coop_export (YipuCatalog *catalog, const char *const *shops, const char *zip);
/* Sets a field of the first product. */
void coop_change (YipuCatalog *catalog, const char *field, const char *value);

G_END_DECLS
