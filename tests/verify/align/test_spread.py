"""Letters with times become phones with times."""

from __future__ import annotations

from itertools import pairwise

from locvid.verify.align.spread import spread


def times(letters: str, phones: str) -> list[tuple[str, int, int]]:
    """Each letter lasts 100 samples."""
    edges = [100 * number for number in range(len(letters) + 1)]
    return [(phone.ipa, phone.start, phone.end) for phone in spread(letters, edges, tuple(phones))]


def test_a_letter_for_a_phone() -> None:
    assert times("mapa", "mapa") == [
        ("m", 0, 100), ("a", 100, 200), ("p", 200, 300), ("a", 300, 400)
    ]  # fmt: skip


def test_letters_that_are_not_heard_go_to_their_neighbours() -> None:
    found = {phone: (start, end) for phone, start, end in times("beaucoup", "boku")}
    assert found["b"][0] == 0
    assert found["k"][0] == 400
    assert found["u"][1] == 800


def test_two_phones_share_one_letter() -> None:
    found = times("taxi", "taksi")
    assert [phone for phone, _, _ in found] == list("taksi")
    assert 200 <= found[2][1] < found[3][1] <= 300
    assert found[4] == ("i", 300, 400)


def test_phones_follow_one_another_without_gaps() -> None:
    found = times("schtsch", "ʃtʃ")
    assert found[0][1] == 0
    assert found[-1][2] == 700
    assert all(a[2] == b[1] for a, b in pairwise(found))


def test_a_word_without_phones_has_none() -> None:
    assert times("h", "") == []
