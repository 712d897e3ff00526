/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A finding: what is wrong with the data, where, and how to mend it. Never an error: any row is
 * accepted, and what cannot stand says so here (architecture.md, "Errors and findings"). */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * YipuSeverity:
 * @YIPU_SEVERITY_HINT: shown only
 * @YIPU_SEVERITY_WARN: goes on once a person ticks a reason
 * @YIPU_SEVERITY_BLOCK: this product stays out of this shop's part
 */
typedef enum {
  YIPU_SEVERITY_HINT,
  YIPU_SEVERITY_WARN,
  YIPU_SEVERITY_BLOCK,
} YipuSeverity;

#define YIPU_TYPE_FINDING (yipu_finding_get_type ())

/**
 * YipuFinding:
 * @severity: what it does
 * @rule: id of the rule that asks: "kit.cycle", "A01", "taobao.p.title"; stable, ASCII
 * @kind: (nullable): kind of the record to open
 * @record: (nullable): its id
 * @field: (nullable): the field to put the cursor in, as model.md spells it
 * @shop: (nullable): id of the shop profile that asks
 * @message: one sentence for the person at the desk, translated: what, where, what to do
 * @law: (nullable): the legal ground, for claim rules
 * @start: first code point of the offending span in the field's text, or -1
 * @length: code points of that span
 *
 * Immutable once made; reference-counted; may cross threads.
 */
typedef struct {
  YipuSeverity severity;
  char *rule;
  char *kind;
  char *record;
  char *field;
  char *shop;
  char *message;
  char *law;
  int start;
  int length;
  /*< private >*/
  gatomicrefcount ref_count;
} YipuFinding;

GType yipu_finding_get_type (void) G_GNUC_CONST;

/**
 * yipu_finding_new:
 * @severity: what it does
 * @rule: the rule's id
 * @kind: (nullable): kind of the record
 * @record: (nullable): its id
 * @field: (nullable): its field
 * @message: printf format of the translated sentence
 *
 * @shop, @law and the span are empty; set them before handing the finding out.
 *
 * Returns: (transfer full): a new finding
 */
YipuFinding *yipu_finding_new (YipuSeverity severity,
                               const char *rule,
                               const char *kind,
                               const char *record,
                               const char *field,
                               const char *message,
                               ...) G_GNUC_PRINTF (6, 7);

/** Takes a reference. */
YipuFinding *yipu_finding_ref (YipuFinding *finding);
/** Drops a reference. */
void yipu_finding_unref (YipuFinding *finding);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuFinding, yipu_finding_unref)

/** "block", "warn" or "hint", the ids of the vocabulary finding_severities. */
const char *yipu_severity_to_string (YipuSeverity severity);

/**
 * yipu_findings_new:
 *
 * Returns: (transfer full) (element-type YipuFinding): an empty list that owns what is put in
 */
GPtrArray *yipu_findings_new (void);

/**
 * yipu_findings_worst:
 * @findings: (element-type YipuFinding): a list
 * @worst: (out): the highest severity in it; untouched when it is empty
 *
 * Returns: %FALSE when @findings is empty
 */
gboolean yipu_findings_worst (GPtrArray *findings, YipuSeverity *worst);

G_END_DECLS
