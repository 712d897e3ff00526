/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Readings come from a table made of ICU's rules when Yipu is built, and from our own short list.
 * A text of n characters of which some have several readings has too many spellings to write down;
 * keys therefore start anew at every part, are cut at a window, and change at most two readings,
 * one where they start within. */
#include "pinyin.h"

#include <stdlib.h>
#include <string.h>
#include <yipu/text.h>

#include "pinyin-readings.h"
#include "pinyin-table.h"

/* A person's name is no longer than this. */
#define NAME_LENGTH 4

char *
yipu_pinyin_plain (const char *text)
{
  g_autofree char *folded = yipu_text_fold (text);
  g_autofree char *apart = g_utf8_normalize (folded, -1, G_NORMALIZE_DEFAULT);
  GString *plain = g_string_sized_new (strlen (apart));

  for (const char *p = apart; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    if (g_unichar_type (c) != G_UNICODE_NON_SPACING_MARK)
      g_string_append_unichar (plain, c);
  }
  return g_string_free (plain, FALSE);
}

static const char *
table_reading (gunichar c)
{
  if (c >= FIRST_usual && c <= LAST_usual)
    return syllables[usual[c - FIRST_usual]];
  if (c >= FIRST_rare && c <= LAST_rare)
    return syllables[rare[c - FIRST_rare]];
  return NULL;
}

static void
add_reading (YipuPinyinPart *part, const char *reading, gsize length)
{
  for (guint i = 0; i < part->n_readings; i++)
    if (part->lengths[i] == length && memcmp (part->readings[i], reading, length) == 0)
      return;
  if (part->n_readings == YIPU_PINYIN_READINGS)
    return;
  part->readings[part->n_readings] = reading;
  part->lengths[part->n_readings++] = length;
}

/* Adds the @skip-th reading of @readings and those behind it, @most of them. */
static void
add_readings (YipuPinyinPart *part, const char *readings, guint skip, guint most)
{
  for (guint i = 0; *readings != '\0' && i < skip + most; i++) {
    gsize length = strcspn (readings, " ");
    if (i >= skip)
      add_reading (part, readings, length);
    readings += length + (readings[length] == ' ');
  }
}

static int
compare_character (gconstpointer key, gconstpointer entry)
{
  gunichar a = *(const gunichar *) key, b = ((const YipuPolyphone *) entry)->character;

  return a < b ? -1 : a > b;
}

static const char *
find_polyphone (const YipuPolyphone *list, guint n, gunichar c)
{
  const YipuPolyphone *found = bsearch (&c, list, n, sizeof *list, compare_character);

  return found != NULL ? found->readings : NULL;
}

/* The longest word of ours that @text begins with. They are sorted by their first character,
 * longer ones first. */
static const YipuSureWord *
find_word (const char *text)
{
  gunichar c = g_utf8_get_char (text);
  guint low = 0, high = yipu_n_sure_words;

  while (low < high) {
    guint middle = (low + high) / 2;
    if (g_utf8_get_char (yipu_sure_words[middle].word) < c)
      low = middle + 1;
    else
      high = middle;
  }
  for (; low < yipu_n_sure_words && g_utf8_get_char (yipu_sure_words[low].word) == c; low++)
    if (g_str_has_prefix (text, yipu_sure_words[low].word))
      return &yipu_sure_words[low];
  return NULL;
}

/* Passports and many people write lu for lü. */
static void
add_without_umlaut (YipuPinyinPart *part)
{
  static const char *const others[][2] = {
    { "lv", "lu" }, { "nv", "nu" }, { "lve", "lue" }, { "nve", "nue" }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (part->lengths[0] == strlen (others[i][0]) &&
        memcmp (part->readings[0], others[i][0], part->lengths[0]) == 0)
      add_reading (part, others[i][1], strlen (others[i][1]));
}

/* The word of ours that covers the present character: which of its characters this is. */
typedef struct {
  const YipuSureWord *word;
  guint index;
  guint length;
} Cover;

static void
move_cover (Cover *cover, const char *text)
{
  if (cover->word != NULL && ++cover->index < cover->length)
    return;
  cover->word = find_word (text);
  cover->index = 0;
  cover->length = cover->word != NULL ? (guint) g_utf8_strlen (cover->word->word, -1) : 0;
}

static void
read_han (YipuPinyinPart *part, gunichar c, const Cover *cover, gboolean heads_name)
{
  const char *read = table_reading (c);
  const char *surname = find_polyphone (yipu_surnames, yipu_n_surnames, c);
  const char *others = find_polyphone (yipu_polyphones, yipu_n_polyphones, c);

  part->han = TRUE;
  if (cover->word != NULL)
    add_readings (part, cover->word->readings, cover->index, 1);
  if (surname != NULL && heads_name)
    add_reading (part, surname, strlen (surname));
  if (read != NULL)
    add_reading (part, read, strlen (read));
  if (others != NULL)
    add_readings (part, others, 0, YIPU_PINYIN_READINGS);
  if (part->n_readings > 0)
    add_without_umlaut (part);
}

/* A run of letters or of digits: its bytes. */
static gsize
read_run (YipuPinyinPart *part, const char *text)
{
  gsize n = 0;

  part->digits = g_ascii_isdigit (*text);
  while (part->digits ? g_ascii_isdigit (text[n]) : g_ascii_islower (text[n]))
    n++;
  if (n > 0)
    add_reading (part, text, n);
  return n;
}

GArray *
yipu_pinyin_parts (const char *plain)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (YipuPinyinPart));
  gboolean short_name = g_utf8_strlen (plain, -1) <= NAME_LENGTH;
  gboolean joined = FALSE;
  Cover cover = { NULL };

  for (const char *p = plain; *p != '\0';) {
    YipuPinyinPart part = { .joined = joined };
    gsize used = read_run (&part, p);

    if (used > 0)
      cover.word = NULL;
    else {
      move_cover (&cover, p);
      read_han (&part, g_utf8_get_char (p), &cover, short_name && p == plain);
      used = (gsize) (g_utf8_next_char (p) - p);
    }
    part.start = (gsize) (p - plain);
    part.end = part.start + used;
    joined = part.n_readings > 0;
    if (joined)
      g_array_append_val (parts, part);
    p += used;
  }
  return parts;
}

/* How one key reads its parts: from @start, with the readings @choice[] where it is not 0. */
typedef struct {
  const YipuPinyinPart *parts;
  guint n_parts;
  guint start;
  const guint8 *choice;
  gboolean initials;
} Spelling;

static gsize
part_length (const Spelling *spelling, guint i)
{
  const YipuPinyinPart *part = &spelling->parts[i];

  return spelling->initials && !part->digits ? 1 : part->lengths[spelling->choice[i]];
}

static void
append_key (GString *out, const Spelling *spelling)
{
  gsize room = YIPU_PINYIN_WINDOW;

  g_string_append_c (out, ' ');
  for (guint i = spelling->start; i < spelling->n_parts && room > 0; i++) {
    gsize length = MIN (part_length (spelling, i), room);
    g_string_append_len (out, spelling->parts[i].readings[spelling->choice[i]], (gssize) length);
    room -= length;
  }
}

/* Other readings of the parts from @from on that the window still reaches, @more of them at once.
 * Initials that do not change are not written again. */
static void
append_others (GString *out, const Spelling *spelling, guint8 *choice, guint from, guint more)
{
  gsize reached = 0;

  for (guint i = spelling->start; i < from; i++)
    reached += part_length (spelling, i);
  for (guint i = from; i < spelling->n_parts && reached < YIPU_PINYIN_WINDOW; i++) {
    const YipuPinyinPart *part = &spelling->parts[i];

    for (guint8 k = 1; k < part->n_readings; k++) {
      if (spelling->initials && *part->readings[k] == *part->readings[0])
        continue;
      choice[i] = k;
      append_key (out, spelling);
      if (more > 1)
        append_others (out, spelling, choice, i + 1, more - 1);
    }
    choice[i] = 0;
    reached += part_length (spelling, i);
  }
}

void
yipu_pinyin_append_keys (GString *out, const char *text)
{
  g_autofree char *plain = yipu_pinyin_plain (text);
  g_autoptr (GArray) parts = yipu_pinyin_parts (plain);
  g_autofree guint8 *choice = g_new0 (guint8, parts->len + 1);
  Spelling spelling = { (YipuPinyinPart *) (gpointer) parts->data, parts->len, 0, choice, FALSE };
  gboolean any_han = FALSE;

  for (guint i = 0; i < parts->len; i++)
    any_han = any_han || spelling.parts[i].han;
  if (!any_han)
    return;
  for (; spelling.start < parts->len; spelling.start++)
    for (int initials = 0; initials <= 1; initials++) {
      spelling.initials = initials;
      append_key (out, &spelling);
      append_others (out, &spelling, choice, spelling.start, spelling.start == 0 ? 2 : 1);
    }
}

/* Parts from @at on that @key spells or begins to; 0 for none. As deep as a key is long. */
static guint
spell_parts (const GArray *parts, guint at, const char *key, gboolean initials)
{
  const YipuPinyinPart *part = &g_array_index (parts, YipuPinyinPart, at);

  for (guint k = 0; at < parts->len && k < part->n_readings; k++) {
    gsize whole = initials && !part->digits ? 1 : part->lengths[k];
    gsize length = strnlen (key, whole);
    guint others;

    if (memcmp (key, part->readings[k], length) != 0)
      continue;
    if (key[length] == '\0')
      return 1;
    others = spell_parts (parts, at + 1, key + length, initials);
    if (others > 0)
      return 1 + others;
  }
  return 0;
}

gboolean
yipu_pinyin_find (const GArray *parts, const char *key, guint from, guint *first, guint *n)
{
  for (*first = from; *first < parts->len; (*first)++)
    for (int initials = 0; initials <= 1; initials++)
      if ((*n = spell_parts (parts, *first, key, initials)) > 0)
        return TRUE;
  return FALSE;
}

char *
yipu_pinyin_from_query (const char *word)
{
  g_autofree char *folded = yipu_text_fold (word);
  g_autofree char *apart = g_utf8_normalize (folded, -1, G_NORMALIZE_DEFAULT);
  g_autoptr (GString) key = g_string_new (NULL);

  for (const char *p = apart; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    if (c == 0x308 && key->len > 0 && key->str[key->len - 1] == 'u')
      key->str[key->len - 1] = 'v';
    else if (c < 0x80 && g_ascii_isalnum ((char) c))
      g_string_append_c (key, (char) c);
    else if (c != '\'' && c != 0x2019 && g_unichar_type (c) != G_UNICODE_NON_SPACING_MARK)
      return NULL;
  }
  return key->len > 0 ? g_strndup (key->str, YIPU_PINYIN_WINDOW) : NULL;
}

char *
yipu_text_pinyin (const char *text)
{
  g_autofree char *plain = yipu_pinyin_plain (text);
  g_autoptr (GArray) parts = yipu_pinyin_parts (plain);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++) {
    const YipuPinyinPart *part = &g_array_index (parts, YipuPinyinPart, i);
    g_string_append_len (out, part->readings[0], (gssize) part->lengths[0]);
  }
  return g_string_free (out, FALSE);
}

char *
yipu_text_slug (const char *text, gsize limit)
{
  g_autofree char *plain = yipu_pinyin_plain (text);
  g_autoptr (GArray) parts = yipu_pinyin_parts (plain);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++) {
    const YipuPinyinPart *part = &g_array_index (parts, YipuPinyinPart, i);
    gboolean hyphen = out->len > 0 && !part->joined;
    gsize length = part->lengths[0];

    if (out->len == 0)
      length = MIN (length, limit);
    if (out->len + hyphen + length > limit)
      break;
    if (hyphen)
      g_string_append_c (out, '-');
    g_string_append_len (out, part->readings[0], (gssize) length);
  }
  return g_string_free (out, FALSE);
}
