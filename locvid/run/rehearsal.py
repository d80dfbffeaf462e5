"""The sound of a shot between two tasks: it is made by one and drawn to by another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from locvid.generate.base import GivenSound
from locvid.media.atomic import storage_errors
from locvid.model.take import WordSpan


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A ``GivenSound`` whose samples are files; small enough to be sent between processes.

    ``folder`` holds one ``.npy`` for each of ``stems``; the other fields as in ``GivenSound``.
    """

    folder: Path
    stems: tuple[str, ...]
    words: tuple[WordSpan, ...]
    frame_count: int
    provenance: Mapping[str, object]
    score: object

    @classmethod
    def kept(cls, sound: GivenSound, folder: Path) -> Rehearsal:
        """Write the samples of ``sound`` to ``folder``; InvalidInput where that cannot be."""
        import numpy as np

        with storage_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
            for name, samples in sound.stems.items():
                np.save(folder / f"{name}.npy", samples, allow_pickle=False)
        return cls(
            folder,
            tuple(sound.stems),
            sound.words,
            sound.frame_count,
            sound.provenance,
            sound.score,
        )

    def sound(self) -> GivenSound:
        """The sound, whose samples are read from disk as they are needed."""
        import numpy as np

        return GivenSound(
            {
                name: np.load(self.folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
                for name in self.stems
            },
            self.words,
            self.frame_count,
            self.provenance,
            self.score,
        )
