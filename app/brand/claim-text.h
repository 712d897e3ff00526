/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A text as the claim rules read it, with the way back to what was typed. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  gunichar *points;
  guint *from; /* of each point: first code point of the original it comes from */
  guint *to;   /* and the one after the last */
  guint n_points;
} YipuClaimText;

/* With @compatible NFKC, lower case and blanks between Chinese characters dropped; else only
 * invisible characters dropped and lower case, for signs such as ® and ①. Traditional to simplified
 * in both. */
YipuClaimText *yipu_claim_text_new (const char *original, gboolean compatible);
YipuClaimText *yipu_claim_text_copy (const YipuClaimText *text);
void yipu_claim_text_free (YipuClaimText *text);
/* Puts a character that no rule knows in the place of @length points. */
void yipu_claim_text_mask (YipuClaimText *text, guint start, guint length);
/* UTF-8; free with g_free(). */
char *yipu_claim_text_dup (const YipuClaimText *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuClaimText, yipu_claim_text_free)

G_END_DECLS
