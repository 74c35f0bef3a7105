# SPDX-License-Identifier: Apache-2.0
"""Forks, threads, interrupts and killed processes."""

import errno
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time

import numpy as np
import pytest

import sundog
import sundog._server

PAIRS = [[1, 2, 3], [4, 5], []] * 5000, [[1, 2, 4], [4], [7]] * 5000


def total(_=None):
    return int(sundog.edit_distance(*PAIRS).sum())


def gone(pid, seconds=5):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:
                if stat.read().rpartition(")")[2].split()[0] == "Z":
                    return True
        except FileNotFoundError:
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_pool(method):
    expected = total()
    with multiprocessing.get_context(method).Pool(3) as pool:
        assert pool.map(total, range(6)) == [expected] * 6
    assert total() == expected


def test_threads_share_the_process(server):
    expected = total()
    results = []
    threads = [threading.Thread(target=lambda: results.extend(total() for _ in range(5))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [expected] * 30
    assert sundog._server.POOL.server is server


def long_pair():
    draw = np.random.default_rng(5)
    side = lambda: (draw.integers(0, 50_000, 1_500_000, dtype=np.int32), np.array([0, 1_500_000]))
    return side(), side()


def test_an_interrupt_abandons_the_run_and_keeps_the_process(server):
    pair = long_pair()
    started = []

    def interrupt():
        time.sleep(0.7)
        started.append(time.monotonic())
        os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=interrupt)
    thread.start()
    with pytest.raises(KeyboardInterrupt):
        sundog.edit_distance(*pair)
    assert time.monotonic() - started[0] < 0.1
    thread.join()
    assert server.process.poll() is None
    total()
    assert sundog._server.POOL.server is server
    busy = lambda: sum(map(int, open(f"/proc/{server.process.pid}/stat").read().rpartition(")")[2].split()[11:13]))
    end = time.monotonic() + 10
    while time.monotonic() < end:
        before = busy()
        time.sleep(0.3)
        if busy() - before < 10:
            return
    pytest.fail("the abandoned run goes on")


def test_a_killed_process_is_an_exception_and_the_next_call_works(server):
    pair = long_pair()
    threading.Timer(0.5, server.process.kill).start()
    with pytest.raises(sundog.ServerError):
        sundog.edit_distance(*pair)
    assert total() == total()
    assert sundog._server.POOL.server is not server
    assert not os.path.exists(server.folder)


CHILD = """
import os, sundog, sundog._server
sundog.edit_distance([[1]], [[2]])
server = sundog._server.POOL.server
print(server.process.pid, server.folder, flush=True)
"""


@pytest.mark.parametrize("end", ["", "os._exit(0)", "os.kill(os.getpid(), 9)", "\nif os.fork() == 0:\n  import time; time.sleep(8)\nelse:\n  os.kill(os.getpid(), 9)"])
def test_the_process_ends_with_its_parent(end, tmp_path):
    out = tmp_path / "out"
    with out.open("w") as file:
        subprocess.run([sys.executable, "-c", CHILD + end], stdout=file, timeout=60)
    pid, folder = out.read_text().split()
    assert gone(pid)
    assert not os.path.exists(folder)


def test_two_sessions_do_not_meet(server):
    child = subprocess.Popen([sys.executable, "-c", CHILD + "input()"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    pid, folder = child.stdout.readline().split()
    assert int(pid) != server.process.pid
    assert oct(os.stat(folder).st_mode & 0o777) == oct(os.stat(server.folder).st_mode & 0o777) == "0o700"
    assert total() == total()
    child.communicate("\n")
    assert gone(pid)


def test_without_shared_memory_columns_go_over_the_socket(monkeypatch):
    expected = total()
    sundog.stop()

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "posix_fallocate", full)
    before = len(os.listdir("/proc/self/fd"))
    assert total() == expected
    assert sundog._server.POOL.idle[-1].memory is None
    sundog.stop()
    assert len(os.listdir("/proc/self/fd")) <= before


def test_calls_leave_no_file_open(server):
    total()
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(50):
        total()
    assert len(os.listdir("/proc/self/fd")) == before


def test_a_foreign_message_is_an_error_and_nothing_else(server):
    import socket

    for bytes_sent in (b"\xff\xff\xff\x7f\x01\0\0\0", b"\0\0\0\0\x63\0\0\0", b"\x04\0\0\0\x01\0\0\0\xff\xff\xff\x7f", b"\x08\0\0\0\x02\0\0\0"):
        channel = socket.socket(socket.AF_UNIX)
        channel.connect(os.path.join(server.folder, "socket"))
        channel.sendall(bytes_sent)
        channel.shutdown(socket.SHUT_WR)
        while channel.recv(4096):
            pass
        channel.close()
    assert total() == total()
