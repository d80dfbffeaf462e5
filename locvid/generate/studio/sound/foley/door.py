"""A door that opens and falls shut: latch, creak, thump, latch."""

from __future__ import annotations

import numpy as np
from scipy.signal import oaconvolve

from locvid.generate.studio.sound.foley.base import Play
from locvid.generate.studio.sound.foley.modal import add, strike, tick
from locvid.generate.studio.sound.section import Section
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples


class Door:
    """The hinge sticks and slips as dry hinges do; the panel is heavy and rings briefly.

    The contacts of the timeline are the latch, where the hinge begins to move and where it stands,
    and the door in its frame; of a door that a shot cuts off, the last ones are missing.
    """

    def sound(
        self, length: int, random: np.random.Generator, parameters: Section, play: Play
    ) -> Samples:
        """See ``Foley.sound``."""
        door = np.zeros(length, dtype=np.float32)
        latch = _latch(parameters, random, play)
        opened, *moves = play.beats
        add(door, latch, opened.at, opened.force)
        if len(moves) > 1:
            creak = _creak(moves[1].at - moves[0].at, parameters, random, play)
            add(door, creak, moves[0].at, parameters.number("creak", lowest=0))
        if len(moves) < _ALL or moves[-1].at >= length:
            return door
        shut = moves[-1].at
        panel = np.array(parameters.series("panel_hz"))
        levels = [-2.0 * index for index in range(len(panel))]
        # A panel in its frame loses at every joint what the material itself does not.
        loss = play.of.loss + parameters.number("joint_loss", lowest=0)
        force = moves[-1].force
        add(door, strike(panel, levels, loss, 5.0, length - shut, 9.0), shut, force)
        add(door, tick(14.0, random), shut, 0.15 * force)
        # The bolt snaps in as the leaf meets its frame.
        add(door, latch, shut, 0.6)
        return door


_ALL = 3
"""Contacts of a door after its latch."""


def _latch(parameters: Section, random: np.random.Generator, play: Play) -> Samples:
    """Bolt against plate: two metal clicks in quick order, damped by the wood around them."""
    length = int(0.12 * SAMPLE_RATE)
    modes = np.array(parameters.series("latch_hz"))
    levels = [-2.0 * index for index in range(len(modes))]
    latch = np.zeros(length, dtype=np.float32)
    loss = play.material("metal").loss
    for at_s, force in ((0.0, 0.6), (0.031, 1.0)):
        click = strike(modes * random.lognormal(0.0, 0.02), levels, loss, 0.25, length, 110.0)
        add(latch, click, int(at_s * SAMPLE_RATE), 0.4 * force)
        add(latch, tick(4.0, random), int(at_s * SAMPLE_RATE), 0.3 * force)
    return latch


def _creak(length: int, parameters: Section, random: np.random.Generator, play: Play) -> Samples:
    """Stick and slip: a train of slips, faster while the door moves faster, rung by the wood."""
    slow, fast = parameters.numbers("slips_per_second", 2)
    progress = np.linspace(0.0, 1.0, max(2, length))[:length]
    speed = np.sin(np.pi * progress) ** 2
    wander = np.interp(progress, np.linspace(0, 1, 9), random.uniform(0.8, 1.25, 9))
    phase = np.cumsum((slow + (fast - slow) * speed) * wander) / SAMPLE_RATE
    slips = np.diff(np.floor(phase), prepend=0.0) * random.lognormal(-0.3, 0.5, length)
    wood = np.array(parameters.series("creak_hz"))
    levels = [-3.0 * index for index in range(len(wood))]
    ring = strike(wood, levels, play.of.loss, 0.4, int(0.03 * SAMPLE_RATE), 90.0)
    return np.asarray(oaconvolve(slips.astype(np.float32), ring)[:length] * speed, np.float32)
