# SPDX-License-Identifier: Apache-2.0
"""Builds the wheels: python3 wheels.py VERSION DISTRIBUTION JDK OUTPUT. Needs nothing but Python.

VERSION is Maven's, DISTRIBUTION an unpacked distribution with the jar of the server, JDK a JDK 25 with jmods or linkable run
time. Writes one wheel with a runtime for this platform, and one without.
"""

import base64
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
PACKAGE = os.path.join(HERE, "src", "main", "python", "sundog")
MODULES = "java.base,java.logging,java.management,java.xml,jdk.incubator.vector,jdk.unsupported,jdk.zipfs"
TIME = (2026, 1, 1, 0, 0, 0)
SCRIPT = """#!python
# -*- coding: utf-8 -*-
import importlib.util
import os
import sys

sys.path.insert(0, os.path.dirname(next(iter(importlib.util.find_spec("sundog").submodule_search_locations))))
from sundog._program import main

main()
"""


def files_below(folder):
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            file = os.path.join(parent, name)
            if "__pycache__" not in file:
                yield file, os.path.relpath(file, folder)


def runtime(jdk, target):
    """Links a runtime with what the program needs: 60 MB, smaller in the wheel if it is not compressed itself."""
    subprocess.run(
        [os.path.join(jdk, "bin", "jlink"), "--add-modules", MODULES, "--strip-debug", "--no-header-files", "--no-man-pages", "--compress=zip-0", "--output", target],
        check=True,
    )


def metadata(version, expression):
    with open(os.path.join(HERE, "README.md"), encoding="utf-8") as readme:
        text = readme.read()
    return f"""Metadata-Version: 2.4
Name: sundog
Version: {version}
Summary: Scores outputs of language models: exact, fast, the same for any number of threads
Home-page: https://sundog.dev
License-Expression: {expression}
License-File: LICENSE
Requires-Python: >=3.10
Requires-Dist: numpy>=1.24
Provides-Extra: tables
Requires-Dist: pyarrow; extra == "tables"
Requires-Dist: pandas; extra == "tables"
Classifier: Programming Language :: Python :: 3
Classifier: Typing :: Typed
Description-Content-Type: text/markdown

{text}"""


def wheel(output, version, tag, trees, expression):
    """Writes a wheel of trees of files, each under a prefix."""
    name = os.path.join(output, f"sundog-{version}-{tag}.whl")
    info = f"sundog-{version}.dist-info"
    record = []
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:

        def add(path, data, mode=0o644):
            entry = zipfile.ZipInfo(path, TIME)
            entry.external_attr = (0o100000 | mode) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
            digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
            record.append(f"{path},sha256={digest},{len(data)}")

        for folder, prefix in trees:
            for file, path in files_below(folder):
                with open(file, "rb") as content:
                    add(f"{prefix}/{path}", content.read(), 0o755 if os.access(file, os.X_OK) else 0o644)
        with open(os.path.join(HERE, "..", "..", "LICENSE"), "rb") as licence:
            add(f"{info}/licenses/LICENSE", licence.read())
        add(f"sundog-{version}.data/scripts/sundog", SCRIPT.encode(), 0o755)
        add(f"{info}/METADATA", metadata(version, expression).encode())
        pure = "true" if tag.endswith("any") else "false"
        add(f"{info}/WHEEL", f"Wheel-Version: 1.0\nGenerator: sundog\nRoot-Is-Purelib: {pure}\nTag: {tag}\n".encode())
        add(f"{info}/entry_points.txt", b"[inspect_ai]\nsundog = sundog.inspect\n")
        record.append(f"{info}/RECORD,,")
        entry = zipfile.ZipInfo(f"{info}/RECORD", TIME)
        entry.external_attr = 0o100644 << 16
        archive.writestr(entry, "\n".join(record) + "\n")
    print(f"{name}: {os.path.getsize(name) / 1e6:.1f} MB")


def main(version, distribution, jdk, output):
    version = re.sub(r"-SNAPSHOT$", ".dev0", version)
    os.makedirs(output, exist_ok=True)
    for old in os.listdir(output):
        if old.endswith(".whl"):
            os.remove(os.path.join(output, old))
    with tempfile.TemporaryDirectory() as work:
        program = os.path.join(work, "program")
        for file, path in files_below(distribution):
            # The archive of classes fits the JDK of the build and the times of its jars only.
            if not path.endswith((".jsa", ".jdk")):
                copy = os.path.join(program, path)
                os.makedirs(os.path.dirname(copy), exist_ok=True)
                os.link(file, copy) if os.stat(file).st_dev == os.stat(work).st_dev else shutil.copy(file, copy)
        trees = [(PACKAGE, "sundog"), (program, "sundog/_java")]
        wheel(output, version, "py3-none-any", trees, "Apache-2.0")
        linked = os.path.join(work, "runtime")
        runtime(jdk, linked)
        both = "Apache-2.0 AND GPL-2.0-only WITH Classpath-exception-2.0"
        wheel(output, version, "py3-none-manylinux_2_17_x86_64", [*trees, (linked, "sundog/_java/runtime")], both)


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
