"""Presets may come from anybody."""

from __future__ import annotations

import pytest

from locvid.model.errors import InvalidInput, Location
from locvid.presets.library import PresetLibraries, PresetLibrary


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("a: &x [1]\nb: *x\n", 2, "aliases"),
        # libyaml does not let it through, the parser in Python does.
        ('a: 1\nb: "\\ud800"\n', None, "half of a character|not valid YAML"),
        ("a: 2024-13-45\n", None, "not valid YAML"),
        ("a: !!python/object/apply:os.abort []\n", None, "not valid YAML"),
        ("[" * 5000, None, "not valid YAML"),
        ("- a\n", None, "mapping"),
    ],
)
def test_a_preset_with_tricks_is_refused_with_its_place(tmp_path, content, line, words):
    file = tmp_path / "presets" / "voices" / "mine.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(content)
    with pytest.raises(InvalidInput, match=words) as caught:
        PresetLibrary(tmp_path).get("voices", "mine")
    assert caught.value.where is not None
    assert caught.value.where.file == file
    if line is not None:
        assert caught.value.where.line == line


def test_a_shared_folder_comes_after_the_projects_own_and_before_the_packaged(tmp_path):
    for folder, names in (("presets", ["a"]), ("shared", ["a", "b", "warm-male"])):
        (tmp_path / folder / "voices").mkdir(parents=True)
        for name in names:
            (tmp_path / folder / "voices" / f"{name}.yaml").write_text(f"description: {folder}\n")
    library = PresetLibrary(tmp_path, tmp_path / "shared")
    names = library.names("voices")
    said = {name: library.get("voices", name).content["description"] for name in names}
    assert (said["a"], said["b"], said["warm-male"]) == ("presets", "shared", "shared")
    assert "warm-female" in said


def test_scripts_share_a_library_unless_they_have_presets_of_their_own(tmp_path):
    one, other, own = (tmp_path / name for name in ("one", "other", "own"))
    for folder in (one, other, own / "presets" / "settings"):
        folder.mkdir(parents=True)
    (own / "presets" / "settings" / "office.yaml").write_text("description: my office\n")
    libraries = PresetLibraries()
    assert libraries.of(one) is libraries.of(other)
    packaged = libraries.of(one).get("settings", "office").content["description"]
    assert libraries.of(own).get("settings", "office").content["description"] == "my office"
    assert libraries.of(other).get("settings", "office").content["description"] == packaged


def test_a_preset_that_is_no_yaml_is_told_in_one_line_with_its_place(tmp_path):
    file = tmp_path / "presets" / "settings" / "studio.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("description: ours\nambience: [\n", encoding="utf-8")
    with pytest.raises(InvalidInput) as caught:
        PresetLibrary(tmp_path).get("settings", "studio")
    assert caught.value.where == Location(file, 3)
    assert "\n" not in caught.value.message


def test_a_name_that_the_file_system_takes_apart_is_found(tmp_path):
    file = tmp_path / "presets" / "voices" / "rene\u0301.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("description: mine\n")
    assert PresetLibrary(tmp_path).has("voices", "ren\u00e9")


def test_a_folder_that_is_nearly_a_kind_is_told_and_others_are_left_alone(tmp_path):
    (tmp_path / "presets" / "drafts").mkdir(parents=True)
    (tmp_path / "presets" / "fonts").mkdir()
    PresetLibrary(tmp_path)
    (tmp_path / "presets" / "setings").mkdir()
    with pytest.raises(InvalidInput) as told:
        PresetLibrary(tmp_path)
    assert told.value.where.file.name == "setings"
    assert told.value.hint == "did you mean 'settings'?"
