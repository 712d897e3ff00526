/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Verifying a bag: what it declares, what its manifests list, what is there, and whether the bytes
 * agree. In this order, so that the cheap checks speak first. */
#define G_LOG_DOMAIN "yipu-bundle"
#include "bundle/bag-source.h"

#include "base/archive.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/bag.h>

#define MAX_FINDINGS 1000

typedef struct {
  YipuBagSource *source;
  GPtrArray *findings;
  YipuBagDeclaration declaration;
  GHashTable *by_form; /* composed name → member; made when first needed */
  GHashTable *fetched; /* names that fetch.txt promises */
  guint known;         /* bits: digests of payload manifests */
} Verify;

static void
add_finding (
    Verify *self, YipuSeverity severity, const char *rule, const char *message, const char *name)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_ptr_array_add (self->findings,
                   yipu_finding_new (severity, rule, NULL, NULL, NULL, message, name));
#pragma GCC diagnostic pop
}

static gboolean
at_least (const Verify *self, int major, int minor)
{
  return self->declaration.major > major ||
         (self->declaration.major == major && self->declaration.minor >= minor);
}

/* A text file of the bag's own folder, decoded; NULL where there is none or a finding says why. */
static char *
load_tag (Verify *self, const char *name)
{
  g_autofree char *key = g_strconcat (self->source->top, name, NULL);
  GBytes *bytes = g_hash_table_lookup (self->source->tags, key);
  g_autoptr (GError) error = NULL;
  char *text;

  if (!bytes) {
    if (g_hash_table_contains (self->source->by_name, name))
      add_finding (self, YIPU_SEVERITY_BLOCK, "bag.tag-file",
                   _ ("“%s” cannot be read or is too large for a list of files."), name);
    return NULL;
  }
  text = yipu_tag_file_decode (bytes, self->declaration.encoding, &error);
  if (!text)
    g_ptr_array_add (self->findings, yipu_finding_new (YIPU_SEVERITY_BLOCK, "bag.tag-file", NULL,
                                                       NULL, NULL, "%s: %s", name, error->message));
  return text;
}

static gboolean
check_declaration (Verify *self)
{
  g_autofree char *key = g_strconcat (self->source->top, "bagit.txt", NULL);
  GBytes *bytes = g_hash_table_lookup (self->source->tags, key);
  g_autoptr (GError) error = NULL;
  YipuBagDeclaration *it = &self->declaration;

  if (!bytes || !yipu_bag_declaration_parse (bytes, it, &error)) {
    add_finding (self, YIPU_SEVERITY_BLOCK, "bag.bagit", "%s",
                 error ? error->message : _ ("bagit.txt cannot be read."));
    return FALSE;
  }
  if ((it->major == 0 && it->minor >= 93 && it->minor <= 97) || (it->major == 1 && it->minor == 0))
    return TRUE;
  add_finding (self, YIPU_SEVERITY_BLOCK, "bag.version",
               _ ("This bag is of a version that Yipu does not know; it reads %s."), "0.93–1.0");
  return FALSE;
}

/* Payload-Oxum, the cheapest check of all: bytes and files of the payload. FALSE when it differs.
 */
static gboolean
check_oxum (Verify *self)
{
  g_autofree char *text =
      load_tag (self, at_least (self, 0, 95) ? "bag-info.txt" : "package-info.txt");
  g_autofree char *oxum = text ? yipu_bag_info_get (text, "Payload-Oxum") : NULL;
  g_autofree char *found = NULL;
  guint64 bytes = 0;
  guint64 files = 0;
  guint64 want_bytes;
  guint64 want_files;

  if (!oxum)
    return TRUE;
  for (guint i = 0; i < self->source->members->len; i++) {
    YipuBagMember *member = self->source->members->pdata[i];

    bytes += member->payload ? member->size : 0;
    files += member->payload ? 1 : 0;
  }
  found = g_strdup_printf ("%" G_GUINT64_FORMAT ".%" G_GUINT64_FORMAT, bytes, files);
  if (!yipu_bag_oxum_parse (oxum, &want_bytes, &want_files))
    add_finding (self, YIPU_SEVERITY_BLOCK, "bag.oxum",
                 _ ("Payload-Oxum “%s” is not bytes, a dot, and a number of files."), oxum);
  else if (bytes != want_bytes || files != want_files)
    g_ptr_array_add (self->findings,
                     yipu_finding_new (YIPU_SEVERITY_BLOCK, "bag.oxum", NULL, NULL, NULL,
                                       _ ("The bag should hold %s (bytes.files) but holds %s."),
                                       oxum, found));
  else
    return TRUE;
  return FALSE;
}

static GHashTable *
index_by_form (Verify *self)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->source->members->len; i++) {
    YipuBagMember *member = self->source->members->pdata[i];

    g_hash_table_insert (index, g_utf8_normalize (member->name, -1, G_NORMALIZE_NFC), member);
  }
  return index;
}

/* The file a manifest means: by its exact name, or by one that only looks the same. */
static YipuBagMember *
find_member (Verify *self, const char *path)
{
  YipuBagMember *member = g_hash_table_lookup (self->source->by_name, path);
  g_autofree char *composed = NULL;

  if (member)
    return member;
  if (!self->by_form)
    self->by_form = index_by_form (self);
  composed = g_utf8_normalize (path, -1, G_NORMALIZE_NFC);
  member = composed ? g_hash_table_lookup (self->by_form, composed) : NULL;
  if (member)
    add_finding (self, YIPU_SEVERITY_WARN, "bag.form",
                 _ ("“%s” is written with other accents than the file has."), path);
  return member;
}

/* Drops what some writers put before a path. */
static char *
clean_path (Verify *self, char *path, gboolean *warned)
{
  if (!g_str_has_prefix (path, "./"))
    return path;
  while (g_str_has_prefix (path, "./"))
    path += 2;
  if (!*warned)
    add_finding (self, YIPU_SEVERITY_WARN, "bag.dot-slash",
                 _ ("“./%s” is written with “./” before it; so may be others."), path);
  *warned = TRUE;
  return path;
}

static gboolean
path_allowed (Verify *self, const char *path, gboolean payload)
{
  const char *why;

  if (yipu_archive_judge_name (path, &why) == YIPU_NAME_OUTSIDE ||
      payload != (strncmp (path, "data/", 5) == 0)) {
    add_finding (self, YIPU_SEVERITY_BLOCK, "bag.outside",
                 payload ? _ ("A manifest names “%s”, which is not in the payload.")
                         : _ ("A tag manifest names “%s”, which is no tag file."),
                 path);
    return FALSE;
  }
  return TRUE;
}

static void
expect (Verify *self, YipuBagMember *member, YipuDigest digest, const char *hex, gboolean payload)
{
  guint bit = 1U << digest;

  if (member->expected[digest]) {
    gboolean same = g_ascii_strcasecmp (member->expected[digest], hex) == 0;

    add_finding (self, same ? YIPU_SEVERITY_WARN : YIPU_SEVERITY_BLOCK, "bag.twice",
                 _ ("“%s” is listed twice in one manifest."), member->name);
    return;
  }
  member->expected[digest] = g_strdup (hex);
  if (payload)
    member->listed |= bit;
}

static void
miss (Verify *self, const char *path)
{
  add_finding (self, YIPU_SEVERITY_BLOCK, "bag.missing",
               g_hash_table_contains (self->fetched, path)
                   ? _ ("“%s” is missing: fetch.txt says where it could be had, and Yipu fetches "
                        "nothing.")
                   : _ ("“%s” is listed but missing."),
               path);
}

/* The file of a manifest's path, which may have been written with or without percent signs
 * encoded: both kinds of writers exist. */
static YipuBagMember *
find_listed (Verify *self, char *path)
{
  g_autofree char *raw = g_strdup (path);
  YipuBagMember *member;

  yipu_manifest_path_decode (path, at_least (self, 1, 0));
  member = g_hash_table_lookup (self->source->by_name, path);
  if (!member && strcmp (raw, path) != 0)
    member = g_hash_table_lookup (self->source->by_name, raw);
  return member ? member : find_member (self, path);
}

static void
read_line (Verify *self, char *line, YipuDigest digest, gboolean payload, gboolean *warned)
{
  const char *hex;
  char *path;
  YipuBagMember *member;

  if (!yipu_manifest_line_parse (line, digest, &hex, &path)) {
    add_finding (self, YIPU_SEVERITY_BLOCK, "bag.line",
                 _ ("A manifest has a line that is not a digest and a path: “%s”."), line);
    return;
  }
  path = clean_path (self, path, warned);
  if (!path_allowed (self, path, payload))
    return;
  member = find_listed (self, path);
  if (member)
    expect (self, member, digest, hex, payload);
  else
    miss (self, path);
}

static void
read_manifest (Verify *self, const char *name, YipuDigest digest, gboolean payload)
{
  g_autofree char *text = load_tag (self, name);
  char *at = text;
  char *line;
  gboolean warned = FALSE;

  if (text && payload)
    self->known |= 1U << digest;
  while ((line = yipu_tag_file_line (&at))) {
    if (*line)
      read_line (self, line, digest, payload, &warned);
  }
}

static void
read_fetch (Verify *self)
{
  g_autofree char *text = g_hash_table_contains (self->source->by_name, "fetch.txt")
                              ? load_tag (self, "fetch.txt")
                              : NULL;
  char *at = text;
  char *line;

  while ((line = yipu_tag_file_line (&at))) {
    g_auto (GStrv) parts = g_regex_split_simple ("[ \t]+", line, 0, 0);
    const char *path = g_strv_length (parts) >= 3 ? strstr (line, parts[2]) : NULL;
    char *owned;
    const char *why;

    if (!path)
      continue;
    owned = g_strdup (path);
    yipu_manifest_path_decode (owned, at_least (self, 1, 0));
    if (yipu_archive_judge_name (owned, &why) == YIPU_NAME_OUTSIDE)
      add_finding (self, YIPU_SEVERITY_BLOCK, "bag.outside",
                   _ ("fetch.txt names “%s”, which leads out of the bag."), owned);
    g_hash_table_add (self->fetched, owned);
  }
  if (g_hash_table_size (self->fetched) > 0)
    add_finding (self, YIPU_SEVERITY_HINT, "bag.fetch", "%s",
                 _ ("The bag has a fetch.txt; Yipu fetches nothing."));
}

static void
read_manifests (Verify *self)
{
  GPtrArray *members = self->source->members;

  for (guint i = 0; i < members->len; i++) {
    YipuBagMember *member = members->pdata[i];
    YipuDigest digest;
    YipuTagFile kind = yipu_tag_file_of_name (member->name, &digest);

    if (kind != YIPU_TAG_MANIFEST && kind != YIPU_TAG_TAGMANIFEST)
      continue;
    if (digest == YIPU_N_DIGESTS)
      add_finding (self, YIPU_SEVERITY_WARN, "bag.algorithm",
                   _ ("“%s” is of an algorithm that Yipu does not know; not checked."),
                   member->name);
    else
      read_manifest (self, member->name, digest, kind == YIPU_TAG_MANIFEST);
  }
}

/* Whether every payload file is vouched for: by all manifests since 1.0, before by one. */
static void
check_listed (Verify *self)
{
  if (self->known == 0) {
    add_finding (self, YIPU_SEVERITY_BLOCK, "bag.no-manifest", "%s",
                 _ ("No manifest vouches for the payload."));
    return;
  }
  for (guint i = 0; i < self->source->members->len; i++) {
    YipuBagMember *member = self->source->members->pdata[i];

    if (!member->payload || member->listed == self->known)
      continue;
    if (member->listed == 0)
      add_finding (self, YIPU_SEVERITY_BLOCK, "bag.extra",
                   _ ("“%s” is in the payload but in no manifest."), member->name);
    else if (at_least (self, 1, 0))
      add_finding (self, YIPU_SEVERITY_BLOCK, "bag.extra", _ ("“%s” is not in every manifest."),
                   member->name);
  }
  if (!(self->known & ~(1U << YIPU_DIGEST_MD5 | 1U << YIPU_DIGEST_SHA1)))
    add_finding (
        self, YIPU_SEVERITY_WARN, "bag.weak", "%s",
        _ ("Only MD5 or SHA-1 vouches for this bag: that finds accidents, not forgeries."));
}

static void
check_hashes (Verify *self)
{
  for (guint i = 0; i < self->source->members->len; i++) {
    YipuBagMember *member = self->source->members->pdata[i];

    for (guint digest = 0; digest < YIPU_N_DIGESTS; digest++) {
      if (member->wrong & (1U << digest))
        g_ptr_array_add (self->findings,
                         yipu_finding_new (YIPU_SEVERITY_BLOCK, "bag.digest", NULL, NULL, NULL,
                                           _ ("“%s” is not what was packed: its %s differs."),
                                           member->name, yipu_digest_name (digest)));
    }
  }
}

static void
summarise (Verify *self, YipuBagSummary *summary)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < YIPU_N_DIGESTS; i++) {
    if (self->known & (1U << i))
      g_ptr_array_add (names, g_strdup (yipu_digest_name (i)));
  }
  g_ptr_array_add (names, NULL);
  summary->algorithms = (char **) g_ptr_array_steal (names, NULL);
  if (self->declaration.encoding)
    summary->version = g_strdup_printf ("%d.%d", self->declaration.major, self->declaration.minor);
  for (guint i = 0; i < self->source->members->len; i++) {
    YipuBagMember *member = self->source->members->pdata[i];

    summary->files += member->payload ? 1 : 0;
    summary->bytes += member->payload ? member->size : 0;
  }
}

void
yipu_bag_summary_clear (YipuBagSummary *summary)
{
  g_clear_pointer (&summary->version, g_free);
  g_clear_pointer (&summary->algorithms, g_strfreev);
}

/* Everything but hashing, which may be cancelled. */
static gboolean
verify (Verify *self, const YipuProgress *progress, GError **error)
{
  gboolean sizes_agree;

  if (self->source->members->len == 0 || !check_declaration (self))
    return TRUE;
  sizes_agree = check_oxum (self);
  read_fetch (self);
  read_manifests (self);
  check_listed (self);
  if (!yipu_bag_source_hash (self->source, self->findings, progress, error))
    return FALSE;
  check_hashes (self);
  /* A zip may have lied about sizes; now they are known. */
  if (sizes_agree && self->source->zip)
    check_oxum (self);
  return TRUE;
}

static void
cut_findings (GPtrArray *findings)
{
  guint more = findings->len > MAX_FINDINGS ? findings->len - MAX_FINDINGS : 0;

  if (more == 0)
    return;
  g_ptr_array_set_size (findings, MAX_FINDINGS);
  g_ptr_array_add (findings, yipu_finding_new (YIPU_SEVERITY_BLOCK, "bag.more", NULL, NULL, NULL,
                                               _ ("… and %u more."), more));
}

GPtrArray *
yipu_bag_verify (const char *path,
                 YipuBagSummary *summary,
                 const YipuProgress *progress,
                 GError **error)
{
  g_autoptr (GPtrArray) findings = yipu_findings_new ();
  g_autoptr (YipuBagSource) source = NULL;
  g_autoptr (GHashTable) fetched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Verify self = { .findings = findings, .fetched = fetched };
  gboolean ok;

  if (summary)
    *summary = (YipuBagSummary){ 0 };
  source = yipu_bag_source_open (path, findings, progress ? progress->cancellable : NULL, error);
  if (!source)
    return NULL;
  self.source = source;
  ok = verify (&self, progress, error);
  if (summary)
    summarise (&self, summary);
  yipu_bag_declaration_clear (&self.declaration);
  g_clear_pointer (&self.by_form, g_hash_table_unref);
  cut_findings (findings);
  return ok ? g_steal_pointer (&findings) : NULL;
}

static gboolean
has_bagit (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "bagit.txt", NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

gboolean
yipu_bag_is_likely (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  g_autofree char *only = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    return TRUE;
  if (has_bagit (path))
    return TRUE;
  dir = g_dir_open (path, 0, NULL);
  while (dir && (name = g_dir_read_name (dir))) {
    if (only)
      return FALSE;
    only = g_build_filename (path, name, NULL);
  }
  return only && has_bagit (only);
}
