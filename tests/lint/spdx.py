# SPDX-License-Identifier: GPL-3.0-or-later
"""Every file we write says its licence in its first lines, and C its subject. Usage: spdx.py ROOT"""
import re

from tree import Report, files, read

LINE = 'SPDX-License-Identifier: GPL-3.0-or-later'
ENDS = ('.c', '.h', '.py', '.sh', '.sql', '.css', '.ui', 'meson.build')


# What is put into every bundle as it is.
GIVEN_OUT = 'resources/pages/'


def silent():
    for path in files('app', 'ui', 'include', 'tests', 'resources', 'po', ends=ENDS):
        if not path.startswith(GIVEN_OUT) and not any(LINE in line for line in read(path).splitlines()[:4]):
            yield path


def wordless():
    """The comment at the head has a sentence besides."""
    for path in files('app', 'ui', 'include', 'tests'):
        head = re.match(r'/\*(.*?)\*/', read(path), re.S)
        words = head.group(1).replace(LINE, '') if head else ''
        if len(words.split()) < 3:
            yield path


report = Report()
report.rule('files say their licence', list(silent()))
report.rule('C files say what they are', list(wordless()))
report.end()
