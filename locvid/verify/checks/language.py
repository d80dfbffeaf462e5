"""Is it the language that was asked for?"""

from __future__ import annotations

import langcodes

from locvid.model.verdict import Check
from locvid.verify.checks.base import Observed, graded
from locvid.verify.recognise.base import Recogniser

LANGUAGE = "language"
_CERTAIN = 0.8
_NEAR = 24
"""CLDR distance up to which recognisers take two languages for one another: Danish and Norwegian,
Czech and Slovak, Catalan and Spanish."""


def check_language(film: Observed, recogniser: Recogniser, words_are_right: bool) -> Check:
    """Fails where another language is certain, warns where another is merely more likely.

    Recognisers guess languages less well than they read: where the words are right, so is the
    language, and an accent is all there is to warn of.
    """
    first = min(line.span[0] for line in film.heard)
    likely = recogniser.languages(film.samples[first:])
    wanted = film.locale.language
    best = max(likely, key=lambda code: likely[code])
    found = f"{_name(best)} ({likely[best]:.0%})"
    if best == wanted:
        return graded(LANGUAGE, found, bad=False, odd=False)
    distance = min(langcodes.tag_distance(wanted, best), langcodes.tag_distance(best, wanted))
    bad = likely[best] >= _CERTAIN and distance > _NEAR and not words_are_right
    return graded(LANGUAGE, f"{found} instead of {_name(wanted)}", bad, odd=True)


def _name(code: str) -> str:
    return str(langcodes.Language.get(code).display_name())
