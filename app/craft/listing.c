/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a listing's own fields say of it: whether its level is verified, and what cannot be. */
#include <yipu/heritage.h>

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/finding.h>
#include <yipu/vocabulary.h>

gboolean
yipu_listing_is_verified (const YipuRecord *listing)
{
  g_return_val_if_fail (listing != NULL, FALSE);
  return yipu_record_get (listing, "document_no") != NULL &&
         yipu_record_get (listing, "document_date") != NULL &&
         yipu_record_get (listing, "evidence") != NULL &&
         g_strcmp0 (yipu_record_get (listing, "status"), "listed") == 0;
}

/* Takes @message. */
static void
add_finding (GPtrArray *findings,
             const YipuRecord *listing,
             YipuSeverity severity,
             const char *rule,
             const char *field,
             char *message)
{
  g_ptr_array_add (findings, yipu_finding_new (severity, rule, "listing",
                                               yipu_record_get_id (listing), field, "%s", message));
  g_free (message);
}

/* What is no number at all. Provincial lists and below have no common form. */
static void
check_form (const YipuRecord *listing, const char *text, GPtrArray *findings)
{
  if (g_strcmp0 (yipu_record_get (listing, "level"), "national") != 0)
    return;
  add_finding (
      findings, listing, YIPU_SEVERITY_WARN, "listing.number", "number",
      g_strdup_printf (_ ("“%s” is no number of the national list; write it as Ⅷ-24."), text));
}

static void
check_number (const YipuRecord *listing, GPtrArray *findings)
{
  const char *text = yipu_record_get (listing, "number");
  const char *category = yipu_record_get (listing, "category");
  g_autofree char *key = yipu_ich_number_key (text);
  const YipuTerm *term;
  const char *number;
  guint n_terms;

  if (text == NULL)
    return;
  if (key == NULL) {
    check_form (listing, text, findings);
    return;
  }
  number = strchr (key, '-') + 1;
  term = yipu_vocabulary_terms ("ich_categories", &n_terms) + yipu_ich_number_category (key) - 1;
  if (category != NULL && !g_str_equal (category, term->id))
    add_finding (
        findings, listing, YIPU_SEVERITY_BLOCK, "listing.category", "number",
        g_strdup_printf (
            _ ("The numeral of “%s” is that of another category; look it up in the list."), text));
  if (g_ascii_strtoll (number, NULL, 10) >
      json_object_get_int_member (term->object, "highest_number_seen"))
    add_finding (
        findings, listing, YIPU_SEVERITY_HINT, "listing.newer", "number",
        g_strdup_printf (
            _ ("“%s” is newer than the list Yipu knows; check it against the document."), text));
}

/* Translated; NULL when nothing is wrong. */
static char *
describe_region (const char *text)
{
  switch (yipu_region_check (text, NULL)) {
  case YIPU_REGION_MALFORMED:
    return g_strdup_printf (_ ("The region code “%s” has not six digits; it is kept as printed."),
                            text);
  case YIPU_REGION_PROVINCE:
    return g_strdup_printf (_ ("The region code “%s” names no province; it is kept as printed."),
                            text);
  case YIPU_REGION_PARENT:
    return g_strdup_printf (_ ("The region code “%s” names no prefecture; it is kept as printed."),
                            text);
  case YIPU_REGION_OK:
  default: return NULL;
  }
}

static void
check_region (const YipuRecord *listing, GPtrArray *findings)
{
  const char *text = yipu_record_get (listing, "region_code");
  char *message = text != NULL ? describe_region (text) : NULL;

  if (message != NULL)
    add_finding (findings, listing, YIPU_SEVERITY_HINT, "listing.region", "region_code", message);
}

void
yipu_listing_check (const YipuRecord *listing, GPtrArray *findings)
{
  g_return_if_fail (listing != NULL);
  g_return_if_fail (findings != NULL);
  check_number (listing, findings);
  check_region (listing, findings);
}
