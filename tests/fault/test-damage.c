/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bit rot: whatever byte of a catalog is another, it is noticed, by opening or by looking through
 * it deeply, or nothing that anybody typed is (trust.md, "Faults"). YIPU_TEST_ROUNDS=1000 is the
 * figure there. */
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <yipu/init.h>
#include <yipu/verify.h>

#include "../catalog/fixture.h"
#include "../catalog/snapshot.h"

#define PAGE 4096

typedef struct {
  Fixture base;
  char *database;
  char *bytes;
  gsize length;
  char *whole; /* all tables as they were */
} Rotten;

/* A little of everything that a log can hold. */
static void
write_some (YipuCatalog *catalog)
{
  g_autofree char *craft = fixture_add (catalog, "craft", "name", "刮浆蓝布", "code", "wtw", NULL);
  g_autofree char *process = fixture_add (catalog, "process", "craft", craft, NULL);
  g_autofree char *person = fixture_add (catalog, "person", "address", "苇汀坞", NULL);

  for (int i = 0; i < 12; i++) {
    g_autofree char *title = g_strdup_printf ("第%d步", i);
    g_autofree char *step = fixture_add (catalog, "step", "process", process, "title", title, NULL);

    fixture_set (catalog, step, "hands_on_min", "20");
    if (i % 3 == 0)
      yipu_undone_free (yipu_catalog_undo (catalog, NULL));
    if (i % 5 == 0)
      fixture_remove (catalog, step);
  }
  fixture_forget (catalog, person, "address");
}

static void
set_up (Rotten *rotten, gconstpointer data)
{
  fixture_set_up (&rotten->base, NULL);
  write_some (rotten->base.catalog);
  rotten->whole = snapshot_tables (rotten->base.catalog, FALSE);
  rotten->database = fixture_file (&rotten->base, "catalog.db");
  yipu_catalog_close (rotten->base.catalog);
  g_clear_object (&rotten->base.catalog);
  g_assert_true (g_file_get_contents (rotten->database, &rotten->bytes, &rotten->length, NULL));
}

static void
put_bytes (Rotten *rotten)
{
  g_assert_true (
      g_file_set_contents (rotten->database, rotten->bytes, (gssize) rotten->length, NULL));
}

static void
tear_down (Rotten *rotten, gconstpointer data)
{
  put_bytes (rotten);
  rotten->base.catalog = yipu_catalog_open (rotten->base.path, YIPU_OPEN_NORMAL, NULL);
  g_free (rotten->database);
  g_free (rotten->bytes);
  g_free (rotten->whole);
  fixture_tear_down (&rotten->base, NULL);
}

/* Whether somebody is told. */
static gboolean
is_noticed (Rotten *rotten)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuCatalog) catalog =
      yipu_catalog_open (rotten->base.path, YIPU_OPEN_READ_ONLY, &error);
  g_autoptr (GPtrArray) findings =
      catalog ? yipu_catalog_verify (catalog, TRUE, NULL, &error) : NULL;
  g_autofree char *now = NULL;

  if (!findings || findings->len > 0) {
    g_assert_true (findings || error->message[0] != '\0');
    return TRUE;
  }
  now = snapshot_tables (catalog, FALSE);
  g_assert_cmpstr (now, ==, rotten->whole);
  return FALSE;
}

static int
n_rounds (void)
{
  const char *rounds = g_getenv ("YIPU_TEST_ROUNDS");

  return rounds ? atoi (rounds) : 150;
}

/* Most of a small catalog's bytes are none of anybody's: half of the rounds take one that is. */
static gsize
pick (const Rotten *rotten, gboolean written)
{
  gsize at;

  do
    at = (gsize) g_test_rand_int_range (0, (gint32) rotten->length);
  while (written && rotten->bytes[at] == '\0');
  return at;
}

static void
test_any_byte (Rotten *rotten, gconstpointer data)
{
  guint noticed = 0;

  g_assert_false (is_noticed (rotten));
  for (int i = 0; i < n_rounds (); i++) {
    gsize at = pick (rotten, i % 2 == 0);
    char was = rotten->bytes[at];

    rotten->bytes[at] ^= (char) (1 << g_test_rand_int_range (0, 8));
    put_bytes (rotten);
    g_test_message ("byte %" G_GSIZE_FORMAT, at);
    noticed += is_noticed (rotten);
    rotten->bytes[at] = was;
  }
  g_test_message ("%u of %d were noticed", noticed, n_rounds ());
  g_assert_cmpuint (noticed, >, (guint) n_rounds () / 8);
}

/* A sector of rubbish, as a dying disk leaves it. */
static void
test_any_sector (Rotten *rotten, gconstpointer data)
{
  for (int i = 0; i < n_rounds () / 3; i++) {
    gsize at = pick (rotten, TRUE) / 512 * 512;
    char was[512];

    memcpy (was, rotten->bytes + at, sizeof was);
    for (gsize j = 0; j < sizeof was; j++)
      rotten->bytes[at + j] = (char) g_test_rand_int_range (0, 256);
    put_bytes (rotten);
    g_test_message ("sector at %" G_GSIZE_FORMAT, at);
    is_noticed (rotten);
    memcpy (rotten->bytes + at, was, sizeof was);
  }
}

/* Cut off anywhere, as a stick pulled out leaves it. */
static void
test_cut_off (Rotten *rotten, gconstpointer data)
{
  gsize whole = rotten->length;

  for (int i = 0; i < n_rounds () / 3; i++) {
    rotten->length = pick (rotten, FALSE);
    put_bytes (rotten);
    g_test_message ("cut at %" G_GSIZE_FORMAT, rotten->length);
    /* The last page may be one on which nothing stands yet. */
    g_assert_true (is_noticed (rotten) || rotten->length > whole - PAGE);
    rotten->length = whole;
  }
}

#define ADD(path, func) g_test_add ("/fault/damage/" path, Rotten, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("any-byte", test_any_byte);
  ADD ("any-sector", test_any_sector);
  ADD ("cut-off", test_cut_off);
  return g_test_run ();
}
