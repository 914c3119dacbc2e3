"""Count the letters of one text in two languages.

    python make_letters.py debian-faq.en.txt.gz debian-faq.de.txt.gz

The arguments are the texts that the Debian packages debian-faq and debian-faq-de ship. Writes
letters_english.csv and letters_german.csv beside this script: one column per letter, one row.
"""

import collections
import gzip
import sys
from pathlib import Path

ALPHABET = "abcdefghijklmnopqrstuvwxyzäöüß"
HERE = Path(__file__).parent


def count_letters(text):
    counts = collections.Counter(text.lower())
    return [counts[letter] for letter in ALPHABET]


def write(name, counts):
    lines = [",".join(ALPHABET), ",".join(str(count) for count in counts)]
    (HERE / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(english, german):
    for name, path in [("letters_english.csv", english), ("letters_german.csv", german)]:
        write(name, count_letters(gzip.decompress(Path(path).read_bytes()).decode("utf-8")))


if __name__ == "__main__":
    main(*sys.argv[1:])
