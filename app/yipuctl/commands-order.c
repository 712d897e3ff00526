/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * order: the work of so many boxes, and who does it. */
#include "cli.h"

#include <glib/gi18n-lib.h>
#include <yipu/order.h>

/* What is asked for: an order that is there, or a new one of a kit. */
typedef struct {
  const char *kit; /* NULL: the order is there */
  gint64 boxes;    /* 0: as it is */
  char *due;       /* NULL: as it is; owned */
  char *order;     /* id, owned */
} Wanted;

static void
wanted_clear (Wanted *wanted)
{
  g_free (wanted->due);
  g_free (wanted->order);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wanted, wanted_clear)

static gboolean
write_order (YipuEdit *edit, gpointer data, GError **error)
{
  Wanted *wanted = data;

  if (wanted->kit) {
    wanted->order = g_strdup (yipu_edit_add (edit, "work_order", NULL, error));
    if (!wanted->order || !yipu_edit_set (edit, wanted->order, "kit", wanted->kit, error))
      return FALSE;
  }
  return (wanted->boxes == 0 ||
          yipu_edit_set_int (edit, wanted->order, "boxes", wanted->boxes, error)) &&
         (!wanted->due || yipu_edit_set (edit, wanted->order, "due_on", wanted->due, error));
}

/* FALSE with @error set: usage. */
static gboolean
read_wanted (Cli *cli, Wanted *wanted, GError **error)
{
  const YipuField *due = yipu_kind_field (yipu_kind_find ("work_order"), "due_on");
  const char *id = cli_argument (cli, 0);
  g_autoptr (YipuRecord) record = yipu_reader_get (cli->reader, NULL, id, error);
  const char *kind = record ? yipu_record_get_kind (record)->id : NULL;

  if (!record || !cli_number (cli, "boxes", 0, &wanted->boxes, error) ||
      (cli_option (cli, "due") &&
       !yipu_field_parse (due, cli_option (cli, "due"), &wanted->due, error)))
    return FALSE;
  if (g_str_equal (kind, "work_order"))
    wanted->order = g_strdup (id);
  else if (g_str_equal (kind, "kit") && wanted->boxes > 0)
    wanted->kit = id;
  else {
    g_set_error (error, CLI_ERROR, CLI_USAGE,
                 _ ("“%s” is no order. To order boxes of a kit, name the kit and say how many with "
                    "--boxes N."),
                 id);
    return FALSE;
  }
  return TRUE;
}

/* Proposes and stores; what could not be placed is added to @unplaced. */
static gboolean
propose (Cli *cli, const char *id, const char *date, GPtrArray *unplaced, GError **error)
{
  g_autoptr (YipuOrder) order = yipu_order_load (cli->reader, id, date, error);
  g_autoptr (YipuProposal) proposal = order ? yipu_order_propose (order) : NULL;
  gpointer job;
  gboolean stored;

  if (!proposal)
    return FALSE;
  job = yipu_order_dup_job (order, proposal);
  stored = yipu_catalog_edit (cli->catalog, N_ ("Give out the work of an order"), yipu_order_store,
                              job, error);
  yipu_order_job_free (job);
  for (guint i = 0; i < proposal->findings->len; i++)
    g_ptr_array_add (unplaced, yipu_finding_ref (proposal->findings->pdata[i]));
  return stored;
}

/* People read households by name. */
static void
put_household_names (YipuOrder *order, JsonArray *rows)
{
  GArray *households = yipu_order_get_households (order);

  for (guint i = 0; i < json_array_get_length (rows); i++) {
    JsonObject *row = json_array_get_object_element (rows, i);
    const char *kind = json_object_has_member (row, "household") ? "household" : "person";
    const char *id = json_object_get_string_member (row, kind);
    for (guint h = 0; h < households->len; h++) {
      const YipuOrderHousehold *at = &g_array_index (households, YipuOrderHousehold, h);
      if (g_str_equal (at->id, id)) {
        json_object_set_string_member (row, kind, at->name);
        break;
      }
    }
  }
}

static void
put_names (YipuOrder *order, JsonNode *node)
{
  JsonObject *root = json_node_get_object (node);
  JsonArray *households = json_object_get_array_member (root, "households");

  put_household_names (order, households);
  put_household_names (order, json_object_get_array_member (root, "assignments"));
  for (guint i = 0; i < json_array_get_length (households); i++)
    json_object_remove_member (json_array_get_object_element (households, i), "name");
  json_object_set_string_member (root, "kit", yipu_order_get_kit_name (order));
  if (yipu_order_get_sheet (order))
    cli_put_kit_names (yipu_order_get_sheet (order), node);
}

static CliExit
print_order (Cli *cli, const char *id, const char *date, GPtrArray *unplaced, GError **error)
{
  g_autoptr (YipuOrder) order = yipu_order_load (cli->reader, id, date, error);
  JsonNode *node;

  if (!order)
    return CLI_IO;
  node = yipu_order_to_json (order);
  json_object_set_array_member (json_node_get_object (node), "unplaced",
                                cli_findings_to_json (unplaced));
  if (!cli->json)
    put_names (order, node);
  cli_print (cli, node);
  return cli_findings_exit (yipu_order_get_findings (order));
}

static CliExit
run_order (Cli *cli, GError **error)
{
  g_auto (Wanted) wanted = { NULL };
  g_autofree char *date = cli_dup_date (cli, error);
  g_autoptr (GPtrArray) unplaced = yipu_findings_new ();

  if (!date || !read_wanted (cli, &wanted, error))
    return CLI_USAGE;
  if ((wanted.kit || wanted.boxes > 0 || wanted.due) &&
      !yipu_catalog_edit (cli->catalog, wanted.kit ? N_ ("Order boxes") : N_ ("Change an order"),
                          write_order, &wanted, error))
    return CLI_IO;
  if (cli_flag (cli, "propose") && !propose (cli, wanted.order, date, unplaced, error))
    return CLI_IO;
  return print_order (cli, wanted.order, date, unplaced, error);
}

static const CliOption order_options[] = {
  { "boxes", "N", N_ ("How many boxes are ordered; with a kit, makes the order") },
  { "due", "DATE", N_ ("The day the boxes are due") },
  { "propose", NULL, N_ ("Give out what nobody does yet, nobody over their hours, and store it") },
  { "date", "DATE", N_ ("The day it is looked at, today unless said") },
  { NULL },
};

const CliCommand cli_order_commands[] = {
  { "order", "ORDER-ID|KIT-ID [--boxes N] [--due DATE] [--propose] [--date DATE]",
    N_ ("Make or show an order: whole runs, who does them, pay, what is to be bought"),
    CLI_WRITES_CATALOG, 1, 1, order_options, run_order },
  { NULL },
};
