# SPDX-License-Identifier: GPL-3.0-or-later
"""Each lint sees what it is there for: a small tree with one violation each, and one without.
Usage: planted.py ROOT CC FLAG…"""
import os
import subprocess
import sys
import tempfile

from tree import ROOT, Report

HERE = os.path.dirname(os.path.abspath(__file__))
SPDX = '/* SPDX-License-Identifier: GPL-3.0-or-later\n *\n * A file that is here for the lints. */\n'
HEADER = SPDX + '#pragma once\n#include <glib.h>\n'
DOC = '/**\n * yipu_thing:\n * @count: how many\n *\n * Does it.\n */\n'

# What is well in itself.
GOOD = {
    'app/base/thing.c': SPDX + '#include <yipu/thing.h>\n\nvoid\nyipu_thing (int count)\n{\n}\n',
    'include/yipu/thing.h': HEADER + DOC + 'void yipu_thing (int count);\n',
    'po/POTFILES.in': '# nothing\n',
}
# A lint, and the files that break its rule, with a word of what it says.
PLANTED = [
    ('docs', {'include/yipu/thing.h': HEADER + 'void yipu_thing (int count);\n'}, 'no doc block'),
    ('docs', {'include/yipu/thing.h': HEADER + DOC.replace('@count', '@number') +
              'void yipu_thing (int count);\n'}, 'no argument number'),
    ('headers', {'include/yipu/thing.h': SPDX + '#pragma once\nvoid yipu_thing (gboolean a);\n'},
     'gboolean'),
    ('layers', {'app/base/up.c': SPDX + '#include "bundle/bag.h"\n'}, 'base lies below bundle'),
    ('layers', {'ui/page.c': SPDX + '#include "catalog/sql.h"\n'}, 'only <yipu/'),
    ('layers', {'app/base/window.c': SPDX + '#include <gtk/gtk.h>\n'}, 'gtk/gtk.h'),
    ('layers', {'app/craft/db.c': SPDX + '#include <sqlite3.h>\n'}, 'sqlite3.h'),
    ('potfiles', {'app/base/say.c': SPDX + 'const char *a = _ ("Hello");\n'}, 'app/base/say.c'),
    ('potfiles', {'po/POTFILES.in': 'app/base/thing.c\n'}, 'app/base/thing.c'),
    ('spdx', {'app/base/bare.c': '/* A file without its licence. */\n'}, 'app/base/bare.c'),
    ('spdx', {'tests/a.py': 'print()\n'}, 'tests/a.py'),
    ('writes', {'app/craft/sly.c': SPDX + 'const char *a = "UPDATE craft SET name = 1";\n'},
     'app/craft/sly.c:4: UPDATE craft'),
    ('writes', {'app/craft/sly.c': SPDX + 'void f (void)\n{\n  sqlite3_exec (0);\n}\n'},
     'app/craft/sly.c'),
    ('writes', {'app/catalog/sly.c': SPDX + 'a = g_strdup_printf ("SELECT %s", b);\n'},
     'app/catalog/sly.c:4'),
]


def run(lint, changed):
    """What the lint says of the good tree with some files changed."""
    with tempfile.TemporaryDirectory() as root:
        for path, content in {**GOOD, **changed}.items():
            path = os.path.join(root, path)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, 'w', encoding='utf-8') as file:
                file.write(content)
        more = sys.argv[2:] if lint == 'headers' else []
        return subprocess.run([sys.executable, os.path.join(HERE, lint + '.py'), root, *more],
                              stdout=subprocess.PIPE, text=True, check=False)


def missed(lint, changed, word):
    done = run(lint, changed)
    if done.returncode == 0 or word not in done.stdout:
        yield f'{lint} ended with {done.returncode} and said nothing of “{word}”'
        yield from done.stdout.splitlines()


assert os.path.isdir(ROOT)
report = Report()
for name in sorted({lint for lint, _, _ in PLANTED}):
    clean = run(name, {})
    report.rule(f'{name} passes what is well', clean.stdout.splitlines() if clean.returncode else [])
for lint, changed, word in PLANTED:
    report.rule(f'{lint} sees “{word}”', list(missed(lint, changed, word)))
report.end()
