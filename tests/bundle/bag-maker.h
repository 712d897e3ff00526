/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A valid bag in a folder of its own, to be changed, zipped and verified. */
#pragma once

#include "base/archive.h"

#include <glib/gstdio.h>
#include <string.h>
#include <yipu/bag.h>

#define BAGIT_1_0 "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
#define BAGIT_0_97 "BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n"

typedef struct {
  char *folder;
  char *bag;
  char *zip;
} Fixture;

static inline void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("yipu-bag-XXXXXX", NULL);
  fixture->bag = g_build_filename (fixture->folder, "bag", NULL);
  fixture->zip = g_build_filename (fixture->folder, "bag.zip", NULL);
}

static inline void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_true (yipu_archive_remove_folder (fixture->folder, NULL));
  g_free (fixture->folder);
  g_free (fixture->bag);
  g_free (fixture->zip);
}

static inline void
put_bytes (const char *bag, const char *name, const char *data, gssize length)
{
  g_autofree char *path = g_build_filename (bag, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, data, length, NULL));
}

static inline void
put (const char *bag, const char *name, const char *text)
{
  put_bytes (bag, name, text, -1);
}

static inline void
drop (const char *bag, const char *name)
{
  g_autofree char *path = g_build_filename (bag, name, NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

/* "digest  name" of a file that is there. */
static inline char *
line_of (const char *bag, GChecksumType type, const char *name)
{
  g_autofree char *path = g_build_filename (bag, name, NULL);
  g_autofree char *data = NULL;
  gsize length;
  g_autofree char *hex = NULL;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  hex = g_compute_checksum_for_data (type, (const guchar *) data, length);
  return g_strdup_printf ("%s  %s\n", hex, name);
}

static inline void
put_manifest (const char *bag, GChecksumType type, const char *file)
{
  g_autofree char *a = line_of (bag, type, "data/a.txt");
  g_autofree char *b = line_of (bag, type, "data/竹/b.txt");
  g_autofree char *text = g_strconcat (a, b, NULL);

  put (bag, file, text);
}

/* A valid bag with two files and all that is optional. */
static inline void
make_bag (const char *bag, const char *bagit)
{
  g_autofree char *tag = NULL;

  put (bag, "bagit.txt", bagit);
  put (bag, "data/a.txt", "hello\n");
  put (bag, "data/竹/b.txt", "bamboo\n");
  put (bag, "bag-info.txt", "Source-Organization: 合作社\nPayload-Oxum: 13.2\n");
  put_manifest (bag, G_CHECKSUM_SHA256, "manifest-sha256.txt");
  tag = line_of (bag, G_CHECKSUM_SHA256, "bagit.txt");
  put (bag, "tagmanifest-sha256.txt", tag);
}

static inline GPtrArray *
findings_of (const char *path)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *findings = yipu_bag_verify (path, NULL, NULL, &error);

  g_assert_no_error (error);
  return findings;
}

/* @rule: a finding of this severity must be there; NULL: none at all may be. */
static inline void
check (const char *path, const char *rule, YipuSeverity severity)
{
  g_autoptr (GPtrArray) findings = findings_of (path);
  gboolean found = FALSE;

  for (guint i = 0; i < findings->len; i++) {
    YipuFinding *finding = findings->pdata[i];

    g_test_message ("%s %s: %s", yipu_severity_to_string (finding->severity), finding->rule,
                    finding->message);
    found = found || (g_strcmp0 (finding->rule, rule) == 0 && finding->severity == severity);
    /* What should only warn must not block. */
    if (severity != YIPU_SEVERITY_BLOCK)
      g_assert_cmpint (finding->severity, !=, YIPU_SEVERITY_BLOCK);
  }
  if (rule)
    g_assert_true (found);
  else
    g_assert_cmpint (findings->len, ==, 0);
}
