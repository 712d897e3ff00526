# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real window through the accessibility tree, by role and name, never by position.

GTK 4.8 gives no focus through accessibility, so the pointer and the keys come from xdotool; texts
are set and read through AT-SPI. Nothing sleeps for a fixed time: everything waits for a state."""
import os
import re
import signal
import subprocess
import tempfile
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

FRAME = 5  # pixels of the window's own shadow
PATIENCE = int(os.environ.get("PATIENCE", "60"))  # seconds until a state that does not come is a failure
APP_ID = "org.yipu.Yipu"
APP_PATH = "/org/yipu/Yipu"


class Timeout(AssertionError):
    """A state that was waited for did not come."""


def wait_for(what, look, patience=PATIENCE):
    """Looks again and again until @look gives something true, and returns it."""
    deadline = time.monotonic() + patience
    while True:
        try:
            found = look()
        except GLib.Error:  # the tree changes while it is walked
            found = None
        if found:
            return found
        if time.monotonic() > deadline:
            if "YIPU_PICTURE" in os.environ:  # of what stood there instead
                subprocess.run(["import", "-window", "root", os.environ["YIPU_PICTURE"]],
                               check=False)
            raise Timeout(f"waited {patience} s for {what}")
        time.sleep(0.02)


def role_of(node):
    """The name of a node's role, as Debian 12 has it; newer ones shortened it."""
    role = node.get_role_name()
    return "push button" if role == "button" else role


def children(node):
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            yield child


def is_visible(node):
    component = node.get_component_iface()
    if component is None:
        return True
    extents = component.get_extents(Atspi.CoordType.WINDOW)
    return extents.width > 0 and extents.height > 0


LEAVES = {"label", "push button", "text", "image", "slider", "check box", "toggle button"}


def walk(node, depth=0):
    """@node and all that is on the screen below it. What is a leaf to a person (a button with its
    label) is one here: each look costs milliseconds."""
    yield node
    if depth < 40 and (depth == 0 or role_of(node) not in LEAVES):
        for child in children(node):
            if is_visible(child):
                yield from walk(child, depth + 1)


class Application:
    """One running yipu and what a person does at it."""

    def __init__(self, program, arguments=(), environment=None):
        self.log = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(
            [program, *arguments], env={**os.environ, **(environment or {})}, stderr=self.log)
        self.root = wait_for("the window", self._find_root)
        self.settle()
        self._fill_screen()

    def _find_root(self):
        if self.process.poll() is not None:
            raise AssertionError(f"the program ended with {self.process.returncode}")
        desktop = Atspi.get_desktop(0)
        for child in children(desktop):
            if child.get_process_id() == self.process.pid and child.get_child_count() > 0:
                return child
        return None

    def _fill_screen(self):
        """No window manager runs: the window is made as large as the screen, its frame outside."""
        width, height = map(int, os.environ.get("SCREEN", "1366x768").split("x"))
        windows = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
            check=True, stdout=subprocess.PIPE, text=True).stdout.split()
        xdotool("windowmove", windows[-1], -FRAME, -FRAME)
        xdotool("windowsize", "--sync", windows[-1], width + 2 * FRAME, height + 2 * FRAME)
        xdotool("windowfocus", windows[-1])
        self.settle()

    def window(self):
        return next(iter(children(self.root)))

    def is_busy(self):
        return any(top.get_state_set().contains(Atspi.StateType.BUSY)
                   for top in children(self.root))

    def settle(self):
        """Until nothing is pending: no timer, task or page load."""
        wait_for("the window to be idle", lambda: not self.is_busy())

    def find_all(self, role=None, name=None, within=None):
        found = []
        for node in walk(within or self.root):
            if role and role_of(node) != role:
                continue
            if name is not None and node.get_name() != name:
                continue
            if is_visible(node):
                found.append(node)
        return found

    def find(self, role=None, name=None, within=None):
        """The first visible node of that role and name; waits for it."""
        def look():
            found = self.find_all(role, name, within)
            return found[0] if found else None
        return wait_for(f"{role or 'anything'} “{name}”", look)

    def press(self, name, role="push button", within=None):
        """Activates a control: its first accessible action."""
        node = self.find(role, name, within)
        node.get_action_iface().do_action(0)
        self.settle()
        return node

    def click(self, node):
        extents = node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        xdotool("mousemove", extents.x + extents.width // 2, extents.y + extents.height // 2,
                "click", 1)

    def type_into(self, name, text, role="text"):
        """Sets a whole text, as a person's input method would commit it."""
        node = self.find(role, name)
        self.click(node)
        node.get_editable_text_iface().set_text_contents(text)
        self.settle()
        return node

    def text_of(self, node):
        return Atspi.Text.get_text(node, 0, node.get_text_iface().get_character_count())

    def key(self, *keys):
        xdotool("key", "--clearmodifiers", *keys)
        self.settle()

    def action(self, name, parameter=None, prefix="", wait=True):
        """Activates an action of the application, or of its window with prefix “/window/1”."""
        bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        bus.call_sync(
            APP_ID, APP_PATH + prefix, "org.gtk.Actions", "Activate",
            GLib.Variant("(sava{sv})", (name, [parameter] if parameter else [], {})),
            None, Gio.DBusCallFlags.NONE, 5000)
        if wait:
            self.settle()

    def has_said(self, words):
        """Whether a label or an entry on the screen has @words in it."""
        return [node for node in walk(self.root)
                if words in (node.get_name() or "") or
                (role_of(node) == "text" and words in self.text_of(node))]

    def read(self, words):
        """Waits for @words on the screen."""
        return wait_for(f"the words “{words}”", lambda: self.has_said(words))[0]

    def focused(self):
        """The control that has the keys, or None."""
        try:
            return next((node for node in walk(self.root)
                         if node.get_state_set().contains(Atspi.StateType.FOCUSED)), None)
        except GLib.Error:  # the tree changes while it is walked
            return None

    def complaints(self):
        """What GLib and GTK said was wrong in the program."""
        self.log.seek(0)
        text = self.log.read()
        self.log.seek(0, os.SEEK_END)
        lines = re.findall(r"^.*(?:CRITICAL|WARNING|ERROR) \*\*.*$", text, re.MULTILINE)
        return [line for line in lines if "reported min width -4" not in line]  # GTK's own help

    def screenshot(self, path):
        self.settle()
        os.makedirs(os.path.dirname(path), exist_ok=True)
        subprocess.run(["import", "-window", "root", path], check=True)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def close(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=PATIENCE)


def xdotool(*words):
    subprocess.run(["xdotool", *map(str, words)], check=True)


def has_name(node):
    name = node.get_name() or ""
    return bool(name) and not name.startswith(("Gtk", "Adw", "Yipu"))


def is_said_twice(node):
    """A control with both a label of its own and one that labels it: “Add Add”."""
    words = (node.get_name() or "").split(" ")
    half = len(words) // 2
    return len(words) % 2 == 0 and words[:half] == words[half:]


def unnamed_controls(application):
    """Controls whose accessible name is missing, said twice, or only the toolkit's own word. The
    toggle inside a drop-down or menu button speaks by the name of what it belongs to."""
    controls = {"push button", "toggle button", "check box", "text", "entry", "combo box", "slider",
                "spin button", "list", "list item", "link", "radio button", "switch"}
    found = []
    for node in walk(application.root):
        if role_of(node) not in controls or not is_visible(node):
            continue
        if has_name(node) and not is_said_twice(node):
            continue
        parent = node.get_parent()
        if parent is not None and parent.get_child_count() <= 2 and has_name(parent):
            continue
        found.append((role_of(node), node.get_name() or ""))
    return found
