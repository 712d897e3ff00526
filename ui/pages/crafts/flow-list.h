/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What goes into a step, what comes out of it, and its tools: one line each with its amount. */
#pragma once

#include "session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YIPU_TYPE_FLOW_LIST (yipu_flow_list_get_type ())
G_DECLARE_FINAL_TYPE (YipuFlowList, yipu_flow_list, YIPU, FLOW_LIST, GtkBox)

/** The flows of a step of @craft. */
GtkWidget *yipu_flow_list_new (YipuSession *session, const char *craft, const char *step);

/** Puts the cursor into a flow's field; %FALSE when it isn't here. */
gboolean yipu_flow_list_reveal (YipuFlowList *self, const char *flow, const char *field);

G_END_DECLS
