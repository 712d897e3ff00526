/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A field of a record on a page: its label, what may be done with it, its editor and, for a text
 * that has an English twin, a second one beside it. Put it into a .ui file with its field's name;
 * YipuForm does the rest. */
#pragma once

#include "session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Properties: "field" (string), "label" (string; default: the field's own), "hint" (string; what
 *   to write, shown while empty), "large" (boolean; story text in the Song face), "single"
 *   (boolean; without the English twin), "compact" (boolean; without the line above).
 */
#define YIPU_TYPE_FORM_ROW (yipu_form_row_get_type ())
G_DECLARE_FINAL_TYPE (YipuFormRow, yipu_form_row, YIPU, FORM_ROW, GtkBox)

GtkWidget *yipu_form_row_new (const char *field);

/** Its field's name. */
const char *yipu_form_row_get_field (YipuFormRow *self);

/** The widget that takes its text; %NULL before the form has it. */
GtkWidget *yipu_form_row_get_input (YipuFormRow *self);

/* What YipuForm asks of it. */
typedef void (*YipuFormRowStore) (YipuFormRow *self,
                                  const char *field,
                                  const char *value,
                                  gpointer data);
void yipu_form_row_bind (YipuFormRow *self,
                         YipuSession *session,
                         const YipuKind *kind,
                         YipuFormRowStore store,
                         gpointer data);
void yipu_form_row_load (YipuFormRow *self, const YipuRecord *record);
void yipu_form_row_unbind (YipuFormRow *self);
void yipu_form_row_drop (YipuFormRow *self);
void yipu_form_row_flush (YipuFormRow *self);
gboolean yipu_form_row_is_pending (YipuFormRow *self);
/** Puts the cursor into @field of the row; marks @length code points from @start, unless -1. */
gboolean yipu_form_row_focus (YipuFormRow *self, const char *field, int start, int length);

G_END_DECLS
