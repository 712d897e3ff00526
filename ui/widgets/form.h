/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A form binds the rows of a page to the fields of one record: shows them, follows the catalog,
 * stores what is typed. */
#pragma once

#include "session.h"
#include "widgets/form-row.h"

G_BEGIN_DECLS

/* Signal: "loaded": the record was read; yipu_form_get_record() has it. */
#define YIPU_TYPE_FORM (yipu_form_get_type ())
G_DECLARE_FINAL_TYPE (YipuForm, yipu_form, YIPU, FORM, GObject)

/**
 * yipu_form_new:
 * @session: where it reads and stores
 * @kind: kind of the records it shows
 * @root: a widget; every #YipuFormRow below it belongs to the form, but those that another
 *   form has already
 *
 * Keep it as long as the page lives, and dispose of it with the page.
 */
YipuForm *yipu_form_new (YipuSession *session, const char *kind, GtkWidget *root);

/** Binds a row made later. */
void yipu_form_add (YipuForm *self, YipuFormRow *row);

/** Shows a record; %NULL for none. Stores first what was typed for the one before. */
void yipu_form_set_id (YipuForm *self, const char *id);
const char *yipu_form_get_id (YipuForm *self);

/** The record as last read; %NULL for none or a removed one. */
YipuRecord *yipu_form_get_record (YipuForm *self);

/** Stores what is typed, now. */
void yipu_form_flush (YipuForm *self);

/** Puts the cursor into a field; %FALSE when no row shows it. */
gboolean yipu_form_focus (YipuForm *self, const char *field);

G_END_DECLS
