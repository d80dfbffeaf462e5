from __future__ import annotations

from pathlib import Path

import pytest

from locvid.model.errors import InvalidInput
from locvid.presets.library import PresetLibrary
from locvid.presets.rooms import crowd_of, room_of


def test_every_setting_has_a_room_and_a_crowd() -> None:
    library = PresetLibrary()
    for name in library.names("settings"):
        assert room_of("", name, library).kind == "rooms"
        assert 0 <= crowd_of(library.get("settings", name)) <= 1
    assert room_of("tunnel", "office", library).name == "tunnel"


@pytest.mark.parametrize("room", ["", "room: {size_m: [3, 4, 5]}", "room: 3"])
def test_a_setting_without_the_name_of_a_room_says_what_to_write(tmp_path: Path, room: str) -> None:
    folder = tmp_path / "presets" / "settings"
    folder.mkdir(parents=True)
    (folder / "barn.yaml").write_text(f"description: a barn\n{room}\n")
    with pytest.raises(InvalidInput, match="'room'") as caught:
        room_of("", "barn", PresetLibrary(tmp_path))
    assert caught.value.where is not None
    assert "bathroom" in str(caught.value.hint)
    assert room_of("hall", "barn", PresetLibrary(tmp_path)).name == "hall"


def test_a_room_that_is_not_there_is_told_at_its_setting(tmp_path: Path) -> None:
    folder = tmp_path / "presets" / "settings"
    folder.mkdir(parents=True)
    (folder / "barn.yaml").write_text("description: a barn\nroom: hal\n")
    with pytest.raises(InvalidInput, match="no room preset 'hal'") as caught:
        room_of("", "barn", PresetLibrary(tmp_path))
    assert caught.value.where is not None
    assert caught.value.where.file.name == "barn.yaml"
