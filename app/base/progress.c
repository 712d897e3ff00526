/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Progress told and cancelling noticed, in one call. */
#include <yipu/progress.h>

gboolean
yipu_progress_step (const YipuProgress *progress,
                    guint64 done,
                    GError **error,
                    const char *message,
                    ...)
{
  if (!progress)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (progress->cancellable, error))
    return FALSE;
  if (progress->func) {
    va_list args;
    va_start (args, message);
    g_autofree char *text = g_strdup_vprintf (message, args);
    va_end (args);
    progress->func (progress->from + done, progress->total, text, progress->data);
  }
  return TRUE;
}
