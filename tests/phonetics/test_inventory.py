import pytest

from locvid.phonetics import inventory
from locvid.phonetics.inventory import base_phones, is_vowel, stress_of


@pytest.mark.parametrize(
    ("name", "phones"),
    [
        ("ˈaɪ", ("a", "ɪ")),
        ("t͡ʃ", ("t", "ʃ")),
        ("ʤ", ("d", "ʒ")),
        ("n̩", ("n",)),
        ("iː", ("i",)),
        ("ɔ̃", ("ɔ",)),
        ("ã", ("a",)),
        ("ç", ("ç",)),
        ("s.", ("s",)),
        ("tʰ", ("t",)),
        ("ɯᵝ", ("ɯ",)),
        ("g", ("ɡ",)),
        ("ˈ", ()),
        ("", ()),
        ("_:", ()),
    ],
)
def test_names_are_reduced_to_base_symbols(name: str, phones: tuple[str, ...]) -> None:
    assert base_phones(name) == phones


def test_every_phone_is_a_vowel_or_a_consonant_and_not_both() -> None:
    assert not inventory.VOWELS & inventory.CONSONANTS
    assert inventory.PHONES >= inventory.ROUNDED | inventory.FRICATIVES | inventory.TRILLS


def test_classes_used_by_the_lips() -> None:
    assert {"p", "b", "m"} <= inventory.BILABIAL
    assert {"f", "v"} <= inventory.LABIODENTAL
    assert is_vowel("ø")
    assert not is_vowel("ʃ")


def test_stress_marks() -> None:
    assert [stress_of(name) for name in ("ˈa", "ˌa", "a")] == [1, 2, 0]
