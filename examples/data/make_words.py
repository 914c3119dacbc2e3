"""Count the words of two versions of one text.

    python make_words.py /usr/share/common-licenses/GPL-2 /usr/share/common-licenses/GPL-3

The arguments are the texts that Debian's package base-files ships. Writes words_gpl_2.csv and
words_gpl_3.csv beside this script: one column for each of the words that are most frequent in both
together, and one for all others; one row.
"""

import collections
import re
import sys
from pathlib import Path

COLUMNS = 60
HERE = Path(__file__).parent


def count_words(path):
    text = Path(path).read_text(encoding="utf-8").lower()
    return collections.Counter(re.findall(r"[a-z]+", text))


def main(*paths):
    counts = [count_words(path) for path in paths]
    # In alphabetical order where equally frequent: the same on every machine.
    both = sorted((counts[0] + counts[1]).items(), key=lambda item: (-item[1], item[0]))
    words = [word for word, _ in both[:COLUMNS]]
    for name, counter in zip(("words_gpl_2.csv", "words_gpl_3.csv"), counts, strict=True):
        row = [counter[word] for word in words]
        row.append(counter.total() - sum(row))
        lines = [",".join([*words, "other words"]), ",".join(map(str, row))]
        (HERE / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
