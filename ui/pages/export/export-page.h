/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Export: products × shops, what each still asks, and the bundle. */
#pragma once

#include "page.h"

G_BEGIN_DECLS

/*
 * Actions: "export.save" asks where and exports what is chosen; "export.save-to" (s) exports to a
 * path; "export.next" walks the findings.
 */
#define YIPU_TYPE_EXPORT_PAGE (yipu_export_page_get_type ())
G_DECLARE_FINAL_TYPE (YipuExportPage, yipu_export_page, YIPU, EXPORT_PAGE, GtkBox)

G_END_DECLS
