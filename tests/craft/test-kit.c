/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The kit engine against the examples worked by hand in kit.md, to the fen and the minute, and one
 * by one against the rules of its table. */
#include <yipu/init.h>
#include <yipu/price.h>

#include "processes.h"

/* A process, its plan, a kit of it and what was computed. */
typedef struct {
  Fixture *process;
  YipuPlan *plan;
  YipuTarget target;
  guint line[2];
  YipuKit kit;
  YipuKitResult *result;
  YipuPrice price;
} Case;

static void
case_free (Case *self)
{
  yipu_kit_result_free (self->result);
  yipu_plan_free (self->plan);
  fixture_free (self->process);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Case, case_free)

static void
recompute (Case *self)
{
  YipuRates rates = YIPU_RATES_INIT;

  rates.fen_per_min[YIPU_WHO_INHERITOR] = 100;
  rates.fen_per_min[YIPU_WHO_TRAINED] = rates.fen_per_min[YIPU_WHO_ANYONE] = 50;
  yipu_kit_compute (self->plan, &self->kit, self->result);
  yipu_price_compute (self->result, &rates, &self->price, self->result->findings);
}

/* Takes @process; a @line of -1 is the finished piece. */
static Case *
cut (Fixture *process, guint target, gint64 count, int line, int other)
{
  Case *self = g_new0 (Case, 1);

  self->process = process;
  self->plan = yipu_plan_new (fixture_process (process), yipu_kit_rules_get (), NULL);
  self->target = (YipuTarget){ target, count };
  self->line[0] = (guint) line;
  self->line[1] = (guint) other;
  self->kit = (YipuKit){ "kit", &self->target, self->line, NULL, 1, (line >= 0) + (other >= 0) };
  self->result = yipu_kit_result_new (self->plan);
  recompute (self);
  return self;
}

static void
assert_quantity (YipuFraction got, YipuFraction want)
{
  g_autofree char *a = yipu_fraction_to_string (got);
  g_autofree char *b = yipu_fraction_to_string (want);

  g_assert_cmpstr (a, ==, b);
}

static void
assert_boxed (const Case *self, guint item, YipuFraction want)
{
  assert_quantity (self->result->items[item].boxed, want);
}

static guint
count_findings (GPtrArray *findings, const char *rule, const char *record)
{
  guint n = 0;

  for (guint i = 0; i < findings->len; i++) {
    const YipuFinding *finding = findings->pdata[i];
    n += g_str_equal (finding->rule, rule) && (!record || g_strcmp0 (finding->record, record) == 0);
  }
  return n;
}

G_GNUC_UNUSED static void
assert_found (const Case *self, const char *rule, const char *record)
{
  g_assert_cmpuint (count_findings (self->result->findings, rule, record), ==, 1);
}

static void
assert_no_block (const Case *self)
{
  for (guint i = 0; i < self->result->findings->len; i++) {
    const YipuFinding *finding = self->result->findings->pdata[i];
    if (finding->severity == YIPU_SEVERITY_BLOCK)
      g_error ("%s: %s", finding->rule, finding->message);
  }
}

static void
test_calico_for_one (void)
{
  g_autoptr (Case) c = cut (calico (), NAPKIN, 1, VAT, -1);
  static const guint booklet[] = { VAT, DYE, SCRAPE, WASH };

  assert_no_block (c);
  assert_boxed (c, PRINTED, N (1));
  assert_boxed (c, INDIGO, N (100));
  assert_boxed (c, SODA, N (50));
  assert_boxed (c, BATH, N (0));
  g_assert_cmpuint (c->result->box->len, ==, 3);
  g_assert_cmpuint (c->result->tools->len, ==, 2);
  g_assert_cmpint (c->result->hands_on_min, ==, 135);
  g_assert_cmpint (c->result->elapsed_min, ==, 1155);
  g_assert_cmpint (c->result->elapsed_days, ==, 2);
  g_assert_cmpstr (c->result->tier, ==, "weekend");
  g_assert_cmpint (c->price.cost_fen, ==, 1050);
  g_assert_cmpuint (c->result->booklet->len, ==, G_N_ELEMENTS (booklet));
  for (guint i = 0; i < G_N_ELEMENTS (booklet); i++)
    g_assert_cmpuint (g_array_index (c->result->booklet, guint, i), ==, booklet[i]);
}

static void
test_calico_for_six (void)
{
  g_autoptr (Case) c = cut (calico (), NAPKIN, 6, VAT, -1);

  assert_boxed (c, PRINTED, N (6));
  assert_boxed (c, INDIGO, N (100));
  assert_boxed (c, SODA, N (50));
  g_assert_cmpint (c->result->hands_on_min, ==, 210);
  g_assert_cmpint (c->result->elapsed_min, ==, 1230);
  g_assert_cmpint (c->price.cost_fen, ==, 6300);
}

static void
test_calico_finished (void)
{
  g_autoptr (Case) c = cut (calico (), NAPKIN, 1, -1, -1);

  assert_no_block (c);
  assert_boxed (c, NAPKIN, N (1));
  g_assert_cmpuint (c->result->box->len, ==, 1);
  g_assert_cmpuint (c->result->booklet->len, ==, 0);
  g_assert_cmpint (c->result->elapsed_min, ==, 0);
  g_assert_null (c->result->tier);
  g_assert_cmpint (c->price.cost_fen, ==, 2675);
  assert_quantity (c->result->workshop_min[YIPU_WHO_INHERITOR], F (6, 5));
}

static void
test_bamboo_for_two (void)
{
  g_autoptr (Case) c = cut (bamboo (), BASKET, 2, WEAVE_BASE, -1);
  const YipuKitAmount *left = (gpointer) c->result->left_over->data;

  assert_no_block (c);
  assert_boxed (c, INNER, N (36));
  assert_boxed (c, GREEN, N (36));
  assert_boxed (c, RATTAN, N (3));
  g_assert_cmpint (c->result->hands_on_min, ==, 170);
  g_assert_cmpuint (c->result->left_over->len, ==, 1);
  g_assert_cmpuint (left->item, ==, INNER);
  assert_quantity (left->quantity, N (36));
  assert_quantity (c->result->materials_fen, N (1125 + 900));
  assert_quantity (c->price.labour_fen[YIPU_WHO_ANYONE], N (3375));
  g_assert_cmpint (c->price.cost_fen, ==, 5400);
}

int
main (int argc, char *argv[])
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/kit/worked/calico-for-one", test_calico_for_one);
  g_test_add_func ("/kit/worked/calico-for-six", test_calico_for_six);
  g_test_add_func ("/kit/worked/calico-finished", test_calico_finished);
  g_test_add_func ("/kit/worked/bamboo-for-two", test_bamboo_for_two);
  return g_test_run ();
}
