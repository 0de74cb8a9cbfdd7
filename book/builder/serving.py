"""The web server of ``build_book.py --serve``: it gives what is built, compressed once before."""

import functools
import gzip
import sys
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from book.builder import BuildError

PACKED = ".gz"
# A file that hardly gets smaller, as a picture or a PDF, goes as it is.
SMALLER = 0.9


def pack(folder: Path) -> None:
    """Put a compressed one beside each file that gets smaller by it, as web servers look for it."""
    for file in [file for file in folder.rglob("*") if file.is_file()]:
        words = file.read_bytes()
        packed = gzip.compress(words, mtime=0)
        if len(packed) < SMALLER * len(words):
            file.with_name(file.name + PACKED).write_bytes(packed)


class Handler(SimpleHTTPRequestHandler):
    """Gives the files of a folder, the compressed ones to those who take them."""

    protocol_version = "HTTP/1.1"
    # On Windows what a computer knows of these may be wrong, and a browser runs no script of
    # another type.
    extensions_map = {
        ".css": "text/css",
        ".html": "text/html",
        ".js": "text/javascript",
        ".json": "application/json",
        ".mjs": "text/javascript",
        ".svg": "image/svg+xml",
        ".wasm": "application/wasm",
    }
    packed = False

    def send_head(self) -> Any:
        """Find the file that is asked for; the first page of all is the book's."""
        where, mark, asked = self.path.partition("?")
        if where == "/":
            return self._go_to("/book/")
        if where.endswith("/"):
            self.path = f"{where}index.html{mark}{asked}"
        takes = "gzip" in self.headers.get("Accept-Encoding", "")
        self.packed = takes and Path(self.translate_path(self.path) + PACKED).is_file()
        try:
            return super().send_head()
        finally:
            self.packed = False

    def _go_to(self, place: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", place)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def translate_path(self, path: str) -> str:
        """Return the file behind an address, or the compressed one beside it."""
        return super().translate_path(path) + PACKED * self.packed

    def guess_type(self, path: Any) -> str:
        """Return the type of what a browser unpacks."""
        return super().guess_type(str(path).removesuffix(PACKED * self.packed))

    def end_headers(self) -> None:
        """Say how it is packed and how long it may be kept."""
        if self.packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Vary", "Accept-Encoding")
        # A browser asks whether it has changed: after a build it has.
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of each file."""


class Server(ThreadingHTTPServer):
    """Serves a class that comes all at once."""

    request_queue_size = 128
    # On Windows two servers would share an address.
    allow_reuse_address = sys.platform != "win32"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that has left."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def open_server(address: str, folder: Path, handler: type[Handler] = Handler) -> Server:
    """Return a server of ``folder`` at an address such as ``localhost:8000``.

    Raises BuildError where none can be.
    """
    host, _, port = address.rpartition(":")
    try:
        if not host:
            raise ValueError
        return Server((host, int(port)), functools.partial(handler, directory=folder))
    except (ValueError, OverflowError):
        raise BuildError(
            f"--serve takes an address with its port, as localhost:8000, not {address}."
        ) from None
    except OSError as error:
        raise BuildError(
            f"Nothing can be served at {address} ({error.strerror}): see that it is this "
            "computer's address, or take another port, as --serve localhost:8001."
        ) from None
