/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A list model of records. Pages of 128 items, the least recently used dropped beyond 24: the view
 * keeps some 205 rows alive, so a page it needs is never dropped. */
#define G_LOG_DOMAIN "yipu-ui"

#include "record-list.h"

#include <gtk/gtk.h>

#define PAGE 128
#define MOST_PAGES 24

struct _YipuRecordItem {
  GObject parent_instance;

  YipuRecord *record;
};

enum { PROP_0, PROP_RECORD, N_PROPS };
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (YipuRecordItem, yipu_record_item, G_TYPE_OBJECT)

static void
yipu_record_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boxed (value, YIPU_RECORD_ITEM (object)->record);
}

static void
yipu_record_item_finalize (GObject *object)
{
  g_clear_pointer (&YIPU_RECORD_ITEM (object)->record, yipu_record_unref);
  G_OBJECT_CLASS (yipu_record_item_parent_class)->finalize (object);
}

static void
yipu_record_item_class_init (YipuRecordItemClass *class)
{
  G_OBJECT_CLASS (class)->get_property = yipu_record_item_get_property;
  G_OBJECT_CLASS (class)->finalize = yipu_record_item_finalize;
  properties[PROP_RECORD] =
      g_param_spec_boxed ("record", NULL, NULL, YIPU_TYPE_RECORD,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPS, properties);
}

static void
yipu_record_item_init (YipuRecordItem *self)
{
}

static void
item_set_record (YipuRecordItem *self, YipuRecord *record)
{
  YipuRecord *old = self->record;

  self->record = record ? yipu_record_ref (record) : NULL;
  if (old)
    yipu_record_unref (old);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
}

YipuRecord *
yipu_record_item_get_record (YipuRecordItem *self)
{
  return self->record;
}

struct _YipuRecordList {
  GObject parent_instance;

  YipuSession *session;
  const YipuKind *kind;
  GArray *rows; /* of gint64, row numbers in list order */
  YipuSort sort;
  char *filter;
  char *field;
  char *value;
  GHashTable *pages; /* page number → GPtrArray of YipuRecordItem */
  GQueue recent;     /* page numbers, the one used last at the head */
};

static GType
get_item_type (GListModel *model)
{
  return YIPU_TYPE_RECORD_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return YIPU_RECORD_LIST (model)->rows->len;
}

static GPtrArray *
fetch_page (YipuRecordList *self, guint page)
{
  const gint64 *rows = &g_array_index (self->rows, gint64, page * PAGE);
  guint n = MIN (PAGE, self->rows->len - page * PAGE);
  g_autoptr (GPtrArray) records =
      yipu_reader_get_rows (yipu_session_get_reader (self->session), self->kind->id, rows, n, NULL);
  GPtrArray *items = g_ptr_array_new_full (n, g_object_unref);

  for (guint i = 0; i < n; i++) {
    YipuRecordItem *item = g_object_new (YIPU_TYPE_RECORD_ITEM, NULL);

    if (records && g_ptr_array_index (records, i))
      item->record = yipu_record_ref (g_ptr_array_index (records, i));
    g_ptr_array_add (items, item);
  }
  return items;
}

static GPtrArray *
ensure_page (YipuRecordList *self, guint page)
{
  gpointer key = GUINT_TO_POINTER (page);
  GPtrArray *items = g_hash_table_lookup (self->pages, key);

  if (items && self->recent.head->data == key)
    return items;
  if (items) {
    g_queue_remove (&self->recent, key);
  } else {
    items = fetch_page (self, page);
    g_hash_table_insert (self->pages, key, items);
  }
  g_queue_push_head (&self->recent, key);
  if (self->recent.length > MOST_PAGES)
    g_hash_table_remove (self->pages, g_queue_pop_tail (&self->recent));
  return items;
}

static gpointer
get_item (GListModel *model, guint position)
{
  YipuRecordList *self = YIPU_RECORD_LIST (model);

  if (position >= self->rows->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (ensure_page (self, position / PAGE), position % PAGE));
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (YipuRecordList,
                               yipu_record_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GArray *
query_rows (YipuRecordList *self)
{
  YipuReader *reader = yipu_session_get_reader (self->session);
  YipuSearch *search = yipu_session_get_search (self->session);
  g_autoptr (GError) error = NULL;
  GArray *rows;

  if (search && !self->field)
    rows = yipu_search_list_rows (search, self->kind->id, self->sort, self->filter, &error);
  else
    rows = yipu_reader_list_rows (reader, self->kind->id, self->field, self->value, &error);
  if (rows)
    return rows;
  yipu_session_toast (self->session, error->message, FALSE);
  return g_array_new (FALSE, FALSE, sizeof (gint64));
}

static void
drop_pages (YipuRecordList *self)
{
  g_hash_table_remove_all (self->pages);
  g_queue_clear (&self->recent);
}

/* Reads the order anew and says what changed in it: the part between equal ends. */
static void
refresh (YipuRecordList *self)
{
  g_autoptr (GArray) old = self->rows;
  GArray *new = query_rows (self);
  guint shorter = MIN (old->len, new->len);
  guint head = 0, tail = 0;

  self->rows = new;
  while (head < shorter && g_array_index (old, gint64, head) == g_array_index (new, gint64, head))
    head++;
  while (tail < shorter - head && g_array_index (old, gint64, old->len - 1 - tail) ==
                                      g_array_index (new, gint64, new->len - 1 - tail))
    tail++;
  if (head == old->len && head == new->len)
    return;
  drop_pages (self);
  g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail,
                              new->len - head - tail);
}

/* Rows in memory whose record was touched show it as it is now. */
static void
refresh_items (YipuRecordList *self, GPtrArray *records)
{
  GHashTableIter iter;
  gpointer items;

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, &items))
    for (guint i = 0; i < ((GPtrArray *) items)->len; i++) {
      YipuRecordItem *item = g_ptr_array_index ((GPtrArray *) items, i);
      const char *id = item->record ? yipu_record_get_id (item->record) : NULL;

      if (id && yipu_changes_touch (records, self->kind->id, id)) {
        g_autoptr (YipuRecord) now = yipu_session_get (self->session, self->kind->id, id);

        item_set_record (item, now);
      }
    }
}

static void
changed_cb (YipuRecordList *self, GPtrArray *records)
{
  if (!yipu_changes_touch (records, self->kind->id, NULL))
    return;
  refresh_items (self, records);
  refresh (self);
}

static void
yipu_record_list_dispose (GObject *object)
{
  YipuRecordList *self = YIPU_RECORD_LIST (object);

  if (self->session) {
    g_signal_handlers_disconnect_by_data (self->session, self);
    if (yipu_session_get_search (self->session))
      g_signal_handlers_disconnect_by_data (yipu_session_get_search (self->session), self);
  }
  g_clear_object (&self->session);
  g_queue_clear (&self->recent);
  g_clear_pointer (&self->pages, g_hash_table_unref);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->filter, g_free);
  g_clear_pointer (&self->field, g_free);
  g_clear_pointer (&self->value, g_free);
  G_OBJECT_CLASS (yipu_record_list_parent_class)->dispose (object);
}

static void
yipu_record_list_class_init (YipuRecordListClass *class)
{
  G_OBJECT_CLASS (class)->dispose = yipu_record_list_dispose;
}

static void
yipu_record_list_init (YipuRecordList *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->pages = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_queue_init (&self->recent);
}

YipuRecordList *
yipu_record_list_new (YipuSession *session, const char *kind)
{
  YipuRecordList *self = g_object_new (YIPU_TYPE_RECORD_LIST, NULL);

  self->session = g_object_ref (session);
  self->kind = yipu_kind_find (kind);
  g_signal_connect_swapped (session, "changed", G_CALLBACK (changed_cb), self);
  if (yipu_session_get_search (session))
    g_signal_connect_swapped (yipu_session_get_search (session), "updated", G_CALLBACK (refresh),
                              self);
  refresh (self);
  return self;
}

void
yipu_record_list_set_filter (YipuRecordList *self, const char *text)
{
  const char *filter = text && *text ? text : NULL;

  if (g_strcmp0 (filter, self->filter) == 0)
    return;
  g_free (self->filter);
  self->filter = g_strdup (filter);
  refresh (self);
}

void
yipu_record_list_set_sort (YipuRecordList *self, YipuSort sort)
{
  if (sort == self->sort)
    return;
  self->sort = sort;
  refresh (self);
}

void
yipu_record_list_set_match (YipuRecordList *self, const char *field, const char *value)
{
  g_free (self->field);
  g_free (self->value);
  self->field = g_strdup (field);
  self->value = g_strdup (value);
  refresh (self);
}

guint
yipu_record_list_find (YipuRecordList *self, const char *id)
{
  g_autoptr (YipuRecord) record = yipu_session_get (self->session, self->kind->id, id);

  for (guint i = 0; record && i < self->rows->len; i++)
    if (g_array_index (self->rows, gint64, i) == yipu_record_get_rowid (record))
      return i;
  return GTK_INVALID_LIST_POSITION;
}

void
yipu_record_list_describe_again (YipuRecordList *self)
{
  GHashTableIter iter;
  gpointer items;

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, &items))
    for (guint i = 0; i < ((GPtrArray *) items)->len; i++)
      g_object_notify_by_pspec (g_ptr_array_index ((GPtrArray *) items, i),
                                properties[PROP_RECORD]);
}
