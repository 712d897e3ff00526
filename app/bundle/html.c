/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pieces of HTML pages: everything that comes from a record passes through here, escaped. */
#include "bundle/html.h"

#include <string.h>
#include <yipu/init.h>

void
yipu_html_append (GString *html, const char *text)
{
  for (const char *c = text; *c; c++)
    switch (*c) {
    case '&': g_string_append (html, "&amp;"); break;
    case '<': g_string_append (html, "&lt;"); break;
    case '>': g_string_append (html, "&gt;"); break;
    case '"': g_string_append (html, "&quot;"); break;
    case '\'': g_string_append (html, "&#39;"); break;
    default: g_string_append_c (html, *c); break;
    }
}

void
yipu_html_append_path (GString *html, const char *path)
{
  g_autofree char *address = g_uri_escape_string (path, "/", FALSE);

  yipu_html_append (html, address);
}

char *
yipu_html_relative (const char *page, const char *target)
{
  const char *folder = strrchr (page, '/');
  gsize length = folder ? (gsize) (folder - page) + 1 : 0;
  g_autoptr (GString) path = g_string_new (NULL);

  if (strncmp (page, target, length) == 0)
    return g_strdup (target + length);
  for (const char *c = page; *c; c++)
    if (*c == '/')
      g_string_append (path, "../");
  g_string_append (path, target);
  return g_string_free (g_steal_pointer (&path), FALSE);
}

static void
append_resource (GString *html, const char *path)
{
  g_autoptr (GBytes) bytes = yipu_resource_load (path);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_string_append_len (html, data, (gssize) size);
}

void
yipu_html_begin (GString *html, const char *title, const char *style)
{
  g_string_append (html,
                   "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
                   "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                   "img-src 'self' file:; style-src 'unsafe-inline'; "
                   "script-src 'unsafe-inline'\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                   "<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
  yipu_html_append (html, title);
  g_string_append (html, "</title>\n<style>\n");
  append_resource (html, "pages/page.css");
  append_resource (html, style);
  g_string_append (html, "</style>\n</head>\n<body>\n");
}

GBytes *
yipu_html_end (GString *html, const char *script)
{
  gsize length;

  if (script) {
    g_string_append (html, "<script>\n");
    append_resource (html, script);
    g_string_append (html, "</script>\n");
  }
  g_string_append (html, "</body>\n</html>\n");
  length = html->len;
  return g_bytes_new_take (g_string_free (html, FALSE), length);
}
