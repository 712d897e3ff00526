# SPDX-License-Identifier: GPL-3.0-or-later
"""Tells which files and functions grew beyond code.md's aims (2). They are aims: this never fails.
Usage: sizes.py ROOT"""
import re

from tree import Report, files, read

FILE_LINES, FUNCTION_LINES, HEADER_LINES = 900, 45, 250
FUNCTION = re.compile(r'^(\w+) \([^;{]*?\)\n\{\n(.*?)^\}', re.M | re.S)

for path in files('app', 'ui', 'include', 'tests'):
    text = read(path)
    lines = text.count('\n')
    if lines > (HEADER_LINES if path.endswith('.h') else FILE_LINES):
        print(f'# {path}: {lines} lines')
    for name, body in FUNCTION.findall(text):
        if body.count('\n') > FUNCTION_LINES:
            print(f'# {path}: {name} () has {body.count(chr(10))} lines')
report = Report()
report.rule('sizes are told', [])
report.end()
