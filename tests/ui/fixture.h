/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of the window share: a catalog in a folder of its own, a session, waiting. */
#pragma once

#include "page.h"

#include <adwaita.h>

G_BEGIN_DECLS

typedef struct {
  char *folder;
  YipuCatalog *catalog;
  YipuSession *session;
  GtkWindow *window;
  char *toast;
} Fixture;

/** Sets up GTK, templates and the test framework; a program without a display skips. */
void fixture_init (int *argc, char ***argv);
void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);

/** Closes the catalog and opens it again for reading only. */
void fixture_reopen_read_only (Fixture *fixture);
/** Puts the sample into the catalog. */
void fixture_load_sample (Fixture *fixture);
/** The whole window of the program on the catalog, in place of the plain one. */
void fixture_open_window (Fixture *fixture);
/** Goes to a place in that window; (transfer none) its page. */
GtkWidget *fixture_go (Fixture *fixture, const char *place);
/** Adds a record with one field; (transfer full). */
char *fixture_add (Fixture *fixture, const char *kind, const char *field, const char *value);
/** A field of a record, as it is on the disk; (transfer full). */
char *fixture_get (Fixture *fixture, const char *kind, const char *id, const char *field);
/** Puts a widget into the window, in sight. */
void fixture_show (Fixture *fixture, GtkWidget *widget);
/** Runs the main loop until nothing is being saved, loaded or drawn. */
void fixture_settle (Fixture *fixture);
/** The catalog's last edit is taken back, as Ctrl+Z does outside a text. */
void fixture_undo (Fixture *fixture);
/** Id of the only or first record of a kind with that value; fails where there is none. */
char *fixture_id (Fixture *fixture, const char *kind, const char *field, const char *value);
/** The message shown last at the bottom of the window; "" for none. */
const char *fixture_get_toast (Fixture *fixture);

/** The first widget of a type at or below @root; %NULL for none. */
GtkWidget *fixture_find (GtkWidget *root, GType type);
/** The first one in sight that people know by @name: its accessible name, its label or its text. */
GtkWidget *fixture_find_named (GtkWidget *root, GType type, const char *name);
/** What takes the text of a field: the input of the first form row for it below @root. */
GtkWidget *fixture_field (GtkWidget *root, const char *field);
/** Presses a button, as a person would: it must be in sight and allow it. */
void fixture_press (Fixture *fixture, GtkWidget *button);
/** As fixture_press(), of the button that says @name. */
void fixture_press_named (Fixture *fixture, GtkWidget *root, const char *name);
/** Types a text into an entry or text view in place of what it holds, without leaving it. */
void fixture_type (GtkWidget *input, const char *text);
/** The text an entry, a text view or a label shows; (transfer full). */
char *fixture_text (GtkWidget *widget);
/** Drops a value onto a widget, as its drop target sees it; whether it was taken. */
gboolean fixture_drop (Fixture *fixture, GtkWidget *widget, const GValue *value);

G_END_DECLS
