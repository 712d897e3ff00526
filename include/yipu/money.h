/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Money is integer fen; these are the only two places where it meets text. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * yipu_money_to_string:
 * @fen: any amount
 *
 * Returns: (transfer full): yuan with two places, "61.80", "-0.05"
 */
char *yipu_money_to_string (gint64 fen);

/**
 * yipu_money_parse:
 * @text: yuan as typed: "61.8", "¥61.80", "61 元"
 * @fen: (out): the amount; untouched on failure
 *
 * Returns: %FALSE when @text is no amount, has more than two places, or does not fit
 */
gboolean yipu_money_parse (const char *text, gint64 *fen);

G_END_DECLS
