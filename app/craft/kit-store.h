/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A process and one kit of it, read from a catalog into the engine's arrays. */
#pragma once

#include <yipu/kit.h>
#include <yipu/reader.h>

G_BEGIN_DECLS

typedef struct {
  YipuProcess process;
  YipuKit kit;            /* points into the arrays below */
  gboolean *bought;       /* n_items */
  YipuSupply *supply;     /* n_items */
  YipuRecord *record;     /* the kit, NULL for a finished piece; owned */
  GPtrArray *findings;    /* of YipuFinding, owned: rows that do not hang together */
  GArray *items;          /* of YipuItem */
  GArray *steps;          /* of YipuStep */
  GArray *flows;          /* of YipuFlow */
  GArray *targets;        /* of YipuTarget */
  GArray *line;           /* of guint */
  GPtrArray *records;     /* of YipuRecord, owned: ids and names belong to them */
  GPtrArray *names;       /* of char *, owned: of parts that nobody recorded */
  int last_made;          /* what the last step makes, -1 for none */
  GHashTable *item_index; /* id → index + 1 */
  GHashTable *step_index; /* id → index + 1 */
} YipuKitStore;

/* Reads the kit @id; or the finished piece @id (an item), or that of the process @id. NULL with a
 * YipuCatalogError; YIPU_CATALOG_ERROR_INVALID when @id is none of these. */
YipuKitStore *yipu_kit_store_load (YipuReader *reader, const char *id, GError **error);
void yipu_kit_store_free (YipuKitStore *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuKitStore, yipu_kit_store_free)

/* unsaid.c: adds what a plain list of steps leaves unsaid. @target: the finished piece, -1 where none
 * is named. Returns what the last step makes, -1 without steps. */
int yipu_kit_store_add_unsaid (YipuKitStore *self, int target);

/* -1 when there is none such. */
int yipu_kit_store_find_step (const YipuKitStore *self, const char *id);
int yipu_kit_store_find_item (const YipuKitStore *self, const char *id);
/* Replaces the line; steps not of this process become findings in @findings. */
void yipu_kit_store_set_line (YipuKitStore *self, const char *const *steps, GPtrArray *findings);

G_END_DECLS
