/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pages: what is found while laying out, what colours are chosen, and that every character that is
 * written is also seen. */
#include "../catalog/fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <yipu/init.h>

#include "print/output.h"
#include "print/page-private.h"
#include "print/words.h"

static YipuPress *
press_new (void)
{
  static const char *const none[] = { NULL };

  return yipu_press_new ("/nonexistent", YIPU_LANGUAGE_ZH, yipu_palette_choose (none), NULL);
}

static char *
random_hex (void)
{
  return g_strdup_printf ("#%06X", (guint) g_test_rand_int_range (0, 0x1000000));
}

static void
test_text_is_legible_in_any_palette (void)
{
  for (int round = 0; round < 2000; round++) {
    g_autoptr (GPtrArray) hexes = g_ptr_array_new_with_free_func (g_free);
    YipuPalette palette;

    for (int i = g_test_rand_int_range (0, 7); i > 0; i--)
      g_ptr_array_add (hexes, random_hex ());
    g_ptr_array_add (hexes, NULL);
    palette = yipu_palette_choose ((const char *const *) hexes->pdata);
    g_assert_cmpfloat (yipu_print_contrast (palette.ink, palette.paper), >=, 7);
    g_assert_cmpfloat (yipu_print_contrast (palette.accent, 0xffffff), >=, 4.5);
  }
}

static void
test_colours_that_are_none_are_passed_over (void)
{
  static const char *const bad[] = { "", "#12", "blue", "#GGGGGG", "#1F3A5F00", NULL };
  static const char *const none[] = { NULL };
  YipuPalette chosen = yipu_palette_choose (bad);
  YipuPalette house = yipu_palette_choose (none);

  g_assert_cmpmem (&chosen, sizeof chosen, &house, sizeof house);
}

static void
test_the_brands_own_colours_are_used (void)
{
  static const char *const colours[] = { "#1F3A5F", "#C9B98A", "#F7F3E8", "#22211E", NULL };
  YipuPalette palette = yipu_palette_choose (colours);

  g_assert_cmphex (palette.accent, ==, 0x1f3a5f);
  g_assert_cmphex (palette.second, ==, 0xc9b98a);
  g_assert_cmphex (palette.paper, ==, 0xf7f3e8);
  g_assert_cmphex (palette.ink, ==, 0x22211e);
}

/* A record to blame. */
static YipuRecord *
craft (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = fixture_add (fixture->catalog, "craft", "name", "竹编", NULL);
  YipuRecord *record =
      yipu_reader_get (yipu_catalog_get_reader (fixture->catalog), "craft", id, &error);

  g_assert_no_error (error);
  return record;
}

static const YipuFinding *
only_finding (YipuPress *press)
{
  g_assert_cmpuint (press->findings->len, ==, 1);
  return press->findings->pdata[0];
}

static void
test_what_does_not_fit_warns (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YipuPress) press = press_new ();
  g_autoptr (YipuRecord) record = craft (fixture);
  YipuPage *page = yipu_press_add_page (press, 200, 200);
  YipuType type = yipu_press_style (press, YIPU_STYLE_BODY);
  YipuPlace place = { record, "name" };
  const char *text = "竹子要冬天砍，砍回来先听声，闷的不要。";
  double whole = yipu_page_text (page, &type, (YipuBox){ 0, 0, 100, 0 }, text, &place);
  double cut;

  g_assert_cmpuint (press->findings->len, ==, 0);
  cut = yipu_page_text (page, &type, (YipuBox){ 0, 0, 100, whole }, text, &place);
  g_assert_cmpfloat_with_epsilon (cut, whole, 0.01);
  g_assert_cmpuint (press->findings->len, ==, 0);
  cut = yipu_page_text (page, &type, (YipuBox){ 0, 0, 100, whole - 10 }, text, &place);
  g_assert_cmpfloat (cut, <=, whole - 10);
  g_assert_cmpint (only_finding (press)->severity, ==, YIPU_SEVERITY_WARN);
  g_assert_cmpstr (only_finding (press)->rule, ==, "print.overflow");
  g_assert_cmpstr (only_finding (press)->record, ==, yipu_record_get_id (record));
}

static void
test_a_character_no_font_has_blocks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YipuPress) press = press_new ();
  g_autoptr (YipuRecord) record = craft (fixture);
  YipuPage *page = yipu_press_add_page (press, 200, 200);
  YipuType type = yipu_press_style (press, YIPU_STYLE_BODY);
  YipuPlace place = { record, "name" };

  yipu_page_text (page, &type, (YipuBox){ 0, 0, 100, 0 }, "竹编 Bamboo ½ — “好”", &place);
  g_assert_cmpuint (press->findings->len, ==, 0);
  yipu_page_text (page, &type, (YipuBox){ 0, 0, 100, 0 }, "竹\xee\x84\xa3", &place);
  g_assert_cmpint (only_finding (press)->severity, ==, YIPU_SEVERITY_BLOCK);
  g_assert_cmpstr (only_finding (press)->field, ==, "name");
  g_assert_nonnull (strstr (only_finding (press)->message, "U+E123"));
  g_assert_nonnull (strstr (only_finding (press)->message, "竹编"));
}

static void
test_laying_out_anew_forgets_what_was_found (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YipuPress) press = press_new ();
  g_autoptr (YipuRecord) record = craft (fixture);
  YipuType type = yipu_press_style (press, YIPU_STYLE_BODY);
  YipuPlace place = { record, "name" };

  yipu_page_text (yipu_press_add_page (press, 200, 200), &type, (YipuBox){ 0, 0, 20, 5 },
                  "一二三四五六七", &place);
  g_assert_cmpuint (press->findings->len, ==, 1);
  yipu_press_clear (press);
  g_assert_cmpuint (press->findings->len, ==, 0);
  g_assert_cmpuint (press->pages->len, ==, 0);
}

static void
test_every_word_stands_in_both_languages (void)
{
  for (YipuWord word = 0; word < YIPU_N_WORDS; word++) {
    const char *zh = yipu_word (YIPU_LANGUAGE_ZH, word);
    const char *en = yipu_word (YIPU_LANGUAGE_EN, word);

    g_assert_true (zh && *zh && en && *en);
    g_assert_cmpint (strstr (zh, "%s") != NULL, ==, strstr (en, "%s") != NULL);
  }
}

static void
test_a_word_is_filled_as_it_stands (void)
{
  g_autofree char *filled = yipu_word_fill (YIPU_LANGUAGE_EN, YIPU_WORD_STEP_OF, "%s 3%");

  g_assert_cmpstr (filled, ==, "Step %s 3%");
}

static void
test_a_code_has_its_quiet_zone (void)
{
  g_autoptr (GArray) modules = yipu_qr_modules ("https://shop.example/刮灰");
  g_autofree char *long_text = g_strnfill (8000, 'x');

  g_assert_nonnull (modules);
  g_assert_cmpuint (modules->len, >, 50);
  for (guint i = 0; i < modules->len; i++) {
    const YipuBox *at = &g_array_index (modules, YipuBox, i);
    g_assert_cmpfloat (at->x, >, 0.05);
    g_assert_cmpfloat (at->y, >, 0.05);
    g_assert_cmpfloat (at->x + at->width, <, 0.95);
    g_assert_cmpfloat (at->y + at->height, <, 0.95);
  }
  g_assert_null (yipu_qr_modules (long_text));
  g_assert_null (yipu_qr_modules (""));
}

#define COLUMNS 40
#define CELL 20

/* Draws characters on a grid, a point a pixel, and gives the page as another program sees it. */
static char *
print_grid (const GPtrArray *characters, gboolean bold, YipuFace face)
{
  g_autoptr (YipuPress) press = press_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "grid.pdf", NULL);
  const char *command[] = { "pdftoppm", "-gray", "-r", "72", path, NULL };
  YipuType type = { face, CELL, bold };
  YipuPage *page;
  g_autoptr (YipuPrinted) printed = NULL;
  char *pixels = NULL;
  gsize length = 0;
  GSubprocess *child;
  g_autoptr (GBytes) out = NULL;

  g_mkdir_with_parents (g_get_user_cache_dir (), 0700);
  page = yipu_press_add_page (press, COLUMNS * CELL,
                              (double) (characters->len / COLUMNS + 1) * CELL * 2);
  for (guint i = 0; i < characters->len; i++)
    yipu_page_text (page, &type,
                    (YipuBox){ (i % COLUMNS) * CELL, (double) (i / COLUMNS) * CELL * 2, 0, 0 },
                    characters->pdata[i], NULL);
  printed = yipu_press_write_pdf (press, path, NULL, &error);
  g_assert_no_error (error);
  child = g_subprocess_newv (command, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate (child, NULL, NULL, &out, NULL, &error));
  g_object_unref (child);
  pixels = g_bytes_unref_to_data (g_steal_pointer (&out), &length);
  return pixels;
}

static guint
ink_in (const char *pixels, guint column, guint row)
{
  guint ink = 0;

  for (guint y = row * CELL * 2; y < (row + 1) * CELL * 2; y++)
    for (guint x = column * CELL; x < (column + 1) * CELL; x++)
      ink += (guchar) pixels[y * COLUMNS * CELL + x] < 160;
  return ink;
}

static void
see_all (const GPtrArray *characters, gboolean bold, YipuFace face)
{
  g_autofree char *picture = print_grid (characters, bold, face);
  const char *pixels = picture;

  for (int line = 0; line < 3; line++)
    pixels = strchr (pixels, '\n') + 1;
  for (guint i = 0; i < characters->len; i++)
    if (ink_in (pixels, i % COLUMNS, i / COLUMNS) < 4)
      g_error ("%s is written but not seen", (char *) characters->pdata[i]);
}

/* Characters of GB 2312; in the slow suite all of them, else each tenth with “如”, which cairo
 * loses when it copies the face itself. */
static void
test_what_is_written_is_seen (void)
{
  guint each = g_test_slow () ? 1 : 10;
  g_autoptr (GPtrArray) characters = g_ptr_array_new_with_free_func (g_free);
  guint n = 0;

  if (!g_find_program_in_path ("pdftoppm")) {
    g_test_skip ("pdftoppm is not here");
    return;
  }
  g_ptr_array_add (characters, g_strdup ("如"));
  for (guchar high = 0xb0; high < 0xf8; high++)
    for (guchar low = 0xa1; low < 0xff; low++) {
      char bytes[] = { (char) high, (char) low };
      char *text = g_convert (bytes, 2, "UTF-8", "GB2312", NULL, NULL, NULL);
      if (text && n++ % each == 0)
        g_ptr_array_add (characters, text);
      else
        g_free (text);
    }
  for (YipuFace face = YIPU_FACE_PLAIN; face <= YIPU_FACE_STORY; face++)
    for (gboolean bold = FALSE; bold <= TRUE; bold++)
      see_all (characters, bold, face);
}

#define WITH_CATALOG(path, test)                                                                   \
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/print/palette/text-is-legible-in-any-palette",
                   test_text_is_legible_in_any_palette);
  g_test_add_func ("/print/palette/colours-that-are-none-are-passed-over",
                   test_colours_that_are_none_are_passed_over);
  g_test_add_func ("/print/palette/the-brands-own-colours-are-used",
                   test_the_brands_own_colours_are_used);
  WITH_CATALOG ("/print/page/what-does-not-fit-warns", test_what_does_not_fit_warns);
  WITH_CATALOG ("/print/page/a-character-no-font-has-blocks", test_a_character_no_font_has_blocks);
  WITH_CATALOG ("/print/page/laying-out-anew-forgets-what-was-found",
                test_laying_out_anew_forgets_what_was_found);
  g_test_add_func ("/print/words/every-word-stands-in-both-languages",
                   test_every_word_stands_in_both_languages);
  g_test_add_func ("/print/words/a-word-is-filled-as-it-stands",
                   test_a_word_is_filled_as_it_stands);
  g_test_add_func ("/print/code/a-code-has-its-quiet-zone", test_a_code_has_its_quiet_zone);
  g_test_add_func ("/print/outline/what-is-written-is-seen", test_what_is_written_is_seen);
  return g_test_run ();
}
