"""PostgreSQL goes away under a notifier: restarted, out of connections, out of room, replaced by a copy."""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import tempfile

from database import Database, programs
from harness import Lost, Notifier, Sink, references
from processes import Failed, wait_until
from verdicts import Verdicts

PEOPLE = 400


@contextlib.contextmanager
def small_disk():
    """A folder on a disk of its own with little room; nothing where that is not allowed."""
    folder = tempfile.mkdtemp(prefix="notifier-disk-")
    mounted = (
        os.geteuid() == 0
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=160m,mode=755", "tmpfs", folder], capture_output=True
        ).returncode
    )
    try:
        yield folder if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", "-l", folder], capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)


class Town:
    def __init__(self, verdicts: Verdicts, database: Database):
        self.verdicts, self.database = verdicts, database
        self.sink = Sink("5-30")
        database.create("town")
        database.query("CREATE ROLE notifier LOGIN IN ROLE pg_read_all_data")
        database.query("GRANT CREATE, USAGE ON SCHEMA public TO notifier", "town")
        self.notifier = Notifier(self.sink.address, database=database.address("town", "notifier"))
        self.notifier.import_file(references(self.sink, 1, PEOPLE))
        self.notifier.start()
        self.count = 0

    def end(self) -> None:
        self.notifier.end()
        self.sink.end()

    def send(self, key: str) -> int:
        """The status of one more notification to one person."""
        body = {"audience": {"conversations": ["a:t000-p000001"]}, "content": {"text": key}}
        try:
            return self.notifier.caller.call("POST", "/v1/notifications", body, {"Idempotency-Key": key}).status
        except Lost:
            return 0

    def through(self, what: str, begin, end) -> None:
        """A broadcast goes out while something begins and ends."""
        self.count += 1
        text = f"news {self.count}"
        id = self.notifier.send({"everyone": True}, {"text": text}, key=text)
        wait_until("the first hundred", lambda: self.notifier.status(id)["counts"]["delivered"] >= 100)
        accepted = f"accepted before {what}"
        self.verdicts.equal(f"{what}: taken before", self.send(accepted), 202)
        begin()
        refused = [self.send(f"refused by {what} {number}") for number in range(2)]
        self.verdicts.check(f"{what}: 503 and nothing accepted", set(refused) == {503}, refused)
        ready = self.notifier.caller.call("GET", "/readyz")
        self.verdicts.check(f"{what}: /readyz says why", ready.status == 503 and ready.json["problems"], ready.json)
        end()
        wait_until(f"the notifier to recover from {what}", lambda: self.send(f"after {what}") == 202, 60, 0.2)
        status = self.notifier.until_done(id, 120)
        ledger = self.notifier.deliveries(id)
        there = {request.conversation for request in self.sink.log() if request.text == text and request.done}
        delivered = {row["conversation"] for row in ledger if row["state"] == "delivered"}
        unknown = [row for row in ledger if row["state"] == "unknown"]
        self.verdicts.check(
            f"{what}: nothing lost",
            len(ledger) == PEOPLE and delivered <= there and len(delivered) + len(unknown) == PEOPLE,
            status["counts"],
        )
        sends = [request for request in self.sink.log() if request.text == text]
        self.verdicts.equal(f"{what}: nothing twice", len(sends), len({request.conversation for request in sends}))
        wait_until(
            f"what was accepted before {what}",
            lambda: any(request.text == accepted and request.done for request in self.sink.log()),
        )
        self.verdicts.number(what, f"{len(delivered)} delivered, {len(unknown)} unknown")


def main(verdicts: Verdicts) -> None:
    if not programs():
        raise Failed("no PostgreSQL server is installed here: apt-get install postgresql")
    with small_disk() as disk:
        database = Database(disk, shared_buffers="16MB", max_wal_size="48MB", min_wal_size="32MB")
        town = None
        try:
            town = Town(verdicts, database)
            town.through("a crash of PostgreSQL", lambda: database.stop(signal.SIGQUIT), database.start)
            town.through("no connection", lambda: database.cut_off("notifier"), lambda: database.let_in("notifier"))

            def copy() -> None:
                shutil.copytree(f"{database.folder}/data", f"{database.folder}/copy", symlinks=True)
                shutil.rmtree(f"{database.folder}/data")
                os.rename(f"{database.folder}/copy", f"{database.folder}/data")
                subprocess.run(["chown", "-R", "postgres:postgres", f"{database.folder}/data"], capture_output=True)
                os.chmod(f"{database.folder}/data", 0o700)
                database.start()

            town.through("a restored copy", database.stop, copy)
            if disk:
                ballast = f"{disk}/ballast"

                def is_full() -> bool:
                    # PostgreSQL makes room now and then, and takes what is left.
                    with open(ballast, "ab", buffering=0) as file, contextlib.suppress(OSError):
                        for size in (1 << 20, 1 << 12):
                            with contextlib.suppress(OSError):
                                while True:
                                    file.write(b"\0" * size)
                    return town.send(f"probe {os.path.getsize(ballast)} {town.count} {random.random()}") != 202

                def fill() -> None:
                    wait_until("the disk to be full for the notifier", is_full, 60, 0.01)

                def empty() -> None:
                    os.unlink(ballast)
                    if database.process.poll() is not None:
                        database.start()

                town.through("a full disk", fill, empty)
        finally:
            if town:
                town.end()
            database.end()
