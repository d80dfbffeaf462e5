"""The fonts that come along show the languages they are said to; what they lack is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from locvid.localize.locales import resolve
from locvid.model.errors import InvalidInput
from locvid.typeset import fonts as module
from locvid.typeset.fonts import Fonts, check_glyphs

SAID = {
    "en": "“Quotes”, 50 % – it’s © 2026…",
    "fr": "Où êtes-vous ? L’œuvre « naïve »",
    "de": "Größe, Übermaß — „Anführung“",
    "vi": "Hôm nay chúng tôi ra mắt phiên bản mới",
    "ru": "Сегодня мы выпускаем новую версию",
    "el": "Σήμερα παρουσιάζουμε τη νέα έκδοση",
    "ar": "جرّبه اليوم مجانًا! ٢٠٢٦، (2026)",
    "fa": "امروز نسخهٔ تازه را معرفی می‌کنیم",
    "he": "נסו היום, בחינם! שָׁלוֹם",
    "hi": "आज ही आज़माइए। प्लेटफ़ॉर्म १२३",
    "bn": "আজ আমরা নতুন সংস্করণ প্রকাশ করছি",
    "ta": "இன்று புதிய பதிப்பை வெளியிடுகிறோம்",
    "th": "ลองใช้ฟรีวันนี้ น้ำ ที่",
    "ja": "「今すぐ」無料でお試しください。ー①％",
    "zh": "立即免费试用！“变化”——1,250 元",
    "zh-TW": "立即免費試用！繁體中文：臺灣",
    "ko": "지금 무료로 사용해 보세요.",
}


@pytest.mark.parametrize("tag", SAID)
def test_every_character_of_a_language_is_there(tag: str) -> None:
    locale = resolve(tag)[0]
    assert Fonts((), locale.language, SAID[tag]).missing(SAID[tag]) == ()


def test_a_missing_character_is_named_with_what_to_do() -> None:
    locale = resolve("en")[0]
    with pytest.raises(InvalidInput) as caught:
        check_glyphs("Go 🚀 囍!", Fonts((), "en", "Go"), locale, "the title-card of 'hook'")
    assert "'🚀' (U+1F680 ROCKET), '囍' (U+56CD" in caught.value.message
    assert "the title-card of 'hook'" in caught.value.message
    assert "presets/fonts/" in (caught.value.hint or "")


def test_a_letter_made_of_parts_counts_as_the_whole() -> None:
    assert Fonts((), "vi", "e").missing("e\u0302\u0323") == ()


def test_what_is_never_drawn_is_not_missing() -> None:
    assert Fonts((), "fa", "م").missing("می\u200cکنیم \u00a0\u200f\ufe0f") == ()


def test_fonts_of_the_project_come_first() -> None:
    own = Path(module.__file__).parent / "fonts" / "hebrew.ttf"
    assert Fonts([own], "en", "Hi").typefaces[0].getFamilyName().startswith("Noto Sans Hebrew")


def test_a_file_that_is_no_font_is_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "brand.ttf"
    file.write_bytes(b"not a font")
    with pytest.raises(InvalidInput, match=r"'brand.ttf' is not a font"):
        Fonts([file], "en", "Hi")
