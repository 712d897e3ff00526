#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An order in the window: its steps wait, a proposal gives them out, undo takes it back,
all by names that a screen reader has.

Usage: order.py YIPU YIPUCTL   inside tests/with-display."""
import datetime
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from desk import ask, desk, done, ok, open_record, say, unnamed_controls, wait_for, window  # noqa: E402


def given(catalog):
    return len(ask(catalog, "list", "assignment"))


def check_proposal(application, catalog, order):
    open_record(application, "work_order", order)
    application.read(say("还没派", "Nobody yet"))
    application.read(say("24 趟", "24 runs"))
    ok("the steps wait for hands")
    application.press(say("自动派活", "Propose"))
    wait_for("the work to be given out", lambda: given(catalog) > 5)
    names = [node.get_name() for node in application.find_all("push button")]
    assert any(say("趟", "runs") in name and ":" in name for name in names), names
    ok("each cell says whose, which step, how many, how long")
    application.key("ctrl+z")
    wait_for("one undo to take it back", lambda: given(catalog) == 0)
    ok("one undo takes all of it back")
    application.key("ctrl+shift+z")
    wait_for("redo", lambda: given(catalog) > 5)
    assert not unnamed_controls(application)
    ok("redo gives it out again, and every control has a name")


with desk("派 --sample") as (home, catalog):
    kit = ask(catalog, "list", "kit")[0]["id"]
    due = (datetime.date.today() + datetime.timedelta(days=21)).isoformat()
    order = ask(catalog, "order", kit, "--boxes", "24", "--due", due)["id"]
    with window(catalog) as application:
        check_proposal(application, catalog, order)
done()
