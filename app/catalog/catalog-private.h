/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The catalog from within: what its parts (opening, writing, undo, forgetting) share. */
#pragma once

#include <yipu/catalog.h>

#include "catalog/edit-private.h"
#include "catalog/replica.h"
#include "catalog/writer.h"

G_BEGIN_DECLS

/* The edit that autosave may still fold into; all of it is the writer thread's. */
typedef struct {
  gint64 edit;    /* 0 for none */
  gint64 started; /* by the catalog's clock, in µs */
  char *record;
  char *field;
  char *person;
} YipuFolding;

struct _YipuCatalog {
  GObject parent_instance;

  char *folder;
  char *name;
  char *id;
  char *notice;
  gboolean is_read_only;
  int lock; /* -1 for none */

  const char *person;     /* who is typing, interned; set by the main thread, atomically */
  YipuReader *reader;     /* the main thread's */
  YipuIdentity *identity; /* NULL when read-only; the main thread's */
  GMainContext *context;

  YipuWriter *writer; /* NULL when read-only */
  YipuSql *sql;       /* the writer's, with its log; only its thread touches them */
  YipuLog *log;
  YipuFolding folding;
  gboolean must_truncate; /* something was forgotten, and the WAL still holds it */
  int wal_pages;

  gint64 (*clock) (void); /* µs since 1970; tests give their own */
};

/* What the writer thread does for @self; what it touches it appends to @touched. */
typedef gboolean (*YipuWork) (
    YipuCatalog *self, const char *person, gpointer data, GPtrArray *touched, GError **error);

/* Runs @work on the writer thread and waits; "changed" follows in the main context. */
gboolean yipu_catalog_work (YipuCatalog *self, YipuWork work, gpointer data, GError **error);
/* The same without waiting; @task returns a boolean. */
void yipu_catalog_work_async (
    YipuCatalog *self, YipuWork work, gpointer data, GDestroyNotify free_data, GTask *task);
/* Whether it may be written, else @error says why not. */
gboolean yipu_catalog_check_writable (YipuCatalog *self, GError **error);

/* Ends @edit: commits and notes the records it touched. On the writer thread. */
gboolean
yipu_catalog_commit (YipuCatalog *self, YipuEdit *edit, GPtrArray *touched, GError **error);
/* After a commit that forgot something: cleans free pages and the WAL. On the writer thread. */
void yipu_forget_finish (YipuCatalog *self);
/* The newest edit has left, or is about to: no typing folds into it. On the writer thread. */
gboolean yipu_catalog_seal_now (YipuCatalog *self, GError **error);
/* Seconds since 1970. */
gint64 yipu_catalog_now (YipuCatalog *self);

G_END_DECLS
