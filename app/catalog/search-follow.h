/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keeping the index up with the log. All of it belongs to one thread. */
#pragma once

#include <yipu/reader.h>

#include "catalog/search-index.h"

G_BEGIN_DECLS

typedef struct _YipuFollower YipuFollower;

/* Told after each commit how far the index is: @done of @total records while it is built, both 0
 * otherwise; @anew: the file is another one than before. */
typedef void (*YipuFollowFunc) (
    const YipuIndexCursor *cursor, guint done, guint total, gboolean anew, gpointer data);

/* @reader is taken over; @path and @name as of yipu_index_open(). */
YipuFollower *yipu_follower_new (
    YipuReader *reader, const char *path, const char *name, YipuFollowFunc func, gpointer data);
/* Closes the index. */
void yipu_follower_free (YipuFollower *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuFollower, yipu_follower_free)

/* Until every edit on the disk is in the index, or *@stop is true. Makes the index anew where it
 * must be: damaged, of another log, or with words in it that were forgotten. FALSE with @error. */
gboolean yipu_follower_catch_up (YipuFollower *self, const int *stop, GError **error);
/* A little tidying; @more as of yipu_index_merge(). */
gboolean yipu_follower_tidy (YipuFollower *self, gboolean *more, GError **error);

/* Where the log ends now: @edit, @hash and @place of @cursor. FALSE with @error set. */
gboolean yipu_follow_newest (YipuReader *reader, YipuIndexCursor *cursor, GError **error);

G_END_DECLS
