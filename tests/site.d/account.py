# Under whose account each part runs: the invoking one, or an unprivileged one when that is root.
# SPDX-License-Identifier: AGPL-3.0-or-later

import os
import pwd
import stat


def _first(*names):
    for name in names:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            pass
    return invoking()


def is_root():
    return os.getuid() == 0


def invoking():
    return pwd.getpwuid(os.getuid())


def postgres():
    return _first("postgres", "nobody") if is_root() else invoking()


def web():
    return _first("www-data", "nobody") if is_root() else invoking()


def switch(account):
    """Popen's arguments to run as that account; nothing to switch unless root."""
    if not is_root() or account.pw_uid == 0:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def give(path, account, mode):
    """Make the file or folder that account's own."""
    if is_root():
        os.chown(path, account.pw_uid, account.pw_gid)
    os.chmod(path, mode)


def closed_parent(path, account):
    """The first folder on the way to path that the account may not pass, or None."""
    if not is_root():
        return None
    path = os.path.realpath(path)
    folders = [path] if os.path.isdir(path) else []
    while path != "/":
        path = os.path.dirname(path)
        folders.insert(0, path)
    for folder in folders:
        about = os.stat(folder)
        if about.st_uid == account.pw_uid:
            bit = stat.S_IXUSR
        elif about.st_gid == account.pw_gid:
            bit = stat.S_IXGRP
        else:
            bit = stat.S_IXOTH
        if not about.st_mode & bit:
            return folder
    return None
