/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Plain text as the paragraphs of a shop's page: no attributes, since readers drop quotes. */
#include <yipu/text.h>

#include "product/offers.h"

void
yipu_offer_append_paragraphs (GString *html, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text ? text : "", "\n", -1);

  for (guint i = 0; lines[i]; i++) {
    g_autofree char *line = yipu_text_trim (lines[i]);
    g_autofree char *escaped = g_markup_escape_text (line, -1);

    if (line[0])
      g_string_append_printf (html, "<p>%s</p>", escaped);
  }
}
