"""Amounts of bytes as people write them: ``20 GB``."""

from __future__ import annotations

import re

PATTERN = r"([0-9]+(?:\.[0-9]+)?)\s*(?:([kKMGT])(i?))?[bB]?"
"""What ``bytes_of`` understands; a bare number is bytes."""

_PREFIXES = ("", "k", "M", "G", "T")


def bytes_of(written: str) -> int:
    """Bytes of ``20 GB`` (powers of 1000) or ``20 GiB`` (of 1024); ValueError for other text."""
    found = re.fullmatch(PATTERN, written.strip())
    if found is None:
        raise ValueError(f"'{written}' is not a size such as 20 GB")
    number, prefix, binary = found.groups()
    power = [each.lower() for each in _PREFIXES].index((prefix or "").lower())
    return int(float(number) * (1024 if binary else 1000) ** power)


def written(count: int) -> str:
    """``count`` bytes for a person: ``1.3 GB``."""
    amount = float(count)
    for prefix in _PREFIXES:
        if amount < 999.5 or prefix == _PREFIXES[-1]:
            break
        amount /= 1000
    return f"{amount:.1f} {prefix}B" if prefix and amount < 99.95 else f"{amount:.0f} {prefix}B"
