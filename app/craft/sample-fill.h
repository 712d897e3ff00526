/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From the members of a JSON object to the fields of a record: what the sample's loader stands on.
 */
#pragma once

#include <json-glib/json-glib.h>
#include <yipu/edit.h>

G_BEGIN_DECLS

/* The edit being filled, and the ids the file uses. */
typedef struct {
  YipuEdit *edit;
  GHashTable *ids; /* local id → UUID, both owned */
} YipuSampleFill;

/* A key of the file that is spelt otherwise than the field; field NULL: somebody else reads it. */
typedef struct {
  const char *key;
  const char *field;
} YipuSampleRename;

/* The UUID for a local id, drawn at its first mention. */
const char *yipu_sample_id (YipuSampleFill *self, const char *local);

/* Adds a record under its local id; NULL with @error set. */
const char *
yipu_sample_add (YipuSampleFill *self, const char *kind, const char *local, GError **error);

/* Sets one field, from any text that yipu_field_parse() takes; references by local id. */
gboolean yipu_sample_set (YipuSampleFill *self,
                          const char *kind,
                          const char *id,
                          const char *field,
                          const char *text,
                          GError **error);

/* Sets a field for every member of @object: by its own name, or as @renames say (ended by a NULL
 * key). {"zh", "en"} fills the field and its English twin; null is empty. A member that is neither
 * a field nor renamed is an error: nothing of the sample is lost unseen. */
gboolean yipu_sample_fill (YipuSampleFill *self,
                           const char *kind,
                           const char *id,
                           JsonObject *object,
                           const YipuSampleRename *renames,
                           GError **error);

G_END_DECLS
