"""Is it the language that was asked for?"""

from __future__ import annotations

import langcodes

from locvid.model.verdict import Check
from locvid.verify.checks.base import Observed, graded
from locvid.verify.recognise.base import Recogniser

LANGUAGE = "language"
_CERTAIN = 0.8
_NEAR = 10
"""CLDR distance up to which recognisers take two languages for one another (Danish, Norwegian)."""


def check_language(film: Observed, recogniser: Recogniser) -> Check:
    """Fails where another language is certain, warns where another is merely more likely."""
    first = min(line.span[0] for line in film.heard)
    likely = recogniser.languages(film.samples[first:])
    wanted = film.locale.language
    best = max(likely, key=lambda code: likely[code])
    found = f"{_name(best)} ({likely[best]:.0%})"
    if best == wanted:
        return graded(LANGUAGE, found, bad=False, odd=False)
    near = langcodes.tag_distance(wanted, best) <= _NEAR
    bad = likely[best] >= _CERTAIN and not near
    return graded(LANGUAGE, f"{found} instead of {_name(wanted)}", bad, odd=True)


def _name(code: str) -> str:
    return str(langcodes.Language.get(code).display_name())
