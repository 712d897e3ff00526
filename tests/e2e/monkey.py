#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A monkey at the desk: random keys and actions on random pages of the sample, the same ones each
time; then kill -9. Nothing may crash or complain, and the catalog verifies.

Usage: monkey.py YIPU YIPUCTL   inside tests/with-display."""
import os
import random
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from desk import (Application, GLib, ask, desk, done, go, ok, open_record, program,  # noqa: E402
                  run, window, xdotool)

SEED = 20260311
SECONDS = 15
PLACES = ("today", "crafts", "products", "brand", "export", "library", "history", "search",
          "import")
KEYS = ("Tab", "shift+Tab", "Return", "space", "Down", "Up", "Left", "Right", "Home", "End",
        "Page_Down", "Delete", "BackSpace", "Escape", "alt+Up", "alt+Down", "ctrl+a", "ctrl+c",
        "ctrl+v", "ctrl+z", "ctrl+y", "alt+Left", "F9", "F10", "ctrl+g", "a", "7", "minus")
ACTIONS = ("undo", "redo", "undo-catalog", "back", "search", "history", "new-craft",
           "next-finding", "remove-sample", "load-sample")


def step(application, chance, records):
    """One thing the monkey does, and what it was."""
    what = chance.random()
    if what < 0.1:
        go(application, chance.choice(PLACES))
    elif what < 0.2:
        open_record(application, *chance.choice(records))
    elif what < 0.3:
        application.action(chance.choice(ACTIONS), None, "/window/1")
    else:
        xdotool("key", "--clearmodifiers", *chance.choices(KEYS, k=chance.randint(1, 8)))


def own_complaints(application):
    """Without the one thing GDK 4.8 says of a popover whose window is on no monitor just then."""
    return [line for line in application.complaints()
            if "gdk_monitor_get_geometry: assertion" not in line]


def play(application, catalog):
    chance = random.Random(SEED)
    records = [(kind, record["id"]) for kind in ("craft", "kit", "product", "brand", "person")
               for record in ask(catalog, "list", kind)]
    end = time.monotonic() + SECONDS  # on a slow machine fewer steps of the same row
    steps = 0
    while time.monotonic() < end:
        step(application, chance, records)
        steps += 1
        assert application.process.poll() is None, \
            f"step {steps}: ended with {application.process.returncode}"
        assert not own_complaints(application), (steps, own_complaints(application))
    application.settle()
    ok(f"{SECONDS} s of random keys and actions: no crash, no complaint")
    return steps


with desk("试 --sample") as (home, catalog):
    application = Application(program, [catalog])
    print(f"# {play(application, catalog)} steps", flush=True)
    application.kill()
    assert not own_complaints(application), own_complaints(application)
    run("--catalog", catalog, "verify", "--deep")
    ok("killed on the spot, the catalog verifies")
    with window(catalog) as application:
        application.action("new-craft", None, "/window/1")
    ok("and opens again")
done()
