/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Faults put in on purpose, so that the log's tests prove that they would see them (log.md, "The
 * tests see"). Nothing but tests sets them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  YIPU_FAULT_NONE,
  YIPU_FAULT_FOLD_AFTER_LEAVING,
  YIPU_FAULT_BASES_IN_LOCAL_ORDER,
  YIPU_FAULT_NO_BLANKING_ON_ARRIVAL,
  YIPU_FAULT_BLANKS_WHAT_WAS_WRITTEN_AFTER,
  YIPU_FAULT_ANCESTORS_BY_DIRECT_BASES,
  YIPU_FAULT_SET_REPLACES_ALL_HEADS,
  YIPU_FAULT_SET_LEAVES_EQUAL_HEADS,
  YIPU_FAULT_CURSOR_WITHOUT_HASH,
  YIPU_N_FAULTS,
} YipuFault;

extern YipuFault yipu_fault;

G_END_DECLS
