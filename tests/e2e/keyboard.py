#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""By keys alone, real ones: places by their shortcuts, Tab through a page and out again, undo and
redo, the help with the shortcuts.

Usage: keyboard.py YIPU YIPUCTL   inside tests/with-display."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from desk import Atspi, ask, desk, done, ok, wait_for, window, xdotool  # noqa: E402

PLACES = [("alt+1", "接着做"), ("alt+2", "手艺"), ("alt+3", "商品"), ("alt+4", "品牌"),
          ("alt+5", "导出"), ("alt+6", "资料库"), ("ctrl+f", "搜全部"), ("ctrl+h", "经过"),
          ("ctrl+i", "导入名单")]
MOST_TABS = 150


def check_places(application):
    pages = set()
    for keys, words in PLACES:
        application.key(keys)
        pages.add(wait_for(f"the buttons of {words}", lambda: tuple(
            node.get_name() for node in application.find_all("push button"))))
        print(f"# {keys}: {words}", flush=True)
    assert len(pages) == len(PLACES), "two shortcuts show the same page"
    ok("every place has a shortcut")


def identity(node):
    extents = node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
    return node.get_role_name(), node.get_name(), extents.x, extents.y


def check_tabs(application, keys, what):
    """Tab comes around: no control holds it, and none is met twice before."""
    application.key(keys)
    seen = []
    for _ in range(MOST_TABS):
        xdotool("key", "Tab")
        application.settle()
        node = application.focused()
        if node is None:
            continue
        if identity(node) in seen:
            break
        seen.append(identity(node))
    else:
        raise AssertionError(f"{what}: Tab does not come around in {MOST_TABS}")
    assert seen[0][:2] in [one[:2] for one in seen] and len(seen) > 3, seen
    ok(f"{what}: Tab goes over {len(seen)} controls and around")


def check_craft(application, catalog):
    application.key("ctrl+n")
    craft = wait_for("a craft", lambda: ask(catalog, "list", "craft"))[-1]["id"]
    xdotool("type", "reed")
    wait_for("the name on the disk", lambda: ask(catalog, "show", craft).get("name") == "reed")
    ok("Ctrl+N records a craft, and one types its name at once")
    application.key("ctrl+z")
    wait_for("the name to go", lambda: ask(catalog, "show", craft).get("name") in (None, ""))
    application.key("ctrl+y")
    wait_for("the name again", lambda: ask(catalog, "show", craft).get("name") == "reed")
    ok("Ctrl+Z and Ctrl+Y take it back and bring it again")


def check_help(application):
    application.key("ctrl+question")
    wait_for("the help", lambda: application.root.get_child_count() == 2)
    application.key("Escape")
    wait_for("the help to go", lambda: application.root.get_child_count() == 1)
    ok("the shortcuts are shown, and Escape closes them")


with desk("试") as (home, catalog):
    with window(catalog) as application:
        check_craft(application, catalog)
        check_places(application)
        check_tabs(application, "alt+5", "export")
        check_tabs(application, "alt+4", "brand")
        check_help(application)
done()
