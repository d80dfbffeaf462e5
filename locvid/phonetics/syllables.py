"""Counts syllables from spelling, for estimates of length before anything is spoken.

Each writing system has its own rule for finding vowel nuclei; no dictionary, no model.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from locvid.model.locale import Locale
from locvid.phonetics import ipa, kanji
from locvid.phonetics.pieces import Piece, pieces

SYLLABLES_PER_DIGIT = 1.7
"""Numbers are read out: 2024 has 5 syllables in English, 7 in Spanish and German."""

MORAE_PER_LATIN_LETTER = 2.4
"""Names of letters in Japanese: ē bī shī, but efu, ekkusu and daburyū."""

SYLLABLES_PER_ABJAD_LETTER = 0.5
"""Arabic and Hebrew: about every second letter begins a syllable, its vowel mostly unwritten."""

SYLLABLES_PER_THAI_LETTER = 0.42
"""Thai and Lao consonants and vowel signs, tone marks not counted."""


def count(text: str, locale: Locale) -> int:
    """Syllables of ``text`` as spoken in ``locale``; in Japanese, morae.

    Each run of one script is counted by that script's rule, so mixed text works; words in Latin
    script follow the spelling of the locale's language where it has rules here. Zero only for
    text without a letter or a digit.
    """
    return _rounded(_nuclei(text, locale.language))


def count_said(marked: str, locale: Locale) -> int:
    """``count`` of a text in the notation of ``locvid.phonetics.pieces``: each part by the rules
    of its own language, or by its pronunciation.
    """
    return _rounded(sum(_of_piece(piece, locale.language) for piece in pieces(marked)))


def _of_piece(piece: Piece, language: str) -> float:
    if piece.ipa:
        return ipa.syllables(piece.ipa)
    return _nuclei(piece.read, piece.tag.partition("-")[0] or language)


def _rounded(total: float) -> int:
    return max(round(total), 1) if total else 0


def _nuclei(text: str, language: str) -> float:
    total = 0.0
    for word in unicodedata.normalize("NFC", text).split():
        for nuclei in _of_word(word, language):
            total += nuclei
    return total


# No run goes on over a space, and the same words come again and again.
@lru_cache(maxsize=1 << 15)
def _of_word(word: str, language: str) -> tuple[float, ...]:
    runs = _RUNS.finditer(word)
    return tuple([_RULES[run.lastgroup or "other"](run.group(), language) for run in runs])


# Runs of one script with their marks; Latin words keep inner apostrophes.
_RUNS = re.compile(
    r"(?P<digits>\d+)"
    r"|(?P<latin>[A-Za-zª-ɏḀ-ỿ\u0300-\u036f]+(?:['’][A-Za-zª-ɏḀ-ỿ]+)*)"
    r"|(?P<cyrillic>[Ѐ-ԯ\u0300-\u036f]+)"
    r"|(?P<greek>[Ͱ-Ͽἀ-῿]+)"
    r"|(?P<kana>[ぁ-ゖァ-ヺー]+)"
    r"|(?P<han>[㐀-鿿豈-\ufaff\U00020000-\U000323af々〆]+)"
    r"|(?P<hangul>[가-힣]+)"
    r"|(?P<abjad>[\u0590-\u05ff\u0600-\u06ff\u0750-\u077f\ufb1d-\ufdff\ufe70-\ufefc]+)"
    r"|(?P<thai>[\u0e01-\u0e5b\u0e81-\u0edf]+)"
    r"|(?P<devanagari>[\u0900-\u097f]+)"
    r"|(?P<abugida>[\u0980-\u0dff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff]+)"
    r"|(?P<other>[^\W\d_]+)"
)


def _digits(run: str, language: str) -> float:
    if language == "ja":
        return _japanese_figure(run)
    return max(1.0, len(run) * SYLLABLES_PER_DIGIT)


def _japanese_figure(run: str) -> float:
    """Morae of a number: each figure, and 十 百 千 between them, 万 over four of them.

    A one before 十 百 千 is not said; 0 and 7 have two morae, as most figures and all powers.
    """
    if len(run) > _MOST_FIGURES or run.startswith("0"):
        return 2.0 * len(run)
    total = 0
    for place, figure in enumerate(map(int, reversed(run))):
        if figure:
            power = place % 4 > 0
            total += (0 if figure == 1 and power else _FIGURE_MORAE[figure]) + 2 * power
        total += 2 * (place == 4)
    return total


@lru_cache(maxsize=1 << 15)
def _latin(run: str, language: str) -> float:
    if run.isupper() and 2 <= len(run) <= 3:
        # An abbreviation, said letter by letter.
        return len(run) * (MORAE_PER_LATIN_LETTER if language == "ja" else 1)
    word = run.lower().replace("’", "'")
    if language in _LATIN_WORDS:
        return max(_LATIN_WORDS[language](word), 1 if len(word) > 1 else 0)
    if language in _LATIN_NUCLEI:
        nuclei = _LATIN_NUCLEI[language].findall(word)
    else:
        nuclei = _ANY_NUCLEUS.findall(_plain(word))
    return max(len(nuclei), 1 if len(word) > 2 else 0)


def _english(word: str) -> int:
    """Vowel groups, less mute e and -ed, plus the hiatus of words such as *media* and *create*."""
    word = re.sub(r"'(s|re|ve|ll|d|t|m)$", "", _plain(word))
    # Mute: name, names, named, but not apple, wanted, needed, changes.
    word = re.sub(r"(?<=[^aeiouy])(?<![^aeiouy]l)e$", "", word) if len(word) > 3 else word
    word = re.sub(r"(?<=[^aeiouytd])ed$", "d", word)
    word = re.sub(r"(?<=[^aeiouysxzcgh])es$", "s", word) if not word.endswith("les") else word
    # An e that stays mute inside compounds: every-thing, some-where, home-work, time-line.
    word = re.sub(
        r"(?<=[aeiouy][mvrkln])e(?=(ly|ment|ful|less|where?|thing|body|one|work)$)", "", word
    )
    hiatus = len(
        re.findall(
            r"i[ao](?!u)(?<!tio)(?<!sio)(?<!cia)(?<!tia)|eo(?!u)|(?<=[aeiouy][^aeiouy])ea$|[aiou]ing$|crea",
            word,
        )
    )
    return len(re.findall(r"[aeiouy]+", re.sub(r"^y|(?<=[aeou])y(?=[aeou])", "j", word))) + hiatus


def _french(word: str) -> int:
    """Vowel groups without the final mute e; *é* before a vowel stands alone."""
    word = re.sub(r"(?<=[qg])u(?=[eiéèêëy'])", "", word)
    total = 0
    for part in word.split("'"):
        plain = re.sub(r"œ", "e", part)
        plain = re.sub(r"([éï])(?=[aeiouâêîôûè])", r"\1-", plain)
        plain = re.sub(r"(?<=[aeou])ï", "-i", plain)
        groups = re.findall(r"[aeiouyàâéèêëîïôùûüÿæ]+", plain)
        if len(groups) > 1 and re.search(r"[^aeiouyàâéèêëîïôùûü-]es?$|[iuéo]es?$", plain):
            mute = re.search(r"[^aeiouyàâéèêëîïôùûü-]es?$", plain) is not None
            total -= mute
        total += len(groups)
    return total


def _polish(word: str) -> int:
    """Every vowel, but for the i that only softens the consonant before another vowel."""
    return len(re.findall(r"[aeouyąęó]|i(?![aeouyąęó])", word))


def _romance(word: str) -> int:
    """Spanish, Italian, Catalan: strong vowels count each, weak ones lean on them.

    An accented i or u is strong; the u of que, qui, gue and gui is mute.
    """
    word = re.sub(r"(?<=[qg])u(?=[eiéíêè])", "", word)
    word = re.sub(r"(?<=[aeoáéóàèòâêô])y\b", "", word)
    nuclei = re.sub(r"[iuüy]+(?=[aeoáéóíúàèòìùâêôãõăîº])|(?<=[aeoáéóàèòâêôãõă])[iuü]", "", word)
    return len(re.findall(r"[aeoáéóíúàèòìùâêôãõăîiuüy]", re.sub(r"[iuü]{2}", "i", nuclei)))


def _portuguese(word: str) -> int:
    """As in Spanish, but i and u before a vowel count: *cli-en-te*, *qua-li-da-de*, *con-fi-ar*.

    Not after q and g, and not at the end of a word with its stress marked: *história*.
    """
    word = re.sub(r"(?<=[qg])u(?=[aeiouáéíóâêôãõ])", "", word)
    word = re.sub(r"ão|ãe|õe", "a", word)
    if re.search(r"[áéíóúâêô]", word):
        word = re.sub(r"[iu](?=[aeo]s?$)", "", word)
    word = re.sub(r"(?<=[aeoáéóâêôãõ])[iu]", "", word)
    return len(re.findall(r"[aeiouyáéíóúâêôãõàü]", word))


_LATIN_WORDS: dict[str, Callable[[str], int]] = {
    "en": _english,
    "fr": _french,
    "pl": _polish,
    "pt": _portuguese,
    "vi": lambda word: 1,  # written one syllable at a time
    **dict.fromkeys(("es", "it", "ca", "gl"), _romance),
}

_LATIN_NUCLEI = {
    "de": re.compile(r"(?<=t)io(?=n)|ie|ei|ai|au|eu|äu|ee|aa|oo|ay|ey|[aeiouäöüyéèàâ]"),
    "nl": re.compile(
        r"ieuw|eeuw|ooi|aai|oei|ieu|aa|ee|oo|uu|ie|oe|ui|eu|ij|ei|au|ou|(?<=t)io(?=n)|[aeiouyëïöüéè]"
    ),
    "tr": re.compile(r"[aeıioöuüâîû]"),
    "az": re.compile(r"[aəeıioöuü]"),
}

# Where a language has no rules of its own: two vowel letters are one nucleus, a third begins anew.
_ANY_NUCLEUS = re.compile(r"[aeiouy]{1,2}")
_UNCOMPOSED = str.maketrans({"æ": "e", "œ": "e", "ø": "o", "ə": "e", "ɛ": "e", "ɔ": "o", "ı": "i"})


def _plain(word: str) -> str:
    """Without accents; vowels that are letters of their own become the nearest plain one."""
    apart = unicodedata.normalize("NFD", word.translate(_UNCOMPOSED))
    return "".join(char for char in apart if char.isascii())


def _cyrillic(run: str, language: str) -> float:
    return len(re.findall(r"[аеёиоуыэюяіїєўѐѝүұөәӯӣ]", run.lower().replace("ў", "")))


def _greek(run: str, language: str) -> float:
    """Two vowel letters are one nucleus unless an accent or diaeresis parts them."""
    return len(
        re.findall(r"ου|ού|αι|αί|ει|εί|οι|οί|υι|αυ|αύ|ευ|εύ|[αεηιουωάέήίόύώϊϋΐΰ]", run.lower())
    )


def _kana(run: str, language: str) -> float:
    return sum(char not in "ぁぃぅぇぉゃゅょゎァィゥェォャュョヮ" for char in run)


def _han(run: str, language: str) -> float:
    return kanji.morae(run) if language == "ja" else len(run)


def _hangul(run: str, language: str) -> float:
    return len(run)


def _abjad(run: str, language: str) -> float:
    return max(1.0, sum(char.isalpha() for char in run) * SYLLABLES_PER_ABJAD_LETTER)


def _thai(run: str, language: str) -> float:
    tones = sum(unicodedata.combining(char) == 107 for char in run)
    return max(1.0, (len(run) - tones) * SYLLABLES_PER_THAI_LETTER)


def _devanagari(run: str, language: str) -> float:
    """Consonants and free vowels, less those killed by a virama and by Hindi's schwa deletion.

    A bare consonant is mute at a word's end, and between a vowel and a consonant that has one
    (Ohala 1983); Sanskrit and others keep the vowel.
    """
    # v: a nucleus that is written, c: a consonant with the inherent vowel, -: one without.
    shape = ""
    for char in run:
        if char == "\u094d":
            shape = shape[:-1] + "-"
        elif unicodedata.category(char) in ("Mc", "Mn"):
            if char not in "\u0901\u0902\u0903\u093c":
                shape = shape[:-1] + "v"
        elif "\u0915" <= char <= "\u0939" or "\u0958" <= char <= "\u095f":
            shape += "c"
        elif char.isalpha():
            shape += "v"
    if language in ("hi", "mr", "ne"):
        shape = re.sub(r"(?<=[vc])c$", "-", shape)
        shape = re.sub(r"(?<=[vc])c(?=v)", "-", shape)
    return max(1, len(shape) - shape.count("-"))


def _abugida(run: str, language: str) -> float:
    """Letters of India, Tibet, Burma and Cambodia, less those killed by a virama.

    Vowel signs are marks and so not counted: they replace the vowel that a letter has by itself.
    """
    letters = sum(char.isalpha() for char in run)
    killed = sum(unicodedata.combining(char) == _VIRAMA for char in run)
    return max(1, letters - killed)


def _other(run: str, language: str) -> float:
    """Ethiopic and other syllabaries by letter; of Georgian, Armenian and the like, the vowels.

    In those alphabets a little under every second letter is a vowel.
    """
    if unicodedata.name(run[0], "").split(" ")[0] in _SYLLABARIES:
        return len(run)
    return max(1.0, len(run) * 0.43)


_FIGURE_MORAE = (2, 2, 1, 2, 2, 1, 2, 2, 2, 2)
"""rei ichi ni san yon go roku nana hachi kyū; in years and telephone numbers alike."""
_MOST_FIGURES = 8
"""Longer ones are read figure by figure, as are those that begin with 0."""
_VIRAMA = 9
"""Canonical combining class of every sign that takes a letter's vowel away."""
_SYLLABARIES = frozenset({"ETHIOPIC", "CHEROKEE", "BOPOMOFO", "YI", "VAI", "CANADIAN"})

_RULES: dict[str, Callable[[str, str], float]] = {
    "digits": _digits,
    "latin": _latin,
    "cyrillic": _cyrillic,
    "greek": _greek,
    "kana": _kana,
    "han": _han,
    "hangul": _hangul,
    "abjad": _abjad,
    "thai": _thai,
    "devanagari": _devanagari,
    "abugida": _abugida,
    "other": _other,
}
