# SPDX-License-Identifier: Apache-2.0
"""Writes segments and words, and the errors that sclite counts in each segment.

    python make.py SCLITE

The segments have alternatives, optional words, comments, gaps and parts that are not scored; the words lie around the
limits of the segments. Written with sclite 2.10 (sctk 2.4.10) and its option -D: optional words may be missing.
"""

import random
import re
import subprocess
import sys

random.seed(20261130)
WORDS = [a + b for a in ("ba", "ce", "di", "fo", "gu", "la") for b in ("n", "rt", "sk", "m", "x", "ll")]


def segment(words):
    """A reference for some words, and what was recognized of it."""
    reference, said = [], []
    for word in words:
        kind = random.random()
        if kind < 0.15:
            reference.append(f"({word})")
            said += [word] if random.random() < 0.5 else []
        elif kind < 0.25:
            other = random.choice(WORDS)
            reference.append("{ " + word + " / " + other + " x / @ }")
            said += random.choice([[word], [other, "x"], []])
        else:
            reference.append(word)
            said += [word]
    for index in range(len(said)):
        if random.random() < 0.15:
            said[index] = random.choice(["zz", "yy"])
    if random.random() < 0.3:
        said.insert(random.randrange(len(said) + 1), "ww")
    return " ".join(reference), said


stm, ctm = [";; references"], []
for file in ("one", "two"):
    for channel in "AB":
        at = 0.5
        for number in range(12):
            end = at + random.choice([1.5, 2.25, 3.75])
            if number == 7:
                stm.append(f"{file} {channel} s {at:.2f} {end:.2f} <o> IGNORE_TIME_SEGMENT_IN_SCORING")
                ctm.append(f"{file} {channel} {at + 0.5:.2f} 0.20 noise")
            else:
                reference, said = segment(random.sample(WORDS, random.randint(2, 8)))
                stm.append(f"{file} {channel} s {at:.2f} {end:.2f} <o,f{number % 2}> {reference}")
                step = (end - at) / (len(said) + 1)
                for index, word in enumerate(said):
                    middle = at + step * (index + 0.7)
                    length = random.choice([0.1, 0.3, 0.5])
                    begin = max(0, middle - length / 2)
                    ctm.append(f"{file} {channel} {begin:.3f} {length:.2f} {word} 0.9")
            at = end + random.choice([0, 0, 0.5])
open("segments.stm", "w").write("\n".join(stm) + "\n")
ctm.sort(key=lambda line: (line.split()[:2], float(line.split()[2])))
open("words.ctm", "w").write("\n".join(ctm) + "\n")

options = ["-r", "segments.stm", "stm", "-h", "words.ctm", "ctm", "-D", "-s", "-o", "pralign", "stdout"]
report = subprocess.run([sys.argv[1]] + options, capture_output=True, text=True, check=True).stdout
lines = []
for part in report.split("\nid: ")[1:]:
    counts = re.search(r"Scores: \(#C #S #D #I\) (\d+) (\d+) (\d+) (\d+)", part).groups()
    place = re.search(r"File: *(\S+)\s+Channel: *(\S+)", part)
    lines.append(f"{place[1]} {place[2].upper()} {' '.join(counts)}")
open("errors.txt", "w").write("\n".join(lines) + "\n")
