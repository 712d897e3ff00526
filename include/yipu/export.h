/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Export: products and shops → a plan with findings → one zip with a bag in it. What findings block
 * stays out of that shop's part, never the bundle. */
#pragma once

#include <yipu/catalog.h>
#include <yipu/finding.h>
#include <yipu/progress.h>

G_BEGIN_DECLS

/**
 * YipuExportError:
 * @YIPU_EXPORT_ERROR_NOTHING: no product may go into any shop; the plan's findings say why
 * @YIPU_EXPORT_ERROR_SPACE: not enough room on the disk; the message says how much is needed
 * @YIPU_EXPORT_ERROR_PATH: the file cannot be written there
 * @YIPU_EXPORT_ERROR_VERIFY: what was written did not read back as it should
 */
typedef enum {
  YIPU_EXPORT_ERROR_NOTHING,
  YIPU_EXPORT_ERROR_SPACE,
  YIPU_EXPORT_ERROR_PATH,
  YIPU_EXPORT_ERROR_VERIFY,
} YipuExportError;

#define YIPU_EXPORT_ERROR (yipu_export_error_quark ())
GQuark yipu_export_error_quark (void);

/**
 * YipuCellState:
 * @YIPU_CELL_READY: goes out
 * @YIPU_CELL_ASKS: has a warning that nobody has ticked; left out until somebody does
 * @YIPU_CELL_BLOCKED: left out
 */
typedef enum {
  YIPU_CELL_READY,
  YIPU_CELL_ASKS,
  YIPU_CELL_BLOCKED,
} YipuCellState;

/**
 * YipuExportCell:
 * @product: id of the product
 * @title: its title
 * @shop: id of the shop
 * @state: what becomes of it
 * @findings: (element-type YipuFinding): what is wrong with it in this shop, worst first
 * @ticked: (element-type YipuFinding): warnings that a person has ticked, with a reason
 * @exported_on: (nullable): day of the last export to this shop, "2026-11-24"
 * @changed: whether what leaves differs from the last export
 *
 * One product in one shop.
 */
typedef struct {
  char *product;
  char *title;
  char *shop;
  YipuCellState state;
  GPtrArray *findings;
  GPtrArray *ticked;
  char *exported_on;
  gboolean changed;
} YipuExportCell;

#define YIPU_TYPE_EXPORT_PLAN (yipu_export_plan_get_type ())

/**
 * YipuExportPlan:
 *
 * What would leave, and what not, as the catalog stood. Immutable, counted, free to cross threads.
 */
typedef struct _YipuExportPlan YipuExportPlan;

GType yipu_export_plan_get_type (void) G_GNUC_CONST;

/** Takes a reference. Any thread. */
YipuExportPlan *yipu_export_plan_ref (YipuExportPlan *plan);
/** Drops a reference. Any thread. */
void yipu_export_plan_unref (YipuExportPlan *plan);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuExportPlan, yipu_export_plan_unref)

/**
 * yipu_export_plan_new:
 * @catalog: a catalog
 * @products: (nullable) (array zero-terminated=1): ids of products in order; %NULL or empty for all
 * @shops: (array zero-terminated=1): ids of shop profiles
 * @date: the day of the export, "2026-11-24": what must be in force, must be so on this day
 * @progress: (nullable): told products × shops
 * @error: return location for a #YipuCatalogError, a #YipuShopError or %G_IO_ERROR_CANCELLED
 *
 * Also all that `yipuctl check` does. Reads on a connection of its own; writes nothing. Blocks; any
 * thread.
 *
 * Returns: (transfer full): the plan, or %NULL with @error set
 */
YipuExportPlan *yipu_export_plan_new (YipuCatalog *catalog,
                                      const char *const *products,
                                      const char *const *shops,
                                      const char *date,
                                      const YipuProgress *progress,
                                      GError **error);

/** As yipu_export_plan_new(), in a thread of its own. Main thread. */
void yipu_export_plan_async (YipuCatalog *catalog,
                             const char *const *products,
                             const char *const *shops,
                             const char *date,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

/** Ends yipu_export_plan_async(). */
YipuExportPlan *yipu_export_plan_finish (GAsyncResult *result, GError **error);

/** (element-type YipuExportCell): products in order, each with all its shops in order. */
GPtrArray *yipu_export_plan_get_cells (const YipuExportPlan *plan);
/** How many cells go out. */
guint yipu_export_plan_count_ready (const YipuExportPlan *plan);
/** The day it is for. */
const char *yipu_export_plan_get_date (const YipuExportPlan *plan);

/**
 * yipu_export_allow:
 * @catalog: a catalog that takes edits
 * @finding: a warning of a plan
 * @reason: why it may go on, as the person wrote it
 * @error: return location for a #YipuCatalogError
 *
 * Ticks a warning: kept as an `allowance` for the text as it stands; a changed text asks again.
 * Make a new plan afterwards. Blocks; any thread but the writer's.
 *
 * Returns: %FALSE with @error set
 */
gboolean yipu_export_allow (YipuCatalog *catalog,
                            const YipuFinding *finding,
                            const char *reason,
                            GError **error);

/**
 * YipuExportResult:
 * @path: the zip
 * @bag: name of the bag, its top folder
 * @release: id of the release
 * @reviewed: whether somebody has reviewed what it holds
 * @products: products in it
 * @left_out: cells left out
 * @files: files in the payload
 * @bytes: size of the zip
 * @plan: as it was exported, with what was found on the way
 */
typedef struct {
  char *path;
  char *bag;
  char *release;
  gboolean reviewed;
  guint products;
  guint left_out;
  guint files;
  gint64 bytes;
  YipuExportPlan *plan;
} YipuExportResult;

/** Frees @result, and what it holds. */
void yipu_export_result_free (YipuExportResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuExportResult, yipu_export_result_free)

/**
 * yipu_export_run:
 * @catalog: a catalog that takes edits
 * @plan: what to export
 * @path: the zip to write; an older one there stands until the new one is verified
 * @progress: (nullable): told bytes, "Photo 3 of 40"; called from this thread only
 * @error: return location for a #YipuExportError, #YipuShopError, #YipuMediaError,
 *   #YipuCatalogError, #GIOErrorEnum or %G_IO_ERROR_CANCELLED
 *
 * Looks at the catalog once more, so that what was mended or broken since @plan counts, then
 * freezes what nobody has reviewed as a release, writes the bundle under a temporary name, reads it
 * back and verifies it, renames it into place, and notes it in `shop_state`. The same catalog gives
 * the same bytes. Failed or cancelled, it leaves nothing behind and the old file as it was. Blocks;
 * any thread but the writer's.
 *
 * Returns: (transfer full): what was written, or %NULL with @error set
 */
YipuExportResult *yipu_export_run (YipuCatalog *catalog,
                                   YipuExportPlan *plan,
                                   const char *path,
                                   const YipuProgress *progress,
                                   GError **error);

/**
 * yipu_export_async:
 * @catalog: a catalog that takes edits
 * @plan: what to export
 * @path: the zip to write
 * @progress: (nullable): as in yipu_export_run(), its @cancellable left out; called from the
 *   exporting thread, copied, and @data must live until @callback
 * @cancellable: (nullable): stops it within a second
 * @callback: called in the main context
 * @user_data: for @callback
 *
 * Main thread.
 */
void yipu_export_async (YipuCatalog *catalog,
                        YipuExportPlan *plan,
                        const char *path,
                        const YipuProgress *progress,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);

/** Ends yipu_export_async(). */
YipuExportResult *yipu_export_finish (GAsyncResult *result, GError **error);

G_END_DECLS
