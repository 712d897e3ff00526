/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a person typed into the search, as the index is asked for it and as hits are marked. */
#pragma once

#include <glib.h>
#include <yipu/search.h>

G_BEGIN_DECLS

/* @fold: the whole, folded, its words one space apart
 * @words: (element-type utf8): the folded words, numbers of the national list as their key
 * @names, @texts: FTS5's expressions for the two tables */
typedef struct {
  char *fold;
  GPtrArray *words;
  char *names;
  char *texts;
} YipuQuestion;

/* NULL when nothing in @text can be looked for. */
YipuQuestion *yipu_question_parse (const char *text);
void yipu_question_free (YipuQuestion *question);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuQuestion, yipu_question_free)

/* Where the words stand in @text: spans in bytes of @text, in order, apart; @found: for each word
 * whether it does. NULL, with @n_spans 0, for none. */
YipuSpan *yipu_question_mark (
    const YipuQuestion *question, const char *text, gsize length, gboolean *found, guint *n_spans);

/* The same in a name, where a word that is not written there may be how it is read: the characters
 * whose pinyin or initials were typed. */
YipuSpan *yipu_question_mark_name (const YipuQuestion *question,
                                   const char *name,
                                   gboolean *found,
                                   guint *n_spans);

G_END_DECLS
