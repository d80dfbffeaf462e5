"""A real HTTP server on loopback that speaks /v1/videos, well or as badly as a test wants.

``faults`` maps POST, GET and CONTENT to what goes wrong with the next requests of that kind, in
order; after that the server behaves.
"""

from __future__ import annotations

import io
import json
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import av
import numpy as np

RATE = 32_000
"""Hz of the sound in the films, as MiniMax-H3 makes it."""


class VideoServerOnLoopback:
    """``reads`` is json or form: what the server takes, the other gets 422 as FastAPI gives it."""

    def __init__(self, reads: str = "json") -> None:
        self.reads = reads
        self.faults: dict[str, list[str]] = defaultdict(list)
        self.jobs: dict[str, dict[str, Any]] = {}
        self.seen: list[str] = []
        self.polls_until_done = 1
        self.sound = True
        self.key = ""
        self._http = _Quiet(("127.0.0.1", 0), _handler(self))
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_port}"

    def __enter__(self) -> VideoServerOnLoopback:
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()

    def count(self, method: str) -> int:
        return sum(entry.startswith(method) for entry in self.seen)


class _Quiet(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Clients that hang up are part of the play."""


def _handler(server: VideoServerOnLoopback) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            server.seen.append("POST")
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            if self._fault("POST"):
                return
            form = "multipart/form-data" in self.headers.get("content-type", "")
            # A picture is read from a form by every engine.
            upload = form and b'name="input_reference"' in body
            if form != (server.reads == "form") and not upload:
                self._json(422, {"detail": [{"msg": "Field required", "loc": ["body", "prompt"]}]})
                return
            fields = _form(self.headers["content-type"], body) if form else json.loads(body)
            id_ = f"video-{len(server.jobs)}"
            server.jobs[id_] = {"fields": fields, "polls": 0}
            self._json(200, {"id": id_, "status": "queued", "progress": 0, "model": "tiny"})

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            if path == "/v1/videos":
                if not self._refused():
                    self._json(200, {"data": []})
                return
            id_, _, content = path.removeprefix("/v1/videos/").partition("/")
            kind = "CONTENT" if content else "GET"
            server.seen.append(f"{kind} {id_}")
            if self._fault(kind):
                return
            job = server.jobs.get(id_)
            if job is None:
                self._json(404, {"detail": "Video not found"})
            elif content:
                self._bytes("video/mp4", film(job["fields"], server.sound))
            else:
                job["polls"] += 1
                done = job["polls"] >= server.polls_until_done
                state = "completed" if done else "in_progress"
                self._json(200, {"id": id_, "status": state, "progress": 50, "model": "tiny"})

        def _fault(self, kind: str) -> bool:
            if self._refused():
                return True
            if not server.faults[kind]:
                return False
            fault, _, rest = server.faults[kind].pop(0).partition(" ")
            if fault.isdigit():
                self._json(int(fault), {"detail": rest}, retry_after=rest if rest.isdigit() else "")
            elif fault == "slow":
                time.sleep(float(rest))
                self.close_connection = True
            elif fault == "cut":
                self.send_response(200)
                self.send_header("content-length", "100000")
                self.end_headers()
                self.wfile.write(b"\0" * 1000)
                self.close_connection = True
            elif fault == "html":
                self._bytes("text/html", b"<html>a proxy says hello</html>")
            elif fault == "status":
                self._json(200, {"id": "video-0", "status": rest})
            elif fault == "failed":
                self._json(200, {"id": "video-0", "status": "failed", "error": {"message": rest}})
            else:
                raise AssertionError(fault)
            return True

        def _refused(self) -> bool:
            wrong = self.headers.get("authorization") != f"Bearer {server.key}"
            if server.key and wrong:
                self._json(401, {"detail": "wrong key"})
            return bool(server.key and wrong)

        def _json(self, code: int, content: dict[str, Any], retry_after: str = "") -> None:
            self._bytes("application/json", json.dumps(content).encode(), code, retry_after)

        def _bytes(self, kind: str, body: bytes, code: int = 200, retry_after: str = "") -> None:
            self.send_response(code)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body)))
            if retry_after:
                self.send_header("retry-after", retry_after)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler


def _form(content_type: str, body: bytes) -> dict[str, Any]:
    message = message_from_bytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body)
    fields: dict[str, Any] = {}
    for part in message.get_payload():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        fields[name] = content if part.get_filename() else content.decode()
    return fields


def film(fields: dict[str, Any], sound: bool = True) -> bytes:
    """An MP4 with a moving bar and a tone, the same bytes for the same fields."""
    width, height, fps = (int(fields[name]) for name in ("width", "height", "fps"))
    count, seed = int(fields["num_frames"]), int(fields["seed"])
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as container:
        pictures = container.add_stream("mpeg4", rate=fps)
        pictures.width, pictures.height, pictures.pix_fmt = width, height, "yuv420p"
        pictures.thread_count = 1
        tone = container.add_stream("aac", rate=RATE, layout="mono") if sound else None
        for number in range(count):
            picture = np.full((height, width, 3), 40 + seed % 100, np.uint8)
            picture[:, (number * 4) % width :][:, :8] = 255
            container.mux(pictures.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(pictures.encode())
        for block in _tone(200 + seed % 300, round(count / fps * RATE)) if tone else ():
            container.mux(tone.encode(block))
        if tone:
            container.mux(tone.encode())
    return out.getvalue()


def _tone(pitch: int, total: int) -> Iterator[av.AudioFrame]:
    for begin in range(0, total, 1024):
        time_s = np.arange(begin, min(begin + 1024, total)) / RATE
        block = (0.4 * np.sin(2 * np.pi * pitch * time_s)).astype(np.float32)[None]
        frame = av.AudioFrame.from_ndarray(block, format="fltp", layout="mono")
        frame.sample_rate, frame.pts = RATE, begin
        yield frame
