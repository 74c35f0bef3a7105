# SPDX-License-Identifier: Apache-2.0
"""The command ``sundog``: replaces this process by the program."""

from __future__ import annotations

import os
import sys

from sundog import _runtime


def main() -> None:
    """Run the command line."""
    try:
        command, environment = _runtime.program()
    except FileNotFoundError as error:
        print(f"sundog: {error}", file=sys.stderr)
        sys.exit(4)
    os.execve(command[0], command + sys.argv[1:], environment)


if __name__ == "__main__":
    main()
