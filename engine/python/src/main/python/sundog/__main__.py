# SPDX-License-Identifier: Apache-2.0
"""``python -m sundog``: the command line."""

from sundog._program import main

main()
