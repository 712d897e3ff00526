/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Drawings: shapes are taken, whatever runs or fetches is not. */
#include <yipu/init.h>

#include "fixture.h"

#define SVG_START                                                                                  \
  "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' xmlns:inkscape='i' "

static YipuPhoto *
store (const char *folder, const char *svg, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (svg, strlen (svg));

  return yipu_photo_store_bytes (folder, bytes, "logo.SVG", NULL, error);
}

static void
test_shapes (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuPhoto) drawing = store (
      folder,
      "<?xml version='1.0'?>\n<!-- ours -->\n"
      "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>\n" SVG_START
      "width='40' height='20' inkscape:label='C:\\logo'><style>.a{fill:url(#g)}</style>"
      "<defs><linearGradient id='g'><stop stop-color='#0000ff'/></linearGradient></defs>"
      "<rect class='a' width='20' height='20'/></svg>",
      &error);
  YipuPictureSpec spec = YIPU_PICTURE_SPEC (400, 400);

  g_assert_no_error (error);
  g_assert_cmpstr (drawing->kind, ==, "drawing");
  g_assert_cmpstr (drawing->mime, ==, "image/svg+xml");
  g_assert_cmpint (drawing->width, ==, 40);
  g_assert_cmpint (drawing->height, ==, 20);
  spec.format = YIPU_PICTURE_PNG;
  spec.transparent = TRUE;
  g_autoptr (YipuPicture) picture =
      yipu_picture_derive (folder, drawing->hash, &spec, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (picture->width, ==, 400);
  g_assert_cmpint (picture->height, ==, 200);
  g_autoptr (YipuPixels) pixels = fixture_pixels (picture);
  const guint8 *data = g_bytes_get_data (pixels->bytes, NULL);
  g_assert_true (fixture_is (pixels, 200, 500, 0, 0, 255));
  g_assert_cmpint (data[4 * 300 + 3], ==, 0);
}

static void
test_sizes (void)
{
  static const struct {
    const char *attributes;
    int width;
    int height;
  } sizes[] = { { "viewBox='0 0 20 10'", 512, 256 },
                { "width='100%' height='100%'", 512, 512 },
                { "width='1e9' height='1e9'", 30000, 30000 } };
  g_autofree char *folder = fixture_folder ();

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autofree char *svg = g_strconcat (SVG_START, sizes[i].attributes, "/>", NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (YipuPhoto) drawing = store (folder, svg, &error);
    g_assert_no_error (error);
    g_assert_cmpint (drawing->width, ==, sizes[i].width);
    g_assert_cmpint (drawing->height, ==, sizes[i].height);
  }
}

static void
test_refused (void)
{
  static const struct {
    const char *inside;
    YipuMediaError code;
  } drawings[] = {
    { "><script>alert(1)</script></svg>", YIPU_MEDIA_ERROR_UNSAFE },
    { "><SCRIPT/></svg>", YIPU_MEDIA_ERROR_UNSAFE },
    { "><x:script xmlns:x='http://www.w3.org/2000/svg'/></svg>", YIPU_MEDIA_ERROR_UNSAFE },
    { " onload='x()'/>", YIPU_MEDIA_ERROR_UNSAFE },
    { "><foreignObject/></svg>", YIPU_MEDIA_ERROR_UNSAFE },
    { "><image xlink:href='/etc/passwd'/></svg>", YIPU_MEDIA_ERROR_UNSAFE },
    { "><image href='data:image/png;base64,AAAA'/></svg>", YIPU_MEDIA_ERROR_UNSAFE },
    { "><use xlink:href='other.svg#a'/></svg>", YIPU_MEDIA_ERROR_UNSAFE },
    { "><use href='file:///etc/passwd'/></svg>", YIPU_MEDIA_ERROR_UNSAFE },
    { "><rect fill='url(http://x/#a)'/></svg>", YIPU_MEDIA_ERROR_UNSAFE },
    { "><rect style=\"fill:url( 'x.svg#a')\"/></svg>", YIPU_MEDIA_ERROR_UNSAFE },
    { "><rect style='fill:u\\72l(x)'/></svg>", YIPU_MEDIA_ERROR_UNSAFE },
    { "><style>@import 'x.css';</style></svg>", YIPU_MEDIA_ERROR_UNSAFE },
    { "><style><![CDATA[@IMPORT 'x.css';]]></style></svg>", YIPU_MEDIA_ERROR_UNSAFE },
    { "><style>@im/**/port 'x';</style></svg>", YIPU_MEDIA_ERROR_UNSAFE },
    { " xml:base='http://x/'/>", YIPU_MEDIA_ERROR_UNSAFE },
    { "><xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='#a'/></svg>",
      YIPU_MEDIA_ERROR_UNSAFE },
    { "><rect></svg>", YIPU_MEDIA_ERROR_DAMAGED },
    { "><text>&nbsp;</text></svg>", YIPU_MEDIA_ERROR_DAMAGED },
    { "/><svg/>", YIPU_MEDIA_ERROR_DAMAGED },
    { "", YIPU_MEDIA_ERROR_DAMAGED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (drawings); i++) {
    g_autofree char *folder = fixture_folder ();
    g_autofree char *svg = g_strconcat (SVG_START, drawings[i].inside, NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (YipuPhoto) drawing = store (folder, svg, &error);
    g_test_message ("%s: %s", drawings[i].inside, error ? error->message : "taken");
    g_assert_error (error, YIPU_MEDIA_ERROR, (int) drawings[i].code);
    g_assert_null (drawing);
  }
}

static void
test_entities (void)
{
  static const char *const starts[] = {
    "<!DOCTYPE svg [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><svg xmlns='http://www.w3.org/2000/svg'/>",
    "<?xml-stylesheet href='x.css'?><svg xmlns='http://www.w3.org/2000/svg'/>",
  };
  g_autofree char *folder = fixture_folder ();

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (store (folder, starts[i], &error));
    g_assert_error (error, YIPU_MEDIA_ERROR, YIPU_MEDIA_ERROR_UNSAFE);
  }
}

static void
test_limits (void)
{
  g_autofree char *folder = fixture_folder ();
  GString *parts = g_string_new (SVG_START ">");
  g_autofree char *filler = g_strnfill (YIPU_DRAWING_BYTES_MAX, ' ');
  g_autofree char *big = g_strconcat (SVG_START, "/>", filler, NULL);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < YIPU_DRAWING_NODES_MAX; i++)
    g_string_append (parts, "<g/>");
  g_string_append (parts, "</svg>");
  g_assert_null (store (folder, parts->str, &error));
  g_assert_error (error, YIPU_MEDIA_ERROR, YIPU_MEDIA_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (store (folder, big, &error));
  g_assert_error (error, YIPU_MEDIA_ERROR, YIPU_MEDIA_ERROR_TOO_LARGE);
  g_string_free (parts, TRUE);
}

static void
test_own_logo (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autoptr (GBytes) bytes = yipu_resource_load ("sample/pictures/logo.svg");
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuPhoto) logo = yipu_photo_store_bytes (folder, bytes, "logo.svg", NULL, &error);

  g_assert_no_error (error);
  g_autoptr (YipuPicture) picture =
      yipu_picture_derive (folder, logo->hash, &YIPU_PICTURE_SPEC (300, 300), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (picture->width, ==, 300);
}

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/drawing/shapes-are-taken-and-drawn-at-any-size", test_shapes);
  g_test_add_func ("/drawing/has-a-size-in-any-case", test_sizes);
  g_test_add_func ("/drawing/what-runs-or-fetches-is-refused", test_refused);
  g_test_add_func ("/drawing/entities-and-stylesheets-are-refused", test_entities);
  g_test_add_func ("/drawing/parts-and-bytes-are-limited", test_limits);
  g_test_add_func ("/drawing/the-sample-logo-is-taken", test_own_logo);
  return g_test_run ();
}
