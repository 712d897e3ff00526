/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pipes on single texts. All are total; numbers are whole until the last digit is written, so that
 * no weight or price passes through a float. */
#include "bundle/pipes.h"

#include <string.h>
#include <yipu/money.h>
#include <yipu/text.h>

#include "base/archive.h"
#include "product/offers.h"

gboolean
yipu_measure_parse (const char *name, YipuMeasure *measure)
{
  static const char *const names[] = { "chars", "gbk", "utf8" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (name, names[i])) {
      *measure = (YipuMeasure) i;
      return TRUE;
    }
  return FALSE;
}

/* Chinese shops count every character beyond ASCII as two. */
static gsize
measure_char (YipuMeasure measure, gunichar c)
{
  switch (measure) {
  case YIPU_MEASURE_GBK: return c < 0x80 ? 1 : 2;
  case YIPU_MEASURE_UTF8: return (gsize) g_unichar_to_utf8 (c, NULL);
  case YIPU_MEASURE_CHARS: return 1;
  default: g_assert_not_reached ();
  }
}

gsize
yipu_measure_text (YipuMeasure measure, const char *text)
{
  gsize length = 0;

  for (const char *c = text; *c; c = g_utf8_next_char (c))
    length += measure_char (measure, g_utf8_get_char (c));
  return length;
}

static gboolean
parse_number (const char *text, gint64 *number)
{
  return g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, number, NULL);
}

char *
yipu_pipe_yuan (const char *text, const char *argument)
{
  gint64 fen;

  return parse_number (text, &fen) ? yipu_money_to_string (fen) : NULL;
}

char *
yipu_pipe_fen (const char *text, const char *argument)
{
  gint64 fen;

  return parse_number (text, &fen) ? g_strdup_printf ("%" G_GINT64_FORMAT, fen) : NULL;
}

/* Units a seller's shop may count in: @per of ours make @units of theirs; three places. */
static const struct {
  const char *name;
  gint64 units;
  gint64 per;
} units[] = {
  { "g", 1, 1 },
  { "kg", 1, 1000 },
  { "lbs", 100000, 45359237 },
  { "oz", 1600000, 45359237 },
  { "mm", 1, 1 },
  { "cm", 1, 10 },
  { "m", 1, 1000 },
  { "in", 5, 127 },
  { "yd", 5, 4572 },
};

gboolean
yipu_pipe_knows_unit (const char *unit)
{
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (units[i].name, unit))
      return TRUE;
  return FALSE;
}

/* @thousandths as a decimal without needless zeros. */
static char *
format_thousandths (gint64 thousandths)
{
  g_autofree char *text = NULL;
  gsize length;

  text = g_strdup_printf ("%s%" G_GINT64_FORMAT ".%03" G_GINT64_FORMAT, thousandths < 0 ? "-" : "",
                          ABS (thousandths / 1000), ABS (thousandths % 1000));
  length = strlen (text);
  while (text[length - 1] == '0')
    length--;
  if (text[length - 1] == '.')
    length--;
  return g_strndup (text, length);
}

/* Half up, from zero; NULL where it does not fit. */
static char *
convert_unit (gint64 number, gint64 numerator, gint64 denominator)
{
  gint64 scaled;

  if (__builtin_mul_overflow (number, numerator * 1000, &scaled) ||
      __builtin_add_overflow (scaled, (scaled < 0 ? -denominator : denominator) / 2, &scaled))
    return NULL;
  return format_thousandths (scaled / denominator);
}

char *
yipu_pipe_unit (const char *text, const char *argument)
{
  gint64 number;

  if (!parse_number (text, &number))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (units[i].name, argument))
      return convert_unit (number, units[i].units, units[i].per);
  return NULL;
}

char *
yipu_pipe_kg (const char *text, const char *argument)
{
  return yipu_pipe_unit (text, "kg");
}

char *
yipu_pipe_cm (const char *text, const char *argument)
{
  return yipu_pipe_unit (text, "cm");
}

char *
yipu_pipe_trim (const char *text, const char *argument)
{
  return yipu_text_trim (text);
}

char *
yipu_pipe_one_line (const char *text, const char *argument)
{
  g_autoptr (GString) line = g_string_new (NULL);
  gboolean gap = FALSE;

  for (const char *c = text; *c; c = g_utf8_next_char (c)) {
    gunichar u = g_utf8_get_char (c);

    if (u == ' ' || u == '\t' || u == '\n' || u == '\r' || u == 0x2028 || u == 0x2029) {
      gap = line->len > 0;
      continue;
    }
    if (gap)
      g_string_append_c (line, ' ');
    gap = FALSE;
    g_string_append_unichar (line, u);
  }
  return g_string_free (g_steal_pointer (&line), FALSE);
}

char *
yipu_pipe_html (const char *text, const char *argument)
{
  g_autoptr (GString) html = g_string_new (NULL);

  yipu_offer_append_paragraphs (html, text);
  return g_string_free (g_steal_pointer (&html), FALSE);
}

static gunichar
named_entity (const char *name, gsize length)
{
  static const struct {
    const char *name;
    gunichar c;
  } entities[] = {
    { "amp", '&' },  { "lt", '<' },    { "gt", '>' },
    { "quot", '"' }, { "apos", '\'' }, { "nbsp", ' ' },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    if (strlen (entities[i].name) == length && strncmp (entities[i].name, name, length) == 0)
      return entities[i].c;
  return 0;
}

static gunichar
numbered_entity (const char *digits)
{
  guint64 code = digits[0] == 'x' ? g_ascii_strtoull (digits + 1, NULL, 16)
                                  : g_ascii_strtoull (digits, NULL, 10);

  return code > 0 && code < 0x110000 && g_unichar_validate ((gunichar) code) ? (gunichar) code : 0;
}

/* Appends what the entity at @c says, or the bare "&"; returns where to read on. */
static const char *
append_entity (GString *plain, const char *c)
{
  const char *end = strchr (c, ';');
  gunichar u = 0;

  if (end && end - c <= 10)
    u = c[1] == '#' ? numbered_entity (c + 2) : named_entity (c + 1, (gsize) (end - c - 1));
  g_string_append_unichar (plain, u ? u : '&');
  return u ? end + 1 : c + 1;
}

char *
yipu_pipe_text (const char *text, const char *argument)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  const char *c = text;

  while (*c) {
    const char *end = *c == '<' ? strchr (c, '>') : NULL;

    if (end) {
      if (g_str_has_prefix (c, "</p") || g_str_has_prefix (c, "<br"))
        g_string_append_c (plain, '\n');
      c = end + 1;
    } else if (*c == '&') {
      c = append_entity (plain, c);
    } else {
      g_string_append_c (plain, *c++);
    }
  }
  return yipu_text_trim (plain->str);
}

char *
yipu_pipe_cut (const char *text, const char *argument)
{
  const char *comma = strchr (argument, ',');
  g_autofree char *name = comma ? g_strndup (argument, (gsize) (comma - argument)) : NULL;
  YipuMeasure measure = YIPU_MEASURE_CHARS;
  const char *c = text;
  gint64 left;

  if (name == NULL || !yipu_measure_parse (name, &measure) || !parse_number (comma + 1, &left))
    return NULL;
  for (; *c; c = g_utf8_next_char (c)) {
    left -= (gint64) measure_char (measure, g_utf8_get_char (c));
    if (left < 0)
      break;
  }
  return g_strndup (text, (gsize) (c - text));
}

char *
yipu_pipe_esc (const char *text, const char *argument)
{
  g_autoptr (GString) escaped = g_string_new (NULL);

  for (const char *c = text; *c; c = g_utf8_next_char (c)) {
    gunichar u = g_utf8_get_char (c);

    if (g_utf8_strchr (argument, -1, u))
      g_string_append_c (escaped, '\\');
    g_string_append_unichar (escaped, u);
  }
  return g_string_free (g_steal_pointer (&escaped), FALSE);
}

char *
yipu_pipe_pair (const char *text, const char *argument)
{
  g_autoptr (GString) value = g_string_new (text);

  g_string_replace (value, ";", "；", 0);
  g_string_replace (value, ":", "：", 0);
  return g_strdup_printf ("%s:%s;", argument, value->str);
}

/* So that a path stays within 100 bytes where folder and file are both named so: 25 bytes before,
 * 18 of role, number, hash and extension after. */
#define MAX_SLUG 28

char *
yipu_pipe_slug (const char *text, const char *argument)
{
  g_autofree char *slug = yipu_text_slug (text, MAX_SLUG);

  /* Windows keeps the names of its devices to itself. */
  return yipu_archive_is_device (slug) ? g_strconcat ("no-", slug, NULL) : g_steal_pointer (&slug);
}

char *
yipu_pipe_pad (const char *text, const char *argument)
{
  gint64 width;
  gsize length = strlen (text);
  g_autofree char *zeros = NULL;

  if (!parse_number (argument, &width) || width <= (gint64) length || width > 32)
    return g_strdup (text);
  zeros = g_strnfill ((gsize) width - length, '0');
  return g_strconcat (zeros, text, NULL);
}

char *
yipu_pipe_date (const char *text, const char *argument)
{
  static const char *const words[][2] = {
    { "YYYY", "%Y" }, { "MM", "%m" }, { "DD", "%d" },
    { "hh", "%H" },   { "mm", "%M" }, { "ss", "%S" },
  };
  g_autoptr (GString) format = g_string_new (argument);
  g_autoptr (GDateTime) date = NULL;
  gint64 seconds;

  if (!parse_number (text, &seconds))
    return NULL;
  date = g_date_time_new_from_unix_utc (seconds);
  if (date == NULL)
    return NULL;
  g_string_replace (format, "%", "%%", 0);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_string_replace (format, words[i][0], words[i][1], 0);
  return g_date_time_format (date, format->str);
}
