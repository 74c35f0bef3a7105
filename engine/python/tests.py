# SPDX-License-Identifier: Apache-2.0
"""Tries the wheel of this platform in a new virtual environment: python3 tests.py WHEELS. Without a network: says so."""

import glob
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
NEEDED = ["pytest", "numpy"]
TABLES = ["pyarrow", "pandas", "polars"]


def main(wheels):
    (wheel,) = glob.glob(os.path.join(wheels, "*manylinux*.whl"))
    with tempfile.TemporaryDirectory(prefix="wheel-") as work:
        subprocess.run([sys.executable, "-m", "venv", work], check=True)
        python = os.path.join(work, "bin", "python")

        def install(*what):
            pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries=1", "--timeout=10", *what]
            return subprocess.run(pip, stdin=subprocess.DEVNULL, timeout=300).returncode == 0

        if not install(*NEEDED):
            print("skipped the tests of the wheel: pip cannot install " + " and ".join(NEEDED))
            return 0
        if not install(*TABLES):
            print("skipped the tests of columns of " + ", ".join(TABLES) + ": pip cannot install them")
        if not install("--no-deps", wheel):
            return 1
        # Nothing but what the wheel brings: no JDK of this machine, no package of the source tree.
        kept = {name: os.environ[name] for name in ("HOME", "TMPDIR", "LANG") if name in os.environ}
        environment = {**kept, "PATH": os.path.join(work, "bin") + ":/usr/bin:/bin", "SUNDOG_JDKS": work}
        tests = os.path.join(HERE, "src", "test", "python")
        command = [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-rs", tests]
        return subprocess.run(command, env=environment, cwd=work, stdin=subprocess.DEVNULL, timeout=600).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
