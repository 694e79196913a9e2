"""Runs the tests named, or all of them. What fails is run once more by itself: a slow minute must not decide.

With SIDE_BY_SIDE=N, all of them run in N processes, a module at a time, each with a browser and services of its own.
"""

import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path.cwd()
# Modules that time what they do: nothing runs beside them.
TIMING = ["test_growth", "test_cardgrowth", "test_cardhostile", "test_cardrules", "test_long"]


def failed(result: unittest.TestResult) -> list[str]:
    """The names of the tests that failed. What is no test (a class that could not begin) has the name of its class."""
    names = {}
    for case, _ in [*result.failures, *result.errors]:
        name = getattr(case, "test_case", case).id()
        names[name.removesuffix(")").split("(")[-1] if name.startswith(("setUp", "tearDown")) else name] = True
    return list(names)


def run(names: list[str]) -> list[str]:
    """Runs these here; all when there are none. What failed."""
    loader = unittest.defaultTestLoader
    tests = loader.loadTestsFromNames(names) if names else loader.discover(".")
    return failed(unittest.TextTestRunner(verbosity=2).run(tests))


def run_apart(modules: list[str]) -> list[str]:
    """Runs these in a process of their own, and shows at its end what it said. What failed."""
    with tempfile.TemporaryDirectory(prefix="suite-") as folder:
        report = pathlib.Path(folder, "failed")
        done = subprocess.run(
            [sys.executable, __file__, "--report", report, *modules],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        print(done.stdout, end="", file=sys.stderr, flush=True)  # as if the tests ran here
        return json.loads(report.read_text()) if report.exists() else modules


def run_side_by_side(width: int) -> list[str]:
    """Runs all modules, the longest files first: they end at about the same time. What failed."""
    files = sorted(HERE.glob("test_*.py"), key=lambda file: -file.stat().st_size)
    modules = [[file.stem] for file in files if file.stem not in TIMING]
    with concurrent.futures.ThreadPoolExecutor(width) as pool:
        results = list(pool.map(run_apart, modules))
    alone = [file.stem for file in files if file.stem in TIMING]
    return sum(results, run_apart(alone) if alone else [])


def main() -> None:
    given, width = sys.argv[1:], int(os.environ.get("SIDE_BY_SIDE", "1"))
    if given[:1] == ["--report"]:
        pathlib.Path(given[1]).write_text(json.dumps(run(given[2:])))
        return
    names = run_side_by_side(width) if width > 1 and not given else run(given)
    if not names:
        return
    if len(names) > 10:
        sys.exit(1)
    print("\n== once more:", *names, file=sys.stderr)  # what the next lines are about
    if run(names):
        sys.exit(1)
    print("\n== UNSTEADY: failed, then passed:", *names, file=sys.stderr)  # to be mended


if __name__ == "__main__":
    main()
