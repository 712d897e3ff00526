/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * JSON: the scan that json-glib needs in front of it, and small helpers around it. */
#define G_LOG_DOMAIN "yipu-base"
#include "base/json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* json-glib keeps integers in 64 bits and wraps what is longer; none of our files holds such. */
#define MAX_WHOLE 18
#define MAX_NUMBER 40

/* Where the scan stands. `open[depth - 1]` is the bracket that closes next. */
typedef struct {
  const char *start;
  const char *at;
  const char *end;
  guint nodes;
  guint depth;
  char open[YIPU_JSON_MAX_DEPTH];
} Scan;

static gboolean
refuse (const Scan *scan, const char *what, GError **error)
{
  guint line = 1;
  const char *line_start = scan->start;

  for (const char *p = scan->start; p < scan->at; p++) {
    if (*p == '\n') {
      line++;
      line_start = p + 1;
    }
  }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("line %u, column %ld: %s"), line,
               g_utf8_strlen (line_start, scan->at - line_start) + 1, what);
  return FALSE;
}

static void
skip_space (Scan *scan)
{
  while (scan->at < scan->end && strchr (" \t\r\n", *scan->at))
    scan->at++;
}

/* Reads XXXX of \uXXXX; -1 when those are no four hex digits. */
static int
scan_hex4 (Scan *scan)
{
  int value = 0;

  if (scan->end - scan->at < 4)
    return -1;
  for (int i = 0; i < 4; i++) {
    int digit = g_ascii_xdigit_value (scan->at[i]);

    if (digit < 0)
      return -1;
    value = value * 16 + digit;
  }
  scan->at += 4;
  return value;
}

/* After "\u": refuses NUL and half a surrogate pair, which json-glib would carry on. */
static gboolean
scan_unicode_escape (Scan *scan, GError **error)
{
  int first = scan_hex4 (scan);
  int second;

  if (first <= 0)
    return refuse (scan, _ ("“\\u” wants four hexadecimal digits, and not 0000"), error);
  if (first < 0xd800 || first > 0xdfff)
    return TRUE;
  if (first > 0xdbff || scan->end - scan->at < 2 || scan->at[0] != '\\' || scan->at[1] != 'u')
    return refuse (scan, _ ("half of a character (a lone surrogate)"), error);
  scan->at += 2;
  second = scan_hex4 (scan);
  if (second < 0xdc00 || second > 0xdfff)
    return refuse (scan, _ ("half of a character (a lone surrogate)"), error);
  return TRUE;
}

static gboolean
scan_string (Scan *scan, GError **error)
{
  scan->at++;
  for (;;) {
    if (scan->at >= scan->end)
      return refuse (scan, _ ("the text ends inside quotes"), error);
    guint8 c = (guint8) *scan->at;
    if (c < 0x20)
      return refuse (scan, _ ("a line end or control character inside quotes"), error);
    scan->at++;
    if (c == '"')
      return TRUE;
    if (c != '\\')
      continue;
    if (scan->at >= scan->end || !strchr ("\"\\/bfnrtu", *scan->at))
      return refuse (scan, _ ("no such escape after “\\”"), error);
    if (*scan->at++ == 'u' && !scan_unicode_escape (scan, error))
      return FALSE;
  }
}

static guint
skip_digits (Scan *scan)
{
  const char *from = scan->at;

  while (scan->at < scan->end && g_ascii_isdigit (*scan->at))
    scan->at++;
  return (guint) (scan->at - from);
}

static gboolean
skip_one_of (Scan *scan, const char *set)
{
  if (scan->at >= scan->end || !*scan->at || !strchr (set, *scan->at))
    return FALSE;
  scan->at++;
  return TRUE;
}

static gboolean
scan_number (Scan *scan, GError **error)
{
  const char *from = scan->at;
  gboolean good;
  gboolean whole = TRUE;

  skip_one_of (scan, "-");
  good = skip_one_of (scan, "0") || skip_digits (scan) > 0;
  if (skip_one_of (scan, ".")) {
    whole = FALSE;
    good = skip_digits (scan) > 0 && good;
  }
  if (skip_one_of (scan, "eE")) {
    whole = FALSE;
    skip_one_of (scan, "+-");
    good = skip_digits (scan) > 0 && good;
  }
  if (!good || (scan->at < scan->end && g_ascii_isalnum (*scan->at)))
    return refuse (scan, _ ("this is no number"), error);
  if (scan->at - from > (whole ? MAX_WHOLE : MAX_NUMBER))
    return refuse (scan, _ ("this number is too long"), error);
  return TRUE;
}

static gboolean
scan_word (Scan *scan, GError **error)
{
  static const char *const words[] = { "true", "false", "null" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    gsize length = strlen (words[i]);

    if ((gsize) (scan->end - scan->at) >= length && memcmp (scan->at, words[i], length) == 0) {
      scan->at += length;
      return TRUE;
    }
  }
  return refuse (scan, _ ("a value is missing here"), error);
}

/* A member's name and its colon, inside an object. */
static gboolean
scan_name (Scan *scan, GError **error)
{
  skip_space (scan);
  if (scan->at >= scan->end || *scan->at != '"')
    return refuse (scan, _ ("a name in quotes is missing here"), error);
  if (!scan_string (scan, error))
    return FALSE;
  skip_space (scan);
  return skip_one_of (scan, ":") || refuse (scan, _ ("a colon is missing here"), error);
}

/* Opens a bracket; @empty tells whether it closed again at once. */
static gboolean
scan_open (Scan *scan, gboolean *empty, GError **error)
{
  char closing = *scan->at == '{' ? '}' : ']';

  if (scan->depth == YIPU_JSON_MAX_DEPTH)
    return refuse (scan, _ ("nested too deep: Yipu reads 64 levels"), error);
  scan->at++;
  scan->open[scan->depth++] = closing;
  skip_space (scan);
  *empty = scan->at < scan->end && *scan->at == closing;
  return *empty || closing == ']' || scan_name (scan, error);
}

/* One value; for brackets only the opening one, @complete is then FALSE. */
static gboolean
scan_value (Scan *scan, gboolean *complete, GError **error)
{
  *complete = TRUE;
  skip_space (scan);
  if (scan->nodes++ == YIPU_JSON_MAX_NODES)
    return refuse (scan, _ ("more than 100,000 values"), error);
  if (scan->at >= scan->end)
    return refuse (scan, _ ("the text ends too early"), error);
  switch (*scan->at) {
  case '{':
  case '[': return scan_open (scan, complete, error);
  case '"': return scan_string (scan, error);
  case '-':
  case '0' ... '9': return scan_number (scan, error);
  default: return scan_word (scan, error);
  }
}

/* After a value: closes what ends here and steps over a comma to the next value. */
static gboolean
scan_after (Scan *scan, GError **error)
{
  for (;;) {
    skip_space (scan);
    if (scan->depth == 0)
      return TRUE;
    if (scan->at >= scan->end)
      return refuse (scan, _ ("the text ends too early"), error);
    if (*scan->at == scan->open[scan->depth - 1]) {
      scan->at++;
      scan->depth--;
      continue;
    }
    if (!skip_one_of (scan, ","))
      return refuse (scan, _ ("a comma or a closing bracket is missing here"), error);
    return scan->open[scan->depth - 1] == ']' || scan_name (scan, error);
  }
}

static gboolean
scan_document (Scan *scan, GError **error)
{
  do {
    gboolean complete;

    if (!scan_value (scan, &complete, error))
      return FALSE;
    if (complete && !scan_after (scan, error))
      return FALSE;
  } while (scan->depth > 0);
  return scan->at == scan->end || refuse (scan, _ ("something follows the end"), error);
}

static gsize
mark_length (const char *text, gsize length)
{
  return length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

gboolean
yipu_json_check (const char *text, gsize length, gsize max_bytes, GError **error)
{
  gsize skip = mark_length (text, length);
  Scan scan = { .start = text + skip, .at = text + skip, .end = text + length };
  const char *bad;

  if (length > max_bytes) {
    g_autofree char *limit = g_format_size (max_bytes);

    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("longer than %s"), limit);
    return FALSE;
  }
  if (!g_utf8_validate_len (scan.start, length - skip, &bad)) {
    scan.at = bad;
    return refuse (&scan, _ ("this is not UTF-8 text"), error);
  }
  return scan_document (&scan, error);
}

JsonNode *
yipu_json_parse_text (const char *text, gsize length, gsize max_bytes, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  gsize skip = mark_length (text, length);

  if (!yipu_json_check (text, length, max_bytes, error))
    return NULL;
  parser = json_parser_new ();
  if (!json_parser_load_from_data (parser, text + skip, (gssize) (length - skip), error))
    return NULL;
  return json_parser_steal_root (parser);
}

JsonNode *
yipu_json_parse (GBytes *bytes, gsize max_bytes, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  return yipu_json_parse_text (text ? text : "", length, max_bytes, error);
}

static JsonNode *
member_of_type (JsonObject *object, const char *member, JsonNodeType type)
{
  JsonNode *node = json_object_get_member (object, member);

  return node && JSON_NODE_TYPE (node) == type ? node : NULL;
}

const char *
yipu_json_get_text (JsonObject *object, const char *member, const char *fallback)
{
  JsonNode *node = member_of_type (object, member, JSON_NODE_VALUE);

  return node && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node)
                                                                  : fallback;
}

gint64
yipu_json_get_int (JsonObject *object, const char *member, gint64 fallback)
{
  JsonNode *node = member_of_type (object, member, JSON_NODE_VALUE);

  return node && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node)
                                                                 : fallback;
}

JsonObject *
yipu_json_get_object (JsonObject *object, const char *member)
{
  JsonNode *node = member_of_type (object, member, JSON_NODE_OBJECT);

  return node ? json_node_get_object (node) : NULL;
}

JsonArray *
yipu_json_get_array (JsonObject *object, const char *member)
{
  JsonNode *node = member_of_type (object, member, JSON_NODE_ARRAY);

  return node ? json_node_get_array (node) : NULL;
}

char *
yipu_json_to_text (JsonNode *node, gboolean pretty)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autofree char *text = NULL;

  json_generator_set_root (generator, node);
  json_generator_set_pretty (generator, pretty);
  json_generator_set_indent (generator, 2);
  text = json_generator_to_data (generator, NULL);
  return pretty ? g_strconcat (text, "\n", NULL) : g_steal_pointer (&text);
}
