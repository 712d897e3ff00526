/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * JSON from anywhere, read safely: json-glib recurses, and 200,000 brackets overflow its stack. So
 * a scan without recursion first proves the text to be plain RFC 8259 within our limits, and knows
 * line and column of what is not; only then does json-glib build the tree. */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The limits of trust.md for profiles and vocabularies. */
#define YIPU_JSON_MAX_BYTES (4 * 1024 * 1024)
#define YIPU_JSON_MAX_DEPTH 64
#define YIPU_JSON_MAX_NODES 100000

/* Whether @text is one JSON value within the limits: valid UTF-8 without NUL (a byte order mark is
 * passed over), strict grammar, no lone surrogates. FALSE with G_IO_ERROR_INVALID_DATA, the message
 * begins with "line 3, column 14: ". Reads each byte once; any thread. */
gboolean yipu_json_check (const char *text, gsize length, gsize max_bytes, GError **error);

/* Parses @text after yipu_json_check(). The caller frees the node with json_node_unref(); NULL with
 * @error set as there. Any thread. */
JsonNode *yipu_json_parse_text (const char *text, gsize length, gsize max_bytes, GError **error);
JsonNode *yipu_json_parse (GBytes *bytes, gsize max_bytes, GError **error);

/* Members of an object that may be missing or of another type: never abort, never warn. */
const char *yipu_json_get_text (JsonObject *object, const char *member, const char *fallback);
gint64 yipu_json_get_int (JsonObject *object, const char *member, gint64 fallback);
JsonObject *yipu_json_get_object (JsonObject *object, const char *member); /* no ref, or NULL */
JsonArray *yipu_json_get_array (JsonObject *object, const char *member);   /* no ref, or NULL */

/* The node as text, members in the order they were set; pretty: two spaces and a final newline.
 * The same tree gives the same bytes. Free with g_free(). */
char *yipu_json_to_text (JsonNode *node, gboolean pretty);

G_END_DECLS
