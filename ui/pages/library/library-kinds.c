/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the Library keeps. */
#include "library-kinds.h"

#include <glib/gi18n-lib.h>

static const YipuLibraryKind kinds[] = {
  { "file", N_ ("Photos"), "yipu-camera-symbolic",
    "caption kind taken_on name by rights_holder licence shown private focus_x focus_y", "taken_on",
    N_ ("Photos of hands, tools and finished pieces. Drop them here; each is kept once, and only "
        "smaller copies without place or camera leave.") },
  { "person", N_ ("People"), "yipu-person-symbolic",
    "display_name legal_name birth_year living language dialect phone address sex ethnic_group",
    "dialect birth_year",
    N_ ("Who makes, who learns, who helps. What they are called outside is theirs to say."), "role",
    "person", "craft kind since_year level batch year number status evidence",
    N_ ("In which crafts") },
  { "household", N_ ("Households"), "yipu-home-symbolic",
    "name contact weekly_min fit_for_home skills note", "weekly_min",
    N_ ("Homes that take in work: how many minutes a week, and which steps.") },
  { "place", N_ ("Places"), "yipu-pin-symbolic",
    "name text province city region_code region_note point", "city province",
    N_ ("Villages and towns. Their county comes first when entries of a list are offered.") },
  { "organisation", N_ ("Organisations"), "yipu-people-symbolic",
    "name kind credit_code phone address workshop_status recognised_by recognised_on confirmed_on",
    "kind workshop_status", N_ ("The cooperative, the social-work station, whoever signs.") },
  { "item", N_ ("Materials and tools"), "yipu-pot-symbolic",
    "name unit craft weight_g volume_ml unit_size unit_of price_fen purchase_pack portion together "
    "spare_percent consumable tool life_uses supply shipping least_age hazards composition sealed "
    "disposal note",
    "unit price_fen supply",
    N_ ("What goes into a step, what comes out of it, and tools. A kit’s box is reckoned from "
        "these.") },
  { "paper", N_ ("Papers"), "yipu-letter-symbolic",
    "kind number issuer holder valid_from until scope file", "number until",
    N_ ("Certificates, licences, registrations: what a claim rests on.") },
  { "shop_setting", N_ ("Settings of shops"), "yipu-table-symbolic", "shop key value", "shop value",
    N_ ("What a shop’s tables want to know once: where parcels leave from, a template’s number.") },
  { "shop_match", N_ ("Words of shops"), "yipu-table-symbolic", "shop map ours theirs pid vid",
    "shop theirs",
    N_ ("How a shop calls what we call otherwise, with its numbers of property and value.") },
};

const YipuLibraryKind *
yipu_library_kinds (guint *n_kinds)
{
  *n_kinds = G_N_ELEMENTS (kinds);
  return kinds;
}

const YipuLibraryKind *
yipu_library_kind_find (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      return &kinds[i];
  return NULL;
}

void
yipu_library_describe (YipuListRow *row, YipuSession *session, YipuRecord *record)
{
  const YipuKind *kind = yipu_record_get_kind (record);
  const YipuLibraryKind *entry = yipu_library_kind_find (kind->id);
  g_auto (GStrv) names = g_strsplit (entry->summary, " ", -1);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_autofree char *title = yipu_record_dup_title (record);

  for (char **name = names; *name; name++)
    if (yipu_record_get (record, *name)) {
      g_autofree char *text =
          yipu_field_format (yipu_kind_field (kind, *name), yipu_record_get (record, *name));

      g_strv_builder_add (parts, text);
    }

  g_auto (GStrv) all = g_strv_builder_end (parts);
  g_autofree char *subtitle = g_strjoinv (" · ", all);

  yipu_list_row_set_title (row, title);
  yipu_list_row_set_subtitle (row, subtitle);
  if (g_str_equal (kind->id, "file"))
    yipu_list_row_set_picture (row, session, yipu_record_get_id (record));
}
