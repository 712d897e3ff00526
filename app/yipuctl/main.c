/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * yipuctl: the same work without a window. The tables of commands are the usage, the man page and
 * the completion of bash; here they are read, and the command that is named is run. */
#include "cli.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <yipu/export.h>
#include <yipu/import.h>
#include <yipu/init.h>
#include <yipu/print.h>
#include <yipu/shop.h>

#include "manual.h"

static const CliOption common_options[] = {
  { "catalog", "FOLDER", N_ ("The catalog to work on; without it the one of this login") },
  { "json", NULL, N_ ("Print the result as JSON, with the names of the model") },
  { "help", NULL, N_ ("Say what the command does") },
  { NULL },
};

static const CliCommand *
find_command (const char *name)
{
  for (const CliCommand *const *table = cli_tables; *table; table++)
    for (const CliCommand *command = *table; command->name; command++)
      if (strcmp (command->name, name) == 0)
        return command;
  return NULL;
}

static const CliOption *
find_option (const CliOption *options, const char *name)
{
  for (; options && options->name; options++)
    if (strcmp (options->name, name) == 0)
      return options;
  return NULL;
}

static void
keep_option (Cli *cli, const char *name, const char *value)
{
  GPtrArray *values = g_hash_table_lookup (cli->options, name);

  if (!values) {
    values = g_ptr_array_new_with_free_func (g_free);
    g_hash_table_insert (cli->options, g_strdup (name), values);
  }
  g_ptr_array_add (values, g_strdup (value));
}

/* Reads "--name value", "--name=value" or "--flag" at @at; moves @at past it. */
static gboolean
read_option (Cli *cli, char **argv, int *at, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (argv[*at] + 2, "=", 2);
  const CliOption *option = find_option (common_options, parts[0]);

  if (!option && cli->command)
    option = find_option (cli->command->options, parts[0]);
  if (!option) {
    g_set_error (error, CLI_ERROR, CLI_USAGE, _ ("There is no option --%s here."), parts[0]);
    return FALSE;
  }
  if (!option->value && parts[1]) {
    g_set_error (error, CLI_ERROR, CLI_USAGE, _ ("--%s takes no value."), option->name);
    return FALSE;
  }
  if (option->value && !option->repeats && cli_flag (cli, option->name)) {
    g_set_error (error, CLI_ERROR, CLI_USAGE, _ ("--%s is there twice."), option->name);
    return FALSE;
  }
  if (option->value && !parts[1] && !argv[*at + 1]) {
    g_set_error (error, CLI_ERROR, CLI_USAGE, _ ("--%s wants %s after it."), option->name,
                 option->value);
    return FALSE;
  }
  if (option->value && !parts[1])
    keep_option (cli, option->name, argv[++*at]);
  else
    keep_option (cli, option->name, parts[1] ? parts[1] : "");
  return TRUE;
}

static gboolean
read_arguments (Cli *cli, char **argv, GError **error)
{
  gboolean only_arguments = FALSE;

  for (int at = 1; argv[at]; at++) {
    if (!only_arguments && strcmp (argv[at], "--") == 0) {
      only_arguments = TRUE;
    } else if (!only_arguments && g_str_has_prefix (argv[at], "--")) {
      if (!read_option (cli, argv, &at, error))
        return FALSE;
    } else if (!cli->command) {
      cli->command = find_command (argv[at]);
      if (!cli->command) {
        g_set_error (error, CLI_ERROR, CLI_USAGE,
                     _ ("There is no command “%s”; yipuctl --help lists them."), argv[at]);
        return FALSE;
      }
    } else {
      g_ptr_array_add (cli->arguments, argv[at]);
    }
  }
  return TRUE;
}

static gboolean
check_arguments (Cli *cli, GError **error)
{
  int n = (int) cli->arguments->len;

  if (!cli->command) {
    g_set_error_literal (error, CLI_ERROR, CLI_USAGE,
                         _ ("Which command? yipuctl --help lists them."));
    return FALSE;
  }
  if (n >= cli->command->least && (cli->command->most < 0 || n <= cli->command->most))
    return TRUE;
  g_autofree char *usage = manual_dup_usage (cli->command);
  g_set_error (error, CLI_ERROR, CLI_USAGE, _ ("Usage: yipuctl %s"), usage);
  return FALSE;
}

static gboolean
open_catalog (Cli *cli, GError **error)
{
  const char *given = cli_option (cli, "catalog");
  g_autofree char *folder = given ? g_strdup (given) : yipu_catalog_dup_default_folder ();
  YipuOpenFlags flags =
      cli->command->needs == CLI_READS_CATALOG ? YIPU_OPEN_READ_ONLY : YIPU_OPEN_NORMAL;

  if (cli->command->needs == CLI_NO_CATALOG)
    return TRUE;
  if (!given && !g_file_test (folder, G_FILE_TEST_EXISTS)) {
    g_set_error_literal (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOT_A_CATALOG,
                         _ ("This login has no catalog of its own yet: name one with --catalog "
                            "FOLDER, or make one with yipuctl new FOLDER."));
    return FALSE;
  }
  cli->catalog = yipu_catalog_open (folder, flags, error);
  if (!cli->catalog)
    return FALSE;
  if (yipu_catalog_get_notice (cli->catalog))
    g_printerr ("yipuctl: %s\n", yipu_catalog_get_notice (cli->catalog));
  cli->reader = yipu_catalog_get_reader (cli->catalog);
  return TRUE;
}

/* Waits for Ctrl+C and cancels what runs; nothing but sigwait is safe for that. */
static gpointer
wait_for_signal (gpointer cancellable)
{
  sigset_t signals;
  int caught;

  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  sigwait (&signals, &caught);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
cancel_on_signal (GCancellable *cancellable)
{
  sigset_t signals;

  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  pthread_sigmask (SIG_BLOCK, &signals, NULL);
  g_thread_unref (g_thread_new ("signals", wait_for_signal, cancellable));
}

/* Progress on a terminal only, over itself and never onto a second line. */
static void
show_progress (guint64 done, guint64 total, const char *message, gpointer data)
{
  Cli *cli = data;

  cli->shows_progress = TRUE;
  g_printerr ("\r\033[K\033[?7l");
  if (total)
    g_printerr ("%3d %%  ", (int) (MIN (done, total) * 100 / total));
  g_printerr ("%s\033[?7h", message);
}

/* What was printed may not have arrived: a full disk. A reader who has seen enough is no error. */
static gboolean
check_printed (GError **error)
{
  GPollFD out = { .fd = STDOUT_FILENO };

  if (fflush (stdout) == 0 && !ferror (stdout))
    return TRUE;
  if (g_poll (&out, 1, 0) > 0 && (out.revents & G_IO_ERR))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                       _ ("The result could not be written where it should go. Is the disk full?"));
  return FALSE;
}

static CliExit
exit_for (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return CLI_CANCELLED;
  if (g_error_matches (error, YIPU_IMPORT_ERROR, YIPU_IMPORT_ERROR_ROWS) ||
      g_error_matches (error, YIPU_EXPORT_ERROR, YIPU_EXPORT_ERROR_NOTHING) ||
      g_error_matches (error, YIPU_PRINT_ERROR, YIPU_PRINT_ERROR_BLOCKED))
    return CLI_FINDING;
  if (error->domain == CLI_ERROR || error->domain == YIPU_KIND_ERROR ||
      g_error_matches (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_INVALID) ||
      g_error_matches (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOT_FOUND) ||
      g_error_matches (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOTHING) ||
      g_error_matches (error, YIPU_IMPORT_ERROR, YIPU_IMPORT_ERROR_MAP) ||
      g_error_matches (error, YIPU_SHOP_ERROR, YIPU_SHOP_ERROR_UNKNOWN))
    return CLI_USAGE;
  return CLI_IO;
}

static CliExit
run (Cli *cli, char **argv, GError **error)
{
  if (!read_arguments (cli, argv, error))
    return CLI_USAGE;
  cli->json = cli_flag (cli, "json");
  if (cli_flag (cli, "help")) {
    if (cli->command)
      manual_print_command (cli->command);
    else
      manual_print_usage (common_options);
    return CLI_DONE;
  }
  if (!check_arguments (cli, error) || !open_catalog (cli, error))
    return CLI_USAGE;
  return cli->command->run (cli, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Cli cli = {
    .arguments = g_ptr_array_new (),
    .options =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref),
  };
  CliExit code;

  yipu_init ();
  if (argc == 2 && manual_print_special (argv[1], common_options))
    return CLI_DONE;
  cancel_on_signal (cancellable);
  cli.progress.cancellable = cancellable;
  cli.progress.func = isatty (STDERR_FILENO) ? show_progress : NULL;
  cli.progress.data = &cli;
  code = run (&cli, argv, &error);
  cli_clear_progress (&cli);
  if (error || !check_printed (&error)) {
    g_printerr ("yipuctl: %s\n", error->message);
    code = exit_for (error);
  }
  g_clear_object (&cli.catalog);
  g_ptr_array_unref (cli.arguments);
  g_hash_table_unref (cli.options);
  return (int) code;
}
