"""Build the book and the slides from the stored notebooks: python build_book.py"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from book.builder.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
