"""What whoever runs it does: copies and restores, keys, logs, and a look before the start."""

import json
import os
import pathlib
import time

from calls import Caller
from harness import LocalTeams, Notifier, Programs, Sink, references
from processes import run, wait_until
from verdicts import Verdicts

EVERYONE = {"everyone": True}


def teams(notifier: Notifier, *arguments: str):
    """A tool beside the service, on its data."""
    return run([Programs.teams, "notifier", *arguments, "--data", notifier.data], notifier.environment)


def backup(verdicts: Verdicts) -> None:
    """A copy made while it sends, and started from."""
    sink = Sink("20-40")
    notifier = Notifier(sink.address)
    copy = os.path.join(notifier.folder, "copy.db")
    try:
        notifier.import_file(references(sink, 2, 300))
        notifier.start()
        old = notifier.send(EVERYONE, {"text": "ended before"}, key="old")
        notifier.until_done(old)
        id = notifier.send(EVERYONE, {"text": "copied"}, key="copied")
        later = notifier.send(EVERYONE, {"text": "later"}, schedule={"at": "2099-01-01T09:00:00Z"})
        sent = lambda: [request for request in sink.log() if request.text == "copied"]  # noqa: E731
        wait_until("the broadcast to be under way", lambda: len(sent()) > 100)
        done = teams(notifier, "backup", "--to", copy)
        verdicts.check("a copy beside the sending service", done.returncode == 0 and not done.stderr, done)
        verdicts.equal("its owner alone can read it", os.stat(copy).st_mode & 0o777, 0o600)
        before = pathlib.Path(copy).read_bytes()
        again = teams(notifier, "backup", "--to", copy)
        verdicts.check(
            "a copy that is there is not written over",
            again.returncode == 1 and copy in again.stderr and pathlib.Path(copy).read_bytes() == before,
            again,
        )
        wait_until("sending to go on after the copy", lambda: len(sent()) > 250)
        notifier.kill()
        early = teams(notifier, "restore", "--from", copy)
        verdicts.check("data that are there are not restored over", early.returncode == 1, early)
        for name in os.listdir(notifier.folder):
            if name.startswith("teams.db"):
                os.rename(os.path.join(notifier.folder, name), os.path.join(notifier.folder, "old-" + name))
        done = teams(notifier, "restore", "--from", copy, "--paused")
        verdicts.check("restored, what was going out is paused", done.returncode == 0, done)
        verdicts.equal(
            "and named", {line for line in done.stdout.splitlines()[1:]}, {f"paused: {id}", f"paused: {later}"}
        )
        notifier.start()
        verdicts.equal("what had ended is as it was", notifier.status(old)["counts"]["delivered"], 600)
        verdicts.equal("it is paused", notifier.status(id)["state"], "paused")
        known = {item["conversation"] for item in notifier.deliveries(id) if item["state"] != "planned"}
        verdicts.check("the copy knows what was sent before it", len(known) > 100, len(known))
        count = sink.count()
        time.sleep(1)  # nothing tells that nothing happens
        verdicts.equal("paused, nothing goes out", sink.count(), count)
        verdicts.equal("an accepted key is known", notifier.send(EVERYONE, {"text": "copied"}, key="copied"), id)
        notifier.act(id, "resume")
        notifier.until_done(id)
        requests = sent()
        verdicts.equal("resumed, nobody is left out", len({request.conversation for request in requests}), 600)
        twice = [r.conversation for r in requests if r.conversation in known]
        verdicts.equal("what the copy knew is not sent again", len(twice), len(set(twice)))
        for second in range(int(requests[-1].arrived) + 1):
            for tenant in range(2):
                inside = [
                    r for r in requests if second <= r.arrived < second + 1 and f"a:t{tenant:03d}" in r.conversation
                ]
                if len(inside) > 51:
                    verdicts.check(f"at most 50 a second in an organisation at {second} s", False, len(inside))
    finally:
        notifier.end()
        sink.end()


def keys(verdicts: Verdicts) -> None:
    sink = Sink()
    notifier = Notifier(sink.address)
    try:
        notifier.start()
        key = teams(notifier, "keys", "add", "builds", "--scope", "read", "--expires", "P1D").stdout.strip()
        brief = teams(notifier, "keys", "add", "brief", "--scope", "read", "--expires", "PT8S").stdout.strip()
        asked = {
            name: Caller(notifier.address, {"Authorization": f"Bearer {secret}"})
            for name, secret in (("builds", key), ("brief", brief))
        }
        status = lambda name: asked[name].call("GET", "/v1/me").status  # noqa: E731
        wait_until("a new key to count", lambda: status("builds") == 200, 12)
        listed = teams(notifier, "keys", "list").stdout
        verdicts.check(
            "the list has the last four, and when it expires",
            "…" + key[-4:] in listed and "expires 20" in listed,
            listed,
        )
        verdicts.check("and no key", key not in listed and brief not in listed, listed)
        wait_until("a key to expire", lambda: status("brief") == 401, 12)
        teams(notifier, "keys", "revoke", "builds")
        began = time.monotonic()
        wait_until("a revocation to hold", lambda: status("builds") == 401, 12)
        verdicts.check("a revocation holds within 10 s", time.monotonic() - began < 10, time.monotonic() - began)
        done = teams(notifier, "keys", "add", "late", "--scope", "read", "--expires", "2020-01-01")
        verdicts.check("one that is over already", done.returncode == 1 and "--expires" in done.stderr, done)
        for caller in asked.values():
            caller.close()
    finally:
        notifier.end()
        sink.end()


def secrecy(verdicts: Verdicts) -> None:
    """No secret is where others look; and the log is one that programs read."""
    sink = Sink()
    notifier = Notifier(
        sink.address, secret="not-to-be-told-4711", variables={"LOG_FORMAT": "json", "LOG_LEVEL": "trace"}
    )
    try:
        notifier.import_file(references(sink, 1, 20))
        notifier.start()
        id = notifier.send(EVERYONE, {"text": "not a text for logs"})
        notifier.until_done(id)
        stranger = Caller(notifier.address)
        refused = stranger.call("GET", f"/v1/notifications?key={notifier.key}")
        verdicts.check("a key in an address is refused, in words", refused.status == 401 and b"Bearer" in refused.body)
        told = refused.body + notifier.call("GET", "/metrics").body + notifier.call("GET", "/openapi.json").body
        told += notifier.call("GET", "/readyz").body + stranger.call("GET", "/v1/nothing").body
        stranger.close()
        lines = notifier.process.err.read_text().splitlines()
        secrets = [notifier.key, notifier.secret, "not a text for logs"]
        for secret in secrets:
            verdicts.check("no secret in answers", secret.encode() not in told, secret[:4])
            verdicts.check("nor in the log", not any(secret in line for line in lines), secret[:4])
        command = pathlib.Path(f"/proc/{notifier.process.pid}/cmdline").read_bytes()
        verdicts.check("nor in the process list", not any(s.encode() in command for s in secrets), command)
        parsed = [json.loads(line) for line in lines]
        mine = [line for line in parsed if line.get("notification") == id]
        places = {line["delivery"] for line in mine if line["message"] == "A delivery is done"}
        verdicts.equal("each delivery has its line, with its place", len(places), 20)
        verdicts.check("and the call that made it", any(line.get("call") == "POST /v1/notifications" for line in mine))
    finally:
        notifier.end()
        sink.end()


def retention(verdicts: Verdicts) -> None:
    """Two days of Local Teams' clock later, on a service that keeps deliveries for one."""
    local = LocalTeams(3, clock="virtual")
    notifier = Notifier(
        local.address,
        port=local.endpoint_port,
        arguments=["--clock", "local-teams"],
        variables={"RETENTION": "P1D"},
    )
    try:
        notifier.import_file(local.references)
        notifier.start()
        id = notifier.send(EVERYONE, {"text": "old"}, key="old")
        notifier.until_done(id, between=lambda: local.advance(0.5))
        again = notifier.send(EVERYONE, {"text": "again"}, schedule={"every": "PT20H"})
        local.advance(21 * 3600)
        wait_until("the first time", lambda: (local.advance(0.5), len(notifier.deliveries(again)) == 3)[1])
        verdicts.equal("before a day is over all is there", len(notifier.deliveries(id)), 3)
        local.advance(10 * 3600)
        wait_until("old deliveries to go", lambda: (local.advance(60), not notifier.deliveries(id))[1])
        counts = {state: count for state, count in notifier.status(id)["counts"].items() if count}
        verdicts.equal("the counts stay", counts, {"delivered": 3})
        verdicts.equal("edits are refused", notifier.call("DELETE", f"/v1/notifications/{id}").status, 409)
        verdicts.check("what comes again keeps its own", len(notifier.deliveries(again)) >= 3)
        verdicts.check(
            "and /metrics counts",
            b"teams_notifier_deliveries_removed_total 3\n" in notifier.call("GET", "/metrics").body,
        )
        verdicts.check("the key is free again", notifier.send(EVERYONE, {"text": "old"}, key="old") != id)
    finally:
        notifier.end()
        local.end()


def check(verdicts: Verdicts) -> None:
    sink = Sink()
    notifier = Notifier(sink.address)
    look = lambda: (
        run(  # noqa: E731
            [Programs.teams, "notifier", "check", "--data", notifier.data, "--api-key-file", notifier.key_file],
            notifier.environment,
        ).stdout
    )
    try:
        notifier.start()
        found = look()
        verdicts.check("check looks at files and room", "ok     permissions" in found and "ok     disk" in found, found)
        os.chmod(notifier.key_file, 0o644)
        verdicts.check("a key file that others may read", f"chmod 600 {notifier.key_file}" in look(), look())
    finally:
        notifier.end()
        sink.end()


def main(verdicts: Verdicts) -> None:
    for part in (backup, keys, secrecy, retention, check):
        verdicts.part(f"operating: {part.__name__}", lambda part=part: part(verdicts))
