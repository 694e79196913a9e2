"""Programs that the samples start, each wait with a deadline: what hangs is a failure that says what was waited for."""

import os
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

# A program finishes what it is at for up to 20 seconds after SIGTERM, and is ended then.
LONGEST_END = 30


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def until(condition, seconds, what):
    """Waits until `condition` gives something true, and returns that."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what}: not within {seconds} s")
        time.sleep(0.02)
    return found


class Program:
    """A program with all its children; ended with the block, and killed when it does not end by itself.

    What it says goes to a file: nobody has to read it, and a child that lives on holds no pipe open.

    It is ready when it says `says`, and ends with `status`. `folder` is where it runs.
    """

    def __init__(self, arguments, says="listening on ", within=60, status=0, folder=None, **environment):
        self.arguments, self.says, self.within = list(map(str, arguments)), says, within
        self.status, self.folder, self.environment = status, folder, environment

    def __enter__(self):
        self.output = tempfile.NamedTemporaryFile("w+", errors="replace")
        self.process = subprocess.Popen(
            self.arguments,
            cwd=self.folder,
            env={**os.environ, **self.environment},
            stdin=subprocess.DEVNULL,
            stdout=self.output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            until(
                lambda: self.says in self.said() or self.process.poll() is not None,
                self.within,
                f"{self} says {self.says!r}",
            )
            if self.says not in self.said():
                raise RuntimeError(f"ended with {self.process.returncode} before it said {self.says!r}")
        except BaseException as error:
            self.kill()
            error.add_note(f"{self} said:\n{self.said()}")
            raise
        return self

    def __str__(self):
        return Path(self.arguments[0]).name

    def said(self):
        """All that it said so far."""
        return Path(self.output.name).read_text(errors="replace")

    def ended(self, within=LONGEST_END):
        """Its exit status, once it has ended by itself."""
        try:
            return self.process.wait(within)
        except subprocess.TimeoutExpired:
            raise TimeoutError(f"{self} has not ended within {within} s:\n{self.said()}") from None

    def kill(self):
        """Ends it with all its children, at once."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait(10)

    def __exit__(self, kind, *_):
        try:
            if kind is None:
                self.process.terminate()
                status = self.ended()
                assert status == self.status, f"{self} ended with {status}:\n{self.said()}"
        finally:
            self.kill()


def run(arguments, within=120, **options):
    """Runs a command to its end; returns its status and what it said. Its children end with it."""
    with tempfile.TemporaryFile("w+", errors="replace") as said:
        process = subprocess.Popen(
            arguments,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **options,
        )
        try:
            process.wait(within)
        except subprocess.TimeoutExpired:
            said.seek(0)
            raise TimeoutError(f"{' '.join(map(str, arguments))} ran for over {within} s:\n{said.read()}") from None
        finally:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            process.wait(10)
        said.seek(0)
        return process.returncode, said.read()
