"""espeak-ng through ctypes: text to IPA for 100+ languages, and speech with exact phone times.

The library (GPL-3) comes with the package ``espeakng-loader`` and is loaded at run time only.
"""

from __future__ import annotations

import ctypes
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from locvid.model.availability import READY, Availability
from locvid.model.errors import InvalidInput, MissingDependency

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HINT = "pip install espeakng-loader"

CLAUSE_MARKS = ".,;:!?…—–。、，！？；：।॥،؛؟"
"""Punctuation that ``phonemes`` keeps, in the scripts that espeak-ng reads."""

# Constants of speak_lib.h (espeak-ng 1.52).
_SYNCHRONOUS = 2
_PHONEME_EVENTS, _PHONEMES_IN_IPA = 0x0001, 0x0002
_UTF8, _PHONEME_CODES, _END_PAUSE = 0x0001, 0x0100, 0x1000
_RATE, _PITCH, _PITCH_RANGE = 1, 3, 4
_EVENT_END, _EVENT_WORD, _EVENT_PHONEME = 0, 1, 7
_IPA, _TIE = 0x02, 0x80
_TIE_BAR = "\u0361"

_LANGUAGE_SWITCH = re.compile(rf"{_TIE_BAR}?\((?:{_TIE_BAR}?[\w-])+\){_TIE_BAR}?")
_CLAUSE = re.compile(
    rf"([{re.escape(CLAUSE_MARKS)}]+)(?=[\s\"'»”’)\]」』]|$|(?<=[。、，！？；：]))"
)

_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class EspeakSpeech:
    """Speech by espeak-ng: mono int16 ``samples`` at ``sample_rate`` Hz.

    ``phones`` are (first sample, IPA name with its stress mark); an empty name is a pause, and
    the last one ends the speech. ``words`` are (first sample, offset in the text, length), both
    in characters, counting from 0.
    """

    samples: NDArray[np.int16]
    sample_rate: int
    phones: tuple[tuple[int, str], ...]
    words: tuple[tuple[int, int, int], ...]


def available() -> Availability:
    """Whether the library is installed; it is not loaded."""
    if find_spec("espeakng_loader") is None:
        return Availability(False, "espeakng-loader is not installed", HINT)
    return READY


def synthesize(
    text: str,
    voice: str,
    rate_wpm: int = 175,
    pitch: int = 50,
    pitch_range: int = 50,
    codes: bool = False,
) -> EspeakSpeech:
    """Speak ``text``; ``voice`` is a language or voice, with a variant if wished (``de+f3``).

    With ``codes`` the text is phoneme codes of the voice instead (see ``espeak_codes``).

    ``pitch`` and ``pitch_range`` are 0…99 with 50 as the voice's own. The same arguments give
    the same samples. Raises InvalidInput for an unknown voice, MissingDependency without library.
    """
    import numpy as np

    chunks: list[NDArray[np.int16]] = []
    phones: list[tuple[int, str]] = []
    words: list[tuple[int, int, int]] = []

    def collect(wave: Any, count: int, events: Any) -> int:
        if wave and count > 0:
            chunks.append(np.ctypeslib.as_array(wave, (count,)).copy())
        for event in _until_end(events):
            if event.type == _EVENT_PHONEME:
                raw = ctypes.string_at(ctypes.addressof(event.id), 8).split(b"\0")[0]
                phones.append((event.sample, raw.decode("utf-8", "ignore")))
            elif event.type == _EVENT_WORD:
                words.append((event.sample, event.text_position - 1, event.length))
        return 0

    encoded = (f"[[{text}]]" if codes else text).encode("utf-8") + b"\0"
    flags = _UTF8 | _END_PAUSE | (_PHONEME_CODES if codes else 0)
    with _fresh_library() as (library, sample_rate):
        callback = _CALLBACK(collect)
        library.espeak_SetSynthCallback(callback)
        _select(library, voice)
        for parameter, value in ((_RATE, rate_wpm), (_PITCH, pitch), (_PITCH_RANGE, pitch_range)):
            library.espeak_SetParameter(parameter, int(value), 0)
        library.espeak_Synth(encoded, ctypes.c_size_t(len(encoded)), 0, 1, 0, flags, None, None)
        library.espeak_Synchronize()
    samples = np.concatenate(chunks) if chunks else np.zeros(0, np.int16)
    return EspeakSpeech(samples, sample_rate, tuple(phones), tuple(words))


def phonemes(text: str, voice: str) -> str:
    """IPA of ``text`` with stress marks, tie bars (U+0361) and its clause punctuation.

    Words are separated by spaces as espeak-ng groups them: it may join little words ("of the")
    and reads a number as several. Other punctuation (quotes, brackets) is left out.
    """
    return phonemes_of_each([text], voice)[0]


def phonemes_of_each(texts: Sequence[str], voice: str) -> list[str]:
    """``phonemes`` of several texts, each read by itself; quicker than one after another."""
    with _fresh_library() as (library, _):
        library.espeak_TextToPhonemes.restype = ctypes.c_char_p
        _select(library, voice)
        return [_ipa(library, text) for text in texts]


def phones_of_codes(codes: Sequence[str], voice: str) -> list[tuple[str, ...]]:
    """IPA names of the phones that each of ``codes`` makes by itself; none for an unknown one."""
    made: list[str] = []

    def collect(wave: Any, count: int, events: Any) -> int:
        for event in _until_end(events):
            if event.type == _EVENT_PHONEME:
                raw = ctypes.string_at(ctypes.addressof(event.id), 8).split(b"\0")[0]
                made.append(raw.decode("utf-8", "ignore"))
        return 0

    found = []
    with _fresh_library() as (library, _):
        callback = _CALLBACK(collect)
        library.espeak_SetSynthCallback(callback)
        _select(library, voice)
        for code in codes:
            made.clear()
            encoded = f"[[{code}]]".encode() + b"\0"
            size = ctypes.c_size_t(len(encoded))
            library.espeak_Synth(encoded, size, 0, 1, 0, _UTF8 | _PHONEME_CODES, None, None)
            library.espeak_Synchronize()
            found.append(tuple(filter(None, made)))
    return found


def _ipa(library: Any, text: str) -> str:
    parts = [
        piece if index % 2 else _clause_ipa(library, piece)
        for index, piece in enumerate(_CLAUSE.split(text))
    ]
    spoken = ""
    for index, part in enumerate(parts):
        is_mark = index % 2 == 1
        spoken += part if is_mark or not part or not spoken else " " + part
    return spoken


def _clause_ipa(library: Any, text: str) -> str:
    pointer = ctypes.c_char_p(text.encode("utf-8"))
    mode = _IPA | _TIE | (ord(_TIE_BAR) << 8)
    clauses = []
    while pointer.value:
        ipa = library.espeak_TextToPhonemes(ctypes.byref(pointer), 1, mode)
        clauses.append(_LANGUAGE_SWITCH.sub("", ipa.decode("utf-8")).strip())
    return " ".join(clause for clause in clauses if clause)


class _Identifier(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]


class _Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Identifier),
    ]


_CALLBACK = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


def _until_end(events: Any) -> Iterator[_Event]:
    index = 0
    while events[index].type != _EVENT_END:
        yield events[index]
        index += 1


@contextmanager
def _fresh_library() -> Iterator[tuple[Any, int]]:
    """The library loaded anew and its sample rate in Hz.

    Its synthesiser keeps state in static variables that no call resets, so a second utterance
    would differ from the first. Loading takes under a millisecond and makes speech repeatable.
    """
    try:
        import espeakng_loader
    except ImportError as error:
        raise MissingDependency("espeakng-loader is not installed", hint=HINT) from error
    with _lock:
        try:
            library = ctypes.CDLL(espeakng_loader.get_library_path())
        except OSError as error:
            raise MissingDependency(f"espeak-ng cannot be loaded: {error}", hint=HINT) from error
        try:
            data = str(espeakng_loader.get_data_path()).encode()
            sample_rate = library.espeak_Initialize(
                _SYNCHRONOUS, 0, data, _PHONEME_EVENTS | _PHONEMES_IN_IPA
            )
            if sample_rate <= 0:
                raise MissingDependency("espeak-ng does not find its data", hint=HINT)
            library.espeak_ng_SetRandSeed(ctypes.c_long(1))
            yield library, sample_rate
            library.espeak_Terminate()
        finally:
            _unload(library)


def _unload(library: Any) -> None:
    import _ctypes

    unload = "FreeLibrary" if hasattr(_ctypes, "FreeLibrary") else "dlclose"
    getattr(_ctypes, unload)(library._handle)


def _select(library: Any, voice: str) -> None:
    """Set the voice; of a tag that espeak-ng has not, the longest part it has (fr-FR: fr)."""
    name, plus, variant = voice.lower().replace("_", "-").partition("+")
    while name:
        if library.espeak_SetVoiceByName((name + plus + variant).encode()) == 0:
            return
        name = name.rpartition("-")[0]
    raise InvalidInput(f"espeak-ng has no voice '{voice}'")
