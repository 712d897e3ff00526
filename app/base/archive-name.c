/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which names may stand in a bundle, on any disk that a clerk may carry it to. */
#define G_LOG_DOMAIN "yipu-base"
#include "base/archive.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_PART 240
#define MAX_NAME 1024
#define MAX_DEPTH 12

/* Marks that turn the direction of what follows: a name could look like another. */
static gboolean
is_bidi (gunichar c)
{
  return c == 0x061c || (c >= 0x200e && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2066 && c <= 0x2069);
}

gboolean
yipu_archive_is_device (const char *part)
{
  static const char *const devices[] = { "con", "prn", "aux", "nul" };
  gsize stem = strcspn (part, ".");

  for (guint i = 0; i < G_N_ELEMENTS (devices); i++) {
    if (stem == 3 && g_ascii_strncasecmp (part, devices[i], 3) == 0)
      return TRUE;
  }
  return stem == 4 && g_ascii_isdigit (part[3]) && part[3] != '0' &&
         (g_ascii_strncasecmp (part, "com", 3) == 0 || g_ascii_strncasecmp (part, "lpt", 3) == 0);
}

static gboolean
has_odd_character (const char *part)
{
  for (const char *p = part; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (g_unichar_iscntrl (c) || is_bidi (c) || (c < 0x80 && strchr ("\\:*?\"<>|", (int) c)))
      return TRUE;
  }
  return FALSE;
}

static const char *
unsuited_part (const char *part)
{
  gsize length = strlen (part);

  if (length > MAX_PART)
    return _ ("a part of the name is longer than 240 bytes");
  if (has_odd_character (part))
    return _ ("the name has a character that Windows does not take");
  if (part[length - 1] == '.' || part[length - 1] == ' ')
    return _ ("a part of the name ends in a dot or a space");
  if (yipu_archive_is_device (part))
    return _ ("the name is a device's on Windows");
  return NULL;
}

/* Whether somebody's disk would take the path out of the folder it is put into. */
static const char *
leads_outside (const char *name, char **parts)
{
  if (!*name)
    return _ ("the name is empty");
  if (*name == '/' || *name == '\\')
    return _ ("the name begins at the root of the disk");
  if (g_ascii_isalpha (name[0]) && name[1] == ':')
    return _ ("the name begins with a drive letter");
  for (guint i = 0; parts[i]; i++) {
    if (strcmp (parts[i], "..") == 0)
      return _ ("the name leads out of its folder");
  }
  return NULL;
}

static const char *
unsuited (const char *name, char **parts)
{
  g_autofree char *composed = g_utf8_normalize (name, -1, G_NORMALIZE_NFC);

  if (strlen (name) > MAX_NAME)
    return _ ("the name is longer than 1,024 bytes");
  if (g_strv_length (parts) > MAX_DEPTH)
    return _ ("more than 12 folders deep");
  if (!composed || strcmp (composed, name) != 0)
    return _ ("the name is not in composed form (NFC)");
  for (guint i = 0; parts[i]; i++) {
    const char *why;

    if (!*parts[i] || strcmp (parts[i], ".") == 0)
      return _ ("a part of the name is empty");
    why = unsuited_part (parts[i]);
    if (why)
      return why;
  }
  return NULL;
}

YipuNameVerdict
yipu_archive_judge_name (const char *name, const char **why)
{
  g_auto (GStrv) slashes = g_strsplit (name, "/", -1);
  g_auto (GStrv) both = g_strsplit_set (name, "/\\", -1);

  if (!g_utf8_validate (name, -1, NULL)) {
    *why = _ ("the name is not UTF-8 text");
    return YIPU_NAME_OUTSIDE;
  }
  *why = leads_outside (name, both);
  if (*why)
    return YIPU_NAME_OUTSIDE;
  *why = unsuited (name, slashes);
  return *why ? YIPU_NAME_UNSUITED : YIPU_NAME_GOOD;
}

char *
yipu_archive_fold_name (const char *name)
{
  g_autofree char *composed = g_utf8_normalize (name, -1, G_NORMALIZE_NFC);
  g_autofree char *folded = composed ? g_utf8_casefold (composed, -1) : g_strdup (name);

  /* Folding may take composed forms apart again. */
  return g_utf8_normalize (folded, -1, G_NORMALIZE_NFC);
}
