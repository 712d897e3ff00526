/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Values by chance. */
#include "random-value.h"

#include <yipu/vocabulary.h>

char *
random_text (void)
{
  static const char *const letters[] = { "苇", "a",  "\"", "\\", "é", "𠮷",
                                         "\n", "、", "=",  "1",  " ", "\t" };
  GString *text = g_string_new ("x");

  for (int i = g_test_rand_int_range (0, 6); i > 0; i--)
    g_string_append (text, letters[g_test_rand_int_range (0, G_N_ELEMENTS (letters))]);
  g_string_append_c (text, 'x');
  return g_string_free (text, FALSE);
}

static char *
random_keys (const char *vocabulary, YipuFieldType type)
{
  guint n_terms;
  const YipuTerm *terms = yipu_vocabulary_terms (vocabulary, &n_terms);
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  if (type == YIPU_FIELD_ONE)
    return g_strdup (terms[g_test_rand_int_range (0, (int) n_terms)].id);
  for (guint i = 0; i < n_terms; i++)
    if (g_test_rand_bit () || i == 0)
      g_ptr_array_add (keys, (gpointer) terms[i].id);
  g_ptr_array_add (keys, NULL);
  return yipu_field_join ((const char *const *) keys->pdata);
}

static char *
random_typed (const YipuField *field)
{
  gint64 number = g_test_rand_int_range (0, 1000000);
  g_autofree char *text = random_text ();

  switch (field->type) {
  case YIPU_FIELD_ONE:
  case YIPU_FIELD_SET: return random_keys (field->vocabulary, field->type);
  case YIPU_FIELD_MONTHS: return random_keys ("months", field->type);
  case YIPU_FIELD_LIST: {
    const char *parts[] = { "one", text, NULL };

    return yipu_field_join (parts);
  }
  case YIPU_FIELD_YES: return g_strdup (number % 2 == 0 ? "0" : "1");
  case YIPU_FIELD_INT:
    number = field->min + number % (field->max > 0 ? field->max - field->min + 1 : number + 1);
    return g_strdup_printf ("%" G_GINT64_FORMAT, number);
  case YIPU_FIELD_FEN:
    return g_strdup_printf ("%" G_GINT64_FORMAT, field->max > 0 ? number % field->max : number);
  case YIPU_FIELD_DATE:
    return g_strdup_printf ("%04d-%02d-%02d", g_test_rand_int_range (1900, 2100),
                            g_test_rand_int_range (1, 13), g_test_rand_int_range (1, 29));
  case YIPU_FIELD_FRACTION: return g_strdup (number % 2 == 0 ? "7/3" : "3");
  case YIPU_FIELD_REF: return g_uuid_string_random ();
  case YIPU_FIELD_REFS: {
    g_autofree char *id = g_uuid_string_random ();
    const char *parts[] = { id, NULL };

    return yipu_field_join (parts);
  }
  case YIPU_FIELD_TEXT:
  case YIPU_FIELD_KEY:
  default: return g_steal_pointer (&text);
  }
}

char *
random_value (const YipuField *field)
{
  g_autofree char *typed = random_typed (field);
  g_autoptr (GError) error = NULL;
  char *canonical;

  yipu_field_parse (field, typed, &canonical, &error);
  g_assert_no_error (error);
  return canonical;
}
