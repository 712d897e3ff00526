# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lints share: the files of the tree, and TAP."""
import os
import re
import sys

ROOT = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else '.')
SKIPPED = re.compile(r'^(\.|_|__pycache__$)')


def files(*folders, ends=('.c', '.h')):
    """Paths below the root, sorted, of those folders."""
    found = []
    for folder in folders:
        for where, below, names in os.walk(os.path.join(ROOT, folder)):
            below[:] = [name for name in below if not SKIPPED.match(name)]
            found += [os.path.relpath(os.path.join(where, name), ROOT) for name in names
                      if name.endswith(ends)]
    return sorted(found)


def read(path):
    with open(os.path.join(ROOT, path), encoding='utf-8') as file:
        return file.read()


def without_comments(text):
    """C without comments and with its strings; lines stay where they are."""
    def blank(match):
        token = match.group(0)
        return re.sub(r'[^\n]', ' ', token) if token.startswith('/') else token
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', blank, text,
                  flags=re.S)


class Report:
    """One TAP line a rule; what breaks it is told below."""

    def __init__(self):
        self.count = 0
        self.failed = False

    def rule(self, name, broken):
        self.count += 1
        print(f'{"not ok" if broken else "ok"} {self.count} - {name}')
        for line in broken:
            print(f'# {line}')
        self.failed = self.failed or bool(broken)

    def end(self):
        print(f'1..{self.count}')
        sys.exit(1 if self.failed else 0)
