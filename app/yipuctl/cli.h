/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the commands of yipuctl share: options parsed from one table, one printer, exit codes. */
#pragma once

#include <json-glib/json-glib.h>
#include <yipu/catalog.h>
#include <yipu/kit-sheet.h>
#include <yipu/progress.h>

G_BEGIN_DECLS

/* The documented exit codes. */
typedef enum {
  CLI_DONE = 0,
  CLI_FINDING = 1, /* a blocking finding, or a verification that failed */
  CLI_USAGE = 2,
  CLI_IO = 3, /* cannot read or write */
  CLI_CANCELLED = 4,
} CliExit;

/* One option of a command: a flag, or with a value where @value names it. */
typedef struct {
  const char *name;
  const char *value;
  const char *help;
  gboolean repeats; /* may be given more than once */
} CliOption;

typedef struct _Cli Cli;

typedef enum {
  CLI_NO_CATALOG,    /* works on files, or opens by itself */
  CLI_READS_CATALOG, /* opened for reading */
  CLI_WRITES_CATALOG,
} CliNeeds;

/* A command: the table of these is --help, the man page and the completion. */
typedef struct {
  const char *name;
  const char *arguments; /* as in the usage line */
  const char *help;
  CliNeeds needs;
  int least, most;          /* arguments; most < 0: any number */
  const CliOption *options; /* ended by an empty one */
  CliExit (*run) (Cli *cli, GError **error);
} CliCommand;

struct _Cli {
  const CliCommand *command;
  YipuCatalog *catalog; /* NULL unless the command needs it */
  YipuReader *reader;   /* of the catalog */
  GPtrArray *arguments; /* of char *, what is no option */
  GHashTable *options;  /* name → GPtrArray of its values; "" for a flag */
  gboolean json;
  gboolean shows_progress; /* a line of it stands on the terminal */
  YipuProgress progress;   /* prints on a terminal; its cancellable is Ctrl+C */
};

const char *cli_argument (Cli *cli, guint index);
gboolean cli_flag (Cli *cli, const char *option);
/* The last value given, or NULL. */
const char *cli_option (Cli *cli, const char *option);
/* All values given, NULL-terminated; (transfer container). */
const char **cli_options (Cli *cli, const char *option);
/* The kind of that name; NULL with @error set, which lists them. */
const YipuKind *cli_kind (const char *name, GError **error);
/* "--date", the day of today without it; NULL with @error set when it is no day. */
char *cli_dup_date (Cli *cli, GError **error);
/* A whole number ≥ 0, or @fallback; FALSE with @error set when it is none. */
gboolean cli_number (Cli *cli, const char *option, gint64 fallback, gint64 *number, GError **error);

/* Takes the line of progress off the terminal, before anything else is printed there. */
void cli_clear_progress (Cli *cli);
/* Prints a result: with --json as it is, else as lines for people. Takes @node. */
void cli_print (Cli *cli, JsonNode *node);
/* As cli_print(), for the commonest shapes. Each takes what it is given. */
void cli_print_object (Cli *cli, JsonObject *object);
void cli_print_array (Cli *cli, JsonArray *array);
/* Prints findings: severity, where, message. (element-type YipuFinding) */
JsonArray *cli_findings_to_json (GPtrArray *findings);
/* CLI_FINDING when one of them blocks, else CLI_DONE. */
CliExit cli_findings_exit (GPtrArray *findings);
/* Puts what people call things in place of the ids and words that --json prints of a kit. */
void cli_put_kit_names (YipuKitSheet *sheet, JsonNode *node);
/* A sentence for people, on standard error, left out with --json. */
void cli_say (Cli *cli, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Puts the file's name before an error that does not say it. */
void cli_name_file (const char *path, GError **error);

/* An error of usage, for CLI_USAGE. */
#define CLI_ERROR (cli_error_quark ())
GQuark cli_error_quark (void);

/* The commands, by subject; each file holds those of one. */
extern const CliCommand cli_catalog_commands[];
extern const CliCommand cli_record_commands[];
extern const CliCommand cli_history_commands[];
extern const CliCommand cli_kit_commands[];
extern const CliCommand cli_order_commands[];
extern const CliCommand cli_print_commands[];
extern const CliCommand cli_shop_commands[];

G_END_DECLS
