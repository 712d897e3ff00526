/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Our own words on paper, in both languages: what is printed speaks its own, whatever the person
 * at the desk reads, so they do not stand in the translations. */
#pragma once

#include <yipu/text.h>

G_BEGIN_DECLS

typedef enum {
  YIPU_WORD_STORY,
  YIPU_WORD_MADE_BY,
  YIPU_WORD_GLANCE,
  YIPU_WORD_HANDS_ON,
  YIPU_WORD_WAITING,
  YIPU_WORD_IN_ALL,
  YIPU_WORD_DAYS,
  YIPU_WORD_DIFFICULTY,
  YIPU_WORD_AGE,
  YIPU_WORD_AGE_FROM,
  YIPU_WORD_ADULTS,
  YIPU_WORD_ANY_AGE,
  YIPU_WORD_BOX,
  YIPU_WORD_BOX_NOTE,
  YIPU_WORD_TOOLS,
  YIPU_WORD_LENT,
  YIPU_WORD_NEED,
  YIPU_WORD_NEED_NOTE,
  YIPU_WORD_WARNINGS,
  YIPU_WORD_WARNINGS_NOTE,
  YIPU_WORD_STEPS,
  YIPU_WORD_STEP_OF,
  YIPU_WORD_USES,
  YIPU_WORD_WITH,
  YIPU_WORD_MAKES,
  YIPU_WORD_MIND,
  YIPU_WORD_DONE,
  YIPU_WORD_DISPOSAL,
  YIPU_WORD_NOTES,
  YIPU_WORD_NOTES_WHEN,
  YIPU_WORD_NOTES_WHO,
  YIPU_WORD_NOTES_NEXT,
  YIPU_WORD_CARE,
  YIPU_WORD_SHOP,
  YIPU_WORD_MAKER,
  YIPU_WORD_CONTINUED,
  YIPU_WORD_CARD_BEGIN,
  YIPU_WORD_CARD_SKILLED,
  YIPU_WORD_CARD_TEACH,
  YIPU_WORD_A_RUN,
  YIPU_WORD_SETUP,
  YIPU_WORD_BATCH,
  YIPU_WORD_BATCH_RUNS,
  YIPU_WORD_REPEAT,
  YIPU_WORD_TIMES,
  YIPU_WORD_LOSS,
  YIPU_WORD_WHO,
  YIPU_WORD_WATCH,
  YIPU_WORD_ASK,
  YIPU_WORD_ASK_DONE,
  YIPU_WORD_ASK_WAIT,
  YIPU_WORD_ASK_WRONG,
  YIPU_WORD_ASK_NEXT,
  YIPU_WORD_ASK_SAFE,
  YIPU_WORD_WEAR,
  YIPU_WORD_INSIDE,
  YIPU_WORD_LIST, /* between the things of a list */
  YIPU_N_WORDS,
} YipuWord;

/* The word, never NULL. */
const char *yipu_word (YipuLanguage language, YipuWord word);
/* The word with its "%s" filled; the caller's. */
char *yipu_word_fill (YipuLanguage language, YipuWord word, const char *with);

G_END_DECLS
