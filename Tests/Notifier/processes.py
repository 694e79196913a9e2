"""Programs beside the judge: they say where they listen, they are killed, and every wait for them has a deadline."""

import contextlib
import os
import pathlib
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable

PATIENCE = float(os.environ.get("NOTIFIER_PATIENCE", 60))


class Failed(Exception):
    """Something did not come in time, or is not as promised."""


def wait_until(what: str, holds: Callable[[], object], patience: float = PATIENCE, pause: float = 0.02):
    """What `holds` returns once it is true; fails with `what` it was that did not come."""
    deadline = time.monotonic() + patience
    while True:
        value = holds()
        if value:
            return value
        if time.monotonic() > deadline:
            raise Failed(f"waited {patience:.0f} s for {what}")
        time.sleep(pause)  # another process tells no other way


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Process:
    """A program that says `listening on http://…` when it is ready."""

    def __init__(self, name: str, command: list[str], environment: dict[str, str] | None = None, limits=None):
        self.name = name
        self.folder = tempfile.TemporaryDirectory(prefix=f"notifier-{name}-")
        self.out = pathlib.Path(self.folder.name, "out")
        self.err = pathlib.Path(self.folder.name, "err")
        clean = {key: value for key, value in os.environ.items() if key not in FORGOTTEN}
        with open(self.out, "wb") as out, open(self.err, "wb") as err:
            self.process = subprocess.Popen(
                command, stdout=out, stderr=err, env={**clean, **(environment or {})}, preexec_fn=limits
            )
        self.address = ""
        try:
            self.address = wait_until(f"{name} to listen", self._listening, pause=0.005)
        except Failed as failure:
            said = self.said()
            self.end()
            raise Failed(f"{failure}: {said}") from None

    def _listening(self) -> str | None:
        for line in self.out.read_text(errors="replace").splitlines(keepends=True):
            if line.startswith("listening on http://") and line.endswith("\n"):
                return line.split()[2].rstrip("/")
        if self.process.poll() is not None:
            said = self.said()
            raise Failed(f"{self.name} ended with {self.process.returncode} before it listened: {said}")
        return None

    @property
    def pid(self) -> int:
        return self.process.pid

    def said(self) -> str:
        return "".join(path.read_text(errors="replace")[-4000:] for path in (self.out, self.err) if path.exists())

    def kill(self) -> None:
        """`kill -9`: nothing is finished, nothing is flushed."""
        self.process.kill()
        self.process.wait(PATIENCE)
        self.folder.cleanup()

    def stop(self, patience: float = PATIENCE) -> int:
        """SIGTERM; the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(patience)
        except subprocess.TimeoutExpired:
            raise Failed(f"{self.name} did not end within {patience:.0f} s of SIGTERM") from None

    def end(self) -> None:
        """However it goes."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(PATIENCE)
        with contextlib.suppress(OSError):
            self.folder.cleanup()

    def cpu_seconds(self) -> float:
        fields = pathlib.Path(f"/proc/{self.pid}/stat").read_text().rsplit(") ", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self, field: str = "VmRSS") -> int:
        """Bytes; `VmHWM` for the most that it ever had."""
        for line in pathlib.Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith(field + ":"):
                return int(line.split()[1]) * 1024
        raise Failed(f"/proc/{self.pid}/status has no {field}")


#: What a shell may have set and a test must not inherit.
FORGOTTEN = {
    *("CLIENT_ID", "CLIENT_SECRET", "TENANT_ID", "CLOUD", "SERVICE_URL", "LOCAL_TEAMS_URL", "PORT", "DATA"),
    *("DATABASE", "DATABASE_CONNECTIONS"),
    *("API_KEY_FILE", "TEMPLATES", "CLOCK", "ENTRA", "WELCOME", "CONVERSATIONS_FILE"),
    *("RETENTION", "LOG_FORMAT", "LOG_LEVEL"),
}


def run(command: list[str], environment: dict[str, str] | None = None, patience: float = PATIENCE, **more):
    """A program that ends by itself."""
    clean = {key: value for key, value in os.environ.items() if key not in FORGOTTEN}
    try:
        return subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=patience,
            env={**clean, **(environment or {})},
            stdin=subprocess.DEVNULL,
            **more,
        )
    except subprocess.TimeoutExpired:
        raise Failed(f"{' '.join(command[:4])} did not end within {patience:.0f} s") from None
