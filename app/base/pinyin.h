/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a Chinese text is read, without tones: for search by pinyin and initials, and for codes and
 * file names. Characters with several readings keep them all, the likeliest first. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define YIPU_PINYIN_READINGS 4

/* One character, or one run of Latin letters or of digits.
 * @start, @end: its bytes in the text
 * @readings: lower-case ASCII, the first @n_readings, no two alike; not NUL-terminated
 * @lengths: bytes of each
 * @han: a Chinese character
 * @digits: a run of digits, which initials keep whole
 * @joined: nothing was left out between it and the part before */
typedef struct {
  gsize start, end;
  const char *readings[YIPU_PINYIN_READINGS];
  gsize lengths[YIPU_PINYIN_READINGS];
  guint n_readings;
  gboolean han;
  gboolean digits;
  gboolean joined;
} YipuPinyinPart;

/* @text folded, and its Latin letters without accents. Free with g_free(). */
char *yipu_pinyin_plain (const char *text);

/* The parts of @plain, from yipu_pinyin_plain(), which must outlive them; what has no reading
 * (punctuation, other scripts) is left out. Free with g_array_unref(). Any thread. */
GArray *yipu_pinyin_parts (const char *plain);

/* Bytes of a key at most; a longer question is cut as well. */
#define YIPU_PINYIN_WINDOW 24

/* Appends, each behind a space, what a person may begin to type to find @text: its pinyin and its
 * initials from every part on ("chongqing", "cq", "qing", "q"), also with a character read
 * otherwise ("zhongqing", "zq"), two of them in keys of the whole. Nothing for a text without
 * Chinese, whose words stand for themselves. Any thread. */
void yipu_pinyin_append_keys (GString *out, const char *text);

/* Where @key, from yipu_pinyin_from_query(), begins a reading of @parts, whole or by initials, at
 * part @from or after it: the first part and how many, the last of them perhaps not typed out.
 * FALSE for nowhere. Finds wherever one of yipu_pinyin_append_keys() begins with @key. */
gboolean
yipu_pinyin_find (const GArray *parts, const char *key, guint from, guint *first, guint *n);

/* What was typed, as keys are spelt: "Lǜ" → "lv", "xi'an" → "xian", cut. NULL for anything but
 * letters and digits. Free with g_free(). Any thread. */
char *yipu_pinyin_from_query (const char *word);

G_END_DECLS
