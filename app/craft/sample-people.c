/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sample: who and where. */
#include "base/json.h"
#include "sample-private.h"

gboolean
yipu_sample_each (YipuSampleFill *self,
                  JsonObject *object,
                  const char *member,
                  YipuSampleFunc func,
                  gpointer data,
                  GError **error)
{
  JsonArray *array = yipu_json_get_array (object, member);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (!func (self, json_array_get_object_element (array, i), data, error))
      return FALSE;
  return TRUE;
}

/* Adds a record for @object under its own id and fills it. */
static gboolean
add_plain (YipuSampleFill *self,
           const char *kind,
           JsonObject *object,
           const YipuSampleRename *renames,
           GError **error)
{
  const char *id = yipu_sample_add (self, kind, yipu_json_get_text (object, "id", kind), error);

  return id != NULL && yipu_sample_fill (self, kind, id, object, renames, error);
}

static gboolean
add_organisation (YipuSampleFill *self, JsonObject *object, gpointer data, GError **error)
{
  return add_plain (self, "organisation", object, NULL, error);
}

static gboolean
add_household (YipuSampleFill *self, JsonObject *object, gpointer data, GError **error)
{
  static const YipuSampleRename renames[] = { { "display", "name" },
                                              { "can_do_at_home", "fit_for_home" },
                                              { "weekly_minutes", "weekly_min" },
                                              { NULL } };

  return add_plain (self, "household", object, renames, error);
}

static gboolean
add_role (YipuSampleFill *self, JsonObject *person, const char *kind, GError **error)
{
  static const YipuSampleRename renames[] = { { "inheritor_status", "status" },
                                              { "since", "since_year" },
                                              { "display", NULL },
                                              { "roles", NULL },
                                              { "language", NULL },
                                              { "consents", NULL },
                                              { NULL } };
  const char *local = yipu_json_get_text (person, "id", "");
  g_autofree char *name = g_strdup_printf ("role:%s:%s", local, kind);
  const char *id = yipu_sample_add (self, "role", name, error);

  return id != NULL && yipu_sample_set (self, "role", id, "person", local, error) &&
         yipu_sample_set (self, "role", id, "kind", kind, error) &&
         yipu_sample_fill (self, "role", id, person, renames, error);
}

static gboolean
add_person (YipuSampleFill *self, JsonObject *object, gpointer data, GError **error)
{
  static const YipuSampleRename renames[] = { { "display", "display_name" },
                                              { "roles", NULL },
                                              { "craft", NULL },
                                              { "inheritor_status", NULL },
                                              { "since", NULL },
                                              { "consents", NULL },
                                              { NULL } };
  JsonArray *roles = yipu_json_get_array (object, "roles");

  if (!add_plain (self, "person", object, renames, error))
    return FALSE;
  for (guint i = 0; roles != NULL && i < json_array_get_length (roles); i++)
    if (!add_role (self, object, json_array_get_string_element (roles, i), error))
      return FALSE;
  return TRUE;
}

/* The interview that a sheet of consents was signed at. */
static const char *
find_interview (JsonObject *root, const char *consent)
{
  JsonArray *interviews = yipu_json_get_array (root, "interviews");

  for (guint i = 0; interviews != NULL && i < json_array_get_length (interviews); i++) {
    JsonObject *interview = json_array_get_object_element (interviews, i);

    if (g_strcmp0 (yipu_json_get_text (interview, "consent", NULL), consent) == 0)
      return yipu_json_get_text (interview, "id", NULL);
  }
  return NULL;
}

/* One record an item; the rest is repeated, since each is answered and withdrawn alone. */
static gboolean
add_consent (YipuSampleFill *self, JsonObject *sheet, gpointer root, GError **error)
{
  static const YipuSampleRename of_sheet[] = {
    { "purpose", "statement" }, { "withdrawn", "withdrawn_on" }, { "items", NULL }, { NULL }
  };
  static const YipuSampleRename of_item[] = { { "item", "purpose" }, { NULL } };
  JsonArray *items = yipu_json_get_array (sheet, "items");
  const char *local = yipu_json_get_text (sheet, "id", "");

  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++) {
    g_autofree char *name = g_strdup_printf ("%s#%u", local, i);
    const char *id = yipu_sample_add (self, "consent", name, error);

    if (id == NULL || !yipu_sample_fill (self, "consent", id, sheet, of_sheet, error) ||
        !yipu_sample_fill (self, "consent", id, json_array_get_object_element (items, i), of_item,
                           error) ||
        !yipu_sample_set (self, "consent", id, "interview", find_interview (root, local), error))
      return FALSE;
  }
  return TRUE;
}

gboolean
yipu_sample_add_people (YipuSampleFill *self, JsonObject *root, GError **error)
{
  JsonObject *place = json_object_get_object_member (root, "place");

  return add_plain (self, "place", place, NULL, error) &&
         yipu_sample_each (self, root, "organisations", add_organisation, NULL, error) &&
         yipu_sample_each (self, root, "people", add_person, NULL, error) &&
         yipu_sample_each (self, root, "households", add_household, NULL, error) &&
         yipu_sample_each (self, root, "consents", add_consent, root, error);
}
