"""Understands a rough sentence as one shot, by rules and the words of a preset; no model.

``A founder announces a product update in French`` tells who speaks, about what and in which
language; everything else is guessed, and every guess is marked with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import langcodes

from locvid.documents.problems import shown
from locvid.model.errors import InvalidInput
from locvid.presets.briefs import BriefWords, Lexicon, Topic
from locvid.script.rows import slug

MOST_CHARS = 500


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing that a script says. ``guessed`` where the sentence does not; ``why`` tells how."""

    name: str
    value: str
    guessed: bool
    why: str


@dataclass(frozen=True, slots=True)
class Brief:
    """A sentence understood: all slots by name, the words by language, and the cues in order.

    ``untold`` are languages that the sentence asks for and nobody has words for.
    """

    sentence: str
    slots: Mapping[str, Slot]
    texts: Mapping[str, str]
    cues: tuple[str, ...]
    untold: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def understand(sentence: str, words: BriefWords) -> Brief:
    """The shot that ``sentence`` asks for.

    Raises InvalidInput where it says nothing, and where there are no words to say in its language.
    """
    sentence = " ".join(sentence.split())
    if not any(map(str.isalpha, sentence)):
        raise InvalidInput(
            "the brief says nothing", hint="write a sentence: A founder announces an update"
        )
    if len(sentence) > MOST_CHARS:
        raise InvalidInput(f"a brief has at most {MOST_CHARS} characters", hint="write a script")
    quoted, rest = _quoted(sentence)
    topic_name, topic_word = _topic(rest, words)
    topic = words.topics[topic_name]
    languages, named = _languages(rest, words.usual["language"])
    slots = [
        Slot("language", ", ".join(languages), not named, "" if named else "no language is named"),
        _about(topic_name, topic_word),
        *_speaker(rest, words),
        *_manner(rest, words, topic, topic_name),
        _length(rest),
    ]
    texts, untold = _texts(quoted, languages, topic, topic_name)
    why = "" if quoted else "nothing is quoted: words about such a topic"
    slots.append(Slot("text", " / ".join(texts.values()), not quoted, why))
    cues = tuple(name for name, _ in _said(rest, words.lexicons["cues"]))
    slots.append(
        Slot("sound", ", ".join(cues) or "none", not cues, "" if cues else "no sound is named")
    )
    notes: tuple[str, ...] = ()
    if re.search(r"\b(two|three|conversation|dialogue|interview|each other)\b", rest, re.I):
        notes = ("a brief makes a shot with one speaker: add the others' lines to the script",)
    return Brief(sentence, {slot.name: slot for slot in slots}, texts, cues, untold, notes)


_QUOTES = re.compile(r"“([^”]+)”|\"([^\"]+)\"|«\s*([^»]+?)\s*»|„([^“”]+)[“”]|(?<![\w])'(.+)'(?!\w)")
_NAME = r"[A-Z][\w-]+(?: [A-Z][\w-]+)?"
_IN = re.compile(rf"\bin ({_NAME}(?:(?:, and |, | and | or ){_NAME})*)")
_NUMBER = r"(\d+(?:\.\d+)?)"
_SECONDS = r"[\s-]*(?:s|sec|secs|second|seconds)\b"
_BETWEEN = re.compile(rf"{_NUMBER}\s*(?:s|seconds)?\s*(?:to|and|-|–)\s*{_NUMBER}{_SECONDS}", re.I)
_MOST = re.compile(
    rf"(?:at most|up to|under|less than|no longer than|max(?:imum)?) {_NUMBER}{_SECONDS}", re.I
)
_LEAST = re.compile(rf"(?:at least|over|more than|min(?:imum)?) {_NUMBER}{_SECONDS}", re.I)
_FIXED = re.compile(rf"{_NUMBER}{_SECONDS}", re.I)


def _quoted(sentence: str) -> tuple[str, str]:
    """What is to be said word for word, and the sentence without it."""
    match = _QUOTES.search(sentence)
    if match is None:
        return "", sentence
    words = next(filter(None, match.groups()))
    return words.strip(), sentence[: match.start()] + sentence[match.end() :]


def _languages(rest: str, usual: str) -> tuple[tuple[str, ...], bool]:
    """Tags of the languages in ``in French and Brazilian Portuguese``, and whether some are."""
    found: dict[str, None] = {}
    for match in _IN.finditer(rest):
        for name in re.split(r", and |, | and | or ", match[1]):
            tag = _language(name)
            if tag is not None:
                found[tag] = None
    return (tuple(found), True) if found else ((usual,), False)


def _language(name: str) -> str | None:
    """The tag of a language's English name; ``Mandarin`` is zh. ``French Friday`` is French."""
    for words in (name, name.split()[0]):
        try:
            found = langcodes.find(words)
        except LookupError:
            continue
        # It finds names that are merely alike, too: Paris is not Pali.
        if set(found.language_name("en").casefold().split()) & set(words.casefold().split()):
            return str(langcodes.standardize_tag(str(found), macro=True))
    return None


def _topic(rest: str, words: BriefWords) -> tuple[str, str]:
    lexicon = {name: topic.words for name, topic in words.topics.items()}
    for name, word in _said(rest, lexicon):
        return name, word
    return words.usual["topic"], ""


def _about(topic: str, word: str) -> Slot:
    return Slot("topic", topic, not word, f"'{word}'" if word else "no known topic is named")


def _speaker(rest: str, words: BriefWords) -> Iterator[Slot]:
    subject = _subject(rest, words)
    yield Slot("persona", subject or "presenter", not subject, "" if subject else "nobody is named")
    noun = re.split(r" (?:of|in|with|at|from|for|on|to) ", subject or "presenter")[0].split()[-1]
    yield Slot("speaker", slug(noun.casefold().strip(".,-")) or "speaker", False, "")
    presenter = _slot("presenter", "presenters", rest, words)
    yield presenter
    voice = words.voices.get(presenter.value)
    if voice is None:
        raise InvalidInput(f"the brief preset names no voice for the presenter '{presenter.value}'")
    yield Slot("voice", voice, True, f"goes with the presenter {presenter.value}")


def _subject(rest: str, words: BriefWords) -> str:
    """``A founder`` of the sentence without its article: all up to the first known verb."""
    verbs = {*words.verbs, *(word for topic in words.topics.values() for word in topic.words)}
    tokens = rest.split()
    for number, token in enumerate(tokens[:12]):
        if token.casefold().strip(",.:;") in verbs:
            subject = " ".join(tokens[:number]).strip(" ,.:;")
            subject = re.sub(r"^(?:an?|the|our|one)\b\s*", "", subject, flags=re.IGNORECASE)
            return _without_manner(subject, words)
    return ""


def _without_manner(subject: str, words: BriefWords) -> str:
    """``engineer excitedly`` is an engineer; how somebody speaks is no part of who it is."""
    manners = {
        word
        for kind in ("emotions", "paces")
        for own in words.lexicons[kind].values()
        for word in own
    }
    kept = [word for word in subject.split() if word.casefold().strip(",") not in manners]
    return " ".join(kept).strip(" ,")


def _manner(rest: str, words: BriefWords, topic: Topic, name: str) -> Iterator[Slot]:
    for slot, kind in (
        ("setting", "settings"),
        ("emotion", "emotions"),
        ("pace", "paces"),
        ("framing", "framings"),
        ("move", "moves"),
    ):
        found = _slot(slot, kind, rest, words)
        suggested = topic.suggests.get(slot)
        if found.guessed and suggested is not None:
            found = Slot(slot, suggested, True, f"suggested by the topic {name}")
        yield found


def _slot(name: str, kind: str, rest: str, words: BriefWords) -> Slot:
    """The value whose longest word the sentence has, else one that is likely, else the usual."""
    for lexicon, guessed in ((words.lexicons[kind], False), (words.implied.get(kind, {}), True)):
        found = sorted(_said(rest, lexicon), key=lambda each: -len(each[1]))
        if found:
            why = f"'{found[0][1]}'" + (" makes it likely" if guessed else "")
            return Slot(name, found[0][0], guessed, why)
    return Slot(name, words.usual[name], True, "nothing is said of it")


def _said(rest: str, lexicon: Lexicon) -> list[tuple[str, str]]:
    """(value, its longest word that is there) in the order of the lexicon."""
    folded = rest.casefold()
    found = []
    for name, words in lexicon.items():
        there = [word for word in words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", folded)]
        if there:
            found.append((name, max(there, key=len)))
    return found


def _length(rest: str) -> Slot:
    for pattern, form in (
        (_BETWEEN, "{{min: {}s, max: {}s}}"),
        (_MOST, "{{max: {}s}}"),
        (_LEAST, "{{min: {}s}}"),
        (_FIXED, "{}s"),
    ):
        match = pattern.search(rest)
        if match:
            return Slot("length", form.format(*match.groups()), False, "")
    return Slot("length", "free", True, "no length is named")


def _texts(
    quoted: str, languages: tuple[str, ...], topic: Topic, name: str
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Words by language, and the languages without."""
    if quoted:
        return {languages[0]: quoted}, languages[1:]
    found = {tag: topic.text.get(tag) or topic.text.get(tag.split("-")[0]) for tag in languages}
    if found[languages[0]] is None:
        called = langcodes.Language.get(languages[0]).display_name()
        raise InvalidInput(
            f"the presets have no words in {called} about the topic '{shown(name)}'",
            hint="quote what is to be said: … says “…”",
        )
    untold = tuple(tag for tag, text in found.items() if text is None)
    return {tag: text for tag, text in found.items() if text is not None}, untold
