/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of the window share: a catalog in a folder of its own, a session, waiting. */
#pragma once

#include "session.h"

#include <adwaita.h>

G_BEGIN_DECLS

typedef struct {
  char *folder;
  YipuCatalog *catalog;
  YipuSession *session;
  GtkWindow *window;
} Fixture;

/** Sets up GTK, templates and the test framework; a program without a display skips. */
void fixture_init (int *argc, char ***argv);
void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);

/** Adds a record with one field; (transfer full). */
char *fixture_add (Fixture *fixture, const char *kind, const char *field, const char *value);
/** A field of a record, as it is on the disk; (transfer full). */
char *fixture_get (Fixture *fixture, const char *kind, const char *id, const char *field);
/** Puts a widget into the window, in sight. */
void fixture_show (Fixture *fixture, GtkWidget *widget);
/** Runs the main loop until nothing is being saved, loaded or drawn. */
void fixture_settle (Fixture *fixture);
/** The first widget of a type at or below @root; %NULL for none. */
GtkWidget *fixture_find (GtkWidget *root, GType type);

G_END_DECLS
