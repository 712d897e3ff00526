/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * JSON from anywhere: what passes the scan must parse, and read again the same. */
#include <stdint.h>
#include <string.h>

#include "base/json.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *bytes = data ? (const char *) data : "";
  g_autoptr (JsonNode) node = yipu_json_parse_text (bytes, size, YIPU_JSON_MAX_BYTES, NULL);
  g_autofree char *text = node ? yipu_json_to_text (node, FALSE) : NULL;

  if (text) {
    g_autoptr (JsonNode) again =
        yipu_json_parse_text (text, strlen (text), 8 * (gsize) YIPU_JSON_MAX_BYTES, NULL);
    g_autofree char *second = again ? yipu_json_to_text (again, FALSE) : NULL;

    /* json-glib prints large floating point numbers so that nobody can read them; we print none. */
    if (second)
      g_assert_cmpstr (second, ==, text);
  } else {
    g_assert_false (yipu_json_check (bytes, size, YIPU_JSON_MAX_BYTES, NULL));
  }
  return 0;
}
