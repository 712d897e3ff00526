#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole main job in the real window, in Chinese: an empty catalog, a craft and its steps typed,
the line of a kit moved, a product made of it, a bundle exported and verified; then kills at random
moments, after which no acknowledged text may be missing.

Usage: main-job.py YIPU YIPUCTL   inside tests/with-display."""
import json
import os
import random
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from driver import Application, Atspi, GLib, wait_for, walk  # noqa: E402

program, ctl = sys.argv[1:3]
STEPS = ["割苇", "剥叶", "碾平", "编席", "收边"]
KILLS = 4
number = 0


def ok(what):
    global number
    number += 1
    print(f"ok {number} - {what}", flush=True)


def ask(catalog, *words):
    """What the catalog holds, read beside the running window."""
    out = subprocess.run([ctl, "--catalog", catalog, "--json", *words], check=True,
                         stdout=subprocess.PIPE).stdout
    return json.loads(out)


def focused(application):
    def look():
        for node in walk(application.root):
            if node.get_state_set().contains(Atspi.StateType.FOCUSED) and \
                    node.get_editable_text_iface() is not None:
                return node
        return None
    return wait_for("a focused field", look)


def write(application, text):
    focused(application).get_editable_text_iface().set_text_contents(text)
    application.settle()


def open_record(application, kind, record, field=""):
    application.action("open-record", GLib.Variant("(sss)", (kind, record, field)), "/window/1")


def press_starting(application, words):
    """Presses the button whose name begins so: behind it stand a mnemonic or a number."""
    button = wait_for(f"the button “{words}…”", lambda: [
        node for node in application.find_all("push button")
        if (node.get_name() or "").startswith(words)])[0]
    button.get_action_iface().do_action(0)


def record_a_craft(application, catalog):
    application.press("记一门手艺")
    craft = wait_for("the craft", lambda: ask(catalog, "list", "craft"))[0]["id"]
    open_record(application, "craft", craft, "name")
    write(application, "苇席编结")
    wait_for("the name on the disk",
             lambda: ask(catalog, "show", craft).get("name") == "苇席编结")
    ok("a craft is typed in Chinese and stored by itself")
    application.press("加一道工序")
    for count, title in enumerate(STEPS, 1):
        wait_for("an empty step", lambda: application.text_of(focused(application)) == "")
        write(application, title)
        wait_for(f"step {count} on the disk",
                 lambda: len(ask(catalog, "list", "step")) == count)
        application.key("Return")
    wait_for("the steps on the disk",
             lambda: [step.get("title") for step in ask(catalog, "list", "step")][:5] == STEPS)
    ok("steps are typed one after the other, Enter for the next")
    return craft


def move_the_line(application, catalog):
    application.action("load-sample", None, "/window/1")
    kits = wait_for("the sample", lambda: ask(catalog, "list", "kit"))
    kit = kits[0]
    open_record(application, "kit", kit["id"], "line")
    scale = application.find("slider", "工坊和买家之间的线")
    before = scale.get_value_iface().get_current_value()
    scale.get_value_iface().set_current_value(before + 1)
    application.settle()
    wait_for("the line on the disk",
             lambda: ask(catalog, "show", kit["id"])["line"] != kit["line"])
    ok("the line moves by its scale, and is stored")
    application.key("ctrl+z")
    wait_for("the line as it was", lambda: ask(catalog, "show", kit["id"])["line"] == kit["line"])
    ok("undo takes the line back")
    return kit["id"]


def make_a_product(application, catalog, kit):
    known = {product["id"] for product in ask(catalog, "list", "product")}
    open_record(application, "kit", kit)
    press_starting(application, "建成商品")
    made = wait_for("the product", lambda: [product for product in ask(catalog, "list", "product")
                                            if product["id"] not in known])[0]
    write(application, "E2E-1")
    wait_for("the SKU on the disk",
             lambda: ask(catalog, "show", made["id"]).get("sku") == "E2E-1")
    ok("a product is made of the kit and gets its SKU")


def export_and_verify(application, folder):
    bundle = os.path.join(folder, "包.zip")
    application.action("go-to", GLib.Variant("s", "export"), "/window/1")
    application.find("check box", "全部商品")
    application.action("export-to", GLib.Variant("s", bundle), "/window/1")
    wait_for("the bundle", lambda: os.path.exists(bundle), 60)
    application.settle()
    subprocess.run([ctl, "verify", bundle], check=True, stdout=subprocess.DEVNULL)
    ok("a bundle is exported, and verifies")


def kill_while_typing(application, catalog, craft):
    """Types on and on; what the window called saved must be there after kill -9."""
    for round_ in range(KILLS):
        open_record(application, "craft", craft, "summary")
        acknowledged = f"第{round_}轮：编到第"
        write(application, acknowledged)
        wait_for("the summary on the disk",
                 lambda text=acknowledged: ask(catalog, "show", craft).get("summary") == text)
        field = focused(application)
        field.get_editable_text_iface().set_text_contents(acknowledged + "三行")
        time.sleep(random.uniform(0, 1))  # the moment of the kill, not a wait
        application.kill()
        summary = ask(catalog, "show", craft).get("summary")
        assert summary in (acknowledged, acknowledged + "三行"), summary
        subprocess.run([ctl, "verify", "--deep", catalog], check=True, stdout=subprocess.DEVNULL)
        application = Application(program, [catalog])
    ok(f"{KILLS} kills, nothing acknowledged is lost, the log verifies")
    return application


print("1..7", flush=True)
with tempfile.TemporaryDirectory() as home:
    path = os.path.join(home, "试.yipu")
    subprocess.run([ctl, "new", path], check=True, stdout=subprocess.DEVNULL)
    window = Application(program, [path])
    made_craft = record_a_craft(window, path)
    made_kit = move_the_line(window, path)
    make_a_product(window, path, made_kit)
    export_and_verify(window, home)
    window = kill_while_typing(window, path, made_craft)
    window.close()
