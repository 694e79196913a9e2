"""A PostgreSQL server of the judge's own: on a socket in a temporary folder, restarted, full, or refusing."""

import glob
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile

from processes import Failed, wait_until


def programs() -> str | None:
    """The folder with `initdb`, of the newest version; nothing where no server is installed."""
    found = [*glob.glob("/usr/lib/postgresql/*/bin"), *glob.glob("/opt/homebrew/opt/postgresql@*/bin")]
    found = [folder for folder in found if os.access(f"{folder}/initdb", os.X_OK)]
    return max(
        found, key=lambda folder: [int(part) for part in folder.split("/") if part.isdigit()] or [0], default=None
    )


class Database:
    """It trusts everybody on the socket, and does not wait for the disk."""

    def __init__(self, parent: str | None = None, **settings):
        self.programs = programs()
        if not self.programs:
            raise Failed("no PostgreSQL server is installed here: apt-get install postgresql")
        self.folder = tempfile.mkdtemp(prefix="notifier-pg-", dir=parent)
        self.settings = {"max_connections": "60", **settings}
        self.process: subprocess.Popen | None = None
        # PostgreSQL does not run as root.
        self.owner = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
        if self.owner:
            shutil.chown(self.folder, "postgres", "postgres")
        self._run("initdb", "-D", f"{self.folder}/data", "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8")
        self.start()

    def _run(self, program: str, *arguments: str, **more) -> str:
        done = subprocess.run(
            [*self.owner, f"{self.programs}/{program}", *arguments], capture_output=True, text=True, cwd="/", **more
        )
        if done.returncode:
            raise Failed(f"{program} ended with {done.returncode}: {done.stderr[-1000:]}")
        return done.stdout

    def start(self) -> None:
        settings = {
            **{"fsync": "off", "full_page_writes": "off", "shared_buffers": "64MB", "max_wal_senders": "0"},
            **{"unix_socket_directories": self.folder, "listen_addresses": "", "lc_messages": "C"},
            **self.settings,
        }
        command = [f"{self.programs}/postgres", "-D", f"{self.folder}/data"]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        self.log = open(f"{self.folder}/log", "ab")
        self.process = subprocess.Popen([*self.owner, *command], stdout=self.log, stderr=self.log, cwd="/")
        wait_until("PostgreSQL to take connections", self._answers)

    def _answers(self) -> bool:
        if self.process.poll() is not None:
            raise Failed(f"PostgreSQL ended: {pathlib.Path(self.folder, 'log').read_text()[-1000:]}")
        return (
            subprocess.run([f"{self.programs}/pg_isready", "-h", self.folder, "-q"], capture_output=True).returncode
            == 0
        )

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """SIGINT tells connections; SIGQUIT is as a crash."""
        self.process.send_signal(how)
        self.process.wait(60)
        self.log.close()

    def end(self) -> None:
        if self.process and self.process.poll() is None:
            self.stop(signal.SIGQUIT)
        shutil.rmtree(self.folder, ignore_errors=True)

    def query(self, sql: str, database: str = "postgres") -> str:
        return self._run(
            *("psql", "-h", self.folder, "-U", "postgres", "-d", database, "-Atqc", sql), timeout=60
        ).strip()

    def create(self, name: str) -> None:
        self.query(f"CREATE DATABASE {name}")

    def address(self, name: str, user: str = "postgres") -> str:
        return f"postgres://{user}@/{name}?host={self.folder}"

    # A program that is cut off

    def add_user(self, user: str) -> None:
        """A user of its own for each program, so that one can be cut off alone; tables belong to one that all are."""
        if not self.query("SELECT 1 FROM pg_roles WHERE rolname = 'fleet'"):
            self.query("CREATE ROLE fleet")
            self.query("GRANT CREATE, USAGE ON SCHEMA public TO fleet", "fleet")
        self.query(f"CREATE ROLE {user} LOGIN IN ROLE fleet")
        self.query(f"ALTER ROLE {user} SET role = fleet")

    def cut_off(self, user: str) -> None:
        self.query(f"ALTER ROLE {user} CONNECTION LIMIT 0")
        self.query(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{user}'")

    def let_in(self, user: str) -> None:
        self.query(f"ALTER ROLE {user} CONNECTION LIMIT -1")
