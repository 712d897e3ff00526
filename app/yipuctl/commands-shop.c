/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shops, check, export: from products to a bundle. */
#include "cli.h"

#include <glib/gi18n-lib.h>
#include <yipu/export.h>
#include <yipu/shop.h>

static CliExit
run_shops (Cli *cli, GError **error)
{
  g_autoptr (GPtrArray) findings = yipu_findings_new ();
  g_autoptr (GPtrArray) shops = yipu_shops_list (findings);
  JsonArray *rows = json_array_new ();

  for (guint i = 0; i < shops->len; i++) {
    const YipuShop *shop = shops->pdata[i];
    JsonObject *row = json_object_new ();
    json_object_set_string_member (row, "shop", yipu_shop_get_id (shop));
    json_object_set_string_member (row, "name", yipu_shop_get_name (shop));
    json_object_set_string_member (row, "version", yipu_shop_get_version (shop));
    json_object_set_string_member (row, "checked", yipu_shop_get_checked (shop));
    json_array_add_object_element (rows, row);
  }
  cli_print_array (cli, rows);
  for (guint i = 0; i < findings->len; i++)
    cli_say (cli, "%s", ((const YipuFinding *) findings->pdata[i])->message);
  return CLI_DONE;
}

/* All shops where none is named. */
static char **
dup_shops (Cli *cli)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autofree const char **given = cli_options (cli, "shop");

  if (given[0])
    return g_strdupv ((char **) given);
  g_autoptr (GPtrArray) shops = yipu_shops_list (NULL);
  for (guint i = 0; i < shops->len; i++)
    g_strv_builder_add (ids, yipu_shop_get_id (shops->pdata[i]));
  return g_strv_builder_end (ids);
}

static YipuExportPlan *
make_plan (Cli *cli, GError **error)
{
  g_autofree char *date = cli_dup_date (cli, error);
  g_auto (GStrv) shops = dup_shops (cli);
  g_autofree const char **products = g_new0 (const char *, cli->arguments->len + 1);

  if (!date)
    return NULL;
  for (guint i = 0; i < cli->arguments->len; i++)
    products[i] = cli->arguments->pdata[i];
  return yipu_export_plan_new (cli->catalog, products, (const char *const *) shops, date,
                               &cli->progress, error);
}

static JsonObject *
cell_to_json (const YipuExportCell *cell)
{
  static const char *const states[] = { "ready", "asks", "blocked" };
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "product", cell->product);
  json_object_set_string_member (object, "title", cell->title);
  json_object_set_string_member (object, "shop", cell->shop);
  json_object_set_string_member (object, "state", states[cell->state]);
  json_object_set_array_member (object, "findings", cli_findings_to_json (cell->findings));
  return object;
}

static gboolean
is_same (const YipuFinding *a, const YipuFinding *b)
{
  return a->severity == b->severity && g_strcmp0 (a->rule, b->rule) == 0 &&
         g_strcmp0 (a->message, b->message) == 0;
}

/* What stays out is said to people, too, with each sentence that says why; what a photo after
 * another has in common, once. */
static void
print_cell (Cli *cli, const YipuExportCell *cell)
{
  cli_clear_progress (cli);
  g_print ("%s\t%s\t%s\n",
           cell->state == YIPU_CELL_READY  ? _ ("ready")
           : cell->state == YIPU_CELL_ASKS ? _ ("asks")
                                           : _ ("blocked"),
           cell->shop, cell->title);
  for (guint i = 0; i < cell->findings->len; i++) {
    const YipuFinding *finding = cell->findings->pdata[i];
    guint times = 1;
    while (i + 1 < cell->findings->len && is_same (finding, cell->findings->pdata[i + 1])) {
      times++;
      i++;
    }
    g_print ("  %s\t%s\t%s", yipu_severity_to_string (finding->severity), finding->rule,
             finding->message);
    if (times > 1)
      g_print (" × %u", times);
    g_print ("\n");
  }
}

static CliExit
run_check (Cli *cli, GError **error)
{
  g_autoptr (YipuExportPlan) plan = make_plan (cli, error);
  CliExit code = CLI_DONE;

  if (!plan)
    return CLI_IO;
  GPtrArray *cells = yipu_export_plan_get_cells (plan);
  JsonArray *array = json_array_new ();
  for (guint i = 0; i < cells->len; i++) {
    const YipuExportCell *cell = cells->pdata[i];
    if (cell->state == YIPU_CELL_BLOCKED)
      code = CLI_FINDING;
    if (cli->json)
      json_array_add_object_element (array, cell_to_json (cell));
    else
      print_cell (cli, cell);
  }
  cli_print_array (cli, array);
  return code;
}

/* Ticks every warning of the plan with one reason; TRUE also when there was none. */
static gboolean
tick_warnings (Cli *cli, YipuExportPlan *plan, const char *reason, GError **error)
{
  GPtrArray *cells = yipu_export_plan_get_cells (plan);

  for (guint i = 0; i < cells->len; i++) {
    const YipuExportCell *cell = cells->pdata[i];
    for (guint f = 0; f < cell->findings->len; f++) {
      const YipuFinding *finding = cell->findings->pdata[f];
      if (finding->severity == YIPU_SEVERITY_WARN &&
          !yipu_export_allow (cli->catalog, finding, reason, error))
        return FALSE;
    }
  }
  return TRUE;
}

static void
print_result (Cli *cli, const YipuExportResult *result)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "bundle", result->path);
  json_object_set_string_member (object, "bag", result->bag);
  json_object_set_string_member (object, "release", result->release);
  json_object_set_boolean_member (object, "reviewed", result->reviewed);
  json_object_set_int_member (object, "products", result->products);
  json_object_set_int_member (object, "left_out", result->left_out);
  json_object_set_int_member (object, "files", result->files);
  json_object_set_int_member (object, "bytes", result->bytes);
  cli_print_object (cli, object);
}

static void
say_left_out (Cli *cli, YipuExportPlan *plan)
{
  GPtrArray *cells = yipu_export_plan_get_cells (plan);

  for (guint i = 0; i < cells->len; i++) {
    const YipuExportCell *cell = cells->pdata[i];
    const YipuFinding *first = cell->findings->len > 0 ? cell->findings->pdata[0] : NULL;
    if (cell->state != YIPU_CELL_READY && first)
      cli_say (cli, _ ("Left out of %s: %s: %s"), cell->shop, cell->title, first->message);
  }
}

static CliExit
run_export (Cli *cli, GError **error)
{
  const char *output = cli_option (cli, "output");
  const char *reason = cli_option (cli, "reason");

  if (!output || !cli_flag (cli, "shop")) {
    g_set_error_literal (error, CLI_ERROR, CLI_USAGE,
                         _ ("Say where with --output FILE.zip and for whom with --shop SHOP; "
                            "yipuctl shops lists them."));
    return CLI_USAGE;
  }
  g_autoptr (YipuExportPlan) plan = make_plan (cli, error);
  if (plan && reason) {
    if (!tick_warnings (cli, plan, reason, error))
      return CLI_IO;
    yipu_export_plan_unref (plan);
    plan = make_plan (cli, error);
  }
  if (!plan)
    return CLI_IO;
  g_autoptr (YipuExportResult) result =
      yipu_export_run (cli->catalog, plan, output, &cli->progress, error);
  say_left_out (cli, result ? result->plan : plan);
  if (!result)
    return CLI_IO;
  print_result (cli, result);
  return result->left_out > 0 ? CLI_FINDING : CLI_DONE;
}

static const CliOption check_options[] = {
  { "shop", "SHOP", N_ ("A shop, may be repeated; all of them unless said"), TRUE },
  { "date", "DATE", N_ ("The day it is for, today unless said") },
  { NULL },
};

static const CliOption export_options[] = {
  { "shop", "SHOP", N_ ("A shop, may be repeated"), TRUE },
  { "output", "FILE.zip", N_ ("The bundle to write") },
  { "reason", "TEXT", N_ ("Tick every warning with this reason, so that it goes on") },
  { "date", "DATE", N_ ("The day it is for, today unless said") },
  { NULL },
};

const CliCommand cli_shop_commands[] = {
  { "shops", "", N_ ("List the shops a bundle can be made for"), CLI_NO_CATALOG, 0, 0, NULL,
    run_shops },
  { "check", "[--shop SHOP]... [--date DATE] [PRODUCT-ID...]",
    N_ ("Say what each shop still asks of each product"), CLI_READS_CATALOG, 0, -1, check_options,
    run_check },
  { "export",
    "--shop SHOP [--shop SHOP]... --output FILE.zip [--reason TEXT] [--date DATE] "
    "[PRODUCT-ID...]",
    N_ ("Write the bundle of these products, or of all"), CLI_WRITES_CATALOG, 0, -1, export_options,
    run_export },
  { NULL },
};
