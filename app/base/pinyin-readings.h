/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What ICU's one reading a character does not know: our own list of characters that places,
 * families and crafts read otherwise, and of words in which one reading is sure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @readings: separated by spaces, beside ICU's own */
typedef struct {
  gunichar character;
  const char *readings;
} YipuPolyphone;

/* @readings: one a character */
typedef struct {
  const char *word;
  const char *readings;
} YipuSureWord;

extern const YipuPolyphone yipu_polyphones[];
extern const guint yipu_n_polyphones;
extern const YipuSureWord yipu_sure_words[];
extern const guint yipu_n_sure_words;
/* Characters that are read so at the head of a person's name, with that reading. */
extern const YipuPolyphone yipu_surnames[];
extern const guint yipu_n_surnames;

G_END_DECLS
