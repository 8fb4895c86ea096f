"""Cuts a font down to what Japanese and English business is written in. How to run it: README.md."""

import sys

from fontTools import subset

# As far as the font has them: of the letters of Central Europe, for instance, it has few.
PLAIN = [
    (0x20, 0x7E),  # ASCII
    (0xA0, 0x17F),  # Latin-1 and Latin Extended-A
    (0x370, 0x3FF),  # Greek
    (0x401, 0x45F),  # Cyrillic
    (0x1E80, 0x1EF9),  # Welsh and Vietnamese
    (0x2000, 0x200A),  # spaces
    (0x2010, 0x205E),  # punctuation
    (0x2070, 0x209C),  # superscripts and subscripts
    (0x20A0, 0x20BF),  # currency
    (0x2100, 0x22FF),  # letter-like, fractions, arrows, mathematics
    (0x2460, 0x25FF),  # enclosed, boxes, shapes
    (0x3000, 0x30FF),  # Japanese punctuation and kana
    (0x31F0, 0x33FF),  # enclosed and squared Japanese
    (0xFF01, 0xFFEE),  # full and half width
]
# What is not shown, or turns the direction of writing, is no part of a text on paper.
NEVER = {0xAD, *range(0x2028, 0x202F), *range(0x2060, 0x2070)}


def wanted():
    """Characters of the ranges, of JIS X 0213 without its fourth level, and of Windows-31J."""
    found = {0x20BB7}  # 𠮷, frequent in names
    found |= {c for first, last in PLAIN for c in range(first, last + 1)}
    for codec in ("euc_jis_2004", "cp932"):
        for high in range(0x81, 0xFF):
            for low in range(0x40, 0xFF):
                try:
                    found.update(map(ord, bytes((high, low)).decode(codec)))
                except UnicodeDecodeError:
                    pass
    return {c for c in found - NEVER if not 0xE000 <= c <= 0xF8FF and not 0x7F <= c <= 0x9F}


def main(source, target):
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "GDEF", "GPOS", "GSUB", "DSIG"]
    font = subset.load_font(source, options)
    cut = subset.Subsetter(options)
    cut.populate(unicodes=wanted())
    cut.subset(font)
    subset.save_font(font, target, options)


main(*sys.argv[1:])
