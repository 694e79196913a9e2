"""Several notifiers on one PostgreSQL: killed, stopped and cut off at random, while one broadcast goes out."""

import random
import signal
import threading
import time
from collections import Counter, defaultdict

from database import Database, programs
from harness import Lost, Notifier, Programs, Sink, references
from processes import Failed, run, wait_until
from scale import exceeded
from verdicts import Verdicts

#: How long a lease lasts, and what the next process may take on top.
LEASE, MORE = 10.0, 2.0


class Ship:
    """One of the notifiers, with what is done to it."""

    def __init__(self, sink: Sink, database: Database, number: int, sister: "Ship | None"):
        self.user, self.database = f"ship{number}", database
        database.add_user(self.user)
        address = database.address("fleet", self.user)
        self.notifier = Notifier(sink.address, database=address)
        if sister:
            # One fleet, one list of keys.
            self.notifier.key, self.notifier.key_file = sister.notifier.key, sister.notifier.key_file
            self.notifier.caller.headers.update(sister.notifier.caller.headers)
        self.is_stopped = False
        self.is_cut = False

    @property
    def is_well(self) -> bool:
        return not (self.is_stopped or self.is_cut) and self.notifier.process.process.poll() is None

    def is_ready(self) -> bool:
        try:
            return self.notifier.caller.call("GET", "/readyz").status == 200
        except Lost:
            return False

    def kill(self) -> None:
        self.notifier.kill()

    def freeze(self) -> None:
        self.notifier.process.process.send_signal(signal.SIGSTOP)
        self.is_stopped = True

    def thaw(self) -> None:
        self.notifier.process.process.send_signal(signal.SIGCONT)
        self.is_stopped = False

    def cut(self) -> None:
        self.database.cut_off(self.user)
        self.is_cut = True

    def mend(self) -> None:
        self.database.let_in(self.user)
        self.is_cut = False

    def end(self) -> None:
        if self.is_stopped:
            self.thaw()
        self.notifier.end()


class Fleet:
    def __init__(self, verdicts: Verdicts, database: Database, ships: int, tenants: int, people: int, seed: str):
        self.verdicts, self.random = verdicts, random.Random(seed)
        self.database, self.tenants, self.people = database, tenants, people
        self.sink = Sink("5-30")
        database.query("DROP DATABASE IF EXISTS fleet WITH (FORCE)")
        database.create("fleet")
        if database.query("SELECT 1 FROM pg_roles WHERE rolname = 'fleet'"):
            database.query("GRANT CREATE, USAGE ON SCHEMA public TO fleet", "fleet")
        self.ships: list[Ship] = []
        for number in range(ships):
            database.query(f"DROP ROLE IF EXISTS ship{number}")
            self.ships.append(Ship(self.sink, database, number, self.ships[0] if self.ships else None))
        self.fill(references(self.sink, tenants, people))
        self.troubles: Counter[str] = Counter()
        #: From when to when somebody was away, in seconds of the sink's clock.
        self.away: list[tuple[float, float]] = []

    def fill(self, store: dict) -> None:
        """As somebody comes who had one machine: from a file, with `teams notifier move`."""
        small = Notifier(self.sink.address)
        try:
            small.import_file(store)
            address = self.ships[0].notifier.database
            moved = run([Programs.teams, "notifier", "move", "--from", small.data, "--to", address], patience=300)
            if moved.returncode or f"{len(store)}  conversation\n" not in moved.stdout:
                raise Failed(f"teams notifier move ended with {moved.returncode}: {moved.stdout}{moved.stderr}")
            again = run([Programs.teams, "notifier", "move", "--from", small.data, "--to", address], patience=300)
            self.verdicts.check(
                "a database that is not empty is refused, in one line",
                again.returncode == 1 and again.stderr.count("\n") == 1 and "is not empty" in again.stderr,
                again.stderr,
            )
        finally:
            small.end()

    def start(self) -> None:
        for ship in self.ships:
            ship.notifier.start()

    def end(self) -> None:
        for ship in self.ships:
            ship.end()
        self.sink.end()

    def any(self) -> Ship:
        return wait_until("a notifier that is well", lambda: next((s for s in self.ships if s.is_well), None))

    def accept(self, text: str, guarantee: str) -> str:
        while True:
            try:
                return self.any().notifier.send({"everyone": True}, {"text": text}, key=text, guarantee=guarantee)
            except (Lost, Failed):
                time.sleep(0.2)  # it is asked again, of whoever is well by then

    def status(self, id: str) -> dict:
        while True:
            try:
                return self.any().notifier.status(id)
            except (Lost, Failed):
                time.sleep(0.2)  # it is asked again, of whoever is well by then

    def trouble(self, ship: Ship) -> None:
        """Something happens to a ship, and is over after a while."""
        what = self.random.choice(("kill", "freeze", "cut"))
        span = self.random.choice((self.random.uniform(0.1, 2), self.random.uniform(8, 14)))
        self.troubles[what] += 1
        began = self.sink.now
        getattr(ship, what)()
        time.sleep(span)  # the random moment
        if what == "kill":
            ship.notifier.start()
        elif what == "freeze":
            ship.thaw()
        else:
            ship.mend()
        # It looks for the database again at its own pace.
        wait_until(f"{ship.user} to be ready again", ship.is_ready, 30, 0.1)
        self.away.append((began, self.sink.now))

    def broadcast(self, text: str, guarantee: str) -> None:
        id = self.accept(text, guarantee)
        over = threading.Event()

        def storm() -> None:
            while not over.wait(self.random.uniform(0.5, 3)):
                # At most all but one at a time: somebody has to carry on.
                well = [ship for ship in self.ships if ship.is_well]
                if len(well) > 1:
                    self.trouble(self.random.choice(well))

        storms = threading.Thread(target=storm, daemon=True)
        storms.start()
        deadline = time.monotonic() + 300
        while self.status(id)["state"] != "done":
            if time.monotonic() > deadline:
                raise Failed(f"{text} has not ended: {self.status(id)}")
            time.sleep(0.2)  # it tells no other way
        over.set()
        storms.join(60)
        self.judge(id, text, guarantee)

    def judge(self, id: str, text: str, guarantee: str) -> None:
        ledger = self.any().notifier.deliveries(id)
        log = self.sink.log()
        sent = defaultdict(list)
        for request in log:
            if request.operation == "send" and request.text == text:
                sent[request.conversation].append(request)
        wrong: list[str] = []
        states: Counter[str] = Counter()
        for row in ledger:
            requests = sent.pop(row["conversation"], [])
            there = [request.message for request in requests if request.done]
            states[row["state"]] += 1
            if row["state"] == "delivered":
                if row.get("activityId") not in there:
                    wrong.append(f"lost: {row} has {there}")
                if len(there) > 1 and guarantee != "atLeastOnce":
                    wrong.append(f"doubled: {row} has {there}")
            elif row["state"] == "unknown":
                if len(there) > 1 or guarantee == "atLeastOnce":
                    wrong.append(f"unknown: {row} has {there}")
            else:
                wrong.append(f"neither delivered nor unknown: {row}")
        wrong += [f"sent to {conversation}, which is not in the ledger" for conversation in sent]
        for line in wrong[:3]:
            print(f"        {line}", flush=True)  # which ones the check below fails for
        self.verdicts.equal(f"{text}: rows of the ledger", len(ledger), self.tenants * self.people)
        self.verdicts.check(f"{text} ({guarantee}): nothing lost, nothing doubled", not wrong, f"{len(wrong)}")
        over = exceeded(log, self.tenants, False)
        self.verdicts.check(f"{text}: no window exceeded", not over, over[:3])
        self.verdicts.check(f"{text}: lanes go on in time", *self.pauses(log))
        self.verdicts.number(f"{text}", f"{dict(states)} through {dict(self.troubles)}")

    def pauses(self, log: list) -> tuple[bool, str]:
        """No lane that has something to send rests for longer than a lease and two seconds."""
        by_lane: dict[str, list[float]] = defaultdict(list)
        for request in log:
            by_lane[request.conversation.split("-")[0]].append(request.arrived)
        longest = max(
            (b - a, lane)
            for lane, times in by_lane.items()
            for times in [sorted(times)]
            for a, b in zip(times, times[1:])
        )
        # A ship that goes just as it has taken over a lane costs a second lease.
        most = LEASE + MORE if len(self.away) < 2 else 2 * (LEASE + MORE)
        return longest[0] <= most, f"{longest[0]:.1f} s in {longest[1]}"


def main(verdicts: Verdicts, rounds: int, seed: int, tenants: int = 20, people: int = 200) -> None:
    if not programs():
        raise Failed("no PostgreSQL server is installed here: apt-get install postgresql")
    database = Database()
    try:
        for number in range(rounds):
            fleet = Fleet(verdicts, database, 2 + number % 2, tenants, people, f"{seed}/{number}")
            try:
                fleet.start()
                guarantee = ("documented", "atLeastOnce", "atMostOnce")[number % 3]
                fleet.broadcast(f"fleet {number}", guarantee)
            except BaseException:
                for ship in fleet.ships:
                    if ship.notifier.process:
                        said = ship.notifier.process.said()[-1500:]
                        print(f"        {ship.user}: {said}", flush=True)  # what it said itself of the failure
                raise
            finally:
                fleet.end()
    finally:
        database.end()
