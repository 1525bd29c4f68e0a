# What a browser finds on a page: its words, links, forms, and what it would load by itself.
# SPDX-License-Identifier: AGPL-3.0-or-later

import json
import os
import re
from html.parser import HTMLParser

HTML = os.path.join(os.path.dirname(os.path.realpath(__file__)), "..", "..", "html")
OWN_SCRIPTS = []
for _name in ("script.js", "embed.js"):
    with open(os.path.join(HTML, _name), encoding="utf-8") as _file:
        OWN_SCRIPTS.append(_file.read())

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
# Elements that make a browser fetch something, and the attribute that says what.
LOADS = {
    "audio": "src",
    "embed": "src",
    "frame": "src",
    "iframe": "src",
    "image": "href",
    "img": "src",
    "input": "src",
    "link": "href",
    "object": "data",
    "script": "src",
    "source": "src",
    "track": "src",
    "use": "href",
    "video": "src",
}
LOADED_LINKS = {"stylesheet", "icon", "preload", "prefetch", "modulepreload", "manifest"}


class Form:
    def __init__(self, action, method):
        self.action, self.method = action, method
        self.fields = {}
        self.boxes = []  # of all that can be ticked: name, value, whether it is
        self.buttons = []
        self.invalid = []


class Page(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.title = self.heading = ""
        self.language = None
        self.forms = []
        self.ids = set()
        self.links = []
        self.error_links = []
        self.loads = []
        # How many run that are not ours; what machines read.
        self.scripts = 0
        self.data = []
        self.handlers = []
        self.progress = None
        # Elements whose text is wanted: [tag, attributes, text so far].
        self._open = []
        self._select = None
        self.feed(html)
        self.close()

    @property
    def form(self):
        return self.forms[0]

    def handle_starttag(self, tag, attributes):
        about = {name: value or "" for name, value in attributes}
        self.ids.update(value for name, value in about.items() if name == "id")
        self.handlers += [name for name in about if name.startswith("on")]
        self._note_load(tag, about)
        if tag == "html":
            self.language = about.get("lang")
        elif tag == "progress":
            self.progress = about.get("value")
        elif tag == "form":
            self.forms.append(Form(about.get("action", ""), about.get("method", "get")))
        self._note_field(tag, about)
        if tag in ("title", "h1", "a", "textarea", "style", "script") or about.get("role") == "alert":
            self._open.append([tag, about, ""])

    def _note_load(self, tag, about):
        place = about.get(LOADS.get(tag, ""), "")
        if tag == "link" and not LOADED_LINKS & set(about.get("rel", "").split()):
            place = ""
        for found in (place, about.get("srcset", ""), about.get("poster", "")):
            if found and not found.startswith("data:"):
                self.loads.append(found)

    def _note_field(self, tag, about):
        if not self.forms:
            return
        form, name = self.forms[-1], about.get("name")
        if tag in ("input", "select", "textarea") and "aria-invalid" in about:
            form.invalid.append(name)
        if tag == "input" and about.get("type") == "checkbox":
            form.boxes.append((name, about.get("value", ""), "checked" in about))
        if tag == "input" and (about.get("type") != "checkbox" or "checked" in about):
            form.fields[name] = about.get("value", "")
        elif tag == "select":
            self._select = name
            form.fields[name] = ""
        elif tag == "option" and "selected" in about:
            form.fields[self._select] = about.get("value", "")
        elif tag == "button":
            form.buttons.append((name, about.get("value", "")))

    def handle_data(self, data):
        for element in self._open:
            element[2] += data

    def handle_endtag(self, tag):
        if tag in VOID or not self._open or self._open[-1][0] != tag:
            return
        tag, about, text = self._open.pop()
        if tag == "title":
            self.title = text
        elif tag == "h1":
            self.heading = text
        elif tag == "textarea":
            # Of a line feed right behind the tag browsers know nothing.
            self.form.fields[about.get("name")] = text.removeprefix("\n")
        elif tag == "style":
            self.loads += re.findall(r"url\([^)]*\)|@import[^;]*", text)
        elif tag == "script" and about.get("type") == "application/ld+json":
            self.data.append(json.loads(text))
        elif tag == "script":
            self.scripts += text not in OWN_SCRIPTS
        elif tag == "a":
            self.links.append((about.get("href"), text))
            if any(element[1].get("role") == "alert" for element in self._open):
                self.error_links.append((about.get("href"), text))
