# SPDX-License-Identifier: Apache-2.0
"""Finds the Java runtime and the jars. Imports nothing but the standard library."""

from __future__ import annotations

import glob
import os
import shutil


def home() -> str:
    """Folder of the distribution: ``lib`` with the jars, and ``bin``."""
    return os.environ.get("SUNDOG_HOME") or os.path.join(os.path.dirname(os.path.abspath(__file__)), "_java")


def _is_25(jdk: str) -> bool:
    try:
        with open(os.path.join(jdk, "release"), encoding="utf-8", errors="replace") as release:
            version = next((line for line in release if line.startswith("JAVA_VERSION=")), "")
    except OSError:
        return False
    number = version.partition("=")[2].strip().strip('"')
    return (number == "25" or number.startswith("25.")) and os.access(os.path.join(jdk, "bin", "java"), os.X_OK)


def java_home() -> str:
    """Folder of a Java 25: that of ``SUNDOG_JAVA_HOME``, the one in this package, or one of the machine.

    Raises
    ------
    FileNotFoundError
        If there is none.
    """
    bundled = os.path.join(home(), "runtime")
    on_path = shutil.which("java")
    candidates = [os.environ.get("SUNDOG_JAVA_HOME"), bundled, os.environ.get("JAVA25_HOME"), os.environ.get("JAVA_HOME")]
    candidates.append(on_path and os.path.dirname(os.path.dirname(os.path.realpath(on_path))))
    folders = ["/usr/lib/jvm", "~/.sdkman/candidates/java", "~/.jdks", "/Library/Java/JavaVirtualMachines", "/opt"]
    for folder in os.environ.get("SUNDOG_JDKS", os.pathsep.join(folders)).split(os.pathsep):
        folder = os.path.expanduser(folder)
        candidates += sorted(glob.glob(os.path.join(folder, "*")))
        candidates += sorted(glob.glob(os.path.join(folder, "*", "Contents", "Home")))
    for candidate in candidates:
        if candidate and _is_25(candidate):
            return candidate
    raise FileNotFoundError(
        "no Java 25 found in SUNDOG_JAVA_HOME, JAVA25_HOME, JAVA_HOME, on the PATH or in the usual folders. "
        "Install the wheel for your platform, which contains one, or a JDK 25, or set SUNDOG_JAVA_HOME"
    )


def java(main: str, *arguments: str, options=()) -> list[str]:
    """The command that runs a main class."""
    lib = os.path.join(home(), "lib")
    if not os.path.isdir(lib):
        raise FileNotFoundError(f"{lib} is missing. Install the wheel of sundog, or set SUNDOG_HOME to an unpacked distribution")
    return [
        os.path.join(java_home(), "bin", "java"),
        "@" + os.path.join(lib, "jvm.flags"),
        *options,
        "-cp",
        os.pathsep.join(sorted(glob.glob(os.path.join(lib, "*.jar")))),
        main,
        *arguments,
    ]


def program() -> tuple[list[str], dict[str, str]]:
    """The command ``sundog`` and its environment."""
    return [os.path.join(home(), "bin", "sundog")], {**os.environ, "SUNDOG_JAVA_HOME": java_home()}
