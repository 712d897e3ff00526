/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text as people type it: counted in code points, trimmed, compared after NFKC. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** YipuLanguage: the languages that records and pages speak. */
typedef enum {
  YIPU_LANGUAGE_ZH,
  YIPU_LANGUAGE_EN,
} YipuLanguage;

/**
 * yipu_text_trim:
 * @text: UTF-8
 *
 * Drops white space of any script (U+3000, U+00A0 and zero-width included) at both ends and
 * composes the rest (NFC), so that equal-looking texts are equal bytes. Any thread.
 *
 * Returns: (transfer full): a new string, perhaps empty
 */
char *yipu_text_trim (const char *text);

/**
 * yipu_text_length:
 * @text: (nullable): UTF-8
 *
 * The length that every limit of model.md means: code points after trimming. Any thread.
 *
 * Returns: code points, 0 for %NULL
 */
gsize yipu_text_length (const char *text);

/**
 * yipu_text_fold:
 * @text: UTF-8
 *
 * For comparing: NFKC, lower case, without zero-width characters. Any thread.
 *
 * Returns: (transfer full): a new string
 */
char *yipu_text_fold (const char *text);

/**
 * yipu_text_is_chinese:
 *
 * Returns: whether the user interface speaks Chinese, from the message locale at the first call
 */
gboolean yipu_text_is_chinese (void);

/**
 * yipu_text_pick:
 * @zh: (nullable): the Chinese text
 * @en: (nullable): the English text
 *
 * Returns: (nullable): the one in the user's language, or the other where that is empty
 */
const char *yipu_text_pick (const char *zh, const char *en);

/**
 * yipu_text_pinyin:
 * @text: UTF-8
 *
 * How it is read, without tones or spaces, ü as v: "蓝印花布" → "lanyinhuabu". Letters and digits
 * stay; what has no reading is left out. Where a character is read in several ways, the likeliest
 * ("重庆" → "chongqing"). Any thread.
 *
 * Returns: (transfer full): a new string of a–z and 0–9, perhaps empty
 */
char *yipu_text_pinyin (const char *text);

/**
 * yipu_text_slug:
 * @text: UTF-8
 * @limit: bytes at most
 *
 * For codes and file names: as yipu_text_pinyin(), with a hyphen where something was left out,
 * and cut at a character's end: "蓝印花布（小）" → "lanyinhuabu-xiao". Any thread.
 *
 * Returns: (transfer full): a new string of a–z, 0–9 and single inner hyphens, perhaps empty
 */
char *yipu_text_slug (const char *text, gsize limit);

/**
 * yipu_text_compare:
 * @a: UTF-8
 * @b: UTF-8
 *
 * The order of names in a list: Chinese by pinyin, numbers by value (ICU, zh@collation=pinyin).
 * Any thread.
 *
 * Returns: < 0, 0 or > 0
 */
int yipu_text_compare (const char *a, const char *b);

/**
 * yipu_text_minutes:
 * @minutes: ≥ 0; below 0 is not known
 *
 * For people, in their language: "28 min", "1 h 29 min", "2 days 3 h". Any thread.
 *
 * Returns: (transfer full): a new string; "?" where it is not known
 */
char *yipu_text_minutes (gint64 minutes);

/** As yipu_text_minutes(), in @language whatever the user speaks: for what is printed. */
char *yipu_text_minutes_in (gint64 minutes, YipuLanguage language);

/** As yipu_text_minutes(), for work, of which nobody does 24 hours a day: "47 h", never "1 d 23 h". */
char *yipu_text_work (gint64 minutes);
/** As yipu_text_work(), in @language whatever the user speaks. */
char *yipu_text_work_in (gint64 minutes, YipuLanguage language);

G_END_DECLS
