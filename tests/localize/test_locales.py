"""What a user may write after --langs, and what locvid makes of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locvid.localize.locales import resolve
from locvid.model.errors import InvalidInput


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("fr-FR", "fr-FR"),
        ("EN_us", "en-US"),
        ("en-uk", "en-GB"),
        ("deu-DE", "de-DE"),
        ("iw-IL", "he-IL"),
        ("cmn-CN", "zh-CN"),
        ("no-NO", "nb-NO"),
        ("zh-Hant-TW", "zh-Hant-TW"),
        ("es-419", "es-419"),
        (" pt-BR ", "pt-BR"),
    ],
)
def test_tags_are_spelled_the_canonical_way(written: str, tag: str) -> None:
    locale, warnings = resolve(written)
    assert locale.tag == tag
    assert not warnings


@pytest.mark.parametrize(
    ("bare", "tag"),
    [
        ("fr", "fr-FR"),
        ("en", "en-US"),
        ("pt", "pt-BR"),
        ("ja", "ja-JP"),
        ("ar", "ar-EG"),
        ("zh", "zh-CN"),
        ("zh-Hant", "zh-Hant-TW"),
        ("sr-Latn", "sr-Latn-RS"),
        ("eo", "eo-001"),
    ],
)
def test_a_bare_language_takes_its_likely_region_and_says_so(bare: str, tag: str) -> None:
    locale, warnings = resolve(bare)
    assert locale.tag == tag
    assert len(warnings) == 1
    assert f"'{bare}'" in warnings[0]
    assert tag in warnings[0]


def test_names_and_direction_are_filled_in() -> None:
    french, _ = resolve("fr-CA")
    assert (french.language, french.territory, french.script) == ("fr", "CA", "")
    assert (french.name, french.native_name) == ("French (Canada)", "français (Canada)")
    assert not french.right_to_left
    assert resolve("ar-EG")[0].right_to_left
    assert resolve("he-IL")[0].right_to_left
    assert not resolve("az-AZ")[0].right_to_left
    assert resolve("zh-Hant-TW")[0].script == "Hant"


def test_variants_are_left_out_with_a_warning() -> None:
    locale, warnings = resolve("de-DE-1996")
    assert locale.tag == "de-DE"
    assert "variants" in warnings[0]


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ("jp", "'ja'"),
        ("cz", "'cs'"),
        ("german", "'de'"),
        ("français", "'fr'"),
        ("fr-XX", "'fr'"),
        ("fr-Fran", "'fr'"),
        ("", "BCP-47"),
        ("..", "BCP-47"),
        ("../../etc/passwd", "BCP-47"),
        ("und", "BCP-47"),
        ("zz", "BCP-47"),
        ("qaa", "BCP-47"),
        ("x-ab-cd", "BCP-47"),
        ("f" * 5_000, "BCP-47"),
    ],
)
def test_what_is_no_language_is_refused_with_a_suggestion(wrong: str, hint: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        resolve(wrong)
    assert hint in (caught.value.hint or "")
    assert len(caught.value.message) < 120


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(max_size=12) | st.text("abcdefghijkz-_ENUS0149", max_size=14))
def test_anything_is_a_safe_locale_or_refused(written: str) -> None:
    try:
        locale, _ = resolve(written)
    except InvalidInput:
        return
    # Tags become file names.
    assert locale.tag.replace("-", "").isalnum()
    assert locale.tag.isascii()
    assert resolve(locale.tag) == (locale, ())
