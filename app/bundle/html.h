/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pieces of HTML pages, self-contained and without a network. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Adds @text escaped for HTML, in elements and in quoted attributes. */
void yipu_html_append (GString *html, const char *text);
/* Adds a path as a relative address, escaped. */
void yipu_html_append_path (GString *html, const char *path);
/* The path of @target seen from the folder of @page, both below the same folder. */
char *yipu_html_relative (const char *page, const char *target);
/* The page up to its body; @style is a resource, put in after the common one. */
void yipu_html_begin (GString *html, const char *title, const char *style);
/* Ends the page with a script, a resource or NULL; takes over @html. */
GBytes *yipu_html_end (GString *html, const char *script);

G_END_DECLS
