/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Findings and lists of them. */
#include <yipu/finding.h>

G_DEFINE_BOXED_TYPE (YipuFinding, yipu_finding, yipu_finding_ref, yipu_finding_unref)

YipuFinding *
yipu_finding_new (YipuSeverity severity,
                  const char *rule,
                  const char *kind,
                  const char *record,
                  const char *field,
                  const char *message,
                  ...)
{
  YipuFinding *finding = g_new0 (YipuFinding, 1);
  va_list args;

  g_atomic_ref_count_init (&finding->ref_count);
  finding->severity = severity;
  finding->rule = g_strdup (rule);
  finding->kind = g_strdup (kind);
  finding->record = g_strdup (record);
  finding->field = g_strdup (field);
  finding->start = -1;
  va_start (args, message);
  finding->message = g_strdup_vprintf (message, args);
  va_end (args);
  return finding;
}

YipuFinding *
yipu_finding_ref (YipuFinding *finding)
{
  g_atomic_ref_count_inc (&finding->ref_count);
  return finding;
}

void
yipu_finding_unref (YipuFinding *finding)
{
  if (!g_atomic_ref_count_dec (&finding->ref_count))
    return;
  g_free (finding->rule);
  g_free (finding->kind);
  g_free (finding->record);
  g_free (finding->field);
  g_free (finding->shop);
  g_free (finding->message);
  g_free (finding->law);
  g_free (finding);
}

const char *
yipu_severity_to_string (YipuSeverity severity)
{
  static const char *const names[] = { "hint", "warn", "block" };

  g_return_val_if_fail (severity <= YIPU_SEVERITY_BLOCK, NULL);
  return names[severity];
}

GPtrArray *
yipu_findings_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) yipu_finding_unref);
}

gboolean
yipu_findings_worst (GPtrArray *findings, YipuSeverity *worst)
{
  if (findings->len == 0)
    return FALSE;
  *worst = YIPU_SEVERITY_HINT;
  for (guint i = 0; i < findings->len; i++)
    *worst = MAX (*worst, ((const YipuFinding *) findings->pdata[i])->severity);
  return TRUE;
}
