/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The cuts a process suggests, as cards side by side: what it costs, how long it takes, for whom.
 * Choosing one draws the line there. */
#pragma once

#include <gtk/gtk.h>
#include <yipu/kit-sheet.h>

G_BEGIN_DECLS

/* Signal: "chosen" (GStrv line; ids of steps): the line shall stand there. */
#define YIPU_TYPE_KIT_SUGGESTIONS (yipu_kit_suggestions_get_type ())
G_DECLARE_FINAL_TYPE (YipuKitSuggestions, yipu_kit_suggestions, YIPU, KIT_SUGGESTIONS, GtkBox)

/** Shows what the process of a sheet suggests; hidden where that is nothing. */
void yipu_kit_suggestions_set_sheet (YipuKitSuggestions *self, YipuKitSheet *sheet);
/** Marks the one that is drawn now, if any. */
void yipu_kit_suggestions_mark (YipuKitSuggestions *self, YipuKitSheet *sheet);

G_END_DECLS
