# SPDX-License-Identifier: GPL-3.0-or-later
"""dump and load, backup and restore; then catalogs that are none, newer, damaged, read-only, in
use, or on a disk that is full."""
import fcntl
import json
import os
import shutil
import struct
import subprocess

from tool import (FINDING, IO, YIPUCTL, Skip, add, ask, case, ctl, empty_catalog, fresh, ids, main,
                  sample, sql, tree, write)


@case("a dump of a load of a dump is the dump")
def _():
    catalog = sample()
    add(catalog, "craft", name="𠮷\u202e<b>", summary="一行\n二行\t\"引\"")
    first = fresh("a.jsonl")
    ctl("dump", first, catalog=catalog)
    assert ctl("dump", catalog=catalog).raw == first.read_bytes()
    lines = [json.loads(line) for line in first.read_text().splitlines()]
    assert lines[0] == {"yipu": 1} and all(line["kind"] and line["id"] for line in lines[1:])
    other = empty_catalog()
    assert ask("load", first, catalog=other)["records"] == len(lines) - 1
    assert ctl("dump", catalog=other).raw == first.read_bytes()
    ctl("undo", catalog=other)
    assert ids(other, "craft") == []
    assert ctl("dump", "--history", catalog=catalog).raw.startswith(first.read_bytes()[:10])


@case("a dump that is not understood is told by file, line and field, and nothing is loaded")
def _():
    catalog = empty_catalog()
    for content, said in (("", "Line 1"), ('{"yipu":9}\n', "newer"),
                          ('{"yipu":1}\n{"kind":"boat","id":"a"}\n', "boat"),
                          ('{"yipu":1}\n{"kind":"craft","id":"a","nam":"x"}\n', "nam"),
                          ('{"yipu":1}\n{"kind":"craft","id":"a"}\n{"kind":', "Line 3"),
                          ('{"yipu":1}\n' + "[" * 100_000, "Line 2")):
        ctl("load", write("x.jsonl", content), catalog=catalog, code=IO).says("x.jsonl", said)
    ctl("load", fresh("none.jsonl"), catalog=catalog, code=IO).says("none.jsonl")
    assert ask("history", catalog=catalog) == []


@case("a backup restored is the catalog")
def _():
    catalog = sample()
    backup, restored = fresh("b.zip"), fresh("r.yipu")
    ctl("backup", backup, catalog=catalog)
    assert ask("restore", backup, restored)["catalog"] == str(restored)
    assert ctl("dump", catalog=restored).raw == ctl("dump", catalog=catalog).raw
    assert ask("verify", "--deep", restored)["whole"]
    ctl("restore", backup, restored, code=IO).says("r.yipu")


@case("a backup that cannot be written or is none is named, and leaves nothing")
def _():
    catalog = empty_catalog()
    ctl("backup", fresh("none") / "b.zip", catalog=catalog, code=IO).says("b.zip")
    backup = fresh("b.zip")
    ctl("backup", backup, catalog=catalog)
    cut = write("cut.zip", backup.read_bytes()[:-100])
    for bad in (cut, write("text.zip", "hello"), fresh("no.zip")):
        target = fresh("r.yipu")
        ctl("restore", bad, target, code=IO).says(bad.name)
        assert os.listdir(target.parent) == []


@case("what is no catalog is refused by name")
def _():
    folder = fresh("x.yipu")
    folder.mkdir()
    ctl("list", "craft", catalog=folder, code=IO).says("x.yipu")
    for content in (b"", b"hello", os.urandom(8192)):
        (folder / "catalog.db").write_bytes(content)
        for words in (("list", "craft"), ("add", "craft"), ("verify",)):
            ctl(*words, catalog=folder, code=IO).says("x.yipu")
        assert (folder / "catalog.db").read_bytes() == content


@case("a newer catalog is refused by name, and not touched")
def _():
    catalog = empty_catalog()
    sql(catalog, "PRAGMA user_version = 7")
    before = tree(catalog)["catalog.db"]
    for words in (("list", "craft"), ("add", "craft")):
        ctl(*words, catalog=catalog, code=IO).says("7")
    assert tree(catalog)["catalog.db"] == before


@case("a schema that was altered, or is half of one, is refused")
def _():
    for alteration in ("CREATE TRIGGER t AFTER INSERT ON craft BEGIN DELETE FROM edit; END",
                       "DROP TABLE craft", "ALTER TABLE step ADD COLUMN half TEXT",
                       "PRAGMA user_version = 0"):
        catalog = empty_catalog()
        sql(catalog, alteration)
        ctl("add", "craft", catalog=catalog, code=IO).says("c.yipu")


@case("flipped bytes never give a wrong answer in silence")
def _():
    whole = sample()
    for at in range(5000, (whole / "catalog.db").stat().st_size, 150_001):
        catalog = fresh("s.yipu")
        shutil.copytree(whole, catalog)
        content = bytearray((catalog / "catalog.db").read_bytes())
        content[at:at + 16] = bytes(byte ^ 0x5a for byte in content[at:at + 16])
        (catalog / "catalog.db").write_bytes(content)
        ctl("verify", "--deep", catalog=catalog, code=(0, FINDING, IO))


@case("a catalog in use by another is read, and not written")
def _():
    catalog = empty_catalog()
    add(catalog, "craft", name="一")
    with open(catalog / "lock", "r+b") as lock:
        # struct flock: type F_WRLCK, from SEEK_SET, the whole file; as another program holds it.
        fcntl.fcntl(lock, fcntl.F_OFD_SETLK, struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 0, 0, 0))
        assert len(ids(catalog, "craft")) == 1
        for words in (("add", "craft"), ("undo",)):
            ctl(*words, catalog=catalog, code=IO).says("c.yipu")
    add(catalog, "craft", name="二")


@case("a catalog one may only read is read, and not written")
def _():
    if os.getuid() != 0 or not shutil.which("setpriv"):
        raise Skip("needs root and setpriv")
    catalog = sample()
    nobody = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
    if subprocess.run([*nobody, YIPUCTL, "--version"], stdout=subprocess.PIPE,
                      stderr=subprocess.PIPE, check=False).returncode:
        raise Skip("the program cannot be run by others here")
    home = fresh("home")
    home.mkdir()
    os.chown(home, 65534, 65534)
    for folder in (home.parent, home.parent.parent, catalog.parent):
        os.chmod(folder, 0o755)
    for path in [catalog, *catalog.rglob("*")]:
        os.chown(path, 65534, 65534)
        os.chmod(path, 0o500 if path.is_dir() else 0o400)
    env = {"HOME": str(home), **{f"XDG_{name}_HOME": str(home) for name in ("DATA", "CACHE")}}
    assert len(ask("list", "craft", catalog=catalog, before=nobody, env=env)) == 2
    ctl("add", "craft", catalog=catalog, before=nobody, env=env, code=IO)


@case("a full disk says so, and the catalog is as it was")
def _():
    if os.getuid() != 0:
        raise Skip("needs root for a small disk")
    disk = fresh("disk")
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk],
                      stderr=subprocess.PIPE, check=False).returncode:
        raise Skip("nothing can be mounted here")
    try:
        catalog = disk / "c.yipu"
        shutil.copytree(sample(), catalog)
        ctl("list", "craft", catalog=catalog)
        dump = ctl("dump", catalog=catalog).raw
        ctl("export", "--shop", "sheet", "--output", disk / "b.zip", catalog=catalog,
            code=IO).says("free")
        ballast = os.open(disk / "ballast", os.O_WRONLY | os.O_CREAT)
        try:
            while os.write(ballast, bytes(4096)):
                pass
        except OSError:
            os.close(ballast)
        ctl("backup", disk / "b.zip", catalog=catalog, code=IO)
        assert sorted(os.listdir(disk)) == ["ballast", "c.yipu"]
        os.unlink(disk / "ballast")
        assert ctl("dump", catalog=catalog).raw == dump
    finally:
        subprocess.run(["umount", disk], check=False)


main()
