"""Nothing is started that cannot end well: lines, speakers, licence, memory and weights."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from prompts import LIBRARY, line, prompt

from locvid.generate.base import Capabilities
from locvid.model.availability import READY, Availability
from locvid.model.concern import Concern
from locvid.model.errors import InvalidInput, MissingDependency
from locvid.model.performance import DurationRange, Overlap
from locvid.presets.models import family
from locvid.run.machine import Machine
from locvid.run.preflight import Ground, preflight, settle
from locvid.run.weights import Weights, WeightsFile

LTX2, H3 = family("ltx2", LIBRARY), family("h3", LIBRARY)
ABLE = Capabilities(languages=None, longest_shot_s=20.0, dialogue=True)
ROOMY = Machine(vram_gb=80, ram_gb=256)
SHOT = prompt("en-US", line("Good morning."))
TALK = prompt("en-US", line("Good morning."), line("Hello.", speaker="jon"))


def weights(size: int, missing: tuple[str, ...] = (), folder: Path | None = Path("/m")) -> Weights:
    checkpoint = LTX2.checkpoints["ltx-2.5"]
    return Weights(checkpoint, folder, "cache", (WeightsFile("a", size),), missing)


PARTS = ("transformer", "vae", "audio_vae", "text_encoder")
ALL_THERE = Ground(LTX2, weights(70 * 10**9), ROOMY)


def about(found: tuple[Concern, ...], kind: str) -> Concern:
    (one,) = [concern for concern in found if concern.kind == kind]
    return one


def test_nothing_speaks_against_a_run_that_has_all_it_needs() -> None:
    assert preflight([SHOT], ABLE, ALL_THERE) == ()
    assert preflight([SHOT, TALK], ABLE, Ground()) == (), "of the studio nothing is known"


@pytest.mark.parametrize(
    ("seconds", "fatal"), [((18, 19.9, 22), None), ((18, 21, 24), False), ((20.5, 23, 26), True)]
)
def test_a_line_has_to_fit_the_clip_at_the_market_s_pace(
    seconds: tuple[float, float, float], fatal: bool | None
) -> None:
    shot = replace(SHOT, duration=DurationRange(*seconds))
    found = preflight([shot], ABLE, ALL_THERE)
    if fatal is None:
        assert found == ()
    else:
        concern = about(found, "length")
        assert (concern.fatal, concern.shot, concern.locale) == (fatal, "one", "en-US")


def test_the_generator_s_own_length_counts_not_the_model_s() -> None:
    shot = replace(SHOT, duration=DurationRange(40, 44, 48))
    assert preflight([shot], replace(ABLE, longest_shot_s=60.0), ALL_THERE) == ()
    assert preflight([shot], replace(ABLE, longest_shot_s=None), ALL_THERE) == ()


def test_two_speakers_are_fatal_where_there_is_no_dialogue() -> None:
    advice = about(preflight([SHOT, TALK], ABLE, ALL_THERE), "speakers")
    assert (advice.fatal, advice.shot) == (False, "one")
    concern = about(preflight([SHOT, TALK], replace(ABLE, dialogue=False), ALL_THERE), "speakers")
    assert concern.fatal
    assert "split the shot" in concern.hint


@pytest.mark.parametrize(("dialect", "told"), [("", False), ("ltx2", True)])
def test_only_who_reads_words_may_miss_a_cut_in(dialect: str, told: bool) -> None:
    first, second = TALK.lines
    broken = replace(TALK, lines=(first, replace(second, overlap=Overlap(0.5))))
    found = preflight([broken], replace(ABLE, dialect=dialect), ALL_THERE)
    assert any("breaks into" in concern.message for concern in found) is told


def test_a_language_that_is_not_native_is_advice() -> None:
    concern = about(preflight([prompt("pl-PL", line("Dobry."))], ABLE, ALL_THERE), "language")
    assert not concern.fatal
    assert "Polish" in concern.message


def test_a_licence_with_regions_must_be_accepted() -> None:
    concern = about(preflight([SHOT], ABLE, Ground(H3)), "licence")
    assert concern.fatal
    assert "European Union" in concern.message
    for accepted in ("h3", "minimax-h3"):
        assert preflight([SHOT], ABLE, Ground(H3, accepted=frozenset({accepted}))) == ()


@pytest.mark.parametrize(
    ("machine", "fatal", "told"),
    [
        (Machine(8, 64), True, "the card has 8 GB"),
        (Machine(None, 64), False, "no NVIDIA card is found"),
        (Machine(24, 16), False, "the machine has 16 GB of memory"),
    ],
)
def test_too_little_memory_is_told(machine: Machine, fatal: bool, told: str) -> None:
    concern = about(preflight([SHOT], ABLE, replace(ALL_THERE, machine=machine)), "memory")
    assert concern.fatal is fatal
    assert told in concern.message


def test_a_tiny_checkpoint_runs_on_any_machine() -> None:
    assert preflight([SHOT], ABLE, Ground(LTX2, weights(10**6), Machine(None, 1))) == ()


def test_weights_that_are_not_there_or_not_whole_are_fatal() -> None:
    gone = about(
        preflight([SHOT], ABLE, replace(ALL_THERE, weights=weights(0, folder=None))), "files"
    )
    assert gone.fatal
    assert "about 75 GB" in gone.message
    assert gone.hint == "locvid models ltx-2.5 --download"
    half = weights(9, missing=("vae/*.safetensors",))
    assert (
        "vae/*.safetensors"
        in about(preflight([SHOT], ABLE, replace(ALL_THERE, weights=half)), "files").message
    )


def test_fatal_concerns_end_the_run_and_advice_is_told() -> None:
    polish = [prompt("pl-PL", line("Dobry."))]
    (advice,) = settle(preflight(polish, ABLE, ALL_THERE))
    assert advice.startswith("[pl-PL] Polish is not native")
    with pytest.raises(InvalidInput, match="accepted first") as refused:
        settle(preflight([SHOT], ABLE, Ground(H3)))
    assert "LOCVID_ACCEPT_LICENCE=h3" in str(refused.value.hint)
    gone = replace(ALL_THERE, weights=weights(0, folder=None))
    with pytest.raises(MissingDependency, match="not on this machine"):
        settle(preflight([SHOT], ABLE, gone))


def test_what_runs_here_is_looked_for_here(tmp_path: Path) -> None:
    from locvid.generate.base import Settings
    from locvid.run.ground import ground_for

    class Ltx2:
        name = "ltx2"
        state = Availability(False, "no model", "get one")

        def available(self) -> Availability:
            return self.state

    folder = tmp_path / "models--Lightricks--LTX-2" / "snapshots" / "abc"
    for name in ("model_index.json", *(f"{part}/a.safetensors" for part in PARTS)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")
    variables = {"HF_HUB_CACHE": str(tmp_path)}
    ground = ground_for(Ltx2(), LIBRARY, Settings(), variables)  # type: ignore[arg-type]
    assert ground.weights is not None
    assert (ground.weights.checkpoint.name, ground.weights.complete) == ("ltx-2", True)
    assert ground.machine is not None
    named = Settings(model=tmp_path / "none")
    ground = ground_for(Ltx2(), LIBRARY, named, variables)  # type: ignore[arg-type]
    assert about(preflight([SHOT], ABLE, ground), "files").fatal
    Ltx2.state = READY
    ground = ground_for(Ltx2(), LIBRARY, named, variables)  # type: ignore[arg-type]
    assert ground.weights is None, "the generator knows better which weights it can load"


def test_a_server_has_its_weights_elsewhere() -> None:
    from locvid.generate.base import Settings
    from locvid.generate.server.generator import ServerGenerator
    from locvid.generate.server.settings import ServerSettings
    from locvid.run.ground import ground_for

    generator = ServerGenerator(LIBRARY, ServerSettings(family="h3"))
    ground = ground_for(generator, LIBRARY, Settings(), {})
    assert (ground.weights, ground.machine) == (None, None)
    assert about(preflight([SHOT], generator.capabilities(), ground), "licence").fatal
