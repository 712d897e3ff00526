/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A kit read from a real catalog: the bamboo basket of kit.md, its line moved, its price and what
 * is said of rows that do not hang together. */
#include "../catalog/fixture.h"
#include "../craft/line.h"

#include <stdarg.h>
#include <yipu/init.h>
#include <yipu/kit-sheet.h>

/* Ids of what the tests speak of. */
typedef struct {
  Fixture catalog;
  char *basket;
  char *inner;
  char *rattan;
  char *process;
  char *steps[5];
  char *kit;
  char *brand;
} Bamboo;

enum { SPLIT, STRIP, WEAVE_BASE, WEAVE_SIDE, RIM };

static char *
add (YipuEdit *edit, const char *kind, ...)
{
  char *id = g_strdup (yipu_edit_add (edit, kind, NULL, NULL));
  const char *field;
  va_list args;

  g_assert_nonnull (id);
  va_start (args, kind);
  while ((field = va_arg (args, const char *))) {
    g_autoptr (GError) error = NULL;
    yipu_edit_set (edit, id, field, va_arg (args, const char *), &error);
    g_assert_no_error (error);
  }
  va_end (args);
  return id;
}

static void
flow (YipuEdit *edit,
      const char *step,
      const char *direction,
      const char *item,
      const char *quantity,
      const char *unit)
{
  g_free (add (edit, "flow", "step", step, "item", item, "direction", direction, "quantity",
               quantity, "unit", unit, NULL));
}

static void
add_flows (YipuEdit *edit,
           Bamboo *b,
           const char *pole,
           const char *splits,
           const char *green,
           const char *base,
           const char *side)
{
  flow (edit, b->steps[SPLIT], "in", pole, "1", "gen");
  flow (edit, b->steps[SPLIT], "out", splits, "24", "tiao");
  flow (edit, b->steps[STRIP], "in", splits, "24", "tiao");
  flow (edit, b->steps[STRIP], "out", green, "48", "tiao");
  flow (edit, b->steps[STRIP], "out", b->inner, "8", "da"); /* dozens */
  flow (edit, b->steps[WEAVE_BASE], "in", b->inner, "16", "tiao");
  flow (edit, b->steps[WEAVE_BASE], "out", base, "1", "ge");
  flow (edit, b->steps[WEAVE_SIDE], "in", base, "1", "ge");
  flow (edit, b->steps[WEAVE_SIDE], "in", green, "12", "tiao");
  flow (edit, b->steps[WEAVE_SIDE], "out", side, "1", "ge");
  flow (edit, b->steps[RIM], "in", side, "1", "ge");
  flow (edit, b->steps[RIM], "in", green, "4", "tiao");
  flow (edit, b->steps[RIM], "in", b->rattan, "150", "cm");
  flow (edit, b->steps[RIM], "out", b->basket, "1", "ge");
}

static char *
add_item (YipuEdit *edit, const char *craft, const char *name, const char *unit)
{
  return add (edit, "item", "craft", craft, "name", name, "unit", unit, "weight_g", "10",
              "price_fen", "0", NULL);
}

static char *
add_step (YipuEdit *edit, const char *process, const char *title, const char *minutes)
{
  return add (edit, "step", "process", process, "title", title, "hands_on_min", minutes, "who",
              "anyone", NULL);
}

static gboolean
record_bamboo (YipuEdit *edit, gpointer data, GError **error)
{
  Bamboo *b = data;
  g_autofree char *craft = add (edit, "craft", "name", "竹编", NULL);
  g_autofree char *pole = add_item (edit, craft, "竹", "gen");
  g_autofree char *splits = add_item (edit, craft, "竹片", "tiao");
  g_autofree char *green = add_item (edit, craft, "青篾", "tiao");
  g_autofree char *base = add_item (edit, craft, "篮底", "ge");
  g_autofree char *side = add_item (edit, craft, "篮身", "ge");
  g_autofree char *line = NULL;

  b->inner = add_item (edit, craft, "黄篾", "tiao");
  b->basket = add_item (edit, craft, "提篮", "ge");
  b->rattan = add (edit, "item", "name", "藤皮", "unit", "m", "price_fen", "300", "weight_g", "5/2",
                   "purchase_pack", "5", NULL); /* shared: of no craft */
  yipu_edit_set (edit, pole, "price_fen", "1500", NULL);
  yipu_edit_set (edit, green, "spare_percent", "10", NULL);
  yipu_edit_set (edit, b->inner, "spare_percent", "10", NULL);
  b->process = add (edit, "process", "craft", craft, "target", b->basket, NULL);
  b->steps[SPLIT] = add_step (edit, b->process, "劈竹", "30");
  b->steps[STRIP] = add_step (edit, b->process, "分篾", "60");
  b->steps[WEAVE_BASE] = add_step (edit, b->process, "起底", "20");
  b->steps[WEAVE_SIDE] = add_step (edit, b->process, "围身", "40");
  b->steps[RIM] = add_step (edit, b->process, "收口", "25");
  add_flows (edit, b, pole, splits, green, base, side);
  line = g_strdup_printf ("[\"%s\"]", b->steps[WEAVE_BASE]);
  b->kit = add (edit, "kit", "process", b->process, "name", "编篮包", "line", line, NULL);
  g_free (add (edit, "kit_item", "kit", b->kit, "item", b->basket, "target_count", "2", NULL));
  b->brand =
      add (edit, "brand", "name", "竹里", "anyone_fen_per_min", "50", "fund_percent", "5",
           "royalty_percent", "3", "price_ending_fen", "80", "rounding_to", "cooperative", NULL);
  return TRUE;
}

static void
set_up (Bamboo *b, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_set_up (&b->catalog, NULL);
  yipu_catalog_edit (b->catalog.catalog, "Record", record_bamboo, b, &error);
  g_assert_no_error (error);
}

static void
tear_down (Bamboo *b, gconstpointer data)
{
  fixture_tear_down (&b->catalog, NULL);
  g_free (b->basket);
  g_free (b->inner);
  g_free (b->rattan);
  g_free (b->process);
  for (guint i = 0; i < G_N_ELEMENTS (b->steps); i++)
    g_free (b->steps[i]);
  g_free (b->kit);
  g_free (b->brand);
}

static YipuKitSheet *
load (Bamboo *b, const char *id)
{
  g_autoptr (GError) error = NULL;
  YipuKitSheet *sheet =
      yipu_kit_sheet_load (yipu_catalog_get_reader (b->catalog.catalog), id, NULL, &error);

  g_assert_no_error (error);
  return sheet;
}

static void
assert_boxed (YipuKitSheet *sheet, const char *item, const char *quantity)
{
  int index = yipu_kit_sheet_find_item (sheet, item);
  g_autofree char *text = NULL;

  g_assert_cmpint (index, >=, 0);
  text = yipu_fraction_to_string (yipu_kit_sheet_get_result (sheet)->items[index].boxed);
  g_assert_cmpstr (text, ==, quantity);
}

static const YipuFinding *
find (YipuKitSheet *sheet, const char *rule)
{
  GPtrArray *findings = yipu_kit_sheet_get_findings (sheet);

  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (((YipuFinding *) findings->pdata[i])->rule, rule))
      return findings->pdata[i];
  return NULL;
}

static void
test_reads_the_worked_example (Bamboo *b, gconstpointer data)
{
  g_autoptr (YipuKitSheet) sheet = load (b, b->kit);
  const YipuKitResult *result = yipu_kit_sheet_get_result (sheet);

  g_assert_cmpstr (yipu_kit_sheet_get_kit (sheet), ==, b->kit);
  assert_boxed (sheet, b->inner, "36");
  assert_boxed (sheet, b->rattan, "3");
  g_assert_cmpint (result->hands_on_min, ==, 170);
  g_assert_cmpint (result->weight_g, ==, 728); /* 36 + 36 strips of 10 g, 3 m of 2.5 g */
  g_assert_cmpint (yipu_kit_sheet_get_price (sheet)->cost_fen, ==, 5400);
  /* 5400 ÷ 0.92 = 5869.56… */
  g_assert_cmpint (yipu_kit_sheet_get_price (sheet)->price_fen, ==, 5880);
  g_assert_cmpuint (yipu_kit_sheet_get_position (sheet), ==, WEAVE_BASE);
  for (guint i = 0; i < yipu_kit_sheet_get_findings (sheet)->len; i++)
    g_assert_cmpstr (((YipuFinding *) yipu_kit_sheet_get_findings (sheet)->pdata[i])->rule, ==,
                     "kit.toys");
}

static void
test_moves_the_line (Bamboo *b, gconstpointer data)
{
  g_autoptr (YipuKitSheet) sheet = load (b, b->kit);
  g_auto (GStrv) line = NULL;

  move_line (sheet, RIM);
  line = yipu_kit_sheet_dup_line (sheet);
  g_assert_cmpuint (g_strv_length (line), ==, 1);
  g_assert_cmpstr (line[0], ==, b->steps[RIM]);
  assert_boxed (sheet, b->inner, "0");
  g_assert_cmpint (yipu_kit_sheet_get_result (sheet)->hands_on_min, ==, 50);
  move_line (sheet, 5);
  g_assert_cmpuint (yipu_kit_sheet_get_position (sheet), ==, 5);
  assert_boxed (sheet, b->basket, "2");
  move_line (sheet, 0);
  g_assert_cmpint (yipu_kit_sheet_get_result (sheet)->hands_on_min, ==, 260);
}

static guint
count_buyers (YipuKitSheet *sheet)
{
  guint n = 0;

  for (guint s = 0; s < yipu_kit_sheet_get_process (sheet)->n_steps; s++)
    n += yipu_kit_sheet_get_result (sheet)->steps[s].side == YIPU_CUT_SIDE_BUYER;
  return n;
}

/* What follows comes along to the buyer, what is needed goes back to the workshop. */
static void
test_moves_what_must_go_along (Bamboo *b, gconstpointer data)
{
  g_autoptr (YipuKitSheet) sheet = load (b, b->kit);
  const guint strip[] = { STRIP };
  const guint side[] = { WEAVE_SIDE };
  int refused;

  g_assert_true (yipu_kit_sheet_move_steps (sheet, strip, 1, TRUE, &refused));
  g_assert_cmpint (refused, ==, -1);
  g_assert_cmpuint (count_buyers (sheet), ==, 4);
  g_assert_true (yipu_kit_sheet_move_steps (sheet, side, 1, FALSE, &refused));
  g_assert_cmpuint (count_buyers (sheet), ==, 1);
  g_assert_false (yipu_kit_sheet_move_steps (sheet, side, 1, FALSE, &refused));
}

/* A step kept by the inheritor stays, and with it what comes before it; what comes after moves. */
static void
test_does_not_cross_a_private_step (Bamboo *b, gconstpointer data)
{
  const guint all[] = { SPLIT, STRIP, WEAVE_BASE, WEAVE_SIDE, RIM };
  const guint split[] = { SPLIT };
  int refused;

  fixture_set (b->catalog.catalog, b->steps[STRIP], "private", "1");
  g_autoptr (YipuKitSheet) sheet = load (b, b->kit);
  yipu_kit_sheet_move_steps (sheet, all, 5, FALSE, NULL);
  g_assert_cmpuint (count_buyers (sheet), ==, 0);
  g_assert_true (yipu_kit_sheet_move_steps (sheet, split, 1, TRUE, &refused));
  g_assert_cmpint (refused, ==, STRIP);
  g_assert_cmpuint (count_buyers (sheet), ==, 3);
  g_assert_cmpint (yipu_kit_sheet_get_result (sheet)->steps[SPLIT].side, ==,
                   YIPU_CUT_SIDE_WORKSHOP);
}

/* The line goes where it was: all is as it was. */
static void
test_same_line_same_sheet (Bamboo *b, gconstpointer data)
{
  g_autoptr (YipuKitSheet) sheet = load (b, b->kit);
  g_autoptr (JsonNode) before = yipu_kit_sheet_to_json (sheet, 10);
  g_autoptr (JsonNode) after = NULL;
  const char *const line[] = { b->steps[WEAVE_SIDE], b->steps[WEAVE_BASE], NULL };

  move_line (sheet, 0);
  yipu_kit_sheet_set_line (sheet, line); /* one of them is after the other */
  after = yipu_kit_sheet_to_json (sheet, 10);
  g_assert_true (json_node_equal (before, after));
}

static void
test_finished_piece (Bamboo *b, gconstpointer data)
{
  g_autoptr (YipuKitSheet) by_item = load (b, b->basket);
  g_autoptr (YipuKitSheet) by_process = load (b, b->process);

  assert_boxed (by_item, b->basket, "1");
  assert_boxed (by_process, b->basket, "1");
  g_assert_cmpstr (yipu_kit_sheet_get_kit (by_item), ==, "");
  /* (10 + 20 + 40 + 25) minutes, a third of a pole, 1.5 m of rattan */
  g_assert_cmpint (yipu_kit_sheet_get_price (by_item)->cost_fen, ==, 500 + 1000 + 4250 + 450 + 500);
}

static void
test_product_has_the_last_word (Bamboo *b, gconstpointer data)
{
  g_autofree char *product =
      fixture_add (b->catalog.catalog, "product", "kit", b->kit, "brand", b->brand, "price_fen",
                   "5000", "recommended_fen", "6000", NULL);
  g_autofree char *pack =
      fixture_add (b->catalog.catalog, "pack", "product", product, "cost_fen", "100", NULL);
  g_autoptr (YipuKitSheet) sheet = load (b, product);
  const YipuPrice *price = yipu_kit_sheet_get_price (sheet);
  gint64 sum = 0;

  g_assert_cmpint (price->cost_fen, ==, 5500);
  g_assert_cmpint (price->price_fen, ==, 5000);
  g_assert_cmpstr (find (sheet, "price.below-cost")->record, ==, product);
  g_assert_nonnull (find (sheet, "price.below-recommended"));
  for (guint i = 0; i < price->n_shares; i++)
    sum += price->shares[i].fen;
  g_assert_cmpint (sum, ==, 5000);
}

static void
test_kit_may_buy_what_others_make (Bamboo *b, gconstpointer data)
{
  g_autofree char *bought = fixture_add (b->catalog.catalog, "kit_item", "kit", b->kit, "item",
                                         b->inner, "source", "bought", NULL);
  g_autoptr (YipuKitSheet) sheet = load (b, b->kit);
  int inner = yipu_kit_sheet_find_item (sheet, b->inner);

  g_assert_cmpint (yipu_plan_get_maker (yipu_kit_sheet_get_plan (sheet), (guint) inner), ==, -1);
  assert_boxed (sheet, b->inner, "36");
}

static void
test_loose_rows_are_findings (Bamboo *b, gconstpointer data)
{
  g_autoptr (YipuKitSheet) sheet = NULL;

  fixture_remove (b->catalog.catalog, b->rattan);
  fixture_remove (b->catalog.catalog, b->steps[WEAVE_BASE]);
  sheet = load (b, b->kit);
  g_assert_cmpstr (find (sheet, "kit.no-item")->kind, ==, "flow");
  g_assert_cmpstr (find (sheet, "kit.no-step")->record, ==, b->kit);
}

static void
test_empty_process_says_what_is_missing (Bamboo *b, gconstpointer data)
{
  g_autofree char *process = fixture_add (b->catalog.catalog, "process", NULL);
  g_autofree char *kit = fixture_add (b->catalog.catalog, "kit", NULL);
  g_autoptr (YipuKitSheet) piece = load (b, process);
  g_autoptr (YipuKitSheet) sheet = load (b, kit);
  g_autoptr (JsonNode) json = yipu_kit_sheet_to_json (sheet, 1);

  g_assert_nonnull (find (piece, "kit.no-target"));
  g_assert_nonnull (find (sheet, "kit.no-target"));
  g_assert_nonnull (json);
  g_assert_cmpuint (yipu_kit_sheet_get_position (sheet), ==, 0);
}

static void
test_other_kinds_are_refused (Bamboo *b, gconstpointer data)
{
  YipuReader *reader = yipu_catalog_get_reader (b->catalog.catalog);
  g_autoptr (GError) error = NULL;

  g_assert_null (yipu_kit_sheet_load (reader, b->brand, NULL, &error));
  g_assert_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (yipu_kit_sheet_load (reader, "nothing", NULL, &error));
  g_assert_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOT_FOUND);
}

static void
test_suggests_nested_cuts (Bamboo *b, gconstpointer data)
{
  g_autoptr (YipuKitSheet) sheet = NULL;
  g_autoptr (GPtrArray) cuts = NULL;
  static const char *const tiers[] = { "afternoon", "weekend" };
  static const guint lines[] = { WEAVE_BASE, SPLIT };

  sheet = load (b, b->kit);
  cuts = yipu_kit_sheet_suggest (sheet);
  g_assert_cmpuint (cuts->len, ==, 2);
  for (guint i = 0; i < cuts->len; i++) {
    const YipuKitSuggestion *cut = cuts->pdata[i];
    g_assert_cmpstr (cut->tier, ==, tiers[i]);
    g_assert_cmpuint (cut->line->len, ==, 1);
    g_assert_cmpuint (g_array_index (cut->line, guint, 0), ==, lines[i]);
    g_assert_cmpint (cut->price.price_fen, >, 0);
  }
  fixture_set (b->catalog.catalog, b->steps[STRIP], "private", "1");
  g_clear_pointer (&sheet, yipu_kit_sheet_free);
  g_clear_pointer (&cuts, g_ptr_array_unref);
  sheet = load (b, b->kit);
  cuts = yipu_kit_sheet_suggest (sheet);
  g_assert_cmpuint (cuts->len, ==, 1); /* no cut holds the private step */
}

#define test(path, func) g_test_add (path, Bamboo, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  test ("/kit-sheet/reads-the-worked-example", test_reads_the_worked_example);
  test ("/kit-sheet/moves-the-line", test_moves_the_line);
  test ("/kit-sheet/moves-what-must-go-along", test_moves_what_must_go_along);
  test ("/kit-sheet/does-not-cross-a-private-step", test_does_not_cross_a_private_step);
  test ("/kit-sheet/same-line-same-sheet", test_same_line_same_sheet);
  test ("/kit-sheet/finished-piece", test_finished_piece);
  test ("/kit-sheet/product-has-the-last-word", test_product_has_the_last_word);
  test ("/kit-sheet/kit-may-buy-what-others-make", test_kit_may_buy_what_others_make);
  test ("/kit-sheet/loose-rows-are-findings", test_loose_rows_are_findings);
  test ("/kit-sheet/empty-process-says-what-is-missing", test_empty_process_says_what_is_missing);
  test ("/kit-sheet/other-kinds-are-refused", test_other_kinds_are_refused);
  test ("/kit-sheet/suggests-nested-cuts", test_suggests_nested_cuts);
  return g_test_run ();
}
