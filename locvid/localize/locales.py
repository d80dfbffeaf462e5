"""Resolves what a user wrote (``fr``, ``EN_us``, ``zh-Hant``) to one definite Locale."""

from __future__ import annotations

from functools import lru_cache

import langcodes

from locvid.model.errors import InvalidInput
from locvid.model.locale import Locale
from locvid.phonetics import tags

RIGHT_TO_LEFT_SCRIPTS = frozenset(
    {"Adlm", "Arab", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"}
)
"""ISO 15924 scripts in modern use that are written right to left (Unicode Bidi_Class R or AL)."""


@lru_cache(maxsize=256)
def resolve(tag: str) -> tuple[Locale, tuple[str, ...]]:
    """The locale of a BCP-47 tag, and warnings about what was assumed.

    A bare language takes its likely territory (CLDR likely subtags). Variants and extensions are
    left out, with a warning. Raises InvalidInput with a suggestion when there is no such tag.
    """
    written = tag.strip()
    spelled = tags.canonical(written)
    if spelled is None:
        raise InvalidInput(f"there is no language '{written[:60]}'", hint=_hint(written))
    asked = langcodes.Language.get(spelled)
    likely = asked.maximize()
    territory = asked.territory or likely.territory
    # CLDR writes ZZ where it knows no territory for a language.
    if territory in (None, "ZZ"):
        raise InvalidInput(
            f"no territory is known for '{written}'",
            hint=f"add its ISO 3166 code: '{asked.language}-' and two letters",
        )
    definite = langcodes.Language.make(asked.language, script=asked.script, territory=territory)
    locale = Locale(
        tag=definite.to_tag(),
        language=str(asked.language),
        territory=territory,
        script=asked.script or "",
        name=definite.display_name("en"),
        native_name=definite.autonym(),
        right_to_left=likely.script in RIGHT_TO_LEFT_SCRIPTS,
    )
    return locale, tuple(_assumptions(written, asked, locale))


def _assumptions(written: str, asked: langcodes.Language, locale: Locale) -> list[str]:
    found = []
    if asked.territory is None:
        found.append(f"'{written}' names no territory: taking {locale.tag}, {locale.name}")
    if asked.variants or asked.extensions or asked.private:
        found.append(f"'{written}': variants and extensions are not used, only {locale.tag}")
    return found


def _hint(wrong: str) -> str:
    meant = tags.suggested(wrong)
    if meant is not None:
        return f"did you mean '{meant}'?"
    return "write a BCP-47 tag such as 'fr', 'fr-CA' or 'zh-Hant-TW'"
