/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The parts of verifying. */
#pragma once

#include <yipu/verify.h>

#include "catalog/log.h"

G_BEGIN_DECLS

/* A finding of severity block; all that `verify` finds is serious. */
void yipu_verify_tell (GPtrArray *findings,
                       const char *rule,
                       const char *kind,
                       const char *record,
                       const char *field,
                       const char *format,
                       ...) G_GNUC_PRINTF (6, 7);

/* Every edit taken back is here. */
gboolean yipu_verify_references (YipuSql *sql,
                                 GPtrArray *findings,
                                 const YipuProgress *progress,
                                 GError **error);
/* Digests, chain, lamports, blanks, marks: the whole log read through. */
gboolean
yipu_verify_chain (YipuSql *sql, GPtrArray *findings, const YipuProgress *progress, GError **error);
/* Files of the catalog that should be there; with @deep, their hashes. */
gboolean yipu_verify_media (YipuSql *sql,
                            const char *folder,
                            gboolean deep,
                            GPtrArray *findings,
                            const YipuProgress *progress,
                            GError **error);

G_END_DECLS
