/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One field's editor inside a form row: an input widget, and when what it holds is stored.
 *
 * Three rules (all proven against real input methods):
 * - A running timer is left alone, so steady typing is stored at most 700 ms after a key.
 * - While an input method composes, nothing is stored; a stuck composition can't hold it back for
 *   more than 3 s.
 * - A text is rewritten from the catalog only when it differs and is neither dirty nor composing.
 */
#pragma once

#include "session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _YipuEditor YipuEditor;

/**
 * YipuEditorClass:
 * @build: makes @widget and @input
 * @get: what is entered, canonical; %FALSE with an error for what is no value of the field
 * @set: shows a canonical value
 */
typedef struct {
  void (*build) (YipuEditor *self);
  gboolean (*get) (YipuEditor *self, char **canonical, GError **error);
  void (*set) (YipuEditor *self, const char *canonical);
} YipuEditorClass;

/* Called when a value shall be stored, and when it changed in any way. */
typedef void (*YipuEditorFunc) (YipuEditor *self, gpointer data);

struct _YipuEditor {
  const YipuEditorClass *class;
  const YipuField *spec;
  YipuSession *session;
  GtkWidget *widget; /* what stands in the row */
  GtkWidget *input;  /* what takes the focus and has the name */
  GObject *life;     /* gone with the editor, before its widgets: ends their signals */
  char *label;
  char *value; /* canonical, as last shown or stored */
  char *error; /* why what is entered is no value, or NULL */
  gboolean setting;
  gboolean dirty;
  gboolean composing;
  guint timer;
  YipuEditorFunc store;
  YipuEditorFunc changed;
  gpointer data;
};

/** The editor for a field; its widget is floating until put into a row. */
YipuEditor *yipu_editor_new (const YipuField *spec,
                             YipuSession *session,
                             const char *label,
                             YipuEditorFunc store,
                             YipuEditorFunc changed,
                             gpointer data);
void yipu_editor_free (YipuEditor *self);

/** Shows the catalog's value, unless something newer is being typed. */
void yipu_editor_load (YipuEditor *self, const char *canonical);
/** Stores what is typed, now; what is half-composed stays where it is. */
void yipu_editor_flush (YipuEditor *self);
/** Forgets what was typed and is no value: another record comes. */
void yipu_editor_drop (YipuEditor *self);
/** Whether a value is typed and not stored. */
gboolean yipu_editor_is_pending (YipuEditor *self);
/** Code points entered, for the counter; -1 where nothing is counted. */
int yipu_editor_get_length (YipuEditor *self);

/* For the editors themselves. */

/* Calls with the editor as data until it is freed: the window may keep a focused widget for longer
 * than the row it stood in. */
void yipu_editor_connect (YipuEditor *self,
                          gpointer instance,
                          const char *signal,
                          GCallback handler,
                          GConnectFlags flags);
void yipu_editor_typed (YipuEditor *self);
void yipu_editor_chosen (YipuEditor *self);
void yipu_editor_composes (YipuEditor *self, const char *preedit);
void yipu_editor_watch_focus (YipuEditor *self, GtkWidget *widget);

extern const YipuEditorClass yipu_editor_entry;
extern const YipuEditorClass yipu_editor_area;
extern const YipuEditorClass yipu_editor_one;
extern const YipuEditorClass yipu_editor_set;
extern const YipuEditorClass yipu_editor_yes;
extern const YipuEditorClass yipu_editor_ref;
extern const YipuEditorClass yipu_editor_refs;

G_END_DECLS
