/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading options and printing results for all commands alike. */
#include "cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/finding.h>

G_DEFINE_QUARK (yipuctl - error, cli_error)

const char *
cli_argument (Cli *cli, guint index)
{
  return index < cli->arguments->len ? cli->arguments->pdata[index] : NULL;
}

gboolean
cli_flag (Cli *cli, const char *option)
{
  return g_hash_table_contains (cli->options, option);
}

const char *
cli_option (Cli *cli, const char *option)
{
  GPtrArray *values = g_hash_table_lookup (cli->options, option);

  return values ? values->pdata[values->len - 1] : NULL;
}

const char **
cli_options (Cli *cli, const char *option)
{
  GPtrArray *values = g_hash_table_lookup (cli->options, option);
  const char **all = g_new0 (const char *, values ? values->len + 1 : 1);

  for (guint i = 0; values && i < values->len; i++)
    all[i] = values->pdata[i];
  return all;
}

gboolean
cli_number (Cli *cli, const char *option, gint64 fallback, gint64 *number, GError **error)
{
  const char *text = cli_option (cli, option);

  *number = fallback;
  if (!text || g_ascii_string_to_signed (text, 10, 0, G_MAXINT32, number, NULL))
    return TRUE;
  g_set_error (error, CLI_ERROR, CLI_USAGE, _ ("--%s takes a whole number, not “%s”."), option,
               text);
  return FALSE;
}

const YipuKind *
cli_kind (const char *name, GError **error)
{
  guint n_kinds;
  const YipuKind *const *kinds = yipu_kind_all (&n_kinds);
  const YipuKind *found = yipu_kind_find (name);
  g_autoptr (GString) names = g_string_new (NULL);

  if (found)
    return found;
  for (guint i = 0; i < n_kinds; i++)
    g_string_append_printf (names, "%s%s", i ? ", " : "", kinds[i]->id);
  g_set_error (error, CLI_ERROR, CLI_USAGE, _ ("There is no kind “%s”. Kinds: %s."), name,
               names->str);
  return NULL;
}

char *
cli_dup_date (Cli *cli, GError **error)
{
  const YipuField *day = yipu_kind_field (yipu_kind_find ("membership"), "valid_from");
  const char *text = cli_option (cli, "date");
  char *date = NULL;

  if (!text) {
    g_autoptr (GDateTime) now = g_date_time_new_now_local ();
    return g_date_time_format (now, "%F");
  }
  if (!yipu_field_parse (day, text, &date, NULL) || !date)
    g_set_error (error, CLI_ERROR, CLI_USAGE,
                 _ ("--date takes a day such as 2026-05-12, not “%s”."), text);
  return date;
}

/* --- Printing --- */

static char *
value_to_text (JsonNode *node)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("–");
  if (JSON_NODE_HOLDS_VALUE (node)) {
    if (json_node_get_value_type (node) == G_TYPE_STRING)
      return g_strdup (json_node_get_string (node));
    return json_to_string (node, FALSE);
  }
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return json_to_string (node, FALSE);
  JsonArray *array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++) {
    g_autofree char *part = value_to_text (json_array_get_element (array, i));
    g_string_append_printf (text, "%s%s", i ? ", " : "", part);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void print_lines (JsonNode *node, int indent);

/* What is empty is not worth a line. */
static void
print_member (const char *name, JsonNode *node, int indent)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  gboolean deep =
      JSON_NODE_HOLDS_OBJECT (node) || (array && json_array_get_length (array) > 0 &&
                                        JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, 0)));

  if (array && json_array_get_length (array) == 0)
    return;
  if (deep) {
    g_print ("%*s%s:\n", indent, "", name);
    print_lines (node, indent + 2);
    return;
  }
  g_autofree char *text = value_to_text (node);
  g_print ("%*s%s: %s\n", indent, "", name, text);
}

/* An object of plain values on one line: what a list prints. */
static void
print_row (JsonObject *object, int indent)
{
  g_autoptr (GList) names = json_object_get_members (object);

  g_print ("%*s", indent, "");
  for (GList *name = names; name; name = name->next) {
    g_autofree char *text = value_to_text (json_object_get_member (object, name->data));
    g_print ("%s%s", text, name->next ? "\t" : "\n");
  }
}

static void
print_lines (JsonNode *node, int indent)
{
  if (JSON_NODE_HOLDS_OBJECT (node)) {
    JsonObject *object = json_node_get_object (node);
    g_autoptr (GList) names = json_object_get_members (object);
    for (GList *name = names; name; name = name->next)
      print_member (name->data, json_object_get_member (object, name->data), indent);
    return;
  }
  if (JSON_NODE_HOLDS_ARRAY (node)) {
    JsonArray *array = json_node_get_array (node);
    for (guint i = 0; i < json_array_get_length (array); i++) {
      JsonNode *element = json_array_get_element (array, i);
      if (JSON_NODE_HOLDS_OBJECT (element))
        print_row (json_node_get_object (element), indent);
      else
        print_lines (element, indent);
    }
    return;
  }
  g_autofree char *text = value_to_text (node);
  g_print ("%*s%s\n", indent, "", text);
}

void
cli_clear_progress (Cli *cli)
{
  if (cli->shows_progress)
    g_printerr ("\r\033[K");
  cli->shows_progress = FALSE;
}

void
cli_print (Cli *cli, JsonNode *node)
{
  cli_clear_progress (cli);
  if (cli->json) {
    g_autofree char *text = json_to_string (node, TRUE);
    g_print ("%s\n", text);
  } else {
    print_lines (node, 0);
  }
  json_node_unref (node);
}

void
cli_print_object (Cli *cli, JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  cli_print (cli, node);
}

void
cli_print_array (Cli *cli, JsonArray *array)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, array);
  cli_print (cli, node);
}

static void
set_text (JsonObject *object, const char *name, const char *text)
{
  if (text)
    json_object_set_string_member (object, name, text);
}

JsonArray *
cli_findings_to_json (GPtrArray *findings)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < findings->len; i++) {
    const YipuFinding *finding = findings->pdata[i];
    JsonObject *object = json_object_new ();

    set_text (object, "severity", yipu_severity_to_string (finding->severity));
    set_text (object, "rule", finding->rule);
    set_text (object, "shop", finding->shop);
    set_text (object, "kind", finding->kind);
    set_text (object, "id", finding->record);
    set_text (object, "field", finding->field);
    set_text (object, "message", finding->message);
    set_text (object, "law", finding->law);
    json_array_add_object_element (array, object);
  }
  return array;
}

CliExit
cli_findings_exit (GPtrArray *findings)
{
  YipuSeverity worst;

  return yipu_findings_worst (findings, &worst) && worst == YIPU_SEVERITY_BLOCK ? CLI_FINDING
                                                                                : CLI_DONE;
}

void
cli_say (Cli *cli, const char *format, ...)
{
  va_list args;

  if (cli->json)
    return;
  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  cli_clear_progress (cli);
  g_printerr ("%s\n", text);
}

void
cli_name_file (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  if (!strstr ((*error)->message, name))
    g_prefix_error (error, "%s: ", name);
}
