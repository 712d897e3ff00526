/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sample's file, part by part; each fills the edit it is given. */
#pragma once

#include "sample-fill.h"

G_BEGIN_DECLS

/* Calls for every object of @object's array @member, which may be missing. */
typedef gboolean (*YipuSampleFunc) (YipuSampleFill *self,
                                    JsonObject *object,
                                    gpointer data,
                                    GError **error);
gboolean yipu_sample_each (YipuSampleFill *self,
                           JsonObject *object,
                           const char *member,
                           YipuSampleFunc func,
                           gpointer data,
                           GError **error);

/* Place, organisations, people with their roles, households, consents. */
gboolean yipu_sample_add_people (YipuSampleFill *self, JsonObject *root, GError **error);
/* Crafts with elements, items, process, steps, kits; then interviews. */
gboolean yipu_sample_add_crafts (YipuSampleFill *self, JsonObject *root, GError **error);
/* Brand with all it says; packs and memberships. */
gboolean yipu_sample_add_brand (YipuSampleFill *self, JsonObject *root, GError **error);
/* Products with variants and photos, and what shops need to know. */
gboolean yipu_sample_add_products (YipuSampleFill *self, JsonObject *root, GError **error);

G_END_DECLS
