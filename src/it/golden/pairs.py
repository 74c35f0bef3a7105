"""Random pairs of texts on which tools part ways, and slices of them to score together."""

WORDS = ["the", "The", "a", "cat", "sat", "sat.", "Zürich", "日本", "🎈", "é", "e\u0301", "42", "1,000", "?", "--", "it's", "ß"]
GAPS = [" ", " ", " ", " ", "  ", "\t", "\n", "\u00a0", " \n ", "\u2003"]
EDGES = ["", "", "", " ", "\n", "\t "]
BY_HAND = [("", ""), ("", "a"), ("", " a b "), (" ", ""), ("a", ""), ("a b c", "b c d"), ("a b", "b a"), ("a a b", "b a a")]


def text(rng, longest):
    words = rng.randrange(longest + 1)
    return rng.choice(EDGES) + "".join(rng.choice(WORDS) + rng.choice(GAPS) for _ in range(words)) + rng.choice(EDGES)


def edited(rng, reference):
    """The same with a few characters changed, gaps moved, or junk before it."""
    kind = rng.randrange(6)
    if kind == 0 or not reference:
        return reference
    if kind == 1:
        return " ".join(rng.choice(WORDS) for _ in range(rng.randrange(45))) + reference
    if kind == 2:
        return " ".join(reference.split())
    out = []
    for c in reference:
        change = rng.random()
        if change < 0.06:
            continue
        out.append(rng.choice("abc .?日") if change < 0.12 else c)
        if change > 0.95:
            out.append(rng.choice("xyz \t,é"))
    return "".join(out)


def pairs(rng, count):
    out = list(BY_HAND)
    while len(out) < count:
        reference = "" if rng.random() < 0.06 else text(rng, rng.choice([1, 3, 8, 25]))
        prediction = "" if rng.random() < 0.06 else edited(rng, reference) if rng.random() < 0.7 else text(rng, 8)
        out.append((reference, prediction))
    return out


def slices(count):
    """Both sides empty, all references empty, every dozen, and all."""
    return [(0, 1), (0, 4), (1, 4)] + [(at, min(at + 12, count)) for at in range(0, count, 12)] + [(0, count)]
