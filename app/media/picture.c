/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Derivatives: what the cache lacks is made from one decode of the stored photo, the small usual
 * sizes with it whenever a small one is missing. */
#include "media/picture.h"

#include <string.h>
#include <unistd.h>

#include "media/cache.h"

#define SPECS_MAX 16
/* Up to this side a picture is one of a list, and others of the same photo will be asked for. */
#define SMALL 480

/* What is to be made in one go: specs, and for each the caller's place or -1. */
typedef struct {
  YipuPictureSpec specs[SPECS_MAX + 4];
  int place[SPECS_MAX + 4];
  YipuRendered rendered[SPECS_MAX + 4];
  guint n_specs;
} Plan;

static void
plan_clear (Plan *plan)
{
  for (guint i = 0; i < plan->n_specs; i++)
    yipu_rendered_clear (&plan->rendered[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plan, plan_clear)

void
yipu_picture_free (YipuPicture *picture)
{
  g_free (picture->path);
  g_free (picture->hash);
  g_free (picture);
}

void
yipu_pixels_free (YipuPixels *pixels)
{
  g_bytes_unref (pixels->bytes);
  g_free (pixels);
}

static gboolean
is_valid (const YipuPictureSpec *spec)
{
  return spec->width > 0 && spec->width <= YIPU_PICTURE_SIDE_MAX && spec->height > 0 &&
         spec->height <= YIPU_PICTURE_SIDE_MAX && spec->focus_x >= 0 && spec->focus_x <= 1000 &&
         spec->focus_y >= 0 && spec->focus_y <= 1000 && spec->quality > 0 && spec->quality <= 100 &&
         spec->kb_max >= 0;
}

static void
plan_add (Plan *plan, const YipuPictureSpec *spec, int place)
{
  plan->specs[plan->n_specs] = *spec;
  plan->place[plan->n_specs] = place;
  plan->n_specs++;
}

static gboolean
plan_has (const Plan *plan, const YipuPictureSpec *spec)
{
  g_autofree char *key = yipu_cache_key (spec);

  for (guint i = 0; i < plan->n_specs; i++) {
    g_autofree char *other = yipu_cache_key (&plan->specs[i]);
    if (strcmp (key, other) == 0)
      return TRUE;
  }
  return FALSE;
}

static void
plan_add_usual (Plan *plan, const char *hash)
{
  guint n_usual;
  const YipuPictureSpec *usual = yipu_cache_usual (&n_usual);
  gboolean small = FALSE;

  for (guint i = 0; i < plan->n_specs; i++)
    small |= MAX (plan->specs[i].width, plan->specs[i].height) <= SMALL;
  for (guint i = 0; small && i < n_usual; i++)
    if (!plan_has (plan, &usual[i]) && !yipu_cache_has (hash, &usual[i]))
      plan_add (plan, &usual[i], -1);
}

static gboolean
render (Plan *plan, const char *folder, const char *hash, GCancellable *cancellable, GError **error)
{
  int fd = yipu_media_open (folder, hash, error);
  gboolean ok;

  if (fd < 0)
    return FALSE;
  ok = yipu_decode_render (fd, plan->specs, plan->n_specs, plan->rendered, cancellable, error);
  close (fd);
  return ok;
}

static void
free_pictures (YipuPicture **pictures, guint n_pictures)
{
  for (guint i = 0; i < n_pictures; i++)
    g_clear_pointer (&pictures[i], yipu_picture_free);
}

/* The usual sizes made along the way may fail to be kept; what was asked for may not. */
static gboolean
keep (const Plan *plan, const char *hash, YipuPicture **made, GError **error)
{
  for (guint i = 0; i < plan->n_specs; i++) {
    gboolean asked = plan->place[i] >= 0;
    YipuPicture *picture =
        yipu_cache_put (hash, &plan->specs[i], &plan->rendered[i], asked ? error : NULL);
    if (asked && !picture)
      return FALSE;
    if (asked)
      made[plan->place[i]] = picture;
    else
      g_clear_pointer (&picture, yipu_picture_free);
  }
  return TRUE;
}

static gboolean
make_missing (Plan *plan,
              const char *folder,
              const char *hash,
              YipuPicture **made,
              GCancellable *cancellable,
              GError **error)
{
  if (plan->n_specs == 0)
    return TRUE;
  plan_add_usual (plan, hash);
  return render (plan, folder, hash, cancellable, error) && keep (plan, hash, made, error);
}

gboolean
yipu_picture_derive_all (const char *folder,
                         const char *hash,
                         const YipuPictureSpec *specs,
                         guint n_specs,
                         YipuPicture **pictures,
                         GCancellable *cancellable,
                         GError **error)
{
  g_auto (Plan) plan = { 0 };
  YipuPicture *made[SPECS_MAX] = { NULL };
  g_autofree char *path = yipu_media_path (folder, hash);

  g_return_val_if_fail (n_specs <= SPECS_MAX, FALSE);
  for (guint i = 0; i < n_specs; i++) {
    g_return_val_if_fail (is_valid (&specs[i]), FALSE);
    made[i] = path ? yipu_cache_get (hash, &specs[i], NULL) : NULL;
    if (!made[i])
      plan_add (&plan, &specs[i], (int) i);
  }
  if (!make_missing (&plan, folder, hash, made, cancellable, error)) {
    free_pictures (made, n_specs);
    return FALSE;
  }
  for (guint i = 0; i < n_specs; i++)
    pictures[i] = made[i];
  return TRUE;
}

YipuPicture *
yipu_picture_derive (const char *folder,
                     const char *hash,
                     const YipuPictureSpec *spec,
                     GCancellable *cancellable,
                     GError **error)
{
  YipuPicture *picture = NULL;

  yipu_picture_derive_all (folder, hash, spec, 1, &picture, cancellable, error);
  return picture;
}

GBytes *
yipu_picture_fetch (const char *folder,
                    const char *hash,
                    const YipuPictureSpec *spec,
                    GCancellable *cancellable,
                    GError **error)
{
  g_auto (Plan) plan = { 0 };
  g_autofree char *path = yipu_media_path (folder, hash);
  g_autoptr (YipuPicture) kept = NULL;
  YipuPicture *made = NULL;
  GBytes *encoded = NULL;

  g_return_val_if_fail (is_valid (spec), NULL);
  kept = path ? yipu_cache_get (hash, spec, &encoded) : NULL;
  if (kept)
    return encoded;
  plan_add (&plan, spec, 0);
  if (path)
    plan_add_usual (&plan, hash);
  if (!render (&plan, folder, hash, cancellable, error))
    return NULL;
  keep (&plan, hash, &made, NULL);
  g_clear_pointer (&made, yipu_picture_free);
  return g_bytes_ref (plan.rendered[0].bytes);
}
