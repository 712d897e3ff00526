/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fields of a kind laid out by themselves: short ones two a line, long ones alone. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Properties: "kind" (string), "fields" (string; names separated by white space, in order). */
#define YIPU_TYPE_FIELD_GRID (yipu_field_grid_get_type ())
G_DECLARE_FINAL_TYPE (YipuFieldGrid, yipu_field_grid, YIPU, FIELD_GRID, GtkBox)

GtkWidget *yipu_field_grid_new (const char *kind, const char *fields);

/** The kind whose fields it shows. */
const char *yipu_field_grid_get_kind (YipuFieldGrid *self);

G_END_DECLS
