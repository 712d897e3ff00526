/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Context: what the expressions of a profile see of one product: p, s, r, img, and the maps. */
#pragma once

#include "bundle/profile.h"
#include "bundle/render.h"

G_BEGIN_DECLS

/* Members p and s, and r when @release is not NULL; img is the caller's to set. The caller frees
 * it; NULL with @error set. */
JsonObject *yipu_context_new (const YipuShop *shop,
                              YipuOffers *offers,
                              const char *product,
                              const YipuShopRelease *release,
                              GError **error);
/* Members s and r alone, for headers and groups. */
JsonObject *yipu_context_new_shop (const YipuShop *shop,
                                   YipuOffers *offers,
                                   const YipuShopRelease *release,
                                   GError **error);

/* The photos of @p that set number @set takes, by role and in order, at most as many as it takes.
 * Elements are p's own. */
JsonArray *yipu_context_select_photos (const YipuShop *shop, guint set, JsonObject *p);

/* The variant of @p with that id, or NULL; p's own. */
JsonObject *yipu_context_find_variant (JsonObject *p, const char *uuid);

G_END_DECLS
