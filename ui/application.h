/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The program: one process, one window a catalog. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define YIPU_TYPE_APPLICATION (yipu_application_get_type ())
G_DECLARE_FINAL_TYPE (YipuApplication, yipu_application, YIPU, APPLICATION, AdwApplication)

YipuApplication *yipu_application_new (void);

/** Opens the catalog in @folder in a window, or raises the window that has it. */
void yipu_application_open_folder (YipuApplication *self, const char *folder);

/**
 * YipuAccel:
 * @action: a detailed action name
 * @keys: accelerators, separated by spaces
 */
typedef struct {
  const char *action;
  const char *keys;
} YipuAccel;

/** All shortcuts of the program; the shortcuts window shows each. */
const YipuAccel *yipu_accels (guint *n_accels);

/** Registers templates, style and icons: for tests that build widgets without the program. */
void yipu_ui_register (void);

G_END_DECLS
