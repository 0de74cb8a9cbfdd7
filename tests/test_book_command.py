"""build_book.py: what it builds and when, that a build cut off breaks nothing, what it says."""

import os
import socket
import subprocess
import sys
import threading
import urllib.request

import pytest

pytest.importorskip("filelock")
pytest.importorskip("tqdm")

from book.builder import BuildError, command
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
    old, young = place / "run.old", place / "run.young"
    for folder in (old, young):
        (folder / "notebooks").mkdir(parents=True)
    os.utime(old, (0, 0))
    command.build("book")
    assert not old.exists() and young.is_dir()


def test_the_state_is_that_of_the_files():
    before = command.state()
    assert command.state() == before
    names = {path.relative_to(ROOT).as_posix() for path in command._files()}
    assert {"book/conf.py", "notebooks/00_introduction.ipynb", "course/pictures/svg.py"} <= names
    assert {"data/mnist.npz", "book/package-lock.json", "README.md"} <= names
    assert not any("__pycache__" in name or name.startswith("_build") for name in names)


def test_another_file_or_package_is_another_state(tmp_path, monkeypatch):
    (tmp_path / "book").mkdir()
    file = tmp_path / "book" / "conf.py"
    file.write_text("one", encoding="utf-8")
    monkeypatch.setattr(command, "ROOT", tmp_path)
    states = [command.state()]
    file.write_text("two", encoding="utf-8")
    states.append(command.state())
    monkeypatch.setattr(command, "distributions", list)
    states.append(command.state())
    assert len(set(states)) == 3


def test_options_choose_what_is_built(place, monkeypatch, capsys):
    book, slides = builder(monkeypatch), builder(monkeypatch, part="slides")
    assert command.main(["--slides"]) == 0 and (book, slides) == ([], ["slides"])
    assert command.main(["--book"]) == 0 and book == ["book"]
    assert command.main([]) == 0 and (book, slides) == (["book"], ["slides"])
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == str(place / "slides" / "index.html")
    assert command.main(["--clean"]) == 0 and not place.exists()
    assert command.main(["--clean", "--book"]) == 0 and book == ["book", "book"]


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
    held = command._needs("filelock").FileLock(place / "lock")
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


def free_port():
    with socket.socket() as made:
        made.bind((command.HOST, 0))
        return made.getsockname()[1]


def test_a_port_that_is_none_is_said_before_anything_is_built(place, monkeypatch, capsys):
    calls = builder(monkeypatch)
    for port in ("0", "-1", "99999"):
        assert command.main(["--book", "--serve", "--port", port]) == 1
        said = f"build_book.py: There is no port {port}: choose one from 1 to 65535.\n"
        assert capsys.readouterr().err == said and calls == []


@pytest.mark.parametrize(("port", "other"), [(80, 8000), (1024, 1025), (65535, 8000)])
def test_a_port_that_can_not_be_used_is_said_with_its_reason(place, monkeypatch, port, other):
    def denied(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(command, "ThreadingHTTPServer", denied)
    wanted = rf"Port {port} can't be used \(Permission denied\): .* --port {other}\.$"
    with pytest.raises(BuildError, match=wanted):
        command.serve(place, port)


def test_a_file_where_the_folder_belongs_is_said(place, monkeypatch, capsys):
    builder(monkeypatch)
    place.write_text("mine", encoding="utf-8")
    assert command.main(["--book"]) == 1
    said = capsys.readouterr().err
    assert f"{place} can't be used (" in said and "see that nothing else has its name" in said
    assert said.count("\n") == 1
    assert command.main(["--clean"]) == 1 and "could not be deleted" in capsys.readouterr().err
    assert place.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("folder", "parts", "addresses"),
    [
        ("", ["book", "slides"], ["book/", "slides/"]),
        ("", ["slides"], ["slides/"]),
        ("book", ["book", "slides"], [""]),
    ],
)
def test_it_says_where_to_look(place, monkeypatch, capsys, folder, parts, addresses):
    for part in parts:
        builder(monkeypatch, part=part)
        command.build(part)
    monkeypatch.setattr(command.ThreadingHTTPServer, "serve_forever", lambda self: None)
    port = free_port()
    command.serve(place / folder, port)
    shown = [f"http://127.0.0.1:{port}/{path} (Ctrl+C ends it)" for path in addresses]
    assert capsys.readouterr().out.splitlines() == shown


def test_it_serves_what_is_built_to_this_machine_alone(place, monkeypatch):
    builder(monkeypatch)
    command.build("book")
    port, servers, up = free_port(), [], threading.Event()
    made = command.ThreadingHTTPServer

    def server(address, handler):
        servers.append(made(address, handler))
        up.set()
        return servers[0]

    monkeypatch.setattr(command, "ThreadingHTTPServer", server)
    thread = threading.Thread(target=command.serve, args=(place / "book", port))
    thread.start()
    assert up.wait(10)
    try:
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with direct.open(f"http://127.0.0.1:{port}/", timeout=10) as answer:
            assert answer.read() == b"good"
        assert servers[0].server_address[0] == "127.0.0.1"
        with pytest.raises(BuildError, match=f"Port {port} can't be used .*--port {port + 1}"):
            monkeypatch.setattr(command, "ThreadingHTTPServer", made)
            command.serve(place, port)
    finally:
        servers[0].shutdown()
        thread.join(10)
