/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Arrays of texts as JSON: scanned and printed without a tree in between. */
#include "json-list.h"

#include <string.h>

static const char *
skip_blanks (const char *p)
{
  return p + strspn (p, " \t\r\n");
}

/* Four hex digits at @p, or -1. */
static int
scan_hex4 (const char *p)
{
  int value = 0;

  for (int i = 0; i < 4; i++) {
    int digit = g_ascii_xdigit_value (p[i]);

    if (digit < 0)
      return -1;
    value = value * 16 + digit;
  }
  return value;
}

/* After "\u". A surrogate must come with its twin, and NUL is no text. */
static const char *
scan_unicode (const char *p, GString *out)
{
  int high = scan_hex4 (p);
  int low;

  if (high <= 0 || (high >= 0xdc00 && high <= 0xdfff))
    return NULL;
  p += 4;
  if (high < 0xd800 || high > 0xdfff) {
    g_string_append_unichar (out, (gunichar) high);
    return p;
  }
  if (p[0] != '\\' || p[1] != 'u')
    return NULL;
  low = scan_hex4 (p + 2);
  if (low < 0xdc00 || low > 0xdfff)
    return NULL;
  g_string_append_unichar (out, (gunichar) (0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00)));
  return p + 6;
}

static const char *
scan_escape (const char *p, GString *out)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  const char *letter;

  if (*p == 'u')
    return scan_unicode (p + 1, out);
  letter = *p != '\0' ? strchr (letters, *p) : NULL;
  if (letter == NULL)
    return NULL;
  g_string_append_c (out, meanings[letter - letters]);
  return p + 1;
}

/* After the opening quote; gives the place after the closing one, or NULL. */
static const char *
scan_string (const char *p, GString *out)
{
  while (*p != '"') {
    if ((guchar) *p < 0x20)
      return NULL;
    if (*p == '\\') {
      p = scan_escape (p + 1, out);
      if (p == NULL)
        return NULL;
    } else {
      g_string_append_c (out, *p++);
    }
  }
  return p + 1;
}

/* After the opening bracket. */
static const char *
scan_parts (const char *p, GPtrArray *parts)
{
  g_autoptr (GString) part = g_string_new (NULL);

  p = skip_blanks (p);
  if (*p == ']')
    return p + 1;
  for (;;) {
    if (*p != '"')
      return NULL;
    g_string_truncate (part, 0);
    p = scan_string (p + 1, part);
    if (p == NULL)
      return NULL;
    g_ptr_array_add (parts, g_strndup (part->str, part->len));
    p = skip_blanks (p);
    if (*p == ']')
      return p + 1;
    if (*p != ',')
      return NULL;
    p = skip_blanks (p + 1);
  }
}

char **
yipu_json_list_parse (const char *text)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  const char *p = skip_blanks (text);

  if (*p != '[' || !g_utf8_validate (text, -1, NULL))
    return NULL;
  p = scan_parts (p + 1, parts);
  if (p == NULL || *skip_blanks (p) != '\0')
    return NULL;
  g_ptr_array_add (parts, NULL);
  return (char **) g_ptr_array_steal (parts, NULL);
}

void
yipu_json_append_string (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++) {
    if (*p == '"' || *p == '\\')
      g_string_append_c (out, '\\');
    if (*p == '\n')
      g_string_append (out, "\\n");
    else if (*p == '\t')
      g_string_append (out, "\\t");
    else if ((guchar) *p < 0x20)
      g_string_append_printf (out, "\\u%04x", (guint) (guchar) *p);
    else
      g_string_append_c (out, *p);
  }
  g_string_append_c (out, '"');
}

char *
yipu_json_list_print (const char *const *parts)
{
  GString *out = g_string_new ("[");

  for (guint i = 0; parts[i] != NULL; i++) {
    if (i > 0)
      g_string_append_c (out, ',');
    yipu_json_append_string (out, parts[i]);
  }
  g_string_append_c (out, ']');
  return g_string_free (out, FALSE);
}
