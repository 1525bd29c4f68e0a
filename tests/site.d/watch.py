# Shows each link to a signature as its mail comes, for a person who tries the whole way.
# SPDX-License-Identifier: AGPL-3.0-or-later

import email
import email.policy
import os
import re
import time

import interrupt

LINK = re.compile(r"https?://\S+/signature/[\w.~-]+")


def lines(content):
    """(address, link) for each link that a mail holds."""
    mail = email.message_from_bytes(content, policy=email.policy.default)
    part = mail.get_body(("plain", "html"))
    found = LINK.findall(part.get_content()) if part else []
    return [(str(mail["To"]), link) for link in dict.fromkeys(found)]


def watch(site):
    """Only new mails are shown. Ends when interrupted, as it is meant to."""
    folder = site.path("mail")
    seen = set(os.listdir(folder))
    try:
        while True:
            new = sorted(set(os.listdir(folder)) - seen)
            seen.update(new)
            for name in new:
                with open(os.path.join(folder, name), "rb") as file:
                    for address, link in lines(file.read()):
                        print(f"{time.strftime('%H:%M:%S')}  mail to {address}: {link}", flush=True)
            time.sleep(0.25)
    except interrupt.Interrupted:
        pass
