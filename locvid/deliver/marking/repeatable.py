"""Makes a C2PA manifest a function of its content, so that the same film has the same bytes.

The library gives every assertion a random salt (the ``c2sh`` box of ISO 19566-5, C2PA
specification 2.2, 11.1): it keeps others from guessing an assertion that was redacted. Nothing of
a film's manifest is secret or ever redacted, so here the salt follows from the assertion's label.
With the salt change the assertion's hash, the claim that holds the hash, and the signature over it.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Iterator

from locvid.model.errors import LocvidError

_SALT_HEADER = struct.pack(">I4s", 24, b"c2sh")
_SALT_BYTES = 16
_HEADER = 8


def without_chance(
    store: bytes, signed: bytes, signature: bytes, sign: Callable[[bytes], bytes]
) -> bytes:
    """The manifest store with salts that follow from its labels, signed anew; as long as before.

    ``signed`` is what the library had signed (the Sig_structure of RFC 9052, which holds the
    claim) and ``signature`` what it got. Raises LocvidError for a store of another build.
    """
    manifest = _only(_boxes(store, 0, len(store)), b"jumb")
    parts = dict(_named(store, *_only_superbox(store, *manifest)))
    start, end = _content(store, *parts["c2pa.claim.v2"])
    claim = store[start:end]
    made = bytearray(store)
    for label, (first, last) in _named(store, *parts["c2pa.assertions"]):
        at = store.find(_SALT_HEADER, first, last)
        if at < 0:
            continue
        before = _hash(store[first:last])
        salt = hashlib.sha256(b"locvid salt " + label.encode()).digest()[:_SALT_BYTES]
        at += len(_SALT_HEADER)
        made[at : at + _SALT_BYTES] = salt
        claim = _replaced(claim, before, _hash(bytes(made[first:last])))
    again = sign(_replaced(signed, store[start:end], claim))
    made[start:end] = claim
    return _replaced(bytes(made), signature, again)


def _hash(superbox: bytes) -> bytes:
    """The hash by which a claim names an assertion: without the superbox's own header."""
    return hashlib.sha256(superbox[_HEADER:]).digest()


def _replaced(text: bytes, old: bytes, new: bytes) -> bytes:
    if text.count(old) != 1 or len(old) != len(new):
        raise _unknown()
    return text.replace(old, new)


def _boxes(data: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Type, start and end of the boxes in a stretch."""
    while start < end:
        if end - start < _HEADER:
            raise _unknown()
        size, kind = struct.unpack_from(">I4s", data, start)
        if not _HEADER <= size <= end - start:
            raise _unknown()
        yield kind, start, start + size
        start += size


def _named(data: bytes, start: int, end: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """Label and place of each superbox inside the superbox at a place."""
    for kind, first, last in _boxes(data, start + _HEADER, end):
        if kind == b"jumb":
            yield _label(data, first), (first, last)


def _label(data: bytes, superbox: int) -> str:
    """The label in a superbox's description: after two headers, a type of 16 bytes, and a flag."""
    at = superbox + 2 * _HEADER + 17
    return data[at : data.index(b"\0", at)].decode("utf-8")


def _content(data: bytes, start: int, end: int) -> tuple[int, int]:
    first, last = _only(_boxes(data, start + _HEADER, end), b"cbor")
    return first + _HEADER, last


def _only_superbox(data: bytes, start: int, end: int) -> tuple[int, int]:
    return _only(_boxes(data, start + _HEADER, end), b"jumb")


def _only(boxes: Iterator[tuple[bytes, int, int]], wanted: bytes) -> tuple[int, int]:
    found = [(start, end) for kind, start, end in boxes if kind == wanted]
    if len(found) != 1:
        raise _unknown()
    return found[0]


def _unknown() -> LocvidError:
    return LocvidError(
        "the manifest that c2pa-python wrote is built in another way than locvid knows",
        hint="install a release of c2pa-python from the range that locvid names",
    )
