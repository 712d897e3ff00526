/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Consent: who is concerned, which of their answers holds, and what customs and labels keep home.
 */
#include <string.h>
#include <yipu/consent.h>
#include <yipu/init.h>

#include "../catalog/fixture.h"

#define TODAY "2026-11-24"

/* A craft with one maker, a piece, a product and a photo of it. */
typedef struct {
  Fixture base;
  char *craft;
  char *he;
  char *lin;
  char *item;
  char *product;
  char *file;
  char *slot;
} World;

static void
set_up (World *world, gconstpointer data)
{
  YipuCatalog *catalog;

  fixture_set_up (&world->base, NULL);
  catalog = world->base.catalog;
  world->craft = fixture_add (catalog, "craft", "name", "刮浆蓝布", "story_page", "等风",
                              "community", "苇汀坞", "access_custom", "open", NULL);
  world->he = fixture_add (catalog, "person", "display_name", "沈阿禾", NULL);
  world->lin = fixture_add (catalog, "person", "display_name", "林小社", NULL);
  g_free (fixture_add (catalog, "role", "person", world->he, "craft", world->craft, "kind",
                       "inheritor", NULL));
  g_free (fixture_add (catalog, "role", "person", world->lin, "craft", world->craft, "kind",
                       "social_worker", NULL));
  world->item = fixture_add (catalog, "item", "craft", world->craft, "name", "方巾", NULL);
  world->product = fixture_add (catalog, "product", "item", world->item, "title", "方巾", NULL);
  world->file = fixture_add (catalog, "file", "kind", "photo", NULL);
  world->slot = fixture_add (catalog, "slot", "product", world->product, "file", world->file,
                             "role", "main", NULL);
}

static void
tear_down (World *world, gconstpointer data)
{
  g_free (world->craft);
  g_free (world->he);
  g_free (world->lin);
  g_free (world->item);
  g_free (world->product);
  g_free (world->file);
  g_free (world->slot);
  fixture_tear_down (&world->base, NULL);
}

static char *
say (World *world,
     const char *person,
     const char *purpose,
     const char *answer,
     const char *date,
     const char *until)
{
  return fixture_add (world->base.catalog, "consent", "person", person, "purpose", purpose,
                      "answer", answer, "date", date, "until", until, NULL);
}

static void
says (World *world, const char *purpose, const char *answer, const char *date, const char *until)
{
  g_free (say (world, world->he, purpose, answer, date, until));
}

static YipuConsentAnswer
of_person (World *world, const char *purpose)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuConsents) consents =
      yipu_consents_new (yipu_catalog_get_reader (world->base.catalog), TODAY);
  YipuConsentAnswer answer = yipu_consents_of_person (consents, world->he, purpose, NULL, &error);

  g_assert_no_error (error);
  return answer;
}

static YipuConsentAnswer
of_field (World *world, const char *kind, const char *id, const char *field)
{
  g_autoptr (GError) error = NULL;
  YipuReader *reader = yipu_catalog_get_reader (world->base.catalog);
  g_autoptr (YipuConsents) consents = yipu_consents_new (reader, TODAY);
  g_autoptr (YipuRecord) record = yipu_reader_get (reader, kind, id, &error);
  YipuConsentAnswer answer = yipu_consents_of_field (consents, record, field, &error);

  g_assert_no_error (error);
  return answer;
}

static YipuConsentAnswer
of_photo (World *world)
{
  return of_field (world, "slot", world->slot, "file");
}

/* The severity of the finding with this rule, or -1. */
static int
finds (World *world, const char *rule)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuConsents) consents =
      yipu_consents_new (yipu_catalog_get_reader (world->base.catalog), TODAY);
  g_autoptr (GPtrArray) findings = yipu_findings_new ();
  int severity = -1;

  g_assert_true (yipu_consents_check (consents, world->product, findings, &error));
  for (guint i = 0; i < findings->len; i++) {
    YipuFinding *finding = findings->pdata[i];

    if (strcmp (finding->rule, rule) == 0)
      severity = MAX (severity, (int) finding->severity);
  }
  return severity;
}

static void
test_only_yes_is_yes (World *world, gconstpointer data)
{
  g_assert_cmpint (of_person (world, "story"), ==, YIPU_CONSENT_NOT_ASKED);
  says (world, "story", "ask", "2026-01-01", NULL);
  g_assert_cmpint (of_person (world, "story"), ==, YIPU_CONSENT_ASK);
  says (world, "story", "yes", "2026-02-01", "2026-12-31");
  g_assert_cmpint (of_person (world, "story"), ==, YIPU_CONSENT_YES);
  g_assert_cmpint (of_person (world, "name"), ==, YIPU_CONSENT_NOT_ASKED);
  says (world, "name", NULL, "2026-02-01", NULL);
  g_assert_cmpint (of_person (world, "name"), ==, YIPU_CONSENT_NOT_ASKED);
}

static void
test_days_bound_it (World *world, gconstpointer data)
{
  says (world, "story", "yes", "2025-01-01", "2026-11-23");
  g_assert_cmpint (of_person (world, "story"), ==, YIPU_CONSENT_EXPIRED);
  says (world, "story", "yes", "2025-01-02", TODAY);
  g_assert_cmpint (of_person (world, "story"), ==, YIPU_CONSENT_YES);
  says (world, "name", "yes", "2026-11-25", NULL);
  g_assert_cmpint (of_person (world, "name"), ==, YIPU_CONSENT_EXPIRED);
  says (world, "face", "yes", NULL, NULL);
  g_assert_cmpint (of_person (world, "face"), ==, YIPU_CONSENT_EXPIRED);
}

static void
test_the_newest_day_counts_and_its_strictest (World *world, gconstpointer data)
{
  says (world, "story", "no", "2026-01-01", NULL);
  says (world, "story", "yes", "2026-03-01", NULL);
  g_assert_cmpint (of_person (world, "story"), ==, YIPU_CONSENT_YES);
  says (world, "story", "no", "2026-03-01", NULL);
  g_assert_cmpint (of_person (world, "story"), ==, YIPU_CONSENT_NO);
  says (world, "story", "yes", "2026-02-01", NULL);
  g_assert_cmpint (of_person (world, "story"), ==, YIPU_CONSENT_NO);
  says (world, "works", "yes", "2026-03-01", NULL);
  says (world, "works", "no", NULL, NULL);
  g_assert_cmpint (of_person (world, "works"), ==, YIPU_CONSENT_NO);
}

static void
test_withdrawn_at_once_until_a_later_yes (World *world, gconstpointer data)
{
  g_autofree char *row = say (world, world->he, "story", "yes", "2026-01-01", NULL);

  fixture_set (world->base.catalog, row, "withdrawn_on", "2026-06-01");
  g_assert_cmpint (of_person (world, "story"), ==, YIPU_CONSENT_WITHDRAWN);
  says (world, "story", "yes", "2026-05-01", NULL);
  g_assert_cmpint (of_person (world, "story"), ==, YIPU_CONSENT_WITHDRAWN);
  says (world, "story", "yes", "2026-07-01", NULL);
  g_assert_cmpint (of_person (world, "story"), ==, YIPU_CONSENT_YES);
}

/* Whatever the rows, adding a no of the newest day or later never gives a yes. */
static void
test_a_later_no_always_holds (World *world, gconstpointer data)
{
  static const char *const answers[] = { "yes", "no", "ask", NULL };

  for (int round = 0; round < 60; round++) {
    g_autofree char *person = fixture_add (world->base.catalog, "person", NULL);
    g_autoptr (YipuConsents) consents = NULL;

    for (int i = 0; i < 4; i++) {
      g_autofree char *day = g_strdup_printf ("2026-%02d-01", g_test_rand_int_range (1, 12));

      g_free (say (world, person, "story", answers[g_test_rand_int_range (0, 4)], day,
                   g_test_rand_int_range (0, 3) ? NULL : "2026-08-01"));
    }
    g_free (say (world, person, "story", "no", "2026-11-20", NULL));
    consents = yipu_consents_new (yipu_catalog_get_reader (world->base.catalog), TODAY);
    g_assert_cmpint (yipu_consents_of_person (consents, person, "story", NULL, NULL), ==,
                     YIPU_CONSENT_NO);
  }
}

static void
test_a_story_needs_its_makers_and_tellers (World *world, gconstpointer data)
{
  YipuCatalog *catalog = world->base.catalog;
  g_autofree char *teller = NULL;
  g_autofree char *note = NULL;
  g_autofree char *sources = NULL;

  g_assert_cmpint (of_field (world, "craft", world->craft, "name"), ==, YIPU_CONSENT_YES);
  g_assert_cmpint (of_field (world, "craft", world->craft, "private_terms"), ==,
                   YIPU_CONSENT_NOT_PUBLIC);
  g_assert_cmpint (of_field (world, "craft", world->craft, "story_page"), ==,
                   YIPU_CONSENT_NOT_ASKED);
  /* The social worker of the craft need not be asked. */
  says (world, "story", "yes", "2026-01-01", NULL);
  g_assert_cmpint (of_field (world, "craft", world->craft, "story_page"), ==, YIPU_CONSENT_YES);
  teller = fixture_add (catalog, "person", "display_name", "阿婆", NULL);
  note = fixture_add (catalog, "note", "teller", teller, "text", "从前", NULL);
  sources = g_strdup_printf ("[\"%s\"]", note);
  fixture_set (catalog, world->craft, "sources", sources);
  g_assert_cmpint (of_field (world, "craft", world->craft, "story_page"), ==,
                   YIPU_CONSENT_NOT_ASKED);
  g_free (say (world, teller, "story", "yes", "2026-01-01", NULL));
  g_assert_cmpint (of_field (world, "craft", world->craft, "story_page"), ==, YIPU_CONSENT_YES);
}

static void
test_personal_fields_need_the_person (World *world, gconstpointer data)
{
  g_assert_cmpint (of_field (world, "person", world->he, "phone"), ==, YIPU_CONSENT_NOT_ASKED);
  g_assert_cmpint (of_field (world, "person", world->he, "legal_name"), ==,
                   YIPU_CONSENT_NOT_PUBLIC);
  says (world, "name", "yes", "2026-01-01", NULL);
  g_assert_cmpint (of_field (world, "person", world->he, "display_name"), ==, YIPU_CONSENT_YES);
  g_assert_cmpint (of_field (world, "person", world->lin, "display_name"), ==,
                   YIPU_CONSENT_NOT_ASKED);
}

static void
test_photos (World *world, gconstpointer data)
{
  YipuCatalog *catalog = world->base.catalog;
  g_autofree char *shown = g_strdup_printf ("[\"%s\"]", world->lin);

  g_assert_cmpint (of_photo (world), ==, YIPU_CONSENT_NOT_ASKED);
  says (world, "works", "yes", "2026-01-01", NULL);
  g_assert_cmpint (of_photo (world), ==, YIPU_CONSENT_YES);
  fixture_set (catalog, world->file, "shown", shown);
  g_assert_cmpint (of_photo (world), ==, YIPU_CONSENT_NOT_ASKED);
  g_free (say (world, world->lin, "face", "yes", "2026-01-01", NULL));
  g_assert_cmpint (of_photo (world), ==, YIPU_CONSENT_NOT_ASKED);
  g_free (say (world, world->lin, "works", "yes", "2026-01-01", NULL));
  g_assert_cmpint (of_photo (world), ==, YIPU_CONSENT_YES);
  fixture_set (catalog, world->file, "private", "1");
  g_assert_cmpint (of_photo (world), ==, YIPU_CONSENT_NOT_PUBLIC);
  g_assert_cmpint (finds (world, "consent.photo"), ==, YIPU_SEVERITY_HINT);
}

static void
test_steps_stay_where_custom_keeps_them (World *world, gconstpointer data)
{
  YipuCatalog *catalog = world->base.catalog;
  g_autofree char *process = fixture_add (catalog, "process", "craft", world->craft, NULL);
  g_autofree char *step =
      fixture_add (catalog, "step", "process", process, "title", "刮浆", "who", "anyone", NULL);
  g_autofree char *flow = fixture_add (catalog, "flow", "step", step, "direction", "in", NULL);

  says (world, "steps", "yes", "2026-01-01", NULL);
  g_assert_cmpint (of_field (world, "step", step, "instruction"), ==, YIPU_CONSENT_YES);
  g_assert_cmpint (of_field (world, "flow", flow, "quantity"), ==, YIPU_CONSENT_YES);
  fixture_set (catalog, world->craft, "access_custom", "see_only");
  g_assert_cmpint (of_field (world, "step", step, "title"), ==, YIPU_CONSENT_NOT_PUBLIC);
  fixture_set (catalog, step, "released", "1");
  g_assert_cmpint (of_field (world, "step", step, "title"), ==, YIPU_CONSENT_YES);
  fixture_set (catalog, step, "private", "1");
  g_assert_cmpint (of_field (world, "step", step, "title"), ==, YIPU_CONSENT_NOT_PUBLIC);
  g_assert_cmpint (of_field (world, "flow", flow, "quantity"), ==, YIPU_CONSENT_NOT_PUBLIC);
}

static void
test_customs (World *world, gconstpointer data)
{
  YipuCatalog *catalog = world->base.catalog;

  g_assert_cmpint (finds (world, "consent.custom"), ==, -1);
  fixture_set (catalog, world->craft, "access_custom", "ritual");
  g_assert_cmpint (finds (world, "consent.custom"), ==, YIPU_SEVERITY_BLOCK);
  fixture_set (catalog, world->craft, "access_custom", "place");
  g_assert_cmpint (finds (world, "consent.custom"), ==, YIPU_SEVERITY_BLOCK);
  fixture_set (catalog, world->craft, "access_custom", "season");
  g_assert_cmpint (finds (world, "consent.custom"), ==, YIPU_SEVERITY_BLOCK);
  fixture_set (catalog, world->craft, "season", "[\"10\",\"11\"]");
  g_assert_cmpint (finds (world, "consent.custom"), ==, -1);
  fixture_set (catalog, world->craft, "access_custom", NULL);
  g_assert_cmpint (finds (world, "consent.custom"), ==, YIPU_SEVERITY_HINT);
  /* A finished piece gives no steps away. */
  fixture_set (catalog, world->craft, "access_custom", "family");
  g_assert_cmpint (finds (world, "consent.custom"), ==, -1);
}

static void
test_a_family_keeps_its_kits (World *world, gconstpointer data)
{
  YipuCatalog *catalog = world->base.catalog;
  g_autofree char *process =
      fixture_add (catalog, "process", "craft", world->craft, "target", world->item, NULL);
  g_autofree char *step =
      fixture_add (catalog, "step", "process", process, "title", "卷边", "who", "anyone", NULL);
  g_autofree char *line = g_strdup_printf ("[\"%s\"]", step);
  g_autofree char *kit = NULL;

  g_free (fixture_add (catalog, "flow", "step", step, "item", world->item, "direction", "out",
                       "quantity", "1", NULL));
  kit = fixture_add (catalog, "kit", "process", process, "line", line, NULL);
  fixture_set (catalog, world->product, "item", NULL);
  fixture_set (catalog, world->product, "kit", kit);
  fixture_set (catalog, world->craft, "access_custom", "family");
  g_assert_cmpint (finds (world, "consent.custom"), ==, YIPU_SEVERITY_BLOCK);
  fixture_set (catalog, step, "released", "1");
  g_assert_cmpint (finds (world, "consent.custom"), ==, -1);
  fixture_set (catalog, world->craft, "access_custom", "gender");
  g_assert_cmpint (finds (world, "consent.custom"), ==, YIPU_SEVERITY_WARN);
}

static void
test_protocol_labels (World *world, gconstpointer data)
{
  YipuCatalog *catalog = world->base.catalog;
  g_autofree char *element = NULL;
  g_autofree char *point = NULL;
  g_autofree char *points = NULL;
  g_autofree char *records = g_strdup_printf ("[\"%s\"]", world->craft);

  fixture_set (catalog, world->craft, "protocol_labels",
               "[\"attribution\",\"commercial_ok\",\"verified\"]");
  g_assert_cmpint (finds (world, "consent.label"), ==, -1);
  fixture_set (catalog, world->craft, "community", NULL);
  g_assert_cmpint (finds (world, "consent.label"), ==, YIPU_SEVERITY_BLOCK);
  fixture_set (catalog, world->craft, "protocol_labels", "[\"gender\"]");
  g_assert_cmpint (finds (world, "consent.label"), ==, YIPU_SEVERITY_BLOCK);
  g_free (fixture_add (catalog, "release", "records", records, "content_by", world->he,
                       "content_on", "2026-11-01", NULL));
  g_assert_cmpint (finds (world, "consent.label"), ==, -1);
  element = fixture_add (catalog, "element", "craft", world->craft, "label", "secret", NULL);
  point = fixture_add (catalog, "selling_point", "element", element, NULL);
  points = g_strdup_printf ("[\"%s\"]", point);
  fixture_set (catalog, world->product, "selling_points", points);
  g_assert_cmpint (finds (world, "consent.label"), ==, YIPU_SEVERITY_BLOCK);
}

/* References to what is not there, or not yet, are no errors and give nothing away. */
static void
test_dangling_references (World *world, gconstpointer data)
{
  YipuCatalog *catalog = world->base.catalog;

  fixture_remove (catalog, world->file);
  g_assert_cmpint (of_photo (world), ==, YIPU_CONSENT_NOT_PUBLIC);
  fixture_set (catalog, world->product, "item", "0190b0a0-0000-7000-8000-000000000000");
  g_assert_cmpint (finds (world, "consent.custom"), ==, -1);
}

#define ADD(name, func) g_test_add ("/consent/" name, World, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("only-yes-is-yes", test_only_yes_is_yes);
  ADD ("days-bound-it", test_days_bound_it);
  ADD ("the-newest-day-counts-and-its-strictest", test_the_newest_day_counts_and_its_strictest);
  ADD ("withdrawn-at-once-until-a-later-yes", test_withdrawn_at_once_until_a_later_yes);
  ADD ("a-later-no-always-holds", test_a_later_no_always_holds);
  ADD ("a-story-needs-its-makers-and-tellers", test_a_story_needs_its_makers_and_tellers);
  ADD ("personal-fields-need-the-person", test_personal_fields_need_the_person);
  ADD ("photos", test_photos);
  ADD ("steps-stay-where-custom-keeps-them", test_steps_stay_where_custom_keeps_them);
  ADD ("customs", test_customs);
  ADD ("a-family-keeps-its-kits", test_a_family_keeps_its_kits);
  ADD ("protocol-labels", test_protocol_labels);
  ADD ("dangling-references", test_dangling_references);
  return g_test_run ();
}
