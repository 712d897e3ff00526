/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The export job: what goes out and what stays, the same bytes each time, and nothing left behind
 * when it fails. */
#include <errno.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include <yipu/backup.h>
#include <yipu/bag.h>
#include <yipu/dump.h>
#include <yipu/init.h>
#include <yipu/media.h>
#include <yipu/sample.h>

#include "base/archive.h"
#include "base/hash.h"
#include "world.h"

static void
print_cells (YipuExportPlan *plan)
{
  GPtrArray *cells = yipu_export_plan_get_cells (plan);

  for (guint i = 0; i < cells->len; i++) {
    const YipuExportCell *cell = cells->pdata[i];

    g_test_message ("%s in %s: %d", cell->title, cell->shop, cell->state);
    for (guint j = 0; j < cell->findings->len; j++) {
      const YipuFinding *finding = cell->findings->pdata[j];

      g_test_message ("  %s %s: %s", yipu_severity_to_string (finding->severity), finding->rule,
                      finding->message);
    }
  }
}

static char *
hash_of (const char *path)
{
  return yipu_hash_file (path, NULL, NULL);
}

/* Names of what lies in the folder of the zip, to see what is left behind. */
static guint
count_files (World *world)
{
  g_autoptr (GDir) dir = g_dir_open (world->base.folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir))
    n++;
  return n;
}

static void
assert_verified (const char *path)
{
  g_autoptr (GPtrArray) findings = yipu_bag_verify (path, NULL, NULL, NULL);

  g_assert_nonnull (findings);
  g_assert_cmpint (findings->len, ==, 0);
}

/* Unpacks the bundle beside it; the caller frees the path of the bag. */
static char *
unpack (World *world, const YipuExportResult *result)
{
  g_autofree char *out = g_build_filename (world->base.folder, "out", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (yipu_archive_extract (world->zip, out, NULL, &error));
  g_assert_no_error (error);
  return g_build_filename (out, result->bag, NULL);
}

static void
assert_there (const char *bag, const char *name)
{
  g_autofree char *path = g_build_filename (bag, name, NULL);

  g_test_message ("%s", path);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

static void
test_everything_in_place (World *world, gconstpointer data)
{
  g_autoptr (YipuExportPlan) plan = world_plan (world, "woocommerce", "taobao", "sheet", NULL);
  g_autoptr (YipuExportResult) result = NULL;
  g_autofree char *bag = NULL;

  print_cells (plan);
  g_assert_cmpint (yipu_export_plan_count_ready (plan), ==, 9);
  result = world_export (world);
  g_assert_cmpint (result->products, ==, 3);
  g_assert_cmpint (result->left_out, ==, 0);
  g_assert_false (result->reviewed);
  assert_verified (world->zip);
  bag = unpack (world, result);
  assert_verified (bag);
  assert_there (bag, "bagit.txt");
  assert_there (bag, "bag-info.txt");
  assert_there (bag, "manifest-sha256.txt");
  assert_there (bag, "tagmanifest-sha256.txt");
  assert_there (bag, "data/open-me.html");
  assert_there (bag, "data/ro-crate-metadata.json");
  assert_there (bag, "data/woocommerce/products.csv");
  assert_there (bag, "data/taobao/products.csv");
  assert_there (bag, "data/taobao/读我.txt");
}

/* The crate lists each payload file but itself, with the size and hash it has. */
static void
test_crate_lists_every_file (World *world, gconstpointer data)
{
  g_autoptr (YipuExportResult) result = world_export (world);
  g_autofree char *bag = unpack (world, result);
  g_autofree char *path = g_build_filename (bag, "data", "ro-crate-metadata.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonArray *graph;
  guint n_files = 0;

  g_assert_true (json_parser_load_from_file (parser, path, &error));
  graph =
      json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "@graph");
  for (guint i = 0; i < json_array_get_length (graph); i++) {
    JsonObject *entity = json_array_get_object_element (graph, i);
    g_autofree char *name = NULL;
    g_autofree char *file = NULL;
    g_autofree char *hash = NULL;

    if (strcmp (json_object_get_string_member (entity, "@type"), "File") != 0)
      continue;
    n_files++;
    name = g_uri_unescape_string (json_object_get_string_member (entity, "@id"), NULL);
    file = g_build_filename (bag, "data", name, NULL);
    hash = hash_of (file);
    g_assert_cmpstr (hash, ==, json_object_get_string_member (entity, "sha256"));
  }
  g_assert_cmpint (n_files + 1, ==, result->files);
}

static void
test_same_catalog_same_bytes (World *world, gconstpointer data)
{
  g_autoptr (YipuExportResult) first = world_export (world);
  g_autofree char *a = hash_of (world->zip);
  g_autoptr (YipuExportResult) second = world_export (world);
  g_autofree char *b = hash_of (world->zip);
  g_autoptr (YipuExportResult) third = NULL;
  g_autofree char *c = NULL;

  g_assert_cmpstr (a, ==, b);
  g_assert_cmpstr (first->release, ==, second->release);
  fixture_restart (&world->base);
  third = world_export (world);
  c = hash_of (world->zip);
  g_assert_cmpstr (a, ==, c);
}

static void
copy_media (const char *from, const char *to)
{
  g_autofree char *media = g_build_filename (from, "media", NULL);
  const char *argv[] = { "cp", "-r", media, to, NULL };
  int status = 1;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
}

/* Exports from another catalog; the bag's name, and the hash of the zip. */
static char *
export_from (World *world, YipuCatalog *catalog, char **hash)
{
  const char *shops[] = { "woocommerce", "taobao", "sheet", NULL };
  g_autofree char *zip = g_build_filename (world->base.folder, "copy.zip", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuExportPlan) plan =
      yipu_export_plan_new (catalog, NULL, shops, WORLD_TODAY, NULL, &error);
  g_autoptr (YipuExportResult) result =
      plan ? yipu_export_run (catalog, plan, zip, NULL, &error) : NULL;

  g_assert_no_error (error);
  if (hash)
    *hash = hash_of (zip);
  return g_strdup (result->bag);
}

/* A restored backup is the same catalog. What was dumped and loaded holds the same content, so it
 * is the same release and the same bag by name; its changes are of another moment, and say so. */
static void
test_copies_give_the_same_bytes (World *world, gconstpointer data)
{
  g_autofree char *dump = g_build_filename (world->base.folder, "dump.jsonl", NULL);
  g_autofree char *loaded = g_build_filename (world->base.folder, "loaded.yipu", NULL);
  g_autofree char *backup = g_build_filename (world->base.folder, "backup.zip", NULL);
  g_autofree char *restored = g_build_filename (world->base.folder, "restored.yipu", NULL);
  g_autoptr (YipuExportResult) result = world_export (world);
  g_autofree char *hash = hash_of (world->zip);
  g_autofree char *again = NULL;
  g_autofree char *bag = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuCatalog) one = NULL;
  g_autoptr (YipuCatalog) two = NULL;

  yipu_backup_save (world->base.catalog, backup, NULL, NULL, &error);
  g_assert_no_error (error);
  yipu_backup_restore (backup, restored, NULL, &error);
  g_assert_no_error (error);
  one = yipu_catalog_open (restored, YIPU_OPEN_NORMAL, &error);
  g_assert_no_error (error);
  g_free (export_from (world, one, &again));
  g_assert_cmpstr (again, ==, hash);
  yipu_dump_save (world->base.catalog, dump, YIPU_DUMP_RECORDS, NULL, &error);
  g_assert_no_error (error);
  two = yipu_catalog_create (loaded, &error);
  g_assert_no_error (error);
  yipu_load (two, dump, NULL, NULL, &error);
  g_assert_no_error (error);
  copy_media (world->base.path, loaded);
  bag = export_from (world, two, NULL);
  g_assert_cmpstr (bag, ==, result->bag);
}

/* The whole sample, every product in every shop: nothing in it is blocked or asks. */
static void
test_the_sample_goes_out_whole (Fixture *fixture, gconstpointer data)
{
  World world = { .base = *fixture };
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuExportPlan) plan = NULL;
  g_autoptr (YipuExportResult) result = NULL;

  world.zip = g_build_filename (fixture->folder, "sample.zip", NULL);
  yipu_sample_load (fixture->catalog, NULL, &error);
  g_assert_no_error (error);
  plan = world_plan (&world, "woocommerce", "taobao", "sheet", NULL);
  print_cells (plan);
  result = yipu_export_run (fixture->catalog, plan, world.zip, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->products, ==, 8);
  g_assert_cmpint (result->left_out, ==, 0);
  assert_verified (world.zip);
  g_free (world.zip);
}

static void
test_another_text_another_release (World *world, gconstpointer data)
{
  g_autoptr (YipuExportResult) first = world_export (world);
  g_autoptr (YipuExportResult) second = NULL;
  g_autoptr (YipuExportResult) third = NULL;
  g_autoptr (YipuExportPlan) plan = NULL;

  fixture_set (world->base.catalog, world->products[0], "title", "另一个名字的方巾");
  plan = world_plan (world, "woocommerce", NULL);
  g_assert_true (world_cell (plan, world->products[0], "woocommerce")->changed);
  g_assert_false (world_cell (plan, world->products[1], "woocommerce")->changed);
  g_assert_cmpstr (world_cell (plan, world->products[1], "woocommerce")->exported_on, ==,
                   WORLD_TODAY);
  second = world_export (world);
  g_assert_cmpstr (first->release, !=, second->release);
  g_assert_cmpstr (first->bag, !=, second->bag);
  fixture_set (world->base.catalog, world->products[0], "title", "苇汀坞刮浆蓝布方巾0号");
  third = world_export (world);
  g_assert_cmpstr (first->release, ==, third->release);
}

static gboolean
has_changed (World *world, int product, const char *shop)
{
  g_autoptr (YipuExportPlan) plan = world_plan (world, shop, NULL);

  return world_cell (plan, world->products[product], shop)->changed;
}

/* What is in the shop's own files beside the product: its settings, its name for the category. */
static void
test_changed_settings_are_changes (World *world, gconstpointer data)
{
  YipuCatalog *catalog = world->base.catalog;
  g_autoptr (YipuExportResult) first = world_export (world);
  g_autofree char *other = NULL;
  g_autofree char *setting = NULL;
  g_autofree char *same = NULL;

  g_assert_false (has_changed (world, 0, "taobao"));
  other = fixture_add (catalog, "shop_match", "shop", "taobao", "map", "cid", "ours", "food",
                       "theirs", "50000001", NULL);
  g_assert_false (has_changed (world, 0, "taobao"));
  setting = fixture_add (catalog, "shop_setting", "shop", "taobao", "key", "postage_id", "value",
                         "77", NULL);
  g_assert_true (has_changed (world, 0, "taobao"));
  g_assert_false (has_changed (world, 0, "sheet"));
  fixture_remove (catalog, setting);
  g_assert_false (has_changed (world, 0, "taobao"));
  fixture_set (catalog, world->products[0], "type", "food");
  g_assert_true (has_changed (world, 0, "sheet"));
  fixture_set (catalog, world->products[0], "type", "textile");
  same = fixture_add (catalog, "shop_match", "shop", "taobao", "map", "cid", "ours", "textile",
                      "theirs", "50000002", NULL);
  g_assert_true (has_changed (world, 1, "taobao"));
  g_assert_false (has_changed (world, 1, "woocommerce"));
}

static void
test_a_block_keeps_a_product_out_of_a_shop (World *world, gconstpointer data)
{
  g_autoptr (YipuExportPlan) plan = NULL;
  g_autoptr (YipuExportResult) result = NULL;
  g_autofree char *bag = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  /* 31 Han characters: too long for Taobao, not for others. */
  const char *title = "苇汀坞刮浆蓝布方巾苇汀坞刮浆蓝布方巾苇汀坞刮浆蓝布方巾一二三四";

  fixture_set (world->base.catalog, world->products[1], "title", title);
  plan = world_plan (world, "woocommerce", "taobao", "sheet", NULL);
  g_assert_cmpint (world_cell (plan, world->products[1], "taobao")->state, ==, YIPU_CELL_BLOCKED);
  g_assert_cmpint (world_cell (plan, world->products[1], "woocommerce")->state, ==,
                   YIPU_CELL_READY);
  result = world_export (world);
  g_assert_cmpint (result->products, ==, 3);
  g_assert_cmpint (result->left_out, ==, 1);
  bag = unpack (world, result);
  path = g_build_filename (bag, "data", "woocommerce", "products.csv", NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, title));
}

static void
test_a_warning_goes_on_once_ticked (World *world, gconstpointer data)
{
  YipuCatalog *catalog = world->base.catalog;
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuExportPlan) plan = NULL;
  YipuExportCell *cell;

  fixture_set (catalog, world->products[0], "brand", NULL);
  plan = world_plan (world, "woocommerce", NULL);
  cell = world_cell (plan, world->products[0], "woocommerce");
  g_assert_cmpint (cell->state, ==, YIPU_CELL_ASKS);
  g_assert_false (yipu_export_allow (catalog, cell->findings->pdata[0], "  ", &error));
  g_clear_error (&error);
  for (guint i = 0; i < cell->findings->len; i++) {
    YipuFinding *finding = cell->findings->pdata[i];

    if (finding->severity == YIPU_SEVERITY_WARN)
      g_assert_true (yipu_export_allow (catalog, finding, "品牌还没注册", &error));
  }
  g_clear_pointer (&plan, yipu_export_plan_unref);
  plan = world_plan (world, "woocommerce", NULL);
  cell = world_cell (plan, world->products[0], "woocommerce");
  g_assert_cmpint (cell->state, ==, YIPU_CELL_READY);
  g_assert_cmpint (cell->ticked->len, >, 0);
}

/* The reason holds for the text it was given for. */
static void
test_a_changed_text_asks_again (World *world, gconstpointer data)
{
  YipuCatalog *catalog = world->base.catalog;
  g_autofree char *reason = g_strdup ("与店家说好");
  g_autofree char *long_title = g_strnfill (110, 'x');
  g_autofree char *longer_title = g_strnfill (111, 'x');
  g_autoptr (YipuFinding) finding = NULL;
  g_autoptr (YipuExportPlan) plan = NULL;

  fixture_set (catalog, world->products[0], "title", long_title);
  finding =
      yipu_finding_new (YIPU_SEVERITY_WARN, "A01", "product", world->products[0], "title", "claim");
  g_assert_true (yipu_export_allow (catalog, finding, reason, NULL));
  fixture_set (catalog, world->products[0], "title", longer_title);
  g_assert_true (yipu_export_allow (catalog, finding, reason, NULL));
  g_assert_cmpint (
      yipu_reader_count (yipu_catalog_get_reader (catalog), "allowance", "rule", "A01", NULL), ==,
      2);
}

static void
test_nothing_ready_is_an_error (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuExportPlan) plan = NULL;

  fixture_set (world->base.catalog, world->craft, "access_custom", "ritual");
  plan = world_plan (world, "woocommerce", NULL);
  g_assert_cmpint (yipu_export_plan_count_ready (plan), ==, 0);
  g_assert_null (yipu_export_run (world->base.catalog, plan, world->zip, NULL, &error));
  g_assert_error (error, YIPU_EXPORT_ERROR, YIPU_EXPORT_ERROR_NOTHING);
  g_assert_false (g_file_test (world->zip, G_FILE_TEST_EXISTS));
}

/* A photo that was damaged on the disk keeps its product out, and the rest goes on. */
static void
test_a_damaged_photo_keeps_its_product_out (World *world, gconstpointer data)
{
  g_autofree char *hash = fixture_get (world->base.catalog, world->files[2], "hash");
  g_autofree char *path = yipu_media_path (world->base.path, hash);
  g_autoptr (YipuExportResult) result = NULL;
  g_autofree char *photo = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &photo, &length, NULL));
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  g_assert_true (g_file_set_contents (path, "no photo", -1, NULL));
  result = world_export (world);
  g_assert_cmpint (result->products, ==, 2);
  g_assert_cmpint (result->left_out, ==, 3);
  assert_verified (world->zip);
  g_assert_true (g_file_set_contents (path, photo, (gssize) length, NULL));
}

typedef struct {
  GCancellable *cancellable;
  int calls;
  int cancel_at;
  guint64 last;
} Listener;

static void
listen (guint64 done, guint64 total, const char *message, gpointer data)
{
  Listener *listener = data;

  g_assert_cmpuint (done, <=, total);
  g_assert_cmpuint (done, >=, listener->last);
  listener->last = done;
  if (++listener->calls == listener->cancel_at)
    g_cancellable_cancel (listener->cancellable);
}

/* At every moment it tells of: nothing new lies there, and the old file is as it was. */
static void
test_cancelled_at_any_moment (World *world, gconstpointer data)
{
  g_autoptr (YipuExportPlan) plan = NULL;
  Listener all = { 0 };
  YipuProgress progress = { .func = listen, .data = &all };
  g_autoptr (YipuExportResult) result = NULL;
  guint before;

  plan = world_plan (world, "woocommerce", "taobao", NULL);
  result = yipu_export_run (world->base.catalog, plan, world->zip, &progress, NULL);
  g_assert_nonnull (result);
  g_assert_true (g_file_set_contents (world->zip, "old", -1, NULL));
  before = count_files (world);
  for (int i = 1; i < all.calls; i++) {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    Listener one = { .cancellable = cancellable, .cancel_at = i };
    YipuProgress own = { .func = listen, .data = &one, .cancellable = cancellable };
    g_autoptr (GError) error = NULL;
    g_autofree char *text = NULL;

    g_assert_null (yipu_export_run (world->base.catalog, plan, world->zip, &own, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_assert_true (g_file_get_contents (world->zip, &text, NULL, NULL));
    g_assert_cmpstr (text, ==, "old");
    g_assert_cmpint (count_files (world), ==, before);
  }
}

/* As a full disk or a small stick would: a limit on any file's size, at several sizes. */
static void
test_a_file_that_cannot_grow (World *world, gconstpointer data)
{
  g_autoptr (YipuExportPlan) plan = world_plan (world, "woocommerce", "taobao", NULL);
  g_autoptr (YipuExportResult) result =
      yipu_export_run (world->base.catalog, plan, world->zip, NULL, NULL);
  struct rlimit was;
  guint before;

  g_assert_nonnull (result);
  g_assert_true (g_file_set_contents (world->zip, "old", -1, NULL));
  before = count_files (world);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &was), ==, 0);
  for (gint64 size = 0; size < result->bytes; size += result->bytes / 7) {
    struct rlimit limit = { (rlim_t) size, was.rlim_max };
    g_autoptr (GError) error = NULL;
    g_autofree char *text = NULL;

    g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
    g_assert_null (yipu_export_run (world->base.catalog, plan, world->zip, NULL, &error));
    g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &was), ==, 0);
    g_assert_nonnull (error);
    g_assert_true (g_file_get_contents (world->zip, &text, NULL, NULL));
    g_assert_cmpstr (text, ==, "old");
    g_assert_cmpint (count_files (world), ==, before);
  }
}

static void
test_no_such_folder (World *world, gconstpointer data)
{
  g_autoptr (YipuExportPlan) plan = world_plan (world, "woocommerce", NULL);
  g_autofree char *path = g_build_filename (world->base.folder, "none", "a.zip", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (yipu_export_run (world->base.catalog, plan, path, NULL, &error));
  g_assert_error (error, YIPU_EXPORT_ERROR, YIPU_EXPORT_ERROR_PATH);
  g_clear_error (&error);
  g_assert_null (yipu_export_run (world->base.catalog, plan, world->base.folder, NULL, &error));
  g_assert_error (error, YIPU_EXPORT_ERROR, YIPU_EXPORT_ERROR_PATH);
}

static void
test_chosen_products_and_unknown_ones (World *world, gconstpointer data)
{
  const char *shops[] = { "sheet", "sheet", NULL };
  const char *chosen[] = { world->products[2], world->products[0], world->products[2], NULL };
  const char *unknown[] = { "0190b0a0-0000-7000-8000-000000000000", NULL };
  const char *no_shop[] = { "no-such-shop", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuExportPlan) plan =
      yipu_export_plan_new (world->base.catalog, chosen, shops, WORLD_TODAY, NULL, &error);
  GPtrArray *cells = yipu_export_plan_get_cells (plan);

  g_assert_cmpint (cells->len, ==, 2);
  g_assert_cmpstr (((YipuExportCell *) cells->pdata[0])->product, ==, world->products[2]);
  g_assert_null (
      yipu_export_plan_new (world->base.catalog, unknown, shops, WORLD_TODAY, NULL, &error));
  g_assert_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (
      yipu_export_plan_new (world->base.catalog, NULL, no_shop, WORLD_TODAY, NULL, &error));
  g_assert_nonnull (error);
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
await (GAsyncResult **result)
{
  while (!*result)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static void
test_in_a_thread (World *world, gconstpointer data)
{
  const char *shops[] = { "woocommerce", NULL };
  g_autoptr (GAsyncResult) planned = NULL;
  g_autoptr (GAsyncResult) exported = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuExportPlan) plan = NULL;
  g_autoptr (YipuExportResult) result = NULL;

  yipu_export_plan_async (world->base.catalog, NULL, shops, WORLD_TODAY, NULL, keep_result,
                          &planned);
  plan = yipu_export_plan_finish (await (&planned), &error);
  g_assert_no_error (error);
  yipu_export_async (world->base.catalog, plan, world->zip, NULL, NULL, keep_result, &exported);
  result = yipu_export_finish (await (&exported), &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->products, ==, 3);
  assert_verified (world->zip);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/export/" name, World, NULL, world_set_up, func, world_tear_down)

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("everything-in-place", test_everything_in_place);
  ADD ("crate-lists-every-file", test_crate_lists_every_file);
  ADD ("same-catalog-same-bytes", test_same_catalog_same_bytes);
  ADD ("copies-give-the-same-bytes", test_copies_give_the_same_bytes);
  g_test_add ("/export/the-sample-goes-out-whole", Fixture, NULL, fixture_set_up,
              test_the_sample_goes_out_whole, fixture_tear_down);
  ADD ("another-text-another-release", test_another_text_another_release);
  ADD ("changed-settings-are-changes", test_changed_settings_are_changes);
  ADD ("a-block-keeps-a-product-out-of-a-shop", test_a_block_keeps_a_product_out_of_a_shop);
  ADD ("a-warning-goes-on-once-ticked", test_a_warning_goes_on_once_ticked);
  ADD ("a-changed-text-asks-again", test_a_changed_text_asks_again);
  ADD ("nothing-ready-is-an-error", test_nothing_ready_is_an_error);
  ADD ("a-damaged-photo-keeps-its-product-out", test_a_damaged_photo_keeps_its_product_out);
  ADD ("cancelled-at-any-moment", test_cancelled_at_any_moment);
  ADD ("a-file-that-cannot-grow", test_a_file_that_cannot_grow);
  ADD ("no-such-folder", test_no_such_folder);
  ADD ("chosen-products-and-unknown-ones", test_chosen_products_and_unknown_ones);
  ADD ("in-a-thread", test_in_a_thread);
  return g_test_run ();
}
