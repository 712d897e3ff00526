/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From a kit to a file: read what is told, lay it out, develop the photos, and only then write.
 * Photos that turn out unusable are left out and the pages laid out anew, which ends, since each
 * time there are fewer. */
#define G_LOG_DOMAIN "yipu-print"
#include "print/booklet-private.h"

#include "base/stage.h"
#include "print/output.h"

#include <glib/gi18n-lib.h>
#include <yipu/booklet.h>

#define CARD_DPI 300
/* Shares of the work, in thousandths. */
#define TOTAL 1000
#define DEVELOP_UNTIL 700

static void
set_booklet (YipuPress *press, const YipuTelling *telling)
{
  YipuSetter setter = { .press = press, .telling = telling };

  yipu_booklet_set_cover (&setter);
  yipu_booklet_set_story (&setter);
  yipu_booklet_set_glance (&setter);
  yipu_booklet_set_box (&setter);
  yipu_booklet_set_warnings (&setter);
  yipu_booklet_set_steps (&setter);
  yipu_booklet_set_end (&setter);
  yipu_booklet_set_back (&setter);
}

static void
lay_out (YipuPress *press, const YipuTelling *telling, YipuBookletForm form)
{
  yipu_press_clear (press);
  if (form == YIPU_BOOKLET_BOX_CARD)
    yipu_box_card_set (press, telling);
  else if (form >= YIPU_BOOKLET_CARDS_BEGIN)
    yipu_training_cards_set (press, telling, form);
  else
    set_booklet (press, telling);
}

static gboolean
develop (YipuPress *press,
         const YipuTelling *telling,
         YipuBookletForm form,
         const YipuProgress *progress,
         GError **error)
{
  YipuStage stage = { progress, 0, DEVELOP_UNTIL, TOTAL };
  gboolean again;

  do {
    YipuProgress part;

    lay_out (press, telling, form);
    part = yipu_stage_progress (&stage, MAX (yipu_press_count_pictures (press), 1));
    if (!yipu_press_develop (press, &part, &again, error))
      return FALSE;
  } while (again);
  return TRUE;
}

static gboolean
is_same (const YipuFinding *a, const YipuFinding *b)
{
  return g_str_equal (a->rule, b->rule) && g_strcmp0 (a->record, b->record) == 0 &&
         g_strcmp0 (a->field, b->field) == 0 && g_str_equal (a->message, b->message);
}

static gboolean
has_finding (GPtrArray *findings, const YipuFinding *finding)
{
  for (guint i = 0; i < findings->len; i++)
    if (is_same (findings->pdata[i], finding))
      return TRUE;
  return FALSE;
}

/* Those of both lists, worst first, each once. */
static GPtrArray *
sort_findings (GPtrArray *first, GPtrArray *second)
{
  GPtrArray *lists[] = { first, second };
  GPtrArray *sorted = yipu_findings_new ();

  for (int severity = YIPU_SEVERITY_BLOCK; severity >= YIPU_SEVERITY_HINT; severity--)
    for (guint l = 0; l < G_N_ELEMENTS (lists); l++)
      for (guint i = 0; i < lists[l]->len; i++) {
        YipuFinding *finding = lists[l]->pdata[i];
        if ((int) finding->severity == severity && !has_finding (sorted, finding))
          g_ptr_array_add (sorted, yipu_finding_ref (finding));
      }
  return sorted;
}

/* Reads within one moment of the catalog. */
static YipuTelling *
load (YipuCatalog *catalog, const YipuBookletSpec *spec, GError **error)
{
  g_autoptr (YipuReader) reader = yipu_catalog_open_reader (catalog, error);
  YipuTelling *telling;

  if (!reader || !yipu_reader_begin (reader, error))
    return NULL;
  telling = yipu_telling_load (reader, spec, error);
  yipu_reader_end (reader);
  return telling;
}

/* A press with its pages laid out and its photos developed; its findings are all there are. */
static YipuPress *
prepare (YipuCatalog *catalog,
         const YipuBookletSpec *spec,
         const YipuProgress *progress,
         GError **error)
{
  g_autoptr (YipuTelling) telling = load (catalog, spec, error);
  g_autoptr (YipuPress) press = NULL;
  GPtrArray *findings;

  if (!telling)
    return NULL;
  press = yipu_press_new (yipu_catalog_get_folder (catalog), spec->language, telling->palette,
                          (const char *const *) telling->faces);
  press->title = g_strdup (telling->kit.text);
  press->date = g_strdup (spec->date);
  if (!develop (press, telling, spec->form, progress, error))
    return NULL;
  findings = sort_findings (telling->findings, press->findings);
  g_ptr_array_unref (press->findings);
  press->findings = findings;
  return g_steal_pointer (&press);
}

GPtrArray *
yipu_booklet_check (YipuCatalog *catalog,
                    const YipuBookletSpec *spec,
                    const YipuProgress *progress,
                    GError **error)
{
  g_autoptr (YipuPress) press = prepare (catalog, spec, progress, error);

  return press ? g_ptr_array_ref (press->findings) : NULL;
}

static gboolean
refuse (YipuPress *press, GError **error)
{
  const YipuFinding *worst = press->findings->len > 0 ? press->findings->pdata[0] : NULL;

  if (!worst || worst->severity != YIPU_SEVERITY_BLOCK)
    return TRUE;
  g_set_error_literal (error, YIPU_PRINT_ERROR, YIPU_PRINT_ERROR_BLOCKED, worst->message);
  return FALSE;
}

YipuPrinted *
yipu_booklet_write (YipuCatalog *catalog,
                    const YipuBookletSpec *spec,
                    const char *path,
                    const YipuProgress *progress,
                    GError **error)
{
  g_autoptr (YipuPress) press = prepare (catalog, spec, progress, error);
  YipuStage stage = { progress, DEVELOP_UNTIL, TOTAL, TOTAL };
  YipuProgress part;

  if (!press || !refuse (press, error))
    return NULL;
  part = yipu_stage_progress (&stage, 1);
  if (spec->form == YIPU_BOOKLET_BOX_CARD)
    return yipu_press_write_png (press, path, CARD_DPI, &part, error);
  if (spec->form == YIPU_BOOKLET_FOLD)
    return yipu_press_write_folded (press, path, &part, error);
  return yipu_press_write_pdf (press, path, &part, error);
}
