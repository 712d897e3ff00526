/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs a fuzz target over its seeds, and over each seed cut short, as an ordinary test: a TAP line
 * a file. Usage: fuzz-NAME FOLDER */
#include <stdint.h>
#include <yipu/init.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static char *folder;

static void
run_seed (gconstpointer name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_file_get_contents (path, &bytes, &size, &error);
  g_assert_no_error (error);
  for (gsize cut = 0; cut < 8; cut++) {
    /* A copy of its own size, so that a sanitizer sees a read behind its end. */
    gsize length = size - cut * size / 8;
    g_autofree uint8_t *part = g_memdup2 (bytes, length);
    LLVMFuzzerTestOneInput (part, length);
  }
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_assert_cmpint (argc, ==, 2);
  folder = argv[1];
  dir = g_dir_open (folder, 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir))) {
    g_autofree char *path = g_strconcat ("/fuzz/", name, NULL);
    g_test_add_data_func_full (path, g_strdup (name), (GTestDataFunc) run_seed, g_free);
  }
  return g_test_run ();
}
