# SPDX-License-Identifier: Apache-2.0
"""The Sundog process and the connections to it; see src/site/protocol.md."""

from __future__ import annotations

import atexit
import fcntl
import mmap
import os
import shutil
import socket
import struct
import subprocess
import tempfile
import threading

import numpy as np

from sundog import _runtime
from sundog.errors import LimitExceeded, MalformedInput, ServerError, SundogError

BEGIN, BLOCK, END, MEMORY = 1, 2, 3, 4
READY, SCORES, SUMMARY, ERROR = 17, 18, 19, 20
_HEADER = struct.Struct("<II")
_LONGEST_SOCKET_PATH = 100


class Server:
    """A Java process that ends when this process does."""

    def __init__(self, memory: str = "256m"):
        folder = tempfile.mkdtemp(prefix="sundog-")
        if len(folder) > _LONGEST_SOCKET_PATH - 7:
            os.rmdir(folder)
            folder = tempfile.mkdtemp(prefix="sundog-", dir="/tmp")
        self.folder = folder
        self.pid = os.getpid()
        self._log = os.path.join(folder, "log")
        try:
            command = _runtime.java("dev.sundog.python.Server", folder, options=(f"-Xmx{memory}", "-Xshare:auto"))
            with open(self._log, "wb") as log:
                self.process = subprocess.Popen(
                    command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    start_new_session=True,
                    cwd="/",
                )
            ready = self.process.stdout.readline()
            self.process.stdout.close()
            if ready.strip() != b"ready":
                raise ServerError(f"the Sundog process did not start: {self.log() or 'it printed nothing'}")
        except BaseException:
            if hasattr(self, "process"):
                self.process.kill()
                self.process.wait()
                self.process.stdin.close()
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def log(self) -> str:
        """What the process printed, without what every start prints."""
        try:
            with open(self._log, encoding="utf-8", errors="replace") as log:
                return "".join(line for line in log if not line.startswith("WARNING: Using incubator")).strip()[-2000:]
        except OSError:
            return ""

    def alive(self) -> bool:
        """Whether clients can connect, as far as this process knows; a child of it does not."""
        return os.path.exists(self.folder) if os.getpid() != self.pid else self.process.poll() is None

    def connect(self) -> "Connection":
        """A new connection."""
        channel = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            channel.connect(os.path.join(self.folder, "socket"))
        except OSError as error:
            channel.close()
            raise ServerError("the Sundog process has ended") from error
        return Connection(channel)

    def stop(self) -> None:
        """End the process and delete its files."""
        if os.getpid() == self.pid:
            self.process.stdin.close()
            try:
                self.process.wait(2)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            shutil.rmtree(self.folder, ignore_errors=True)


class Connection:
    """One connection, for one call at a time."""

    def __init__(self, channel: socket.socket):
        self._channel = channel
        self._received = bytearray()
        self._file = None
        self._map = None
        self.memory = None

    def share(self, size: int):
        """Memory that both processes see, at least of a size in bytes; None if there is none to be had."""
        if self.memory is None or len(self.memory) < size:
            self._drop()
            try:
                file = _file(size)
            except OSError:
                return None
            self._file = file
            self._map = mmap.mmap(file, size)
            self.memory = np.frombuffer(self._map, np.uint8)
            self.send(message(MEMORY, texts([f"/proc/{os.getpid()}/fd/{file}"])))
        return self.memory

    def _drop(self):
        self.memory = None
        self._map = None  # Unmapped when the last array over it is gone.
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def send(self, *parts: bytes) -> None:
        """Send messages. An error of the server is raised by the next receive."""
        try:
            self._channel.sendall(b"".join(parts))
        except (BrokenPipeError, ConnectionResetError):
            self.receive()
            raise ServerError("the Sundog process has ended") from None

    def receive(self) -> tuple[int, memoryview]:
        """The next message: its kind and body.

        Raises
        ------
        SundogError
            The server's error, or the end of the server.
        """
        length, kind = _HEADER.unpack(self._take(_HEADER.size))
        body = self._take(length)
        if kind == ERROR:
            raise failure(*parse(body))
        return kind, body

    def _take(self, count: int) -> memoryview:
        received = self._received
        if len(received) < count:
            whole = bytearray(max(count, 0))
            have = len(received)
            whole[:have] = received
            self._received = bytearray()
            view = memoryview(whole)
            while have < count:
                if count - have < 65536:
                    more = self._read(65536)
                    take = min(len(more), count - have)
                    view[have : have + take] = more[:take]
                    self._received = bytearray(more[take:])
                    have += take
                else:
                    have += self._read_into(view[have:])
            return view
        taken = memoryview(bytes(received[:count]))
        self._received = received[count:]
        return taken

    def _read(self, most: int) -> bytes:
        try:
            data = self._channel.recv(most)
        except ConnectionResetError:
            data = b""
        if not data:
            raise ServerError("the Sundog process has ended during a call")
        return data

    def _read_into(self, view: memoryview) -> int:
        try:
            count = self._channel.recv_into(view)
        except ConnectionResetError:
            count = 0
        if not count:
            raise ServerError("the Sundog process has ended during a call")
        return count

    def close(self, abandon: bool = True) -> None:
        """Close the connection; the server then abandons its run."""
        if abandon:
            try:
                self._channel.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # The server has closed it.
        self._channel.close()
        self._drop()


def _file(size: int) -> int:
    if hasattr(os, "memfd_create"):
        file = os.memfd_create("sundog", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    else:
        file, name = tempfile.mkstemp(prefix="sundog-")
        os.unlink(name)
    try:
        os.posix_fallocate(file, 0, size)
        if hasattr(os, "memfd_create"):
            fcntl.fcntl(file, 1033, 2 | 4)  # F_ADD_SEALS: it can neither shrink nor grow, so the server can rely on its size.
    except BaseException:
        os.close(file)
        raise
    return file


def texts(values) -> bytes:
    """Texts as the body of a message."""
    encoded = [value.encode() for value in values]
    return b"".join(part for value in encoded for part in (struct.pack("<I", len(value)), value))


def parse(body) -> list[str]:
    """Texts of the body of a message."""
    values, at = [], 0
    while at < len(body):
        (length,) = struct.unpack_from("<I", body, at)
        values.append(bytes(body[at + 4 : at + 4 + length]).decode())
        at += 4 + length
    return values


def message(kind: int, body: bytes = b"") -> bytes:
    """A message."""
    return _HEADER.pack(len(body), kind) + body


def failure(kind: str, text: str, source: str, record: str, offset: str) -> Exception:
    """The exception of an error message."""
    if kind == "malformed":
        return MalformedInput(text, None, int(record) or None, int(offset) if int(offset) >= 0 else None)
    if kind == "limit":
        return LimitExceeded(text)
    if kind == "value":
        return ValueError(text)
    if kind == "memory":
        return MemoryError(f"the Sundog process is out of memory: {text}. Set memory= in sundog.start")
    return SundogError(text)


class _Pool:
    """The server of this process, and idle connections to it."""

    def __init__(self):
        self.lock = threading.Lock()
        self.idle = []
        self.server = None
        self.memory = "256m"

    def take(self) -> Connection:
        with self.lock:
            if self.server is not None and not self.server.alive():
                self._clear()
            if self.idle:
                return self.idle.pop()
            if self.server is not None:
                try:
                    return self.server.connect()
                except ServerError:
                    self._clear()
            self.server = Server(self.memory)
            return self.server.connect()

    def give(self, connection: Connection) -> None:
        with self.lock:
            self.idle.append(connection)

    def lost(self) -> None:
        """After the end of a server during a call: wait until it is gone, so that the next call starts another."""
        with self.lock:
            if self.server is not None and self.server.pid == os.getpid():
                try:
                    self.server.process.wait(2)
                except subprocess.TimeoutExpired:
                    pass  # It has only closed the connection.

    def stop(self) -> None:
        with self.lock:
            self._clear()

    def _clear(self):
        for connection in self.idle:
            connection.close()
        self.idle.clear()
        if self.server is not None:
            self.server.stop()
            self.server = None

    def forked(self) -> None:
        """In a child: its own connections to the same server; the parent's stay open for the parent."""
        for connection in self.idle:
            connection.close(abandon=False)
        self.idle = []
        self.lock = threading.Lock()


POOL = _Pool()
os.register_at_fork(after_in_child=POOL.forked)
atexit.register(POOL.stop)


def start(memory: str = "256m") -> None:
    """Start the Sundog process now, or again with another heap; a call of ``score`` starts it if needed.

    Parameters
    ----------
    memory : str
        Largest heap of the process, such as ``"1g"``. Columns do not count: they are streamed.
    """
    POOL.stop()
    POOL.memory = memory
    POOL.give(POOL.take())


def stop() -> None:
    """End the Sundog process. It ends with this process in any case."""
    POOL.stop()
