/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing RO-Crate metadata. The crate's root is the payload folder, so that the metadata file is
 * payload and stands in the manifest like the rest. */
#define G_LOG_DOMAIN "yipu-bundle"
#include "bundle/crate.h"

#include "base/json.h"

#include <string.h>

#define CONTEXT "https://w3id.org/ro/crate/1.1/context"
#define CONFORMS "https://w3id.org/ro/crate/1.1"
/* Bilingual and fixed: the bytes must not depend on who exports in which language. */
#define LICENCE                                                                                                      \
  "版权归权利人所有；仅供在所列网店上架这些商品。 All rights reserved by their holders; for " \
  "listing these products in the shops named."

static void
add_text (JsonBuilder *builder, const char *member, const char *value)
{
  if (!value || !*value)
    return;
  json_builder_set_member_name (builder, member);
  json_builder_add_string_value (builder, value);
}

static void
add_ref (JsonBuilder *builder, const char *member, const char *id)
{
  if (member)
    json_builder_set_member_name (builder, member);
  json_builder_begin_object (builder);
  add_text (builder, "@id", id);
  json_builder_end_object (builder);
}

static void
begin_entity (JsonBuilder *builder, const char *id, const char *type)
{
  json_builder_begin_object (builder);
  add_text (builder, "@id", id);
  add_text (builder, "@type", type);
}

/* A path as a relative reference: all but the plainest characters percent-encoded. */
static char *
id_of (const YipuBagFile *file)
{
  return g_uri_escape_string (file->path, "/", FALSE);
}

static void
add_root (JsonBuilder *builder, GPtrArray *files, const YipuCrateInfo *info)
{
  begin_entity (builder, "./", "Dataset");
  add_text (builder, "name", info->name);
  add_text (builder, "description", info->description);
  add_text (builder, "datePublished", info->date);
  add_text (builder, "identifier", info->identifier);
  add_text (builder, "creditText", info->credit);
  add_ref (builder, "license", "#licence");
  if (info->publisher)
    add_ref (builder, "publisher", "#publisher");
  json_builder_set_member_name (builder, "hasPart");
  json_builder_begin_array (builder);
  for (guint i = 0; i < files->len; i++) {
    g_autofree char *id = id_of (files->pdata[i]);

    add_ref (builder, NULL, id);
  }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_context_entities (JsonBuilder *builder, const YipuCrateInfo *info)
{
  begin_entity (builder, "#licence", "CreativeWork");
  add_text (builder, "name", "版权说明 Rights");
  add_text (builder, "description", LICENCE);
  json_builder_end_object (builder);
  if (!info->publisher)
    return;
  begin_entity (builder, "#publisher", "Organization");
  add_text (builder, "name", info->publisher);
  json_builder_end_object (builder);
}

static void
add_file (JsonBuilder *builder, const YipuBagFile *file)
{
  g_autofree char *id = id_of (file);
  g_autofree char *size = g_strdup_printf ("%" G_GINT64_FORMAT, file->size);

  begin_entity (builder, id, "File");
  add_text (builder, "name", file->title);
  add_text (builder, "encodingFormat", file->type);
  add_text (builder, "contentSize", size);
  add_text (builder, "sha256", file->sha256);
  json_builder_end_object (builder);
}

static void
add_graph (JsonBuilder *builder, GPtrArray *files, const YipuCrateInfo *info)
{
  json_builder_set_member_name (builder, "@graph");
  json_builder_begin_array (builder);
  begin_entity (builder, YIPU_CRATE_PATH, "CreativeWork");
  add_ref (builder, "conformsTo", CONFORMS);
  add_ref (builder, "about", "./");
  json_builder_end_object (builder);
  add_root (builder, files, info);
  add_context_entities (builder, info);
  for (guint i = 0; i < files->len; i++)
    add_file (builder, files->pdata[i]);
  json_builder_end_array (builder);
}

YipuBagFile *
yipu_crate_new (GPtrArray *files, const YipuCrateInfo *info)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  char *text;

  json_builder_begin_object (builder);
  /* The term sha256 is schema.org's, but not in the context of 1.1. */
  json_builder_set_member_name (builder, "@context");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, CONTEXT);
  json_builder_begin_object (builder);
  add_text (builder, "sha256", "https://schema.org/sha256");
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  add_graph (builder, files, info);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = yipu_json_to_text (root, TRUE);
  return yipu_bag_file_new_bytes (g_strdup (YIPU_CRATE_PATH),
                                  g_bytes_new_take (text, strlen (text)), "application/ld+json");
}
