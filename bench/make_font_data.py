"""Makes the fonts in locvid/typeset/fonts from Noto Sans: one weight, only what is needed.

How they were made (fonttools 4.68, brotli 1.2)::

    pip download --no-deps -d fonts fontpkg-noto-sans==2.15 fontpkg-noto-sans-arabic==2.12 \
        fontpkg-noto-sans-devanagari==2.7 fontpkg-noto-sans-thai==2.2 fontpkg-noto-sans-tamil==2.4
    cd fonts; for wheel in *.whl; do unzip -oq $wheel; done
    npm pack @fontsource-variable/noto-sans-hebrew@5.3.0 \
        @fontsource-variable/noto-sans-bengali@5.3.0
    for pack in *.tgz; do mkdir -p ${pack%.tgz}; tar xzf $pack -C ${pack%.tgz}; done
    apt-get install fonts-noto-cjk   # 1:20220127
    python bench/make_font_data.py fonts /usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

OUT = Path(__file__).parents[1] / "locvid" / "typeset" / "fonts"
WEIGHT = 600
VARIABLE = {
    "sans": "NotoSans[[]wdth,wght].ttf",
    "arabic": "NotoSansArabic[[]wdth,wght].ttf",
    "devanagari": "NotoSansDevanagari[[]wdth,wght].ttf",
    "thai": "NotoSansThai[[]wdth,wght].ttf",
    "tamil": "NotoSansTamil[[]wdth,wght].ttf",
    "hebrew": "noto-sans-hebrew-hebrew-wght-normal.woff2",
    "bengali": "noto-sans-bengali-bengali-wght-normal.woff2",
}
LATIN_LETTERS = {
    *range(0x41, 0x5B),
    *range(0x61, 0x7B),
    *range(0xC0, 0x250),
    *range(0x1E00, 0x1F00),
}
PRESENTATION_FORMS = {*range(0xFB50, 0xFDF0), *range(0xFE70, 0xFEFF)}
"""Arabic letters in their joined shapes: shaping makes them from the letters themselves."""

SYMBOLS = {
    *range(0x2010, 0x2044),
    *range(0x3000, 0x3100),
    *range(0x31F0, 0x3200),
    *range(0xFF01, 0xFFEF),
}


def main(sources: Path, cjk: Path) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    for name, pattern in VARIABLE.items():
        source = next(path for path in sorted(sources.rglob(pattern)))
        font = TTFont(source)
        font.flavor = None
        axes = {axis.axisTag for axis in font["fvar"].axes}
        wanted = {"wght": WEIGHT, "wdth": 100}
        font = instantiateVariableFont(font, {tag: wanted[tag] for tag in axes})
        known = set(font.getBestCmap())
        if name != "sans":
            # They come from sans, so that a Latin word looks the same in every language.
            known -= LATIN_LETTERS | PRESENTATION_FORMS
        _save(font, known, ["*"], OUT / f"{name}.ttf")
    font = TTFont(cjk, fontNumber=0)
    layout = ["locl", "ccmp", "ljmo", "vjmo", "tjmo", "halt", "kern", "liga", "mark", "mkmk"]
    known = (SYMBOLS | cjk_characters()) - LATIN_LETTERS - set(range(0x100))
    _save(font, known, layout, OUT / "cjk.otf")


def cjk_characters() -> set[int]:
    """JIS X 0208, GB 2312, KS X 1001 without hanja, Big5 level 1: the national standard sets."""
    high = [*range(0xA1, 0xFF)]
    big5 = [*range(0x40, 0x7F), *high]
    return (
        _characters("euc_jp", range(0xA1, 0xF5), high)
        | _characters("gb2312", range(0xA1, 0xF8), high)
        | _characters("euc_kr", range(0xA1, 0xC9), high)
        | _characters("big5", range(0xA1, 0xC7), big5)
    )


def _characters(encoding: str, leads: range, trails: list[int]) -> set[int]:
    found = set()
    for lead in leads:
        for trail in trails:
            try:
                text = bytes([lead, trail]).decode(encoding)
            except UnicodeDecodeError:
                continue
            found |= set(map(ord, text))
    return found


def _save(font: TTFont, characters: set[int], features: list[str], path: Path) -> None:
    options = subset.Options()
    options.hinting = False
    options.layout_features = features
    options.notdef_outline = True
    options.glyph_names = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    # The same input gives the same bytes.
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(path)
    print(f"{path.name}: {path.stat().st_size} bytes, {len(font.getBestCmap())} characters")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
