# The English words of the pages and mails: tests look for what they are now.
# SPDX-License-Identifier: AGPL-3.0-or-later

import configparser
import os

from .site import SOURCE

_file = configparser.RawConfigParser(delimiters="=", comment_prefixes=";")
_file.optionxform = str
with open(os.path.join(SOURCE, "html", "words", "en.ini"), encoding="utf-8") as _opened:
    _file.read_file(_opened)


def word(name, **values):
    """word("count.goal", goal="5") is what [count] goal says with its {goal} filled in."""
    section, _, key = name.partition(".")
    return _file[section][key].replace("\n", " ").format(**values)
