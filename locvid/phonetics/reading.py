"""How a text is read where its script does not say: kanji as kana, hanzi as pinyin."""

from __future__ import annotations

from locvid.model.errors import MissingDependency


def reading(text: str, language: str) -> str:
    """``text`` in letters that a letter-to-sound engine can read.

    Japanese becomes katakana as pronounced (the particle は is ワ), Chinese becomes pinyin with
    tone digits, one syllable a word; punctuation stays. Other languages come back unchanged.
    """
    if language == "ja":
        return _kana(text)
    if language in ("zh", "cmn"):
        return _pinyin(text)
    return text


def _kana(text: str) -> str:
    try:
        import pyopenjtalk
    except ImportError as error:
        raise MissingDependency(
            "Japanese readings need pyopenjtalk-plus", hint="pip install pyopenjtalk-plus"
        ) from error
    return "".join(
        _silent(node["string"]) if node["pos"] == "記号" else _without_marks(node["pron"])
        for node in pyopenjtalk.run_frontend(text)
    )


def _silent(mark: str) -> str:
    """The bar of a broken-off sentence is a dash: espeak-ng would spell a letter for it."""
    return mark.replace("―", "—")


def _without_marks(pronunciation: str) -> str:
    """Drop OpenJTalk's mark of a devoiced vowel."""
    return pronunciation.replace("’", "").replace("'", "")


def _pinyin(text: str) -> str:
    try:
        from pypinyin import Style, lazy_pinyin
    except ImportError as error:
        raise MissingDependency(
            "Chinese readings need pypinyin", hint="pip install pypinyin"
        ) from error
    syllables = lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True)
    return " ".join(syllable.strip() for syllable in syllables if syllable.strip())
