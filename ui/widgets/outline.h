/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The outline at a page's side: its sections with counts, and what is missing; each a link. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signal: "missing" (const char *field): a missing field was chosen. */
#define YIPU_TYPE_OUTLINE (yipu_outline_get_type ())
G_DECLARE_FINAL_TYPE (YipuOutline, yipu_outline, YIPU, OUTLINE, GtkBox)

/** Follows @scroller; call once before adding sections. */
void yipu_outline_set_scroller (YipuOutline *self, GtkScrolledWindow *scroller);
/** Adds a section: @title translated, @section inside the scroller. */
void yipu_outline_add (YipuOutline *self, const char *title, GtkWidget *section);
/** The number beside a section's title; 0 for none. */
void yipu_outline_set_count (YipuOutline *self, GtkWidget *section, guint count);
/** What is missing: labels and the fields they stand for, two arrays of one length. */
void yipu_outline_set_missing (YipuOutline *self, GStrv labels, GStrv fields);
/** Scrolls to a section. */
void yipu_outline_show (YipuOutline *self, GtkWidget *section);

G_END_DECLS
