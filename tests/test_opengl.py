"""Pictures are drawn where no OpenGL is installed, as on most servers and in most containers."""

from __future__ import annotations

import ctypes
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from locvid.opengl import _MACHINES, shared_library

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in _MACHINES,
    reason="wheels of skia need no OpenGL on other systems",
)

WITHOUT_OPENGL = """
import ctypes

real = ctypes.CDLL

def no_opengl(name, *rest, **more):
    if name.startswith(("libEGL", "libGL")):
        raise OSError(name + ": cannot open shared object file")
    return real(name, *rest, **more)

ctypes.CDLL = no_opengl
from locvid.opengl import stand_in_for_opengl
stand_in_for_opengl()
ctypes.CDLL = real

from locvid.drawing import skia
surface = skia.Surface(64, 64)
surface.getCanvas().drawCircle(32, 32, 20, skia.Paint(Color=skia.ColorWHITE))
print(surface.toarray()[32, 32].tolist(), "libGL.so" in open("/proc/self/maps").read())
"""


def test_skia_draws_over_libraries_that_are_empty() -> None:
    told = subprocess.run([sys.executable, "-c", WITHOUT_OPENGL], capture_output=True, text=True)

    assert told.stdout.strip() == "[255, 255, 255, 255] False", told.stderr


def test_a_stand_in_has_the_functions_that_it_was_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "stand-in.so"
    file.write_bytes(
        shared_library("libnothing.so.7", [b"glFirst", b"glLast"], _MACHINES[platform.machine()])
    )

    loaded = ctypes.CDLL(str(file))

    assert loaded.glFirst
    assert loaded.glLast
    with pytest.raises(AttributeError):
        _ = loaded.glOther
    assert ctypes.CDLL("libnothing.so.7")._handle == loaded._handle


def test_a_library_that_is_missing_otherwise_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    hidden = "import sys; sys.modules['skia'] = None; import locvid.drawing"
    told = subprocess.run([sys.executable, "-c", hidden], capture_output=True, text=True)

    assert "MissingDependency: skia, which draws the pictures, cannot be loaded" in told.stderr
