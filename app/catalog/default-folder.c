/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a login's own catalog lies, so that nobody has to set one up. */
#include <yipu/catalog.h>

char *
yipu_catalog_dup_default_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "yipu", "catalog.yipu", NULL);
}
