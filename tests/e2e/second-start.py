#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Catalogs that cannot simply be opened: a second start, one that another program writes, a
read-only folder, a newer version's, a damaged one, a folder that is none. Each time the window says
why and what to do, and nothing is lost.

Usage: second-start.py YIPU YIPUCTL   inside tests/with-display."""
import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from desk import (Application, GLib, ask, desk, done, go, ok, open_record, program,  # noqa: E402
                  ctl, run, wait_for, window, write)

# libadwaita 1.7 asks the heading of its own message dialog for widths it can't have.
HEADING = "Trying to measure GtkLabel"


def start(*arguments):
    return subprocess.run([program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True, timeout=60, check=False)


def titles(application):
    return [application.root.get_child_at_index(i).get_name()
            for i in range(application.root.get_child_count())]


def check_second_start(catalog, other):
    with window(catalog) as application:
        craft = ask(catalog, "list", "craft")[0]["id"]
        open_record(application, "craft", craft, "summary")
        write(application, "还没写完")
        second = start(catalog)
        assert second.returncode == 0, second.stderr
        assert application.process.poll() is None
        assert len(titles(application)) == 1, titles(application)
        application.settle()
        ok("a second start hands the catalog to the first window and ends")
        second = start(other)
        assert second.returncode == 0, second.stderr
        wait_for("a second window", lambda: len(titles(application)) == 2)
        ok("a second start with another catalog opens a window of the first program")
    assert ask(catalog, "show", craft)["summary"] == "还没写完"
    ok("what was half written when the second came is kept")


def check_read_only(application, catalog, why):
    """A banner with the reason and what to do, nothing to edit, no way to a new craft."""
    application.read("只看不改")
    for words in why:
        application.read(words)
    craft = ask(catalog, "list", "craft")[0]["id"]
    before = ask(catalog, "show", craft)
    open_record(application, "craft", craft, "name")
    fields = [node for node in application.find_all("text")
              if node.get_editable_text_iface() is not None and node.get_name() == "名称"]
    for node in fields:
        try:
            node.get_editable_text_iface().set_text_contents("改了")
        except GLib.Error:
            pass
    application.settle()
    application.action("new-craft", None, "/window/1")
    application.action("undo", None, "/window/1")
    for place in ("today", "crafts", "products", "brand", "export", "library", "history"):
        go(application, place)
    assert ask(catalog, "show", craft) == before


@contextlib.contextmanager
def another_login(catalog):
    """Another program that has the catalog and does not move. It has no session bus in common."""
    holder = subprocess.Popen([program, catalog], stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL,
                              env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": "disabled:",
                                   "GTK_A11Y": "none"})
    lock = os.path.join(catalog, "lock")
    try:
        wait_for("the lock", lambda: os.path.exists(lock) and os.path.getsize(lock) > 0)
        holder.send_signal(signal.SIGSTOP)
        yield holder
        holder.send_signal(signal.SIGCONT)
        holder.terminate()
        assert holder.wait(60) == 0
    finally:
        holder.kill()


def check_locked(catalog):
    with another_login(catalog) as holder, window(catalog) as application:
        check_read_only(application, catalog, [f"yipu（进程 {holder.pid}"])
    ok("a catalog that another program writes is opened for reading, and says who writes")
    with window(catalog) as application:
        assert not application.has_said("只看不改")
        application.action("new-craft", None, "/window/1")
        wait_for("a new craft", lambda: len(ask(catalog, "list", "craft")) == 3)
    ok("once that one is gone it can be written again")


def contents(folder):
    """What was typed: the database, if there is one, and the media's names."""
    base = os.path.join(folder, "catalog.db")
    data = open(base, "rb").read() if os.path.exists(base) else None
    return data, sorted(os.listdir(os.path.join(folder, "media")))


def make_newer(folder):
    with contextlib.closing(sqlite3.connect(os.path.join(folder, "catalog.db"))) as base:
        base.execute("PRAGMA user_version = 9999")
        base.commit()


def make_damaged(folder):
    with open(os.path.join(folder, "catalog.db"), "r+b") as base:
        base.write(b"not a catalog" * 300)


def make_none(folder):
    os.remove(os.path.join(folder, "catalog.db"))


def check_refused(catalog, home):
    for number, (spoil, words) in enumerate([(make_newer, "更新的艺谱"), (make_damaged, ""),
                                             (make_none, "")]):
        folder = os.path.join(home, f"坏{number}.yipu")
        shutil.copytree(catalog, folder)
        spoil(folder)
        before = contents(folder)
        with window(folder, allowed=HEADING) as application:
            application.read("打不开这个目录")
            application.read(f"坏{number}")
            application.read(words)
        assert contents(folder) == before
        ok(f"{spoil.__name__.replace('make_', '')}: said by name, no crash, nothing changed")


with desk("一 --sample", "二 --sample") as (home, first, second):
    check_second_start(first, second)
    check_locked(first)
    check_refused(second, home)
done()
