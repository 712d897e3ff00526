# SPDX-License-Identifier: GPL-3.0-or-later
"""Each public header compiles alone, without a warning. Usage: headers.py ROOT CC FLAG…"""
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from tree import ROOT, Report, files


def compile_alone(path):
    source = f'#include <{path.removeprefix("include/")}>\n'
    done = subprocess.run([*sys.argv[2:], '-Wall', '-Wextra', '-Werror', '-Wno-unused-parameter',
                           f'-I{ROOT}/include', '-fsyntax-only', '-x', 'c', '-'],
                          input=source, capture_output=True, text=True, check=False)
    return done.stderr.splitlines()[:5] if done.returncode else []


headers = files('include/yipu', ends=('.h',))
report = Report()
with ThreadPoolExecutor(2) as pool:
    for path, broken in zip(headers, pool.map(compile_alone, headers)):
        report.rule(path, broken)
report.end()
