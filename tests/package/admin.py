# Somebody who takes a release and has a home of their own, and nothing else.
# SPDX-License-Identifier: AGPL-3.0-or-later

import glob
import os
import shutil
import subprocess

CPUS = str(len(os.sched_getaffinity(0)))


class Admin:
    """Not root, where root runs the test; without a network, where that can be taken away."""

    def __init__(self, work, tools):
        self.home = os.path.join(work, "home")
        self.tools = tools
        os.mkdir(self.home)
        self.wrap = []
        if os.geteuid() == 0:
            os.chmod(work, 0o755)
            shutil.chown(self.home, "nobody", "nogroup")
            if subprocess.run(["unshare", "--net", "true"], capture_output=True).returncode == 0:
                self.wrap = ["unshare", "--net", "--"]
            self.wrap += ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"]

    def run(self, command, folder=".", **more):
        env = {"HOME": self.home, "PATH": self.tools, "LANG": "C.UTF-8", **more}
        return subprocess.run([*self.wrap, "sh", "-c", command], env=env, stdin=subprocess.DEVNULL,
                              cwd=os.path.join(self.home, folder), stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, errors="replace")

    def does(self, t, command, folder, name, **more):
        done = self.run(command, folder, **more)
        ending = "\n".join(done.stdout.splitlines()[-30:])
        return t.ok(done.returncode == 0, name, ending)

    def unpacks(self, t, tarball, folder):
        self.does(t, f"mkdir -p {folder} && tar -xf {tarball} -C {folder} --strip-components=1", ".",
                  "is unpacked")


def packed(work):
    """The tarball of the tree that is being tested."""
    builddir = os.environ["UNDERSIGNED_BUILDDIR"]
    done = subprocess.run(["make", "dist"], cwd=builddir, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, errors="replace")
    if done.returncode != 0:
        raise RuntimeError(done.stdout[-3000:])
    tarball, = glob.glob(os.path.join(builddir, "undersigned-*.tar.xz"))
    return shutil.copy(tarball, work)
