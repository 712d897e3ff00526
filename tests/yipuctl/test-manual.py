# SPDX-License-Identifier: GPL-3.0-or-later
"""Help, usage errors, the man page and the completion of bash: all from one table, which is the
one of the issue that asked for the program."""
import re
import shutil
import subprocess

from tool import DONE, ENVIRONMENT, IO, USAGE, WORLD, YIPUCTL, Skip, case, ctl, fresh, main, sample

# Each command, its usage, and the options besides.
COMMANDS = {
    "new": ("FOLDER [--sample]", ["sample"]),
    "import": ("FILE... [--as KIND] [--map FILE] [--dry-run] [--leave-out-bad-rows]",
               ["as", "map", "dry-run", "leave-out-bad-rows"]),
    "add": ("KIND FIELD=VALUE...", []),
    "set": ("ID FIELD=VALUE...", []),
    "remove": ("ID...", []),
    "list": ("KIND [--where FIELD=VALUE] [--limit N]", ["where", "limit"]),
    "show": ("ID", []),
    "search": ("WORDS... [--limit N]", ["limit"]),
    "history": ("[ID] [--limit N]", ["limit"]),
    "undo": ("[EDIT]", []),
    "redo": ("", []),
    "booklet": ("KIT-ID [--form FORM] [--language LANGUAGE] [--output FILE] [--date DATE]",
                ["output", "form", "language", "date"]),
    "kit": ("ID [--line STEP-ID]... [--boxes N]", ["line", "boxes"]),
    "order": ("ORDER-ID|KIT-ID [--boxes N] [--due DATE] [--propose] [--date DATE]",
              ["boxes", "due", "propose", "date"]),
    "slips": ("ORDER-ID [--output FILE.pdf] [--language LANGUAGE] [--date DATE]",
              ["output", "language", "date"]),
    "check": ("[--shop SHOP]... [--date DATE] [PRODUCT-ID...]", ["shop", "date"]),
    "export": ("--shop SHOP [--shop SHOP]... --output FILE.zip [--reason TEXT] [--date DATE] "
               "[PRODUCT-ID...]", ["shop", "output", "reason", "date"]),
    "shops": ("", []),
    "verify": ("[PATH] [--deep]", ["deep"]),
    "dump": ("[FILE] [--history]", ["history"]),
    "load": ("FILE", []),
    "backup": ("FILE", []),
    "restore": ("FILE FOLDER", []),
}


@case("help lists every command and no other")
def _():
    listed = re.findall(r"^  ([a-z]+) +\S", ctl("--help").out, re.M)
    assert sorted(listed) == sorted(COMMANDS), listed


@case("help of a command has its usage, all its options and the exit codes")
def _():
    for name, (usage, options) in COMMANDS.items():
        out = ctl(name, "--help").out
        assert out.startswith(f"Usage: yipuctl {name} {usage}".rstrip() + "\n"), out
        shown = re.findall(r"^  --([a-z-]+)", out, re.M)
        assert shown == options, f"{name}: {shown}"
        assert "0 done" in out and "4 cancelled" in out, out


@case("help needs no catalog and wins over missing arguments")
def _():
    ctl("show", "--help", catalog="/nonexistent")
    assert ctl("--version").out.startswith("yipuctl ")


@case("wrong use ends with 2 and says what was meant")
def _():
    for words, said in {
            (): "yipuctl --help",
            ("frob",): "frob",
            ("--frob",): "--frob",
            ("show", "--frob"): "--frob",
            ("new",): "yipuctl new FOLDER",
            ("restore", "one"): "yipuctl restore FILE FOLDER",
            ("shops", "taobao"): "yipuctl shops",
            ("list", "--limit"): "--limit",
            ("list", "craft", "--limit", "many"): "many",
            ("list", "craft", "--json=yes"): "--json",
            ("list", "craft", "--where", "code=a", "--where", "name=b"): "twice",
            ("kit", "x", "--boxes", "-1"): "-1",
            ("kit", "x", "--boxes", "99999999999999999999"): "99999999999999999999",
            ("export", "--output", "a.zip"): "--shop SHOP",
            ("check", "--date", "tomorrow"): "tomorrow",
            ("check", "--date", "2026-02-30"): "2026-02-30",
            ("check", "--shop", "nowhere"): "woocommerce",
    }.items():
        ctl(*words, catalog=sample(), code=USAGE).says(said)


@case("a slip in a name is answered by the names there are")
def _():
    catalog = sample()
    ctl("list", "kraft", catalog=catalog, code=USAGE).says("kraft", "craft", "listing")
    ctl("add", "craft", "nam=x", catalog=catalog, code=USAGE).says("nam", "name", "summary")
    ctl("add", "craft", "viability=fine", catalog=catalog, code=USAGE).says("viability", "thriving")


@case("options stand anywhere, with a blank or “=”, and end at “--”")
def _():
    catalog = sample()
    one = ctl("list", "craft", "--limit", "1", catalog=catalog).out
    assert one
    assert one == ctl("list", "--limit=1", "craft", catalog=catalog).out
    assert one == ctl("list", "craft", "--limit", "1", f"--catalog={catalog}").out
    ctl("search", "--", "--json", catalog=catalog)


@case("without a catalog it says how to make one")
def _():
    ctl("list", "craft", code=IO).says("yipuctl new", "--catalog")
    ctl("list", "craft", catalog=fresh("no.yipu"), code=IO).says("no.yipu")


@case("the man page has every command and option, and nothing to complain of")
def _():
    page = ctl("--man").out
    for name, (_, options) in COMMANDS.items():
        section = re.search(rf"^\.SS {name}\b(.*?)^\.S[SH] ", page, re.M | re.S).group(1)
        for option in options:
            assert "\\-\\-" + option.replace("-", "\\-") in section, f"{name} --{option}"
    assert "EXIT STATUS" in page
    if not shutil.which("groff"):
        raise Skip("groff is not here")
    done = subprocess.run(["groff", "-man", "-Tutf8", "-ww", "-rCHECKSTYLE=3", "-K", "utf8"],
                          input=page.encode(), capture_output=True, check=True)
    assert not done.stderr, done.stderr.decode()
    text = re.sub(r"\x1b\[[0-9;]*m|.\x08", "", done.stdout.decode())
    for name, (usage, _) in COMMANDS.items():
        flat = " ".join(text.split())
        assert f"{name} {usage}".rstrip() in flat, f"{name} {usage}"


def complete(*words):
    """What bash offers for the last of the words."""
    if not shutil.which("bash"):
        raise Skip("bash is not here")
    script = WORLD / "completion.bash"
    script.write_text(ctl("--completion").out)
    line = " ".join(f"'{word}'" for word in ("yipuctl", *words))
    done = subprocess.run(
        ["bash", "--norc", "-c", f"set -u; source {script}\n"
         f"PATH={YIPUCTL.rpartition('/')[0]}:$PATH; COMP_WORDS=({line}); COMP_CWORD={len(words)}\n"
         "_yipuctl; ((${#COMPREPLY[@]} == 0)) || printf '%s\\n' \"${COMPREPLY[@]}\""],
        capture_output=True, text=True, check=True, env=ENVIRONMENT, cwd=fresh("x").parent)
    assert not done.stderr, done.stderr
    return sorted(set(done.stdout.split("\n")) - {""})


@case("bash completes commands, and after --catalog too")
def _():
    assert complete("re") == ["redo", "remove", "restore"]
    assert sorted(word for word in complete("") if word[0] != "-") == sorted(COMMANDS)
    assert complete("--catalog", "x", "verif") == ["verify"]


@case("bash completes a command's own options and the common ones")
def _():
    assert complete("list", "--w") == ["--where"]
    assert complete("list", "craft", "--") == ["--catalog", "--help", "--json", "--limit",
                                               "--where"]
    assert complete("--j") == ["--json"]


@case("bash completes kinds where a kind stands")
def _():
    assert complete("add", "cr") == ["craft"]
    assert complete("list", "selling") == ["selling_point"]
    assert complete("import", "a.csv", "--as", "li") == ["listing"]


@case("bash completes shops after --shop")
def _():
    assert complete("export", "--shop", "") == ["sheet", "taobao", "woocommerce"]
    assert complete("check", "--shop", "tao") == ["taobao"]


@case("bash completes the fields of a kind")
def _():
    assert complete("add", "craft", "story_p") == ["story_page=", "story_page_en="]
    assert complete("list", "craft", "--where", "viab") == ["viability=", "viability_text=",
                                                            "viability_text_en="]


@case("the version and help are printed whole into a pipe that closes early")
def _():
    done = subprocess.run(["sh", "-c", f"'{YIPUCTL}' --man | head -c 1"], env=ENVIRONMENT,
                          capture_output=True, check=True)
    assert done.stdout == b"." and not done.stderr, done
    assert ctl("shops", code=DONE).err == ""


main()
