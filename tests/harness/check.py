# What several tests ask of an answer.
# SPDX-License-Identifier: AGPL-3.0-or-later

from .words import word


def page(t, answer, status, heading, name):
    """A real page: it has a language, a heading and a way on, and all security headers."""
    shown = answer.page if answer.headers.get_content_type() == "text/html" else None
    t.equal(
        (answer.status, shown and shown.language, shown and shown.heading),
        (status, "en", heading),
        name,
    )
    t.equal(answer.security_faults(), [], f"{name}: security headers")
    return shown


def problem(t, answer, status, key, name):
    """The page of a problem, found by its key in [problem]."""
    shown = page(t, answer, status, word(f"problem.{key}_title"), name)
    t.ok(shown and word(f"problem.{key}_text") in answer.text, f"{name}: said what to do")
    t.ok(
        shown and any(text == word("problem.go_on") for _, text in shown.links), f"{name}: way on"
    )


def no_link(t, answer, key, name):
    """The page for a link that opens nothing, found by its key in [problem], with two other ways."""
    shown = page(t, answer, 404, word(f"problem.{key}_title"), name)
    t.ok(shown and word(f"problem.{key}_text") in answer.text, f"{name}: said what to do")
    ways = [button for form in shown.forms for button in form.buttons] if shown else None
    t.equal(ways, [("action", "open"), ("action", "link")], f"{name}: two ways on")
