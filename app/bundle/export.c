/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The export job. One moment of the catalog is held from the last look at the findings to the last
 * byte. What the photos turn out to be may still keep a product back; then the job lays everything
 * out anew without it, so that a bundle never tells of what it does not hold. Nothing is renamed
 * into place before it was read back; the catalog notes it when it stands. */
#define G_LOG_DOMAIN "yipu-bundle"
#include "bundle/export-private.h"

#include "base/durable.h"
#include "base/stage.h"
#include "bundle/bag-write.h"
#include "bundle/crate.h"
#include "bundle/render.h"
#include "product/offers.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/statvfs.h>
#include <yipu/bag.h>
#include <yipu/release.h>

/* Below this much room left on the disk nothing is exported (trust.md, "full disk"). */
#define ROOM_LEFT (50 * 1000 * 1000)
/* Shares of the work, in thousandths: looking, photos, writing, reading back. */
#define TOTAL 1000
#define LOOK_UNTIL 50
#define RENDER_UNTIL 600
#define WRITE_UNTIL 850

typedef struct {
  YipuCatalog *catalog;
  const char *path;
  const YipuProgress *progress;
  YipuExportView *view;
  YipuExportPlan *plan;
  YipuContent *content;
  YipuShopRelease release;
  GPtrArray *shops;    /* of ShopPart, owned */
  GPtrArray *files;    /* of YipuBagFile, owned */
  GPtrArray *findings; /* of the last rendering */
  char *bag;
  char *day; /* of the newest change, in UTC */
} Export;

/* One shop's part of the bundle. */
typedef struct {
  YipuShop *shop;      /* no ref: the view's */
  GPtrArray *products; /* of char, owned, NULL at the end */
  GPtrArray *left_out; /* likewise */
  GPtrArray *files;    /* of YipuShopFile, owned */
} ShopPart;

static void
free_part (gpointer data)
{
  ShopPart *part = data;

  g_clear_pointer (&part->products, g_ptr_array_unref);
  g_clear_pointer (&part->left_out, g_ptr_array_unref);
  g_clear_pointer (&part->files, g_ptr_array_unref);
  g_free (part);
}

static void
clear_export (Export *self)
{
  g_clear_pointer (&self->plan, yipu_export_plan_unref);
  g_clear_pointer (&self->content, yipu_content_free);
  g_clear_pointer (&self->shops, g_ptr_array_unref);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->bag, g_free);
  g_clear_pointer (&self->day, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, clear_export)

void
yipu_export_result_free (YipuExportResult *result)
{
  g_free (result->path);
  g_free (result->bag);
  g_free (result->release);
  yipu_export_plan_unref (result->plan);
  g_free (result);
}

/* Room on the disk the file goes to; -1 when that cannot be known. */
static gint64
free_room (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct statvfs status;

  return statvfs (folder, &status) == 0 ? (gint64) (status.f_bavail * status.f_frsize) : -1;
}

static gboolean
has_room (Export *self, guint64 bytes, GError **error)
{
  gint64 room = free_room (self->path);
  g_autofree char *need = g_format_size (bytes + ROOM_LEFT);
  g_autofree char *have = g_format_size ((guint64) MAX (room, 0));

  if (room < 0 || (guint64) room >= bytes + ROOM_LEFT)
    return TRUE;
  g_set_error (error, YIPU_EXPORT_ERROR, YIPU_EXPORT_ERROR_SPACE,
               _ ("The disk has %s free; this export needs %s. Make room, or choose another disk."),
               have, need);
  return FALSE;
}

/* The cells of each shop, apart: what goes out and what does not. */
static void
split_by_shop (Export *self)
{
  GPtrArray *cells = yipu_export_plan_get_cells (self->plan);
  GPtrArray *shops = self->view->shops;

  g_clear_pointer (&self->shops, g_ptr_array_unref);
  self->shops = g_ptr_array_new_with_free_func (free_part);
  for (guint s = 0; s < shops->len; s++) {
    ShopPart *part = g_new0 (ShopPart, 1);

    part->shop = shops->pdata[s];
    part->products = g_ptr_array_new_with_free_func (g_free);
    part->left_out = g_ptr_array_new_with_free_func (g_free);
    g_ptr_array_add (self->shops, part);
    for (guint i = s; i < cells->len; i += shops->len) {
      const YipuExportCell *cell = cells->pdata[i];

      g_ptr_array_add (cell->state == YIPU_CELL_READY ? part->products : part->left_out,
                       g_strdup (cell->product));
    }
    g_ptr_array_add (part->products, NULL);
    g_ptr_array_add (part->left_out, NULL);
  }
}

/* Products that go to any shop, in the order of the plan; NULL at the end, not owned. */
static GPtrArray *
all_ready (Export *self)
{
  GPtrArray *cells = yipu_export_plan_get_cells (self->plan);
  GPtrArray *products = g_ptr_array_new ();

  for (guint i = 0; i < cells->len; i++) {
    const YipuExportCell *cell = cells->pdata[i];
    const char *last = products->len > 0 ? products->pdata[products->len - 1] : NULL;

    if (cell->state == YIPU_CELL_READY && g_strcmp0 (last, cell->product) != 0)
      g_ptr_array_add (products, cell->product);
  }
  g_ptr_array_add (products, NULL);
  return products;
}

static char *
day_of (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);

  return time ? g_date_time_format (time, "%Y-%m-%d") : g_strdup ("1970-01-01");
}

static gboolean
collect (Export *self, GError **error)
{
  g_autoptr (GPtrArray) products = all_ready (self);

  g_clear_pointer (&self->content, yipu_content_free);
  if (products->len == 1) {
    g_set_error_literal (error, YIPU_EXPORT_ERROR, YIPU_EXPORT_ERROR_NOTHING,
                         _ ("No product can go into any of these shops yet; mend what the list of "
                            "findings says, or tick the warnings."));
    return FALSE;
  }
  self->content = yipu_content_collect (self->view->reader, self->view->consents,
                                        (const char *const *) products->pdata, error);
  if (!self->content)
    return FALSE;
  self->release = (YipuShopRelease){ .date = self->content->changed_at, .id = self->content->hash };
  g_free (self->bag);
  g_free (self->day);
  self->bag = g_strdup_printf ("yipu-%.8s", self->content->hash);
  self->day = day_of (self->content->changed_at);
  return TRUE;
}

/* Photos of the products of a part: what its rendering counts. */
static guint64
count_photos (Export *self, const ShopPart *part)
{
  guint64 n = 0;

  for (guint i = 0; part->products->pdata[i]; i++) {
    JsonObject *offer = yipu_offers_get_product (self->view->offers, part->products->pdata[i],
                                                 yipu_shop_get_id (part->shop), NULL);

    if (offer && json_object_has_member (offer, "photos"))
      n += json_array_get_length (json_object_get_array_member (offer, "photos"));
  }
  return n;
}

static gboolean
render_part (Export *self, guint s, GError **error)
{
  ShopPart *part = self->shops->pdata[s];
  guint64 share = (RENDER_UNTIL - LOOK_UNTIL) / self->shops->len;
  YipuStage stage = { self->progress, LOOK_UNTIL + s * share, LOOK_UNTIL + (s + 1) * share, TOTAL };
  YipuProgress progress = yipu_stage_progress (&stage, MAX (count_photos (self, part), 1));

  if (part->products->len == 1)
    return TRUE;
  part->files = yipu_shop_render (
      part->shop, self->view->offers, (const char *const *) part->products->pdata, &self->release,
      yipu_shop_derive_pictures, (gpointer) yipu_catalog_get_folder (self->catalog), &progress,
      self->findings, error);
  return part->files != NULL;
}

/* The cell a finding of the renderer is about; -1 where there is none, or with @error set. */
static int
cell_of (Export *self, const YipuFinding *finding, GError **error)
{
  GPtrArray *cells = yipu_export_plan_get_cells (self->plan);
  const char *product = finding->record;
  g_autoptr (YipuRecord) record = NULL;

  if (g_strcmp0 (finding->kind, "product") != 0) {
    record = yipu_reader_get (self->view->reader, finding->kind, finding->record, error);
    if (!record)
      return -1;
    product = yipu_kind_index (yipu_record_get_kind (record), "product") >= 0
                  ? yipu_record_get (record, "product")
                  : NULL;
  }
  for (guint i = 0; i < cells->len; i++) {
    const YipuExportCell *cell = cells->pdata[i];

    if (g_strcmp0 (cell->product, product) == 0 && g_strcmp0 (cell->shop, finding->shop) == 0)
      return (int) i;
  }
  return -1;
}

/* Takes what the photos turned out to be into the plan; @again when a product drops out. */
static gboolean
heed_findings (Export *self, gboolean *again, GError **error)
{
  *again = FALSE;
  for (guint i = 0; i < self->findings->len; i++) {
    YipuFinding *finding = self->findings->pdata[i];
    g_autoptr (GError) local = NULL;
    int cell;

    if (finding->severity != YIPU_SEVERITY_BLOCK)
      continue;
    cell = cell_of (self, finding, &local);
    if (local) {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
    if (cell < 0)
      continue;
    *again = TRUE;
    yipu_export_plan_add_finding (self->plan, (guint) cell, finding);
  }
  return TRUE;
}

/* Lays out all shops; anew as often as a photo keeps a product back, which ends, since each time
 * there are fewer. */
static gboolean
render (Export *self, GError **error)
{
  gboolean again;

  do {
    g_ptr_array_set_size (self->findings, 0);
    split_by_shop (self);
    if (!collect (self, error))
      return FALSE;
    for (guint s = 0; s < self->shops->len; s++) {
      if (!render_part (self, s, error))
        return FALSE;
    }
    if (!heed_findings (self, &again, error))
      return FALSE;
  } while (again);
  return TRUE;
}

static YipuBagFile *
bag_file_of (const ShopPart *part, YipuShopFile *from)
{
  char *path = g_strconcat (yipu_shop_get_id (part->shop), "/", from->path, NULL);
  YipuBagFile *file;

  if (from->bytes) {
    file = yipu_bag_file_new_bytes (path, g_bytes_ref (from->bytes), from->type);
  } else {
    file = g_new0 (YipuBagFile, 1);
    file->path = path;
    file->file = g_strdup (from->file);
    file->size = from->size;
    file->sha256 = g_strdup (from->sha256);
    file->type = from->type;
  }
  file->title = g_strdup (from->title);
  return file;
}

static gboolean
add_open_me (Export *self, GError **error)
{
  g_autofree YipuOpenMeShop *shops = g_new0 (YipuOpenMeShop, self->shops->len);
  guint n = 0;
  GBytes *page;

  for (guint s = 0; s < self->shops->len; s++) {
    const ShopPart *part = self->shops->pdata[s];

    if (part->files)
      shops[n++] = (YipuOpenMeShop){ .shop = part->shop,
                                     .files = part->files,
                                     .products = (const char *const *) part->products->pdata,
                                     .left_out = (const char *const *) part->left_out->pdata };
  }
  page = yipu_open_me_render (self->view->offers, shops, n, &self->release, error);
  if (!page)
    return FALSE;
  g_ptr_array_add (self->files,
                   yipu_bag_file_new_bytes (g_strdup ("open-me.html"), page, "text/html"));
  return TRUE;
}

/* A public field of the first record of a kind that the release holds; NULL for none. Chinese
 * first, whoever exports: the bytes must not depend on the language of a desk. */
static const char *
held_text (Export *self, const char *kind, const char *field)
{
  for (guint i = 0; i < self->content->records->len; i++) {
    const YipuRecord *record = self->content->records->pdata[i];

    if (strcmp (yipu_record_get_kind (record)->id, kind) == 0 && yipu_record_get (record, field))
      return yipu_record_get (record, field);
  }
  return NULL;
}

/* Whose crafts these are, all of them, for the credit that a protocol label may ask. */
static char *
credit_of (Export *self)
{
  g_autoptr (GString) credit = g_string_new (NULL);

  for (guint i = 0; i < self->content->records->len; i++) {
    const YipuRecord *record = self->content->records->pdata[i];
    const char *community = strcmp (yipu_record_get_kind (record)->id, "craft") == 0
                                ? yipu_record_get (record, "community")
                                : NULL;

    if (community && !strstr (credit->str, community))
      g_string_append_printf (credit, "%s%s", credit->len > 0 ? "；" : "", community);
  }
  return g_string_free (g_steal_pointer (&credit), FALSE);
}

static char *
describe (Export *self)
{
  g_autoptr (GString) shops = g_string_new (NULL);
  g_autoptr (GPtrArray) products = all_ready (self);

  for (guint s = 0; s < self->shops->len; s++) {
    const ShopPart *part = self->shops->pdata[s];

    if (part->files)
      g_string_append_printf (shops, "%s%s", shops->len > 0 ? ", " : "",
                              yipu_shop_get_id (part->shop));
  }
  return g_strdup_printf (
      "艺谱导出的商品资料，%u 件商品。 Records of %u products by Yipu, for: %s.", products->len - 1,
      products->len - 1, shops->str);
}

/* All payload files but the crate, then the crate, which lists them. */
static gboolean
lay_out (Export *self, YipuBagInfo *info, char **identifier, char **description, GError **error)
{
  const char *brand = held_text (self, "brand", "name");
  const char *craft = held_text (self, "craft", "name");
  g_autofree char *name = g_strdup_printf ("%s · 商品资料 product bundle", brand   ? brand
                                                                           : craft ? craft
                                                                                   : "Yipu");
  g_autofree char *credit = credit_of (self);
  YipuCrateInfo crate = { .name = name, .credit = credit, .date = self->day };

  for (guint s = 0; s < self->shops->len; s++) {
    const ShopPart *part = self->shops->pdata[s];

    for (guint i = 0; part->files && i < part->files->len; i++)
      g_ptr_array_add (self->files, bag_file_of (part, part->files->pdata[i]));
  }
  if (!add_open_me (self, error))
    return FALSE;
  yipu_bag_files_sort (self->files);
  *identifier = g_strdup_printf ("urn:sha256:%s", self->content->hash);
  *description = describe (self);
  crate.identifier = *identifier;
  crate.description = *description;
  crate.publisher = held_text (self, "organisation", "name");
  *info = (YipuBagInfo){ .organisation = crate.publisher,
                         .identifier = *identifier,
                         .description = *description,
                         .date = self->day };
  g_ptr_array_add (self->files, yipu_crate_new (self->files, &crate));
  yipu_bag_files_sort (self->files);
  return TRUE;
}

/* Reads back what was written, as a stranger would. */
static gboolean
verify (Export *self, YipuDurable *out, GError **error)
{
  YipuStage stage = { self->progress, WRITE_UNTIL, TOTAL, TOTAL };
  YipuProgress progress = yipu_stage_progress (&stage, 0);
  g_autoptr (GPtrArray) findings =
      yipu_bag_verify (yipu_durable_get_path (out), NULL, &progress, error);

  if (!findings)
    return FALSE;
  if (findings->len == 0)
    return TRUE;
  g_set_error (error, YIPU_EXPORT_ERROR, YIPU_EXPORT_ERROR_VERIFY,
               _ ("What was written does not read back as it should: %s The disk may be failing; "
                  "try another."),
               ((YipuFinding *) findings->pdata[0])->message);
  return FALSE;
}

static gboolean
write_bundle (Export *self, YipuDurable *out, GError **error)
{
  YipuBagInfo info;
  g_autofree char *identifier = NULL;
  g_autofree char *description = NULL;
  YipuStage stage = { self->progress, RENDER_UNTIL, WRITE_UNTIL, TOTAL };
  YipuProgress progress;

  if (!lay_out (self, &info, &identifier, &description, error) ||
      !has_room (self, yipu_bag_files_size (self->files), error))
    return FALSE;
  progress = yipu_stage_progress (&stage, MAX (yipu_bag_files_size (self->files), 1));
  return yipu_bag_write (out, self->bag, self->files, &info, &progress, error) &&
         yipu_durable_sync (out, error) && verify (self, out, error);
}

static YipuDurable *
open_output (const char *path, GError **error)
{
  g_autoptr (GError) local = NULL;
  YipuDurable *out =
      g_file_test (path, G_FILE_TEST_IS_DIR)
          ? (g_set_error_literal (&local, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, g_strerror (EISDIR)),
             NULL)
          : yipu_durable_open (path, &local);

  if (!out)
    g_set_error (error, YIPU_EXPORT_ERROR, YIPU_EXPORT_ERROR_PATH,
                 _ ("“%s” cannot be written; choose another place (%s)."), path, local->message);
  return out;
}

/* The record of a product in a shop, made where there is none. NULL with @error set. */
static char *
find_state (YipuEdit *edit, const YipuExportCell *cell, GError **error)
{
  g_autoptr (GPtrArray) states =
      yipu_reader_list (yipu_edit_get_reader (edit), "shop_state", "product", cell->product, error);
  const char *id;

  if (!states)
    return NULL;
  for (guint i = 0; i < states->len; i++) {
    if (g_strcmp0 (yipu_record_get (states->pdata[i], "shop"), cell->shop) == 0)
      return g_strdup (yipu_record_get_id (states->pdata[i]));
  }
  id = yipu_edit_add (edit, "shop_state", NULL, error);
  if (!id || !yipu_edit_set (edit, id, "product", cell->product, error) ||
      !yipu_edit_set (edit, id, "shop", cell->shop, error))
    return NULL;
  return g_strdup (id);
}

static gboolean
note_export (YipuEdit *edit, gpointer data, GError **error)
{
  Export *self = data;
  GPtrArray *cells = yipu_export_plan_get_cells (self->plan);

  for (guint i = 0; i < cells->len; i++) {
    const YipuExportCell *cell = cells->pdata[i];
    g_autofree char *id = NULL;

    if (cell->state != YIPU_CELL_READY)
      continue;
    id = find_state (edit, cell, error);
    if (!id ||
        !yipu_edit_set (edit, id, "exported_on", yipu_export_plan_get_date (self->plan), error) ||
        !yipu_edit_set (edit, id, "exported_hash", yipu_export_plan_get_hash (self->plan, i),
                        error))
      return FALSE;
  }
  return TRUE;
}

static YipuExportResult *
sum_up (Export *self, char *release)
{
  YipuExportResult *result = g_new0 (YipuExportResult, 1);
  GPtrArray *cells = yipu_export_plan_get_cells (self->plan);
  g_autoptr (GPtrArray) products = all_ready (self);
  g_autoptr (YipuReader) reader = yipu_catalog_open_reader (self->catalog, NULL);
  g_autoptr (YipuRecord) record =
      reader ? yipu_reader_get (reader, "release", release, NULL) : NULL;
  GStatBuf status;

  result->path = g_strdup (self->path);
  result->bag = g_strdup (self->bag);
  result->release = release;
  result->reviewed =
      record && yipu_release_is_reviewed (record, yipu_export_plan_get_date (self->plan));
  result->products = products->len - 1;
  result->left_out = cells->len - yipu_export_plan_count_ready (self->plan);
  result->files = self->files->len;
  result->plan = yipu_export_plan_ref (self->plan);
  result->bytes = g_stat (self->path, &status) == 0 ? status.st_size : 0;
  return result;
}

/* From the laid-out bundle to the file in its place and the catalog's note of it. */
static YipuExportResult *
deliver (Export *self, GError **error)
{
  g_autoptr (YipuDurable) out = open_output (self->path, error);
  g_autofree char *release = NULL;

  if (!out || !write_bundle (self, out, error))
    return NULL;
  release = yipu_release_freeze (self->catalog, self->content, error);
  if (!release || !yipu_durable_commit (out, error))
    return NULL;
  if (!yipu_catalog_edit (self->catalog, N_ ("Note what was exported"), note_export, self, error)) {
    g_prefix_error (error, _ ("The bundle is written, but the catalog could not note it: "));
    return NULL;
  }
  return sum_up (self, g_steal_pointer (&release));
}

YipuExportResult *
yipu_export_run (YipuCatalog *catalog,
                 YipuExportPlan *plan,
                 const char *path,
                 const YipuProgress *progress,
                 GError **error)
{
  g_auto (YipuExportView) view = { 0 };
  g_auto (Export) self = { .catalog = catalog, .path = path, .progress = progress, .view = &view };
  YipuStage stage = { progress, 0, LOOK_UNTIL, TOTAL };
  YipuProgress looking =
      yipu_stage_progress (&stage, g_strv_length ((char **) yipu_export_plan_get_products (plan)));
  const char *date = yipu_export_plan_get_date (plan);

  self.findings = yipu_findings_new ();
  self.files = g_ptr_array_new_with_free_func ((GDestroyNotify) yipu_bag_file_free);
  if (!has_room (&self, 0, error) ||
      !yipu_export_view_open (&view, catalog, yipu_export_plan_get_shops (plan), date, error))
    return NULL;
  self.plan =
      yipu_export_view_plan (&view, yipu_export_plan_get_products (plan), date, &looking, error);
  if (!self.plan || !render (&self, error))
    return NULL;
  return deliver (&self, error);
}
