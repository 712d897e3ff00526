/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers of the national list (Ⅷ-24) as they are compared, whoever typed them: heritage.md, "1.2
 * Numbers and their normalisation". Here, below the catalog, because the search index finds them
 * by the same rule. Knows nothing of categories' sizes or of how a number is displayed. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Room for the longest key, "VIII-100", and its end. */
#define YIPU_ICH_KEY_SIZE 12

/* The key of a project's number ("VIII-24"), when @text is one and nothing else: "Ⅷ-24", "viii 一
 * 024", "Ⅷ24". Returns FALSE with @key untouched otherwise. Any text, any thread. */
gboolean yipu_ich_key (const char *text, char key[YIPU_ICH_KEY_SIZE]);

/* The key of a number that @text, folded by yipu_text_fold(), begins with: of "viii-100_02_130434"
 * it is "VIII-100". Returns how many bytes of @text spell it, 0 when it begins with none (then @key
 * is untouched). Reads no further than @length, and no NUL is needed there. */
gsize yipu_ich_scan (const char *text, gsize length, char key[YIPU_ICH_KEY_SIZE]);

G_END_DECLS
