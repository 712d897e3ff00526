/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * kit: all that follows from a line drawn through a process. */
#include "cli.h"

#include <glib/gi18n-lib.h>
#include <yipu/kit-sheet.h>

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
  cli_print (cli, yipu_kit_sheet_to_json (sheet, boxes));
  return cli_findings_exit (yipu_kit_sheet_get_findings (sheet));
}

static const CliOption kit_options[] = {
  { "line", "STEP-ID",
    N_ ("A first step of the buyer, in place of the kit's own; may be repeated") },
  { "boxes", "N", N_ ("Add the shopping list of an order of N boxes") },
  { NULL },
};

const CliCommand cli_kit_commands[] = {
  { "kit", "ID [--line STEP-ID...] [--boxes N]",
    N_ ("Compute a kit, or a finished piece: box, tools, time, cost, price, shares"),
    CLI_READS_CATALOG, 1, 1, kit_options, run_kit },
  { NULL },
};
