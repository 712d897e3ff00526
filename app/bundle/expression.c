/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading expressions. A text becomes parts, literal or "{path|pipe(argument)|…}"; an argument is
 * raw text up to its matching bracket and is read again where it may hold expressions. The type of
 * every part is followed on the way, so that unknown names and lists left unjoined are refused
 * here and evaluation cannot fail for them. */
#include "bundle/expression.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/shop.h>

#include "bundle/expression-private.h"
#include "bundle/pipes.h"

/* Pipes one after the other in one expression. */
#define MAX_STEPS 12

static const YipuPipe pipes[] = {
  { "yuan", YIPU_PIPE_TEXT, YIPU_ARGUMENT_NONE, TRUE, yipu_pipe_yuan },
  { "fen", YIPU_PIPE_TEXT, YIPU_ARGUMENT_NONE, TRUE, yipu_pipe_fen },
  { "kg", YIPU_PIPE_TEXT, YIPU_ARGUMENT_NONE, TRUE, yipu_pipe_kg },
  { "cm", YIPU_PIPE_TEXT, YIPU_ARGUMENT_NONE, TRUE, yipu_pipe_cm },
  { "unit", YIPU_PIPE_TEXT, YIPU_ARGUMENT_UNIT, TRUE, yipu_pipe_unit },
  { "trim", YIPU_PIPE_TEXT, YIPU_ARGUMENT_NONE, FALSE, yipu_pipe_trim },
  { "one_line", YIPU_PIPE_TEXT, YIPU_ARGUMENT_NONE, FALSE, yipu_pipe_one_line },
  { "html", YIPU_PIPE_TEXT, YIPU_ARGUMENT_NONE, FALSE, yipu_pipe_html },
  { "text", YIPU_PIPE_TEXT, YIPU_ARGUMENT_NONE, FALSE, yipu_pipe_text },
  { "cut", YIPU_PIPE_TEXT, YIPU_ARGUMENT_CUT, FALSE, yipu_pipe_cut },
  { "esc", YIPU_PIPE_TEXT, YIPU_ARGUMENT_TEXT, FALSE, yipu_pipe_esc },
  { "pair", YIPU_PIPE_TEXT, YIPU_ARGUMENT_TEXT, FALSE, yipu_pipe_pair },
  { "slug", YIPU_PIPE_TEXT, YIPU_ARGUMENT_NONE, FALSE, yipu_pipe_slug },
  { "pad", YIPU_PIPE_TEXT, YIPU_ARGUMENT_NUMBER, FALSE, yipu_pipe_pad },
  { "date", YIPU_PIPE_TEXT, YIPU_ARGUMENT_TEXT, FALSE, yipu_pipe_date },
  { "default", YIPU_PIPE_DEFAULT, YIPU_ARGUMENT_TEMPLATE, FALSE, NULL },
  { "bool", YIPU_PIPE_BOOL, YIPU_ARGUMENT_TWO, FALSE, NULL },
  { "map", YIPU_PIPE_MAP, YIPU_ARGUMENT_MAP, FALSE, NULL },
  { "fmt", YIPU_PIPE_FMT, YIPU_ARGUMENT_ITEM, FALSE, NULL },
  { "each", YIPU_PIPE_EACH, YIPU_ARGUMENT_ITEM, FALSE, NULL },
  { "pick", YIPU_PIPE_PICK, YIPU_ARGUMENT_FIELD, FALSE, NULL },
  { "where", YIPU_PIPE_WHERE, YIPU_ARGUMENT_TEST, FALSE, NULL },
  { "first", YIPU_PIPE_FIRST, YIPU_ARGUMENT_NONE, FALSE, NULL },
  { "count", YIPU_PIPE_COUNT, YIPU_ARGUMENT_NONE, TRUE, NULL },
  { "sum", YIPU_PIPE_SUM, YIPU_ARGUMENT_FIELD, TRUE, NULL },
  { "join", YIPU_PIPE_JOIN, YIPU_ARGUMENT_TEXT, FALSE, NULL },
};

/* Where the reader stands. */
typedef struct {
  const char *source;
  const char *at;
  const YipuPathSpace *space;
  const YipuPathType *it; /* NULL outside of lists */
  guint depth;
} Reader;

static YipuExpression *read_template (const char *source,
                                      const YipuPathSpace *space,
                                      const YipuPathType *it,
                                      guint depth,
                                      GError **error);

static void
clear_step (gpointer data)
{
  YipuStep *step = data;

  g_free (step->text);
  g_strfreev (step->words);
  g_clear_pointer (&step->first, yipu_expression_free);
  g_clear_pointer (&step->second, yipu_expression_free);
}

static void
clear_part (gpointer data)
{
  YipuPart *part = data;

  g_free (part->literal);
  g_strfreev (part->path);
  g_clear_pointer (&part->steps, g_array_unref);
}

void
yipu_expression_free (YipuExpression *expression)
{
  g_array_unref (expression->parts);
  g_free (expression);
}

static YipuExpression *
expression_new (void)
{
  YipuExpression *expression = g_new0 (YipuExpression, 1);

  expression->parts = g_array_new (FALSE, TRUE, sizeof (YipuPart));
  g_array_set_clear_func (expression->parts, clear_part);
  return expression;
}

static gboolean G_GNUC_PRINTF (2, 3) refuse (GError **error, const char *message, ...)
{
  va_list args;

  va_start (args, message);
  g_propagate_error (error,
                     g_error_new_valist (YIPU_SHOP_ERROR, YIPU_SHOP_ERROR_PROFILE, message, args));
  va_end (args);
  return FALSE;
}

static const YipuPipe *
find_pipe (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pipes); i++)
    if (g_str_equal (pipes[i].name, name))
      return &pipes[i];
  return NULL;
}

/* Letters, digits, "_" and ".", as paths and functions are spelt. */
static char *
read_word (Reader *reader)
{
  const char *start = reader->at;

  while (g_ascii_isalnum (*reader->at) || *reader->at == '_' || *reader->at == '.')
    reader->at++;
  return g_strndup (start, (gsize) (reader->at - start));
}

/* The raw text from after "(" to its matching ")", which is passed; NULL where there is none. */
static char *
read_bracket (Reader *reader)
{
  const char *start = reader->at;
  guint open = 1;

  for (const char *c = start; *c; c++) {
    if (*c == '(')
      open++;
    else if (*c == ')' && --open == 0) {
      reader->at = c + 1;
      return g_strndup (start, (gsize) (c - start));
    }
  }
  return NULL;
}

static gboolean
is_digits (const char *text)
{
  return text[0] && strspn (text, "0123456789") == strlen (text) && strlen (text) <= 9;
}

/* "gbk,60" */
static gboolean
is_cut (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  YipuMeasure measure;

  return g_strv_length (words) == 2 && yipu_measure_parse (words[0], &measure) &&
         is_digits (words[1]);
}

/* What one element of a list is. */
static YipuPathType
element_type (YipuPathType type)
{
  type.list = FALSE;
  return type;
}

static gboolean
has_member (const Reader *reader, YipuPathType type, const char *name)
{
  YipuPathType element = element_type (type), member;
  const char *const path[] = { "it", name, NULL };

  return yipu_paths_resolve (reader->space, &element, path, &member) &&
         member.kind != YIPU_PATH_OBJECT && !member.list;
}

/* "field,op,value", where op is one of set, unset, eq, ne, gt, lt */
static gboolean
read_test (const Reader *reader, YipuStep *step, YipuPathType type)
{
  static const char *const operators[] = { "set", "unset", "eq", "ne", "gt", "lt", NULL };

  step->words = g_strsplit (step->text, ",", 3);
  return g_strv_length (step->words) == 3 && has_member (reader, type, step->words[0]) &&
         g_strv_contains (operators, step->words[1]);
}

/* A unit, or the path of a setting that says one. */
static gboolean
read_unit (const Reader *reader, YipuStep *step)
{
  YipuPathType type;

  if (strchr (step->text, '.') == NULL)
    return yipu_pipe_knows_unit (step->text);
  step->words = g_strsplit (step->text, ".", -1);
  return yipu_paths_resolve (reader->space, reader->it, (const char *const *) step->words, &type) &&
         type.kind == YIPU_PATH_TEXT && !type.list;
}

/* Where the comma of two arguments stands, not counting those within brackets or braces. */
static const char *
find_comma (const char *text)
{
  int open = 0;

  for (const char *c = text; *c; c++) {
    if (*c == '(' || *c == '{')
      open++;
    else if (*c == ')' || *c == '}')
      open--;
    else if (*c == ',' && open == 0)
      return c;
  }
  return NULL;
}

static gboolean
read_templates (const Reader *reader, YipuStep *step, YipuPathType type, GError **error)
{
  YipuPathType element = element_type (type);
  const YipuPathType *it = step->pipe->argument == YIPU_ARGUMENT_ITEM ? &element : reader->it;
  const char *comma = find_comma (step->text);
  g_autofree char *first = NULL;

  if (step->pipe->argument != YIPU_ARGUMENT_TWO) {
    step->first = read_template (step->text, reader->space, it, reader->depth + 1, error);
    return step->first != NULL;
  }
  if (comma == NULL)
    return refuse (error, _ ("“%s” takes two texts with a comma between them"), step->pipe->name);
  first = g_strndup (step->text, (gsize) (comma - step->text));
  step->first = read_template (first, reader->space, it, reader->depth + 1, error);
  if (step->first)
    step->second = read_template (comma + 1, reader->space, it, reader->depth + 1, error);
  return step->second != NULL;
}

static gboolean
check_argument (const Reader *reader, YipuStep *step, YipuPathType type)
{
  switch (step->pipe->argument) {
  case YIPU_ARGUMENT_NUMBER: return is_digits (step->text);
  case YIPU_ARGUMENT_CUT: return is_cut (step->text);
  case YIPU_ARGUMENT_UNIT: return read_unit (reader, step);
  case YIPU_ARGUMENT_FIELD:
    step->words = g_strsplit (step->text, ",", -1);
    return g_strv_length (step->words) == 1 && has_member (reader, type, step->words[0]);
  case YIPU_ARGUMENT_TEST: return read_test (reader, step, type);
  case YIPU_ARGUMENT_MAP:
    return reader->space->maps && g_strv_contains (reader->space->maps, step->text);
  case YIPU_ARGUMENT_TEXT: return strchr (step->text, '{') == NULL;
  case YIPU_ARGUMENT_NONE:
  case YIPU_ARGUMENT_TEMPLATE:
  case YIPU_ARGUMENT_TWO:
  case YIPU_ARGUMENT_ITEM: return TRUE;
  default: g_assert_not_reached ();
  }
}

static gboolean
read_argument (Reader *reader, YipuStep *step, YipuPathType type, GError **error)
{
  gboolean wanted = step->pipe->argument != YIPU_ARGUMENT_NONE;

  if ((*reader->at == '(') != wanted)
    return refuse (error,
                   wanted ? _ ("“%s” wants an argument in brackets") : _ ("“%s” takes no argument"),
                   step->pipe->name);
  if (!wanted)
    return TRUE;
  reader->at++;
  step->text = read_bracket (reader);
  if (step->text == NULL)
    return refuse (error, _ ("The bracket after “%s” is not closed"), step->pipe->name);
  if (!check_argument (reader, step, type))
    return refuse (error, _ ("“%s” cannot take this argument"), step->pipe->name);
  switch (step->pipe->argument) {
  case YIPU_ARGUMENT_TEMPLATE:
  case YIPU_ARGUMENT_TWO:
  case YIPU_ARGUMENT_ITEM: return read_templates (reader, step, type, error);
  case YIPU_ARGUMENT_NONE:
  case YIPU_ARGUMENT_TEXT:
  case YIPU_ARGUMENT_NUMBER:
  case YIPU_ARGUMENT_CUT:
  case YIPU_ARGUMENT_UNIT:
  case YIPU_ARGUMENT_MAP:
  case YIPU_ARGUMENT_FIELD:
  case YIPU_ARGUMENT_TEST:
  default: return TRUE;
  }
}

/* Two literals of digits stay digits whichever is chosen. */
static gboolean
gives_number (const YipuStep *step)
{
  if (step->pipe->kind == YIPU_PIPE_BOOL)
    return yipu_expression_is_number (step->first) && yipu_expression_is_number (step->second);
  return step->pipe->number;
}

/* Whether the pipe can take what stands before it; then what comes out of it. */
static gboolean
follow_type (const YipuStep *step, YipuPathType *type)
{
  gboolean list = type->list;

  switch (step->pipe->kind) {
  case YIPU_PIPE_TEXT:
  case YIPU_PIPE_MAP:
    if (type->kind == YIPU_PATH_OBJECT)
      return FALSE;
    break;
  case YIPU_PIPE_DEFAULT:
    if (list || type->kind == YIPU_PATH_OBJECT)
      return FALSE;
    break;
  case YIPU_PIPE_BOOL: list = FALSE; break;
  case YIPU_PIPE_WHERE: return list;
  case YIPU_PIPE_FIRST: type->list = FALSE; return list;
  case YIPU_PIPE_JOIN:
    if (!list || type->kind == YIPU_PATH_OBJECT)
      return FALSE;
    list = FALSE;
    break;
  case YIPU_PIPE_FMT:
  case YIPU_PIPE_PICK:
    if (!list)
      return FALSE;
    break;
  case YIPU_PIPE_EACH:
  case YIPU_PIPE_COUNT:
  case YIPU_PIPE_SUM:
    if (!list)
      return FALSE;
    list = FALSE;
    break;
  default: g_assert_not_reached ();
  }
  *type = (YipuPathType){ gives_number (step) ? YIPU_PATH_NUMBER : YIPU_PATH_TEXT, list, NULL };
  return TRUE;
}

static gboolean
read_step (Reader *reader, YipuPart *part, GError **error)
{
  g_autofree char *name = read_word (reader);
  YipuStep step = { .pipe = find_pipe (name) };

  if (step.pipe == NULL)
    return refuse (error, _ ("There is no function “%s”"), name);
  if (part->steps->len >= MAX_STEPS)
    return refuse (error, _ ("“%s” is one function too many in a row"), name);
  if (!read_argument (reader, &step, part->type, error)) {
    clear_step (&step);
    return FALSE;
  }
  g_array_append_val (part->steps, step);
  if (!follow_type (&step, &part->type))
    return refuse (error, _ ("“%s” cannot work on what stands before it"), name);
  return TRUE;
}

static gboolean
read_path (Reader *reader, YipuPart *part, GError **error)
{
  g_autofree char *name = read_word (reader);

  part->path = g_strsplit (name, ".", -1);
  if (!yipu_paths_resolve (reader->space, reader->it, (const char *const *) part->path,
                           &part->type))
    return refuse (error, _ ("There is no “%s” to ask for here"), name);
  return TRUE;
}

/* From after "{" to after "}". */
static gboolean
read_expression (Reader *reader, YipuPart *part, GError **error)
{
  part->steps = g_array_new (FALSE, TRUE, sizeof (YipuStep));
  g_array_set_clear_func (part->steps, clear_step);
  if (!read_path (reader, part, error))
    return FALSE;
  while (*reader->at == '|') {
    reader->at++;
    if (!read_step (reader, part, error))
      return FALSE;
  }
  if (*reader->at != '}')
    return refuse (error, _ ("A brace is not closed in “%s”"), reader->source);
  reader->at++;
  if (part->type.list || part->type.kind == YIPU_PATH_OBJECT)
    return refuse (error, _ ("“%s” gives several texts: say how they are joined"), reader->source);
  return TRUE;
}

static gboolean
read_part (Reader *reader, YipuPart *part, GError **error)
{
  const char *brace;

  if (*reader->at == '{') {
    reader->at++;
    return read_expression (reader, part, error);
  }
  brace = strchrnul (reader->at, '{');
  part->literal = g_strndup (reader->at, (gsize) (brace - reader->at));
  part->type = (YipuPathType){ is_digits (part->literal) ? YIPU_PATH_NUMBER : YIPU_PATH_TEXT };
  reader->at = brace;
  return TRUE;
}

static YipuExpression *
read_template (const char *source,
               const YipuPathSpace *space,
               const YipuPathType *it,
               guint depth,
               GError **error)
{
  g_autoptr (YipuExpression) expression = expression_new ();
  Reader reader = { source, source, space, it, depth };

  if (depth > YIPU_EXPRESSION_MAX_DEPTH) {
    refuse (error, _ ("Brackets stand too deep within each other in “%s”"), source);
    return NULL;
  }
  while (*reader.at) {
    YipuPart part = { 0 };
    gboolean read = read_part (&reader, &part, error);

    g_array_append_val (expression->parts, part);
    if (!read)
      return NULL;
  }
  return g_steal_pointer (&expression);
}

/* Sources come from files of the user: any bytes. */
static gboolean
check_source (const char *source, GError **error)
{
  if (!g_utf8_validate (source, -1, NULL))
    return refuse (error, "%s", _ ("A text in the profile is not UTF-8"));
  if (g_utf8_strlen (source, -1) > YIPU_EXPRESSION_MAX_SOURCE)
    return refuse (error, "%s", _ ("A text in the profile is longer than 4,096 characters"));
  return TRUE;
}

YipuExpression *
yipu_expression_parse (const char *source, const YipuPathSpace *space, GError **error)
{
  if (!check_source (source, error))
    return NULL;
  return read_template (source, space, NULL, 0, error);
}

YipuExpression *
yipu_expression_parse_path (const char *source, const YipuPathSpace *space, GError **error)
{
  g_autoptr (YipuExpression) expression = expression_new ();
  Reader reader = { source, source, space, NULL, 0 };
  YipuPart part = { 0 };
  gboolean read;

  if (!check_source (source, error))
    return NULL;
  read = read_path (&reader, &part, error);
  g_array_append_val (expression->parts, part);
  if (!read)
    return NULL;
  if (*reader.at) {
    refuse (error, _ ("“%s” is no path"), source);
    return NULL;
  }
  return g_steal_pointer (&expression);
}

gboolean
yipu_expression_is_number (const YipuExpression *expression)
{
  return expression->parts->len == 1 &&
         g_array_index (expression->parts, YipuPart, 0).type.kind == YIPU_PATH_NUMBER;
}
