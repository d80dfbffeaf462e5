"""One server's video jobs over HTTP: hand one in, ask for it, fetch its content.

The interface is that of OpenAI's former Videos API as SGLang-Diffusion
(docs.sglang.io/diffusion/api/openai_api.html) and vLLM-Omni
(docs.vllm.ai/projects/vllm-omni/en/latest/serving/videos_api) offer it:
``POST /v1/videos``, ``GET /v1/videos/{id}``, ``GET /v1/videos/{id}/content``. SGLang reads JSON,
vLLM-Omni a form: whichever a server takes is used from then on.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from mimetypes import guess_type
from pathlib import Path
from typing import Any, TypeVar

import httpx2

from locvid.generate.server.answers import (
    Job,
    UnknownState,
    Unreadable,
    detail,
    job_of,
    retry_after,
)
from locvid.generate.server.settings import ServerSettings, shown
from locvid.media.atomic import replacing
from locvid.model.errors import InvalidInput, MissingDependency

_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers after which the same question may succeed (RFC 9110; 425 is RFC 8470)."""

_OTHER_FORM = frozenset({400, 415, 422})
_LONGEST_PAUSE_S = 30.0
_CHUNK = 1 << 20

T = TypeVar("T")


class ServerTrouble(MissingDependency):
    """A server cannot be reached, refuses, or does not do what it should."""


class Busy(ServerTrouble):
    """A server takes no more jobs now; ``after_s`` as it asked to wait, 0 where it did not."""

    def __init__(self, message: str, after_s: float = 0.0) -> None:
        super().__init__(message, hint="name more servers in LOCVID_SERVER_URLS")
        self.after_s = after_s

    def __reduce__(self) -> tuple[object, ...]:
        return (Busy, (self.message, self.after_s))


class _Again(Exception):
    """Worth another try; ``after_s`` as the server asked for, 0 where it did not."""

    def __init__(self, reason: str, after_s: float = 0.0) -> None:
        super().__init__(reason)
        self.after_s = after_s


class VideoServer:
    """One address; close it when it is not needed any more."""

    def __init__(self, url: str, settings: ServerSettings) -> None:
        self.url = url
        self.name = shown(url)
        self._settings = settings
        self._as_form = False
        headers = {"Authorization": f"Bearer {settings.key}"} if settings.key else {}
        self._client = httpx2.Client(
            base_url=url,
            headers=headers,
            timeout=httpx2.Timeout(settings.silence_s, connect=settings.connect_s),
            follow_redirects=True,
        )

    def close(self) -> None:
        """Give up its connections."""
        self._client.close()

    def reachable(self) -> str:
        """Empty where it answers at all, else the reason why not, after one quick try."""
        wait_s = min(self._settings.connect_s, 2.0)
        try:
            answer = self._client.get("/v1/videos", params={"limit": 1}, timeout=wait_s)
        except httpx2.HTTPError as error:
            return _why(error)
        return "it refuses the key" if answer.status_code in (401, 403) else ""

    def submit(self, fields: Mapping[str, Any], key: str, picture: Path | None = None) -> Job:
        """Hand in a job. ``key`` marks it, for servers that know idempotency keys.

        ``picture`` is what the video starts from; it is sent as a form, which all engines read.

        Raises InvalidInput where the server refuses the request itself, Busy where its queue is
        full (429, or 503 with a time to wait), else ServerTrouble.
        """

        def attempt() -> Job:
            answer = self._posted(fields, key, picture)
            if answer.status_code in _OTHER_FORM and picture is not None:
                raise self._refusal(answer)
            if answer.status_code in _OTHER_FORM:
                self._as_form = not self._as_form
                other = self._posted(fields, key)
                if other.status_code in _OTHER_FORM:
                    # Neither will do: what counts is the answer that understood the form.
                    self._as_form = not self._as_form
                    raise self._refusal(answer if other.status_code == 415 else other)
                answer = other
            self._refuse_if_full(answer)
            self._expect(answer)
            return self._job(answer)

        return self._tried("taking a job", attempt)

    def job(self, id_: str) -> Job | None:
        """What became of a job; None where the server does not know it."""

        def attempt() -> Job | None:
            answer = self._client.get(f"/v1/videos/{id_}")
            if answer.status_code == 404:
                return None
            self._expect(answer)
            return self._job(answer)

        return self._tried("telling of a job", attempt)

    def fetch(self, id_: str, target: Path, check: Callable[[Path], object]) -> None:
        """Write a job's video to ``target``, complete or not at all.

        ``check`` raises InvalidInput where a file is no video; then it is fetched again.
        """

        def attempt() -> None:
            with (
                self._client.stream("GET", f"/v1/videos/{id_}/content") as answer,
                replacing(target) as temporary,
            ):
                if answer.status_code != 200:
                    answer.read()
                    # Some servers mark a job as done a moment before its file is there.
                    if answer.status_code == 404:
                        raise _Again("the video is not there")
                    self._expect(answer)
                with temporary.open("wb") as file:
                    for chunk in answer.iter_bytes(_CHUNK):
                        file.write(chunk)
                try:
                    check(temporary)
                except InvalidInput as wrong:
                    raise _Again(f"what it sends is no video ({wrong.message})") from wrong

        self._tried("sending a video", attempt)

    def _posted(
        self, fields: Mapping[str, Any], key: str, picture: Path | None = None
    ) -> httpx2.Response:
        headers = {"Idempotency-Key": key}
        if not self._as_form and picture is None:
            return self._client.post("/v1/videos", json=dict(fields), headers=headers)
        parts: dict[str, Any] = {name: (None, _as_text(value)) for name, value in fields.items()}
        if picture is not None:
            kind = guess_type(picture.name)[0] or "image/png"
            parts["input_reference"] = (picture.name, picture.read_bytes(), kind)
        return self._client.post("/v1/videos", files=parts, headers=headers)

    def _refusal(self, answer: httpx2.Response) -> InvalidInput:
        return InvalidInput(
            f"{self.name} refuses the request: {detail(answer)}",
            hint="see LOCVID_SERVER_PARAMS and LOCVID_SERVER_FAMILY",
        )

    def _refuse_if_full(self, answer: httpx2.Response) -> None:
        code, after_s = answer.status_code, retry_after(answer)
        if code == 429 or (code == 503 and after_s):
            raise Busy(f"{self.name} takes no more jobs", after_s)

    def _expect(self, answer: httpx2.Response) -> None:
        """Raise unless the answer is a success."""
        code = answer.status_code
        if code in _BUSY:
            raise _Again(f"it answers {code} {detail(answer)}".rstrip(), retry_after(answer))
        if code in (401, 403):
            raise ServerTrouble(
                f"{self.name} refuses the key", hint="set LOCVID_SERVER_KEY to one that it accepts"
            )
        if code in (404, 405):
            raise ServerTrouble(
                f"{self.name} has no video jobs: it answers {code} to POST /v1/videos",
                hint="start an engine that serves /v1/videos, such as SGLang-Diffusion",
            )
        if not answer.is_success:
            raise ServerTrouble(f"{self.name} answers {code}: {detail(answer)}")

    def _job(self, answer: httpx2.Response) -> Job:
        try:
            return job_of(answer)
        except Unreadable as error:
            raise _Again(str(error)) from error
        except UnknownState as error:
            raise ServerTrouble(
                f"{self.name} calls a job '{error}', a word that locvid does not know"
            ) from error

    def _tried(self, doing: str, attempt: Callable[[], T]) -> T:
        """Try with growing pauses; says at last what went wrong and how often it was tried."""
        pause_s = self._settings.backoff_s
        for number in range(1, self._settings.tries + 1):
            try:
                with _network():
                    return attempt()
            except _Again as again:
                if number == self._settings.tries:
                    raise ServerTrouble(
                        f"{self.name} fails at {doing}, {number} times in a row: {again}",
                        hint="run again when it is back: jobs that it has taken are picked up",
                    ) from again
                time.sleep(max(pause_s, min(again.after_s, _LONGEST_PAUSE_S)))
                pause_s = min(pause_s * 2, _LONGEST_PAUSE_S)
        raise AssertionError("tries is at least 1")


@contextmanager
def _network() -> Iterator[None]:
    """Whatever breaks on the way to a server is worth another try."""
    try:
        yield
    except (httpx2.TransportError, httpx2.StreamError, httpx2.DecodingError) as error:
        raise _Again(_why(error)) from error


def _why(error: Exception) -> str:
    if isinstance(error, httpx2.ConnectTimeout):
        return "it cannot be reached"
    if isinstance(error, httpx2.TimeoutException):
        return "it does not answer in time"
    if isinstance(error, httpx2.ConnectError):
        return "it cannot be reached"
    return "the connection broke"


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value)
