"""Reading: every written word keeps its share of the symbols."""

from __future__ import annotations

import pytest
from prompts import locale

from locvid.generate.studio.voice.g2p import clauses
from locvid.generate.studio.voice.g2p.words import place_words
from locvid.generate.studio.voice.g2p.written import written_clauses
from locvid.generate.studio.voice.kokoro_model import MOST_TOKENS, vocabulary
from locvid.generate.studio.voice.tokens import runs, tokens


def shares(text: str, tag: str) -> list[tuple[str, str]]:
    return [
        (word.text, clause.symbols[word.start : word.end].strip())
        for clause in clauses(text, locale(tag))
        for word in clause.words
    ]


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("en-US", "of the team", [("of", "ʌv"), ("the", "ðə"), ("team", "tˈim")]),
        ("en-US", "to read it", [("to", "tə"), ("read", "ɹˈid"), ("it", "ɪt")]),
        ("fr-FR", "les amis", [("les", "lez"), ("amis", "amˈi")]),
        ("de-DE", "25 Tage", [("25", "fˈʏnf ʊntʦvˈanʦɪç"), ("Tage", "tˈɑːɡə")]),
        ("es-ES", "¿qué tal?", [("qué", "kˈe"), ("tal", "tˈal")]),
        ("ja-JP", "東京は大きい", [("東京は", "toːkʲoː βa"), ("大きい", "oːkʲii")]),
        ("ja-JP", "AIです", [("AIです", "eːai desɨ")]),
        ("zh-CN", "你好，世界", [("你好", "ni↓xau↓"), ("世界", "ʂɨ↘ʨje↘")]),
        ("zh-CN", "女儿，词", [("女儿", "ny↓ɚ↗"), ("词", "ʦʰɨ↗")]),
    ],
)
def test_words_get_their_symbols(tag: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert shares(text, tag) == expected


def test_a_character_without_a_known_reading_is_told() -> None:
    clause, _ = clauses("㐂，你好", locale("zh-CN"))
    assert clause.unread == ("㐂",)


def test_words_are_found_by_alignment_where_groups_do_not_add_up() -> None:
    placed = place_words("ʌvðə θɹˈi", ["of", "the", "three"], ["ˈʌv", "ðə", "θɹˈi"])
    assert [(word.text, word.start, word.end) for word in placed] == [
        ("of", 0, 2), ("the", 2, 5), ("three", 5, 9),
    ]  # fmt: skip


def test_clauses_end_at_punctuation_and_not_at_abbreviations() -> None:
    text = "Dr. Smith costs 3.50 z.B. today — “really”? Oui ! Ja..."
    assert [(" ".join(one.words), one.mark) for one in written_clauses(text)] == [
        ("Dr. Smith costs 3.50 z.B. today", "—"), ("really", "?"), ("Oui", "!"), ("Ja", "…"),
    ]  # fmt: skip


def test_no_is_a_sentence_where_no_figure_follows() -> None:
    assert [" ".join(one.words) for one in written_clauses("No. We stay. No. 5 goes.")] == [
        "No", "We stay", "No. 5 goes",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("tag", "word"), [("fr-FR", "mondiales"), ("en-US", "team,"), ("ja-JP", "東京は")]
)
def test_a_long_line_is_split_and_nothing_of_it_is_lost(tag: str, word: str) -> None:
    read = clauses(" ".join([word] * 160), locale(tag))
    grouped = runs(read, MOST_TOKENS)
    assert len(grouped) >= 2
    assert sum(len(clause.words) for run in grouped for clause in run.clauses) == 160
    words = []
    for run in grouped:
        said, unspoken = tokens(run, vocabulary())
        assert len(said) <= MOST_TOKENS + 8
        assert not unspoken
        words += [token.word for token in said if token.word >= 0]
    assert sorted(set(words)) == list(range(160))


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("fr-FR", "Voilà un œuf, trente élèves et le grand chêne."),
        ("es-ES", "El pingüino corrió hacia la montaña."),
        ("it-IT", "Gli gnocchi e la famiglia, perché no?"),
        ("pt-BR", "Amanhã não haverá avião, coração."),
        ("hi-IN", "आज हम नया संस्करण ला रहे हैं।"),
        ("de-DE", "Fünf Bücher über schöne Mädchen, ach ja."),
        ("nl-NL", "Goedemorgen, het huis is groot."),
        ("pl-PL", "Życzę szczęścia, źródło dźwięku."),
        ("ru-RU", "Сегодня мы объявляем о новой версии."),
    ],
)
def test_every_sound_of_a_language_has_a_symbol(tag: str, text: str) -> None:
    for run in runs(clauses(text, locale(tag)), MOST_TOKENS):
        assert tokens(run, vocabulary())[1] == []


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        (
            "fr-FR",
            "C'est [en-US: cloud native], oui",
            [("C'est", "sˈɛ"), ("cloud", "klˈWd"), ("native", "nˈATɪv"), ("oui", "wˈi")],
        ),
        ("fr-FR", "d'[en-US: open source]", [("d'", "d"), ("open", "ˈOpən"), ("source", "sˈɔɹs")]),
        ("en-US", "Try [/ˈnaɪki/: Nike]", [("Try", "tɹˈI"), ("Nike", "ˈnIki")]),
        ("fr-FR", "[=coubernétisse: Kubernetes]", [("Kubernetes", "kubɛʁnetˈis")]),
        ("ja-JP", "[en-US: cloud]は青い", [("cloud", "klˈWd"), ("ワ", "βa"), ("青い", "aoi")]),
        ("en-US", "Say [ja-JP: おはよう]", [("Say", "sˈA"), ("おはよう", "ohajoː")]),
    ],
)
def test_every_part_of_a_line_is_read_by_its_own_language(
    tag: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert shares(text, tag) == expected


def test_punctuation_after_a_marked_part_ends_the_clause() -> None:
    marks = [clause.mark for clause in clauses("Oui [en-US: yes]. Et non", locale("fr-FR"))]
    assert marks == [".", ""]


def test_sounds_that_the_model_lacks_become_the_nearest_ones() -> None:
    (run,) = runs(clauses("[/ɢaʙɶ/: Ghab]", locale("fr-FR")), MOST_TOKENS)
    said, unspoken = tokens(run, vocabulary())
    assert [token.symbol for token in said if not token.is_break] == ["ɡ", "a", "b", "a"]
    assert unspoken == []
