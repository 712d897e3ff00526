/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Long work at the foot of the window: what it is on, how far it is, Cancel. */
#pragma once

#include "job.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YIPU_TYPE_JOB_BAR (yipu_job_bar_get_type ())
G_DECLARE_FINAL_TYPE (YipuJobBar, yipu_job_bar, YIPU, JOB_BAR, GtkBox)

/** Shows a job until it ends; the newest where there are several. */
void yipu_job_bar_show (YipuJobBar *self, YipuJob *job);

G_END_DECLS
