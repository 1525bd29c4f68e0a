# undersigned.conf of a site.
# SPDX-License-Identifier: AGPL-3.0-or-later

import os

import account
import pgbouncer
import postgres
import user
import standby
from folder import SOURCE, private


def sections(site):
    """One role is one connection; programs with roles of their own have one each."""
    roles = {"connection": "web", "courier": "courier", "owner": "owner"}
    if site.state["single_role"]:
        roles = {"connection": "owner"}
    way = next((part for part in (pgbouncer, standby) if part.wanted(site)), postgres)
    database = {
        key: way.keywords(site, postgres.login_of(site, role)) for key, role in roles.items()
    }
    settings = {
        "site": {
            "url": site.url,
            "html": site.place(os.path.join(SOURCE, "html"), "html"),
            "sql": os.path.join(SOURCE, "sql"),
        },
        "database": database,
        # Tests are quicker than people.
        "form": {"min_age": "0"},
        "mail": {
            "relay": f"smtp://127.0.0.1:{site.state['mail_port']}",
            "from": "petition@example.org",
        },
    }
    for name, value in site.state["set"].items():
        section, _, key = name.partition(".")
        settings.setdefault(section, {})[key] = value
    return settings


def write(site):
    text = "# Written anew by each tests/site start.\n"
    for section, values in sections(site).items():
        text += f"\n[{section}]\n" + "".join(f"{key} = {value}\n" for key, value in values.items())
    # The programs read it, others must not: it holds passwords.
    if os.path.exists(site.conf):
        os.unlink(site.conf)
    with open(site.conf, "w", opener=private) as file:
        file.write(text)
    account.give(site.conf, user.owner(site), 0o600)


def share_secret(site):
    """`undersigned setup`, run by root, made the secret; the programs must read it too."""
    path = site.path("undersigned.secret")
    if os.path.exists(path):
        account.give(path, user.owner(site), 0o600)
