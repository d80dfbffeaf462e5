"""What the server generator has to be told, all of it from environment variables.

========================  ===================================================================
LOCVID_SERVER_URLS        where the engines listen, separated by commas: http://gpu1:30010
LOCVID_SERVER_KEY         sent as a bearer token; never written to a file or a message
LOCVID_SERVER_FAMILY      the preset in ``presets/models`` that they serve; ltx2 unless told
LOCVID_SERVER_MODEL       the model's name on the server, where it serves several
LOCVID_SERVER_PARAMS      more parameters of a request, as a JSON object
LOCVID_SERVER_TIMEOUT_S   how long a shot may take from being sent to being there; 3600
========================  ===================================================================
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from locvid.model.errors import InvalidInput

DEFAULT_FAMILY = "ltx2"
_OWN_PATHS = ("/v1/videos", "/v1")


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """``params`` are sent with every request. Seconds: ``timeout_s`` for a whole shot,
    ``connect_s`` and ``silence_s`` for one connection and for a pause within an answer,
    ``poll_s`` between two questions for a job, ``backoff_s`` before the first new try, doubled
    for each of ``tries``. ``folder`` keeps the jobs that are under way.
    """

    urls: tuple[str, ...] = ()
    key: str = field(default="", repr=False)
    family: str = DEFAULT_FAMILY
    model: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    folder: Path = Path()
    timeout_s: float = 3600.0
    connect_s: float = 5.0
    silence_s: float = 120.0
    poll_s: float = 2.0
    backoff_s: float = 1.0
    tries: int = 6

    @classmethod
    def of(cls, variables: Mapping[str, str]) -> ServerSettings:
        """Read the variables; raises InvalidInput naming the one that cannot be used."""
        return cls(
            urls=_urls(variables.get("LOCVID_SERVER_URLS", "")),
            key=variables.get("LOCVID_SERVER_KEY", "").strip(),
            family=variables.get("LOCVID_SERVER_FAMILY", "").strip() or DEFAULT_FAMILY,
            model=variables.get("LOCVID_SERVER_MODEL", "").strip(),
            params=_params(variables.get("LOCVID_SERVER_PARAMS", "")),
            folder=_cache(variables) / "server",
            timeout_s=_seconds("LOCVID_SERVER_TIMEOUT_S", variables, 3600.0),
        )


_SECRET = re.compile(r"key|token|secret|passw|credential|auth", re.IGNORECASE)


def is_secret(name: str) -> bool:
    """Whether a parameter of this name is left out of what is written down."""
    return _SECRET.search(name) is not None


def without_user(written: str) -> str:
    """Any text with what stands before an @ in it left out."""
    return re.sub(r"[^/\s]*@", "", written)


def shown(url: str) -> str:
    """``url`` without the user name and the password that it may hold."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, parts.path, "", ""))


def _urls(written: str) -> tuple[str, ...]:
    urls = []
    for each in written.replace(",", " ").split():
        url = each.rstrip("/")
        for path in _OWN_PATHS:
            url = url.removesuffix(path)
        try:
            parts = urlsplit(url)
            usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        except ValueError:
            usable = False
        if not usable:
            raise InvalidInput(
                f"LOCVID_SERVER_URLS holds '{without_user(each)}', which is no address of a server",
                hint="write http://host:port, several separated by commas",
            )
        urls.append(url)
    return tuple(dict.fromkeys(urls))


def _params(written: str) -> dict[str, Any]:
    if not written.strip():
        return {}
    try:
        params = json.loads(written)
    except ValueError as error:
        raise InvalidInput(f"LOCVID_SERVER_PARAMS is not JSON: {error}") from error
    if not isinstance(params, dict):
        raise InvalidInput(
            "LOCVID_SERVER_PARAMS must be a JSON object",
            hint='for example {"num_inference_steps": 30}',
        )
    return params


def _seconds(name: str, variables: Mapping[str, str], default: float) -> float:
    written = variables.get(name, "").strip()
    try:
        seconds = float(written) if written else default
    except ValueError:
        seconds = 0.0
    if not 1 <= seconds <= 1e6:
        raise InvalidInput(f"{name} must be a number of seconds from 1 on, not '{written}'")
    return seconds


def _cache(variables: Mapping[str, str]) -> Path:
    if chosen := variables.get("LOCVID_CACHE"):
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("locvid", appauthor=False)
