"""A source that changes under its translation is noticed, whoever made it, and nothing else is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from localize.test_text import script

from locvid.localize.exchange.base import State
from locvid.localize.locales import resolve
from locvid.localize.review import ReviewBook, book_path, remember, stale_lines
from locvid.localize.text import localize

ENGLISH, FRENCH = resolve("en")[0], resolve("fr")[0]


def stale(book: ReviewBook, *lines: Mapping[str, str]) -> list[int | None]:
    found = stale_lines(localize(script(*lines), FRENCH), ENGLISH, book)
    return [each.line.location.line for each in found]


def seen(book: ReviewBook, *lines: Mapping[str, str]) -> bool:
    return remember(localize(script(*lines), FRENCH), ENGLISH, book)


ONE, TWO = {"en": "Yes.", "fr": "Oui."}, {"en": "Good morning.", "fr": "Bonjour."}


def test_a_pair_typed_by_hand_is_known_once_it_was_seen() -> None:
    book = ReviewBook()
    assert seen(book, ONE, TWO)
    assert not seen(book, ONE, TWO)
    assert stale(book, ONE, TWO) == []
    assert stale(book, ONE, {"en": "Good evening.", "fr": "Bonjour."}) == [11]
    assert stale(book, ONE, {"en": "Good evening.", "fr": "Bonsoir."}) == []


def test_lines_may_move_and_be_added() -> None:
    book = ReviewBook()
    seen(book, ONE, TWO)
    assert stale(book, TWO, ONE) == []
    yeah = {"en": "Yeah.", "fr": "Oui."}
    assert stale(book, ONE, TWO, yeah) == []
    assert seen(book, ONE, TWO, yeah)
    assert stale(book, {"en": "No.", "fr": "Oui."}, TWO, yeah) == [10]


def test_one_of_two_equal_lines_that_changes_is_noticed() -> None:
    book = ReviewBook()
    seen(book, ONE, TWO, ONE)
    assert stale(book, ONE, TWO, {"en": "No.", "fr": "Oui."}) == [12]


def test_what_needs_review_stays_so(tmp_path: Path) -> None:
    book = ReviewBook()
    seen(book, ONE, TWO)
    changed = {"en": "Good evening.", "fr": "Bonjour."}
    seen(book, ONE, changed)
    assert stale(book, ONE, changed) == [11]


def test_the_book_comes_back_from_its_file_as_it_was(tmp_path: Path) -> None:
    book = ReviewBook()
    seen(book, ONE, TWO, ONE)
    book.record("fr", "Bye.", "Au revoir.", State.NEEDS_REVIEW, "apertium 3.9")
    film = tmp_path / "film.yaml"
    book.save(film)
    again = ReviewBook.beside(film)
    assert again == book
    assert again.machine("fr", "Bye.", "Au revoir.") == "apertium 3.9"
    assert '"lines": 2' in book_path(film).read_text(encoding="utf-8")
    again.record("fr", "Bye.", "Au revoir.", State.REVIEWED)
    assert again.machine("fr", "Bye.", "Au revoir.") == ""
