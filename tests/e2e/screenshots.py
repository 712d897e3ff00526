#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes a picture of every page on the sample catalog, to be looked at.

Usage: screenshots.py YIPU YIPUCTL FOLDER   inside tests/with-display. The file names begin with the
locale and the screen's size. Fails where a page shows a control without a name."""
import datetime
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from driver import Application, GLib, unnamed_controls  # noqa: E402

program, ctl, folder = sys.argv[1:4]
prefix = os.environ.get("LC_ALL", "C").split(".")[0] + "-" + os.environ.get("SCREEN", "1366x768")
failures = []


def rows(catalog, *words):
    out = subprocess.run([ctl, "--catalog", catalog, "--json", *words], check=True,
                         stdout=subprocess.PIPE).stdout
    return json.loads(out)


def picture(application, name):
    path = os.path.join(folder, f"{prefix}-{name}.png")
    application.screenshot(path)
    for role, label in unnamed_controls(application):
        failures.append(f"{name}: a {role} is called “{label}”")


def go(application, place):
    application.action("go-to", GLib.Variant("s", place), "/window/1")


def open_record(application, kind, record, field=""):
    application.action("open-record", GLib.Variant("(sss)", (kind, record, field)), "/window/1")


with tempfile.TemporaryDirectory() as home:
    empty = os.path.join(home, "empty.yipu")
    subprocess.run([ctl, "new", empty], check=True, stdout=subprocess.DEVNULL)
    first = Application(program, [empty])
    picture(first, "first-run")
    first.close()

    catalog = os.path.join(home, "sample.yipu")
    subprocess.run([ctl, "new", catalog, "--sample"], check=True, stdout=subprocess.DEVNULL)
    craft = rows(catalog, "list", "craft")[0]["id"]
    kits = rows(catalog, "list", "kit")
    product = rows(catalog, "list", "product")[1]["id"]
    due = (datetime.date.today() + datetime.timedelta(days=21)).isoformat()
    order = rows(catalog, "order", kits[0]["id"], "--boxes", "24", "--due", due, "--propose")["id"]
    open_order = rows(catalog, "order", kits[0]["id"], "--boxes", "1200", "--due", due)["id"]
    application = Application(program, [catalog])
    for place in ("today", "crafts", "products", "brand", "export", "library", "history", "import"):
        go(application, place)
        picture(application, place)
    open_record(application, "craft", craft)
    picture(application, "craft")
    for number, kit in enumerate(kits[:4]):
        open_record(application, "kit", kit["id"])
        picture(application, f"kit-{number + 1}")
    # The list of the same steps is one key away.
    application.key("ctrl+l")
    application.settle()
    picture(application, "kit-list")
    open_record(application, "work_order", order)
    picture(application, "order")
    open_record(application, "work_order", open_order)
    picture(application, "order-open")
    open_record(application, "product", product)
    picture(application, "product")
    application.action("search", None, "/window/1")
    picture(application, "search")
    application.close()

for failure in failures:
    print(failure)
sys.exit(1 if failures else 0)
