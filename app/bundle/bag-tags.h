/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text files of a bag (RFC 8493, §2): bagit.txt, bag-info.txt, manifests and fetch.txt, as
 * anybody may have written them. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The digests BagIt has used. */
typedef enum {
  YIPU_DIGEST_MD5,
  YIPU_DIGEST_SHA1,
  YIPU_DIGEST_SHA224,
  YIPU_DIGEST_SHA256,
  YIPU_DIGEST_SHA384,
  YIPU_DIGEST_SHA512,
  YIPU_N_DIGESTS,
} YipuDigest;

/* "sha256": in the names of manifests, and for libcrypto. */
const char *yipu_digest_name (YipuDigest digest);

typedef enum {
  YIPU_TAG_NONE,
  YIPU_TAG_BAGIT,
  YIPU_TAG_INFO,
  YIPU_TAG_FETCH,
  YIPU_TAG_MANIFEST,
  YIPU_TAG_TAGMANIFEST,
} YipuTagFile;

/* What a file in the bag's own folder is by its name. @digest is set for manifests, to
 * YIPU_N_DIGESTS where we know no such algorithm. */
YipuTagFile yipu_tag_file_of_name (const char *name, YipuDigest *digest);

/* What bagit.txt says. */
typedef struct {
  int major;
  int minor;
  char *encoding;
} YipuBagDeclaration;

void yipu_bag_declaration_clear (YipuBagDeclaration *declaration);

/* Reads bagit.txt; FALSE with G_IO_ERROR_INVALID_DATA: what is wrong with it, translated. */
gboolean
yipu_bag_declaration_parse (GBytes *bytes, YipuBagDeclaration *declaration, GError **error);

/* A tag file as UTF-8 text ended by a NUL, from the declared encoding; NULL with
 * G_IO_ERROR_INVALID_DATA. Free with g_free(). */
char *yipu_tag_file_decode (GBytes *bytes, const char *encoding, GError **error);

/* Steps through a text: the line without its end (LF, CR or both), moving @at on; NULL after the
 * last. The text is cut up in place. */
char *yipu_tag_file_line (char **at);

/* The value of the first "LABEL: value" of bag-info.txt, folded lines joined; NULL where there is
 * none. Free with g_free(). */
char *yipu_bag_info_get (const char *text, const char *label);

/* Reads "OCTETS.COUNT". */
gboolean yipu_bag_oxum_parse (const char *text, guint64 *bytes, guint64 *files);

/* One line of a manifest: digest and path, in place. FALSE when it is none for @digest. */
gboolean yipu_manifest_line_parse (char *line, YipuDigest digest, const char **hex, char **path);

/* Undoes %0A, %0D and, in @with_percent, %25: those only. In place. */
void yipu_manifest_path_decode (char *path, gboolean with_percent);

G_END_DECLS
