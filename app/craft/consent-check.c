/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What customs, protocol labels and missing answers do to one product on one day. Customs and
 * labels speak for a community, so they block; a missing yes only keeps that text or photo at
 * home, which the shop's own needs may then block. */
#define G_LOG_DOMAIN "yipu-craft"
#include "craft/consent-private.h"

#include "craft/kit-store.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>
#include <yipu/vocabulary.h>

/* A product being looked at. */
typedef struct {
  YipuConsents *consents;
  const YipuRecord *product;
  const YipuRecord *craft;
  GPtrArray *findings;
} Check;

static void
add (Check *self,
     YipuSeverity severity,
     const char *rule,
     const YipuRecord *record,
     const char *field,
     char *message)
{
  g_ptr_array_add (self->findings,
                   yipu_finding_new (severity, rule, yipu_record_get_kind (record)->id,
                                     yipu_record_get_id (record), field, "%s", message));
  g_free (message);
}

static gboolean
failed (GError **local, GError **error)
{
  if (!*local)
    return FALSE;
  g_propagate_error (error, g_steal_pointer (local));
  return TRUE;
}

/* Whether the day of the export lies in one of the months of a record. */
static gboolean
in_season (Check *self, const YipuRecord *record)
{
  g_auto (GStrv) months = yipu_record_dup_list (record, "season");
  int month = strlen (yipu_consents_get_date (self->consents)) >= 7
                  ? atoi (yipu_consents_get_date (self->consents) + 5)
                  : 0;

  for (guint i = 0; months[i]; i++) {
    if (atoi (months[i]) == month)
      return TRUE;
  }
  return FALSE;
}

/* Whether a release holds the record that somebody signed and nobody took back. */
static int
is_released (Check *self, const YipuRecord *record, GError **error)
{
  const char *today = yipu_consents_get_date (self->consents);
  g_autoptr (GPtrArray) releases =
      yipu_reader_list (yipu_consents_get_reader (self->consents), "release", "records",
                        yipu_record_get_id (record), error);

  if (!releases)
    return -1;
  for (guint i = 0; i < releases->len; i++) {
    const char *until = yipu_record_get (releases->pdata[i], "until");
    const char *signed_on = yipu_record_get (releases->pdata[i], "content_on");

    if (yipu_record_get (releases->pdata[i], "content_by") && signed_on &&
        strcmp (signed_on, today) <= 0 && !yipu_record_get (releases->pdata[i], "revoked_on") &&
        !(until && strcmp (until, today) < 0))
      return TRUE;
  }
  return FALSE;
}

/* A step that the buyer would do and that nobody has released; NULL for none, or with @error set.
 */
static char *
unreleased_step (Check *self, GError **error)
{
  const char *id = yipu_record_get (self->product, "kit");
  g_autoptr (YipuRecord) kit = yipu_consents_find (self->consents, "kit", id, error);
  g_autoptr (YipuKitStore) store =
      kit ? yipu_kit_store_load (yipu_consents_get_reader (self->consents), id, error) : NULL;
  g_autoptr (YipuPlan) plan = NULL;
  g_autofree gboolean *buyer = NULL;

  if (!store)
    return NULL;
  plan = yipu_plan_new (&store->process, yipu_kit_rules_get (), store->bought);
  buyer = yipu_cut_close (plan, store->kit.line, store->kit.n_line);
  for (guint i = 0; i < store->process.n_steps; i++) {
    if (buyer[i] && !store->process.steps[i].released)
      return g_strdup (store->process.steps[i].title ? store->process.steps[i].title : "");
  }
  return NULL;
}

/* Steps are kept within family or lineage: a kit would give them away, unless they were released.
 */
static gboolean
check_kit_steps (Check *self, const char *label, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *step = unreleased_step (self, &local);

  if (failed (&local, error))
    return FALSE;
  if (step)
    add (self, YIPU_SEVERITY_BLOCK, "consent.custom", self->craft, "access_custom",
         g_strdup_printf (_ ("By custom (%s) the steps are not for buyers, and “%s” has not been "
                             "released for them."),
                          label, step));
  return TRUE;
}

static void
check_months (
    Check *self, const YipuRecord *record, const char *rule, const char *field, const char *label)
{
  if (!in_season (self, record))
    add (self, YIPU_SEVERITY_BLOCK, rule, record, field,
         g_strdup_printf (_ ("“%s” holds it back outside its months; today is in none of those "
                             "given."),
                          label));
}

static gboolean
check_custom (Check *self, GError **error)
{
  const char *custom = yipu_record_get (self->craft, "access_custom");
  const char *rule = custom ? yipu_consent_rule_of ("access_customs", custom) : NULL;
  const char *label = yipu_vocabulary_label ("access_customs", custom);

  if (!rule)
    add (self, YIPU_SEVERITY_HINT, "consent.custom", self->craft, "access_custom",
         g_strdup (_ ("Nobody has noted whether custom restricts this craft. Ask, and choose.")));
  else if (strcmp (rule, "months") == 0)
    check_months (self, self->craft, "consent.custom", "access_custom", label);
  else if (strcmp (rule, "kits_released") == 0)
    return check_kit_steps (self, label, error);
  else if (strcmp (rule, "ask") == 0 && yipu_record_get (self->product, "kit"))
    add (self, YIPU_SEVERITY_WARN, "consent.custom", self->craft, "access_custom",
         g_strdup_printf (_ ("By custom (%s) it must be asked before a kit is sold. Write down who "
                             "agreed."),
                          label));
  else if (strcmp (rule, "block") == 0)
    add (self, YIPU_SEVERITY_BLOCK, "consent.custom", self->craft, "access_custom",
         g_strdup_printf (_ ("By custom (%s) this craft is not sold through a shop."), label));
  return TRUE;
}

static gboolean
check_label (
    Check *self, const YipuRecord *record, const char *field, const char *term, GError **error)
{
  const char *rule = yipu_consent_rule_of ("protocol_labels", term);
  const char *label = yipu_vocabulary_label ("protocol_labels", term);
  int released = FALSE;

  if (strcmp (rule, "none") == 0)
    return TRUE;
  if (strcmp (rule, "months") == 0) {
    check_months (self, record, "consent.label", field, label);
    return TRUE;
  }
  if (strcmp (rule, "credit") == 0) {
    if (!yipu_record_get (self->craft, "community"))
      add (self, YIPU_SEVERITY_BLOCK, "consent.label", self->craft, "community",
           g_strdup_printf (_ ("The label “%s” asks to name whose craft it is; fill in the "
                               "community."),
                            label));
    return TRUE;
  }
  if (strcmp (rule, "released") == 0)
    released = is_released (self, record, error);
  if (released == FALSE)
    add (self, YIPU_SEVERITY_BLOCK, "consent.label", record, field,
         g_strdup_printf (_ ("The label “%s” keeps it out of shops."), label));
  return released >= 0;
}

static gboolean
check_labels (Check *self, GError **error)
{
  g_auto (GStrv) labels = yipu_record_dup_list (self->craft, "protocol_labels");
  gboolean ok = TRUE;

  for (guint i = 0; ok && labels[i]; i++)
    ok = check_label (self, self->craft, "protocol_labels", labels[i], error);
  return ok;
}

/* The elements behind the selling points have labels of their own. */
static gboolean
check_elements (Check *self, GError **error)
{
  g_auto (GStrv) points = yipu_record_dup_list (self->product, "selling_points");
  gboolean ok = TRUE;

  for (guint i = 0; ok && points[i]; i++) {
    g_autoptr (GError) local = NULL;
    g_autoptr (YipuRecord) point =
        yipu_consents_find (self->consents, "selling_point", points[i], &local);
    g_autoptr (YipuRecord) element =
        point ? yipu_consents_find (self->consents, "element", yipu_record_get (point, "element"),
                                    &local)
              : NULL;
    const char *label = element ? yipu_record_get (element, "label") : NULL;

    if (failed (&local, error))
      return FALSE;
    ok = !label || check_label (self, element, "label", label, error);
  }
  return ok;
}

static const char *
words_of (YipuConsentAnswer answer)
{
  switch (answer) {
  case YIPU_CONSENT_NOT_PUBLIC: return _ ("it is marked private");
  case YIPU_CONSENT_NOT_ASKED: return _ ("not everyone concerned has been asked");
  case YIPU_CONSENT_ASK: return _ ("somebody concerned wants to be asked each time");
  case YIPU_CONSENT_EXPIRED: return _ ("a yes is no longer in force");
  case YIPU_CONSENT_NO: return _ ("somebody concerned said no");
  case YIPU_CONSENT_WITHDRAWN: return _ ("somebody concerned took the yes back");
  case YIPU_CONSENT_FAILED:
  case YIPU_CONSENT_YES:
  default: return "";
  }
}

static gboolean
check_story (Check *self, GError **error)
{
  YipuConsentAnswer answer;

  if (!yipu_record_get (self->craft, "story_page"))
    return TRUE;
  answer = yipu_consents_of_field (self->consents, self->craft, "story_page", error);
  if (answer > YIPU_CONSENT_YES)
    add (self, YIPU_SEVERITY_HINT, "consent.story", self->craft, "story_page",
         g_strdup_printf (_ ("The story stays at home: %s."), words_of (answer)));
  return answer != YIPU_CONSENT_FAILED;
}

static gboolean
check_photos (Check *self, GError **error)
{
  g_autoptr (GPtrArray) slots =
      yipu_reader_list (yipu_consents_get_reader (self->consents), "slot", "product",
                        yipu_record_get_id (self->product), error);

  for (guint i = 0; slots && i < slots->len; i++) {
    YipuConsentAnswer answer =
        yipu_consents_of_field (self->consents, slots->pdata[i], "file", error);

    if (answer == YIPU_CONSENT_FAILED)
      return FALSE;
    if (answer != YIPU_CONSENT_YES)
      add (self, YIPU_SEVERITY_HINT, "consent.photo", slots->pdata[i], "file",
           g_strdup_printf (_ ("This photo stays at home: %s."), words_of (answer)));
  }
  return slots != NULL;
}

gboolean
yipu_consents_check (YipuConsents *self, const char *id, GPtrArray *findings, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YipuRecord) product = yipu_consents_find (self, "product", id, &local);
  g_autoptr (YipuRecord) craft =
      product && !local ? yipu_consents_craft_of (self, product, &local) : NULL;
  Check check = { .consents = self, .product = product, .craft = craft, .findings = findings };

  if (failed (&local, error))
    return FALSE;
  if (!product)
    return TRUE;
  if (craft && (!check_custom (&check, error) || !check_labels (&check, error) ||
                !check_elements (&check, error) || !check_story (&check, error)))
    return FALSE;
  return check_photos (&check, error);
}
