"""`kill -9` at random moments of a broadcast: nothing is lost, nor there twice without the ledger naming it."""

import random
import threading
import time
from collections import Counter, defaultdict

from harness import Lost, Notifier, Sink, instant, references
from processes import PATIENCE, Failed
from verdicts import Verdicts

#: How long before a kill an answer may have come whose receipt was not durable yet, or an intent may have been stored
#: whose request had not left: far more than a batch takes, also on a busy machine.
RECEIPT = 10.0
GUARANTEES = ("documented", "atLeastOnce", "atMostOnce")
TENANTS = 2


class Harbour:
    """One notifier that is killed again and again, and the truth about what it sent."""

    def __init__(self, verdicts: Verdicts, number: int, seed: int, people: int):
        self.verdicts, self.number, self.people = verdicts, number, people
        self.random = random.Random(f"{seed}/{number}")
        self.sink = Sink("20-80")
        self.notifier = Notifier(self.sink.address)
        self.notifier.import_file(references(self.sink, TENANTS, people))
        self.kills: list[float] = []
        self.found: Counter[str] = Counter()
        self.broadcasts = 0

    def end(self) -> None:
        self.notifier.end()
        self.sink.end()

    def kill(self) -> None:
        self.kills.append(self.sink.now)
        self.notifier.kill()

    def accept(self, text: str, guarantee: str, killer: threading.Thread | None = None) -> str:
        """As a careful client does it: the same key until there is an answer."""
        while True:
            try:
                id = self.notifier.send({"everyone": True}, {"text": text}, key=text, guarantee=guarantee)
            except Lost:
                id = ""
            if killer:
                killer.join(PATIENCE)
            if self.notifier.process.process.poll() is not None:
                self.notifier.start()
            elif not id:
                raise Failed("the notifier did not answer, and nobody killed it")
            if id:
                return id
            killer = None

    def kill_soon(self) -> None:
        time.sleep(self.random.uniform(0, 0.05))  # the random moment
        self.kill()

    def broadcast(self, kills: int) -> int:
        """One broadcast with at most so many kills; how many there were."""
        self.broadcasts += 1
        guarantee = GUARANTEES[(self.number + self.broadcasts) % len(GUARANTEES)]
        text = f"drill {self.number}.{self.broadcasts}"
        first = len(self.kills)
        if guarantee == "atMostOnce":
            # Answers that leave it open, without any kill.
            self.sink.script(operation="send", status=503, times=3, afterDelivery=True)
        if kills and self.random.random() < 0.3:
            # A kill while the request to notify is on its way, or just after.
            killer = threading.Thread(target=self.kill_soon)
            killer.start()
            id = self.accept(text, guarantee, killer)
        else:
            id = self.accept(text, guarantee)
        while len(self.kills) - first < kills:
            time.sleep(self.random.uniform(0.02, 1.2))  # the random moment
            if self.notifier.status(id)["state"] == "done":
                break
            self.kill()
            self.notifier.start()
        self.notifier.until_done(id, 120)
        self.judge(id, text, guarantee)
        return len(self.kills) - first

    def judge(self, id: str, text: str, guarantee: str) -> None:
        ledger = self.notifier.deliveries(id)
        wrong: list[str] = []
        sent = defaultdict(list)
        for request in self.sink.log():
            if request.operation == "send" and request.text == text:
                sent[request.conversation].append(request)
        if len(ledger) != TENANTS * self.people or len({row["conversation"] for row in ledger}) != len(ledger):
            wrong.append(f"{len(ledger)} rows, {len({row['conversation'] for row in ledger})} conversations")
        counts = self.notifier.status(id)["counts"]
        tally = Counter(row["state"] for row in ledger)
        if {state: count for state, count in counts.items() if count} != dict(tally):
            wrong.append(f"counts {counts} are not those of the ledger {dict(tally)}")
        offset = self.wall_offset()
        for row in ledger:
            requests = sent.pop(row["conversation"], [])
            visible = [request for request in requests if request.done]
            state = row["state"]
            self.found[f"{guarantee}: {state}"] += 1
            if len(visible) > 1:
                self.found[f"{guarantee}: doubled"] += 1
            if state == "delivered":
                ids = [request.message for request in visible]
                if row.get("activityId") not in ids:
                    wrong.append(f"lost or misnamed: {row} has {ids}")
                if len(visible) > 1 and (guarantee != "atLeastOnce" or len(row["attempts"]) < 2):
                    wrong.append(f"doubled: {row} has {ids}")
            elif state == "unknown":
                if guarantee == "atLeastOnce":
                    wrong.append(f"unknown in spite of atLeastOnce: {row}")
                if len(visible) > 1:
                    wrong.append(f"unknown and doubled: {row}")
                if not any(request.status == 503 for request in requests) and not self.was_on_the_wire(
                    row, requests, offset
                ):
                    wrong.append(f"unknown, and it was not on the wire at a kill: {row}")
            else:
                wrong.append(f"neither delivered nor unknown: {row}")
        wrong += [f"sent to {conversation}, which is not in the ledger" for conversation in sent]
        for line in wrong[:3]:
            # Beside the check that fails for it: which ones.
            print(f"        {line}", flush=True)
        self.verdicts.check(
            f"{text} ({guarantee}): truth and ledger are the same", not wrong, f"{len(wrong)} differences"
        )

    def was_on_the_wire(self, row: dict, requests: list, offset: float) -> bool:
        """Whether a kill explains it: its request was under way, or its receipt was not durable yet."""
        times = [(request.arrived, request.answered or request.arrived) for request in requests]
        times += [(instant(attempt["at"]) - offset,) * 2 for attempt in row["attempts"] if attempt["status"] is None]
        return any(begun - RECEIPT <= kill <= ended + RECEIPT for kill in self.kills for begun, ended in times)

    def wall_offset(self) -> float:
        """The wall clock's time when the sink's began."""
        return time.time() - self.sink.now

    def run(self, kills: int) -> None:
        self.notifier.start()
        left = kills
        while left > 0:
            left -= self.broadcast(left)
            if self.broadcasts > 10 * kills:
                raise Failed(f"after {self.broadcasts} broadcasts {left} of {kills} kills are left")


def main(verdicts: Verdicts, kills: int, seed: int, harbours: int = 4, people: int = 150) -> None:
    # With it the same moments can be had again.
    print(f"        seed {seed}: {kills} kills, {harbours} notifiers side by side", flush=True)
    found: Counter[str] = Counter()
    done: list[int] = []
    failures: list[str] = []
    lock = threading.Lock()

    def work(number: int) -> None:
        try:
            harbour = Harbour(verdicts, number, seed, people)
            try:
                harbour.run(kills // harbours + (number < kills % harbours))
            except BaseException:
                if harbour.notifier.process:
                    # What the notifier itself said of the failure.
                    print(f"        {harbour.notifier.process.said()[-1500:]}", flush=True)
                raise
            finally:
                harbour.end()
                with lock:
                    found.update(harbour.found)
                    done.append(len(harbour.kills))
        except Exception as error:
            with lock:
                failures.append(f"notifier {number}: {error!r}")

    threads = [threading.Thread(target=work, args=(number,), daemon=True) for number in range(harbours)]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + PATIENCE + 15 * kills
    for thread in threads:
        thread.join(max(0, deadline - time.monotonic()))
        if thread.is_alive():
            failures.append(f"{thread.name} did not end in time")
    verdicts.check(f"{kills} kills came to their end", not failures, "; ".join(failures))
    verdicts.equal("so many kills", sum(done), kills)
    verdicts.equal("at least once: nothing is unknown", found["atLeastOnce: unknown"], 0)
    verdicts.equal("at most once: nothing is there twice", found["atMostOnce: doubled"], 0)
    verdicts.equal("documented: nothing is there twice", found["documented: doubled"], 0)
    for name in sorted(found):
        verdicts.number(f"kills, {name}", str(found[name]))
