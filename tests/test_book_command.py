"""build_book.py: what it builds and when, that a build cut off breaks nothing, what it says."""

import gzip
import os
import subprocess
import sys
import threading
from http.client import HTTPConnection
from pathlib import Path

import pytest

pytest.importorskip("filelock")
pytest.importorskip("tqdm")

from book.builder import BuildError, command, printing, serving
from book.builder.lecturer import LENGTHS
from stored import ROOT


@pytest.fixture
def place(tmp_path, monkeypatch):
    """An empty place to build in, and a course that does not change."""
    monkeypatch.setattr(command, "BUILD", tmp_path / "_build")
    monkeypatch.setattr(command, "state", lambda: "as it is")
    return tmp_path / "_build"


def builder(monkeypatch, words="good", error=None, part="book"):
    """Put a part in place that takes no time; returns the list of its calls."""
    calls = []

    def build(work, fresh):
        calls.append(part)
        fresh.mkdir()
        (fresh / "index.html").write_text(words, encoding="utf-8")
        assert work.is_dir()
        if error:
            raise error

    monkeypatch.setitem(command.PARTS, part, build)
    return calls


def test_what_is_built_stands_until_something_changes(place, monkeypatch):
    calls = builder(monkeypatch)
    assert command.build("book").read_text(encoding="utf-8") == "good"
    command.build("book")
    assert calls == ["book"]
    monkeypatch.setattr(command, "state", lambda: "changed")
    command.build("book")
    assert calls == ["book", "book"]
    (place / "book" / "index.html").unlink()
    command.build("book")
    assert len(calls) == 3
    assert sorted(path.name for path in place.iterdir()) == ["book", "book.built", "lock"]


@pytest.mark.parametrize("error", [BuildError("no Node."), KeyboardInterrupt(), OSError("full")])
def test_a_build_that_is_cut_off_leaves_the_last_good_one(place, monkeypatch, error):
    builder(monkeypatch)
    first = command.build("book")
    monkeypatch.setattr(command, "state", lambda: "changed")
    builder(monkeypatch, "half", error)
    with pytest.raises(type(error)):
        command.build("book")
    assert first.read_text(encoding="utf-8") == "good"
    builder(monkeypatch, "better")
    assert command.build("book").read_text(encoding="utf-8") == "better"


def test_a_build_that_is_killed_leaves_the_last_good_one(place, monkeypatch):
    builder(monkeypatch)
    command.build("book")
    # As if the machine had been turned off: in the middle, and between the two renames.
    for half in ("book.new", "book.work"):
        (place / half).mkdir()
    (place / "book").rename(place / "book.old")
    calls = builder(monkeypatch, "another")
    assert command.build("book").read_text(encoding="utf-8") == "good" and calls == []
    assert not (place / "book.old").exists()


def test_folders_of_runs_that_were_killed_go_after_a_day(place, monkeypatch):
    builder(monkeypatch)
    old, young = place / "kernel.old", place / "kernel.young"
    for folder in (old, young):
        (folder / "notebooks").mkdir(parents=True)
    os.utime(old, (0, 0))
    command.build("book")
    assert not old.exists() and young.is_dir()


def test_options_choose_what_is_built(place, monkeypatch, capsys):
    book, slides, run = (builder(monkeypatch, part=part) for part in ("book", "slides", "run"))
    assert command.main(["--slides"]) == 0 and (book, slides, run) == ([], ["slides"], [])
    assert command.main(["--book"]) == 0 and (book, run) == (["book"], [])
    assert command.main([]) == 0 and (book, slides, run) == (["book"], ["slides"], ["run"])
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == str(place / "slides" / "index.html")
    assert command.main(["--clean"]) == 0 and not place.exists()
    assert command.main(["--clean", "--book"]) == 0 and book == ["book", "book"]


SECTIONS = '<section id=1><div class="still fragment"></div><section id=2><aside>Ask.</aside>'


def test_the_seminar_is_printed_in_its_lengths_with_notes_and_without(place, monkeypatch, capsys):
    asked, pages = [], 3

    def browser(command, **_):
        *_, option, address = command
        asked.append(address.partition("?")[2])
        Path(option.partition("=")[2]).write_bytes(b"%PDF /Type /Pages" + b" /Type /Page\n" * pages)
        return subprocess.CompletedProcess(command, 0, "", "")

    def build(work, fresh):
        fresh.mkdir()
        for name in ("index", *LENGTHS):
            (fresh / f"{name}.html").write_text(SECTIONS, encoding="utf-8")

    monkeypatch.setitem(command.PARTS, "slides", build)
    monkeypatch.setattr(printing, "chromium", lambda: "chromium")
    monkeypatch.setattr(subprocess, "run", browser)
    assert command.main(["--slides-pdf"]) == 0
    assert capsys.readouterr().out.strip() == str(place / "slides-pdf" / "seminar.pdf")
    names = [f"{length}{notes}.pdf" for length in LENGTHS for notes in ("", "-notes")]
    assert sorted(names) == sorted(path.name for path in (place / "slides-pdf").iterdir())
    assert asked[:2] == ["print-pdf", f"print-pdf{printing.NOTES}"] and len(asked) == 6
    # Half a deck is no PDF, and is printed once more.
    monkeypatch.setattr(command, "state", lambda: "changed")
    pages = 2
    assert command.main(["--slides-pdf"]) == 1 and len(asked) == 9
    assert "printed 2 of the 3 pages of seminar.html: close" in capsys.readouterr().err


def test_what_goes_wrong_is_one_sentence(place, monkeypatch, capsys):
    builder(monkeypatch, error=BuildError("There is no Node."))
    assert command.main(["--book"]) == 1
    assert capsys.readouterr().err == "build_book.py: There is no Node.\n"
    builder(monkeypatch, error=KeyboardInterrupt())
    assert command.main(["--book"]) == 130
    assert "the last good result is still there" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "where", "why"),
    [
        (OSError(28, "No space left on device"), "{place}", "No space left on device"),
        (PermissionError(13, "Permission denied", "05_x.ipynb"), "05_x.ipynb", "Permission denied"),
        (OSError("odd"), "{place}", "odd"),
    ],
)
def test_what_the_system_refuses_is_one_sentence(place, monkeypatch, capsys, error, where, why):
    builder(monkeypatch, error=error)
    assert command.main(["--book"]) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"build_book.py: {where.format(place=place)} can't be used ({why}): see")
    assert said.count("\n") == 1


def test_a_second_build_says_that_it_waits_for_the_first(place, monkeypatch, capsys):
    calls, said = builder(monkeypatch), threading.Event()
    held = command.needs("filelock").FileLock(place / "lock")
    place.mkdir()
    held.acquire()
    monkeypatch.setattr(command, "print", lambda *_, **__: said.set(), raising=False)
    second = threading.Thread(target=command.build, args=["book"])
    second.start()
    assert said.wait(30) and second.is_alive() and calls == []
    held.release()
    second.join(30)
    assert calls == ["book"]


@pytest.mark.parametrize("package", ["tqdm", "filelock"])
def test_without_the_book_extra_there_is_one_sentence(place, monkeypatch, capsys, package):
    monkeypatch.setitem(sys.modules, package, None)
    assert command.main(["--book"]) == 1
    said = capsys.readouterr().err
    assert f"needs {package}" in said and '".[book]"' in said and said.count("\n") == 1


def test_it_is_a_command():
    done = subprocess.run(
        [sys.executable, ROOT / "build_book.py", "--help"], capture_output=True, text=True
    )
    assert done.returncode == 0
    for option in ("--book", "--slides", "--serve", "--clean"):
        assert option in done.stdout


def test_a_file_where_the_folder_belongs_is_said(place, monkeypatch, capsys):
    builder(monkeypatch)
    place.write_text("mine", encoding="utf-8")
    assert command.main(["--book"]) == 1
    said = capsys.readouterr().err
    assert f"{place} can't be used (" in said and "see that nothing else has its name" in said
    assert said.count("\n") == 1
    assert command.main(["--clean"]) == 1 and "could not be deleted" in capsys.readouterr().err
    assert place.read_text(encoding="utf-8") == "mine"


@pytest.fixture
def serving_at(place):
    """What ``--serve`` does, with a page that gets smaller when it is packed; its port."""
    built = place / "book"
    built.mkdir(parents=True)
    (built / "index.html").write_text("one weight " * 1000, encoding="utf-8")
    (built / "noise.mjs").write_bytes(os.urandom(1000))
    serving.pack(built)
    with serving.open_server("127.0.0.1:0", place) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_what_is_served_is_packed_for_those_who_take_it(place, serving_at):
    browser = HTTPConnection("127.0.0.1", serving_at)

    def ask(address, **headers):
        browser.request("GET", address, headers=headers)
        answer = browser.getresponse()
        return answer, answer.read()

    page = (place / "book" / "index.html").read_bytes()
    assert ask("/book/?a=1")[1] == page
    for address in ("/book/", "/book/index.html?a=1"):
        answer, packed = ask(address, **{"Accept-Encoding": "br, gzip"})
        assert len(packed) < 0.1 * len(page) and gzip.decompress(packed) == page
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Content-Type"] == "text/html"
    had = {"Accept-Encoding": "gzip", "If-Modified-Since": answer.headers["Last-Modified"]}
    assert ask("/book/index.html", **had)[0].status == 304
    answer, noise = ask("/book/noise.mjs", **{"Accept-Encoding": "gzip"})
    assert noise == (place / "book" / "noise.mjs").read_bytes()
    assert answer.headers["Content-Encoding"] is None
    assert answer.headers["Content-Type"] == "text/javascript"
    assert ask("/")[0].headers["Location"] == "/book/"
    assert ask("/book")[0].headers["Location"] == "/book/"
    for address in ("/book/none.js", "/../index.html", "/book/index.html/"):
        answer, _ = ask(address, **{"Accept-Encoding": "gzip"})
        assert answer.status == 404 and answer.headers["Content-Encoding"] is None


def test_serving_builds_first_and_ends_at_a_key(place, monkeypatch, capsys):
    for part in ("book", "slides", "run"):
        builder(monkeypatch, part=part)
    served = []

    def until_a_key(server):
        served.append(server.server_port)
        raise KeyboardInterrupt

    monkeypatch.setattr(serving.Server, "serve_forever", until_a_key)
    assert command.main(["--serve", "127.0.0.1:0"]) == 0 and len(served) == 1
    assert "http://127.0.0.1:0/slides/index.html\n" in capsys.readouterr().out


def test_an_address_that_cannot_be_served_is_said_at_once(place, monkeypatch, capsys, serving_at):
    calls = builder(monkeypatch)
    for address in ("8000", ":8000", "localhost", "localhost:x", "localhost:70000"):
        assert command.main(["--book", "--serve", address]) == 1
        assert f"as localhost:8000, not {address}.\n" in capsys.readouterr().err
    for address in (f"127.0.0.1:{serving_at}", "192.0.2.1:8000", "no.such.name:8000"):
        assert command.main(["--book", "--serve", address]) == 1
        assert f"Nothing can be served at {address} (" in capsys.readouterr().err
    assert calls == []
