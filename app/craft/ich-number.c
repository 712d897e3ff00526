/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers of official lists as people read them. */
#include <yipu/heritage.h>

#include <string.h>
#include <yipu/vocabulary.h>

#include "base/ich.h"

char *
yipu_ich_number_key (const char *text)
{
  char key[YIPU_ICH_KEY_SIZE];

  return text != NULL && yipu_ich_key (text, key) ? g_strdup (key) : NULL;
}

/* The category whose numeral a key begins with; its number follows the hyphen. */
static const YipuTerm *
find_category (const char *key, const char **number)
{
  const char *hyphen = strchr (key, '-');
  g_autofree char *numeral = g_strndup (key, (gsize) (hyphen - key));

  *number = hyphen + 1;
  return yipu_vocabulary_find ("ich_categories", numeral);
}

char *
yipu_ich_number_display (const char *text)
{
  g_autofree char *key = yipu_ich_number_key (text);
  const char *number;
  const YipuTerm *category;

  if (key == NULL)
    return NULL;
  category = find_category (key, &number);
  return g_strdup_printf ("%s-%s", json_object_get_string_member (category->object, "numeral"),
                          number);
}

int
yipu_ich_number_category (const char *text)
{
  g_autofree char *key = yipu_ich_number_key (text);
  const char *number;

  return key != NULL ? (int) g_ascii_strtoll (find_category (key, &number)->id, NULL, 10) : 0;
}
