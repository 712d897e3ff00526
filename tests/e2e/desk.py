# SPDX-License-Identifier: GPL-3.0-or-later
"""What the end-to-end tests share: TAP, catalogs made and asked by yipuctl beside the window, and
the few things everybody does in it."""
import contextlib
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from driver import (Application, Atspi, GLib, Timeout, children, role_of, unnamed_controls,  # noqa: E402,F401
                    wait_for, walk, xdotool)  # noqa: E402,F401

program, ctl = sys.argv[1:3]
shared = os.environ.get("YIPU_SHARED_DATA", "")
chinese = os.environ.get("LC_ALL", "").startswith("zh")
number = 0


def ok(what):
    global number
    number += 1
    print(f"ok {number} - {what}", flush=True)


def done():
    print(f"1..{number}", flush=True)


def skip(why):
    """Ends a test whose inputs are not here."""
    print(f"1..0 # SKIP {why}", flush=True)
    sys.exit(0)


def say(zh, en):
    """A word of the interface in the language of this run."""
    return zh if chinese else en


def run(*words, status=0):
    """Runs yipuctl and returns what it printed."""
    done_ = subprocess.run([ctl, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                           check=False)
    assert done_.returncode == status, (words, done_.returncode, done_.stderr)
    return done_.stdout


def ask(catalog, *words):
    """What the catalog holds, read beside the running window."""
    return json.loads(run("--catalog", catalog, "--json", *words))


def new_catalog(folder, name, *words):
    path = os.path.join(folder, name + ".yipu")
    run("new", path, *words)
    return path


@contextlib.contextmanager
def desk(*catalogs):
    """A folder with an empty catalog of each name (“name --sample” for the sample), removed again
    afterwards."""
    with tempfile.TemporaryDirectory() as home:
        yield [home, *(new_catalog(home, *name.split()) for name in catalogs)]


@contextlib.contextmanager
def window(*arguments, environment=None, allowed=None):
    """The program, closed at the end; it must not have complained but of what has @allowed in it."""
    application = Application(program, arguments, environment)
    try:
        yield application
        application.close()
    finally:
        if application.process.poll() is None:
            application.kill()
    assert application.process.returncode == 0, f"ended with {application.process.returncode}"
    complaints = [line for line in application.complaints() if not allowed or allowed not in line]
    assert not complaints, complaints


def go(application, place):
    application.action("go-to", GLib.Variant("s", place), "/window/1")


def open_record(application, kind, record, field=""):
    application.action("open-record", GLib.Variant("(sss)", (kind, record, field)), "/window/1")


def focused_field(application):
    def look():
        node = application.focused()
        return node if node is not None and node.get_editable_text_iface() is not None else None
    return wait_for("a focused field", look)


def write(application, text):
    """Puts @text into the field that has the keys, as an input method commits it."""
    focused_field(application).get_editable_text_iface().set_text_contents(text)
    application.settle()
