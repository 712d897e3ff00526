/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * history, undo, redo: what was done, and taking it back. */
#include "cli.h"

#include <glib/gi18n-lib.h>
#include <yipu/history.h>

static void
set_text (JsonObject *object, const char *name, const char *text)
{
  if (text && *text)
    json_object_set_string_member (object, name, text);
}

static JsonArray *
changes_to_json (GPtrArray *changes)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < changes->len; i++) {
    const YipuHistoryChange *change = changes->pdata[i];
    JsonObject *object = json_object_new ();

    set_text (object, "op", change->op);
    set_text (object, "kind", change->kind);
    set_text (object, "id", change->record);
    set_text (object, "field", change->field);
    set_text (object, "before", change->before);
    set_text (object, "value", change->value);
    json_array_add_object_element (array, object);
  }
  return array;
}

static JsonObject *
edit_to_json (const YipuHistoryEdit *edit)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (edit->time);
  g_autofree char *stamp = time ? g_date_time_format_iso8601 (time) : g_strdup ("");
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "edit", edit->id);
  set_text (object, "time", stamp);
  set_text (object, "act", edit->act);
  set_text (object, "label", _ (edit->label));
  json_object_set_string_member (object, "person", edit->person);
  json_object_set_boolean_member (object, "undone", edit->undone);
  json_object_set_int_member (object, "n_changes", edit->n_changes);
  json_object_set_array_member (object, "changes", changes_to_json (edit->changes));
  return object;
}

/* For people: the number undo takes, when, what, by whom. */
static void
print_edit (const YipuHistoryEdit *edit)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (edit->time);
  g_autofree char *stamp = time ? g_date_time_format (time, "%F %H:%M") : g_strdup ("");
  const char *label = edit->label && *edit->label ? _ (edit->label) : edit->act;

  g_print ("%" G_GINT64_FORMAT "\t%s\t%s", edit->id, stamp, label);
  if (edit->person && *edit->person)
    g_print ("\t%s", edit->person);
  if (edit->undone)
    g_print ("\t(%s)", _ ("undone"));
  g_print ("\n");
}

/* No edits of a record may mean that there is no such record. */
static gboolean
is_known (Cli *cli, GError **error)
{
  const char *id = cli_argument (cli, 0);
  g_autoptr (YipuRecord) record = id ? yipu_reader_get (cli->reader, NULL, id, error) : NULL;

  return !id || record;
}

static CliExit
run_history (Cli *cli, GError **error)
{
  gint64 limit;

  if (!cli_number (cli, "limit", 50, &limit, error))
    return CLI_USAGE;
  g_autoptr (GPtrArray) edits =
      yipu_history_list (cli->reader, cli_argument (cli, 0), 0, (guint) limit, error);
  if (!edits)
    return CLI_IO;
  if (edits->len == 0 && !is_known (cli, error))
    return CLI_USAGE;
  for (guint i = 0; !cli->json && i < edits->len; i++)
    print_edit (edits->pdata[i]);
  if (!cli->json)
    return CLI_DONE;
  JsonArray *rows = json_array_new ();
  for (guint i = 0; i < edits->len; i++)
    json_array_add_object_element (rows, edit_to_json (edits->pdata[i]));
  cli_print_array (cli, rows);
  return CLI_DONE;
}

static void
print_undone (Cli *cli, const YipuUndone *undone)
{
  JsonObject *object = json_object_new ();
  JsonArray *skipped = json_array_new ();

  set_text (object, "label", undone->label ? _ (undone->label) : NULL);
  set_text (object, "kind", undone->kind);
  set_text (object, "id", undone->record);
  for (char **sentence = undone->skipped; sentence && *sentence; sentence++)
    json_array_add_string_element (skipped, *sentence);
  json_object_set_array_member (object, "skipped", skipped);
  cli_print_object (cli, object);
}

static CliExit
run_undo (Cli *cli, GError **error)
{
  const char *edit = cli_argument (cli, 0);
  gint64 id = 0;

  if (edit && !g_ascii_string_to_signed (edit, 10, 1, G_MAXINT64, &id, NULL)) {
    g_set_error (error, CLI_ERROR, CLI_USAGE,
                 _ ("“%s” is no edit: yipuctl history shows their numbers."), edit);
    return CLI_USAGE;
  }
  g_autoptr (YipuUndone) undone = edit ? yipu_catalog_revert (cli->catalog, id, error)
                                       : yipu_catalog_undo (cli->catalog, error);
  if (undone)
    print_undone (cli, undone);
  return CLI_DONE;
}

static CliExit
run_redo (Cli *cli, GError **error)
{
  g_autoptr (YipuUndone) undone = yipu_catalog_redo (cli->catalog, error);

  if (undone)
    print_undone (cli, undone);
  return CLI_DONE;
}

static const CliOption history_options[] = {
  { "limit", "N", N_ ("At most so many, 50 unless said") },
  { NULL },
};

const CliCommand cli_history_commands[] = {
  { "history", "[ID] [--limit N]",
    N_ ("What was done, newest first; of one record where its id is given"), CLI_READS_CATALOG, 0,
    1, history_options, run_history },
  { "undo", "[EDIT]", N_ ("Take back the newest edit, or the one of that number"),
    CLI_WRITES_CATALOG, 0, 1, NULL, run_undo },
  { "redo", "", N_ ("Do again what was undone last"), CLI_WRITES_CATALOG, 0, 0, NULL, run_redo },
  { NULL },
};
