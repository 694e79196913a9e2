"""Checks, printed as they come: the output of the judge, which runs for minutes."""

import threading
import time
import traceback
from collections.abc import Callable


class Verdicts:
    def __init__(self) -> None:
        self.failed: list[str] = []
        self.passed = 0
        self.lock = threading.Lock()
        self.numbers: list[tuple[str, str]] = []

    def check(self, name: str, holds: object, detail: object = "") -> bool:
        with self.lock:
            if holds:
                self.passed += 1
                # The judge is a program that reports: each verdict as it falls.
                print(f"ok      {name}", flush=True)
            else:
                self.failed.append(name)
                print(f"FAILED  {name}: {str(detail)[:1500]}", flush=True)
        return bool(holds)

    def equal(self, name: str, found: object, expected: object) -> bool:
        return self.check(name, found == expected, f"{found!r} instead of {expected!r}")

    def number(self, name: str, value: str) -> None:
        """A figure of this run, for the table of results."""
        with self.lock:
            self.numbers.append((name, value))
            # Figures stand in the report beside the verdicts.
            print(f"        {name}: {value}", flush=True)

    def part(self, name: str, body: Callable[[], None]) -> None:
        # Where the report is, for whoever waits for it.
        print(f"== {name}", flush=True)
        began = time.monotonic()
        try:
            body()
        except Exception as error:  # whatever a part stumbles over is its failure, and the next part's turn
            self.check(f"{name} came to its end", False, "".join(traceback.format_exception(error))[-1500:])
        # What makes the judge slow.
        print(f"        ({name} took {time.monotonic() - began:.1f} s)", flush=True)
