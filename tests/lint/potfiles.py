# SPDX-License-Identifier: GPL-3.0-or-later
"""po/POTFILES.in lists the files with strings for people: all of them, no other, sorted.
Usage: potfiles.py ROOT"""
import re

from tree import Report, files, read, without_comments

CALL = re.compile(r'\b(?:_|N_|C_|NC_|Q_|ngettext|dngettext|g_dngettext|g_dpgettext2|gettext)\s*\(\s*"')
TRANSLATED = re.compile(r'translatable="(?:yes|true)"')

listed = [line for line in read('po/POTFILES.in').splitlines()
          if line.strip() and not line.startswith('#')]
found = {path for path in files('app', 'ui', 'include') if CALL.search(without_comments(read(path)))}
found |= {path for path in files('app', 'ui', 'resources', ends=('.ui',))
          if TRANSLATED.search(read(path))}
others = {path for path in listed if not path.endswith(('.c', '.h', '.ui'))}

report = Report()
report.rule('every file with strings is listed', sorted(found - set(listed)))
report.rule('every file listed has strings', sorted(set(listed) - found - others))
report.rule('the list is sorted, each once',
            [] if listed == sorted(set(listed)) else
            [b for a, b in zip(listed, sorted(set(listed))) if a != b][:1] or ['a file twice'])
report.end()
