/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text as people type it: what counts as blank, how long it is, and what it is compared by. */
#include <yipu/text.h>

#include <string.h>

/* White space that GLib does not call so: nothing is seen of it. */
static gboolean
is_zero_width (gunichar c)
{
  return (c >= 0x200b && c <= 0x200d) || c == 0x2060 || c == 0xfeff || c == 0x180e;
}

static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || is_zero_width (c);
}

static gboolean
is_ascii (const char *text)
{
  for (; *text != '\0'; text++)
    if ((guchar) *text >= 0x80)
      return FALSE;
  return TRUE;
}

/* What is no UTF-8 becomes U+FFFD, so that normalising cannot fail. */
static char *
normalize (const char *text, GNormalizeMode mode)
{
  g_autofree char *valid = NULL;

  if (is_ascii (text))
    return g_strdup (text);
  valid = g_utf8_make_valid (text, -1);
  return g_utf8_normalize (valid, -1, mode);
}

char *
yipu_text_trim (const char *text)
{
  g_autofree char *composed = NULL;
  const char *start, *end;

  g_return_val_if_fail (text != NULL, NULL);
  composed = normalize (text, G_NORMALIZE_DEFAULT_COMPOSE);
  start = composed;
  end = composed + strlen (composed);
  while (start < end && is_blank (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  while (end > start && is_blank (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  return g_strndup (start, (gsize) (end - start));
}

gsize
yipu_text_length (const char *text)
{
  g_autofree char *trimmed = NULL;

  if (text == NULL)
    return 0;
  trimmed = yipu_text_trim (text);
  return (gsize) g_utf8_strlen (trimmed, -1);
}

/* A zero-width character may stand between a letter and its accent, and a capital may decompose:
 * hence NFKC before and after. */
char *
yipu_text_fold (const char *text)
{
  g_autofree char *composed = NULL;
  g_autoptr (GString) lower = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  if (is_ascii (text))
    return g_ascii_strdown (text, -1);
  composed = normalize (text, G_NORMALIZE_ALL_COMPOSE);
  lower = g_string_sized_new (strlen (composed));
  for (const char *p = composed; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    if (!is_zero_width (c))
      g_string_append_unichar (lower, g_unichar_tolower (c));
  }
  return g_utf8_normalize (lower->str, (gssize) lower->len, G_NORMALIZE_ALL_COMPOSE);
}

/* As gettext goes down the languages: those there is no translation for are passed over. */
static gboolean
speaks_chinese (void)
{
  const char *const *names = g_get_language_names_with_category ("LC_MESSAGES");

  for (; *names != NULL; names++) {
    if (g_str_has_prefix (*names, "zh"))
      return TRUE;
    if (g_str_has_prefix (*names, "en") || **names == 'C')
      return FALSE;
  }
  return FALSE;
}

gboolean
yipu_text_is_chinese (void)
{
  static gsize known = 0; /* 1 no, 2 yes */

  if (g_once_init_enter (&known))
    g_once_init_leave (&known, speaks_chinese () ? 2 : 1);
  return known == 2;
}

const char *
yipu_text_pick (const char *zh, const char *en)
{
  const char *first = yipu_text_is_chinese () ? zh : en;
  const char *second = yipu_text_is_chinese () ? en : zh;

  return first != NULL && *first != '\0' ? first : second;
}
