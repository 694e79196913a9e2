"""Every row of the retry table for each operation and guarantee: attempts, waits, final state.

The rows are those of `wire-contract.md` section 14. One person stands for one row: the fault strikes that person's
chat alone, so all rows run at once on Local Teams' virtual clock.
"""

from dataclasses import dataclass, field

from calls import quoted
from harness import APP_ID, TENANT, LocalTeams, Notifier, Person
from verdicts import Verdicts

GUARANTEES = ("documented", "atLeastOnce", "atMostOnce")
TRIES = 4
#: How far the virtual clock may have gone on before a busy machine's notifier looks at it.
SLACK = 10.0


@dataclass
class Row:
    """What the service does, and what is to come of it. `None`: no answer at all."""

    name: str
    fault: dict
    #: the statuses of all attempts
    statuses: list = field(default_factory=list)
    state: str = "delivered"
    code: str | None = None
    #: the second attempt waits at least, and at most, so many seconds
    wait: tuple[float, float] | None = None


def new_message(guarantee: str) -> list[Row]:
    """The rows for a message that would be there twice when it is sent twice."""
    rows = [
        Row("400", {"status": 400}, [400], "failed", "badArgument"),
        Row("400 BadSyntax", {"status": 400, "code": "BadSyntax"}, [400], "failed", "badSyntax"),
        Row(
            "403 NotEnoughPermissions", {"status": 403, "code": "NotEnoughPermissions"}, [403], "failed", "notPermitted"
        ),
        Row("403 unknown code", {"status": 403, "code": "SomethingNew"}, [403], "failed", "refused"),
        Row("404", {"status": 404}, [404], "failed", "conversationNotFound"),
        Row("405", {"status": 405}, [405], "failed", "refused"),
        Row("409", {"status": 409}, [409], "failed", "badArgument"),
        Row("413", {"status": 413}, [413], "failed", "tooLarge"),
        Row("500", {"status": 500}, [500], "failed", "serviceFailed"),
        Row("501", {"status": 501}, [501], "failed", "serviceFailed"),
        Row("412 once", {"status": 412}, [412, 201], wait=(2, 3)),
        Row("412 for ever", {"status": 412, "times": 0}, [412] * TRIES, "failed", "preconditionFailed", (2, 3)),
        Row("429 with Retry-After", {"status": 429, "retryAfter": 7}, [429, 201], wait=(7, 8)),
        Row("429 without", {"status": 429}, [429, 201], wait=(2, 3)),
        Row("429 for ever", {"status": 429, "times": 0, "retryAfter": 3}, [429] * TRIES, "failed", "throttled", (3, 4)),
    ]
    for status in (502, 503, 504):
        for after in (False, True):
            fault = {"status": status, "afterDelivery": after}
            name = f"{status} {'after' if after else 'before'} delivery"
            if guarantee == "atMostOnce":
                rows.append(Row(name, fault, [status], "unknown", "serviceFailed"))
            else:
                rows.append(Row(name, fault, [status, 201], wait=(2, 3)))
    if guarantee != "atMostOnce":
        rows.append(Row("503 for ever", {"status": 503, "times": 0}, [503] * TRIES, "failed", "serviceFailed", (2, 3)))
    for after in (False, True):
        fault = {"status": 0, "afterDelivery": after}
        name = f"dropped {'after' if after else 'before'} delivery"
        if guarantee == "atLeastOnce":
            rows.append(Row(name, fault, [None, 201], wait=(2, 3)))
        else:
            rows.append(Row(name, fault, [None], "unknown", "dropped"))
    return rows


def repeatable(operation: str) -> list[Row]:
    """The rows for an edit or a recall, which can be repeated."""
    rows = [
        Row("400", {"status": 400}, [400], "failed", "badArgument"),
        Row("500", {"status": 500}, [500], "failed", "serviceFailed"),
        Row(
            "403 NotEnoughPermissions", {"status": 403, "code": "NotEnoughPermissions"}, [403], "failed", "notPermitted"
        ),
        Row("412", {"status": 412}, [412, 200], wait=(2, 3)),
        Row("429 with Retry-After", {"status": 429, "retryAfter": 7}, [429, 200], wait=(7, 8)),
        Row("502", {"status": 502}, [502, 200], wait=(2, 3)),
        Row("503", {"status": 503}, [503, 200], wait=(2, 3)),
        Row("504 after", {"status": 504, "afterDelivery": True}, [504, 200], wait=(2, 3)),
        Row("dropped", {"status": 0}, [None, 200], wait=(2, 3)),
        Row("dropped after", {"status": 0, "afterDelivery": True}, [None], wait=(2, 3)),
        Row("503 for ever", {"status": 503, "times": 0}, [503] * TRIES, "failed", "serviceFailed", (2, 3)),
    ]
    if operation == "delete":
        # After a delete that was done, another one finds nothing, and that is what was wanted.
        rows[-2].statuses = [None, 404]
        rows[7].statuses = [504, 404]
        rows.append(Row("404", {"status": 404}, [404]))
    else:
        rows[-2].statuses = [None, 200]
        rows.append(Row("404", {"status": 404}, [404], "failed", "activityNotFound"))
    return rows


class Table:
    def __init__(self, verdicts: Verdicts, people: int, strangers: int):
        self.verdicts, self.taken = verdicts, 0
        self.local = LocalTeams(people, clock="virtual", strangers=strangers)
        self.notifier = Notifier(
            self.local.address, port=self.local.endpoint_port, arguments=["--clock", "local-teams"]
        )
        self.notifier.import_file(self.local.references)
        self.notifier.start()

    def end(self) -> None:
        self.notifier.end()
        self.local.end()

    def take(self, count: int) -> list[Person]:
        """People whom no row has struck yet: some refusals close a chat."""
        self.taken += count
        return self.local.people[self.taken - count : self.taken]

    def finish(self, id: str) -> dict:
        """Moves the clock until nothing is left to do."""
        return self.notifier.until_done(id, 120, between=lambda: self.local.advance(0.2))

    def check(self, what: str, row: Row, delivery: dict, before: int = 0) -> None:
        """`before`: how many attempts were made for the message itself."""
        attempts = delivery["attempts"][before:]
        if row.name.startswith("dropped") and before and len(attempts) < len(row.statuses):
            # A connection that was kept and broke: what can be repeated is, below the engine.
            row.statuses, row.wait = row.statuses[1:], None
        found = ([attempt["status"] for attempt in attempts], delivery["state"], delivery.get("code"))
        taken_back = what.startswith("delete") and row.state == "delivered"
        code = "recalled" if taken_back else row.code if row.state in ("failed", "unknown") else None
        if row.statuses and self.verdicts.equal(f"{what}: {row.name}", found, (row.statuses, row.state, code)):
            if row.wait and len(attempts) > 1:
                waited = attempts[1]["waited"]
                low, high = row.wait
                self.verdicts.check(
                    f"{what}: {row.name}: the second waits {low} to {high} s",
                    low - 0.01 <= waited <= high + SLACK,
                    waited,
                )

    def strike(self, operation: str, row: Row, person: Person) -> None:
        self.local.fault(operation, user=person.handle, **row.fault)

    def sends(self, guarantee: str) -> None:
        rows = new_message(guarantee)
        people = self.take(len(rows))
        for row, person in zip(rows, people):
            self.strike("send", row, person)
        before = len(self.local.ledger())
        id = self.notifier.send({"users": [person.user for person in people]}, {"text": guarantee}, guarantee=guarantee)
        self.finish(id)
        deliveries = {row["user"]: row for row in self.notifier.deliveries(id)}
        shown: dict[str, int] = {}
        for entry in self.local.ledger()[before:]:
            if entry["kind"] == "visible":
                shown[entry["conversation"]] = shown.get(entry["conversation"], 0) + 1
        for row, person in zip(rows, people):
            delivery = deliveries[person.user]
            self.check(f"send, {guarantee}", row, delivery)
            count = shown.get(person.conversation, 0)
            if delivery["state"] == "delivered":
                doubled = guarantee != "atMostOnce" and row.fault.get("afterDelivery")
                self.verdicts.equal(f"send, {guarantee}: {row.name}: so often there", count, 2 if doubled else 1)
            elif delivery["state"] == "failed":
                self.verdicts.equal(f"send, {guarantee}: {row.name}: not there", count, 0)
        self.clear()

    def clear(self) -> None:
        for fault in self.local.act("GET", "faults"):
            self.local.mend(fault["id"])

    def changes(self, operation: str, guarantee: str) -> None:
        rows = repeatable(operation)
        people = self.take(len(rows))
        id = self.notifier.send({"users": [person.user for person in people]}, {"text": "first"}, guarantee=guarantee)
        self.finish(id)
        for row, person in zip(rows, people):
            self.strike(operation, row, person)
        if operation == "update":
            self.notifier.edit(id, {"text": "second"})
        else:
            self.notifier.recall(id)
        self.finish(id)
        deliveries = {row["user"]: row for row in self.notifier.deliveries(id)}
        for row, person in zip(rows, people):
            delivery = deliveries[person.user]
            self.check(f"{operation}, {guarantee}", row, delivery, before=1)
            texts = [m.get("text") for m in self.local.history(person) if not m.get("deleted")]
            expected = {"update": "second", "delete": None}[operation]
            # A 404 that somebody injected is believed, though the message is there.
            if delivery["state"] == "delivered" and row.name != "404":
                self.verdicts.check(
                    f"{operation}, {guarantee}: {row.name}: what stands is the last version",
                    (texts[-1:] == [expected]) if expected else "first" not in texts[-1:],
                    texts,
                )
        self.clear()

    def creates(self) -> None:
        """People whose chat is not known yet: it is opened first, and both requests are attempts."""
        rows = [
            Row("nothing wrong", {}, [201, 201]),
            Row("400", {"status": 400}, [400], "failed", "badArgument"),
            Row("403", {"status": 403, "code": "ForbiddenOperationException"}, [403], "failed", "notInstalled"),
            Row("500", {"status": 500}, [500], "failed", "serviceFailed"),
            Row("412", {"status": 412}, [412, 201, 201], wait=(2, 3)),
            Row("429", {"status": 429, "retryAfter": 7}, [429, 201, 201], wait=(7, 8)),
            # To open a chat twice is to have it once: nothing is left open.
            Row("502", {"status": 502}, [502, 201, 201], wait=(2, 3)),
            Row("504 after", {"status": 504, "afterDelivery": True}, [504, 201, 201], wait=(2, 3)),
            Row("dropped", {"status": 0}, [None, 201, 201], wait=(2, 3)),
        ]
        people = self.local.strangers[: len(rows)]
        self.local.install_places()
        self.local.act(
            "POST",
            f"conversations/{quoted(self.local.group)}/messages",
            {"as": people[0].handle, "text": "hello", "mentions": [APP_ID]},
        )
        for row, person in zip(rows, people):
            if row.fault:
                self.strike("create", row, person)
        id = self.notifier.send({"membersOf": self.local.group}, {"text": "opened"})
        self.finish(id)
        deliveries = {row.get("user"): row for row in self.notifier.deliveries(id)}
        for row, person in zip(rows, people):
            if self.verdicts.check(f"create: {row.name}: a delivery", person.user in deliveries, list(deliveries)):
                delivery = deliveries[person.user]
                # 200 and 201 are both answers of a service that opens chats.
                for attempt in delivery["attempts"]:
                    attempt["status"] = 201 if attempt["status"] == 200 else attempt["status"]
                self.check("create", row, delivery)
        first = self.local.last()
        id = self.notifier.send({"users": [people[0].user]}, {"text": "again"})
        self.finish(id)
        operations = [entry["operation"] for entry in self.local.log(first)]
        self.verdicts.equal("an opened chat is remembered: one request the second time", operations, ["send"])
        self.clear()

    def moved(self) -> None:
        """403 InvalidBotApiHost: once at the other host, and remembered."""
        people = self.take(2)
        self.local.act("PATCH", "tenant", {"cloud": "gcc"})
        for number, statuses in enumerate(([403, 201], [201])):
            first = self.local.last()
            id = self.notifier.send({"users": [people[number].user]}, {"text": f"moved {number}"})
            self.finish(id)
            (delivery,) = self.notifier.deliveries(id)
            found = [attempt["status"] for attempt in delivery["attempts"]]
            self.verdicts.equal(f"wrong host, notification {number + 1}: the attempts", found, statuses)
            paths = [entry["path"] for entry in self.local.log(first) if entry["operation"] == "send"]
            self.verdicts.check(
                f"wrong host, notification {number + 1}: the last went to GCC",
                paths and "gcc" in paths[-1] and TENANT in paths[-1],
                paths,
            )
        self.local.act("PATCH", "tenant", {"cloud": "public"})


def main(verdicts: Verdicts) -> None:
    table = Table(verdicts, people=120, strangers=12)
    try:
        for guarantee in GUARANTEES:
            table.sends(guarantee)
        table.changes("update", "documented")
        table.changes("delete", "atMostOnce")
        table.creates()
        table.moved()
    finally:
        if verdicts.failed and table.notifier.process:
            # What the notifier itself said of the failure.
            print(table.notifier.process.said()[-1500:])
        table.end()
