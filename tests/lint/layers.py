# SPDX-License-Identifier: GPL-3.0-or-later
"""No include runs upwards (architecture.md): a folder of app/ sees those above it in the list, the
front ends see only <yipu/…>, and the library needs no window.
Usage: layers.py ROOT [LIBYIPU.A]"""
import os
import re
import subprocess
import sys

from tree import ROOT, Report, files, read, without_comments

ORDER = ['base', 'catalog', 'media', 'craft', 'brand', 'product', 'review', 'bundle', 'print',
         'share']
GENERATED = {'pinyin-table.h', 'yipu-resources.h', 'yipu-data.h'}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(["<])([^">]+)[">]', re.M)
TOOLKIT = re.compile(r'^(gtk|gdk|gsk|adwaita|adw)[/.]')


def includes(path):
    return [(kind == '<', name) for kind, name in
            INCLUDE.findall(without_comments(read(path)))]


def module_of(path):
    part = path.split('/')[1]
    return part if part in ORDER else None


def homes():
    """The module each public header belongs to: where its functions stand."""
    defined = {}
    for path in files('app', ends=('.c',)):
        for name in re.findall(r'^(yipu_\w+) \(', read(path), re.M):
            defined[name] = module_of(path)
    home = {}
    for path in files('include/yipu', ends=('.h',)):
        names = re.findall(r'\b(yipu_\w+) \(', without_comments(read(path)))
        found = {defined[name] for name in names if defined.get(name)}
        if found:
            home[os.path.basename(path)] = min(found, key=ORDER.index)
    return home


def within_app(home):
    for path in files('app'):
        module = module_of(path)
        if module is None:
            continue
        for angle, name in includes(path):
            first, _, rest = name.partition('/')
            target = home.get(rest) if angle and first == 'yipu' else \
                first if not angle and rest else module
            if not angle and rest and first not in ORDER:
                yield f'{path} includes "{name}", which is no module\'s'
            elif target in ORDER and ORDER.index(target) > ORDER.index(module):
                yield f'{path} includes {name}: {module} lies below {target}'


def neighbours():
    for path in files('app', 'ui'):
        for angle, name in includes(path):
            if '..' in name.split('/'):
                yield f'{path} includes "{name}": say the path from app/ or ui/'
            beside = os.path.join(ROOT, os.path.dirname(path), name)
            if path.startswith('app/') and not angle and '/' not in name \
                    and name not in GENERATED and not os.path.exists(beside):
                yield f'{path} includes "{name}", which does not lie beside it'


def front_ends():
    for path in files('ui', 'app/yipuctl'):
        for angle, name in includes(path):
            if name == 'sqlite3.h':
                yield f'{path} includes sqlite3.h'
            elif not angle and name.split('/')[0] in ORDER:
                yield f'{path} includes "{name}": only <yipu/…> is for it'


def databases():
    for path in files('app'):
        if path.startswith('app/catalog/') or path.endswith(('-store.c', '-store.h')):
            continue
        if any(name == 'sqlite3.h' for _, name in includes(path)):
            yield f'{path} includes sqlite3.h: that is app/catalog\'s'


def windows():
    for path in files('app', 'include'):
        for _, name in includes(path):
            if TOOLKIT.match(name):
                yield f'{path} includes {name}'


def symbols(library):
    lines = subprocess.run(['nm', '--undefined-only', library], capture_output=True, text=True,
                           check=True).stdout.splitlines()
    names = [line.split()[-1] for line in lines if line.strip()]
    return sorted({name for name in names if re.match(r'(gtk|gdk|gsk|adw)_(?!pixbuf)', name)})


report = Report()
report.rule('a folder of app/ sees those above it', list(within_app(homes())))
report.rule('includes say where they are', list(neighbours()))
report.rule('front ends see only <yipu/…>', list(front_ends()))
report.rule('SQLite is the catalog\'s', list(databases()))
report.rule('nothing of the library includes a window', list(windows()))
if len(sys.argv) > 2:
    report.rule('the library needs no window', symbols(sys.argv[2]))
report.end()
