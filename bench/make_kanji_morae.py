"""Makes locvid/phonetics/data/kanji_morae.txt: morae that each kanji has, alone and in compounds.

pip install wordfreq msgpack; python bench/make_kanji_morae.py

The words of wordfreq's Japanese list are read by OpenJTalk; what their kana do not account for is
shared out among their kanji, so that frequent words are met best (weighted least squares).
"""

from __future__ import annotations

import gzip
import re
from importlib import resources
from pathlib import Path

import numpy as np
from scipy.sparse import lil_matrix
from scipy.sparse.linalg import lsqr

FILE = Path(__file__).parents[1] / "locvid" / "phonetics" / "data" / "kanji_morae.txt"
WORDS = 60_000
USUAL = 1.8
"""What is taken for a kanji of which few words tell."""

_KANJI = re.compile("[㐀-鿿々〆]")
_WRITTEN = re.compile("[㐀-鿿々〆ぁ-んァ-ヶー]+")
_SMALL = "ぁぃぅぇぉゃゅょゎァィゥェォャュョヮ"


def main() -> None:
    import pyopenjtalk

    words = [(w, f) for w, f in _words() if _KANJI.search(w) and _WRITTEN.fullmatch(w)]
    places = sorted({place for word, _ in words for place in _places(word)})
    column = {place: number for number, place in enumerate(places)}
    matrix, wanted = lil_matrix((len(words), len(places))), np.zeros(len(words))
    for row, (word, frequency) in enumerate(words):
        weight = 1e3 * frequency**0.35
        own = _places(word)
        for place in own:
            matrix[row, column[place]] += weight
        kana = sum(char not in _SMALL and not _KANJI.match(char) for char in word)
        morae = sum(char not in f"{_SMALL}’" for char in pyopenjtalk.g2p(word, kana=True))
        wanted[row] = weight * (morae - kana - USUAL * len(own))
    matrix = matrix.tocsr()
    found = USUAL + lsqr(matrix, wanted, damp=0.03 * np.median(np.abs(matrix.data)))[0]
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text("".join(_rows(dict(zip(places, found, strict=True)))), encoding="utf-8")


def _words() -> list[tuple[str, float]]:
    """Words with their share of all words, the most frequent first."""
    import msgpack

    packed = (resources.files("wordfreq") / "data" / "large_ja.msgpack.gz").read_bytes()
    bins = msgpack.unpackb(gzip.decompress(packed), raw=False)[1:]
    found = [(word, 10 ** (-centibels / 100)) for centibels, own in enumerate(bins) for word in own]
    return found[:WORDS]


def _places(word: str) -> list[tuple[str, str]]:
    """(alone or compound, kanji) for each kanji of ``word``."""
    runs = re.findall("[㐀-鿿々〆]+", word)
    return [("compound" if len(run) > 1 else "alone", char) for run in runs for char in run]


def _rows(morae: dict[tuple[str, str], float]) -> list[str]:
    """``alone 2.5 後前…``: one row for each half mora."""
    gathered: dict[tuple[str, float], str] = {}
    for (where, char), count in sorted(morae.items()):
        key = where, min(max(round(count * 2) / 2, 0.5), 5.0)
        gathered[key] = gathered.get(key, "") + char
    return [f"{where} {count:g} {gathered[where, count]}\n" for where, count in sorted(gathered)]


if __name__ == "__main__":
    main()
