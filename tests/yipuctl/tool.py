# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of yipuctl share: running the built program in a world of its own, a sample
catalog to copy, and TAP. Each test file: python3 FILE YIPUCTL."""
import json
import os
import pathlib
import pty
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import traceback

YIPUCTL = os.path.abspath(sys.argv[1])
SHARED = pathlib.Path(os.environ.get("YIPU_SHARED_DATA", "/nonexistent"))
DONE, FINDING, USAGE, IO, CANCELLED = range(5)

WORLD = pathlib.Path(tempfile.mkdtemp(prefix="yipuctl-"))
ENVIRONMENT = {**os.environ, "HOME": str(WORLD), "LC_ALL": "C.UTF-8", "TZ": "UTC", "LANGUAGE": "",
               **{f"XDG_{name}_HOME": str(WORLD / name.lower())
                  for name in ("DATA", "CACHE", "CONFIG", "STATE")}}
cases = []
made = 0


class Skip(Exception):
    """Raised by a test that cannot be run here; its text says why."""


def case(name):
    """Registers a test; its name says the behaviour."""
    def keep(function):
        cases.append((name, function))
        return function
    return keep


def tell(text):
    for line in text.splitlines():
        print("#", line[:300])


def run_case(number, name, function):
    try:
        function()
    except Skip as reason:
        print(f"ok {number} - {name} # SKIP {reason}", flush=True)
        return True
    except Exception:
        print(f"not ok {number} - {name}")
        tell(traceback.format_exc())
        sys.stdout.flush()
        return False
    print(f"ok {number} - {name}", flush=True)
    return True


def main():
    """Runs what was registered, in order; the world is removed afterwards."""
    print(f"1..{len(cases)}", flush=True)
    try:
        good = [run_case(n, name, function) for n, (name, function) in enumerate(cases, 1)]
    finally:
        shutil.rmtree(WORLD, ignore_errors=True)
    sys.exit(0 if all(good) else 1)


class Result:
    """What a run of the program gave."""

    def __init__(self, words, code, out, err):
        self.words, self.code, self.raw, self.err = words, code, out, err
        self.out = out.decode("utf-8")

    def json(self):
        return json.loads(self.out)

    def says(self, *words):
        """That the message has all of these."""
        for word in words:
            assert word in self.err, f"“{word}” is missing from: {self.err}"
        return self

    def __str__(self):
        return f"{self.words} gave {self.code}\n{self.out[-2000:]}\n{self.err[-2000:]}"


def command(words, catalog=None, as_json=False):
    given = [YIPUCTL] + (["--catalog", str(catalog)] if catalog else [])
    return given + (["--json"] if as_json else []) + [str(word) for word in words]


def ctl(*words, catalog=None, code=DONE, as_json=False, before=(), **options):
    """Runs yipuctl; that it ends with @code, or one of them, is asserted. @before: a program to run it by."""
    given = [*before, *command(words, catalog, as_json)]
    options.setdefault("stdin", subprocess.DEVNULL)
    if "input" in options:
        del options["stdin"]
    options["env"] = {**ENVIRONMENT, **options.pop("env", {})}
    done = subprocess.run(given, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=200,
                          check=False, **options)
    result = Result(given[1:], done.returncode, done.stdout, done.stderr.decode("utf-8"))
    assert result.code in (code if isinstance(code, tuple) else (code,)), f"wanted {code}: {result}"
    if result.code >= USAGE:
        assert result.err.startswith("yipuctl: ") and result.err.endswith("\n"), result
    return result


def ask(*words, **options):
    """The result as JSON."""
    return ctl(*words, as_json=True, **options).json()


def fresh(name):
    """A path nothing lies at, in a folder of its own."""
    global made
    made += 1
    folder = WORLD / f"t{made}"
    folder.mkdir()
    return folder / name


def write(name, content, encoding="utf-8"):
    path = fresh(name)
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def empty_catalog():
    path = fresh("c.yipu")
    ctl("new", path)
    return path


def sample():
    """A catalog with the sample: a copy, since making it takes its time."""
    first = WORLD / "sample.yipu"
    if not first.exists():
        ctl("new", first, "--sample")
    copy = fresh("s.yipu")
    shutil.copytree(first, copy)
    return copy


def shared(name):
    """A real input that lies beside the project."""
    path = SHARED / name
    if not path.exists():
        raise Skip(f"{name} is not here")
    return path


def add(catalog, kind, **fields):
    """Adds a record, gives its id."""
    words = [f"{name}={value}" for name, value in fields.items()]
    return ctl("add", kind, *words, catalog=catalog).out.strip()


def ids(catalog, kind, *words):
    return [record["id"] for record in ask("list", kind, *words, catalog=catalog)]


def tree(folder):
    """Every file below with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes()
            for path in sorted(pathlib.Path(folder).rglob("*")) if path.is_file()}


def sql(catalog, statements):
    database = sqlite3.connect(pathlib.Path(catalog) / "catalog.db")
    database.executescript(statements)
    database.close()


def interrupt(*words, catalog=None, at):
    """Runs it with its messages on a terminal and presses Ctrl+C when @at is shown there; gives
    the exit code and what was shown."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(command(words, catalog), stdin=subprocess.DEVNULL, env=ENVIRONMENT,
                          stdout=subprocess.DEVNULL, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        pressed = False
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:
                break
            shown += part
            if not pressed and at.encode() in shown:
                process.send_signal(signal.SIGINT)
                pressed = True
            if not part:
                break
        os.close(ours)
    assert pressed, f"{at} was never shown: {shown}"
    return process.returncode, shown.decode("utf-8", "replace")
