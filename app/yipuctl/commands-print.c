/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * booklet: what lies in a kit's box on paper, and the cards its steps are taught with. slips: what
 * each household of an order makes. */
#include "cli.h"

#include <glib/gi18n-lib.h>
#include <yipu/booklet.h>
#include <yipu/slips.h>

static const struct {
  const char *name;
  YipuBookletForm form;
} forms[] = {
  { "screen", YIPU_BOOKLET_SCREEN },         { "fold", YIPU_BOOKLET_FOLD },
  { "box-card", YIPU_BOOKLET_BOX_CARD },     { "begin", YIPU_BOOKLET_CARDS_BEGIN },
  { "skilled", YIPU_BOOKLET_CARDS_SKILLED }, { "teach", YIPU_BOOKLET_CARDS_TEACH },
};

static gboolean
read_form (Cli *cli, YipuBookletForm *form, GError **error)
{
  const char *name = cli_option (cli, "form");

  *form = YIPU_BOOKLET_SCREEN;
  for (guint i = 0; name && i < G_N_ELEMENTS (forms); i++)
    if (g_str_equal (forms[i].name, name)) {
      *form = forms[i].form;
      return TRUE;
    }
  if (!name)
    return TRUE;
  g_set_error (error, CLI_ERROR, CLI_USAGE,
               _ ("--form is one of screen, fold, box-card, begin, skilled and teach, not “%s”."),
               name);
  return FALSE;
}

static gboolean
read_language (Cli *cli, YipuLanguage *language, GError **error)
{
  const char *name = cli_option (cli, "language");

  *language = yipu_text_is_chinese () ? YIPU_LANGUAGE_ZH : YIPU_LANGUAGE_EN;
  if (!name)
    return TRUE;
  *language = g_str_equal (name, "en") ? YIPU_LANGUAGE_EN : YIPU_LANGUAGE_ZH;
  if (g_str_equal (name, "en") || g_str_equal (name, "zh"))
    return TRUE;
  g_set_error (error, CLI_ERROR, CLI_USAGE, _ ("--language is zh or en, not “%s”."), name);
  return FALSE;
}

static void
print_findings (Cli *cli, GPtrArray *findings)
{
  JsonObject *object = json_object_new ();

  json_object_set_array_member (object, "findings", cli_findings_to_json (findings));
  cli_print_object (cli, object);
}

/* Takes @printed; NULL: it was not written. */
static CliExit
print_printed (Cli *cli, YipuPrinted *result)
{
  g_autoptr (YipuPrinted) printed = result;
  JsonObject *object;

  if (!printed)
    return CLI_IO;
  object = json_object_new ();
  json_object_set_string_member (object, "file", printed->path);
  json_object_set_int_member (object, "pages", printed->pages);
  json_object_set_int_member (object, "sheets", printed->sheets);
  json_object_set_int_member (object, "bytes", printed->bytes);
  json_object_set_array_member (object, "findings", cli_findings_to_json (printed->findings));
  cli_print_object (cli, object);
  return CLI_DONE;
}

static CliExit
run_booklet (Cli *cli, GError **error)
{
  g_autofree char *date = cli_dup_date (cli, error);
  YipuBookletSpec spec = { .kit = cli_argument (cli, 0), .date = date };
  const char *output = cli_option (cli, "output");

  if (!date || !read_form (cli, &spec.form, error) || !read_language (cli, &spec.language, error))
    return CLI_USAGE;
  if (output)
    return print_printed (cli,
                          yipu_booklet_write (cli->catalog, &spec, output, &cli->progress, error));
  g_autoptr (GPtrArray) findings = yipu_booklet_check (cli->catalog, &spec, &cli->progress, error);
  if (!findings)
    return CLI_IO;
  print_findings (cli, findings);
  return cli_findings_exit (findings);
}

static CliExit
run_slips (Cli *cli, GError **error)
{
  g_autofree char *date = cli_dup_date (cli, error);
  YipuSlipsSpec spec = { .order = cli_argument (cli, 0), .date = date };
  const char *output = cli_option (cli, "output");

  if (!date || !read_language (cli, &spec.language, error))
    return CLI_USAGE;
  if (output)
    return print_printed (cli,
                          yipu_slips_write (cli->catalog, &spec, output, &cli->progress, error));
  g_autoptr (GPtrArray) findings = yipu_slips_check (cli->catalog, &spec, &cli->progress, error);
  if (!findings)
    return CLI_IO;
  print_findings (cli, findings);
  return cli_findings_exit (findings);
}

static const CliOption slips_options[] = {
  { "output", "FILE.pdf", N_ ("The PDF to write; without it only what is wrong is said") },
  { "language", "LANGUAGE", N_ ("zh or en; the desk's own unless said") },
  { "date", "DATE", N_ ("The day it is for, today unless said") },
  { NULL },
};

static const CliOption booklet_options[] = {
  { "output", "FILE", N_ ("The PDF or PNG to write; without it only what is wrong is said") },
  { "form", "FORM",
    N_ ("screen: A5 pages (unless said); fold: A4 sheets to fold and staple; box-card: a PNG of "
        "300 dots an inch; begin, skilled, teach: training cards") },
  { "language", "LANGUAGE", N_ ("zh or en; the desk's own unless said") },
  { "date", "DATE", N_ ("The day it is for, today unless said") },
  { NULL },
};

const CliCommand cli_print_commands[] = {
  { "booklet", "KIT-ID [--form FORM] [--language LANGUAGE] [--output FILE] [--date DATE]",
    N_ ("Print a kit's booklet, the card on its box, or training cards of its steps"),
    CLI_READS_CATALOG, 1, 1, booklet_options, run_booklet },
  { "slips", "ORDER-ID [--output FILE.pdf] [--language LANGUAGE] [--date DATE]",
    N_ ("Print a slip for each household of an order: what to make, by when, pay"),
    CLI_READS_CATALOG, 1, 1, slips_options, run_slips },
  { NULL },
};
