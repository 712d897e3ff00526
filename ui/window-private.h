/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The parts of the window share its struct: the places (window.c) and the actions
 * (window-actions.c). */
#pragma once

#include "page.h"
#include "places.h"
#include "widgets/job-bar.h"
#include "widgets/messages.h"
#include "widgets/sidebar.h"
#include "window.h"

struct _YipuWindow {
  AdwApplicationWindow parent_instance;

  YipuSession *session;
  GSettings *settings;
  const YipuPlace *place;
  GQueue past; /* of Visit, owned; the newest first */
  gboolean show_sidebar;
  gboolean wants_to_close; /* once long work has ended */
  guint closing;           /* source */

  YipuMessages *messages;
  GtkStack *rooms; /* the first run, or the shell */
  GtkRevealer *notice_revealer;
  GtkLabel *notice_label;
  AdwFlap *flap;
  YipuSidebar *sidebar;
  GtkStack *pages;
  YipuJobBar *job_bar;
};

/* The window's actions, into its map. */
void yipu_window_add_actions (YipuWindow *self);
/* Follows what can be undone. */
void yipu_window_update_actions (YipuWindow *self);
/* The page shown, made when it is first asked for. */
YipuPage *yipu_window_ensure_page (YipuWindow *self, const YipuPlace *place);
/* Leaves the first run. */
void yipu_window_show_shell (YipuWindow *self);
