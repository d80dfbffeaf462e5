"""Makes the voice data that ships with locvid from the unpacked npm package kokoro-js 1.2.1.

npm pack kokoro-js@1.2.1 && tar xf kokoro-js-1.2.1.tgz
python bench/make_voice_data.py package/voices
"""

import sys
from pathlib import Path

import numpy as np
import yaml

ROOT = Path(__file__).parents[1]
DATA = ROOT / "locvid" / "generate" / "studio" / "voice" / "data"


def main(source: Path) -> None:
    names = set()
    for preset in (ROOT / "presets" / "voices").glob("*.yaml"):
        content = yaml.safe_load(preset.read_text("utf-8"))
        for entry in content["kokoro"].values():
            names |= {*entry["blend"], *entry.get("timbre", {})}
    DATA.mkdir(exist_ok=True)
    for stale in DATA.glob("*.npy"):
        if stale.stem not in names:
            stale.unlink()
    for name in sorted(names):
        vectors = np.fromfile(source / f"{name}.bin", "<f4").reshape(-1, 256)
        np.save(DATA / f"{name}.npy", vectors.astype("<f2"))
        print(name, *vectors.shape)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
