"""How much one process carries: a hundred organisations at their limit, a million pending, a long list, a restart."""

import os
import pathlib
import subprocess
import time
from collections import Counter

from calls import Caller
from harness import Notifier, Programs, Sink, references
from processes import Failed, wait_until
from verdicts import Verdicts

MB = 1 << 20


def lanes(verdicts: Verdicts, tenants: int, seconds: int, figures: bool) -> None:
    """So many organisations at 50 a second each, every send durable."""
    people = 50 * seconds
    sink = Sink("2-5")
    notifier = Notifier(sink.address)
    try:
        notifier.import_file(references(sink, tenants, people))
        notifier.start()
        wait_until("readiness", lambda: notifier.call("GET", "/readyz").status == 200)
        idle = notifier.process.cpu_seconds()
        id = notifier.send({"everyone": True}, {"text": "at the limit"}, priority="bulk")
        notifier.until_done(id, 10 * seconds + 120)
        cpu = notifier.process.cpu_seconds() - idle
        log = sink.log()
        took = max(request.arrived for request in log) - min(request.arrived for request in log)
        rate = len(log) / took
        name = f"{tenants} organisations, {people} people each"
        verdicts.equal(f"{name}: each exactly once", len({r.conversation for r in log}), tenants * people)
        verdicts.equal(f"{name}: no more requests than people", len(log), tenants * people)
        verdicts.equal(f"{name}: nothing but 201", dict(Counter(r.status for r in log)), {201: tenants * people})
        over = exceeded(log, tenants, figures)
        verdicts.check(f"{name}: no window exceeded", not over, over[:3])
        verdicts.number(f"{name}: messages a second", f"{rate:,.0f} (the limits allow {50 * tenants:,})")
        verdicts.number(f"{name}: CPU a send, planning included", f"{cpu / len(log) * 1e6:.0f} µs")
        verdicts.number(f"{name}: memory at most", f"{notifier.process.memory('VmHWM') / MB:.0f} MB")
        verdicts.number(f"{name}: load average of the machine", f"{os.getloadavg()[0]:.1f}")
        if figures:
            # The first second's worth goes at once.
            floor = seconds - 1
            verdicts.check(f"{name}: within 1.02 of {floor} s", took <= 1.02 * floor, f"{took:.2f} s")
            verdicts.check(
                f"{name}: at most 150 µs CPU a send", cpu / len(log) <= 150e-6, f"{cpu / len(log) * 1e6:.0f}"
            )
    finally:
        notifier.end()
        sink.end()


def exceeded(log: list, tenants: int, figures: bool) -> list:
    """Organisations with more than 50 requests in a second of the sink's clock."""
    by_tenant: dict[str, list[float]] = {}
    for request in log:
        by_tenant.setdefault(request.conversation.split("-")[0], []).append(request.arrived)
    if len(by_tenant) != tenants:
        raise Failed(f"{len(by_tenant)} organisations instead of {tenants}")
    over = []
    for tenant, times in by_tenant.items():
        times.sort()
        over += [(tenant, round(b - a, 4)) for a, b in zip(times, times[50:]) if b - a < 1 - 0.0005]
    return over


def backlog(verdicts: Verdicts, people: int, figures: bool) -> None:
    """One organisation with so many people: planning, memory, restart, the list as CSV, looking somebody up."""
    sink = Sink("2-5")
    notifier = Notifier(sink.address)
    try:
        notifier.import_file(references(sink, 1, people))
        notifier.start()
        before = notifier.process.memory()
        began = time.monotonic()
        id = notifier.send({"everyone": True}, {"text": "to everybody"}, priority="bulk")

        def planned() -> bool:
            status = notifier.status(id)
            return status["state"] == "sending" and sum(status["counts"].values()) >= people

        wait_until(f"{people} to be planned", planned, 120, 0.02)
        took = time.monotonic() - began
        verdicts.number(f"{people:,} planned", f"{took:.2f} s")
        verdicts.number(
            f"{people:,} pending: memory", f"{notifier.process.memory() / MB:.0f} MB ({before / MB:.0f} before)"
        )
        notifier.kill()
        sent, began = sink.count(), time.monotonic()
        notifier.start()
        wait_until("the first send after a restart", lambda: sink.count() > sent, 60, 0.005)
        restart = time.monotonic() - began
        verdicts.number(f"restart to first send with {people:,} pending", f"{restart:.2f} s")
        if figures:
            verdicts.check(f"{people:,} planned within {3 * max(1, people / 300_000):.0f} s",
                           took <= 3 * max(1, people / 300_000), f"{took:.2f}")  # fmt: skip
            verdicts.check("restart to first send within 2 s", restart <= 2, f"{restart:.2f}")
            verdicts.check(
                "pending within 200 MB", notifier.process.memory("VmHWM") <= 200 * MB, notifier.process.memory("VmHWM")
            )
        look_up(verdicts, notifier, people, figures)
        listing(verdicts, notifier, id, people, figures)
    finally:
        notifier.end()
        sink.end()


def look_up(verdicts: Verdicts, notifier: Notifier, people: int, figures: bool) -> None:
    caller = Caller(notifier.address, {"Authorization": f"Bearer {notifier.key}"})
    times = []
    for number in range(300):
        user = f"{0:08x}-1111-4222-8333-{number * 7919 % people:012x}"
        began = time.monotonic()
        answer = caller.call("GET", f"/v1/installations?user={user}")
        times.append(time.monotonic() - began)
        items = answer.json["items"]
        if [item["user"] for item in items] != [user]:
            raise Failed(f"looked for {user}, found {items}")
    times.sort()
    verdicts.number(
        f"a person looked up among {people:,}, over HTTP",
        f"median {times[150] * 1000:.2f} ms, p99 {times[296] * 1000:.2f} ms",
    )


def listing(verdicts: Verdicts, notifier: Notifier, id: str, people: int, figures: bool) -> None:
    before = notifier.process.memory("VmHWM")
    began = time.monotonic()
    done = subprocess.run(
        [
            *("curl", "-sS", "--fail", "-o", "/dev/null", "-w", "%{size_download}", "-H", "@-"),
            f"{notifier.address}/v1/notifications/{id}/deliveries.csv",
        ],
        input=f"Authorization: Bearer {notifier.key}",
        capture_output=True,
        text=True,
        timeout=120,
    )
    took = time.monotonic() - began
    grown = notifier.process.memory("VmHWM") - before
    verdicts.check("the CSV comes", done.returncode == 0, done.stderr)
    verdicts.number(
        f"CSV of {people:,}", f"{took:.2f} s, {int(done.stdout or 0) / MB:.0f} MB, memory {grown / MB:+.0f} MB"
    )
    if figures:
        verdicts.check(f"CSV of {people:,} within 10 s", took <= 10 * max(1, people / 300_000), f"{took:.2f}")
        verdicts.check("in flat memory", grown <= 30 * MB, f"{grown / MB:.0f} MB")


def bare_loop(verdicts: Verdicts) -> None:
    """What the HTTP client alone does against the same sink."""
    sink = Sink()
    try:
        address = f"{sink.address}/emea/v3/conversations/a%3Abare/activities"
        done = subprocess.run([Programs.sink, "client", address], capture_output=True, text=True, timeout=120)
        for line in done.stdout.splitlines():
            fields = line.split("\t")
            if len(fields) == 3:
                verdicts.number(f"our HTTP client alone, {fields[0]}", f"{fields[1]} {fields[2]}")
    finally:
        sink.end()


def main(verdicts: Verdicts, soak: bool, figures: bool) -> None:
    """`figures`: a release build on a machine of its own, whose numbers count."""
    if not figures:
        lanes(verdicts, 10, 5, figures)
        backlog(verdicts, 10_000, figures)
        return
    bare_loop(verdicts)
    lanes(verdicts, 100, 600 if soak else 60, figures)
    backlog(verdicts, 300_000, figures)
    if soak:
        backlog(verdicts, 1_000_000, figures)


def table(verdicts: Verdicts, path: pathlib.Path, command: str) -> None:
    """Writes what was measured."""
    with open("/proc/cpuinfo") as file:
        cpu = next((line.split(": ")[1].strip() for line in file if line.startswith("model name")), "an unknown CPU")
    lines = [
        "# Notifications: results",
        "",
        f"`{command}` on {time.strftime('%Y-%m-%d')}: {os.cpu_count()} cores of {cpu}, which the notifier, the service "
        "it sends to and the judge share; SQLite at full durability. The load average when it was written was "
        f"{os.getloadavg()[0]:.1f}.",
        "",
        f"{verdicts.passed} checks passed, {len(verdicts.failed)} failed" + (":" if verdicts.failed else "."),
        *([""] if verdicts.failed else []),
        *(f"- {name}" for name in verdicts.failed),
        "",
        "| what | result |",
        "|---|---|",
        *(f"| {name} | {value} |" for name, value in verdicts.numbers),
    ]
    path.write_text("\n".join(lines) + "\n")
