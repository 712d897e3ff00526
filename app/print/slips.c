/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Slips of an order. A household's work stands in blocks: a picture, then what to make, how long it
 * takes, what it is paid, what is handed out, never below 16 points. A block is measured before it
 * is set and goes to the next page whole. */
#define G_LOG_DOMAIN "yipu-print"
#include "print/output.h"
#include "print/words.h"

#include <glib/gi18n-lib.h>
#include <yipu/money.h>
#include <yipu/order.h>
#include <yipu/slips.h>

#define PAGE_WIDTH YIPU_MM (148)
#define PAGE_HEIGHT YIPU_MM (210)
#define MARGIN YIPU_MM (11)
#define WIDTH (PAGE_WIDTH - 2 * MARGIN)
#define BOTTOM (PAGE_HEIGHT - MARGIN)
#define PICTURE YIPU_MM (32)
#define GAP 10
#define LARGE 16 /* the least size of type */
#define WHITE 0xFFFFFF
#define MAX_LINES 6

/* All that the slips say, read at one moment. */
typedef struct {
  YipuOrder *order;
  YipuLanguage language;
  GHashTable *records; /* id → YipuRecord, owned: steps, items, households */
  GPtrArray *photos;   /* of YipuPrintPhoto or NULL, by step of the order, owned */
  YipuPalette palette;
} Slips;

static void
free_photo (gpointer photo)
{
  if (photo)
    yipu_print_photo_free (photo);
}

static void
slips_free (Slips *self)
{
  g_clear_pointer (&self->order, yipu_order_free);
  g_hash_table_unref (self->records);
  g_ptr_array_unref (self->photos);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Slips, slips_free)

static gboolean
keep (Slips *self, YipuReader *reader, const char *kind, const char *id, GError **error)
{
  YipuRecord *record = yipu_reader_get (reader, kind, id, error);

  if (record)
    g_hash_table_insert (self->records, (char *) yipu_record_get_id (record), record);
  return record != NULL;
}

static YipuPrintPhoto *
photo_of (YipuReader *reader, const char *id)
{
  g_autoptr (YipuRecord) file = yipu_reader_get (reader, "file", id, NULL);

  if (!file || yipu_record_is_gone (file) || yipu_record_get_yes (file, "private") ||
      !yipu_record_get (file, "hash"))
    return NULL;
  return yipu_print_photo_new (file);
}

/* The first photo of a step that may be shown. */
static void
load_photo (Slips *self, YipuReader *reader, const YipuRecord *step)
{
  g_auto (GStrv) files = yipu_record_dup_list (step, "photos");
  YipuPrintPhoto *photo = NULL;

  for (guint i = 0; files[i] && !photo; i++)
    photo = photo_of (reader, files[i]);
  g_ptr_array_add (self->photos, photo);
}

static gboolean
load_records (Slips *self, YipuReader *reader, GError **error)
{
  const YipuProcess *process = yipu_kit_sheet_get_process (yipu_order_get_sheet (self->order));
  GArray *steps = yipu_order_get_steps (self->order);
  GArray *households = yipu_order_get_households (self->order);

  for (guint i = 0; i < process->n_items; i++)
    if (!keep (self, reader, "item", process->items[i].id, error))
      return FALSE;
  for (guint i = 0; i < steps->len; i++) {
    const char *id = process->steps[g_array_index (steps, YipuOrderStep, i).step].id;
    if (!keep (self, reader, "step", id, error))
      return FALSE;
    load_photo (self, reader, g_hash_table_lookup (self->records, id));
  }
  for (guint i = 0; i < households->len; i++) {
    const YipuOrderHousehold *at = &g_array_index (households, YipuOrderHousehold, i);
    if (!keep (self, reader, at->kind, at->id, error))
      return FALSE;
  }
  return keep (self, reader, "kit", yipu_kit_sheet_get_kit (yipu_order_get_sheet (self->order)),
               error);
}

static gboolean
load_palette (Slips *self, YipuReader *reader, GError **error)
{
  const char *brand = yipu_kit_sheet_get_rates (yipu_order_get_sheet (self->order))->brand;
  g_autoptr (GPtrArray) colours =
      brand ? yipu_reader_list (reader, "colour", "brand", brand, error) : g_ptr_array_new ();
  g_autoptr (GPtrArray) hexes = g_ptr_array_new ();

  if (!colours)
    return FALSE;
  for (guint i = 0; i < colours->len; i++)
    if (yipu_record_get (colours->pdata[i], "hex"))
      g_ptr_array_add (hexes, (gpointer) yipu_record_get (colours->pdata[i], "hex"));
  g_ptr_array_add (hexes, NULL);
  self->palette = yipu_palette_choose ((const char *const *) hexes->pdata);
  return TRUE;
}

static Slips *
slips_load (YipuCatalog *catalog, const YipuSlipsSpec *spec, GError **error)
{
  g_autoptr (YipuReader) reader = yipu_catalog_open_reader (catalog, error);
  g_autoptr (Slips) self = g_new0 (Slips, 1);
  gboolean read;

  self->language = spec->language;
  self->records =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) yipu_record_unref);
  self->photos = g_ptr_array_new_with_free_func (free_photo);
  if (!reader || !yipu_reader_begin (reader, error))
    return NULL;
  self->order = yipu_order_load (reader, spec->order, spec->date, error);
  read =
      self->order && (!yipu_order_get_sheet (self->order) ||
                      (load_records (self, reader, error) && load_palette (self, reader, error)));
  yipu_reader_end (reader);
  return read ? g_steal_pointer (&self) : NULL;
}

/* --- What is said --- */

typedef struct {
  Slips *slips;
  YipuPress *press;
  YipuPage *page;
  const YipuOrderHousehold *household;
  double y;
} Setter;

/* The record's own words, in the language of the slips where it has them. */
static const char *
words_of (Slips *self, const char *id, const char *field, YipuPlace *place)
{
  const YipuRecord *record = g_hash_table_lookup (self->records, id);
  g_autofree char *english = g_strconcat (field, "_en", NULL);
  const char *zh = yipu_record_get (record, field);
  const char *en = yipu_record_get (record, english);
  gboolean speaks_english = self->language == YIPU_LANGUAGE_EN;

  if (place)
    *place = (YipuPlace){ record, speaks_english && en ? g_intern_string (english) : field };
  if (!zh && !en)
    return "?";
  return (speaks_english && en) || !zh ? en : zh;
}

static const char *
word (const Setter *self, YipuWord which)
{
  return yipu_word (self->slips->language, which);
}

static const YipuStep *
step_of (Slips *self, guint step)
{
  const YipuOrderStep *at =
      &g_array_index (yipu_order_get_steps (self->order), YipuOrderStep, step);

  return &yipu_kit_sheet_get_process (yipu_order_get_sheet (self->order))->steps[at->step];
}

static void
append (Setter *self, GString *text, const char *more)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? word (self, YIPU_WORD_LIST) : "", more);
}

/* What a scale can weigh: thirds and ninths become tenths, rounded up. */
static YipuFraction
weighable (YipuFraction quantity)
{
  YipuFraction tenths = yipu_fraction_multiply (quantity, yipu_fraction_from_int (10));

  return yipu_fraction_is_valid (tenths) && 1000 % quantity.den != 0
             ? yipu_fraction_new (yipu_fraction_ceil (tenths), 10)
             : quantity;
}

/* "白布 12 块、染液 30 升", and tools by their names. */
static char *
dup_things (Setter *self, GArray *amounts, GArray *tools)
{
  const YipuItem *items =
      yipu_kit_sheet_get_process (yipu_order_get_sheet (self->slips->order))->items;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < amounts->len; i++) {
    const YipuKitAmount *at = &g_array_index (amounts, YipuKitAmount, i);
    g_autofree char *amount =
        yipu_item_dup_amount_in (&items[at->item], weighable (at->quantity), self->slips->language);
    g_autofree char *thing =
        g_strdup_printf ("%s %s", words_of (self->slips, items[at->item].id, "name", NULL), amount);
    append (self, text, thing);
  }
  for (guint i = 0; tools && i < tools->len; i++)
    append (self, text,
            words_of (self->slips, items[g_array_index (tools, guint, i)].id, "name", NULL));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_minutes (Setter *self, YipuFraction minutes)
{
  return yipu_text_work_in (yipu_fraction_is_valid (minutes) ? yipu_fraction_ceil (minutes) : -1,
                            self->slips->language);
}

static char *
dup_pay (Setter *self, gint64 boxes_fen, gint64 apart_fen)
{
  gint64 fen;
  g_autofree char *money = NULL;

  if (boxes_fen < 0 || apart_fen < 0 || __builtin_add_overflow (boxes_fen, apart_fen, &fen))
    return g_strdup (word (self, YIPU_WORD_SLIP_PAY_OPEN));
  money = yipu_money_to_string (fen);
  return yipu_word_fill (self->slips->language, YIPU_WORD_SLIP_PAY, money);
}

/* --- How it is set --- */

/* A line of a block, measured before it is placed. */
typedef struct {
  YipuType type;
  char *text; /* owned */
  YipuPlace place;
} Line;

typedef struct {
  Line lines[MAX_LINES];
  guint n;
} Block;

static void
block_clear (Block *block)
{
  for (guint i = 0; i < block->n; i++)
    g_free (block->lines[i].text);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Block, block_clear)

static YipuType
type_of (const Setter *self, double size, gboolean bold)
{
  return (YipuType){ bold ? YIPU_FACE_STORY : YIPU_FACE_PLAIN, size, bold,
                     self->press->palette.ink };
}

/* Takes @text; one without words is not worth a line. */
static Line *
block_add (Block *block, YipuType type, char *text)
{
  Line *line = &block->lines[block->n];

  if (!*text) {
    g_free (text);
    return NULL;
  }
  *line = (Line){ type, text };
  block->n++;
  return line;
}

static double
block_height (const Setter *self, const Block *block, double width)
{
  double height = 0;

  for (guint i = 0; i < block->n; i++)
    height += yipu_press_measure (self->press, &block->lines[i].type, width, block->lines[i].text);
  return height;
}

static void
set_head (Setter *self, gboolean first)
{
  YipuType name = type_of (self, first ? 26 : 18, TRUE);
  YipuPlace place = { NULL };
  const char *whose =
      words_of (self->slips, self->household->id,
                g_str_equal (self->household->kind, "person") ? "display_name" : "name", &place);
  double height = first ? 56 : 36;

  name.colour = WHITE;
  yipu_page_fill (self->page, (YipuBox){ 0, 0, PAGE_WIDTH, height }, self->press->palette.accent,
                  0);
  yipu_page_text (self->page, &name,
                  (YipuBox){ MARGIN, first ? 10 : 5, WIDTH, height - (first ? 10 : 5) }, whose,
                  &place);
  self->y = height + GAP;
}

static void
turn (Setter *self, gboolean first)
{
  self->page = yipu_press_add_page (self->press, PAGE_WIDTH, PAGE_HEIGHT);
  set_head (self, first);
}

static void
set_line (Setter *self, const Line *line, double x, double width)
{
  self->y += yipu_page_text (self->page, &line->type,
                             (YipuBox){ x, self->y, width, MAX (BOTTOM - self->y, 1) }, line->text,
                             line->place.record ? &line->place : NULL);
}

static void
set_block (Setter *self, const Block *block, const YipuPrintPhoto *photo)
{
  gboolean pictured = yipu_press_has_photo (self->press, photo);
  double x = MARGIN + (pictured ? PICTURE + GAP : 0);
  double width = PAGE_WIDTH - MARGIN - x;
  double height = MAX (block_height (self, block, width), pictured ? PICTURE : 0);
  double top;

  if (self->y + height > BOTTOM)
    turn (self, FALSE);
  top = self->y;
  if (pictured)
    yipu_page_photo (self->page, (YipuBox){ MARGIN, top + 3, PICTURE, PICTURE }, photo, 6);
  for (guint i = 0; i < block->n; i++)
    set_line (self, &block->lines[i], x, width);
  self->y = MAX (self->y, top + height) + GAP;
  yipu_page_line (self->page, MARGIN, self->y - GAP / 2.0, PAGE_WIDTH - MARGIN, self->y - GAP / 2.0,
                  0.8, yipu_palette_tint (self->press->palette.second, 0.6));
}

/* What the boxes are, and by when. */
static void
set_order (Setter *self)
{
  Slips *slips = self->slips;
  g_auto (Block) block = { 0 };
  g_autofree char *boxes =
      g_strdup_printf ("%" G_GINT64_FORMAT, yipu_order_get_boxes (slips->order));
  const char *due = yipu_order_get_due (slips->order);
  g_autofree char *many = yipu_word_fill (slips->language, YIPU_WORD_SLIP_BOXES, boxes);
  YipuPlace place;
  const char *kit = words_of (slips, yipu_kit_sheet_get_kit (yipu_order_get_sheet (slips->order)),
                              "name", &place);
  Line *line =
      block_add (&block, type_of (self, LARGE, FALSE), g_strdup_printf ("%s · %s", kit, many));

  line->place = place;
  if (due) {
    line = block_add (&block, type_of (self, 20, TRUE),
                      yipu_word_fill (slips->language, YIPU_WORD_SLIP_DUE, due));
    line->type.colour = self->press->palette.accent;
  }
  set_block (self, &block, NULL);
}

static void
say_what (Setter *self, Block *block, guint index)
{
  g_autoptr (GArray) makes = yipu_order_makes (self->slips->order, index);
  g_autoptr (GArray) uses = yipu_order_uses (self->slips->order, index);
  g_autoptr (GArray) tools = yipu_order_tools (self->slips->order, index);
  g_autofree char *made = dup_things (self, makes, NULL);
  g_autofree char *used = dup_things (self, uses, tools);

  if (*made)
    block_add (block, type_of (self, LARGE, FALSE),
               yipu_word_fill (self->slips->language, YIPU_WORD_SLIP_MAKE, made));
  if (*used)
    block_add (block, type_of (self, LARGE, FALSE),
               yipu_word_fill (self->slips->language, YIPU_WORD_SLIP_GET, used));
}

static void
set_assignment (Setter *self, guint index)
{
  const YipuOrderAssignment *at =
      &g_array_index (yipu_order_get_assignments (self->slips->order), YipuOrderAssignment, index);
  g_auto (Block) block = { 0 };
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, at->runs);
  g_autofree char *runs = yipu_word_fill (
      self->slips->language, at->runs == 1 ? YIPU_WORD_SLIP_RUN : YIPU_WORD_SLIP_RUNS, number);
  g_autofree char *minutes = dup_minutes (self, at->minutes);
  YipuPlace place;
  const char *title = words_of (self->slips, step_of (self->slips, at->step)->id, "title", &place);
  Line *line = block_add (&block, type_of (self, 20, TRUE), g_strdup (title));

  line->place = place;
  block_add (
      &block, type_of (self, LARGE, FALSE),
      g_strdup_printf ("%s · %s · %s", runs, minutes,
                       word (self, at->at_home ? YIPU_WORD_SLIP_HOME : YIPU_WORD_SLIP_WORKSHOP)));
  say_what (self, &block, index);
  line = block_add (&block, type_of (self, 18, TRUE), dup_pay (self, at->boxes_fen, at->apart_fen));
  line->type.colour = self->press->palette.accent;
  set_block (self, &block, self->slips->photos->pdata[at->step]);
}

static void
set_sum (Setter *self)
{
  g_auto (Block) block = { 0 };
  g_autofree char *minutes = dup_minutes (self, self->household->used_min);
  g_autofree char *pay = dup_pay (self, self->household->boxes_fen, self->household->apart_fen);
  g_autofree char *sum = g_strdup_printf ("%s · %s", minutes, pay);

  block_add (&block, type_of (self, 18, TRUE),
             yipu_word_fill (self->slips->language, YIPU_WORD_SLIP_SUM, sum));
  block_add (&block, type_of (self, LARGE, FALSE),
             g_strdup_printf ("\n%s _________  %s _________", word (self, YIPU_WORD_SLIP_TAKEN),
                              word (self, YIPU_WORD_SLIP_BROUGHT)));
  set_block (self, &block, NULL);
}

static void
set_household (Slips *slips, YipuPress *press, guint household)
{
  GArray *assignments = yipu_order_get_assignments (slips->order);
  Setter self = { .slips = slips,
                  .press = press,
                  .household = &g_array_index (yipu_order_get_households (slips->order),
                                               YipuOrderHousehold, household) };
  gboolean begun = FALSE;

  for (guint i = 0; i < assignments->len; i++) {
    if (g_array_index (assignments, YipuOrderAssignment, i).household != household)
      continue;
    if (!begun) {
      turn (&self, TRUE);
      set_order (&self);
    }
    begun = TRUE;
    set_assignment (&self, i);
  }
  if (begun)
    set_sum (&self);
}

static void
lay_out (Slips *slips, YipuPress *press)
{
  yipu_press_clear (press);
  for (guint i = 0; i < yipu_order_get_households (slips->order)->len; i++)
    set_household (slips, press, i);
}

/* --- From the order to a file --- */

static YipuProgress
part_of (const YipuProgress *progress, guint64 total)
{
  YipuProgress part = { .total = MAX (total, 1) };

  if (progress) {
    part = *progress;
    part.total = MAX (total, 1);
  }
  return part;
}

static gboolean
develop (Slips *slips, YipuPress *press, const YipuProgress *progress, GError **error)
{
  gboolean again;

  do {
    YipuProgress part;
    lay_out (slips, press);
    part = part_of (progress, yipu_press_count_pictures (press));
    if (!yipu_press_develop (press, &part, &again, error))
      return FALSE;
  } while (again);
  return TRUE;
}

/* A press with all pages laid out and photos developed; its findings are all there are. */
static YipuPress *
prepare (YipuCatalog *catalog,
         const YipuSlipsSpec *spec,
         const YipuProgress *progress,
         GError **error)
{
  static const char *const ours[2] = { NULL, NULL };
  g_autoptr (Slips) slips = slips_load (catalog, spec, error);
  g_autoptr (YipuPress) press = NULL;

  if (!slips)
    return NULL;
  press = yipu_press_new (yipu_catalog_get_folder (catalog), spec->language, slips->palette, ours);
  press->title = g_strdup (yipu_order_get_kit_name (slips->order));
  press->date = g_strdup (spec->date);
  if (!develop (slips, press, progress, error))
    return NULL;
  if (press->pages->len == 0)
    g_ptr_array_add (press->findings,
                     yipu_finding_new (YIPU_SEVERITY_BLOCK, "slips.none", "work_order", spec->order,
                                       NULL,
                                       _ ("No work of this order is given out yet: propose it "
                                          "first, then print the slips.")));
  return g_steal_pointer (&press);
}

GPtrArray *
yipu_slips_check (YipuCatalog *catalog,
                  const YipuSlipsSpec *spec,
                  const YipuProgress *progress,
                  GError **error)
{
  g_autoptr (YipuPress) press = prepare (catalog, spec, progress, error);

  return press ? g_ptr_array_ref (press->findings) : NULL;
}

YipuPrinted *
yipu_slips_write (YipuCatalog *catalog,
                  const YipuSlipsSpec *spec,
                  const char *path,
                  const YipuProgress *progress,
                  GError **error)
{
  g_autoptr (YipuPress) press = prepare (catalog, spec, progress, error);
  YipuProgress part;

  if (!press)
    return NULL;
  for (guint i = 0; i < press->findings->len; i++) {
    const YipuFinding *finding = press->findings->pdata[i];
    if (finding->severity == YIPU_SEVERITY_BLOCK) {
      g_set_error_literal (error, YIPU_PRINT_ERROR, YIPU_PRINT_ERROR_BLOCKED, finding->message);
      return NULL;
    }
  }
  part = part_of (progress, press->pages->len);
  return yipu_press_write_pdf (press, path, &part, error);
}
