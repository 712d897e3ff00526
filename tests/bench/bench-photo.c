/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Photos to three sizes (performance.md), against a floor of libjpeg-turbo alone, against
 * vipsthumbnail run once a size, and against ImageMagick. Ours is the whole way: header, limits,
 * decode, resize, colours, three encodes. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <yipu/init.h>

#include <jpeglib.h>

#include "figure.h"
#include "media/decode.h"
#include "media/vips.h"

#define N_SIZES 3
/* After one warm-up. */
#define ROUNDS 5

static const int sides[N_SIZES] = { 1000, 480, 144 };
static const char *const names[] = { "HMD_Nokia_8.3_5G.jpg", "jolla.jpg", "canon_hdr_YES.jpg" };

typedef struct {
  char *paths[G_N_ELEMENTS (names)];
  char *folder; /* for what other programs write */
} Photos;

typedef void (*Way) (const Photos *photos);

static void
ours_one (const char *path)
{
  YipuPictureSpec specs[N_SIZES];
  YipuRendered rendered[N_SIZES];
  int fd = open (path, O_RDONLY | O_CLOEXEC);

  for (int i = 0; i < N_SIZES; i++)
    specs[i] = YIPU_PICTURE_SPEC (sides[i], sides[i]);
  g_assert_true (yipu_decode_render (fd, specs, N_SIZES, rendered, NULL, NULL));
  for (int i = 0; i < N_SIZES; i++)
    yipu_rendered_clear (&rendered[i]);
  close (fd);
}

static void
ours (const Photos *photos)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    ours_one (photos->paths[i]);
}

static gpointer
ours_in_thread (gpointer data)
{
  for (int i = 0; i < 4; i++)
    ours (data);
  return NULL;
}

/* Every n-th pixel: no filter could be cheaper. */
static void
encode_floor (const guint8 *pixels, int width, int height, int side)
{
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr errors;
  unsigned char *out = NULL;
  unsigned long length = 0;
  int step = MAX (1, (MAX (width, height) + side / 2) / side);
  g_autofree guint8 *row = g_malloc ((gsize) width * 3);
  JSAMPROW rows[] = { row };

  jpeg.err = jpeg_std_error (&errors);
  jpeg_create_compress (&jpeg);
  jpeg_mem_dest (&jpeg, &out, &length);
  jpeg.image_width = (JDIMENSION) (width / step);
  jpeg.image_height = (JDIMENSION) (height / step);
  jpeg.input_components = 3;
  jpeg.in_color_space = JCS_RGB;
  jpeg_set_defaults (&jpeg);
  jpeg_set_quality (&jpeg, 85, TRUE);
  jpeg_start_compress (&jpeg, TRUE);
  for (int y = 0; y < height / step; y++) {
    const guint8 *from = pixels + (gsize) y * (gsize) step * (gsize) width * 3;
    for (int x = 0; x < width / step; x++)
      memcpy (row + (gsize) x * 3, from + (gsize) x * (gsize) step * 3, 3);
    jpeg_write_scanlines (&jpeg, rows, 1);
  }
  jpeg_finish_compress (&jpeg);
  jpeg_destroy_compress (&jpeg);
  free (out);
}

static void
floor_one (const char *path)
{
  struct jpeg_decompress_struct jpeg;
  struct jpeg_error_mgr errors;
  FILE *file = fopen (path, "rb");

  g_assert_nonnull (file);
  jpeg.err = jpeg_std_error (&errors);
  jpeg_create_decompress (&jpeg);
  jpeg_stdio_src (&jpeg, file);
  jpeg_read_header (&jpeg, TRUE);
  jpeg.scale_num = 1;
  jpeg.scale_denom = 2;
  jpeg_start_decompress (&jpeg);
  int width = (int) jpeg.output_width;
  int height = (int) jpeg.output_height;
  g_autofree guint8 *pixels = g_malloc ((gsize) width * (gsize) height * 3);
  while (jpeg.output_scanline < jpeg.output_height) {
    JSAMPROW rows[] = { pixels + (gsize) jpeg.output_scanline * (gsize) width * 3 };
    jpeg_read_scanlines (&jpeg, rows, 1);
  }
  jpeg_finish_decompress (&jpeg);
  jpeg_destroy_decompress (&jpeg);
  fclose (file);
  for (int i = 0; i < N_SIZES; i++)
    encode_floor (pixels, width, height, sides[i]);
}

static void
floor_way (const Photos *photos)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    floor_one (photos->paths[i]);
}

static void
run (const char *const *arguments)
{
  int status;

  g_assert_true (g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                               NULL, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
}

static void
vipsthumbnail (const Photos *photos)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (int s = 0; s < N_SIZES; s++) {
      g_autofree char *size = g_strdup_printf ("%dx%d>", sides[s], sides[s]);
      g_autofree char *out = g_strdup_printf ("%s/v%d.jpg[Q=85,strip]", photos->folder, s);
      const char *const arguments[] = {
        "vipsthumbnail", photos->paths[i], "--size", size, "--eprofile", "srgb", "-o", out, NULL
      };
      run (arguments);
    }
}

static void
imagemagick (const Photos *photos)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (int s = 0; s < N_SIZES; s++) {
      g_autofree char *size = g_strdup_printf ("%dx%d>", sides[s], sides[s]);
      g_autofree char *out = g_strdup_printf ("%s/m%d.jpg", photos->folder, s);
      const char *const arguments[] = {
        "convert", photos->paths[i], "-auto-orient", "-resize", size,
        "-strip",  "-quality",       "85",           out,       NULL
      };
      run (arguments);
    }
}

/* Processor time of this process and of its children that have ended, in µs. */
static double
cpu_us (void)
{
  struct rusage mine, theirs;

  getrusage (RUSAGE_SELF, &mine);
  getrusage (RUSAGE_CHILDREN, &theirs);
  return (double) (mine.ru_utime.tv_sec + mine.ru_stime.tv_sec + theirs.ru_utime.tv_sec +
                   theirs.ru_stime.tv_sec) *
             1e6 +
         (double) (mine.ru_utime.tv_usec + mine.ru_stime.tv_usec + theirs.ru_utime.tv_usec +
                   theirs.ru_stime.tv_usec);
}

/* Both in turn after a warm-up; medians of a photo. */
static void
compare (const Photos *photos, Way other, double (*clock) (void), double *us, double *other_us)
{
  g_auto (Timing) ones = timing_new ();
  g_auto (Timing) others = timing_new ();

  for (int round = -1; round < ROUNDS; round++) {
    double before = clock ();
    ours (photos);
    double between = clock ();
    other (photos);
    double after = clock ();
    if (round >= 0)
      timing_add (&ones, (between - before) / G_N_ELEMENTS (names));
    if (round >= 0)
      timing_add (&others, (after - between) / G_N_ELEMENTS (names));
  }
  *us = timing_percentile (&ones, 50);
  *other_us = timing_percentile (&others, 50);
}

/* Most that one worker ever holds, above what a program with libvips holds anyway. */
static glong
peak_kb (const char *path)
{
  struct rusage usage;
  int status;
  pid_t child = fork ();

  if (child == 0) {
    yipu_vips_init ();
    if (path)
      ours_one (path);
    _exit (0);
  }
  g_assert_cmpint ((int) wait4 (child, &status, 0, &usage), ==, (int) child);
  g_assert_cmpint (status, ==, 0);
  return usage.ru_maxrss;
}

static void
report_memory (const Photos *photos)
{
  double base = (double) peak_kb (NULL);
  double most = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    most = MAX (most, (double) peak_kb (photos->paths[i]) - base);
  g_autofree char *value = g_strdup_printf ("%.0f MB above %.0f", most / 1024, base / 1024);
  figure_plain ("photos to three sizes: memory of a worker", 1, value, "≤ 80 MB");
}

/* Two threads on two processors: how much processor time a second of the wall holds. */
static void
report_both_cores (const Photos *photos)
{
  guint n_threads = g_get_num_processors ();
  g_autofree GThread **threads = g_new (GThread *, n_threads);
  double wall = clock_us ();
  double cpu = cpu_us ();

  for (guint i = 0; i < n_threads; i++)
    threads[i] = g_thread_new ("photos", ours_in_thread, (gpointer) photos);
  for (guint i = 0; i < n_threads; i++)
    g_thread_join (threads[i]);
  g_autofree char *value = g_strdup_printf ("%.2f processors of %u",
                                            (cpu_us () - cpu) / (clock_us () - wall), n_threads);
  figure_plain ("photos to three sizes: busy", 4, value, "all");
}

static gboolean
has_program (const char *name)
{
  g_autofree char *path = g_find_program_in_path (name);

  return path != NULL;
}

int
main (int argc, char **argv)
{
  const char *data = g_getenv ("YIPU_SHARED_DATA");
  Photos photos = { 0 };
  double us, other_us;

  yipu_init ();
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    photos.paths[i] = g_build_filename (data ? data : ".", "photos", names[i], NULL);
    if (!g_file_test (photos.paths[i], G_FILE_TEST_EXISTS)) {
      printf ("photos to three sizes: no shared photos here\n");
      return 0;
    }
  }
  photos.folder = g_dir_make_tmp ("yipu-bench-XXXXXX", NULL);
  report_memory (&photos);
  compare (&photos, floor_way, cpu_us, &us, &other_us);
  figure_ratio ("a photo to three sizes, processor time", 1, us, other_us, "≤ 2.3 × libjpeg-turbo");
  report_both_cores (&photos);
  if (has_program ("vipsthumbnail")) {
    compare (&photos, vipsthumbnail, clock_us, &us, &other_us);
    figure_faster ("a photo to three sizes", 1, us, other_us, "≥ 2.3 × vipsthumbnail a size");
  }
  if (has_program ("convert")) {
    compare (&photos, imagemagick, cpu_us, &us, &other_us);
    figure_faster ("a photo to three sizes, processor time", 1, us, other_us, "≥ 10 × ImageMagick");
  }
  for (int s = 0; s < N_SIZES; s++) {
    g_autofree char *one = g_strdup_printf ("%s/v%d.jpg", photos.folder, s);
    g_autofree char *two = g_strdup_printf ("%s/m%d.jpg", photos.folder, s);
    unlink (one);
    unlink (two);
  }
  rmdir (photos.folder);
  return 0;
}
