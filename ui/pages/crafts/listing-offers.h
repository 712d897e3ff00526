/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Entries of imported official lists, offered while a craft's name is typed. */
#pragma once

#include "session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YIPU_TYPE_LISTING_OFFERS (yipu_listing_offers_get_type ())
G_DECLARE_FINAL_TYPE (YipuListingOffers, yipu_listing_offers, YIPU, LISTING_OFFERS, GtkBox)

/** Offers what matches the text of @input to @craft; %NULL for nothing. */
void yipu_listing_offers_set_craft (YipuListingOffers *self,
                                    YipuSession *session,
                                    const char *craft,
                                    GtkWidget *input);

G_END_DECLS
