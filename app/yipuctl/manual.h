/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The manual of yipuctl in all its forms, made from the tables of commands. */
#pragma once

#include "cli.h"

G_BEGIN_DECLS

/* The tables of commands in the order of the manual, ended by NULL. */
extern const CliCommand *const cli_tables[];

/* yipuctl --help: all commands, a line each. */
void manual_print_usage (const CliOption *common);
/* Its name and what comes after it. */
char *manual_dup_usage (const CliCommand *command);
/* yipuctl COMMAND --help. */
void manual_print_command (const CliCommand *command);
/* What bash offers: commands, options, and what their values may be. */
void completion_print (const CliOption *common);
/* --version, --man and --completion; FALSE when @argument is none of these. */
gboolean manual_print_special (const char *argument, const CliOption *common);

G_END_DECLS
