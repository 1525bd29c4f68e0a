# Speaks FastCGI to a program, for requests that no web server would pass on.
# SPDX-License-Identifier: AGPL-3.0-or-later
#
# The numbers are those of the FastCGI specification 1.0, section 8.

import socket
import struct

BEGIN_REQUEST, END_REQUEST, PARAMS, STDIN, STDOUT = 1, 3, 4, 5, 6
RECORD_MAX = 65535
BEGIN = struct.pack(">HB5x", 1, 0)


def _record(kind, content=b""):
    return struct.pack(">BBHHBx", 1, kind, 1, len(content), 0) + content


def _pair(name, value):
    return struct.pack(">II", len(name) | 1 << 31, len(value) | 1 << 31) + name + value


def begin(**parameters):
    """The records of a request up to its body."""
    pairs = b"".join(_pair(name.encode(), value.encode()) for name, value in parameters.items())
    return _record(BEGIN_REQUEST, BEGIN) + _record(PARAMS, pairs) + _record(PARAMS)


def connect(path, seconds=20):
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


def ask(path, body=b"", **parameters):
    """(status, head, body) of the answer; a status of 0 when there was none."""
    answer = b""
    with connect(path) as connection:
        connection.sendall(begin(**parameters))
        for at in range(0, len(body), RECORD_MAX):
            connection.sendall(_record(STDIN, body[at : at + RECORD_MAX]))
        connection.sendall(_record(STDIN))
        with connection.makefile("rb") as stream:
            kind, content = _read(stream)
            while kind not in (None, END_REQUEST):
                answer += content if kind == STDOUT else b""
                kind, content = _read(stream)
    head, _, rest = answer.partition(b"\r\n\r\n")
    status = head.removeprefix(b"Status: ")[:3] if kind == END_REQUEST else b"0"
    return int(status or 0), head.decode(), rest
