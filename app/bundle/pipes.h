/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pipes on single texts: the closed list of what an expression may do to a value. Each takes a text
 * that is not empty and gives a new one, or NULL for empty. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How long a text is for a shop. */
typedef enum {
  YIPU_MEASURE_CHARS, /* Unicode scalars */
  YIPU_MEASURE_GBK,   /* bytes in GBK, 2 for what it does not know */
  YIPU_MEASURE_UTF8,  /* bytes in UTF-8 */
} YipuMeasure;

/* FALSE when @name is no measure of length. */
gboolean yipu_measure_parse (const char *name, YipuMeasure *measure);
/* The length of @text. */
gsize yipu_measure_text (YipuMeasure measure, const char *text);

/* fen → "128.80" */
char *yipu_pipe_yuan (const char *text, const char *argument);
/* a whole number as it is, NULL for anything else */
char *yipu_pipe_fen (const char *text, const char *argument);
/* g → kg, "0.35" */
char *yipu_pipe_kg (const char *text, const char *argument);
/* mm → cm, "22.5" */
char *yipu_pipe_cm (const char *text, const char *argument);
/* g or mm → the unit named, which says what the text counts */
char *yipu_pipe_unit (const char *text, const char *argument);
/* whether yipu_pipe_unit() knows @unit */
gboolean yipu_pipe_knows_unit (const char *unit);
char *yipu_pipe_trim (const char *text, const char *argument);
/* line breaks and tabs become one space */
char *yipu_pipe_one_line (const char *text, const char *argument);
/* plain text → paragraphs of HTML */
char *yipu_pipe_html (const char *text, const char *argument);
/* HTML → plain text */
char *yipu_pipe_text (const char *text, const char *argument);
/* "gbk,60": as many whole characters as fit */
char *yipu_pipe_cut (const char *text, const char *argument);
/* backslash before each character of the argument */
char *yipu_pipe_esc (const char *text, const char *argument);
/* "key:value;", with ; and : in the value made full-width */
char *yipu_pipe_pair (const char *text, const char *argument);
/* a-z, 0-9 and single hyphens; Chinese by its pinyin */
char *yipu_pipe_slug (const char *text, const char *argument);
/* zeros before, to so many digits */
char *yipu_pipe_pad (const char *text, const char *argument);
/* seconds since 1970 → "YYYY-MM-DD hh:mm:ss" as the argument spells it, in UTC */
char *yipu_pipe_date (const char *text, const char *argument);

G_END_DECLS
