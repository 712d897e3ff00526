/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Search over everything typed, and the order of long lists: a view that tails the log in a file
 * of its own, disposable, outside the catalog (trust.md, "The search index"). */
#pragma once

#include <yipu/catalog.h>

G_BEGIN_DECLS

#define YIPU_TYPE_SEARCH (yipu_search_get_type ())
G_DECLARE_FINAL_TYPE (YipuSearch, yipu_search, YIPU, SEARCH, GObject)

/*
 * Signals of YipuSearch, in the main context:
 *
 * "updated": the index has caught up with an edit, or with 500 more records while it is built.
 *   Results and lists shown may be asked for again.
 * "progress" (guint done, guint total): records indexed while it is built; done = total at its end.
 */

/**
 * yipu_search_open:
 * @catalog: an open catalog
 * @error: return location for %YIPU_CATALOG_ERROR_IO
 *
 * Opens the catalog's index in the user's cache folder, or begins a new one where it is missing,
 * damaged, of another version or of another copy of the catalog. A thread of its own catches up
 * with the log and follows every later edit; meanwhile what is indexed so far is found. Where
 * another program keeps the same index, it is only read. Main thread.
 *
 * Returns: (transfer full): the search, or %NULL with @error set
 */
YipuSearch *yipu_search_open (YipuCatalog *catalog, GError **error);

/** Stops the thread and closes the index; also done by the last unref. Main thread. */
void yipu_search_close (YipuSearch *self);

/** Whether every edit of the catalog is in the index. Main thread. */
gboolean yipu_search_is_current (YipuSearch *self);

/**
 * yipu_search_wait:
 * @self: a search
 * @cancellable: (nullable): to give up
 * @error: return location for a #YipuCatalogError or %G_IO_ERROR_CANCELLED
 *
 * Blocks until every edit that is on the disk now is in the index: for programs without a window.
 *
 * Returns: %FALSE with @error set
 */
gboolean yipu_search_wait (YipuSearch *self, GCancellable *cancellable, GError **error);

/**
 * YipuSpan:
 * @start: first byte
 * @length: bytes
 */
typedef struct {
  guint start;
  guint length;
} YipuSpan;

#define YIPU_TYPE_HIT (yipu_hit_get_type ())

/**
 * YipuHit:
 * @kind: kind of the record
 * @id: its id
 * @title: what names it, in the user's language; of a record without a name, the kind
 * @subtitle: whose it is: the craft of a step, the place of a craft; "" where nothing says
 * @field: the field where the words were found
 * @snippet: the words and what stands around them, on one line; "" where the title shows them
 * @title_spans: (array length=n_title_spans): what to make bold in @title
 * @n_title_spans: how many
 * @snippet_spans: (array length=n_snippet_spans): what to make bold in @snippet
 * @n_snippet_spans: how many
 *
 * Plain text, never markup. Immutable; reference-counted; may cross threads.
 */
typedef struct {
  char *kind;
  char *id;
  char *title;
  char *subtitle;
  char *field;
  char *snippet;
  YipuSpan *title_spans;
  guint n_title_spans;
  YipuSpan *snippet_spans;
  guint n_snippet_spans;
  /*< private >*/
  gatomicrefcount ref_count;
} YipuHit;

GType yipu_hit_get_type (void) G_GNUC_CONST;
/** Takes a reference. */
YipuHit *yipu_hit_ref (YipuHit *hit);
/** Drops a reference. */
void yipu_hit_unref (YipuHit *hit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuHit, yipu_hit_unref)

/**
 * yipu_search_query:
 * @self: a search
 * @text: words as typed. Records with all of them are found: Chinese of one character or more
 *   anywhere in a text; Latin words and numbers by their beginning; names also by pinyin and its
 *   initials from any syllable on; a number of the national list however it is spelt
 * @kinds: (nullable) (array zero-terminated=1): only these kinds, %NULL for all
 * @limit: how many at most
 * @error: return location for a #YipuCatalogError
 *
 * Names that begin with @text come first, then names that hold it, then everything else; within
 * each, kinds in model.md's order with crafts, products and people in front. Any thread.
 *
 * Returns: (transfer full) (element-type YipuHit): the hits, none for an empty text; %NULL with
 *   @error set
 */
GPtrArray *yipu_search_query (
    YipuSearch *self, const char *text, const char *const *kinds, guint limit, GError **error);

/**
 * yipu_search_query_async:
 * @self: a search
 * @text: as in yipu_search_query()
 * @kinds: (nullable) (array zero-terminated=1): as in yipu_search_query()
 * @limit: how many at most
 * @callback: called in the main context
 * @user_data: for @callback
 *
 * As one types: a newer question cancels those before, which end with %G_IO_ERROR_CANCELLED. Main
 * thread.
 */
void yipu_search_query_async (YipuSearch *self,
                              const char *text,
                              const char *const *kinds,
                              guint limit,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

/**
 * yipu_search_query_finish:
 *
 * Returns: (transfer full) (element-type YipuHit): as yipu_search_query()
 */
GPtrArray *yipu_search_query_finish (YipuSearch *self, GAsyncResult *result, GError **error);

/**
 * YipuSort:
 * @YIPU_SORT_TITLE: by name, Chinese by pinyin
 * @YIPU_SORT_CHANGED: what changed last comes first
 * @YIPU_SORT_CATEGORY: by the field "category" of the kind, then by name
 */
typedef enum {
  YIPU_SORT_TITLE,
  YIPU_SORT_CHANGED,
  YIPU_SORT_CATEGORY,
} YipuSort;

/**
 * yipu_search_list_rows:
 * @self: a search
 * @kind: a kind
 * @sort: in which order
 * @filter: (nullable): only those that yipu_search_query() would find
 * @error: return location for a #YipuCatalogError
 *
 * A whole list for the window, fast at 100,000 records. While the index is behind and nothing is
 * filtered, the catalog's own order of age. Main thread.
 *
 * Returns: (transfer full) (element-type gint64): row numbers for yipu_reader_get_rows(); %NULL
 *   with @error set
 */
GArray *yipu_search_list_rows (
    YipuSearch *self, const char *kind, YipuSort sort, const char *filter, GError **error);

G_END_DECLS
