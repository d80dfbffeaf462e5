"""Families of translation models in transformers: how each is told from what to what.

NLLB-200 (Meta, CC-BY-NC 4.0), M2M-100 (Meta, MIT), MADLAD-400 (Google, Apache-2.0) and the OPUS-MT
models in Marian's form (Helsinki-NLP, CC-BY 4.0), as transformers documents them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import langcodes

from locvid.model.errors import InvalidInput
from locvid.model.locale import Locale

Prepared = tuple[str, Mapping[str, Any]]
"""What comes before each text, and further arguments of ``generate``."""


def family_of(tokenizer: Any, model_type: str) -> Callable[[Any, Locale, Locale], Prepared] | None:
    """How models like this one are told the languages; None for a family that is not known."""
    if "Nllb" in type(tokenizer).__name__:
        return _nllb
    return {"m2m_100": _m2m, "t5": _madlad, "marian": _marian}.get(model_type)


def _nllb(tokenizer: Any, source: Locale, target: Locale) -> Prepared:
    known = [token for token in _added(tokenizer) if token[3:4] == "_"]
    tokenizer.src_lang = _flores(source, known)
    bos = tokenizer.convert_tokens_to_ids(_flores(target, known))
    return "", {"forced_bos_token_id": bos}


def _m2m(tokenizer: Any, source: Locale, target: Locale) -> Prepared:
    known = {token.strip("_") for token in _added(tokenizer) if token.startswith("__")}
    for locale in (source, target):
        if locale.language not in known:
            raise _not_known(locale, known)
    tokenizer.src_lang = source.language
    return "", {"forced_bos_token_id": tokenizer.get_lang_id(target.language)}


def _madlad(tokenizer: Any, source: Locale, target: Locale) -> Prepared:
    vocabulary = tokenizer.get_vocab()
    for name in (target.tag.replace("-", "_"), target.language):
        if f"<2{name}>" in vocabulary:
            return f"<2{name}> ", {}
    raise _not_known(target, [token[2:-1] for token in vocabulary if token.startswith("<2")])


def _marian(tokenizer: Any, source: Locale, target: Locale) -> Prepared:
    """Models for one pair say it in their configuration, those for several take a first token."""
    wanted = {target.language, langcodes.Language.get(target.language).to_alpha3()}
    several = getattr(tokenizer, "supported_language_codes", None) or []
    for token in several:
        if token.strip("<>").split("_")[0] in wanted:
            return f"{token} ", {}
    if several:
        raise _not_known(target, [token.strip("<>") for token in several])
    for locale, told in (
        (source, getattr(tokenizer, "source_lang", None)),
        (target, getattr(tokenizer, "target_lang", None)),
    ):
        if told and langcodes.standardize_tag(told, macro=True) != locale.language:
            raise _not_known(locale, [told])
    return "", {}


def _flores(locale: Locale, known: Iterable[str]) -> str:
    """Code of FLORES-200: ISO 639-3 of the standard variety, and the script (``fra_Latn``)."""
    script = locale.script or langcodes.Language.get(locale.tag).maximize().script or ""
    # Korean is written in Hangul and Han together (Kore); FLORES names the first alone.
    script = {"Kore": "Hang"}.get(script, script)
    alike = [code for code in known if code.endswith(f"_{script}")]
    for code in alike:
        if langcodes.standardize_tag(code[:3], macro=True).split("-")[0] == locale.language:
            return code
    raise _not_known(locale, known)


def _added(tokenizer: Any) -> list[str]:
    """Tokens beside the vocabulary of pieces, among them those that name languages."""
    return [str(token) for token in tokenizer.get_added_vocab()] + [
        str(token) for token in getattr(tokenizer, "lang_code_to_token", {}).values()
    ]


def _not_known(locale: Locale, known: Iterable[str]) -> InvalidInput:
    listed = ", ".join(sorted(known)[:40])
    return InvalidInput(
        f"the translation model does not know {locale.name}",
        locale=locale.tag,
        hint=f"it knows: {listed}" if listed else "take a model for this pair",
    )
