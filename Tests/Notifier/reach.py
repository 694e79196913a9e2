"""Who cannot be reached: the report is exact, nobody is written to in vain again, and whoever writes is back (P4)."""

from collections import Counter

from harness import LocalTeams, LogReader, Notifier
from verdicts import Verdicts

#: Why people are out of reach, and what the report says.
KINDS = {
    "blocked": "blockedOrUninstalled",
    "uninstalled while the bot listened": "uninstalled",
    "uninstalled while it did not": "blockedOrUninstalled",
    "disabled": "disabled",
    "not installed": "notInstalled",
    "moderated": "blockedByUser",
    "stale": "stale",
}
FAULTS = {
    "disabled": "BotDisabledByAdmin",
    "not installed": "ForbiddenOperationException",
    "moderated": "ConversationBlockedByUser",
}


def main(verdicts: Verdicts, people: int) -> None:
    each = people // 50
    local = LocalTeams(people, clock="virtual", foreign=each)
    notifier = Notifier(local.address, port=local.endpoint_port, arguments=["--clock", "local-teams"])
    try:
        notifier.import_file(local.references)
        kinds: dict[str, list] = {"stale": local.foreign}
        for place, kind in enumerate(name for name in KINDS if name != "stale"):
            kinds[kind] = local.people[place * each : (place + 1) * each]
        for person in kinds["uninstalled while it did not"]:
            local.uninstall(person)
        notifier.start()
        for person in kinds["uninstalled while the bot listened"]:
            local.uninstall(person)
        for person in kinds["blocked"]:
            local.block(person)
        faults = {
            person.handle: local.fault("send", 403, code=code, user=person.handle, times=0)
            for kind, code in FAULTS.items()
            for person in kinds[kind]
        }
        truth = {person.user: KINDS[kind] for kind, group in kinds.items() for person in group}
        silent = {person.conversation for group in kinds.values() for person in group}
        reader = LogReader(local)

        def step() -> None:
            local.advance(1)
            reader.read()

        first = notifier.send({"everyone": True}, {"text": "The quay is closed."})
        notifier.until_done(first, 600, step)
        rows = notifier.deliveries(first)
        verdicts.equal(f"{people} people, seven kinds out of reach: a row for each", len(rows), people)
        wrong = [
            row for row in rows if (row["state"] == "delivered") == (row["user"] in truth) or row["state"] == "unknown"
        ]
        verdicts.check("those are delivered who can be reached, and nobody else", not wrong, wrong[:2])
        report(verdicts, notifier, truth, first, "the report")

        before = len(reader.read())
        second = notifier.send({"everyone": True}, {"text": "The quay is open."})
        notifier.until_done(second, 600, step)
        called = {entry["conversation"] for entry in reader.read()[before:] if entry.get("conversation")}
        verdicts.equal("the second notification makes no call to them", sorted(called & silent), [])
        verdicts.equal("and reaches the others", len(called), people - len(truth))
        states = Counter(row["state"] for row in notifier.deliveries(second))
        verdicts.equal("as its ledger says", states["delivered"], people - len(truth))

        back = [group[0] for kind, group in kinds.items() if kind != "stale"]
        for person in back:
            if person.handle in faults:
                local.mend(faults[person.handle])
        for person in kinds["blocked"][:1]:
            local.unblock(person)
        for kind in ("uninstalled while the bot listened", "uninstalled while it did not"):
            local.install(kinds[kind][0])
        for person in back:
            local.say(person, "hello again")
        for person in back:
            truth.pop(person.user)
        before = len(reader.read())
        third = notifier.send({"everyone": True}, {"text": "Welcome back."})
        notifier.until_done(third, 600, step)
        called = {entry["conversation"] for entry in reader.read()[before:] if entry["operation"] == "send"}
        verdicts.equal(
            "exactly those who wrote are back", sorted(called & silent), sorted(person.conversation for person in back)
        )
        report(verdicts, notifier, truth, first, "the report afterwards")
        plan = notifier.plan({"everyone": True}, {"text": "What would it be?"})
        verdicts.equal("a dry run counts the same people", plan["recipients"], people - len(truth))
        verdicts.equal("and as many that are left out", sum(plan["skipped"].values()), len(truth))
    finally:
        if verdicts.failed and notifier.process:
            # What the notifier itself said of the failure.
            print(notifier.process.said()[-1500:])
        notifier.end()
        local.end()


def report(verdicts: Verdicts, notifier: Notifier, truth: dict[str, str], notification: str, name: str) -> None:
    items = notifier.items("/v1/unreachable")
    found = {item["user"]: item["reason"] for item in items}
    wrong = {user: (found.get(user), truth.get(user)) for user in found.keys() | truth.keys()}
    wrong = {user: pair for user, pair in wrong.items() if pair[0] != pair[1]}
    verdicts.check(f"{name} is exact: {len(truth)} people", not wrong, list(wrong.items())[:8])
    verdicts.equal(f"{name} names nobody twice", len(items), len(found))
    named = {item.get("notification") for item in items if item["reason"] != "uninstalled"}
    verdicts.check(f"{name} says which notification found it out", named <= {notification}, named)
