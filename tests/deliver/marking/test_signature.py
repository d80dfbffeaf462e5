"""The signed manifest: it holds, it tells the truth, it repeats, and keys stay secret."""

from __future__ import annotations

import errno
import json
import os
import shutil
from pathlib import Path

import ffmpeg
import pytest
from signers import write_signer

from locvid.deliver.film import assemble
from locvid.deliver.marking import credentials
from locvid.deliver.marking.credentials import Statement, sign_film
from locvid.deliver.marking.identity import identity
from locvid.deliver.marking.source_type import SourceType
from locvid.media import ffmpeg as runner
from locvid.media.credentials import read_signature
from locvid.model.errors import InvalidInput, LocvidError
from locvid.model.locale import Locale
from locvid.model.marking import DEVELOPMENT_SIGNER, PASSPHRASE_VARIABLE, Marking

STATEMENT = Statement("Ein Titel", "de-DE", SourceType.COMPOSITE, "0.1.0", "c0ffee42")


@pytest.fixture(scope="module")
def unmarked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film without marks."""
    target = tmp_path_factory.mktemp("unmarked") / "film.mp4"
    picture = ffmpeg.input("testsrc=d=1:s=160x90", format="lavfi")
    sound = ffmpeg.input("sine=d=1", format="lavfi")
    made = ffmpeg.output(picture, sound, str(target), movflags="+faststart")
    runner.run(made, "making a film", target)
    return target


@pytest.fixture
def film(unmarked: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(unmarked, tmp_path / "film.mp4"))


def make(shots, profile, folder: Path, marking: Marking):
    chosen = profile()
    return assemble(
        shots(chosen, 30),
        title="Ein Titel",
        locale=Locale("de-DE", "de", "DE"),
        source_tag="en-US",
        profile=chosen,
        destination=folder / "test",
        manifest={"seed": 7},
        write_stems=False,
        marking=marking,
    )


def signed(film: Path, name: str, marking: Marking = Marking()) -> Path:  # noqa: B008
    copy = film.with_name(f"{name}.mp4")
    shutil.copy(film, copy)
    sign_film(copy, STATEMENT, identity(marking))
    return copy


def test_a_film_is_signed_with_the_development_key_unless_told_otherwise(shots, profile, tmp_path):
    made = make(shots, profile, tmp_path, Marking())
    found = read_signature(made.film)
    assert found.state == "valid"
    assert found.development
    assert DEVELOPMENT_SIGNER in found.signer
    assert found.source_type == "trainedAlgorithmicMedia"
    told = json.loads(made.manifest.read_text())["marking"]
    assert told["c2pa"]["manifest"] == found.identifier
    assert told["c2pa"]["development_key"] is True
    assert told["digital_source_type"].endswith("/trainedAlgorithmicMedia")
    assert bytes(told["watermark"]["id"], "ascii") in made.film.read_bytes()


@pytest.mark.parametrize("kind", ["ed25519", "es256", "es384", "ps256"])
def test_the_users_key_signs(film, tmp_path, kind):
    key, chain = write_signer(tmp_path / "keys", kind)
    found = read_signature(signed(film, kind, Marking(key=key, certificate=chain)))
    assert found.state == "valid"
    assert found.signer.startswith("Newsroom GmbH")
    assert not found.development
    assert found.source_type == "compositeWithTrainedAlgorithmicMedia"


@pytest.mark.parametrize("kind", ["ed25519", "es256"])
def test_signing_twice_gives_the_same_bytes(film, tmp_path, kind):
    key, chain = write_signer(tmp_path / "keys", kind)
    mine = Marking(key=key, certificate=chain)
    assert signed(film, "a", mine).read_bytes() == signed(film, "b", mine).read_bytes()


def test_all_that_is_no_manifest_stays_as_it_was(film):
    """The media's own bytes are in the signed file, in one piece."""
    content, unsigned = signed(film, "signed").read_bytes(), film.read_bytes()
    media = unsigned[unsigned.index(b"mdat") :]
    assert content.endswith(media)


@pytest.mark.parametrize("where", ["media", "manifest"])
def test_a_changed_byte_is_seen(film, where):
    file = signed(film, "changed")
    content = bytearray(file.read_bytes())
    at = content.index(b"mdat") + 500 if where == "media" else content.index(b"c2pa.created") + 3
    content[at] ^= 1
    file.write_bytes(content)
    found = read_signature(file)
    assert found.state == "invalid"
    assert found.problems


def test_no_key_is_found_in_what_is_written(film, tmp_path):
    key, chain = write_signer(tmp_path / "keys", "ed25519")
    who = identity(Marking(key=key, certificate=chain))
    file = signed(film, "mine", Marking(key=key, certificate=chain))
    secret = who._key.private_bytes_raw()
    assert secret not in file.read_bytes()
    assert secret.hex() not in repr(who)
    assert str(key) not in file.read_bytes().decode("latin-1")


def test_what_does_not_hold_is_not_delivered(film, monkeypatch):
    before = film.read_bytes()
    monkeypatch.setattr(
        credentials, "without_chance", lambda store, *rest: store.replace(b"locvid", b"LOCVID")
    )
    with pytest.raises(LocvidError, match="does not hold"):
        sign_film(film, STATEMENT, identity(Marking()))
    assert film.read_bytes() == before
    assert [file.name for file in film.parent.glob("*signed*")] == []


def test_an_encrypted_key_opens_with_its_passphrase(film, tmp_path, monkeypatch):
    key, chain = write_signer(tmp_path / "keys", password=b"hunter2")
    mine = Marking(key=key, certificate=chain)
    with pytest.raises(InvalidInput, match="no passphrase") as refused:
        identity(mine)
    assert PASSPHRASE_VARIABLE in refused.value.hint
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "wrong")
    with pytest.raises(InvalidInput, match="passphrase is wrong"):
        identity(mine)
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "hunter2")
    assert read_signature(signed(film, "opened", mine)).state == "valid"


def test_keys_that_cannot_be_used(tmp_path):
    key, chain = write_signer(tmp_path / "a")
    other, _ = write_signer(tmp_path / "b")
    old_key, old_chain = write_signer(tmp_path / "c", days=-1)
    text = tmp_path / "text.pem"
    text.write_text("hello")
    # Of the curve secp160r1, which no library of today computes with.
    ancient = tmp_path / "ancient.pem"
    ancient.write_text(
        "-----BEGIN PRIVATE KEY-----\n"
        "MGECAQAwEAYHKoZIzj0CAQYFK4EEAAgESjBIAgEBBBUAuwdl8qVck7PfdXX2rQDT\n"
        "aMmqMSGhLAMqAAToiCAiDtwsxaHeIfwFE3cPTfRjWEFmAm+EEIRI3tefjX6pH2uF\n"
        "hw4F\n-----END PRIVATE KEY-----\n"
    )
    for mine, message in (
        (Marking(key=ancient, certificate=chain), "does not know this kind of key"),
        (Marking(key=key), "only one of them"),
        (Marking(key=other, certificate=chain), "does not belong to the key"),
        (Marking(key=old_key, certificate=old_chain), "valid from"),
        (Marking(key=text, certificate=chain), "not a private key"),
        (Marking(key=key, certificate=text), "no certificate"),
        (Marking(key=tmp_path / "none.pem", certificate=chain), "cannot be read"),
    ):
        with pytest.raises(InvalidInput, match=message) as refused:
            identity(mine)
        assert "PRIVATE KEY" not in str(refused.value)


@pytest.mark.skipif(os.name != "posix", reason="the system has no limit of a file's size")
@pytest.mark.parametrize("room", [4_096, 20_000])
def test_a_disk_without_room_is_told_as_such(film, room):
    before = film.read_bytes()
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, limits[1]))
    try:
        with pytest.raises(OSError, match="too large") as refused:
            sign_film(film, STATEMENT, identity(Marking()))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert refused.value.errno == errno.EFBIG
    assert film.read_bytes() == before
    assert [file.name for file in film.parent.glob("*signed*")] == []
