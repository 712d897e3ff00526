# SPDX-License-Identifier: GPL-3.0-or-later
"""Every public function has its contract in the header (code.md, 3): a doc block, which names each
argument when it names one, and says what @error may be. Usage: docs.py ROOT"""
import re

from tree import Report, files, read

BLOCK = r'/\*\*(?P<doc>(?:[^*]|\*(?!/))*)\*/\s*'
FUNCTION = re.compile(
    r'(?:' + BLOCK + r')?^(?P<head>[A-Za-z_][\w \*\n]*?\**)(?P<name>yipu_\w+) \((?P<args>[^;{]*?)\)'
    r'(?: G_GNUC_\w+(?: \([^)]*\))?)?\s*(?=[;{])', re.M)
# What a macro declares, and what only frees.
DECLARED = re.compile(r'_(get_type|error_quark)$')


def arguments(text):
    if text.strip() in ('void', ''):
        return []
    names = []
    for part in re.sub(r'\([^()]*\)', '', text).split(','):
        found = re.search(r'(\w+)(?:\[[^\]]*\])?\s*$', part.strip())
        if found and part.strip() != '...':
            names.append(found.group(1))
    return names


def functions():
    for path in files('include/yipu', ends=('.h',)):
        for match in FUNCTION.finditer(read(path)):
            head = match.group('head')
            if 'return' in head.split() or 'typedef' in head.split():
                continue
            if not DECLARED.search(match.group('name')):
                yield path, match.group('name'), match.group('doc'), \
                    arguments(match.group('args'))


def undocumented():
    for path, name, doc, _ in functions():
        if not doc:
            yield f'{path}: {name} has no doc block'


def unnamed():
    for path, name, doc, args in functions():
        if not doc or not re.search(r'^ \* @\w+:', doc, re.M):
            continue
        for arg in args:
            if arg != 'self' and not re.search(rf'@{arg}\b', doc):
                yield f'{path}: {name} does not say what @{arg} is'


def misnamed():
    for path, name, doc, args in functions():
        if not doc:
            continue
        title = re.search(r'^ \* (yipu_\w+):', doc, re.M)
        if title and title.group(1) != name:
            yield f'{path}: the block before {name} is that of {title.group(1)}'
        for arg in re.findall(r'^ \* @(\w+):', doc, re.M):
            if arg not in args:
                yield f'{path}: {name} has no argument {arg}'


def errors():
    for path, name, doc, args in functions():
        said = re.search(r'@error: [^@]*', doc or '')
        if said and 'error' in args and not re.search(r'#Yipu|%YIPU_|G_IO_ERROR|@func|as |what ',
                                                      said.group(0)):
            yield f'{path}: {name} does not say which errors'


report = Report()
report.rule('public functions are documented', list(undocumented()))
report.rule('blocks name every argument', list(unnamed()))
report.rule('blocks name no other', list(misnamed()))
report.rule('blocks say which errors', list(errors()))
report.end()
