/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The places of the window: what stands in the sidebar, which page it shows, and which kinds of
 * record that page opens. A new page is one entry here. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * YipuPlace:
 * @id: for win.go-to
 * @title: English source string, translate with _()
 * @icon: symbolic icon
 * @group: 0, 1, 2 in the sidebar, a line between them; -1 for a place not listed there
 * @parent: (nullable): the place that stays selected in the sidebar while this one is shown
 * @full: the page takes the sidebar's room too
 * @kinds: kinds it opens, separated by spaces; the place of a kind is the first that names it
 * @count: (nullable): kind whose number stands in the sidebar
 * @page_type: type of its page, a #YipuPage
 */
typedef struct {
  const char *id;
  const char *title;
  const char *icon;
  int group;
  const char *parent;
  gboolean full;
  const char *kinds;
  const char *count;
  GType (*page_type) (void);
} YipuPlace;

/** All places in the order of the sidebar. */
const YipuPlace *yipu_places (guint *n_places);
/** The place called @id, or %NULL. */
const YipuPlace *yipu_place_find (const char *id);
/** The place that opens records of @kind, or %NULL. */
const YipuPlace *yipu_place_of_kind (const char *kind);

G_END_DECLS
