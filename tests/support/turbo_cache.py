"""Turborepo's remote cache on the loopback interface: artifacts by hash, in a folder.

https://turborepo.com/docs/openapi: `PUT`, `GET` and `HEAD /v8/artifacts/HASH`, `GET /v8/artifacts/status`, and `POST
/v8/artifacts/events`, which is heard and forgotten.
"""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

TOKEN = "a-token-of-the-test"  # known to nobody but the server below
_ARTIFACT = re.compile(r"/v8/artifacts/([0-9a-f]+)(?:\?.*)?")


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve the artifacts of a folder while the body runs; yield the address."""
    folder.mkdir(parents=True, exist_ok=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(folder))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(folder: Path) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            """Give an artifact, or say that the cache is on."""
            if self.path.startswith("/v8/artifacts/status"):
                self._answer(200, b'{"status": "enabled"}')
            elif (kept := self._kept()) is not None and kept.exists():
                self._answer(200, kept.read_bytes())
            else:
                self._answer(404, b"")

        def do_HEAD(self) -> None:
            """Say whether there is an artifact."""
            self.do_GET()

        def do_PUT(self) -> None:
            """Keep an artifact."""
            raw, kept = self._body(), self._kept()
            if kept is None:
                return self._answer(404, b"")
            new = kept.with_suffix(f".{threading.get_ident()}")
            new.write_bytes(raw)
            new.replace(kept)
            return self._answer(202, b'{"urls": []}')

        def do_POST(self) -> None:
            """Hear of events."""
            self._body()
            self._answer(200, b"")

        def _kept(self) -> Path | None:
            found = _ARTIFACT.fullmatch(self.path)
            is_known = self.headers.get("Authorization") == f"Bearer {TOKEN}"
            return folder / found[1] if found and is_known else None

        def _body(self) -> bytes:
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))

        def _answer(self, status: int, raw: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(raw)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    return Handler
