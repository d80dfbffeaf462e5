"""Which licences the user has accepted, by the configuration."""

from __future__ import annotations

from collections.abc import Mapping

from locvid.model.errors import InvalidInput
from locvid.model.family import ModelFamily

VARIABLE = "LOCVID_ACCEPT_LICENCE"
"""Names of model families or of their checkpoints, separated by commas or spaces."""


def accepted(variables: Mapping[str, str]) -> frozenset[str]:
    """The names, in lower case."""
    return frozenset(variables.get(VARIABLE, "").replace(",", " ").lower().split())


def is_accepted(family: ModelFamily, names: frozenset[str]) -> bool:
    """Whether what has to be accepted is; most licences need nothing."""
    if family.licence is None or not family.licence.must_accept:
        return True
    own = {family.name.lower(), *(name.lower() for name in family.checkpoints)}
    return bool(own & {name.lower() for name in names})


def require(family: ModelFamily, names: frozenset[str]) -> None:
    """Raise InvalidInput with the terms where the licence is not accepted."""
    if not is_accepted(family, names):
        assert family.licence is not None
        raise InvalidInput(
            f"the {family.licence.name} has to be accepted first: {family.licence.terms}",
            hint=f"read {family.licence.url}; if you may use it, set {VARIABLE}={family.name}",
        )
