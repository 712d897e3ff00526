/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * --help and the man page, from the same tables that are run. */
#include "manual.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const CliCommand *const cli_tables[] = {
  cli_catalog_commands,
  cli_record_commands,
  cli_history_commands,
  cli_kit_commands,
  cli_order_commands,
  cli_print_commands,
  cli_shop_commands,
  NULL,
};

#define EXIT_CODES                                                                                 \
  N_ ("Exit codes: 0 done; 1 a blocking finding (export: something was left out) or a "            \
      "verification failed; 2 usage; 3 cannot read or write; 4 cancelled.")

static void
print_option (const CliOption *option)
{
  g_autofree char *left = option->value ? g_strdup_printf ("--%s %s", option->name, option->value)
                                        : g_strdup_printf ("--%s", option->name);

  g_print ("  %-24s %s\n", left, _ (option->help));
}

char *
manual_dup_usage (const CliCommand *command)
{
  return g_strjoin (*command->arguments ? " " : "", command->name, command->arguments, NULL);
}

void
manual_print_command (const CliCommand *command)
{
  g_autofree char *usage = manual_dup_usage (command);

  g_print (_ ("Usage: yipuctl %s"), usage);
  g_print ("\n%s\n", _ (command->help));
  for (const CliOption *option = command->options; option && option->name; option++)
    print_option (option);
  g_print ("%s\n", _ (EXIT_CODES));
}

void
manual_print_usage (const CliOption *common)
{
  g_print ("%s\n\n", _ ("Usage: yipuctl [--catalog FOLDER] [--json] COMMAND"));
  for (const CliCommand *const *table = cli_tables; *table; table++)
    for (const CliCommand *command = *table; command->name; command++)
      g_print ("  %-10s %s\n", command->name, _ (command->help));
  g_print ("\n");
  for (const CliOption *option = common; option->name; option++)
    print_option (option);
  g_print ("%s\n", _ (EXIT_CODES));
}

/* Text of a man page: a leading dot or quote and every hyphen and backslash are escaped. */
static void
print_roff (const char *text)
{
  if (*text == '.' || *text == '\'')
    g_print ("\\&");
  for (; *text; text++) {
    if (*text == '-' || *text == '\\')
      g_print ("\\");
    g_print ("%c", *text);
  }
}

static void
print_man_option (const CliOption *option)
{
  g_print (".TP\n.B \\-\\-%s", option->name);
  if (option->value)
    g_print (" \\fI%s\\fR", option->value);
  g_print ("\n");
  print_roff (option->help);
  g_print ("\n");
}

static void
print_man (const CliOption *common)
{
  g_print (".TH YIPUCTL 1 \"\" \"yipu " YIPU_VERSION "\" \"User Commands\"\n.SH NAME\n"
           "yipuctl \\- record crafts, cut kits and export bundles without a window\n"
           ".SH SYNOPSIS\n.B yipuctl\n[\\fIOPTION\\fR...] \\fICOMMAND\\fR [\\fIARGUMENT\\fR...]\n"
           ".SH OPTIONS\n");
  for (const CliOption *option = common; option->name; option++)
    print_man_option (option);
  g_print (".SH COMMANDS\n");
  for (const CliCommand *const *table = cli_tables; *table; table++)
    for (const CliCommand *command = *table; command->name; command++) {
      g_autofree char *usage = manual_dup_usage (command);
      g_print (".SS ");
      print_roff (usage);
      g_print ("\n");
      print_roff (command->help);
      g_print ("\n");
      for (const CliOption *option = command->options; option && option->name; option++)
        print_man_option (option);
    }
  g_print (".SH EXIT STATUS\n");
  print_roff (EXIT_CODES);
  g_print ("\n.SH SEE ALSO\n.BR yipu (1)\n");
}

gboolean
manual_print_special (const char *argument, const CliOption *common)
{
  if (strcmp (argument, "--version") == 0)
    g_print ("yipuctl " YIPU_VERSION "\n");
  else if (strcmp (argument, "--man") == 0)
    print_man (common);
  else if (strcmp (argument, "--completion") == 0)
    completion_print (common);
  else
    return FALSE;
  return TRUE;
}
