"""A model hub on loopback: as much of huggingface.co's interface as a download needs."""

from __future__ import annotations

import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote

COMMIT = "c0ffee" * 6 + "c0ff"


class HubOnLoopback:
    """``files`` are those of every repository; names ending in .safetensors are large files.

    ``refuses`` is the status that every request gets, 0 for none; ``gated`` as the hub does it.
    """

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self.refuses = 0
        self.gated = False
        self.asked: list[str] = []
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_port}"

    def __enter__(self) -> HubOnLoopback:
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()

    def checksum(self, name: str) -> str:
        content = self.files[name]
        if name.endswith(".safetensors"):
            return hashlib.sha256(content).hexdigest()
        return hashlib.sha1(f"blob {len(content)}\0".encode() + content).hexdigest()


def _handler(hub: HubOnLoopback) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_HEAD(self) -> None:
            self._answer(body=False)

        def do_GET(self) -> None:
            self._answer(body=True)

        def _answer(self, body: bool) -> None:
            path = unquote(self.path.partition("?")[0])
            hub.asked.append(path)
            if hub.refuses:
                self._send(hub.refuses, b"{}", {})
            elif hub.gated:
                self._send(403, b"{}", {"X-Error-Code": "GatedRepo", "X-Error-Message": "agree"})
            elif "/resolve/" in path:
                self._file(path.partition("/resolve/")[2].partition("/")[2], body)
            elif "/tree/" in path:
                entries = [self._entry(name) for name in hub.files]
                self._send(200, json.dumps(entries).encode(), {})
            else:
                told = {"id": "x/y", "sha": COMMIT, "siblings": list(map(_sibling, hub.files))}
                self._send(200, json.dumps(told).encode(), {})

        def _file(self, name: str, body: bool) -> None:
            if name not in hub.files:
                self._send(404, b"{}", {"X-Error-Code": "EntryNotFound"})
                return
            headers = {"ETag": f'"{hub.checksum(name)}"', "X-Repo-Commit": COMMIT}
            self._send(200, hub.files[name], headers, body)

        def _entry(self, name: str) -> dict[str, Any]:
            size = len(hub.files[name])
            entry: dict[str, Any] = {"type": "file", "path": name, "size": size, "oid": "0" * 40}
            if name.endswith(".safetensors"):
                entry["lfs"] = {"oid": hub.checksum(name), "size": size, "pointerSize": 100}
            return entry

        def _send(
            self, code: int, content: bytes, headers: dict[str, str], body: bool = True
        ) -> None:
            self.send_response(code)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            if body and self.command == "GET":
                self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    def _sibling(name: str) -> dict[str, Any]:
        size, checksum = len(hub.files[name]), hub.checksum(name)
        if not name.endswith(".safetensors"):
            return {"rfilename": name, "size": size, "blobId": checksum}
        large = {"sha256": checksum, "size": size, "pointerSize": 100}
        return {"rfilename": name, "size": size, "blobId": "0" * 40, "lfs": large}

    return Handler
