# Speaks FastCGI to a program, for requests that no web server would pass on.
# SPDX-License-Identifier: AGPL-3.0-or-later
#
# The numbers are those of the FastCGI specification 1.0, section 8.

import socket
import struct

from .tap import PATIENCE

BEGIN_REQUEST, END_REQUEST, PARAMS, STDIN, STDOUT = 1, 3, 4, 5, 6
RECORD_MAX = 65535
RESPONDER, KEEP = 1, 1


def _record(kind, content=b""):
    return struct.pack(">BBHHBx", 1, kind, 1, len(content), 0) + content


def _pair(name, value):
    return struct.pack(">II", len(name) | 1 << 31, len(value) | 1 << 31) + name + value


def begin(keep=False, **parameters):
    """The records of a request up to its body."""
    head = struct.pack(">HB5x", RESPONDER, KEEP if keep else 0)
    pairs = b"".join(_pair(name.encode(), value.encode()) for name, value in parameters.items())
    return _record(BEGIN_REQUEST, head) + _record(PARAMS, pairs) + _record(PARAMS)


def connect(path, seconds=PATIENCE):
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(seconds)
    connection.connect(path)
    return connection


def _read(stream):
    """The next record's kind and content; (None, b"") at the end."""
    head = stream.read(8)
    if len(head) < 8:
        return None, b""
    _, kind, _, size, padding = struct.unpack(">BBHHBx", head)
    return kind, stream.read(size + padding)[:size]


def end():
    """The record that ends a body."""
    return _record(STDIN)


def body_records(body):
    return b"".join(
        _record(STDIN, body[at : at + RECORD_MAX]) for at in range(0, len(body), RECORD_MAX)
    )


def answer(stream):
    """(status, head, body) of the next answer on the connection; a status of 0 without one."""
    kind, content = _read(stream)
    said = b""
    while kind not in (None, END_REQUEST):
        said += content if kind == STDOUT else b""
        kind, content = _read(stream)
    head, _, rest = said.partition(b"\r\n\r\n")
    status = head.removeprefix(b"Status: ")[:3] if kind == END_REQUEST else b"0"
    return int(status or 0), head.decode(), rest


def ask(path, body=b"", **parameters):
    """The answer on a connection of its own."""
    with connect(path) as connection:
        connection.sendall(begin(**parameters) + body_records(body) + end())
        with connection.makefile("rb") as stream:
            return answer(stream)
