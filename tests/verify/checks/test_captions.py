"""A stranger tells from the captions beside a film, or in it, whether they can be read."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from locvid.media.ffmpeg import executable
from locvid.model.locale import Locale
from locvid.model.verdict import Outcome
from locvid.verify.checks.captions import check_captions

FRENCH, JAPANESE = Locale("fr-FR", "fr", "FR"), Locale("ja-JP", "ja", "JP")


@dataclass
class Film:
    """All that the check looks at."""

    file: Path
    locale: Locale = FRENCH


def film(folder: Path, seconds: float, text: str, locale: Locale = FRENCH) -> Film:
    (folder / "film.mp4").touch()
    srt = f"1\n00:00:01,000 --> 00:00:{1 + seconds:06.3f}\n{text}\n".replace(".", ",", 1)
    (folder / "film.srt").write_text(srt, encoding="utf-8")
    return Film(folder / "film.mp4", locale)


@pytest.mark.parametrize(
    ("locale", "text", "seconds"),
    [
        (FRENCH, "Bonjour à toutes et à tous, ça", 1.5),
        (JAPANESE, "この小さな機械は、太陽の光だ", 2.0),
    ],
)
def test_captions_at_the_limit_pass_and_quicker_ones_are_named(tmp_path, locale, text, seconds):
    (passed,) = check_captions(film(tmp_path, seconds, text, locale))
    assert passed.outcome is Outcome.PASS
    assert "100% of the" in passed.reason
    (warned,) = check_captions(film(tmp_path, seconds - 0.4, text, locale))
    assert warned.outcome is Outcome.WARN
    assert f"'{text}' at 1.0 s by 0.4 s" in warned.reason
    assert "1 of 1 go by too fast" in warned.reason


def test_a_film_without_captions_is_not_judged_by_them(tmp_path):
    assert check_captions(muxed(tmp_path)) == ()
    (tmp_path / "film.srt").touch()
    assert check_captions(Film(tmp_path / "film.mp4")) == ()


def test_captions_in_the_film_are_those_in_the_language_that_is_spoken(tmp_path):
    made = muxed(tmp_path, "fra", "Une phrase qui passe bien trop vite.")
    (warned,) = check_captions(made)
    assert "'Une phrase qui passe bien trop vite.' at 0.0 s" in warned.reason
    assert check_captions(Film(made.file, JAPANESE)) == ()


def muxed(folder: Path, language: str = "", text: str = "") -> Film:
    """A black second, with a caption of half of it where there is a text."""
    target = folder / "film.mp4"
    sources = ["-f", "lavfi", "-i", "color=s=64x64:d=1"]
    if text:
        captions = folder / "captions.srt"
        captions.write_text(f"1\n00:00:00,000 --> 00:00:00,500\n{text}\n", encoding="utf-8")
        sources += ["-i", str(captions), "-c:s", "mov_text", "-metadata:s:s:0"]
        sources.append(f"language={language}")
    subprocess.run([executable(), "-v", "error", "-y", *sources, str(target)], check=True)
    return Film(target)
