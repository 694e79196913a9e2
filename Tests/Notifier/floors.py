"""A broadcast in real time at the documented limits: at the floor, never refused, each exactly once."""

import concurrent.futures

from harness import LocalTeams, Notifier, instant
from verdicts import Verdicts


def main(verdicts: Verdicts, people: int, allowed: float) -> None:
    floor = (people - 1) // 50
    local = LocalTeams(people)
    notifier = Notifier(local.address, port=local.endpoint_port)
    try:
        notifier.import_file(local.references)
        notifier.start()
        plan = notifier.plan({"everyone": True}, {"text": "The tide turns at 14:10."})
        verdicts.equal("a dry run makes no request", [entry["path"] for entry in local.log()], [])
        first = local.last()
        id = notifier.send({"everyone": True}, {"text": "The tide turns at 14:10."})
        status = notifier.until_done(id, floor * 2 + 60)
        sends = [entry for entry in local.log(first) if entry["operation"] == "send"]
        times = sorted(instant(entry["at"]) for entry in sends)
        took = times[-1] - times[0] if times else 0
        verdicts.number(f"{people} people in real time", f"{took:.2f} s, floor {floor} s, {took / floor:.3f}")
        verdicts.check(f"{people} people within {allowed} of {floor} s", took <= allowed * floor, f"{took:.2f} s")
        verdicts.check(f"and not faster than the limits: {floor} s", took >= floor - 0.05, f"{took:.2f} s")
        verdicts.equal("nothing was refused", [entry["status"] for entry in sends if entry["status"] != 201], [])
        verdicts.equal("so many requests", len(sends), people)
        verdicts.equal("all delivered", {k: v for k, v in status["counts"].items() if v}, {"delivered": people})
        same(verdicts, local, notifier, id)
        verdicts.equal("the plan's recipients are those of the ledger", plan["recipients"], people)
        verdicts.equal("the plan's requests are those of the log", plan["requests"], len(sends))
        error = abs(plan["estimatedSeconds"] - took) / took
        verdicts.check(
            f"the plan's time is right within {allowed - 1:.0%}",
            error <= allowed - 1,
            f"{plan['estimatedSeconds']} for {took}",
        )
    finally:
        notifier.end()
        local.end()


def same(verdicts: Verdicts, local: LocalTeams, notifier: Notifier, id: str) -> None:
    """The notifier's ledger and the service's, record for record."""
    theirs = sorted((entry["conversation"], entry["message"]) for entry in local.ledger() if entry["kind"] == "visible")
    rows = notifier.deliveries(id)
    ours = sorted((row["conversation"], row["activityId"]) for row in rows if row["state"] == "delivered")
    verdicts.check("the ledger is the service's ledger, record for record", ours == theirs, differences(ours, theirs))
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        table = pool.submit(notifier.csv, id).result()
    listed = sorted((row["conversation"], row["activityId"]) for row in table if row["state"] == "delivered")
    verdicts.check("the CSV is the ledger, record for record", listed == ours, differences(listed, ours))
    verdicts.check("every attempt has its status", all(row["attempts"][-1]["status"] == 201 for row in rows))


def differences(one: list, other: list) -> str:
    return f"{len(one)} and {len(other)}; {sorted(set(one) ^ set(other))[:4]}"
