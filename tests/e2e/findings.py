#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Export and its findings: a block keeps a product out of that shop only, a warn waits for a
reason, a finding opens its field; an export that is cancelled or closed leaves the old file as it
was and nothing beside it.

Usage: findings.py YIPU YIPUCTL   inside tests/with-display."""
import os
import shutil
import sys
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from desk import (Atspi, GLib, ask, children, desk, done, go, ok, open_record, role_of,  # noqa: E402
                  run, wait_for, window, write)

PREFIX = "【苇汀坞】"
TOO_LONG = PREFIX + "蓝" * 26  # 62 bytes as Taobao counts them, and 60 fit; others take it
STRAYS = "刮浆蓝布方巾"  # from the brand's prefix: a warning
SKU = "WTW-SQ"


def cell(application, title, shop):
    """The button of a product in a shop, which says how it stands."""
    return wait_for(f"{title} in {shop}", lambda: [
        node for node in application.find_all("push button")
        if (node.get_name() or "").startswith(f"{title}, ") and shop in node.get_name()])[0]


def retitle(application, catalog, product, title):
    open_record(application, "product", product, "title")
    write(application, title)
    wait_for("the title on the disk", lambda: ask(catalog, "show", product)["title"] == title)
    go(application, "export")
    application.settle()


def shops_with(path, sku):
    """The shops' folders in whose tables or names @sku stands."""
    found = set()
    with zipfile.ZipFile(path) as bundle:
        for name in bundle.namelist():
            parts = name.split("/")
            if len(parts) < 4 or parts[1] != "data":
                continue
            content = bundle.read(name) if name.endswith((".csv", ".html")) else b""
            if sku in name or sku.encode() in content or sku.encode("utf-16-le") in content:
                found.add(parts[2])
    return found


def check_block(application, catalog, product, path):
    retitle(application, catalog, product, TOO_LONG)
    assert "齐" in cell(application, TOO_LONG, "上传单").get_name()
    blocked = cell(application, TOO_LONG, "淘宝")
    assert "1" in blocked.get_name(), blocked.get_name()
    blocked.get_action_iface().do_action(0)
    row = wait_for("the finding", lambda: [
        node for node in application.find_all("list item") if "62" in (node.get_name() or "")])[0]
    application.click(row)
    wait_for("the title's field", lambda: application.focused() and
             application.text_of(application.focused()) == TOO_LONG)
    ok("a finding opens the field it speaks of")
    application.action("export-to", GLib.Variant("s", path), "/window/1")
    application.read("已写好并核对")
    shops = shops_with(path, SKU)
    assert len(shops) == 2 and not any("taobao" in shop for shop in shops), shops
    ok("a block keeps the product out of that shop only")


def check_warning(application, catalog, product):
    retitle(application, catalog, product, STRAYS)
    cell(application, STRAYS, "淘宝").get_action_iface().do_action(0)
    button = wait_for("the button", lambda: application.find_all("push button", "勾过，继续"))[0]
    assert not button.get_state_set().contains(Atspi.StateType.SENSITIVE)
    entry = application.find_all("text")[-1]
    entry.get_editable_text_iface().set_text_contents("品牌同意了")
    application.settle()
    application.press("勾过，继续")
    wait_for("the cell to be ready",
             lambda: "齐" in cell(application, STRAYS, "淘宝").get_name())
    ok("a warning goes on with a reason, and not without")


def find_at_foot(node, name):
    """A control that may not be shown yet, looked for from the window's foot; in no list or page,
    so that the look is quick."""
    if node.get_name() == name:
        return node
    if role_of(node) in ("list", "scroll pane"):
        return None
    return next(filter(None, (find_at_foot(child, name)
                              for child in reversed(list(children(node))))), None)


def forget_pictures():
    """Makes the next export long enough to be cancelled."""
    cache = os.path.join(os.environ["XDG_CACHE_HOME"], "yipu")
    for name in os.listdir(cache):
        if os.path.isdir(os.path.join(cache, name)):  # the index of the search is a file
            shutil.rmtree(os.path.join(cache, name))


def check_cancel(application, home):
    folder = os.path.join(home, "out")
    os.mkdir(folder)
    path = os.path.join(folder, "旧.zip")
    with open(path, "wb") as old:
        old.write(b"the old bundle")
    forget_pictures()
    cancel = find_at_foot(application.root, "取消")  # before, if it can be: an export is soon over
    application.action("export-to", GLib.Variant("s", path), "/window/1", wait=False)
    if cancel is None:  # GTK 4.18 has it in the tree only while it is shown
        cancel = wait_for("the button", lambda: find_at_foot(application.root, "取消"))
    else:
        wait_for("the export to run", application.is_busy)
    cancel.get_action_iface().do_action(0)
    application.settle()
    with open(path, "rb") as old:
        assert old.read() == b"the old bundle"
    assert os.listdir(folder) == ["旧.zip"], os.listdir(folder)
    ok("an export that is cancelled leaves the old file, and nothing beside it")
    return path


def check_mended(application, catalog, product, path):
    retitle(application, catalog, product, PREFIX + STRAYS)
    application.action("export-to", GLib.Variant("s", path), "/window/1")
    application.read("已写好并核对")
    run("verify", path)
    assert len(shops_with(path, SKU)) == 3, shops_with(path, SKU)
    ok("once mended it goes to every shop, over the old file")


with desk("试 --sample") as (home, catalog):
    product = ask(catalog, "list", "product")[0]["id"]
    with window(catalog) as application:
        check_block(application, catalog, product, os.path.join(home, "一.zip"))
        check_warning(application, catalog, product)
        check_mended(application, catalog, product, check_cancel(application, home))
done()
