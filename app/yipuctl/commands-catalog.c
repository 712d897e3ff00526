/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * new, import, verify, dump, load, backup, restore: whole catalogs and what goes in and out. */
#include "cli.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>
#include <yipu/backup.h>
#include <yipu/bag.h>
#include <yipu/dump.h>
#include <yipu/import.h>
#include <yipu/media.h>
#include <yipu/photo.h>
#include <yipu/sample.h>
#include <yipu/verify.h>

static CliExit
run_new (Cli *cli, GError **error)
{
  cli->catalog = yipu_catalog_create (cli_argument (cli, 0), error);
  if (!cli->catalog)
    return CLI_IO;
  if (cli_flag (cli, "sample") && !yipu_sample_load (cli->catalog, &cli->progress, error))
    return CLI_IO;
  JsonObject *object = json_object_new ();
  json_object_set_string_member (object, "catalog", yipu_catalog_get_folder (cli->catalog));
  json_object_set_string_member (object, "id", yipu_catalog_get_id (cli->catalog));
  cli_print_object (cli, object);
  return CLI_DONE;
}

/* What came of each file, for --json: one array, printed when all is done. */
static void
tell_import (Cli *cli, JsonArray *told, JsonObject *object)
{
  if (cli->json)
    json_array_add_object_element (told, object);
  else
    cli_print_object (cli, object);
}

static JsonObject *
plan_to_json (const char *file, const YipuImport *import, const YipuImportPlan *plan)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "file", file);
  json_object_set_string_member (object, "encoding", yipu_import_get_encoding (import));
  json_object_set_int_member (object, "rows", yipu_import_get_n_rows (import));
  json_object_set_int_member (object, "new", plan->n_new);
  json_object_set_int_member (object, "known", plan->n_known);
  json_object_set_int_member (object, "bad", plan->n_bad);
  json_object_set_array_member (object, "findings", cli_findings_to_json (plan->findings));
  return object;
}

static const YipuKind *
kind_of_rows (Cli *cli, const YipuImport *import, const char *file, GError **error)
{
  const char *given = cli_option (cli, "as");
  const YipuKind *kind = given ? cli_kind (given, error) : yipu_import_guess_kind (import);

  if (!kind && !given)
    g_set_error (
        error, CLI_ERROR, CLI_USAGE,
        _ ("%s: the names of its columns fit no kind of record; say which with --as KIND."), file);
  return kind;
}

static YipuImportPlan *
run_plan (Cli *cli, const YipuImport *import, const YipuKind *kind, GError **error)
{
  const char *map_file = cli_option (cli, "map");
  g_autofree const YipuField **map = map_file ? yipu_import_load_map (import, kind, map_file, error)
                                              : yipu_import_guess_map (import, kind);
  YipuImportFlags flags = cli_flag (cli, "leave-out-bad-rows") ? YIPU_IMPORT_LEAVE_OUT_BAD_ROWS
                                                               : YIPU_IMPORT_ALL_OR_NOTHING;

  if (!map) {
    cli_name_file (map_file, error);
    return NULL;
  }
  if (cli_flag (cli, "dry-run"))
    return yipu_import_plan (import, cli->catalog, kind, map, &cli->progress, error);
  return yipu_import_run (import, cli->catalog, kind, map, flags, &cli->progress, error);
}

/* What an import that was killed left behind, and pictures long unused; as the window does at its
 * start. What fails is done the next time. */
static void
tidy_media (Cli *cli)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  yipu_media_sweep (cli->catalog, now, NULL, cli->progress.cancellable, NULL);
  yipu_media_trim_cache (YIPU_MEDIA_CACHE_BYTES, NULL);
}

static CliExit
import_table (Cli *cli, const char *file, JsonArray *told, GError **error)
{
  g_autoptr (YipuImport) import = yipu_import_open (file, NULL, cli->progress.cancellable, error);
  const YipuKind *kind = import ? kind_of_rows (cli, import, file, error) : NULL;
  g_autoptr (YipuImportPlan) plan = kind ? run_plan (cli, import, kind, error) : NULL;

  if (!plan) {
    if ((*error)->domain == YIPU_IMPORT_ERROR)
      cli_name_file (file, error);
    return CLI_IO;
  }
  tell_import (cli, told, plan_to_json (file, import, plan));
  return plan->n_bad > 0 ? CLI_FINDING : CLI_DONE;
}

/* A dry run looks at their heads only. */
static void
look_at_photos (GPtrArray *paths, JsonObject *object, GPtrArray *findings)
{
  guint n_new = 0;

  for (guint i = 0; i + 1 < paths->len; i++) {
    g_autoptr (GError) refused = NULL;
    g_autoptr (YipuPhoto) photo = yipu_photo_check (paths->pdata[i], &refused);
    g_autofree char *name = g_filename_display_basename (paths->pdata[i]);
    n_new += photo != NULL;
    if (!photo)
      g_ptr_array_add (findings, yipu_finding_new (YIPU_SEVERITY_WARN, "photo.refused", NULL, NULL,
                                                   NULL, "%s: %s", name, refused->message));
  }
  json_object_set_int_member (object, "new", n_new);
}

/* Paths are ended by NULL. */
static CliExit
import_photos (Cli *cli, GPtrArray *paths, JsonArray *told, GError **error)
{
  g_autoptr (GPtrArray) findings = yipu_findings_new ();
  g_autoptr (JsonObject) object = json_object_new ();

  if (cli_flag (cli, "dry-run")) {
    look_at_photos (paths, object, findings);
  } else {
    JsonArray *array = json_array_new ();
    json_object_set_array_member (object, "files", array);
    tidy_media (cli);
    g_auto (GStrv) ids = yipu_photo_import (cli->catalog, (const char *const *) paths->pdata,
                                            &cli->progress, findings, error);
    if (!ids)
      return CLI_IO;
    for (char **id = ids; *id; id++)
      json_array_add_string_element (array, *id);
  }
  json_object_set_array_member (object, "findings", cli_findings_to_json (findings));
  tell_import (cli, told, g_steal_pointer (&object));
  return findings->len > 0 ? CLI_FINDING : CLI_DONE;
}

/* A name that says "picture" goes to the photos even when damaged, so that the refusal speaks of
 * a photo and not of a table. */
static gboolean
is_picture (const char *path)
{
  g_autoptr (YipuPhoto) photo = yipu_photo_check (path, NULL);
  g_autofree char *type = g_content_type_guess (path, NULL, 0, NULL);

  return photo || g_str_has_prefix (type, "image/");
}

static CliExit
import_all (Cli *cli, JsonArray *told, GError **error)
{
  g_autoptr (GPtrArray) photos = g_ptr_array_new ();
  CliExit worst = CLI_DONE;

  for (guint i = 0; i < cli->arguments->len; i++) {
    const char *path = cli->arguments->pdata[i];
    if (is_picture (path)) {
      g_ptr_array_add (photos, (gpointer) path);
      continue;
    }
    CliExit one = import_table (cli, path, told, error);
    worst = MAX (worst, one);
    if (*error)
      return worst;
  }
  if (photos->len == 0)
    return worst;
  g_ptr_array_add (photos, NULL);
  CliExit one = import_photos (cli, photos, told, error);
  return MAX (worst, one);
}

static CliExit
run_import (Cli *cli, GError **error)
{
  JsonArray *told = json_array_new ();
  CliExit code;

  for (guint i = 0; i < cli->arguments->len; i++)
    if (!g_file_test (cli->arguments->pdata[i], G_FILE_TEST_EXISTS)) {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   _ ("There is no file “%s”; nothing was imported."),
                   (char *) cli->arguments->pdata[i]);
      json_array_unref (told);
      return CLI_IO;
    }
  code = import_all (cli, told, error);
  if (cli->json)
    cli_print_array (cli, told);
  else
    json_array_unref (told);
  return code;
}

static CliExit
print_verified (Cli *cli, const char *what, GPtrArray *findings)
{
  JsonObject *object = json_object_new ();
  CliExit code = cli_findings_exit (findings);

  json_object_set_string_member (object, "verified", what);
  json_object_set_boolean_member (object, "whole", code == CLI_DONE);
  json_object_set_array_member (object, "findings", cli_findings_to_json (findings));
  cli_print_object (cli, object);
  return code;
}

static CliExit
run_verify (Cli *cli, GError **error)
{
  const char *given = cli_argument (cli, 0);
  g_autofree char *path = NULL;

  if (given)
    path = g_strdup (given);
  else if (cli_option (cli, "catalog"))
    path = g_strdup (cli_option (cli, "catalog"));
  else
    path = yipu_catalog_dup_default_folder ();
  g_autofree char *database = g_build_filename (path, "catalog.db", NULL);
  g_autoptr (GPtrArray) findings = NULL;
  if (g_file_test (database, G_FILE_TEST_EXISTS)) {
    cli->catalog = yipu_catalog_open (path, YIPU_OPEN_READ_ONLY, error);
    if (!cli->catalog)
      return CLI_IO;
    findings = yipu_catalog_verify (cli->catalog, cli_flag (cli, "deep"), &cli->progress, error);
  } else {
    findings = yipu_bag_verify (path, NULL, &cli->progress, error);
  }
  return findings ? print_verified (cli, path, findings) : CLI_IO;
}

static CliExit
run_dump (Cli *cli, GError **error)
{
  YipuDumpFlags flags = cli_flag (cli, "history") ? YIPU_DUMP_HISTORY : YIPU_DUMP_RECORDS;
  const char *path = cli_argument (cli, 0);

  if (path) {
    yipu_dump_save (cli->catalog, path, flags, &cli->progress, error);
    return CLI_DONE;
  }
  g_autoptr (GOutputStream) out = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  yipu_dump (cli->catalog, out, flags, &cli->progress, error);
  return CLI_DONE;
}

static CliExit
run_load (Cli *cli, GError **error)
{
  guint n_records = 0;

  if (!yipu_load (cli->catalog, cli_argument (cli, 0), &n_records, &cli->progress, error)) {
    if ((*error)->domain == YIPU_DUMP_ERROR)
      cli_name_file (cli_argument (cli, 0), error);
    return CLI_IO;
  }
  JsonObject *object = json_object_new ();
  json_object_set_int_member (object, "records", n_records);
  cli_print_object (cli, object);
  return CLI_DONE;
}

static CliExit
run_backup (Cli *cli, GError **error)
{
  g_autoptr (GPtrArray) findings = yipu_findings_new ();
  JsonObject *object;

  if (!yipu_backup_save (cli->catalog, cli_argument (cli, 0), &cli->progress, findings, error))
    return CLI_IO;
  object = json_object_new ();
  json_object_set_string_member (object, "file", cli_argument (cli, 0));
  json_object_set_array_member (object, "findings", cli_findings_to_json (findings));
  cli_print_object (cli, object);
  return cli_findings_exit (findings);
}

static CliExit
run_restore (Cli *cli, GError **error)
{
  const char *folder = cli_argument (cli, 1);

  if (!yipu_backup_restore (cli_argument (cli, 0), folder, &cli->progress, error))
    return CLI_IO;
  JsonObject *object = json_object_new ();
  json_object_set_string_member (object, "catalog", folder);
  cli_print_object (cli, object);
  return CLI_DONE;
}

static const CliOption new_options[] = {
  { "sample", NULL, N_ ("Fill it with the sample: two crafts, their kits and products") },
  { NULL },
};

static const CliOption import_options[] = {
  { "as", "KIND", N_ ("What the rows of a table are, such as listing") },
  { "map", "FILE", N_ ("JSON that says which column is which field") },
  { "dry-run", NULL, N_ ("Only say what would happen; photos are not decoded") },
  { "leave-out-bad-rows", NULL, N_ ("Import the good rows where some are bad") },
  { NULL },
};

static const CliOption verify_options[] = {
  { "deep", NULL, N_ ("Also hash every medium and follow the chain of the log") },
  { NULL },
};

static const CliOption dump_options[] = {
  { "history", NULL, N_ ("Add the edits and changes") },
  { NULL },
};

const CliCommand cli_catalog_commands[] = {
  { "new", "FOLDER [--sample]", N_ ("Make a catalog"), CLI_NO_CATALOG, 1, 1, new_options, run_new },
  { "import", "FILE... [--as KIND] [--map FILE] [--dry-run] [--leave-out-bad-rows]",
    N_ ("Import tables (CSV in any encoding) and photos"), CLI_WRITES_CATALOG, 1, -1,
    import_options, run_import },
  { "verify", "[PATH] [--deep]", N_ ("Verify a catalog, or anybody's BagIt bag, folder or zip"),
    CLI_NO_CATALOG, 0, 1, verify_options, run_verify },
  { "dump", "[FILE] [--history]", N_ ("Write the whole catalog as JSON lines"), CLI_READS_CATALOG,
    0, 1, dump_options, run_dump },
  { "load", "FILE", N_ ("Read JSON lines into the catalog, as one step of undo"),
    CLI_WRITES_CATALOG, 1, 1, NULL, run_load },
  { "backup", "FILE", N_ ("Back up the catalog with its media"), CLI_WRITES_CATALOG, 1, 1, NULL,
    run_backup },
  { "restore", "FILE FOLDER", N_ ("Restore a backup into a new folder"), CLI_NO_CATALOG, 2, 2, NULL,
    run_restore },
  { NULL },
};
