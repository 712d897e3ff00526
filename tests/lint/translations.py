# SPDX-License-Identifier: GPL-3.0-or-later
"""Every string for people is spoken in Chinese, and none of it is a guess. Usage: translations.py ROOT"""
import os
import subprocess
import tempfile

from tree import ROOT, Report

chinese = os.path.join(ROOT, 'po', 'zh_CN.po')
with tempfile.TemporaryDirectory() as work:
    template = os.path.join(work, 'yipu.pot')
    subprocess.run([os.path.join(ROOT, 'po', 'extract'), template], check=True,
                   stderr=subprocess.DEVNULL)
    compared = subprocess.run(['msgcmp', chinese, template], stderr=subprocess.PIPE, text=True)
fuzzy = subprocess.run(['msgattrib', '--only-fuzzy', '--no-wrap', chinese], check=True,
                       stdout=subprocess.PIPE, text=True).stdout

report = Report()
report.rule('every string has its Chinese',
            compared.stderr.splitlines() if compared.returncode else [])
report.rule('no Chinese is a guess', [line for line in fuzzy.splitlines()
                                      if line.startswith('msgid "') and line != 'msgid ""'])
report.end()
