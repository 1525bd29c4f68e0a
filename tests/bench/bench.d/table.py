# Figures, as the rows of a Markdown table.
# SPDX-License-Identifier: AGPL-3.0-or-later

import os
import platform
import time


class Table:
    """Printed as it grows."""

    def __init__(self):
        kind = platform.freedesktop_os_release().get("PRETTY_NAME", "an unknown system")
        print(f"{time.strftime('%Y-%m-%d')}, {kind}, {os.cpu_count()} CPUs\n")
        print("| what | figure | against | ratio |")
        print("| --- | --- | --- | --- |", flush=True)

    def add(self, what, figure, against="", ratio=None):
        ratio = "" if ratio is None else f"{ratio:.2f}"
        print(f"| {what} | {figure} | {against} | {ratio} |", flush=True)

    def compare(self, what, name, other_name, other, rates):
        """One rate against another, which other_name describes."""
        self.add(
            what,
            f"{rates.median(name):,.0f}/s",
            f"{other_name}: {rates.median(other):,.0f}/s",
            rates.ratio(name, other),
        )

    def skip(self, what, why):
        self.add(what, "not measured", why)

    def end(self):
        print("\nload {:.1f}, {:.1f}, {:.1f} (1, 5, 15 minutes)".format(*os.getloadavg()))
