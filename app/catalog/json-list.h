/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A JSON array of texts, the canonical form of lists, sets, refs and months. Read by a scanner of
 * its own: a field is read a thousand times a page, and json-glib overflows the stack on a value
 * of many brackets from a foreign catalog (trust.md, "Pictures, sound, text"). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* NULL unless @text is one array of texts, valid UTF-8, and nothing else. Free with g_strfreev().
 */
char **yipu_json_list_parse (const char *text);
/* Compact, characters beyond ASCII as they are; "[]" for none. Free with g_free(). */
char *yipu_json_list_print (const char *const *parts);
/* Appends @text as a JSON string, quotes included. */
void yipu_json_append_string (GString *out, const char *text);

G_END_DECLS
