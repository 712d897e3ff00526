/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sample's eight products as the engine sees them: what a buyer would believe, and every figure
 * held in a golden file, so that a change of rule or sample is looked at. */
#include "../catalog/fixture.h"

#include <yipu/init.h>
#include <yipu/kit-sheet.h>
#include <yipu/sample.h>

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_set_up (fixture, NULL);
  yipu_sample_load (fixture->catalog, NULL, &error);
  g_assert_no_error (error);
}

static GPtrArray *
list_products (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *products =
      yipu_reader_list (yipu_catalog_get_reader (fixture->catalog), "product", NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (products->len, ==, 8);
  return products;
}

static YipuKitSheet *
load (Fixture *fixture, const YipuRecord *product)
{
  g_autoptr (GError) error = NULL;
  YipuKitSheet *sheet = yipu_kit_sheet_load (yipu_catalog_get_reader (fixture->catalog),
                                             yipu_record_get_id (product), NULL, &error);

  g_assert_no_error (error);
  return sheet;
}

static void
test_buyers_would_believe_it (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) products = list_products (fixture);
  guint n_evening = 0, n_afternoon = 0, n_longer = 0;

  for (guint i = 0; i < products->len; i++) {
    g_autoptr (YipuKitSheet) sheet = load (fixture, products->pdata[i]);
    const YipuKitResult *result = yipu_kit_sheet_get_result (sheet);
    gint64 fen = yipu_kit_sheet_get_price (sheet)->price_fen;
    g_assert_cmpint (fen, >=, 4000);
    g_assert_cmpint (fen, <=, 13000);
    g_assert_cmpint (result->weight_g, >, 0);
    g_assert_cmpuint (yipu_kit_sheet_get_findings (sheet)->len, ==, 0);
    n_evening += g_strcmp0 (result->tier, "taste") == 0;
    n_afternoon += g_strcmp0 (result->tier, "afternoon") == 0;
    n_longer += g_strcmp0 (result->tier, "weekend") == 0;
  }
  g_assert_cmpuint (n_evening, ==, 1);
  g_assert_cmpuint (n_afternoon, ==, 2);
  g_assert_cmpuint (n_longer, ==, 3);
}

static void
print_amounts (GString *out, const char *title, const YipuProcess *process, GArray *amounts)
{
  g_string_append_printf (out, "%s:", title);
  for (guint i = 0; i < amounts->len; i++) {
    const YipuKitAmount *amount = &g_array_index (amounts, YipuKitAmount, i);
    const YipuItem *item = &process->items[amount->item];
    g_autofree char *quantity = yipu_fraction_to_decimal (amount->quantity);
    g_string_append_printf (out, "%s %s %s %s", i > 0 ? "," : "", quantity,
                            yipu_kit_rules_get ()->units[item->unit].id, item->name);
  }
  g_string_append_c (out, '\n');
}

static void
print_money (GString *out, const YipuPrice *price)
{
  g_string_append_printf (
      out, "cost %" G_GINT64_FORMAT ", lowest %" G_GINT64_FORMAT ", price %" G_GINT64_FORMAT "\n",
      price->cost_fen, price->lowest_fen, price->price_fen);
  g_string_append (out, "shares:");
  for (guint i = 0; i < price->n_shares; i++)
    g_string_append_printf (out, " %s%s%s %" G_GINT64_FORMAT,
                            yipu_party_to_string (price->shares[i].party),
                            price->shares[i].who ? "/" : "",
                            price->shares[i].who ? price->shares[i].who : "", price->shares[i].fen);
  g_string_append (out, "\n\n");
}

static void
print_product (GString *out, const YipuRecord *product, YipuKitSheet *sheet)
{
  const YipuProcess *process = yipu_kit_sheet_get_process (sheet);
  const YipuKitResult *result = yipu_kit_sheet_get_result (sheet);

  g_string_append_printf (out, "== %s\n", yipu_record_get (product, "sku"));
  print_amounts (out, "box", process, result->box);
  g_string_append (out, "tools:");
  for (guint i = 0; i < result->tools->len; i++) {
    const YipuKitTool *tool = &g_array_index (result->tools, YipuKitTool, i);
    g_string_append_printf (out, "%s %s (%d)", i > 0 ? "," : "", process->items[tool->item].name,
                            (int) tool->supply);
  }
  g_string_append_c (out, '\n');
  print_amounts (out, "you will need", process, result->buyer_has);
  print_amounts (out, "left over", process, result->left_over);
  g_string_append_printf (
      out, "hands on %d min, elapsed %d min, %d days, %s; difficulty %d, from %d; %d g\n",
      (int) result->hands_on_min, (int) result->elapsed_min, (int) result->elapsed_days,
      result->tier ? result->tier : "finished", result->difficulty, result->least_age,
      (int) result->weight_g);
  g_string_append (out, "steps:");
  for (guint i = 0; i < result->booklet->len; i++)
    g_string_append_printf (out, "%s %s", i > 0 ? "," : "",
                            process->steps[g_array_index (result->booklet, guint, i)].title);
  g_string_append (out, "\nwarnings:");
  for (guint i = 0; i < result->warnings->len; i++) {
    const char *id = g_array_index (result->warnings, YipuKitWarning, i).hazard;
    g_string_append_printf (out, " %s", id ? id : "adult");
  }
  g_string_append_c (out, '\n');
  print_money (out, yipu_kit_sheet_get_price (sheet));
}

static void
test_every_figure_as_it_was (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) products = list_products (fixture);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "kit-sample.txt", NULL);
  g_autofree char *golden = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < products->len; i++) {
    g_autoptr (YipuKitSheet) sheet = load (fixture, products->pdata[i]);
    print_product (out, products->pdata[i], sheet);
  }
  if (g_getenv ("YIPU_UPDATE_GOLDEN"))
    g_assert_true (g_file_set_contents (path, out->str, (gssize) out->len, NULL));
  g_file_get_contents (path, &golden, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (out->str, ==, golden);
}

int
main (int argc, char *argv[])
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/kit-sample/buyers-would-believe-it", Fixture, NULL, set_up,
              test_buyers_would_believe_it, fixture_tear_down);
  g_test_add ("/kit-sample/every-figure-as-it-was", Fixture, NULL, set_up,
              test_every_figure_as_it_was, fixture_tear_down);
  return g_test_run ();
}
