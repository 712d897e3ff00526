/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Work for households: an order of N boxes of a kit, its steps in the workshop with whole runs and
 * batches, who does how many of them, what each is paid, and a proposal that gives out what nobody
 * does yet (kit.md, "The kit", "Price and shares").
 *
 * Who may do a step: an inheritor's only an inheritor of the craft (or the household whose contact
 * she is); a trained household's only one that names a skill, or whose contact has a role in the
 * craft; anyone's everybody. A step that can be done at home is done at home by a household that
 * may take work home; all else is done in the workshop.
 *
 * Pay: what the price bar pays for N boxes is shared out among those who do the work, to the fen;
 * what whole runs, whole batches and work made ahead cost besides stands apart. */
#pragma once

#include <yipu/edit.h>
#include <yipu/kit-sheet.h>

G_BEGIN_DECLS

/**
 * YipuOrderStep:
 * @step: index into the process
 * @amount: how many runs' worth all boxes want; invalid for unknown
 * @runs: the same in whole runs; −1 for unknown
 * @batches: whole batches of them; −1 for unknown
 * @minutes: work and set-up when one hand does them all; invalid for unknown
 * @assigned_runs: runs given out
 * @missing_runs: runs nobody does yet, ≥ 0
 * @ahead_runs: runs given out that no box wants, ≥ 0
 * @unassigned_fen: what the price pays for the missing runs; −1 for unknown
 * @fit_for_home: can be done at home
 *
 * A step of the workshop in an order.
 */
typedef struct {
  guint step;
  YipuFraction amount;
  gint64 runs;
  gint64 batches;
  YipuFraction minutes;
  gint64 assigned_runs;
  gint64 missing_runs;
  gint64 ahead_runs;
  gint64 unassigned_fen;
  gboolean fit_for_home;
} YipuOrderStep;

/**
 * YipuOrderHousehold:
 * @id: the household; or the person, for an inheritor or helper who is no household's contact
 * @kind: "household" or "person"
 * @name: for people
 * @skills: (array zero-terminated=1): as recorded
 * @takes_home: may take work home
 * @trained: may do what asks for a trained household
 * @inheritor: (nullable): the inheritor of this craft in it
 * @weekly_min: minutes free a week; −1 where nobody said
 * @free_min: minutes from the day the order was made to the day it is due, without what other
 * orders take; −1 for a person, whose hours are not kept, or where nobody said
 * @left_min: what can be given out still: minutes from today on, without all that is given out; −1
 * as
 *   @free_min
 * @used_min: minutes of this order; invalid for unknown
 * @boxes_fen: pay that the price of the boxes bears; −1 for unknown, as below
 * @apart_fen: pay for whole runs, set-ups and work made ahead besides
 * @share_fen: of all boxes, its part of what the price bar gives to households, rounding included
 * @over: more is given out than there are minutes
 */
typedef struct {
  const char *id;
  const char *kind;
  const char *name;
  const char *const *skills;
  gboolean takes_home;
  gboolean trained;
  const char *inheritor;
  gint64 weekly_min;
  gint64 free_min;
  gint64 left_min;
  YipuFraction used_min;
  gint64 boxes_fen;
  gint64 apart_fen;
  gint64 share_fen;
  gboolean over;
} YipuOrderHousehold;

/**
 * YipuOrderAssignment:
 * @id: its record
 * @step: index into the order's steps
 * @household: index into the order's households
 * @person: (nullable): who of it
 * @runs: whole runs, ≥ 1
 * @amount: runs' worth of them, less than @runs where the last is not filled
 * @minutes: work and set-up; invalid for unknown
 * @boxes_fen: as of the household
 * @apart_fen: as of the household
 * @at_home: else in the workshop
 * @pay_agreed_on: (nullable): day
 */
typedef struct {
  const char *id;
  guint step;
  guint household;
  const char *person;
  gint64 runs;
  YipuFraction amount;
  YipuFraction minutes;
  gint64 boxes_fen;
  gint64 apart_fen;
  gboolean at_home;
  const char *pay_agreed_on;
} YipuOrderAssignment;

typedef struct _YipuOrder YipuOrder;

/**
 * yipu_order_load:
 * @reader: a catalog
 * @id: a work_order
 * @today: the day it is looked at, "2026-03-01"
 * @error: return location for a #YipuCatalogError
 *
 * Reads once; afterwards the reader is not needed. Rows in any state are accepted: what cannot be
 * reckoned with is left out and is a finding. One thread at a time.
 *
 * Returns: (transfer full): the order; %NULL with @error set when it cannot be read or is no order
 */
YipuOrder *yipu_order_load (YipuReader *reader, const char *id, const char *today, GError **error);

/** Frees the order and everything it returned. */
void yipu_order_free (YipuOrder *order);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuOrder, yipu_order_free)

/** Id of the order. */
const char *yipu_order_get_id (YipuOrder *order);
/** Boxes ordered; 0 where that is not known. */
gint64 yipu_order_get_boxes (YipuOrder *order);
/** The day it is due, or %NULL. */
const char *yipu_order_get_due (YipuOrder *order);
/** What was noted, or %NULL. */
const char *yipu_order_get_note (YipuOrder *order);
/** What the kit is called, never %NULL. */
const char *yipu_order_get_kit_name (YipuOrder *order);
/** The kit's sheet; %NULL where the order names no kit that is there. */
YipuKitSheet *yipu_order_get_sheet (YipuOrder *order);
/** The workshop's steps, as they are done; (element-type YipuOrderStep). */
GArray *yipu_order_get_steps (YipuOrder *order);
/** Households, then people without one; (element-type YipuOrderHousehold). */
GArray *yipu_order_get_households (YipuOrder *order);
/** What is given out, as recorded; (element-type YipuOrderAssignment). */
GArray *yipu_order_get_assignments (YipuOrder *order);
/** What the workshop makes besides what the boxes want; (element-type YipuKitAmount). */
GArray *yipu_order_get_surplus (YipuOrder *order);
/** What is to be bought; (element-type YipuShoppingItem). */
GArray *yipu_order_get_shopping (YipuOrder *order);
/** What the price of all boxes pays for work of @who, in whole fen, rounded up; −1 for unknown.
 * What the assignments' boxes_fen and the steps' unassigned_fen add up to. */
gint64 yipu_order_get_labour_fen (YipuOrder *order, YipuWho who);
/** What is wrong: of the order, its assignments and households, and what the kit blocks for;
 * (element-type YipuFinding). */
GPtrArray *yipu_order_get_findings (YipuOrder *order);

/** What is handed out for an assignment: what its step uses up; (transfer full) (element-type
 * YipuKitAmount). Unknown quantities are invalid. A private step's stays with the master: none. */
GArray *yipu_order_uses (YipuOrder *order, guint assignment);
/** What an assignment makes; (transfer full) (element-type YipuKitAmount). */
GArray *yipu_order_makes (YipuOrder *order, guint assignment);
/** The tools its step takes; (transfer full) (element-type guint): items. */
GArray *yipu_order_tools (YipuOrder *order, guint assignment);

/** Runs of a step for a household. */
typedef struct {
  guint step;      /* index into the order's steps */
  guint household; /* index into the order's households */
  gint64 runs;
} YipuOrderPart;

/**
 * YipuProposal:
 * @parts: (element-type YipuOrderPart): what it gives out
 * @unplaced: (element-type gint64): by step of the order, the runs it could not
 * @findings: (element-type YipuFinding): why not; each leads to its step
 */
typedef struct {
  GArray *parts;
  GArray *unplaced;
  GPtrArray *findings;
} YipuProposal;

/**
 * yipu_order_propose:
 * @order: an order
 *
 * Gives out the runs nobody does yet, whole, to those who may, nobody over the minutes left to them:
 * what few may do first; each time to whoever has most left of their own minutes, batches kept whole
 * where they fit, less than an hour's work in one hand. For trained households' steps those who name
 * the skill go first. The same order gives the same proposal. Stores nothing.
 *
 * Returns: (transfer full): the proposal, valid as long as @order
 */
YipuProposal *yipu_order_propose (YipuOrder *order);

/** Frees the proposal. */
void yipu_proposal_free (YipuProposal *proposal);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuProposal, yipu_proposal_free)

/**
 * yipu_order_dup_job:
 * @order: an order
 * @proposal: of that order
 *
 * Returns: (transfer full): data for yipu_order_store(), which needs neither any more; free with
 *   yipu_order_job_free()
 */
gpointer yipu_order_dup_job (YipuOrder *order, YipuProposal *proposal);
/** Frees the job. */
void yipu_order_job_free (gpointer job);

/** A #YipuEditFunc: adds an assignment for each part of the job. One edit, one undo. */
gboolean yipu_order_store (YipuEdit *edit, gpointer job, GError **error);

/**
 * yipu_order_to_json:
 *
 * Returns: (transfer full): an object with the order's fields, "steps", "households",
 *   "assignments", "surplus", "shopping", "labour_fen" and "findings"; quantities as text of exact
 *   fractions, unknown figures as null
 */
JsonNode *yipu_order_to_json (YipuOrder *order);

G_END_DECLS
