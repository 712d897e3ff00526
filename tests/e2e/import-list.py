#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The official list of 3,610 rows is imported in the window, taken back and brought again; a name
of a new craft is then answered with the entries that match, the catalog's own county first.

Usage: import-list.py YIPU YIPUCTL   inside tests/with-display."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from desk import (Atspi, GLib, ask, desk, done, ok, open_record, run, shared, skip,  # noqa: E402
                  wait_for, window, write)

ROWS = 3610
COUNTY = "522622"  # 黄平县: its “苗族古歌” stands behind another county's in the list
path = os.path.join(shared, "national-ich.csv")
if not os.path.exists(path):
    skip("the official list is not here")


def listings(catalog):
    return ask(catalog, "list", "listing")


def import_it(application, catalog):
    application.action("import-file", GLib.Variant("s", path), "/window/1")
    application.read("3610 行")
    application.press("看看会怎样")
    application.read("会新加 3610 条")
    assert not listings(catalog), "planning must not write"
    ok("the plan says what would come in, and writes nothing")
    application.press("导入")
    application.read("已导入 3610 条")
    assert len(listings(catalog)) == ROWS
    ok("the list is in, and the window says how many")


def undo_and_redo(application, catalog):
    application.action("undo-catalog", None, "/window/1")
    wait_for("an empty list", lambda: not listings(catalog))
    ok("one undo takes all of it back")
    application.key("ctrl+shift+z")
    wait_for("the whole list", lambda: len(listings(catalog)) == ROWS)
    ok("redo brings it again")


def offers(application):
    lists = application.find_all("list", "名录条目")
    return [node.get_name() + " " + node.get_description()
            for node in application.find_all("list item", within=lists[0])] if lists else []


def take_an_offer(application, catalog):
    """By keys alone: two characters, down to the offers, Enter."""
    application.key("ctrl+n")
    craft = wait_for("a craft", lambda: ask(catalog, "list", "craft"))[0]["id"]
    write(application, "苗族")
    found = wait_for("offers", lambda: offers(application))
    assert all("苗族" in offer for offer in found), found
    assert "黄平县" in found[0], found
    ok("two typed characters offer the entries that match, the own county first")
    application.key("Down")
    wait_for("an offer to have the keys", lambda: application.focused() is not None and
             application.focused().get_role_name() == "list item")
    application.key("Return")
    listing = wait_for("the listing of the craft", lambda: [
        one for one in ask(catalog, "list", "listing") if one.get("craft") == craft])[0]
    taken = ask(catalog, "show", craft)
    assert taken["name"] == "苗族" and taken["category"] == "1", taken
    assert listing["number"] == "I-1" and "level" not in listing, listing
    application.read("自报名录，还没有凭证")
    ok("the one that is taken gives category and number; its level stays a claim")


with desk("试") as (home, catalog):
    run("--catalog", catalog, "add", "place", "name=黄平", f"region_code={COUNTY}")
    with window(catalog) as application:
        import_it(application, catalog)
        undo_and_redo(application, catalog)
        take_an_offer(application, catalog)
    run("--catalog", catalog, "verify")
done()
