"""Opens what translators send back: the file's own words decide which format it is."""

from __future__ import annotations

from pathlib import Path

from locvid import plugins
from locvid.documents.source import read_bytes
from locvid.localize.exchange.base import Batch, Exchange
from locvid.model.errors import InvalidInput, Location

GROUP = "locvid.exchanges"


def exchange(name: str) -> Exchange:
    """The format called ``name``; raises InvalidInput with the nearest one."""
    loaded: Exchange = plugins.load(GROUP, name)()
    return loaded


def read_batch(path: Path) -> Batch:
    """The batch in ``path``; raises InvalidInput where no format knows it or it is not whole."""
    beginning = read_bytes(path)[:4096]
    for name in plugins.names(GROUP):
        format_ = exchange(name)
        if format_.recognises(path, beginning):
            return format_.read(path)
    raise InvalidInput(
        f"'{path.name}' is no file of translations",
        Location(path),
        hint=f"formats are: {', '.join(plugins.names(GROUP))}",
    )
