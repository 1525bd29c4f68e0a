# The words of the pages and mails: tests look for what they are now.
# SPDX-License-Identifier: AGPL-3.0-or-later

import configparser
import os

from .site import SOURCE

_files = {}


def _file(code):
    if code not in _files:
        read = configparser.RawConfigParser(delimiters="=", comment_prefixes=";")
        read.optionxform = str
        path = os.path.join(SOURCE, "html", "words", f"{code}.ini")
        with open(path, encoding="utf-8") as opened:
            read.read_file(opened)
        _files[code] = read
    return _files[code]


def word(name, language="en", **values):
    """word("count.goal", goal="5") is what [count] goal says with its {goal} filled in."""
    section, _, key = name.partition(".")
    gap = "" if language.startswith("zh") else " "
    return _file(language)[section][key].replace("\n", gap).format(**values)
