# Makes images, and reads how large they are.
# SPDX-License-Identifier: AGPL-3.0-or-later

import struct
import zlib


def _chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(
        ">I", zlib.crc32(kind + content)
    )


def png(width=1200, height=630, shade=128):
    """A grey PNG."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\0" + bytes([shade]) * width) * height
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", zlib.compress(rows))
        + _chunk(b"IEND", b"")
    )


def jpeg(width=1200, height=630, frame=0xC0):
    """The segments of a JPEG up to its frame header, with a comment and tables before it."""
    segments = ((0xE0, b"JFIF\0" + bytes(9)), (0xFE, b"\xff\xd9 no end"), (0xC4, bytes(17)))
    content = b"\xff\xd8"
    for marker, inside in segments:
        content += struct.pack(">BBH", 0xFF, marker, len(inside) + 2) + inside
    head = struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0"
    # Any number of 0xff may stand before a marker.
    return content + b"\xff\xff" + struct.pack(">BBH", 0xFF, frame, len(head) + 2) + head


def png_size(content):
    if content[:8] != b"\x89PNG\r\n\x1a\n":
        raise ValueError("no PNG")
    return struct.unpack(">II", content[16:24])
