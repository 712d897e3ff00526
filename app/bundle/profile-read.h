/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading profiles: what the parts of the reader share. Each part reads one key of the file; its
 * errors say what is wrong, and the caller says where. */
#pragma once

#include "bundle/profile.h"

G_BEGIN_DECLS

/* What is read so far, and what expressions may ask. */
typedef struct {
  YipuShop *shop;
  GPtrArray *setting_keys; /* of char *, NULL at the end */
  GPtrArray *set_ids;
  GPtrArray *map_names;
} YipuProfileReader;

/* FALSE with YIPU_SHOP_ERROR_PROFILE set. */
gboolean yipu_profile_refuse (GError **error, const char *message, ...) G_GNUC_PRINTF (2, 3);
/* Refuses members that are not in @known. */
gboolean yipu_profile_check_keys (JsonObject *object, const char *const *known, GError **error);
/* The object in @node; NULL with @error set, also for unknown keys. */
JsonObject *yipu_profile_get_object (JsonNode *node, const char *const *known, GError **error);
JsonArray *yipu_profile_get_array (JsonNode *node, GError **error);
/* A text that is there. */
const char *yipu_profile_get_text (JsonNode *node, GError **error);
/* {"zh": …, "en": …} */
gboolean yipu_profile_read_words (JsonNode *node, YipuWords *words, GError **error);
/* A whole number from 0 to 1,000,000,000; @fallback where the member is missing. */
gboolean yipu_profile_read_count (
    JsonObject *object, const char *member, gint64 fallback, gint64 *count, GError **error);
gboolean yipu_profile_read_severity (JsonNode *node, YipuSeverity *severity, GError **error);
/* "p.is_food" or "!p.has_variants" */
gboolean yipu_profile_read_condition (const YipuProfileReader *reader,
                                      YipuRoots roots,
                                      JsonNode *node,
                                      YipuCondition *condition,
                                      GError **error);
/* What expressions with these roots may ask. */
YipuPathSpace yipu_profile_space (const YipuProfileReader *reader, YipuRoots roots);

/* One key each. */
gboolean yipu_profile_read_images (YipuProfileReader *reader, JsonNode *node, GError **error);
gboolean yipu_profile_read_limits (YipuProfileReader *reader, JsonNode *node, GError **error);
gboolean yipu_profile_read_needs (YipuProfileReader *reader, JsonNode *node, GError **error);
gboolean yipu_profile_read_files (YipuProfileReader *reader, JsonNode *node, GError **error);

G_END_DECLS
