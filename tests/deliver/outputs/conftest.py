"""Films of flashes and clicks with whatever is made of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from locvid.deliver.film import assemble
from locvid.model.deliverable import Deliverable
from locvid.model.locale import Locale

FRENCH = Locale("fr-FR", "fr", "FR", native_name="français (France)")


@pytest.fixture
def film(shots: Any, profile: Any, tmp_path: Path) -> Callable[..., Deliverable]:
    """A film of two shots, 37 and 81 frames at 160x96, with ``outputs``."""

    def make(*outputs: str, folder: str = "out", **more: Any) -> Deliverable:
        chosen = profile(outputs=outputs, **more)
        return assemble(
            shots(chosen, 37, 81),
            title="Flash & click",
            locale=FRENCH,
            source_tag="en-US",
            profile=chosen,
            destination=tmp_path / folder / "test.fr-FR",
            manifest={},
            write_stems=False,
        )

    return make
