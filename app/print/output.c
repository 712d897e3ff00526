/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The file that is written, whole or not at all. */
#define G_LOG_DOMAIN "yipu-print"
#include "print/output-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (yipu_print_error, yipu_print_error)

void
yipu_printed_free (YipuPrinted *printed)
{
  g_free (printed->path);
  g_ptr_array_unref (printed->findings);
  g_free (printed);
}

gboolean
yipu_print_file_open (YipuPrintFile *self, const char *path, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    g_set_error_literal (&local, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, g_strerror (EISDIR));
  else
    self->out = yipu_durable_open (path, &local);
  self->path = g_strdup (path);
  if (self->out)
    return TRUE;
  g_set_error (error, YIPU_PRINT_ERROR, YIPU_PRINT_ERROR_PATH,
               _ ("“%s” cannot be written; choose another place (%s)."), path, local->message);
  return FALSE;
}

gboolean
yipu_print_file_write (YipuPrintFile *self, gconstpointer data, gsize length)
{
  if (self->failed)
    return FALSE;
  self->bytes += (gint64) length;
  return yipu_durable_write (self->out, data, length, &self->failed);
}

gboolean
yipu_print_file_is_good (YipuPrintFile *self, GError **error)
{
  if (!self->failed)
    return TRUE;
  g_propagate_error (error, g_error_copy (self->failed));
  return FALSE;
}

YipuPrinted *
yipu_print_file_commit (YipuPrintFile *self, YipuPress *press, guint sheets, GError **error)
{
  YipuPrinted *printed;

  if (!yipu_durable_commit (self->out, error))
    return NULL;
  printed = g_new0 (YipuPrinted, 1);
  printed->path = g_strdup (self->path);
  printed->pages = press->pages->len;
  printed->sheets = sheets;
  printed->bytes = self->bytes;
  printed->findings = g_ptr_array_ref (press->findings);
  return printed;
}

void
yipu_print_file_clear (YipuPrintFile *self)
{
  g_clear_pointer (&self->out, yipu_durable_free);
  g_clear_error (&self->failed);
  g_clear_pointer (&self->path, g_free);
}
