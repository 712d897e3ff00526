/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Vocabularies: every one a field names is there, and every term can be named. */
#include <yipu/init.h>
#include <yipu/kind.h>
#include <yipu/vocabulary.h>

static void
test_every_field_has_its_vocabulary (void)
{
  guint n_kinds, n_terms;
  const YipuKind *const *kinds = yipu_kind_all (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    for (guint j = 0; j < kinds[i]->n_fields; j++) {
      const YipuField *field = &kinds[i]->fields[j];
      gboolean chooses = field->type == YIPU_FIELD_ONE || field->type == YIPU_FIELD_SET;

      g_test_message ("%s.%s", kinds[i]->id, field->name);
      if (chooses)
        g_assert_nonnull (yipu_vocabulary_terms (field->vocabulary, &n_terms));
      if (chooses)
        g_assert_cmpuint (n_terms, >, 1);
    }
}

static void
check_terms (const char *vocabulary)
{
  guint n_terms;
  const YipuTerm *terms = yipu_vocabulary_terms (vocabulary, &n_terms);

  for (guint i = 0; i < n_terms; i++) {
    g_test_message ("%s: %s", vocabulary, terms[i].id);
    g_assert_nonnull (terms[i].zh);
    g_assert_nonnull (terms[i].en);
    g_assert_true (yipu_vocabulary_find (vocabulary, terms[i].id) == &terms[i]);
    g_assert_true (yipu_vocabulary_find (vocabulary, terms[i].zh) == &terms[i]);
    g_assert_true (yipu_vocabulary_find (vocabulary, terms[i].en) == &terms[i]);
  }
}

static void
test_every_term_is_found_by_id_and_labels (void)
{
  guint n_kinds;
  const YipuKind *const *kinds = yipu_kind_all (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    for (guint j = 0; j < kinds[i]->n_fields; j++)
      if (kinds[i]->fields[j].vocabulary != NULL)
        check_terms (kinds[i]->fields[j].vocabulary);
  check_terms ("months");
  check_terms ("provinces");
}

static void
test_aliases_and_old_names (void)
{
  g_assert_cmpstr (yipu_vocabulary_find ("ich_categories", "传统手工技艺")->id, ==, "8");
  g_assert_cmpstr (yipu_vocabulary_find ("ich_categories", "Ⅷ")->id, ==, "8");
  g_assert_cmpstr (yipu_vocabulary_find ("units", "斤")->id, ==, "jin");
  g_assert_cmpstr (yipu_vocabulary_find ("months", "5月")->id, ==, "5");
  g_assert_cmpstr (yipu_vocabulary_find ("months", "５月")->id, ==, "5");
}

static void
test_a_word_of_two_meanings_finds_neither (void)
{
  g_assert_null (yipu_vocabulary_find ("units", "分"));
  g_assert_cmpstr (yipu_vocabulary_find ("units", "分钟")->id, ==, "min");
}

static void
test_unknown_is_null_and_labels_fall_back (void)
{
  guint n_terms = 7;

  g_assert_null (yipu_vocabulary_terms ("no_such", &n_terms));
  g_assert_cmpuint (n_terms, ==, 0);
  g_assert_null (yipu_vocabulary_find ("no_such", "x"));
  g_assert_null (yipu_vocabulary_find ("units", "no such"));
  g_assert_null (yipu_vocabulary_find ("units", NULL));
  g_assert_cmpstr (yipu_vocabulary_label ("units", "no such"), ==, "no such");
  g_assert_cmpstr (yipu_vocabulary_label ("units", NULL), ==, "");
}

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/vocabulary/every-field-has-its-vocabulary",
                   test_every_field_has_its_vocabulary);
  g_test_add_func ("/vocabulary/every-term-is-found-by-id-and-labels",
                   test_every_term_is_found_by_id_and_labels);
  g_test_add_func ("/vocabulary/aliases-and-old-names", test_aliases_and_old_names);
  g_test_add_func ("/vocabulary/a-word-of-two-meanings-finds-neither",
                   test_a_word_of_two_meanings_finds_neither);
  g_test_add_func ("/vocabulary/unknown-is-null-and-labels-fall-back",
                   test_unknown_is_null_and_labels_fall_back);
  return g_test_run ();
}
