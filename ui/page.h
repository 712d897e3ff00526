/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the window asks of a page. A page is made when it is first visited; it gets its session
 * once, then is opened on records as often as one likes. It talks to the session and to its own
 * children; upwards it activates actions: win.go-to(s), win.open-record((sss)), win.back. */
#pragma once

#include "session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YIPU_TYPE_PAGE (yipu_page_get_type ())
G_DECLARE_INTERFACE (YipuPage, yipu_page, YIPU, PAGE, GtkWidget)

struct _YipuPageInterface {
  GTypeInterface parent;

  void (*set_session) (YipuPage *self, YipuSession *session);
  gboolean (*open) (YipuPage *self, const char *kind, const char *id, const char *field);
  const char *(*get_record) (YipuPage *self);
  void (*refresh) (YipuPage *self);
  void (*focus) (YipuPage *self);
};

/** Gives the page its session; it keeps a reference until disposed. */
void yipu_page_set_session (YipuPage *self, YipuSession *session);

/**
 * yipu_page_open:
 * @self: a page
 * @kind: kind of the record to show: one of those its place takes
 * @id: its id
 * @field: the field to put the cursor in, "" for none
 *
 * Returns: %FALSE when there is no such record any more
 */
gboolean yipu_page_open (YipuPage *self, const char *kind, const char *id, const char *field);

/** Id of the record shown, %NULL for none: remembered over restarts. */
const char *yipu_page_get_record (YipuPage *self);

/** The page comes to the front: read anew what it did not follow while hidden. */
void yipu_page_refresh (YipuPage *self);

/** The page is in front now: put the cursor where one begins to type, if anywhere. */
void yipu_page_focus (YipuPage *self);

/** Shows or hides a part of a page; hidden, it hands the cursor on to what stands before it. */
void yipu_page_part_set_visible (GtkWidget *part, gboolean visible);

/** Shows one child of a stack, by its name. The others are hidden, which a stack alone does not do:
 * a screen reader would still read them out. */
void yipu_stack_show (GtkStack *stack, const char *name);

/** From anywhere in the window: win.open-record. */
void yipu_open_record (GtkWidget *widget, const char *kind, const char *id, const char *field);
/** From anywhere in the window: win.open-finding, the field it speaks of with its span marked. */
void yipu_open_finding (GtkWidget *widget, const YipuFinding *finding);

G_END_DECLS
