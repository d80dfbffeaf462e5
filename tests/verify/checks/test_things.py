"""What of the things of a film is worth a warning."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from locvid.model.verdict import Outcome
from locvid.verify.align.base import ALIGN_RATE
from locvid.verify.checks import things as module
from locvid.verify.checks.things import check_things
from locvid.verify.things.film import Passing, Receding, Things, Touching

GOOD = Things(
    (Passing(1, 3, 1.8, 0.95, 0.97, 0.98),),
    (Receding(4, 6, 0.6, -5.0, 0.8, 2.0),),
    (Touching(7, 0.5, 12.0, 40.0),),
)
BAD = Things(
    (Passing(1, 3, 1.8, 0.1, -0.2, 0.0),),
    (Receding(4, 6, 0.6, 3.0, 1.1, 0.0),),
    (Touching(7, 0.5, 120.0, 40.0), Touching(8, 0.5, None, 40.0)),
)


def film(picture: bool = True) -> SimpleNamespace:
    heard = [SimpleNamespace(span=(ALIGN_RATE, 3 * ALIGN_RATE))]
    return SimpleNamespace(
        file="film.mp4", streams=SimpleNamespace(picture=picture, sound=True), heard=heard
    )


@pytest.mark.parametrize(("measured", "outcome"), [(GOOD, Outcome.PASS), (BAD, Outcome.WARN)])
def test_what_is_not_heard_where_it_is_seen_is_a_warning(
    monkeypatch: pytest.MonkeyPatch, measured: Things, outcome: Outcome
) -> None:
    asked = []
    monkeypatch.setattr(module, "things", lambda file, speech: asked.append(speech) or measured)
    checks = check_things(film())
    assert asked == [[(1.0, 3.0)]]
    assert {check.outcome for check in checks} == {outcome}
    assert {check.name for check in checks} == {"things"}
    assert len(checks) == len(measured.passing) + len(measured.receding) + len(measured.touching)


def test_without_a_picture_there_is_nothing_to_compare() -> None:
    assert check_things(film(picture=False)) == ()
