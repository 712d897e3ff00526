/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * add, set, remove, list, show, search: single records, field by field. */
#include "cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/record-json.h>
#include <yipu/search.h>
#include <yipu/vocabulary.h>

static const YipuField *
find_field (const YipuKind *kind, const char *name, GError **error)
{
  const YipuField *field = yipu_kind_field (kind, name);
  g_autoptr (GString) names = g_string_new (NULL);

  if (field)
    return field;
  for (guint i = 0; i < kind->n_fields; i++)
    g_string_append_printf (names, "%s%s", i ? ", " : "", kind->fields[i].name);
  g_set_error (error, CLI_ERROR, CLI_USAGE, _ ("A %s has no field “%s”. Fields: %s."), kind->id,
               name, names->str);
  return NULL;
}

/* What may stand in a field that takes words of a list: behind the error of a wrong one. */
static void
tell_words (const YipuField *field, GError **error)
{
  guint n_terms = 0;
  const YipuTerm *terms =
      field->vocabulary ? yipu_vocabulary_terms (field->vocabulary, &n_terms) : NULL;
  g_autoptr (GString) words = g_string_new (NULL);

  if (!error || !*error || n_terms == 0)
    return;
  for (guint i = 0; i < n_terms; i++) {
    const char *label = yipu_vocabulary_label (field->vocabulary, terms[i].id);
    g_string_append_printf (words, "%s%s", i ? ", " : "", terms[i].id);
    if (!g_str_equal (label, terms[i].id))
      g_string_append_printf (words, " (%s)", label);
  }
  g_autofree char *before = g_steal_pointer (&(*error)->message);
  (*error)->message = g_strdup_printf (_ ("%s The list: %s."), before, words->str);
}

/* "FIELD=VALUE" as typed → a field of @kind and its canonical value. */
static const YipuField *
parse_assignment (const YipuKind *kind, const char *text, char **value, GError **error)
{
  const char *equals = strchr (text, '=');
  g_autofree char *name = equals ? g_strndup (text, (gsize) (equals - text)) : NULL;
  const YipuField *field = name ? find_field (kind, name, error) : NULL;

  if (!equals)
    g_set_error (error, CLI_ERROR, CLI_USAGE, _ ("“%s” is not FIELD=VALUE."), text);
  if (!field)
    return NULL;
  if (!yipu_field_parse (field, equals + 1, value, error)) {
    g_prefix_error (error, "%s: ", name);
    tell_words (field, error);
    return NULL;
  }
  return field;
}

typedef struct {
  Cli *cli;
  const YipuKind *kind; /* of add; looked up for set */
  char *id;             /* (owned) */
} Assignment;

static gboolean
assign (YipuEdit *edit, Assignment *job, GError **error)
{
  for (guint i = 1; i < job->cli->arguments->len; i++) {
    g_autofree char *value = NULL;
    const YipuField *field =
        parse_assignment (job->kind, job->cli->arguments->pdata[i], &value, error);
    if (!field || !yipu_edit_set (edit, job->id, field->name, value, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
add_record (YipuEdit *edit, gpointer data, GError **error)
{
  Assignment *job = data;

  job->id = g_strdup (yipu_edit_add (edit, job->kind->id, NULL, error));
  return job->id && assign (edit, job, error);
}

static CliExit
run_add (Cli *cli, GError **error)
{
  Assignment job = { .cli = cli, .kind = cli_kind (cli_argument (cli, 0), error) };

  if (!job.kind)
    return CLI_USAGE;
  if (yipu_catalog_edit (cli->catalog, N_ ("Add a record"), add_record, &job, error)) {
    JsonNode *node = json_node_new (JSON_NODE_VALUE);
    json_node_set_string (node, job.id);
    cli_print (cli, node);
  }
  g_free (job.id);
  return CLI_DONE;
}

static gboolean
set_record (YipuEdit *edit, gpointer data, GError **error)
{
  return assign (edit, data, error);
}

static CliExit
run_set (Cli *cli, GError **error)
{
  Assignment job = { .cli = cli, .id = cli->arguments->pdata[0] };
  g_autoptr (YipuRecord) record = yipu_reader_get (cli->reader, NULL, job.id, error);

  if (!record)
    return CLI_USAGE;
  job.kind = yipu_record_get_kind (record);
  yipu_catalog_edit (cli->catalog, N_ ("Change a record"), set_record, &job, error);
  return CLI_DONE;
}

static gboolean
remove_records (YipuEdit *edit, gpointer data, GError **error)
{
  Cli *cli = data;

  for (guint i = 0; i < cli->arguments->len; i++)
    if (!yipu_edit_remove (edit, cli->arguments->pdata[i], error))
      return FALSE;
  return TRUE;
}

static CliExit
run_remove (Cli *cli, GError **error)
{
  yipu_catalog_edit (cli->catalog, N_ ("Remove records"), remove_records, cli, error);
  return CLI_DONE;
}

static void
add_row (Cli *cli, JsonArray *rows, const YipuRecord *record)
{
  if (cli->json) {
    json_array_add_object_element (rows, yipu_record_to_json (record));
    return;
  }
  g_autofree char *title = yipu_record_dup_title (record);
  JsonObject *row = json_object_new ();
  json_object_set_string_member (row, "id", yipu_record_get_id (record));
  json_object_set_string_member (row, "title", title);
  json_array_add_object_element (rows, row);
}

/* Row numbers in order, then their records 500 at a time: lists may be long. */
static gboolean
add_rows (Cli *cli, JsonArray *rows, const char *kind, GArray *numbers, guint n, GError **error)
{
  for (guint at = 0; at < n; at += 500) {
    guint piece = MIN (500, n - at);
    g_autoptr (GPtrArray) records = yipu_reader_get_rows (
        cli->reader, kind, &g_array_index (numbers, gint64, at), piece, error);
    if (!records)
      return FALSE;
    for (guint i = 0; i < records->len; i++)
      if (records->pdata[i])
        add_row (cli, rows, records->pdata[i]);
  }
  return TRUE;
}

/* "--where": of what holds several, the one that is looked for. */
static const YipuField *
parse_where (Cli *cli, const YipuKind *kind, char **value, GError **error)
{
  const YipuField *field = parse_assignment (kind, cli_option (cli, "where"), value, error);
  gboolean many = field && *value &&
                  (field->type == YIPU_FIELD_LIST || field->type == YIPU_FIELD_SET ||
                   field->type == YIPU_FIELD_REFS || field->type == YIPU_FIELD_MONTHS);

  if (!many)
    return field;
  g_autofree char *list = g_steal_pointer (value);
  g_auto (GStrv) parts = yipu_field_split (list);
  if (g_strv_length (parts) != 1) {
    g_set_error (error, CLI_ERROR, CLI_USAGE, _ ("--where %s= takes one value, not several."),
                 field->name);
    return NULL;
  }
  *value = g_strdup (parts[0]);
  return field;
}

static CliExit
run_list (Cli *cli, GError **error)
{
  const YipuKind *kind = cli_kind (cli_argument (cli, 0), error);
  const YipuField *field = NULL;
  g_autofree char *value = NULL;
  gint64 limit;

  if (!kind)
    return CLI_USAGE;
  if (cli_option (cli, "where") && !(field = parse_where (cli, kind, &value, error)))
    return CLI_USAGE;
  if (!cli_number (cli, "limit", G_MAXINT32, &limit, error))
    return CLI_USAGE;
  g_autoptr (GArray) numbers =
      yipu_reader_list_rows (cli->reader, kind->id, field ? field->name : NULL, value, error);
  if (!numbers)
    return CLI_IO;
  JsonArray *rows = json_array_new ();
  if (!add_rows (cli, rows, kind->id, numbers, (guint) MIN (limit, numbers->len), error)) {
    json_array_unref (rows);
    return CLI_IO;
  }
  cli_print_array (cli, rows);
  return CLI_DONE;
}

static CliExit
run_show (Cli *cli, GError **error)
{
  g_autoptr (YipuRecord) record = yipu_reader_get (cli->reader, NULL, cli_argument (cli, 0), error);

  if (record)
    cli_print_object (cli, yipu_record_to_json (record));
  return CLI_DONE;
}

static CliExit
run_search (Cli *cli, GError **error)
{
  g_ptr_array_add (cli->arguments, NULL);
  g_autofree char *words = g_strjoinv (" ", (char **) cli->arguments->pdata);
  g_autoptr (YipuSearch) search = yipu_search_open (cli->catalog, error);
  gint64 limit;

  if (!search || !cli_number (cli, "limit", 50, &limit, error) ||
      !yipu_search_wait (search, cli->progress.cancellable, error))
    return CLI_IO;
  g_autoptr (GPtrArray) hits = yipu_search_query (search, words, NULL, (guint) limit, error);
  if (!hits)
    return CLI_IO;
  JsonArray *rows = json_array_new ();
  for (guint i = 0; i < hits->len; i++) {
    const YipuHit *hit = hits->pdata[i];
    JsonObject *row = json_object_new ();
    json_object_set_string_member (row, "kind", hit->kind);
    json_object_set_string_member (row, "id", hit->id);
    json_object_set_string_member (row, "title", hit->title);
    json_array_add_object_element (rows, row);
  }
  cli_print_array (cli, rows);
  return CLI_DONE;
}

static const CliOption list_options[] = {
  { "where", "FIELD=VALUE", N_ ("Only records whose field has, or holds, this value") },
  { "limit", "N", N_ ("At most so many") },
  { NULL },
};

static const CliOption search_options[] = {
  { "limit", "N", N_ ("At most so many, 50 unless said") },
  { NULL },
};

const CliCommand cli_record_commands[] = {
  { "add", "KIND FIELD=VALUE...", N_ ("Add a record and print its id"), CLI_WRITES_CATALOG, 1, -1,
    NULL, run_add },
  { "set", "ID FIELD=VALUE...", N_ ("Change fields of a record"), CLI_WRITES_CATALOG, 2, -1, NULL,
    run_set },
  { "remove", "ID...", N_ ("Remove records; undo brings them back"), CLI_WRITES_CATALOG, 1, -1,
    NULL, run_remove },
  { "list", "KIND [--where FIELD=VALUE] [--limit N]", N_ ("List the records of a kind"),
    CLI_READS_CATALOG, 1, 1, list_options, run_list },
  { "show", "ID", N_ ("Show all fields of a record"), CLI_READS_CATALOG, 1, 1, NULL, run_show },
  { "search", "WORDS... [--limit N]", N_ ("Search everything: words, pinyin, initials, numbers"),
    CLI_READS_CATALOG, 1, -1, search_options, run_search },
  { NULL },
};
