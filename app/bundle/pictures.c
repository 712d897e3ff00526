/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Choosing, deriving and naming pictures. Derivatives are asked for by photo, so that one decode
 * feeds all the sizes a shop wants of it, and photos in parallel. A name holds the first digits of
 * the derivative's hash: a changed picture gets a new name, an unchanged one keeps it. */
#include "bundle/pictures.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* As many as yipu_picture_derive_all() takes. */
#define MAX_SPECS 16

static void
clear_shot (gpointer data)
{
  YipuShot *shot = data;

  g_clear_pointer (&shot->picture, yipu_picture_free);
  g_free (shot->name);
  g_free (shot->dir);
}

void
yipu_shop_product_free (YipuShopProduct *product)
{
  g_clear_pointer (&product->roots, json_object_unref);
  g_clear_pointer (&product->shots, g_array_unref);
  g_free (product);
}

static YipuPictureSpec
spec_for (const YipuShopImages *images, const YipuImageSet *set, JsonObject *photo)
{
  gboolean free_size = images->width == 0;
  YipuPictureSpec spec = YIPU_PICTURE_SPEC (free_size ? images->max_width : images->width,
                                            free_size ? images->max_height : images->height);

  spec.fit = set->fit;
  spec.format = set->format;
  spec.background = set->background;
  spec.kb_max = images->kb_max;
  spec.focus_x = (int) json_object_get_int_member_with_default (photo, "focus_x", 500);
  spec.focus_y = (int) json_object_get_int_member_with_default (photo, "focus_y", 500);
  return spec;
}

void
yipu_pictures_choose (const YipuShop *shop, YipuShopProduct *product)
{
  JsonObject *p = json_object_get_object_member (product->roots, "p");

  product->shots = g_array_new (FALSE, TRUE, sizeof (YipuShot));
  g_array_set_clear_func (product->shots, clear_shot);
  for (guint set = 0; set < shop->images->len; set++) {
    g_autoptr (JsonArray) photos = yipu_context_select_photos (shop, set, p);

    for (guint i = 0; i < json_array_get_length (photos); i++) {
      YipuShot shot = { .set = set, .photo = json_array_get_object_element (photos, i) };

      shot.spec = spec_for (&g_array_index (shop->images, YipuShopImages, set),
                            &g_array_index (shop->sets, YipuImageSet, set), shot.photo);
      g_array_append_val (product->shots, shot);
    }
  }
}

/* One photo to be decoded once. */
typedef struct {
  const char *hash;
  GPtrArray *shots;    /* of YipuShot, not owned */
  GPtrArray *products; /* of YipuShopProduct, whose shots they are */
  GError *error;
} Job;

/* What the threads share; nothing in it changes while they run. */
typedef struct {
  const YipuShop *shop;
  YipuPictureFunc func;
  gpointer data;
  GCancellable *cancellable;
  GAsyncQueue *done; /* of Job */
} Work;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_ptr_array_unref (job->shots);
  g_ptr_array_unref (job->products);
  g_clear_error (&job->error);
  g_free (job);
}

static gboolean
same_spec (const YipuPictureSpec *a, const YipuPictureSpec *b)
{
  return a->width == b->width && a->height == b->height && a->fit == b->fit &&
         a->focus_x == b->focus_x && a->focus_y == b->focus_y && a->background == b->background &&
         a->format == b->format && a->quality == b->quality && a->kb_max == b->kb_max;
}

static YipuPicture *
copy_picture (const YipuPicture *picture)
{
  YipuPicture *copy = g_new0 (YipuPicture, 1);

  *copy = *picture;
  copy->path = g_strdup (picture->path);
  copy->hash = g_strdup (picture->hash);
  return copy;
}

/* Too small for the shop's check: finer, as far as that goes. */
static gboolean
enlarge (const Work *work, const Job *job, YipuShot *shot, GError **error)
{
  const YipuImageSet *set = &g_array_index (work->shop->sets, YipuImageSet, shot->set);
  static const int qualities[] = { 95, 100 };

  for (gsize i = 0; i < G_N_ELEMENTS (qualities); i++) {
    YipuPictureSpec spec = shot->spec;
    YipuPicture *finer = NULL;

    if (shot->picture->bytes >= (gint64) set->kb_min * 1000)
      return TRUE;
    spec.quality = qualities[i];
    if (!work->func (job->hash, &spec, 1, &finer, work->cancellable, work->data, error))
      return FALSE;
    yipu_picture_free (shot->picture);
    shot->picture = finer;
  }
  return TRUE;
}

/* Adds the spec unless it is there; its place. */
static guint
add_spec (YipuPictureSpec *specs, guint *n_specs, const YipuPictureSpec *spec)
{
  guint i;

  for (i = 0; i < *n_specs; i++)
    if (same_spec (&specs[i], spec))
      return i;
  specs[(*n_specs)++] = *spec;
  return i;
}

/* Derives up to MAX_SPECS sizes for the shots from @first on; where to go on. */
static guint
derive_some (const Work *work, Job *job, guint first)
{
  YipuPictureSpec specs[MAX_SPECS];
  YipuPicture *pictures[MAX_SPECS] = { NULL };
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n_specs = 0, next = first;

  for (; next < job->shots->len && n_specs < MAX_SPECS; next++) {
    guint place = add_spec (specs, &n_specs, &((YipuShot *) job->shots->pdata[next])->spec);

    g_array_append_val (places, place);
  }
  if (!work->func (job->hash, specs, n_specs, pictures, work->cancellable, work->data, &job->error))
    return job->shots->len;
  for (guint i = first; i < next; i++)
    ((YipuShot *) job->shots->pdata[i])->picture =
        copy_picture (pictures[g_array_index (places, guint, i - first)]);
  for (guint i = 0; i < n_specs; i++)
    yipu_picture_free (pictures[i]);
  return next;
}

static void
run_job (gpointer data, gpointer user_data)
{
  const Work *work = user_data;
  Job *job = data;

  for (guint i = 0; i < job->shots->len;)
    i = derive_some (work, job, i);
  for (guint i = 0; job->error == NULL && i < job->shots->len; i++)
    if (!enlarge (work, job, job->shots->pdata[i], &job->error))
      break;
  g_async_queue_push (work->done, job);
}

/* The job of each photo, in the order the products show them. */
static GPtrArray *
collect_jobs (GPtrArray *products)
{
  g_autoptr (GHashTable) by_hash = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *jobs = g_ptr_array_new_with_free_func (free_job);

  for (guint i = 0; i < products->len; i++) {
    YipuShopProduct *product = products->pdata[i];

    for (guint s = 0; s < product->shots->len; s++) {
      YipuShot *shot = &g_array_index (product->shots, YipuShot, s);
      const char *hash = json_object_get_string_member (shot->photo, "hash");
      Job *job = g_hash_table_lookup (by_hash, hash);

      if (job == NULL) {
        job = g_new0 (Job, 1);
        job->hash = hash;
        job->shots = g_ptr_array_new ();
        job->products = g_ptr_array_new ();
        g_hash_table_insert (by_hash, (gpointer) hash, job);
        g_ptr_array_add (jobs, job);
      }
      g_ptr_array_add (job->shots, shot);
      g_ptr_array_add (job->products, product);
    }
  }
  return jobs;
}

static void
add_finding (const YipuShop *shop,
             YipuSeverity severity,
             const char *rule,
             const YipuShot *shot,
             char *message,
             GPtrArray *findings)
{
  g_autofree char *full = g_strdup_printf ("%s.%s", shop->id, rule);
  YipuFinding *finding =
      yipu_finding_new (severity, full, "slot", json_object_get_string_member (shot->photo, "slot"),
                        "file", "%s", message);

  finding->shop = g_strdup (shop->id);
  g_ptr_array_add (findings, finding);
  g_free (message);
}

static const char *
title_of (const YipuShopProduct *product)
{
  JsonObject *p = json_object_get_object_member (product->roots, "p");

  return json_object_get_string_member_with_default (p, "title", product->id);
}

/* A photo that cannot be made keeps its products out; one too large is told. */
static void
judge_job (const YipuShop *shop, const Job *job, GPtrArray *findings)
{
  for (guint i = 0; i < job->shots->len; i++) {
    const YipuShot *shot = job->shots->pdata[i];
    YipuShopProduct *product = job->products->pdata[i];
    const YipuShopImages *images = &g_array_index (shop->images, YipuShopImages, shot->set);

    if (job->error && !product->left_out) {
      product->left_out = TRUE;
      add_finding (shop, YIPU_SEVERITY_BLOCK, "photo", shot,
                   g_strdup_printf (_ ("“%s” is left out: a photo of it cannot be used. %s"),
                                    title_of (product), job->error->message),
                   findings);
    } else if (shot->picture && images->kb_max > 0 &&
               shot->picture->bytes > (gint64) images->kb_max * 1000) {
      add_finding (shop, YIPU_SEVERITY_WARN, "photo.bytes", shot,
                   g_strdup_printf (_ ("“%s”: a photo stays larger than the %d kB that %s takes: "
                                       "choose one with less fine detail."),
                                    title_of (product), images->kb_max,
                                    yipu_words_pick (&shop->name)),
                   findings);
    }
  }
}

/* Waits for the threads, told and asked from this one; cancelled jobs end as errors. */
static gboolean
await_jobs (const Work *work, guint n_jobs, const YipuProgress *progress, GError **error)
{
  gboolean going = TRUE;

  for (guint i = 0; i < n_jobs; i++) {
    g_async_queue_pop (work->done);
    if (going)
      going = yipu_progress_step (progress, i + 1, error, _ ("Photo %u of %u"), i + 1, n_jobs);
    if (!going)
      g_cancellable_cancel (work->cancellable);
  }
  return going;
}

gboolean
yipu_pictures_derive (const YipuShop *shop,
                      GPtrArray *products,
                      YipuPictureFunc picture,
                      gpointer data,
                      const YipuProgress *progress,
                      GPtrArray *findings,
                      GError **error)
{
  g_autoptr (GPtrArray) jobs = collect_jobs (products);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncQueue) done = g_async_queue_new ();
  Work work = { shop, picture, data, cancellable, done };
  GThreadPool *pool =
      g_thread_pool_new (run_job, &work, (int) g_get_num_processors (), FALSE, NULL);
  gboolean finished;

  for (guint i = 0; i < jobs->len; i++)
    g_thread_pool_push (pool, jobs->pdata[i], NULL);
  finished = await_jobs (&work, jobs->len, progress, error);
  g_thread_pool_free (pool, FALSE, TRUE);
  for (guint i = 0; finished && i < jobs->len; i++)
    judge_job (shop, jobs->pdata[i], findings);
  return finished;
}

static void
set_ids (JsonObject *image, JsonObject *p, JsonObject *photo)
{
  const char *uuid = json_object_get_string_member_with_default (photo, "variant", NULL);
  JsonObject *variant = uuid ? yipu_context_find_variant (p, uuid) : NULL;
  JsonArray *values = variant ? json_object_get_array_member (variant, "values") : NULL;
  JsonObject *value;

  if (uuid)
    json_object_set_string_member (image, "variant", uuid);
  if (values == NULL || json_array_get_length (values) == 0)
    return;
  value = json_array_get_object_element (values, 0);
  json_object_set_int_member (image, "pid", json_object_get_int_member (value, "pid"));
  json_object_set_int_member (image, "vid", json_object_get_int_member (value, "vid"));
}

/* What img.SET holds of a shot. */
static JsonObject *
new_image (JsonObject *p, const YipuShot *shot, guint n)
{
  JsonObject *image = json_object_new ();
  const char *dot = strrchr (shot->name, '.');
  g_autofree char *stem =
      g_strndup (shot->name, dot ? (gsize) (dot - shot->name) : strlen (shot->name));
  g_autofree char *hash8 = g_strndup (shot->picture->hash, 8);

  json_object_set_string_member (image, "name", shot->name);
  json_object_set_string_member (image, "stem", stem);
  json_object_set_string_member (image, "hash8", hash8);
  json_object_set_int_member (image, "w", shot->picture->width);
  json_object_set_int_member (image, "h", shot->picture->height);
  json_object_set_int_member (image, "bytes", shot->picture->bytes);
  json_object_set_int_member (image, "n", n);
  if (json_object_has_member (shot->photo, "alt"))
    json_object_set_string_member (image, "alt",
                                   json_object_get_string_member (shot->photo, "alt"));
  set_ids (image, p, shot->photo);
  return image;
}

/* Members n, n1, hash8 and v of the roots, as names of pictures see them. */
static void
set_picture_roots (JsonObject *roots, const YipuShot *shot, guint n)
{
  JsonObject *p = json_object_get_object_member (roots, "p");
  const char *uuid = json_object_get_string_member_with_default (shot->photo, "variant", NULL);
  JsonObject *variant = uuid ? yipu_context_find_variant (p, uuid) : NULL;
  g_autofree char *hash8 = g_strndup (shot->picture->hash, 8);

  json_object_set_int_member (roots, "n", n);
  json_object_set_int_member (roots, "n1", n + 1);
  json_object_set_string_member (roots, "hash8", hash8);
  if (variant)
    json_object_set_object_member (roots, "v", json_object_ref (variant));
}

static void
clear_picture_roots (JsonObject *roots)
{
  static const char *const members[] = { "n", "n1", "hash8", "v" };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if (json_object_has_member (roots, members[i]))
      json_object_remove_member (roots, members[i]);
}

static gboolean
name_shot (const YipuShop *shop, JsonObject *roots, YipuShot *shot, guint n, GError **error)
{
  const YipuImageSet *set = &g_array_index (shop->sets, YipuImageSet, shot->set);
  YipuScope scope = { roots, NULL };

  set_picture_roots (roots, shot, n);
  shot->name = yipu_expression_evaluate (set->name, &scope, error);
  shot->dir = shot->name ? yipu_expression_evaluate (set->dir, &scope, error) : NULL;
  clear_picture_roots (roots);
  return shot->dir != NULL;
}

gboolean
yipu_pictures_name (const YipuShop *shop, YipuShopProduct *product, GError **error)
{
  JsonObject *p = json_object_get_object_member (product->roots, "p");
  JsonObject *img = json_object_new ();

  json_object_set_object_member (product->roots, "img", img);
  for (guint i = 0; i < product->shots->len; i++) {
    YipuShot *shot = &g_array_index (product->shots, YipuShot, i);
    const char *id = g_array_index (shop->images, YipuShopImages, shot->set).id;
    JsonArray *images;

    if (!json_object_has_member (img, id))
      json_object_set_array_member (img, id, json_array_new ());
    images = json_object_get_array_member (img, id);
    if (!name_shot (shop, product->roots, shot, json_array_get_length (images), error))
      return FALSE;
    json_array_add_object_element (images, new_image (p, shot, json_array_get_length (images)));
  }
  return TRUE;
}

JsonObject *
yipu_pictures_of_variant (JsonObject *img, const char *variant)
{
  JsonObject *own = json_object_new ();
  g_autoptr (GList) sets = json_object_get_members (img);

  for (GList *s = sets; s; s = s->next) {
    JsonArray *images = json_object_get_array_member (img, s->data);
    JsonArray *chosen = json_array_new ();

    for (guint i = 0; i < json_array_get_length (images); i++) {
      JsonObject *image = json_array_get_object_element (images, i);

      if (g_strcmp0 (json_object_get_string_member_with_default (image, "variant", NULL),
                     variant) == 0)
        json_array_add_object_element (chosen, json_object_ref (image));
    }
    json_object_set_array_member (own, s->data, chosen);
  }
  return own;
}
