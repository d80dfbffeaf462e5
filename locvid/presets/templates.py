"""Prompt templates: a team's own words for its prompts, with slots, a version, and by market."""

from __future__ import annotations

from collections.abc import Collection
from string import Formatter

from locvid.model.errors import InvalidInput, Location
from locvid.model.locale import Locale
from locvid.model.performance import PromptTemplate
from locvid.presets.fields import Fields
from locvid.presets.library import Preset, PresetLibrary, suggestion

KIND = "templates"
SLOTS = (
    "accent",
    "ambience",
    "camera",
    "dialogue",
    "effects",
    "emotion",
    "formality",
    "framing",
    "language",
    "locale",
    "market_notes",
    "pacing",
    "seconds",
    "setting",
    "speaker_style",
)
"""What ``text`` may ask for; ``locvid.direct.templates`` says what each becomes."""

LINE_SLOTS = ("emotion", "language", "manner", "speaker", "text")
"""What ``line`` may ask for."""

USUAL_LINE = "{speaker} says in {language}, {manner}: “{text}”"
_TEXTS = ("text", "line")


def template(
    name: str, locale: Locale, library: PresetLibrary, where: Location | None = None
) -> PromptTemplate:
    """The template called ``name`` as it holds in ``locale``.

    ``where`` is what asked for it. Raises InvalidInput that names the line of an unknown slot.
    """
    preset = library.get(KIND, name, where)
    fields = Fields(preset, ("description", "version", "dialects", "text", "line", "markets"))
    said = {"text": fields.text("text"), "line": fields.text("line", default=USUAL_LINE)}
    version = preset.content.get("version")
    if isinstance(version, bool) or not isinstance(version, int | str) or not str(version).strip():
        raise InvalidInput(
            f"'version' in the template '{name}' must be a number or a word", preset.location
        )
    own = _of_markets(preset)
    for words in (said, *own.values()):
        _check(words, preset)
    said |= own.get(locale.language, {}) | own.get(locale.tag, {})
    dialects = preset.content.get("dialects", ["plain"])
    if not isinstance(dialects, list) or not all(isinstance(each, str) for each in dialects):
        raise InvalidInput(
            f"'dialects' in the template '{name}' must be a list of names", preset.location
        )
    return PromptTemplate(name, str(version).strip(), said["text"], said["line"], tuple(dialects))


def _of_markets(preset: Preset) -> dict[str, dict[str, str]]:
    """What differs, by locale or language."""
    if "markets" not in preset.content:
        return {}
    markets = preset.content["markets"]
    known = tuple(map(str, markets)) if isinstance(markets, dict) else ()
    Fields(preset, known, prefix="markets.")
    found: dict[str, dict[str, str]] = {}
    for tag, words in markets.items():
        if not isinstance(words, dict) or not words or not set(words) <= set(_TEXTS):
            raise InvalidInput(
                f"'markets.{tag}' in the template '{preset.name}' must have 'text', 'line' or both",
                preset.location,
            )
        for key, value in words.items():
            if not isinstance(value, str) or not value.strip():
                raise InvalidInput(
                    f"'markets.{tag}.{key}' in the template '{preset.name}' must be text",
                    preset.location,
                )
        found[str(tag)] = {key: value.strip() for key, value in words.items()}
    return found


def _check(words: dict[str, str], preset: Preset) -> None:
    for key, known, needed in (("text", SLOTS, "dialogue"), ("line", LINE_SLOTS, "text")):
        if key in words:
            slots = _slots(words[key], preset)
            _check_slots(slots, known, preset)
            if needed not in slots:
                raise InvalidInput(
                    f"the template '{preset.name}' has no {{{needed}}}: "
                    "the words would be missing from the prompt",
                    _place(words[key], preset),
                    hint=f"put {{{needed}}} into its '{key}'",
                )


def _slots(words: str, preset: Preset) -> tuple[str, ...]:
    try:
        parts = list(Formatter().parse(words))
    except ValueError as error:
        raise InvalidInput(
            f"a brace in the template '{preset.name}' is not closed: {error}",
            _place(words, preset),
            hint="write {{ for a brace that is no slot",
        ) from error
    for _, slot, form, conversion in parts:
        if slot is not None and (form or conversion):
            raise InvalidInput(
                f"the slot {{{slot}}} in the template '{preset.name}' must stand alone",
                _place(f"{{{slot}", preset),
                hint=f"write {{{slot}}}",
            )
    return tuple(slot for _, slot, _, _ in parts if slot is not None)


def _check_slots(slots: Collection[str], known: Collection[str], preset: Preset) -> None:
    for slot in slots:
        if slot not in known:
            raise InvalidInput(
                f"the template '{preset.name}' has an unknown slot {{{slot}}}",
                _place(f"{{{slot}}}", preset),
                hint=suggestion(slot, known),
            )


def _place(words: str, preset: Preset) -> Location:
    """The line of the file in which ``words`` stand, or begin."""
    rows = preset.location.file.read_text(encoding="utf-8").splitlines()
    start = words.split("\n", 1)[0][:40]
    line = next((number for number, row in enumerate(rows, 1) if start in row), None)
    return Location(preset.location.file, line)
