/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Listing a bag in a folder or a zip. */
#define G_LOG_DOMAIN "yipu-bundle"
#include "bundle/bag-source.h"

#include "base/archive.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <yipu/bag.h>

/* A manifest of 200,000 SHA-512 lines has about 40 MB. */
#define MAX_TAG_FILE (64 * 1024 * 1024)
#define MAX_TAG_FILES (256 * 1024 * 1024)
#define MAX_DEPTH 64

typedef struct {
  YipuBagSource *source;
  GPtrArray *findings;
  GCancellable *cancellable;
  GHashTable *folded; /* folded name → a name, both owned */
  guint64 tag_bytes;
} Listing;

static void
free_member (gpointer data)
{
  YipuBagMember *member = data;

  for (guint i = 0; member && i < YIPU_N_DIGESTS; i++)
    g_free (member->expected[i]);
  if (!member)
    return;
  g_free (member->name);
  g_free (member);
}

void
yipu_bag_source_free (YipuBagSource *source)
{
  g_free (source->path);
  g_free (source->top);
  g_hash_table_unref (source->by_name);
  g_hash_table_unref (source->tags);
  g_ptr_array_unref (source->members);
  g_free (source);
}

static void
add_finding (Listing *self, YipuSeverity severity, const char *rule, const char *message)
{
  g_ptr_array_add (self->findings,
                   yipu_finding_new (severity, rule, NULL, NULL, NULL, "%s", message));
}

/* Takes a file into the list under its whole name; the bag's own folder is cut off later. */
static void
add_member (Listing *self, const char *name, guint64 size, guint index)
{
  g_autofree char *folded = yipu_archive_fold_name (name);
  g_autofree char *message = NULL;
  const char *why = NULL;
  YipuNameVerdict verdict = yipu_archive_judge_name (name, &why);
  YipuBagMember *member;

  if (verdict != YIPU_NAME_GOOD) {
    message = g_strdup_printf (_ ("“%s”: %s."), name, why);
    add_finding (self, verdict == YIPU_NAME_OUTSIDE ? YIPU_SEVERITY_BLOCK : YIPU_SEVERITY_WARN,
                 "bag.name", message);
    if (verdict == YIPU_NAME_OUTSIDE)
      return;
  }
  if (!g_hash_table_add (self->folded, g_steal_pointer (&folded))) {
    gboolean same = g_hash_table_contains (self->source->by_name, name);

    g_free (message);
    message = g_strdup_printf (same ? _ ("“%s” is there twice.")
                                    : _ ("“%s” differs from another name only in capitals or "
                                         "accents; on some disks one overwrites the other."),
                               name);
    add_finding (self, same ? YIPU_SEVERITY_BLOCK : YIPU_SEVERITY_WARN, "bag.twin", message);
    if (same)
      return;
  }
  member = g_new0 (YipuBagMember, 1);
  member->name = g_strdup (name);
  member->size = size;
  member->index = index;
  g_ptr_array_add (self->source->members, member);
  g_hash_table_insert (self->source->by_name, member->name, member);
}

static gboolean
is_tag_name (const char *name)
{
  const char *slash = strchr (name, '/');
  YipuDigest digest;

  return yipu_tag_file_of_name (slash ? slash + 1 : name, &digest) != YIPU_TAG_NONE;
}

/* Whether a text file is of a size that a bag may need; what is larger is not kept, and missed. */
static gboolean
tag_fits (Listing *self, guint64 size)
{
  if (size > MAX_TAG_FILE || self->tag_bytes + size > MAX_TAG_FILES)
    return FALSE;
  self->tag_bytes += size;
  return TRUE;
}

static gboolean
load_zip_tag (Listing *self, YipuArchive *archive, const char *name, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 piece[16 * 1024];
  gssize n;

  while ((n = yipu_archive_read (archive, piece, sizeof piece, error)) > 0) {
    if (!tag_fits (self, (guint64) n))
      return TRUE;
    g_byte_array_append (bytes, piece, (guint) n);
  }
  if (n == 0)
    g_hash_table_insert (self->source->tags, g_strdup (name),
                         g_bytes_new (bytes->data, bytes->len));
  return n == 0;
}

static gboolean
list_zip (Listing *self, GError **error)
{
  g_autoptr (YipuArchive) archive =
      yipu_archive_open (self->source->path, self->cancellable, error);
  const YipuArchiveEntry *entry;

  if (!archive)
    return FALSE;
  for (guint index = 0;; index++) {
    if (!yipu_archive_next (archive, &entry, error))
      return FALSE;
    if (!entry)
      return TRUE;
    if (entry->folder)
      continue;
    if (entry->guessed) {
      g_autofree char *message =
          g_strdup_printf (_ ("The name “%s” is not UTF-8; read as GB18030."), entry->name);

      add_finding (self, YIPU_SEVERITY_WARN, "bag.name", message);
    }
    add_member (self, entry->name, entry->size, index);
    if (is_tag_name (entry->name) && !load_zip_tag (self, archive, entry->name, error))
      return FALSE;
  }
}

static void
load_folder_tag (Listing *self, const char *name, const char *path, guint64 size)
{
  char *data;
  gsize length;

  if (tag_fits (self, size) && g_file_get_contents (path, &data, &length, NULL))
    g_hash_table_insert (self->source->tags, g_strdup (name), g_bytes_new_take (data, length));
}

static gboolean list_folder (Listing *self, const char *below, guint depth, GError **error);

/* One name of a folder: files are listed, folders entered, all else is told. */
static gboolean
list_name (Listing *self, const char *name, guint depth, GError **error)
{
  g_autofree char *path = g_build_filename (self->source->path, name, NULL);
  g_autofree char *message = NULL;
  struct stat status;

  if (lstat (path, &status) != 0) {
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", path,
                 g_strerror (errno));
    return FALSE;
  }
  if (S_ISDIR (status.st_mode))
    return list_folder (self, name, depth + 1, error);
  if (S_ISREG (status.st_mode)) {
    add_member (self, name, (guint64) status.st_size, self->source->members->len);
    if (is_tag_name (name))
      load_folder_tag (self, name, path, (guint64) status.st_size);
    return TRUE;
  }
  message = g_strdup_printf (_ ("“%s” is a link or no regular file; a bag holds files and folders "
                                "only."),
                             name);
  add_finding (self, YIPU_SEVERITY_BLOCK, "bag.link", message);
  return TRUE;
}

/* In the order of names, so that findings are, on every disk. */
static char **
folder_names (const char *path, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char *name;

  if (!dir)
    return NULL;
  while ((name = g_dir_read_name (dir)))
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, (GCompareFunc) g_strcmp0);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_steal (names, NULL);
}

static gboolean
list_folder (Listing *self, const char *below, guint depth, GError **error)
{
  g_autofree char *path = g_build_filename (self->source->path, below, NULL);
  g_auto (GStrv) names = NULL;
  gboolean ok = TRUE;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (depth > MAX_DEPTH) {
    add_finding (self, YIPU_SEVERITY_BLOCK, "bag.name", _ ("Folders lie more than 64 deep."));
    return TRUE;
  }
  names = folder_names (path, error);
  for (guint i = 0; names && names[i] && ok; i++) {
    g_autofree char *name = *below ? g_build_filename (below, names[i], NULL) : NULL;

    ok = list_name (self, name ? name : names[i], depth, error);
  }
  return names && ok;
}

/* The folder that holds bagit.txt: the whole, or the only one of its kind in it. */
static char *
find_top (YipuBagSource *source)
{
  char *top = NULL;

  if (g_hash_table_contains (source->by_name, "bagit.txt"))
    return g_strdup ("");
  for (guint i = 0; i < source->members->len; i++) {
    const char *name = ((YipuBagMember *) source->members->pdata[i])->name;
    const char *slash = strchr (name, '/');

    if (!slash || strcmp (slash + 1, "bagit.txt") != 0)
      continue;
    if (top) {
      g_free (top);
      return NULL;
    }
    top = g_strndup (name, (gsize) (slash + 1 - name));
  }
  return top;
}

/* Leaves only what lies in the bag's own folder, and names it from there. */
static void
cut_top (Listing *self)
{
  YipuBagSource *source = self->source;
  gsize length = strlen (source->top);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (free_member);
  g_autoptr (GPtrArray) all = g_steal_pointer (&source->members);
  guint strangers = 0;

  source->members = g_ptr_array_ref (kept);
  g_hash_table_remove_all (source->by_name);
  for (guint i = 0; i < all->len; i++) {
    YipuBagMember *member = all->pdata[i];

    if (!g_str_has_prefix (member->name, source->top)) {
      strangers++;
      continue;
    }
    memmove (member->name, member->name + length, strlen (member->name + length) + 1);
    member->payload = g_str_has_prefix (member->name, "data/");
    g_hash_table_insert (source->by_name, member->name, member);
    g_ptr_array_add (kept, member);
    all->pdata[i] = NULL;
  }
  if (strangers > 0)
    add_finding (self, YIPU_SEVERITY_WARN, "bag.stranger",
                 _ ("Beside the bag lies something that does not belong to it."));
}

static gboolean
list_all (Listing *self, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (!self->source->zip)
    return !yipu_bag_is_likely (self->source->path) || list_folder (self, "", 0, error);
  if (list_zip (self, &local))
    return TRUE;
  if (!g_error_matches (local, G_IO_ERROR, G_IO_ERROR_INVALID_DATA)) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  /* What the zip is made of is as wrong as what is in it: a finding, and nothing more is read. */
  add_finding (self, YIPU_SEVERITY_BLOCK, "bag.zip", local->message);
  g_hash_table_remove_all (self->source->by_name);
  g_ptr_array_set_size (self->source->members, 0);
  return TRUE;
}

static void
find_bag (Listing *self)
{
  YipuBagSource *source = self->source;
  YipuSeverity worst;

  source->top = find_top (source);
  if (source->top) {
    cut_top (self);
    return;
  }
  g_hash_table_remove_all (source->by_name);
  g_ptr_array_set_size (source->members, 0);
  if (!yipu_findings_worst (self->findings, &worst) || worst < YIPU_SEVERITY_BLOCK)
    add_finding (self, YIPU_SEVERITY_BLOCK, "bag.none",
                 _ ("There is no bag here: no bagit.txt, or more than one."));
}

YipuBagSource *
yipu_bag_source_open (const char *path,
                      GPtrArray *findings,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (YipuBagSource) source = g_new0 (YipuBagSource, 1);
  g_autoptr (GHashTable) folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Listing listing = {
    .source = source, .findings = findings, .cancellable = cancellable, .folded = folded
  };

  source->path = g_strdup (path);
  source->zip = !g_file_test (path, G_FILE_TEST_IS_DIR);
  source->members = g_ptr_array_new_with_free_func (free_member);
  source->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  source->tags =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  if (!list_all (&listing, error))
    return NULL;
  find_bag (&listing);
  return g_steal_pointer (&source);
}
