/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Forgetting: values leave all history, the chain still verifies (log.md, "Forget"). */
#pragma once

#include "catalog/log.h"

G_BEGIN_DECLS

/* What a forget is based on: all heads of its field, or the adds of the record. */
gboolean yipu_forget_bases (YipuSql *sql, const char *record, YipuChange *change, GError **error);
/* Blanks what @change forgets and puts the tables right. Inside a transaction, with secure_delete
 * on; the caller truncates the WAL after the commit. */
gboolean yipu_forget_apply (YipuLog *log, const YipuChange *change, GError **error);
/* Notes that free pages hold what was forgotten, until yipu_forget_finish() has cleaned them, this
 * time or at the next start. */
gboolean yipu_forget_note (YipuSql *sql, GError **error);
/* Only blanks, in all changes here. */
gboolean yipu_forget_blank_all (YipuLog *log, const YipuChange *change, GError **error);
/* Deletes a forgotten record's row, and what is asked about it; notes its file. */
gboolean yipu_forget_row (YipuLog *log, const YipuKind *kind, const char *record, GError **error);
/* After the commit: removes the files noted, where no other record names them, and what was made
 * from them. */
void yipu_forget_files (YipuLog *log, const char *folder);
/* At the start after one that was cut off: which files were noted nobody knows any more, so all
 * that no record names go. No import is under way that might be about to name one. */
void yipu_forget_files_cut_off (YipuSql *sql, const char *folder);
/* Blanks one change: its whole value, or, of an add, @field of it ("" for all). */
gboolean yipu_forget_blank (YipuLog *log, gint64 change, const char *field, GError **error);

G_END_DECLS
