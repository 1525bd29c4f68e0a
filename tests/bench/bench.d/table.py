# Figures, as the rows of a Markdown table.
# SPDX-License-Identifier: AGPL-3.0-or-later

import os
import platform
import time


class Table:
    def __init__(self):
        self._rows = []

    def add(self, what, figure, against="", ratio=None):
        self._rows.append((what, figure, against, "" if ratio is None else f"{ratio:.2f}"))

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

    def print(self):
        kind = platform.freedesktop_os_release().get("PRETTY_NAME", "an unknown system")
        load = os.getloadavg()[2]
        print(f"{time.strftime('%Y-%m-%d')}, {kind}, {os.cpu_count()} CPUs, load {load:.1f}\n")
        print("| what | figure | against | ratio |")
        print("| --- | --- | --- | --- |")
        for row in self._rows:
            print("| " + " | ".join(row) + " |", flush=True)
