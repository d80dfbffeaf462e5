"""What locvid needs can be installed on every Python that it says it runs on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import distribution

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet


def needed(name: str, extras: frozenset[str] = frozenset()) -> Iterator[Requirement]:
    """What an installed distribution needs here, with these extras or none."""
    for line in distribution(name).requires or ():
        requirement = Requirement(line)
        wanted = ({"extra": extra} for extra in extras or ("",))
        if requirement.marker is None or any(map(requirement.marker.evaluate, wanted)):
            yield requirement


def installed_for(name: str) -> set[str]:
    """The distributions that come with ``name``, those of extras that were not asked for aside."""
    seen: set[str] = set()
    waiting = [Requirement(name)]
    while waiting:
        requirement = waiting.pop()
        key = re.sub(r"[-_.]+", "-", requirement.name).lower()
        if key not in seen:
            seen.add(key)
            waiting += needed(requirement.name, frozenset(requirement.extras))
    return seen


def test_every_dependency_runs_on_every_python_that_is_named() -> None:
    named = SpecifierSet(distribution("locvid").metadata["Requires-Python"])
    pythons = [f"3.{minor}.9" for minor in range(30) if f"3.{minor}.9" in named]
    assert "3.11.9" in pythons

    refused = []
    for name in sorted(installed_for("locvid")):
        needs = SpecifierSet(distribution(name).metadata["Requires-Python"] or "")
        refused += [f"{name} on {python}" for python in pythons if python not in needs]

    assert not refused
