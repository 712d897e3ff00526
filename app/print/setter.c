/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Setting pages from the top down. */
#include "print/booklet-private.h"

const char *
yipu_setter_word (const YipuSetter *self, YipuWord word)
{
  return yipu_word (self->telling->language, word);
}

/* The number stands at the outer edge: at the right of odd pages. */
static void
foot (YipuSetter *self)
{
  guint number = self->press->pages->len;
  gboolean right = number % 2 == 1;
  g_autofree char *text = g_strdup_printf ("%u", number);
  YipuType type = yipu_press_style (self->press, YIPU_STYLE_SMALL);
  YipuBox box = { MARGIN, A5_HEIGHT - YIPU_MM (12.5), WIDTH, 0 };

  type.side = right ? YIPU_SIDE_START : YIPU_SIDE_END;
  yipu_page_text (self->page, &type, box, self->telling->kit.text, NULL);
  type.side = right ? YIPU_SIDE_END : YIPU_SIDE_START;
  type.bold = TRUE;
  type.colour = self->press->palette.accent;
  yipu_page_text (self->page, &type, box, text, NULL);
}

void
yipu_setter_turn (YipuSetter *self)
{
  self->page = yipu_press_add_page (self->press, A5_WIDTH, A5_HEIGHT);
  self->y = TOP;
  foot (self);
}

void
yipu_setter_say (YipuSetter *self, YipuStyle style, double x, double width, const char *text)
{
  YipuType type = yipu_press_style (self->press, style);
  YipuBox box = { x, self->y, width, 0 };

  self->y += yipu_page_text (self->page, &type, box, text, NULL);
}

void
yipu_setter_tell (YipuSetter *self, YipuStyle style, double x, double width, const YipuTold *told)
{
  YipuType type = yipu_press_style (self->press, style);
  YipuBox box = { x, self->y, width, BOTTOM - self->y };
  YipuPlace place = yipu_told_place (told);

  if (told->text)
    self->y += yipu_page_text (self->page, &type, box, told->text, &place);
}

void
yipu_setter_head (YipuSetter *self, YipuWord heading, const char *below)
{
  self->heading = heading;
  yipu_setter_say (self, YIPU_STYLE_HEADING, MARGIN, WIDTH, yipu_setter_word (self, heading));
  if (below) {
    self->y += 3;
    yipu_setter_say (self, YIPU_STYLE_LABEL, MARGIN, WIDTH, below);
  }
  self->y += 8;
  yipu_page_line (self->page, MARGIN, self->y, MARGIN + YIPU_MM (12), self->y, 1.6,
                  self->press->palette.second);
  self->y += 12;
}

void
yipu_setter_need (YipuSetter *self, double height)
{
  g_autofree char *again = NULL;

  if (self->y + height <= BOTTOM)
    return;
  again = yipu_word_fill (self->telling->language, YIPU_WORD_CONTINUED,
                          yipu_setter_word (self, self->heading));
  yipu_setter_turn (self);
  yipu_setter_say (self, YIPU_STYLE_SECTION, MARGIN, WIDTH, again);
  self->y += 10;
}

void
yipu_setter_crown (YipuSetter *self, const YipuPrintPhoto *photo, double height)
{
  YipuBox box = { 0, 0, A5_WIDTH, height };

  if (!yipu_press_has_photo (self->press, photo))
    return;
  yipu_page_photo (self->page, box, photo, 0);
  self->y = height + YIPU_MM (9);
}

char *
yipu_things_dup_list (YipuLanguage language, GPtrArray *things)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < things->len; i++) {
    const YipuToldThing *thing = things->pdata[i];

    g_string_append_printf (list, "%s%s", i > 0 ? yipu_word (language, YIPU_WORD_LIST) : "",
                            thing->name.text);
    if (thing->amount)
      g_string_append_printf (list, " %s", thing->amount);
  }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

void
yipu_things_check (YipuPress *press, const YipuType *type, GPtrArray *things)
{
  for (guint i = 0; i < things->len; i++) {
    const YipuToldThing *thing = things->pdata[i];
    YipuPlace place = yipu_told_place (&thing->name);

    yipu_press_check_characters (press, type, thing->name.text, &place);
  }
}
