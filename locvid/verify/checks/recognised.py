"""The checks that need a recogniser: slow, and so made only where they are asked for."""

from __future__ import annotations

from locvid.model.errors import MissingDependency
from locvid.model.verdict import Check, Outcome
from locvid.verify.checks.always import NotMade
from locvid.verify.checks.base import Observed, adjusted
from locvid.verify.checks.language import LANGUAGE, check_language
from locvid.verify.checks.words import WORDS, check_words
from locvid.verify.recognise.base import load_recogniser


def recognised(
    film: Observed, name: str, details: dict[str, object]
) -> tuple[list[Check], list[NotMade]]:
    """Words and language of ``film`` as the recogniser called ``name`` reads them.

    What was read goes to ``details``. Without its library or model the checks are not made, and
    the second list says why. Raises InvalidInput for a recogniser that is not known.
    """
    if not film.heard:
        return [], []
    try:
        recogniser = load_recogniser(name)
        words, details[WORDS] = check_words(film, recogniser)
    except MissingDependency as error:
        hint = error.hint or ""
        return [], [
            {"check": check, "reason": error.message, "how_to_get_it": hint}
            for check in (WORDS, LANGUAGE)
        ]
    language = check_language(film, recogniser, words.outcome is Outcome.PASS)
    return [adjusted(check, film.demands.limits.strict) for check in (words, language)], []
