"""Reads the C2PA manifest of a media file, with no network and no list of trusted signers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from locvid.model.availability import READY, Availability
from locvid.model.errors import MissingDependency
from locvid.model.marking import DEVELOPMENT_SIGNER, Signature

HOW_TO_GET_IT = "pip install 'c2pa-python>=0.38,<0.39', or go without a signature: --no-sign"

OFFLINE = {
    "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False, "verify_after_sign": False},
    "core": {"allowed_network_hosts": []},
    "builder": {"thumbnail": {"enabled": False}},
}
"""Settings of the library: a file must not make its reader call anybody."""

TYPES = {".mp4": "video/mp4", ".m4v": "video/mp4", ".mov": "video/quicktime", ".m4a": "audio/mp4"}
"""Suffixes of files that can carry a manifest inside, and what the library calls them."""

_UNTRUSTED = "signingCredential.untrusted"
_MOST_PROBLEMS = 5


def read_signature(file: Path) -> Signature | None:
    """What the manifest of ``file`` says and whether it holds; None where there is none.

    A manifest that cannot be read is ``invalid``. Raises MissingDependency without the library.
    """
    library = load()
    kind = TYPES.get(file.suffix.lower())
    if kind is None:
        return None
    try:
        context = library.Context(library.Settings.from_dict(OFFLINE))
        with file.open("rb") as stream:
            reader = library.Reader.try_create(kind, stream, context=context)
            if reader is None:
                return None
            with reader:
                return _judged(json.loads(reader.json()))
    except (library.C2paError, ValueError, LookupError, TypeError) as error:
        return Signature("invalid", "", "", "", "", problems=(str(error).splitlines()[0][:200],))


def available() -> Availability:
    """Say whether the library is here; it is not loaded for that."""
    if find_spec("c2pa") is None:
        return Availability(False, "c2pa-python is not installed", HOW_TO_GET_IT)
    return READY


def load() -> Any:
    """The library; raises MissingDependency where it cannot be loaded."""
    try:
        import c2pa
    except (ImportError, OSError, RuntimeError) as error:
        raise MissingDependency(
            f"c2pa-python cannot be loaded: {str(error).splitlines()[0]}", hint=HOW_TO_GET_IT
        ) from error
    return c2pa


def _judged(told: Mapping[str, Any]) -> Signature:
    manifest = told["manifests"][told["active_manifest"]]
    signed_by = manifest.get("signature_info", {})
    names = [signed_by.get("common_name"), signed_by.get("issuer")]
    made_by = (manifest.get("claim_generator_info") or [{}])[0]
    failures = told.get("validation_results", {}).get("activeManifest", {}).get("failure", [])
    return Signature(
        state=str(told.get("validation_state", "Invalid")).lower(),
        signer=", ".join(str(name) for name in names if name),
        source_type=_source_type(manifest).rsplit("/", 1)[-1],
        generator=f"{made_by.get('name', '')} {made_by.get('version', '')}".strip(),
        identifier=str(told["active_manifest"]),
        development=names[0] == DEVELOPMENT_SIGNER,
        problems=tuple(
            str(failure.get("explanation") or failure["code"])[:200]
            for failure in failures
            if failure["code"] != _UNTRUSTED
        )[:_MOST_PROBLEMS],
    )


def _source_type(manifest: Mapping[str, Any]) -> str:
    """That of the action that made the file."""
    for assertion in manifest.get("assertions", ()):
        if str(assertion.get("label", "")).startswith("c2pa.actions"):
            for action in assertion["data"].get("actions", ()):
                if action.get("digitalSourceType"):
                    return str(action["digitalSourceType"])
    return ""
