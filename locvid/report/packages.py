"""What ``locvid package`` made, as data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from locvid.report.json import error_data
from locvid.run.packaging import Packaged


def as_data(packages: Sequence[Packaged]) -> dict[str, Any]:
    """Per script its languages and files; ``made`` is false where they were there already."""
    return {
        "packages": [
            {
                "script": each.script,
                "languages": list(each.languages),
                "made": each.made,
                "outputs": {name: str(path.absolute()) for name, path in each.paths.items()},
                "error": error_data(each.error) if each.error else None,
            }
            for each in packages
        ]
    }
