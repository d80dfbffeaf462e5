"""How parts are found, built-in and plugged-in ones alike."""

from __future__ import annotations

from importlib.metadata import EntryPoint, EntryPoints

import pytest

from locvid import plugins
from locvid.model.errors import InvalidInput, MissingDependency


def test_a_part_that_is_not_there_is_told_with_what_comes_nearest():
    with pytest.raises(InvalidInput, match="no sound codec called 'acc'") as told:
        plugins.load("locvid.sound_codecs", "acc")
    assert told.value.hint == "did you mean 'aac'?"


def test_a_part_that_cannot_be_imported_is_missing_and_no_internal_error(monkeypatch):
    broken = EntryPoint("mine", "a_package_that_is_not_there:Report", "locvid.reports")
    monkeypatch.setattr(plugins, "_points", lambda group: EntryPoints([broken]))
    with pytest.raises(MissingDependency, match=r"'mine' cannot be loaded: .*a_package_that"):
        plugins.load("locvid.reports", "mine")
