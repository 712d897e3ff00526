/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The replica id. Two catalogs that share one would each write an edit of the same name, so at the
 * least doubt a new one is taken: nothing is lost by that but the undo stack. */
#include "catalog/replica.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/catalog.h>

#include "base/durable.h"
#include "base/hash.h"
#include "catalog/uuid.h"

#define GROUP "replica"

static char *
identity_file (const char *catalog_id, const char *folder)
{
  g_autofree char *path = g_canonicalize_filename (folder, NULL);
  g_autofree char *key = g_strconcat (catalog_id, "\n", path, NULL);
  g_autofree char *name = NULL;
  guint8 digest[YIPU_HASH_SIZE];
  g_autofree char *hex = NULL;

  yipu_hash_bytes (key, strlen (key), digest);
  hex = yipu_hash_to_hex (digest);
  name = g_strconcat (hex, ".ini", NULL);
  return g_build_filename (g_get_user_data_dir (), "yipu", "replicas", name, NULL);
}

YipuIdentity *
yipu_identity_load (const char *catalog_id, const char *folder)
{
  YipuIdentity *identity = g_new0 (YipuIdentity, 1);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  identity->file = identity_file (catalog_id, folder);
  g_key_file_load_from_file (file, identity->file, G_KEY_FILE_NONE, NULL);
  identity->id = g_key_file_get_string (file, GROUP, "id", NULL);
  identity->person = g_key_file_get_string (file, GROUP, "person", NULL);
  identity->seq = g_key_file_get_int64 (file, GROUP, "seq", NULL);
  identity->inode = g_key_file_get_uint64 (file, GROUP, "inode", NULL);
  if (!identity->person)
    identity->person = g_strdup ("");
  if (identity->id && yipu_uuid_is_valid (identity->id))
    return identity;
  g_free (identity->id);
  identity->id = yipu_edit_new_uuid ();
  identity->is_new = TRUE;
  return identity;
}

gboolean
yipu_identity_check (YipuIdentity *identity, gint64 newest_seq, guint64 inode)
{
  gboolean same = identity->is_new || (newest_seq >= identity->seq && inode == identity->inode);

  identity->seq = newest_seq;
  identity->inode = inode;
  if (same)
    return TRUE;
  g_free (identity->id);
  identity->id = yipu_edit_new_uuid ();
  identity->seq = 0;
  identity->is_new = TRUE;
  return FALSE;
}

gboolean
yipu_identity_save (YipuIdentity *identity, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *folder = g_path_get_dirname (identity->file);
  g_autoptr (GError) failed = NULL;
  g_autofree char *text = NULL;
  gsize length;

  g_key_file_set_string (file, GROUP, "id", identity->id);
  g_key_file_set_string (file, GROUP, "person", identity->person);
  g_key_file_set_int64 (file, GROUP, "seq", identity->seq);
  g_key_file_set_uint64 (file, GROUP, "inode", identity->inode);
  text = g_key_file_to_data (file, &length, NULL);
  g_mkdir_with_parents (folder, 0700);
  if (yipu_durable_save (identity->file, text, length, &failed))
    return TRUE;
  g_set_error (
      error, YIPU_CATALOG_ERROR,
      g_error_matches (failed, G_IO_ERROR, G_IO_ERROR_NO_SPACE) ? YIPU_CATALOG_ERROR_FULL
                                                                : YIPU_CATALOG_ERROR_IO,
      _ ("What this laptop is called in the catalog cannot be kept (%s). Without it nothing "
         "can be written."),
      failed->message);
  return FALSE;
}

void
yipu_identity_free (YipuIdentity *identity)
{
  g_free (identity->file);
  g_free (identity->id);
  g_free (identity->person);
  g_free (identity);
}
