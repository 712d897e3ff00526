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

/* Bytes of a character that stands alone in every normal form C: Latin without accents that
 * combine, Chinese and its punctuation. 0 for any other, and for what is no UTF-8. */
static gsize
composed_bytes (const guchar *p)
{
  if (p[0] < 0x80)
    return 1;
  if ((p[1] & 0xc0) != 0x80)
    return 0;
  if (p[0] >= 0xc2 && p[0] <= 0xcb) /* to U+02FF */
    return 2;
  if ((p[2] & 0xc0) != 0x80)
    return 0;
  if ((p[0] > 0xe4 || (p[0] == 0xe4 && p[1] >= 0xb8)) && p[0] <= 0xe9) /* U+4E00 to U+9FFF */
    return 3;
  if (p[0] == 0xe3 && p[1] == 0x80 && p[2] < 0xaa) /* U+3000 to U+3029 */
    return 3;
  return p[0] == 0xef && (p[1] == 0xbc || p[1] == 0xbd) ? 3 : 0; /* U+FF00 to U+FF7F */
}

/* Nearly every text that is typed or imported; composing one takes ten times as long as looking. */
static gboolean
is_composed (const char *text)
{
  const guchar *p = (const guchar *) text;
  gsize bytes = 1;

  while (*p != '\0' && bytes > 0) {
    bytes = composed_bytes (p);
    p += bytes;
  }
  return bytes > 0;
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
  if (!is_composed (text))
    text = composed = normalize (text, G_NORMALIZE_DEFAULT_COMPOSE);
  start = text;
  end = text + strlen (text);
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
static char *
fold_thoroughly (const char *text)
{
  g_autofree char *composed = normalize (text, G_NORMALIZE_ALL_COMPOSE);
  g_autoptr (GString) lower = g_string_sized_new (strlen (composed));

  for (const char *p = composed; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    if (!is_zero_width (c))
      g_string_append_unichar (lower, g_unichar_tolower (c));
  }
  return g_utf8_normalize (lower->str, (gssize) lower->len, G_NORMALIZE_ALL_COMPOSE);
}

/* What nearly all of a Chinese text is made of, and what it folds to: ASCII, its full-width twins
 * and plain Han. 0 for anything else. */
static gunichar
fold_plain (gunichar c)
{
  if (c >= 0xff01 && c <= 0xff5e)
    c -= 0xfee0;
  else if (c == 0x3000)
    c = ' ';
  if (c < 0x80)
    return (gunichar) g_ascii_tolower ((char) c);
  return (c >= 0x4e00 && c <= 0x9fff) || c == 0x3001 || c == 0x3002 ? c : 0;
}

/* Where the part ends that must be folded thoroughly: before the next plain character that no
 * accent follows. @text begins it. */
static const char *
rough_end (const char *text)
{
  const char *end = g_utf8_next_char (text);

  while (*end != '\0') {
    const char *next = g_utf8_next_char (end);
    if (fold_plain (g_utf8_get_char (end)) != 0 &&
        (*next == '\0' || fold_plain (g_utf8_get_char (next)) != 0))
      return end;
    end = next;
  }
  return end;
}

/* Most of a text is plain and folds by itself, ten times faster than by normalising: search folds
 * all that was ever typed. A plain character belongs to a rough part only where one follows, which
 * may be its accent. */
char *
yipu_text_fold (const char *text)
{
  g_autofree char *valid = NULL;
  GString *folded;

  g_return_val_if_fail (text != NULL, NULL);
  if (is_ascii (text))
    return g_ascii_strdown (text, -1);
  valid = g_utf8_make_valid (text, -1);
  folded = g_string_sized_new (strlen (valid));
  for (const char *p = valid, *next; *p != '\0'; p = next) {
    gunichar plain = fold_plain (g_utf8_get_char (p));
    next = g_utf8_next_char (p);
    if (plain != 0 && (*next == '\0' || fold_plain (g_utf8_get_char (next)) != 0))
      g_string_append_unichar (folded, plain);
    else {
      g_autofree char *part = NULL, *fold = NULL;
      next = rough_end (p);
      part = g_strndup (p, (gsize) (next - p));
      fold = fold_thoroughly (part);
      g_string_append (folded, fold);
    }
  }
  return g_string_free (folded, FALSE);
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
