/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The completion of bash, from the same tables that are run: what a word in a usage line is called
 * (KIND, SHOP, FILE …) says what may stand there. */
#include "manual.h"

/* The function bash calls. What it asks for stands in the functions that are printed before it. */
#define ASK                                                                                        \
  "_yipuctl () {\n"                                                                                \
  "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"                    \
  "  local command= first= at value\n"                                                             \
  "  for ((at = 1; at < COMP_CWORD; at++)); do\n"                                                  \
  "    if [[ -n $(_yipuctl_value \"${COMP_WORDS[at]}\") ]]; then\n"                                \
  "      ((at += 1))\n"                                                                            \
  "    elif [[ ${COMP_WORDS[at]} == -* ]]; then\n"                                                 \
  "      continue\n"                                                                               \
  "    elif [[ -z $command ]]; then\n"                                                             \
  "      command=${COMP_WORDS[at]}\n"                                                              \
  "    elif [[ -z $first ]]; then\n"                                                               \
  "      first=${COMP_WORDS[at]}\n"                                                                \
  "    fi\n"                                                                                       \
  "  done\n"                                                                                       \
  "  value=$(_yipuctl_value \"$before\")\n"                                                        \
  "  [[ -n $value || $word == -* ]] || value=$(_yipuctl_argument \"$command\" \"$first\")\n"       \
  "  COMPREPLY=()\n"                                                                               \
  "  case $value in\n"                                                                             \
  "  COMMAND) _yipuctl_offer \"$_yipuctl_commands $(_yipuctl_options '')\" ;;\n"                   \
  "  KIND) _yipuctl_offer \"$_yipuctl_kinds\" ;;\n"                                                \
  "  SHOP) _yipuctl_offer \"$(\"${COMP_WORDS[0]}\" shops 2>/dev/null | cut -f 1)\" ;;\n"           \
  "  FORM) _yipuctl_offer 'screen fold box-card begin skilled teach' ;;\n"                         \
  "  LANGUAGE) _yipuctl_offer 'zh en' ;;\n"                                                        \
  "  FIELD=VALUE)\n"                                                                               \
  "    compopt -o nospace 2>/dev/null\n"                                                           \
  "    _yipuctl_offer \"$(_yipuctl_fields \"$first\")\"\n"                                         \
  "    ;;\n"                                                                                       \
  "  FILE* | FOLDER | PATH) mapfile -t COMPREPLY < <(compgen -f -- \"$word\") ;;\n"                \
  "  '') _yipuctl_offer \"$(_yipuctl_options \"$command\")\" ;;\n"                                 \
  "  esac\n"                                                                                       \
  "}\n"                                                                                            \
  "_yipuctl_offer () {\n"                                                                          \
  "  mapfile -t COMPREPLY < <(compgen -W \"$1\" -- \"$word\")\n"                                   \
  "}\n"                                                                                            \
  "complete -o filenames -F _yipuctl yipuctl\n"

static void
print_commands (void)
{
  g_print ("_yipuctl_commands='");
  for (const CliCommand *const *table = cli_tables; *table; table++)
    for (const CliCommand *command = *table; command->name; command++)
      g_print ("%s ", command->name);
  g_print ("'\n");
}

static void
print_kinds (void)
{
  guint n_kinds;
  const YipuKind *const *kinds = yipu_kind_all (&n_kinds);

  g_print ("_yipuctl_kinds='");
  for (guint i = 0; i < n_kinds; i++)
    g_print ("%s ", kinds[i]->id);
  g_print ("'\n_yipuctl_fields () {\n  case $1 in\n");
  for (guint i = 0; i < n_kinds; i++) {
    g_print ("  %s) echo '", kinds[i]->id);
    for (guint f = 0; f < kinds[i]->n_fields; f++)
      g_print ("%s= ", kinds[i]->fields[f].name);
    g_print ("' ;;\n");
  }
  g_print ("  esac\n}\n");
}

static void
print_words (const CliOption *options)
{
  for (; options && options->name; options++)
    g_print ("--%s ", options->name);
}

static void
print_options (const CliOption *common)
{
  g_print ("_yipuctl_options () {\n  echo '");
  print_words (common);
  g_print ("'\n  case $1 in\n");
  for (const CliCommand *const *table = cli_tables; *table; table++)
    for (const CliCommand *command = *table; command->name; command++) {
      if (!command->options)
        continue;
      g_print ("  %s) echo '", command->name);
      print_words (command->options);
      g_print ("' ;;\n");
    }
  g_print ("  esac\n}\n");
}

static void
print_value (const CliOption *options)
{
  for (; options && options->name; options++)
    if (options->value)
      g_print ("  --%s) echo '%s' ;;\n", options->name, options->value);
}

/* What stands after an option; nothing after a flag. */
static void
print_values (const CliOption *common)
{
  g_print ("_yipuctl_value () {\n  case $1 in\n");
  print_value (common);
  for (const CliCommand *const *table = cli_tables; *table; table++)
    for (const CliCommand *command = *table; command->name; command++)
      print_value (command->options);
  g_print ("  esac\n}\n");
}

/* Whether the usage begins with that word, needed or not. */
static gboolean
begins_with (const CliCommand *command, const char *word)
{
  return g_str_has_prefix (command->arguments + (*command->arguments == '['), word);
}

/* What the first argument of a command is, and what those after it are. */
static void
print_arguments (void)
{
  g_print ("_yipuctl_argument () {\n  case $1:${2:+more} in\n  :*) echo COMMAND ;;\n");
  for (const CliCommand *const *table = cli_tables; *table; table++)
    for (const CliCommand *command = *table; command->name; command++) {
      if (begins_with (command, "KIND"))
        g_print ("  %s:) echo KIND ;;\n", command->name);
      if (begins_with (command, "KIND FIELD=VALUE"))
        g_print ("  %s:*) echo FIELD=VALUE ;;\n", command->name);
      if (begins_with (command, "FILE") || begins_with (command, "FOLDER") ||
          begins_with (command, "PATH"))
        g_print ("  %s:*) echo FILE ;;\n", command->name);
    }
  g_print ("  esac\n}\n");
}

void
completion_print (const CliOption *common)
{
  g_print ("# SPDX-License-Identifier: GPL-3.0-or-later\n");
  print_commands ();
  print_kinds ();
  print_options (common);
  print_values (common);
  print_arguments ();
  g_print ("%s", ASK);
}
