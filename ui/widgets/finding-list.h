/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is missing or too long, worst first: each row opens its field with the cursor in it. */
#pragma once

#include "session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YIPU_TYPE_FINDING_LIST (yipu_finding_list_get_type ())
G_DECLARE_FINAL_TYPE (YipuFindingList, yipu_finding_list, YIPU, FINDING_LIST, GtkBox)

GtkWidget *yipu_finding_list_new (void);

/** Shows @findings (of #YipuFinding); it keeps a reference. */
void yipu_finding_list_set (YipuFindingList *self, YipuSession *session, GPtrArray *findings);

G_END_DECLS
