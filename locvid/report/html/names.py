"""Where the files of one film lie in the folder of the review page."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from locvid.report.films import FinishedFilm

_UNSAFE = re.compile(r"[^A-Za-z0-9.-]+")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class FilmPaths:
    """Paths relative to the folder, with forward slashes: they are URLs as well."""

    stem: str
    suffix: str

    @property
    def video(self) -> str:
        """The film."""
        return f"media/{self.stem}{self.suffix}"

    @property
    def detail(self) -> str:
        """What is loaded when somebody wants to know more."""
        return f"films/{self.stem}.js"

    def picture(self, shot: int) -> str:
        """A frame of a shot; that of the first one is the poster."""
        return f"media/{self.stem}.{shot}.jpg"

    def all(self, shots: int) -> Iterator[str]:
        """Every file of the film."""
        yield from (self.video, self.detail)
        yield from (self.picture(shot) for shot in range(shots))


class Names:
    """Gives every film file names of its own that any system and any URL can hold."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, film: FinishedFilm) -> FilmPaths:
        """Paths for ``film``: readable, and never the same for two films."""
        plain = _UNSAFE.sub("-", film.name).strip(".-")[:_LONGEST] or "film"
        if plain != film.name or plain.casefold() in self._taken:
            plain += f".{hashlib.sha256(film.name.encode()).hexdigest()[:8]}"
        self._taken.add(plain.casefold())
        return FilmPaths(f"{plain}.{film.sha256[:8]}", film.file.suffix)
