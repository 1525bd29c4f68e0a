# Free TCP ports on loopback.
# SPDX-License-Identifier: AGPL-3.0-or-later

import random
import socket


def _lowest_ephemeral():
    with open("/proc/sys/net/ipv4/ip_local_port_range") as file:
        return int(file.read().split()[0])


def free(port):
    with socket.socket() as probe:
        # As servers do it: connections of the last server that are still fading away do not count.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def candidates(last=None):
    """Free ports to try, the one used last time first; where another site was faster, the next.

    They lie below the range that outgoing connections take theirs from: a server that is
    stopped and started again finds its port free.
    """
    if last and free(last):
        yield last
    top = max(_lowest_ephemeral(), 20000)
    for _ in range(200):
        port = random.randrange(10240, top)
        if free(port):
            yield port
