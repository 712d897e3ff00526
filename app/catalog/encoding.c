/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finding out an encoding. Byte order marks and valid UTF-8 are sure; UTF-16 without a mark shows
 * by its NULs. Of short Chinese texts uchardet says all sorts of things, so first we look whether
 * the bytes are common characters of GB 2312, which Big5 read that way never gives. */
#include "encoding.h"

#include <errno.h>
#include <string.h>
#include <uchardet.h>

#define REPLACEMENT "\xef\xbf\xbd"
#define SAMPLE_BYTES 65536

static gboolean
has_mark (const char *data, gsize length, const char *mark, gsize mark_length)
{
  return length >= mark_length && memcmp (data, mark, mark_length) == 0;
}

/* ASCII in UTF-16 has a NUL for each character, on the same side (on the other only 一 and
 * its like have one). A stray NUL in another encoding is no proof; where the bytes would be UTF-8
 * but for NULs, a quarter of them must be. */
static const char *
guess_utf16 (const char *data, gsize length, gboolean utf8)
{
  gsize sample = MIN (length, SAMPLE_BYTES) & ~(gsize) 1;
  gsize enough = MAX (utf8 ? sample / 4 : sample / 400, 1);
  gsize nuls[2] = { 0, 0 };

  for (gsize i = 0; i < sample; i++)
    if (data[i] == '\0')
      nuls[i & 1]++;
  if (nuls[1] > enough && nuls[1] > 4 * nuls[0])
    return "UTF-16LE";
  if (nuls[0] > enough && nuls[0] > 4 * nuls[1])
    return "UTF-16BE";
  return NULL;
}

/* g_utf8_validate_len() stops at a NUL, which is a problem of its own and not one of encoding. */
static gboolean
is_utf8 (const char *data, gsize length)
{
  for (gsize i = 0; i < length;) {
    const char *nul = memchr (data + i, '\0', length - i);
    gsize part = nul != NULL ? (gsize) (nul - (data + i)) : length - i;

    if (!g_utf8_validate_len (data + i, part, NULL))
      return FALSE;
    i += part + 1;
  }
  return TRUE;
}

/* Bytes of the sequence that begins at @p in GB18030, 0 where none does. */
static gsize
gb_sequence (const guchar *p, gsize left)
{
  if (p[0] < 0x80)
    return 1;
  if (p[0] == 0x80 || p[0] == 0xff || left < 2)
    return 0;
  if (p[1] >= 0x30 && p[1] <= 0x39)
    return left >= 4 ? 4 : 0;
  return p[1] >= 0x40 && p[1] != 0x7f && p[1] != 0xff ? 2 : 0;
}

/* Level 1 of GB 2312 (3,755 characters, 99 % of running text) and its punctuation. */
static gboolean
is_common (const guchar *p)
{
  return p[1] >= 0xa1 && ((p[0] >= 0xb0 && p[0] <= 0xd7) || (p[0] >= 0xa1 && p[0] <= 0xa3));
}

static gboolean
looks_simplified (const char *data, gsize length)
{
  const guchar *p = (const guchar *) data;
  gsize n_pairs = 0, n_common = 0, n_bad = 0;

  for (gsize i = 0; i < length;) {
    gsize n = gb_sequence (p + i, length - i);

    if (n == 2) {
      n_pairs++;
      n_common += is_common (p + i);
    }
    n_bad += n == 0;
    i += MAX (n, 1);
  }
  return n_pairs > 0 && n_bad <= n_pairs / 100 && n_common >= n_pairs / 10 * 7;
}

static const char *
ask_uchardet (const char *data, gsize length)
{
  uchardet_t detector = uchardet_new ();
  const char *name = NULL;

  if (uchardet_handle_data (detector, data, MIN (length, SAMPLE_BYTES * 16)) == 0) {
    uchardet_data_end (detector);
    name = g_intern_string (uchardet_get_charset (detector));
  }
  uchardet_delete (detector);
  /* A Western single-byte encoding fits any bytes: here it only means "no idea". */
  if (name == NULL || *name == '\0' || g_str_has_prefix (name, "ISO-") ||
      g_str_has_prefix (name, "WINDOWS-") || g_str_has_prefix (name, "MAC-") ||
      g_str_equal (name, "ASCII"))
    return "GB18030";
  return name;
}

const char *
yipu_encoding_guess (const char *data, gsize length)
{
  gboolean utf8;
  const char *utf16;

  if (has_mark (data, length, "\xef\xbb\xbf", 3))
    return "UTF-8";
  if (has_mark (data, length, "\xff\xfe", 2))
    return "UTF-16LE";
  if (has_mark (data, length, "\xfe\xff", 2))
    return "UTF-16BE";
  utf8 = is_utf8 (data, length);
  utf16 = guess_utf16 (data, length, utf8);
  if (utf16 != NULL)
    return utf16;
  if (utf8)
    return "UTF-8";
  return looks_simplified (data, length) ? "GB18030" : ask_uchardet (data, length);
}

char *
yipu_encoding_normalize (const char *name)
{
  static const char *const known[][2] = { { "UTF8", "UTF-8" },      { "GBK", "GB18030" },
                                          { "GB2312", "GB18030" },  { "CP936", "GB18030" },
                                          { "UTF-16", "UTF-16LE" }, { "UTF16", "UTF-16LE" } };
  char *upper = g_ascii_strup (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (upper, known[i][0])) {
      g_free (upper);
      return g_strdup (known[i][1]);
    }
  return upper;
}

/* Converts all of it; where a sequence is no text, one unit of it is passed over. */
static GString *
convert (GIConv iconv, char *in, gsize left, gsize unit)
{
  g_autofree char *buffer = g_malloc (SAMPLE_BYTES);
  GString *out = g_string_sized_new (left + left / 2);

  while (left > 0) {
    char *to = buffer;
    gsize room = SAMPLE_BYTES;
    gsize n = g_iconv (iconv, &in, &left, &to, &room);
    int problem = n == (gsize) -1 ? errno : 0;

    g_string_append_len (out, buffer, to - buffer);
    if (problem != 0 && problem != E2BIG) {
      gsize skip = MIN (problem == EINVAL ? left : unit, left);

      g_string_append (out, REPLACEMENT);
      in += skip;
      left -= skip;
    }
  }
  return out;
}

/* CR LF and CR become LF, in place. */
static void
unify_line_ends (GString *text)
{
  char *to = text->str;

  for (const char *from = text->str; from < text->str + text->len; from++) {
    if (*from == '\r' && from[1] == '\n')
      continue;
    *to++ = *from == '\r' ? '\n' : *from;
  }
  g_string_truncate (text, (gsize) (to - text->str));
}

GString *
yipu_encoding_decode (const char *data, gsize length, const char *encoding, GError **error)
{
  GIConv iconv = g_iconv_open ("UTF-8", encoding);
  GString *text;

  if (iconv == (GIConv) -1) {
    g_set_error (error, G_CONVERT_ERROR, G_CONVERT_ERROR_NO_CONVERSION, "no such encoding: %s",
                 encoding);
    return NULL;
  }
  text = convert (iconv, (char *) data, length, g_str_has_prefix (encoding, "UTF-16") ? 2 : 1);
  g_iconv_close (iconv);
  if (g_str_has_prefix (text->str, "\xef\xbb\xbf"))
    g_string_erase (text, 0, 3);
  unify_line_ends (text);
  return text;
}
