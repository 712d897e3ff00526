/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rendering a shop's folder: tables, pictures, upload sheets and the steps for the clerk, as its
 * profile lays them out. Makes no file itself: the export writes what is listed here. */
#pragma once

#include <yipu/picture.h>
#include <yipu/progress.h>
#include <yipu/shop.h>

G_BEGIN_DECLS

/* Makes derivatives of one stored photo or finds them in the cache: yipu_picture_derive_all() with
 * a catalog's folder, or a test's own. Called from several threads at once. @pictures is untouched
 * on failure. */
typedef gboolean (*YipuPictureFunc) (const char *hash,
                                     const YipuPictureSpec *specs,
                                     guint n_specs,
                                     YipuPicture **pictures,
                                     GCancellable *cancellable,
                                     gpointer data,
                                     GError **error);

/* A YipuPictureFunc whose @data is the catalog's folder, a path. */
gboolean yipu_shop_derive_pictures (const char *hash,
                                    const YipuPictureSpec *specs,
                                    guint n_specs,
                                    YipuPicture **pictures,
                                    GCancellable *cancellable,
                                    gpointer data,
                                    GError **error);

/* One file of a shop's folder; either bytes or file says what is in it. */
typedef struct {
  char *path;       /* below the shop's folder, "images/wtw-b1-m1-0a1b2c3d.jpg" */
  GBytes *bytes;    /* (nullable) */
  char *file;       /* (nullable) path on disk of a derivative */
  char *sha256;     /* (nullable) known for derivatives */
  gint64 size;      /* bytes */
  const char *type; /* media type, static */
  char *product;    /* (nullable) id of the product it belongs to */
  char *title;      /* (nullable) that product's title, or what the file is, for people */
} YipuShopFile;

void yipu_shop_file_free (YipuShopFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuShopFile, yipu_shop_file_free)

/* What the profile's r.date and r.id say: the newest change the release holds, and its hash. */
typedef struct {
  gint64 date;    /* seconds since 1970, UTC */
  const char *id; /* content hash */
} YipuShopRelease;

/* Renders the folder of @shop for @products, ids in order, NULL at the end, which are those that no
 * finding blocks. A product whose photo cannot be made is left out, with a blocking finding added
 * to
 * @findings; a photo larger than the shop takes is a warning there. Paths are unique, sorted
 * bytewise; the same input gives the same bytes. Derives on all processors; blocks.
 * (element-type YipuShopFile); NULL with error set, also when cancelled. */
GPtrArray *yipu_shop_render (const YipuShop *shop,
                             YipuOffers *offers,
                             const char *const *products,
                             const YipuShopRelease *release,
                             YipuPictureFunc picture,
                             gpointer picture_data,
                             const YipuProgress *progress,
                             GPtrArray *findings,
                             GError **error);

/* The entry page of a bundle, open-me.html: what is here, what to do shop by shop, the products
 * with pictures, links to sheets and folders. */
typedef struct {
  const YipuShop *shop;
  GPtrArray *files;            /* of YipuShopFile: what yipu_shop_render() gave */
  const char *const *products; /* ids that are in this shop's folder */
  const char *const *left_out; /* ids that findings kept out */
} YipuOpenMeShop;

/* Paths in it are relative to the payload folder, "taobao/products.csv". Returns UTF-8 HTML. */
GBytes *yipu_open_me_render (YipuOffers *offers,
                             const YipuOpenMeShop *shops,
                             guint n_shops,
                             const YipuShopRelease *release,
                             GError **error);

G_END_DECLS
