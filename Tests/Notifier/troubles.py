"""What happens to the process: a signal, a second one on the file, a full disk, a wrong secret, a lost file."""

import os
import resource
import signal
import time

from harness import LocalTeams, Notifier, Programs, Sink, references
from processes import run, wait_until
from verdicts import Verdicts

EVERYONE = {"everyone": True}


def stopping(verdicts: Verdicts) -> None:
    """SIGTERM with requests on the wire."""
    sink = Sink("300-500")
    notifier = Notifier(sink.address)
    try:
        notifier.import_file(references(sink, 2, 60))
        notifier.start()
        id = notifier.send(EVERYONE, {"text": "stopped"})
        wait_until("requests on the wire", lambda: sink.count() > 20)
        status = notifier.stop(30)
        verdicts.equal("SIGTERM with requests on the wire: exit status", status, 0)
        open_ones = [request for request in sink.log() if not request.answered]
        verdicts.equal("it waited for the answers", open_ones, [])
        notifier.start()
        notifier.until_done(id, 60)
        counts = {state: count for state, count in notifier.status(id)["counts"].items() if count}
        verdicts.equal("started again, all is delivered, nothing unknown", counts, {"delivered": 120})
        verdicts.equal("each exactly once", len({r.conversation for r in sink.log()}), len(sink.log()))
        verdicts.equal("idle, SIGTERM: exit status", notifier.stop(10), 0)
    finally:
        notifier.end()
        sink.end()


def second(verdicts: Verdicts) -> None:
    sink = Sink()
    notifier = Notifier(sink.address)
    try:
        notifier.import_file(references(sink, 1, 3))
        notifier.start()
        other = Notifier(sink.address, folder=notifier.folder)
        done = run(other.command, other.environment, patience=20)
        verdicts.equal("a second process on the file: exit status", done.returncode, 1)
        lines = (done.stdout + done.stderr).strip().splitlines()
        verdicts.check("one line says why", len(lines) == 1 and "teams.db" in lines[0], lines)
        taken = Notifier(sink.address, port=notifier.port)
        done = run(taken.command, taken.environment, patience=20)
        lines = (done.stdout + done.stderr).strip().splitlines()
        verdicts.check("a port that is taken: exit 1 and one line", done.returncode == 1 and len(lines) == 1, lines)
        taken.end()
        notifier.until_done(notifier.send(EVERYONE, {"text": "still here"}))
        verdicts.equal("the first goes on", len(sink.log()), 3)
        done = run([Programs.teams, "notifier", "keys", "list", "--data", notifier.data], notifier.environment)
        verdicts.check("`keys list` works beside it", done.returncode == 0 and notifier.key not in done.stdout, done)
    finally:
        notifier.end()
        sink.end()


def ignore_size_signal() -> None:
    """A file over its limit is an error then, as on a full disk, and not the end of the process."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def full_disk(verdicts: Verdicts) -> None:
    sink = Sink("5-10")
    notifier = Notifier(sink.address, limits=ignore_size_signal)
    try:
        notifier.import_file(references(sink, 2, 200))
        notifier.start()

        def disk(bytes_left: int) -> None:
            resource.prlimit(notifier.process.pid, resource.RLIMIT_FSIZE, (bytes_left, resource.RLIM_INFINITY))

        id = notifier.send(EVERYONE, {"text": "before"})
        wait_until("the broadcast to begin", lambda: sink.count() > 30)
        disk(1)
        answers = [
            notifier.call("POST", "/v1/notifications", {"audience": EVERYONE, "content": {"text": f"full {n}"}})
            for n in range(3)
        ]
        verdicts.equal("a full disk: 503", [answer.status for answer in answers], [503] * 3)
        verdicts.check(
            "with Retry-After and an error in words", all(answer.json["error"]["message"] for answer in answers)
        )
        time.sleep(1)  # what was on the wire may arrive
        before = sink.count()
        time.sleep(0.5)  # nothing tells that nothing happens
        verdicts.equal("nothing is sent whose intent is not durable", sink.count(), before)
        ready = notifier.call("GET", "/readyz")
        verdicts.check("/readyz says so", ready.status == 503 and ready.body, ready)
        verdicts.equal("/healthz lives", notifier.call("GET", "/healthz").status, 200)
        disk(resource.RLIM_INFINITY)
        wait_until("readiness after the disk has room", lambda: notifier.call("GET", "/readyz").status == 200)
        notifier.until_done(id, 60)
        counts = {state: count for state, count in notifier.status(id)["counts"].items() if count}
        verdicts.equal("room again: all is delivered", counts, {"delivered": 400})
        sent = [request.conversation for request in sink.log() if request.text == "before"]
        verdicts.equal("each exactly once", (len(sent), len(set(sent))), (400, 400))
        verdicts.equal("nothing of what got 503 was accepted", len(notifier.items("/v1/notifications")), 1)
        notifier.until_done(notifier.send(EVERYONE, {"text": "after"}), 60)
    finally:
        notifier.end()
        sink.end()


def lost_file(verdicts: Verdicts) -> None:
    sink = Sink()
    notifier = Notifier(sink.address)
    try:
        notifier.import_file(references(sink, 1, 3))
        notifier.start()
        for name in os.listdir(notifier.folder):
            if name.startswith("teams.db"):
                os.unlink(os.path.join(notifier.folder, name))
        body = {"audience": EVERYONE, "content": {"text": "into nothing"}}
        wait_until(
            "503 once the data file is gone",
            lambda: notifier.call("POST", "/v1/notifications", body).status == 503,
            patience=20,
            pause=0.2,
        )
        ready = notifier.call("GET", "/readyz")
        verdicts.check("a data file that is gone: 503, and /readyz says so", ready.status == 503, ready)
    finally:
        notifier.end()
        sink.end()


def secrets(verdicts: Verdicts) -> None:
    """A wrong secret stops the lane and ends no delivery; mended, it goes on."""
    local = LocalTeams(3, clock="virtual")
    arguments = ["--clock", "local-teams"]
    wrong = Notifier(local.address, port=local.endpoint_port, secret="not-the-secret", arguments=list(arguments))
    right = Notifier(local.address, port=local.endpoint_port, folder=wrong.folder, arguments=list(arguments))
    right.key, right.caller = wrong.key, wrong.caller
    step = lambda: local.advance(0.5)  # noqa: E731
    try:
        wrong.import_file(local.references)
        wrong.start()
        id = wrong.send(EVERYONE, {"text": "with a wrong secret"})

        def unready():
            step()
            answer = wrong.call("GET", "/readyz")
            return answer if answer.status == 503 else None

        answer = wait_until("/readyz to say that the secret is wrong", unready)
        verdicts.check("/readyz names the setting", b"CLIENT_SECRET" in answer.body, answer)
        verdicts.check("and not the secret", b"not-the-secret" not in answer.body, answer)
        for _ in range(100):
            step()
        counts = wrong.status(id)["counts"]
        ended = {state: counts.get(state, 0) for state in ("delivered", "failed", "skipped", "unknown")}
        verdicts.equal("no delivery ends", set(ended.values()), {0})
        verdicts.equal("the log has no secret", wrong.process.said().count("not-the-secret"), 0)
        verdicts.equal("SIGTERM while it stands still: exit status", wrong.stop(30), 0)
        right.start()
        right.until_done(id, 60, step)
        counts = {state: count for state, count in right.status(id)["counts"].items() if count}
        verdicts.equal("with the right secret all is delivered", counts, {"delivered": 3})

        fault = local.fault("send", 401, times=0)
        id = right.send(EVERYONE, {"text": "refused"})
        wait_until(
            "/readyz to say that the bot is refused", lambda: (step(), right.call("GET", "/readyz").status == 503)[1]
        )
        for _ in range(120):
            step()
        tries = [entry for entry in local.log() if entry["operation"] == "send" and entry["status"] == 401]
        verdicts.check("401 stops the lane: few requests in a minute", 1 <= len(tries) <= 60 // 15 + 4, len(tries))
        local.mend(fault)
        before = local.now()
        right.until_done(id, 60, step)
        verdicts.check("mended, it goes on within 20 s", local.now() - before <= 25, local.now() - before)
        counts = {state: count for state, count in right.status(id)["counts"].items() if count}
        verdicts.equal("and all is delivered", counts, {"delivered": 3})
        wait_until("readiness", lambda: (step(), right.call("GET", "/readyz").status == 200)[1])
    finally:
        right.end()
        wrong.end()
        local.end()


def missing_service(verdicts: Verdicts) -> None:
    """A service that refuses connections: deliveries wait, nothing fails in a burst."""
    sink = Sink()
    notifier = Notifier(sink.address)
    port = int(sink.address.rsplit(":", 1)[1])
    try:
        notifier.import_file(references(sink, 1, 30))
        notifier.start()
        notifier.until_done(notifier.send(EVERYONE, {"text": "first"}))
        sink.end()
        id = notifier.send(EVERYONE, {"text": "second"})
        time.sleep(3)  # the time that the service is away
        counts = notifier.status(id)["counts"]
        verdicts.equal("no connection: nothing fails", (counts.get("failed", 0), counts.get("unknown", 0)), (0, 0))
        sink = Sink("0", port)
        notifier.until_done(id, 90)
        counts = {state: count for state, count in notifier.status(id)["counts"].items() if count}
        verdicts.equal("the service is back: all is delivered", counts, {"delivered": 30})
    finally:
        notifier.end()
        sink.end()


def main(verdicts: Verdicts) -> None:
    for part in (stopping, second, full_disk, lost_file, secrets, missing_service):
        verdicts.part(f"troubles: {part.__name__}", lambda part=part: part(verdicts))
