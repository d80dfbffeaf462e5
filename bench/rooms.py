"""How long the rooms ring, measured in a finished film, beside what their presets say.

    locvid render bench/scripts/rooms.yaml --out out/bench --langs en --stems
    python bench/rooms.py out/bench/rooms/rooms.en-US.json

For every shot: the RT60 of its preset, of the room's impulse response, of the clap in the film's
foreground, and blind of the speech in its dialogue ('-' where the speech tells nothing).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import soundfile

from locvid.generate.studio.sound.room import Room, voice_response
from locvid.generate.studio.sound.section import Section
from locvid.presets.library import PresetLibrary
from locvid.verify.sound.decay import blind_rt60, impulse_rt60_s

CLAP_S = 9.5
DIRECT_S = 0.01


def main() -> None:
    record = Path(sys.argv[1])
    film = json.loads(record.read_text())
    voices, rate = soundfile.read(record.with_suffix(".dialogue.wav"))
    effects, _ = soundfile.read(record.with_suffix(".foreground.wav"))
    library = PresetLibrary()
    print(f"{'room':12} {'preset':>7} {'response':>9} {'clap':>7} {'speech':>7}  RT60 in s")
    for shot, delivered in zip(film["shots"], film["delivery"]["shots"], strict=True):
        room = Room.read(Section.of(library.get("rooms", shot["prompt"]["room"])))
        response = voice_response(room)[:, 0].astype(float)
        start = int(delivered["start_s"] * rate)
        end = start + int(delivered["seconds"] * rate)
        clap = effects[start + int(CLAP_S * rate) : end - rate // 50].mean(axis=1)
        blind = blind_rt60(voices[start:end].mean(axis=1), rate)
        told = "-" if blind is None else f"{blind.rt60_s:.2f} ({blind.stops})"
        print(
            f"{shot['prompt']['room']:12} {room.rt60_s:7.2f} "
            f"{impulse_rt60_s(response, rate, 0.001):9.2f} "
            f"{impulse_rt60_s(clap, rate, DIRECT_S):7.2f} {told:>9}"
        )


if __name__ == "__main__":
    main()
