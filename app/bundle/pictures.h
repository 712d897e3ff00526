/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pictures of a shop's folder: which photos, made how, named what. */
#pragma once

#include "bundle/context.h"

G_BEGIN_DECLS

/* A product on its way into a shop's folder. */
typedef struct {
  const char *id;
  JsonObject *roots; /* p, s, r, img: what expressions see; owned */
  GArray *shots;     /* of YipuShot */
  guint part;        /* which part of a split table it stands in, from 0 */
  gboolean left_out;
} YipuShopProduct;

/* A photo chosen for a set, and what became of it. */
typedef struct {
  guint set;
  JsonObject *photo; /* p's own */
  YipuPictureSpec spec;
  YipuPicture *picture; /* owned; NULL until derived */
  char *name;           /* "wtw-b1-m1-0a1b2c3d.jpg" */
  char *dir;            /* "images" */
} YipuShot;

void yipu_shop_product_free (YipuShopProduct *product);

/* Chooses the photos of a product for every set; nothing is derived yet. */
void yipu_pictures_choose (const YipuShop *shop, YipuShopProduct *product);

/* Derives the shots of all products (of YipuShopProduct), on all processors. A product whose photo
 * cannot be made is marked as left out, with a finding. FALSE with error set only when cancelled.
 */
gboolean yipu_pictures_derive (const YipuShop *shop,
                               GPtrArray *products,
                               YipuPictureFunc picture,
                               gpointer data,
                               const YipuProgress *progress,
                               GPtrArray *findings,
                               GError **error);

/* Names the shots and sets roots.img. */
gboolean yipu_pictures_name (const YipuShop *shop, YipuShopProduct *product, GError **error);

/* The images of one variant, as roots.img of its rows. */
JsonObject *yipu_pictures_of_variant (JsonObject *img, const char *variant);

G_END_DECLS
