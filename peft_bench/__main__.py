"""The same as the command: ``python -m peft_bench``."""

import sys

from peft_bench.command import main

if __name__ == "__main__":
    sys.exit(main())
