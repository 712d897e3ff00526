/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading the text files of a bag. Strict where the RFC is, patient where writers of the last
 * fifteen years were not: "*" and "./" before a path, any white space, any line end. */
#define G_LOG_DOMAIN "yipu-bundle"
#include "bundle/bag-tags.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

static const struct {
  const char *name;
  guint hex_length;
} digests[YIPU_N_DIGESTS] = {
  [YIPU_DIGEST_MD5] = { "md5", 32 },       [YIPU_DIGEST_SHA1] = { "sha1", 40 },
  [YIPU_DIGEST_SHA224] = { "sha224", 56 }, [YIPU_DIGEST_SHA256] = { "sha256", 64 },
  [YIPU_DIGEST_SHA384] = { "sha384", 96 }, [YIPU_DIGEST_SHA512] = { "sha512", 128 },
};

/* What a tag file may be written in: names that iconv knows, and no more of them than bags use. */
static const char *const encodings[] = { "UTF-8",      "UTF8",         "US-ASCII", "ASCII",
                                         "ISO-8859-1", "UTF-16",       "UTF-16LE", "UTF-16BE",
                                         "GB18030",    "GBK",          "GB2312",   "BIG5",
                                         "SHIFT_JIS",  "WINDOWS-1252", "EUC-JP",   "EUC-KR" };

const char *
yipu_digest_name (YipuDigest digest)
{
  return digests[digest].name;
}

/* "sha256" of "manifest-sha256.txt"; older writers also put "sha-256". */
static YipuDigest
digest_of_manifest (const char *name)
{
  g_autofree char *algorithm = g_ascii_strdown (name, (gssize) strlen (name) - 4);
  char *to = algorithm;

  for (const char *from = algorithm; *from; from++) {
    if (*from != '-')
      *to++ = *from;
  }
  *to = '\0';
  for (guint i = 0; i < YIPU_N_DIGESTS; i++) {
    if (strcmp (algorithm, digests[i].name) == 0)
      return i;
  }
  return YIPU_N_DIGESTS;
}

YipuTagFile
yipu_tag_file_of_name (const char *name, YipuDigest *digest)
{
  *digest = YIPU_N_DIGESTS;
  if (strcmp (name, "bagit.txt") == 0)
    return YIPU_TAG_BAGIT;
  if (strcmp (name, "bag-info.txt") == 0 || strcmp (name, "package-info.txt") == 0)
    return YIPU_TAG_INFO;
  if (strcmp (name, "fetch.txt") == 0)
    return YIPU_TAG_FETCH;
  if (strchr (name, '/') || !g_str_has_suffix (name, ".txt"))
    return YIPU_TAG_NONE;
  if (g_str_has_prefix (name, "manifest-")) {
    *digest = digest_of_manifest (name + strlen ("manifest-"));
    return YIPU_TAG_MANIFEST;
  }
  if (g_str_has_prefix (name, "tagmanifest-")) {
    *digest = digest_of_manifest (name + strlen ("tagmanifest-"));
    return YIPU_TAG_TAGMANIFEST;
  }
  return YIPU_TAG_NONE;
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, message);
  return FALSE;
}

void
yipu_bag_declaration_clear (YipuBagDeclaration *declaration)
{
  g_clear_pointer (&declaration->encoding, g_free);
}

/* The value of a line that must begin with LABEL, a colon and a space. */
static const char *
value_of (const char *line, const char *label)
{
  gsize length = strlen (label);

  return line && g_str_has_prefix (line, label) && line[length] == ':' && line[length + 1] == ' '
             ? line + length + 2
             : NULL;
}

gboolean
yipu_bag_declaration_parse (GBytes *bytes, YipuBagDeclaration *declaration, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *text = g_strndup (data ? data : "", length);
  char *at = text;
  const char *version;
  const char *encoding;
  char rest;

  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    return refuse (error, _ ("bagit.txt begins with a byte order mark, which it must not."));
  if (strlen (text) != length)
    return refuse (error, _ ("bagit.txt is no text."));
  version = value_of (yipu_tag_file_line (&at), "BagIt-Version");
  encoding = value_of (yipu_tag_file_line (&at), "Tag-File-Character-Encoding");
  if (!version || !encoding || (at && *at))
    return refuse (error, _ ("bagit.txt must have two lines, “BagIt-Version: …” and "
                             "“Tag-File-Character-Encoding: …”."));
  if (!g_ascii_isdigit (*version) ||
      sscanf (version, "%2d.%3d %c", &declaration->major, &declaration->minor, &rest) != 2)
    return refuse (error, _ ("bagit.txt gives no version that can be read."));
  declaration->encoding = g_strstrip (g_strdup (encoding));
  return TRUE;
}

char *
yipu_tag_file_decode (GBytes *bytes, const char *encoding, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *text = NULL;
  gboolean known = FALSE;
  gsize made = 0;

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    known = known || g_ascii_strcasecmp (encoding, encodings[i]) == 0;
  if (!known) {
    refuse (error, _ ("the tag files are in an encoding that Yipu does not know."));
    return NULL;
  }
  text = g_convert (data ? data : "", (gssize) length, "UTF-8", encoding, NULL, &made, NULL);
  if (!text || strlen (text) != made) {
    refuse (error, _ ("is not text in the encoding that bagit.txt says."));
    return NULL;
  }
  return g_steal_pointer (&text);
}

char *
yipu_tag_file_line (char **at)
{
  char *line = *at;
  gsize length;

  if (!line || !*line)
    return NULL;
  length = strcspn (line, "\r\n");
  *at = line + length;
  if (**at) {
    gboolean pair = (*at)[0] == '\r' && (*at)[1] == '\n';

    **at = '\0';
    *at += pair ? 2 : 1;
  }
  return line;
}

char *
yipu_bag_info_get (const char *text, const char *label)
{
  g_autofree char *copy = g_strdup (text);
  char *at = copy;
  char *line;
  GString *value = NULL;

  while ((line = yipu_tag_file_line (&at))) {
    gboolean folded = *line == ' ' || *line == '\t';
    gsize length = strlen (label);

    if (value && !folded)
      break;
    if (value)
      g_string_append_printf (value, "%s%s", value->len > 0 ? " " : "", g_strstrip (line));
    else if (g_ascii_strncasecmp (line, label, length) == 0 && line[length] == ':')
      value = g_string_new (g_strstrip (line + length + 1));
  }
  return value ? g_string_free (value, FALSE) : NULL;
}

gboolean
yipu_bag_oxum_parse (const char *text, guint64 *bytes, guint64 *files)
{
  g_auto (GStrv) parts = g_strsplit (text, ".", 3);

  return g_strv_length (parts) == 2 &&
         g_ascii_string_to_unsigned (parts[0], 10, 0, G_MAXUINT64, bytes, NULL) &&
         g_ascii_string_to_unsigned (parts[1], 10, 0, G_MAXUINT64, files, NULL);
}

gboolean
yipu_manifest_line_parse (char *line, YipuDigest digest, const char **hex, char **path)
{
  gsize length = strspn (line, "0123456789abcdefABCDEF");
  gsize space = strspn (line + length, " \t");

  if (length != digests[digest].hex_length || space == 0)
    return FALSE;
  line[length] = '\0';
  *hex = line;
  *path = line + length + space;
  if (**path == '*')
    (*path)++;
  return **path != '\0';
}

void
yipu_manifest_path_decode (char *path, gboolean with_percent)
{
  char *to = path;

  for (const char *from = path; *from;) {
    int value = from[0] == '%' && g_ascii_isxdigit (from[1]) && g_ascii_isxdigit (from[2])
                    ? g_ascii_xdigit_value (from[1]) * 16 + g_ascii_xdigit_value (from[2])
                    : -1;

    if (value == '\n' || value == '\r' || (value == '%' && with_percent)) {
      *to++ = (char) value;
      from += 3;
    } else {
      *to++ = *from++;
    }
  }
  *to = '\0';
}
