/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Run by the build: prints the table of how Chinese characters are read, without tones, from ICU's
 * Han-Latin rules. They take 0.1 s to open, which a program that starts must not pay. */
#include <glib.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

/* Planes beyond these hold no characters with a reading. */
static const struct {
  const char *name;
  UChar32 first, last;
} ranges[] = {
  { "usual", 0x3007, 0x9fff },
  { "rare", 0x20000, 0x323af },
};

/* "lǜ" → "lv", as people type it. FALSE for what is no syllable: ICU leaves unknown characters. */
static gboolean
strip_tones (const char *text, char *out, gsize size)
{
  g_autofree char *parts = g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT);
  gsize n = 0;

  for (const char *p = parts; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    if (c == 0x308 && n > 0 && out[n - 1] == 'u')
      out[n - 1] = 'v';
    else if (c >= 'a' && c <= 'z' && n + 1 < size)
      out[n++] = (char) c;
    else if (g_unichar_type (c) != G_UNICODE_NON_SPACING_MARK)
      return FALSE;
  }
  out[n] = '\0';
  return n > 0;
}

static gboolean
read_character (UTransliterator *rules, UChar32 c, char *out, gsize size)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar units[32];
  char text[96];
  int32_t length = 0, limit;

  if (uscript_getScript (c, &status) != USCRIPT_HAN)
    return FALSE;
  U16_APPEND_UNSAFE (units, length, c);
  limit = length;
  utrans_transUChars (rules, units, &length, G_N_ELEMENTS (units), 0, &limit, &status);
  u_strToUTF8 (text, sizeof text, NULL, units, length, &status);
  return U_SUCCESS (status) && strip_tones (text, out, size);
}

static guint
number_of (GHashTable *numbers, GPtrArray *syllables, const char *syllable)
{
  gpointer number = g_hash_table_lookup (numbers, syllable);

  if (number == NULL) {
    char *copy = g_strdup (syllable);
    g_ptr_array_add (syllables, copy);
    number = GUINT_TO_POINTER (syllables->len);
    g_hash_table_insert (numbers, copy, number);
  }
  return GPOINTER_TO_UINT (number);
}

static void
print_range (UTransliterator *rules, gsize range, GHashTable *numbers, GPtrArray *syllables)
{
  g_print ("#define FIRST_%s 0x%x\n#define LAST_%s 0x%x\nstatic const guint16 %s[] = {",
           ranges[range].name, (guint) ranges[range].first, ranges[range].name,
           (guint) ranges[range].last, ranges[range].name);
  for (UChar32 c = ranges[range].first; c <= ranges[range].last; c++) {
    char syllable[16];
    guint number = read_character (rules, c, syllable, sizeof syllable)
                       ? number_of (numbers, syllables, syllable)
                       : 0;
    g_print ("%s%u,", (c - ranges[range].first) % 24 == 0 ? "\n" : "", number);
  }
  g_print ("\n};\n");
}

int
main (void)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) syllables = g_ptr_array_new_with_free_func (g_free);
  UErrorCode status = U_ZERO_ERROR;
  UTransliterator *rules = utrans_openU (u"Han-Latin", -1, UTRANS_FORWARD, NULL, 0, NULL, &status);

  if (U_FAILURE (status)) {
    g_printerr ("ICU has no Han-Latin rules (%s)\n", u_errorName (status));
    return 1;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (ranges); i++)
    print_range (rules, i, numbers, syllables);
  g_print ("static const char *const syllables[] = {\nNULL,\n");
  for (guint i = 0; i < syllables->len; i++)
    g_print ("\"%s\",\n", (const char *) syllables->pdata[i]);
  g_print ("};\n");
  utrans_close (rules);
  return 0;
}
