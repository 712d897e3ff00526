/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The two processes that kit.md works by hand, as arrays. */
#pragma once

#include <yipu/kit.h>

#define F(n, d) yipu_fraction_new (n, d)
#define N(n) yipu_fraction_from_int (n)

/* Index of a unit or hazard by its key; a wrong key is the test's mistake. */
static inline int
unit (const char *id)
{
  const YipuKitRules *rules = yipu_kit_rules_get ();

  for (guint i = 0; i < rules->n_units; i++)
    if (g_str_equal (rules->units[i].id, id))
      return (int) i;
  g_assert_not_reached ();
}

static inline guint64
hazard (const char *id)
{
  const YipuKitRules *rules = yipu_kit_rules_get ();

  for (guint i = 0; i < rules->n_hazards; i++)
    if (g_str_equal (rules->hazards[i].id, id))
      return (guint64) 1 << i;
  g_assert_not_reached ();
}

static inline int
shipping (const char *id)
{
  const YipuKitRules *rules = yipu_kit_rules_get ();

  for (guint i = 0; i < rules->n_shipping; i++)
    if (g_str_equal (rules->shipping[i].id, id))
      return (int) i;
  g_assert_not_reached ();
}

/* A process in the making: growing arrays. */
typedef struct {
  GArray *items; /* of YipuItem */
  GArray *steps; /* of YipuStep */
  GArray *flows; /* of YipuFlow */
  YipuProcess process;
} Fixture;

static inline Fixture *
fixture_new (void)
{
  Fixture *self = g_new0 (Fixture, 1);

  self->items = g_array_new (FALSE, FALSE, sizeof (YipuItem));
  self->steps = g_array_new (FALSE, FALSE, sizeof (YipuStep));
  self->flows = g_array_new (FALSE, FALSE, sizeof (YipuFlow));
  return self;
}

static inline void
fixture_free (Fixture *self)
{
  g_array_unref (self->items);
  g_array_unref (self->steps);
  g_array_unref (self->flows);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

/* The process so far; good until the fixture grows. */
static inline const YipuProcess *
fixture_process (Fixture *self)
{
  self->process = (YipuProcess){
    (const YipuItem *) (gpointer) self->items->data,
    (const YipuStep *) (gpointer) self->steps->data,
    (const YipuFlow *) (gpointer) self->flows->data,
    self->items->len,
    self->steps->len,
    self->flows->len,
  };
  return &self->process;
}

/* An item that costs and weighs nothing unless set. */
static inline guint
add_item (Fixture *self, const char *name, const char *unit_id)
{
  YipuItem item = YIPU_ITEM_INIT;

  item.id = item.name = name;
  item.unit = unit (unit_id);
  item.price_fen = item.weight_g = item.volume_ml = N (0);
  g_array_append_val (self->items, item);
  return self->items->len - 1;
}

static inline YipuItem *
item_at (Fixture *self, guint item)
{
  return &g_array_index (self->items, YipuItem, item);
}

static inline guint
add_tool (Fixture *self, const char *name, gint64 life)
{
  guint tool = add_item (self, name, "ge");

  item_at (self, tool)->tool = TRUE;
  item_at (self, tool)->life_uses = life;
  return tool;
}

static inline guint
add_step (Fixture *self, const char *title, gint64 hands_on, gint64 wait)
{
  YipuStep step = YIPU_STEP_INIT;

  step.id = step.title = title;
  step.hands_on_min = hands_on;
  step.wait_min = wait;
  g_array_append_val (self->steps, step);
  return self->steps->len - 1;
}

static inline YipuStep *
step_at (Fixture *self, guint step)
{
  return &g_array_index (self->steps, YipuStep, step);
}

static inline YipuFlow *
add_flow (Fixture *self, guint step, guint item, YipuFraction quantity, gboolean out)
{
  YipuFlow flow = YIPU_FLOW_INIT;

  flow.id = "flow";
  flow.step = step;
  flow.item = item;
  flow.quantity = quantity;
  flow.out = out;
  g_array_append_val (self->flows, flow);
  return &g_array_index (self->flows, YipuFlow, self->flows->len - 1);
}

static inline YipuFlow *
uses (Fixture *self, guint step, guint item, YipuFraction quantity)
{
  return add_flow (self, step, item, quantity, FALSE);
}

static inline YipuFlow *
makes (Fixture *self, guint step, guint item, YipuFraction quantity)
{
  return add_flow (self, step, item, quantity, TRUE);
}

/* Calico: a napkin printed with a stencil and dyed. Items and steps by these numbers. */
enum { STENCIL, PASTE, CLOTH, PRINTED, INDIGO, SODA, BATH, DYED, SCRAPED, NAPKIN, TUB, SCRAPER };
enum { CUT_STENCIL, MIX_PASTE, PRINT, VAT, DYE, SCRAPE, WASH };

static inline Fixture *
calico (void)
{
  Fixture *f = fixture_new ();

  add_tool (f, "stencil", 200);
  add_item (f, "paste", "g");
  add_item (f, "cloth", "kuai");
  add_item (f, "printed cloth", "kuai");
  add_item (f, "indigo", "g");
  add_item (f, "soda", "g");
  add_item (f, "bath", "l");
  add_item (f, "dyed cloth", "kuai");
  add_item (f, "scraped cloth", "kuai");
  add_item (f, "napkin", "kuai");
  add_tool (f, "tub", 0);
  add_tool (f, "scraper", 0);
  add_step (f, "cut stencil", 240, 0);
  step_at (f, CUT_STENCIL)->who = YIPU_WHO_INHERITOR;
  add_step (f, "paste", 30, 0);
  add_step (f, "print", 15, 1440);
  add_step (f, "vat", 30, 720);
  add_step (f, "dye", 90, 60);
  add_step (f, "scrape", 10, 0);
  add_step (f, "wash", 5, 240);
  makes (f, CUT_STENCIL, STENCIL, N (1));
  makes (f, MIX_PASTE, PASTE, N (500));
  uses (f, PRINT, CLOTH, N (1));
  uses (f, PRINT, PASTE, N (60));
  uses (f, PRINT, STENCIL, N (1));
  makes (f, PRINT, PRINTED, N (1));
  uses (f, VAT, INDIGO, N (200));
  uses (f, VAT, SODA, N (100));
  uses (f, VAT, TUB, N (1));
  makes (f, VAT, BATH, N (20));
  uses (f, DYE, PRINTED, N (6));
  uses (f, DYE, BATH, N (10))->per_run = TRUE;
  uses (f, DYE, TUB, N (1));
  makes (f, DYE, DYED, N (6));
  uses (f, SCRAPE, DYED, N (1));
  uses (f, SCRAPE, SCRAPER, N (1));
  makes (f, SCRAPE, SCRAPED, N (1));
  uses (f, WASH, SCRAPED, N (1));
  makes (f, WASH, NAPKIN, N (1));
  return f;
}

/* Bamboo: a basket woven of strips. */
enum { POLE, SPLITS, GREEN, INNER, BASE, SIDE, RATTAN, BASKET };
enum { SPLIT, STRIP, WEAVE_BASE, WEAVE_SIDE, RIM };

static inline Fixture *
bamboo (void)
{
  Fixture *f = fixture_new ();

  add_item (f, "pole", "gen");
  item_at (f, POLE)->price_fen = N (1500);
  add_item (f, "splits", "tiao");
  add_item (f, "green strips", "tiao");
  add_item (f, "inner strips", "tiao");
  item_at (f, GREEN)->spare_percent = item_at (f, INNER)->spare_percent = N (10);
  add_item (f, "base", "ge");
  add_item (f, "side", "ge");
  add_item (f, "rattan", "m");
  item_at (f, RATTAN)->price_fen = N (300);
  add_item (f, "basket", "ge");
  add_step (f, "split", 30, 0);
  add_step (f, "strip", 60, 0);
  add_step (f, "base", 20, 0);
  add_step (f, "side", 40, 0);
  add_step (f, "rim", 25, 0);
  uses (f, SPLIT, POLE, N (1));
  makes (f, SPLIT, SPLITS, N (24));
  uses (f, STRIP, SPLITS, N (24));
  makes (f, STRIP, GREEN, N (48));
  makes (f, STRIP, INNER, N (96));
  uses (f, WEAVE_BASE, INNER, N (16));
  makes (f, WEAVE_BASE, BASE, N (1));
  uses (f, WEAVE_SIDE, BASE, N (1));
  uses (f, WEAVE_SIDE, GREEN, N (12));
  makes (f, WEAVE_SIDE, SIDE, N (1));
  uses (f, RIM, SIDE, N (1));
  uses (f, RIM, GREEN, N (4));
  uses (f, RIM, RATTAN, F (3, 2));
  makes (f, RIM, BASKET, N (1));
  return f;
}
