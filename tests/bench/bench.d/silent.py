# Signatures a second, and how long they take, while the relay says nothing at all.
# SPDX-License-Identifier: AGPL-3.0-or-later

import contextlib
import socket
import statistics

import place
import tools

SILENCE = 60
COURIERS = 4
# Couriers give it up now and then, and one of them tries it again, as in a day of silence.
REPLY_TIMEOUT = 15


def measure(options, table):
    # For a try, less.
    seconds = SILENCE if options.seconds >= 8 else options.seconds
    late = {}
    with contextlib.ExitStack() as stack:
        relay = f"mail.relay=smtp://127.0.0.1:{stack.enter_context(_mute())}"
        settings = ["--set", relay, "--set", f"mail.reply_timeout={REPLY_TIMEOUT}"]
        silent = ["--set", f"mail.couriers={COURIERS}"]
        sites = {
            "no couriers": stack.enter_context(place.petition_site(options, *settings)),
            "silent": stack.enter_context(place.petition_site(options, *settings, *silent)),
        }

        def sign(name):
            load = sites[name].sign_load(seconds)
            late.setdefault(name, []).append(load.late)
            return load.rate

        rates = tools.rounds(options, {name: lambda name=name: sign(name) for name in sites})
    what = f"signatures while the relay is silent for {seconds} s, {COURIERS} couriers"
    table.compare(what, "silent", "without couriers", "no couriers", rates)
    medians = {name: statistics.median(found) for name, found in late.items()}
    table.add(
        "the slowest of 100 of them",
        f"{medians['silent']:.1f} ms",
        f"without couriers: {medians['no couriers']:.1f} ms",
        medians["silent"] / medians["no couriers"],
    )


@contextlib.contextmanager
def _mute():
    """A port that connections are made to, and where nobody ever speaks."""
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
        yield listener.getsockname()[1]
