/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A catalog of one's own in a temporary folder, and edits in one line. */
#pragma once

#include <yipu/catalog.h>
#include <yipu/history.h>

G_BEGIN_DECLS

typedef struct {
  char *folder; /* parent of all catalogs of this test */
  char *path;   /* NAME.yipu */
  YipuCatalog *catalog;
} Fixture;

void fixture_set_up (Fixture *fixture, gconstpointer data);
/* Verifies first, unless @data says that the test has done damage. */
void fixture_tear_down (Fixture *fixture, gconstpointer data);
/* Closes and opens again. */
void fixture_restart (Fixture *fixture);
/* The catalog's file @name; free with g_free(). */
char *fixture_file (Fixture *fixture, const char *name);

/* One edit each; errors end the test. Pairs of field and value, then NULL. */
char *fixture_add (YipuCatalog *catalog, const char *kind, ...) G_GNUC_NULL_TERMINATED;
void fixture_set (YipuCatalog *catalog, const char *id, const char *field, const char *value);
void fixture_remove (YipuCatalog *catalog, const char *id);
void fixture_move (YipuCatalog *catalog, const char *id, const char *after);
void fixture_forget (YipuCatalog *catalog, const char *id, const char *field);

/* Shown value, NULL for empty; free with g_free(). */
char *fixture_get (YipuCatalog *catalog, const char *id, const char *field);
void
fixture_assert_value (YipuCatalog *catalog, const char *id, const char *field, const char *value);
/* `verify --deep` finds nothing. */
void fixture_assert_verifies (YipuCatalog *catalog);

G_END_DECLS
