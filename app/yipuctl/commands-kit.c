/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * kit: all that follows from a line drawn through a process. */
#include "cli.h"

#include <glib/gi18n-lib.h>
#include <yipu/kit-sheet.h>
#include <yipu/vocabulary.h>

/* Words of a vocabulary, by the key they stand under. */
static const struct {
  const char *key;
  const char *vocabulary;
} word_keys[] = {
  { "party", "share_parties" }, { "pay", "pay_kinds" },  { "shipping", "shipping_classes" },
  { "supply", "supply" },       { "tier", "kit_tiers" }, { "unit", "units" },
  { "who", "who_may_do" },
};

/* What people call a thing that --json gives as an id or a word; NULL to leave it as it is. */
static const char *
name_of (YipuKitSheet *sheet, const char *key, const char *text)
{
  const YipuProcess *process = yipu_kit_sheet_get_process (sheet);
  int step = yipu_kit_sheet_find_step (sheet, text);
  int item = yipu_kit_sheet_find_item (sheet, text);

  if (step >= 0)
    return process->steps[step].title;
  if (item >= 0)
    return process->items[item].name;
  for (guint i = 0; i < G_N_ELEMENTS (word_keys); i++)
    if (g_str_equal (word_keys[i].key, key))
      return yipu_vocabulary_label (word_keys[i].vocabulary, text);
  return NULL;
}

static void
put_names (YipuKitSheet *sheet, const char *key, JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node)) {
    JsonObject *object = json_node_get_object (node);
    g_autoptr (GList) members = json_object_get_members (object);
    for (GList *member = members; member; member = member->next)
      put_names (sheet, member->data, json_object_get_member (object, member->data));
  } else if (JSON_NODE_HOLDS_ARRAY (node)) {
    JsonArray *array = json_node_get_array (node);
    for (guint i = 0; i < json_array_get_length (array); i++)
      put_names (sheet, key, json_array_get_element (array, i));
  } else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING) {
    const char *name = name_of (sheet, key, json_node_get_string (node));
    if (name && *name)
      json_node_set_string (node, name);
  }
}

void
cli_put_kit_names (YipuKitSheet *sheet, JsonNode *node)
{
  put_names (sheet, "", node);
}

/* Rows have the same columns: why a step is the buyer's is told by --json only. */
static void
drop_because (JsonNode *root)
{
  JsonArray *steps = json_object_get_array_member (json_node_get_object (root), "steps");

  for (guint i = 0; i < json_array_get_length (steps); i++)
    json_object_remove_member (json_array_get_object_element (steps, i), "because");
}

static void
print_sheet (Cli *cli, YipuKitSheet *sheet, gint64 boxes)
{
  JsonNode *root = yipu_kit_sheet_to_json (sheet, boxes);

  if (!cli->json) {
    cli_put_kit_names (sheet, root);
    drop_because (root);
  }
  cli_print (cli, root);
}

static CliExit
run_kit (Cli *cli, GError **error)
{
  gint64 boxes;

  if (!cli_number (cli, "boxes", 0, &boxes, error))
    return CLI_USAGE;
  g_autoptr (YipuKitSheet) sheet =
      yipu_kit_sheet_load (cli->reader, cli_argument (cli, 0), NULL, error);
  if (!sheet)
    return CLI_IO;
  if (cli_flag (cli, "line")) {
    g_autofree const char **line = cli_options (cli, "line");
    for (const char **step = line; *step; step++)
      if (yipu_kit_sheet_find_step (sheet, *step) < 0) {
        g_set_error (error, CLI_ERROR, CLI_USAGE, _ ("“%s” is no step of this process."), *step);
        return CLI_USAGE;
      }
    yipu_kit_sheet_set_line (sheet, line);
  }
  print_sheet (cli, sheet, boxes);
  return cli_findings_exit (yipu_kit_sheet_get_findings (sheet));
}

static const CliOption kit_options[] = {
  { "line", "STEP-ID", N_ ("A first step of the buyer, in place of the kit's own; may be repeated"),
    TRUE },
  { "boxes", "N", N_ ("Add the shopping list of an order of N boxes") },
  { NULL },
};

const CliCommand cli_kit_commands[] = {
  { "kit", "ID [--line STEP-ID]... [--boxes N]",
    N_ ("Compute a kit, or a finished piece: box, tools, time, cost, price, shares"),
    CLI_READS_CATALOG, 1, 1, kit_options, run_kit },
  { NULL },
};
