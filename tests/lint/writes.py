# SPDX-License-Identifier: GPL-3.0-or-later
"""Record tables are written in one place only, and SQLite is seen in few (code.md, 7).
Usage: writes.py ROOT"""
import re

from tree import Report, files, read, without_comments

# Where SQL that writes record tables is made: rows from edits and the fold, and the migration.
WRITERS = {'app/catalog/table.c', 'app/catalog/schema.c'}
# The log and what stands beside it: no record tables.
LOG_TABLES = {'meta', 'job', 'replica', 'edit', 'change', 'question'}
STORE = re.compile(r'^app/(catalog/|[a-z]+/[a-z-]*store\.[ch]$)')
# The search index is a file of its own.
OWN_FILES = re.compile(r'^app/catalog/search')

VERB = re.compile(r'"[^"]*\b(INSERT(?: OR \w+)? INTO|REPLACE INTO|UPDATE|DELETE FROM)\s+'
                  r'(?:\\"|%s|\\?")?(\w*)')


def stray_writes():
    for path in files('app', 'ui'):
        if path in WRITERS or OWN_FILES.match(path):
            continue
        text = without_comments(read(path))
        for match in VERB.finditer(text):
            verb, table = match.groups()
            if table not in LOG_TABLES and not (verb == 'UPDATE' and table == 'SET'):
                line = text.count('\n', 0, match.start()) + 1
                yield f'{path}:{line}: {verb} {table}'


def stray_sqlite():
    for path in files('app', 'ui', 'include'):
        text = without_comments(read(path))
        if not STORE.match(path) and re.search(r'#include\s*<sqlite3\.h>|\bsqlite3_\w+\s*\(', text):
            yield path


def built_sql():
    """SQL is constant, or made of identifiers: never of values."""
    made = re.compile(r'printf\s*\([^;]*"[^"]*\b(SELECT|INSERT|UPDATE|DELETE)\b[^"]*%[^"]*"', re.S)
    for path in files('app'):
        if path in WRITERS or OWN_FILES.match(path):
            continue
        text = without_comments(read(path))
        for match in made.finditer(text):
            line = text.count('\n', 0, match.start()) + 1
            yield f'{path}:{line}'


report = Report()
report.rule('only edits and the fold write record tables', list(stray_writes()))
report.rule('SQLite is seen by the catalog and stores alone', list(stray_sqlite()))
report.rule('no SQL is printed together', list(built_sql()))
report.end()
