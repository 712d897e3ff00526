/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All claim rules over a text of 500 characters: while somebody types, so within a frame. */
#include <yipu/claims.h>
#include <yipu/init.h>

#include "figure.h"

#define ROUNDS 200

int
main (int argc, char **argv)
{
  static const char sentence[] = "村里的老人把蓝布晒在河边，刻版用三层皮纸，刮浆以后下缸七遍；";
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (Timing) timing = timing_new ();

  yipu_init ();
  while (g_utf8_strlen (text->str, -1) < 500)
    g_string_append (text, sentence);
  for (int round = -5; round < ROUNDS; round++) {
    double before = clock_us ();
    g_ptr_array_unref (yipu_claims_match (text->str, "detail", "craft", NULL));
    if (round >= 0)
      timing_add (&timing, clock_us () - before);
  }
  g_autofree char *value =
      g_strdup_printf ("%.2f ms, p99 %.2f ms", timing_percentile (&timing, 50) / 1000,
                       timing_percentile (&timing, 99) / 1000);
  figure_plain ("claim rules over 500 characters", 1, value, "≤ 5 ms");
  return 0;
}
