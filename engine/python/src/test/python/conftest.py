# SPDX-License-Identifier: Apache-2.0
import glob
import os
import tempfile

import pytest

import sundog._server


def children():
    """Processes of servers that this process started."""
    own = set()
    for stat in glob.glob("/proc/[0-9]*/stat"):
        try:
            with open(stat, encoding="utf-8") as file:
                fields = file.read().rpartition(")")[2].split()
            with open(stat.replace("stat", "cmdline"), "rb") as file:
                command = file.read()
        except OSError:
            continue
        if fields[1] == str(os.getpid()) and b"dev.sundog.python.Server" in command:
            own.add(int(stat.split("/")[2]))
    return own


@pytest.fixture(scope="session", autouse=True)
def nothing_is_left_behind(tmp_path_factory):
    """Files of this run go to a folder of its own, which is empty at the end; so is the list of servers."""
    folder = str(tmp_path_factory.mktemp("t"))
    os.environ["TMPDIR"] = folder
    tempfile.tempdir = folder
    yield
    sundog.stop()
    assert glob.glob(os.path.join(folder, "sundog-*")) == []
    assert children() == set()


@pytest.fixture
def server():
    """The running server, or a new one."""
    if sundog._server.POOL.server is None:
        sundog.start()
    return sundog._server.POOL.server
