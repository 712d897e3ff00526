#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Searching in the window: Chinese of one and two characters, pinyin, initials, numbers in two
spellings; results as one types, Enter opens.

Usage: search.py YIPU YIPUCTL   inside tests/with-display."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from desk import ask, desk, done, ok, run, say, wait_for, window, xdotool  # noqa: E402

NAME = "蓝印花布印染技艺"
ASKED = [("蓝", "one character"), ("印染", "two characters"), ("lanyinhuabu", "pinyin"),
         ("lyhb", "initials"), ("Ⅷ-24", "a number as printed"),
         ("VIII—24", "the number in letters, with a long dash"), ("Blue calico", "English")]


def hits(application):
    lists = application.find_all("list", say("找到的", "Found"))
    return [node.get_name() for node in application.find_all("list item", within=lists[0])] \
        if lists else []


def ask_for(application, words):
    application.key("ctrl+f")
    entry = wait_for("the entry to have the keys", lambda: [
        node for node in [application.focused()] if node and node.get_editable_text_iface()])[0]
    entry.get_editable_text_iface().set_text_contents(words)
    return wait_for(f"“{words}” to find it", lambda: NAME in hits(application))


def check_typing(application):
    """By real keys: each letter narrows what is found, before anything is pressed."""
    application.key("ctrl+f", "ctrl+a", "BackSpace")
    for letter in "lyh":
        xdotool("key", letter)
        wait_for(f"results after {letter}", lambda: NAME in hits(application))
    xdotool("type", "qq")
    application.read(say("没有找到", "Nothing found"))
    ok("results follow each key, and no result says so")


def check_opening(application):
    ask_for(application, "lyhb")
    application.key("Return")
    wait_for("the craft's page", lambda: application.has_said(NAME) and not hits(application))
    wait_for("the field that was found", lambda: application.focused() and
             application.text_of(application.focused()) == NAME)
    ok("Enter opens the first of them")
    application.key("alt+Left")
    wait_for("the search again", lambda: hits(application))
    application.key("ctrl+f", "Escape")
    wait_for("the page before", lambda: not hits(application))
    ok("Escape goes back")


with desk("试 --sample") as (home, catalog):
    craft = run("--catalog", catalog, "add", "craft", f"name={NAME}", "name_en=Blue calico",
                "summary=靛蓝染的布").split()[-1]
    run("--catalog", catalog, "add", "listing", f"craft={craft}", f"name={NAME}", "number=Ⅷ-24")
    with window(catalog) as application:
        for words, what in ASKED:
            ask_for(application, words)
            ok(f"{what}: “{words}” finds it")
        check_typing(application)
        check_opening(application)
done()
