# SPDX-License-Identifier: GPL-3.0-or-later
"""verify: bags of ours and of others, as folder and as zip; altered, leading outside, lying."""
import hashlib
import struct
import zipfile

from tool import DONE, FINDING, IO, ask, case, ctl, empty_catalog, fresh, main, sample, write

BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def bag(payload=None, algorithm="sha256", more=None):
    """Somebody's bag: its files by name."""
    payload = payload or {"data/a.txt": b"hello\n", "data/竹/b.txt": b"bamboo\n"}
    lines = "".join(f"{hashlib.new(algorithm, content).hexdigest()}  {name}\n"
                    for name, content in payload.items())
    return {"bagit.txt": BAGIT, **payload, f"manifest-{algorithm}.txt": lines.encode(),
            **(more or {})}


def as_folder(files):
    folder = fresh("bag")
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def as_zip(files, top="bag/", method=zipfile.ZIP_DEFLATED):
    path = fresh("bag.zip")
    with zipfile.ZipFile(path, "w", method) as out:
        for name, content in files.items():
            out.writestr(top + name, content)
    return path


def both(files, code, word=None):
    """What verify says of it as a folder and as a zip."""
    for path in (as_folder(files), as_zip(files)):
        told = ask("verify", path, code=code)
        assert told["whole"] is (code == DONE), told
        assert word is None or word in str(told["findings"]), (word, told)


@case("a bag is whole as a folder and as a zip, by any of the algorithms")
def _():
    both(bag(), DONE)
    for algorithm in ("sha512", "sha1", "md5"):
        both(bag(algorithm=algorithm), DONE)
    weak = ask("verify", as_folder(bag(algorithm="md5")))
    assert weak["findings"], "only MD5 vouches, and nobody says so"


@case("each alteration of a bag is found and named")
def _():
    whole = bag()
    changed = {**whole, "data/a.txt": b"hellO\n"}
    missing = {name: content for name, content in whole.items() if name != "data/a.txt"}
    extra = {**whole, "data/c.txt": b"new\n"}
    both(changed, FINDING, "data/a.txt")
    both(missing, FINDING, "data/a.txt")
    both(extra, FINDING, "data/c.txt")
    both({**whole, "bag-info.txt": b"Payload-Oxum: 14.2\n"}, FINDING)
    both({**whole, "bagit.txt": b"BagIt-Version: 7.0\n"}, FINDING)
    both({name: content for name, content in whole.items() if "manifest" not in name}, FINDING)


@case("what is no bag says so")
def _():
    empty = fresh("empty")
    empty.mkdir()
    for path in (empty, write("a.zip", b"hello"), write("b.zip", b""), write("c.zip", b"PK\3\4")):
        assert not ask("verify", path, code=FINDING)["whole"]
    ctl("verify", fresh("none.zip"), code=IO).says("none.zip")
    ctl("verify", "/dev/null", code=(FINDING, IO))


@case("a zip that is cut anywhere is never whole")
def _():
    content = as_zip(bag()).read_bytes()
    for at in range(0, len(content), max(1, len(content) // 12)):
        assert not ask("verify", write("cut.zip", content[:at]), code=FINDING)["whole"], at


@case("a flipped bit in a bundle is found")
def _():
    content = bytearray(as_zip(bag(), method=zipfile.ZIP_STORED).read_bytes())
    at = content.index(b"bamboo\n")
    content[at] ^= 1
    ask("verify", write("flipped.zip", bytes(content)), code=FINDING)


@case("names that lead outside are refused, and nothing is written anywhere")
def _():
    for name in ("bag/../evil.txt", "bag/data/../../../evil.txt", "/tmp/evil-yipuctl.txt",
                 "C:/evil.txt", "bag/data/\\..\\evil"):
        path = as_zip(bag())
        with zipfile.ZipFile(path, "a") as out:
            out.writestr(name, b"evil")
        told = ask("verify", path, code=FINDING)
        assert not told["whole"], name
        assert sorted(one.name for one in path.parent.iterdir()) == ["bag.zip"]
        outside = f"{'0' * 64}  {name}\n".encode()
        ask("verify", as_folder({**bag(), "manifest-sha256.txt": outside}), code=FINDING)


@case("links and devices are refused, in a zip and in a folder")
def _():
    path = as_zip(bag())
    with zipfile.ZipFile(path, "a") as out:
        link = zipfile.ZipInfo("bag/data/link")
        link.external_attr = 0o120777 << 16
        out.writestr(link, "/etc/passwd")
    assert not ask("verify", path, code=FINDING)["whole"]
    secret = write("secret.txt", b"hello\n")
    folder = as_folder(bag())
    (folder / "data/a.txt").unlink()
    (folder / "data/a.txt").symlink_to(secret)
    assert not ask("verify", folder, code=FINDING)["whole"]


@case("sizes that lie are only hints: nothing crashes, nothing is believed")
def _():
    content = bytearray(as_zip(bag(), method=zipfile.ZIP_STORED).read_bytes())
    for signature, offset in ((b"PK\1\2", 24), (b"PK\3\4", 22)):
        lying = bytearray(content)
        at = lying.index(signature, lying.index(b"data/a.txt") - 60 if signature == b"PK\3\4" else 0)
        struct.pack_into("<I", lying, at + offset, 0x7ffffff0)
        told = ask("verify", write("lying.zip", bytes(lying)), code=(DONE, FINDING))
        assert told["whole"] or told["findings"], told


@case("zeros without end are stopped early, by what they would unpack to")
def _():
    path = fresh("bomb.zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        digest = hashlib.sha256()
        for _ in range(256):
            digest.update(bytes(1 << 20))
        out.writestr("bag/bagit.txt", BAGIT)
        out.writestr("bag/manifest-sha256.txt", f"{digest.hexdigest()}  data/zeros\n")
        with out.open("bag/data/zeros", "w") as zeros:
            for _ in range(256):
                zeros.write(bytes(1 << 20))
    assert path.stat().st_size < 1_000_000
    told = ask("verify", path, code=FINDING)
    assert not told["whole"] and told["findings"][0]["rule"] != "bag.extra", told


@case("two files of one name are refused")
def _():
    path = as_zip(bag())
    with zipfile.ZipFile(path, "a") as out:
        out.writestr("bag/data/A.txt", b"hello\n")
    ask("verify", path, code=FINDING)


@case("a catalog is verified by its name, and by default the one that is named")
def _():
    catalog = sample()
    assert ask("verify", catalog)["whole"] and ask("verify", "--deep", catalog=catalog)["whole"]
    assert ctl("verify", catalog).out.startswith(f"verified: {catalog}\nwhole: true")


@case("a medium that changed or went is found, named, and ends with 1")
def _():
    catalog = sample()
    media = sorted(path for path in (catalog / "media").rglob("*") if path.is_file())
    media[0].chmod(0o600)
    media[0].write_bytes(b"x" + media[0].read_bytes()[1:])
    media[1].unlink()
    told = ask("verify", "--deep", catalog, code=FINDING)
    for path in media[:2]:
        digest = path.parent.name + path.name
        assert digest[:8] in str(told["findings"]), (digest, told["findings"])
    assert all(one["severity"] and one["message"] for one in told["findings"])


@case("an empty catalog is whole")
def _():
    assert ask("verify", empty_catalog(), "--deep") ["findings"] == []


main()
