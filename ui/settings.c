/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window's settings. */
#include "settings.h"

#define SCHEMA "org.yipu.Yipu"

GSettings *
yipu_settings_new (void)
{
  GSettingsSchemaSource *installed = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      installed ? g_settings_schema_source_lookup (installed, SCHEMA, TRUE) : NULL;

  if (schema)
    return g_settings_new (SCHEMA);

  g_autoptr (GSettingsSchemaSource) built =
      g_settings_schema_source_new_from_directory (YIPU_BUILD_SCHEMADIR, installed, TRUE, NULL);
  g_autoptr (GSettingsSchema) own =
      built ? g_settings_schema_source_lookup (built, SCHEMA, FALSE) : NULL;

  return own ? g_settings_new_full (own, NULL, NULL) : g_settings_new (SCHEMA);
}
