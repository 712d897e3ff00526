/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How texts are set: Song for what tells and names, plain for what explains. Noto's own line is
 * 1.45 em high, so leading stays near 1. */
#include "print/page.h"

/* Greys of the ink for what stands back. */
#define QUIET 0.66
#define FAINT 0.6

YipuType
yipu_press_style (const YipuPress *press, YipuStyle style)
{
  guint32 accent = press->palette.accent;
  guint32 ink = press->palette.ink;
  guint32 quiet = yipu_palette_tint (ink, QUIET);
  gboolean zh = press->language == YIPU_LANGUAGE_ZH;

  switch (style) {
  case YIPU_STYLE_TITLE: return (YipuType){ YIPU_FACE_STORY, 27, TRUE, accent, 0.92, zh ? 1.5 : 0 };
  case YIPU_STYLE_HEADING: return (YipuType){ YIPU_FACE_STORY, 20, TRUE, accent, 0.92, zh ? 1 : 0 };
  case YIPU_STYLE_SECTION: return (YipuType){ YIPU_FACE_STORY, 13, TRUE, accent };
  case YIPU_STYLE_EYEBROW: return (YipuType){ YIPU_FACE_PLAIN, 8, FALSE, quiet, 1, zh ? 1.6 : 0.8 };
  case YIPU_STYLE_STORY:
    return (YipuType){ YIPU_FACE_STORY, zh ? 11 : 10, FALSE,      ink, zh ? 1.16 : 1.05, 0,
                       YIPU_SIDE_START, zh,           zh ? 22 : 0 };
  case YIPU_STYLE_SENTENCE:
    return (YipuType){ YIPU_FACE_PLAIN, zh ? 12.5 : 11.5, FALSE, ink, zh ? 1.06 : 1 };
  case YIPU_STYLE_BODY: return (YipuType){ YIPU_FACE_PLAIN, zh ? 10 : 9.5, FALSE, ink };
  case YIPU_STYLE_LABEL: return (YipuType){ YIPU_FACE_PLAIN, 8, FALSE, quiet };
  case YIPU_STYLE_SMALL:
    return (YipuType){ YIPU_FACE_PLAIN, 7.5, FALSE, yipu_palette_tint (ink, FAINT) };
  case YIPU_STYLE_NUMERAL: return (YipuType){ YIPU_FACE_STORY, 34, TRUE, accent };
  case YIPU_STYLE_FIGURE: return (YipuType){ YIPU_FACE_STORY, 15, TRUE, accent };
  default: g_assert_not_reached ();
  }
}
