"""Amounts of bytes and of time as people write them: ``20 GB``, ``30 min``."""

from __future__ import annotations

import re

PATTERN = r"([0-9]+(?:\.[0-9]+)?)\s*(?:([kKMGT])(i?))?[bB]?"
"""What ``bytes_of`` understands; a bare number is bytes."""

DURATION = r"(?=.*[1-9])([0-9]+(?:\.[0-9]+)?)\s*(s|min|h)?"
"""What ``seconds_of`` understands; a bare number is seconds."""

_SECONDS = {"s": 1, "min": 60, "h": 3600}

_PREFIXES = ("", "k", "M", "G", "T")


def bytes_of(written: str) -> int:
    """Bytes of ``20 GB`` (powers of 1000) or ``20 GiB`` (of 1024); ValueError for other text."""
    found = re.fullmatch(PATTERN, written.strip())
    if found is None:
        raise ValueError(f"'{written}' is not a size such as 20 GB")
    number, prefix, binary = found.groups()
    power = [each.lower() for each in _PREFIXES].index((prefix or "").lower())
    return int(float(number) * (1024 if binary else 1000) ** power)


def seconds_of(written: str) -> float:
    """Seconds of ``30 min`` or ``2 h``; ValueError for other text."""
    found = re.fullmatch(DURATION, written.strip())
    if found is None:
        raise ValueError(f"'{written}' is not a time such as 30 min")
    return float(found.group(1)) * _SECONDS[found.group(2) or "s"]


def written(count: int) -> str:
    """``count`` bytes for a person: ``1.3 GB``."""
    amount = float(count)
    for prefix in _PREFIXES:
        if amount < 999.5 or prefix == _PREFIXES[-1]:
            break
        amount /= 1000
    return f"{amount:.1f} {prefix}B" if prefix and amount < 99.95 else f"{amount:.0f} {prefix}B"
