"""Opt-out, pauses, cancel, edit, recall, events with crashes, and bursts: what was promised of each."""

import random
import threading
import time

from calls import Caller
from harness import LocalTeams, Lost, Notifier, Sink, instant, many, references, visible
from processes import Failed, wait_until
from verdicts import Verdicts


class Town:
    """People in a Local Teams in real time, and a notifier that knows them."""

    def __init__(self, people: int):
        self.local = LocalTeams(people)
        self.notifier = Notifier(self.local.address, port=self.local.endpoint_port)
        self.notifier.import_file(self.local.references)
        self.notifier.start()

    def __enter__(self) -> "Town":
        return self

    def __exit__(self, *_) -> None:
        self.notifier.end()
        self.local.end()

    def shown(self, text: str) -> dict[str, list[float]]:
        """When messages of this text became visible, by conversation."""
        found: dict[str, list[float]] = {}
        for entry in self.local.ledger():
            if entry["kind"] == "visible" and entry["text"] == text:
                found.setdefault(entry["conversation"], []).append(instant(entry["at"]))
        return found


def opting_out(verdicts: Verdicts, town: Town, rounds: int, chance: random.Random) -> None:
    """P7: after the acknowledgement nothing comes."""
    late: list[str] = []
    mandatory: list[str] = []
    for number in range(rounds):
        text, category = f"tides {number}", f"tides{number}"
        id = town.notifier.send({"everyone": True}, {"text": text}, category=category)
        people = chance.sample(town.local.people, len(town.local.people) // 2)
        acknowledged: dict[str, float] = {}

        def leave(person, category=category, acknowledged=acknowledged):
            wanted = chance.choice([[category], ["*"], [category, "other"]])
            answer = town.notifier.call("PUT", f"/v1/preferences/{person.user}", {"optedOut": wanted})
            if answer.status != 200:
                raise Failed(f"PUT preferences: {answer}")
            acknowledged[person.conversation] = time.time()

        many(leave, people, threads=4)
        town.notifier.until_done(id)
        shown = town.shown(text)
        for conversation, times in shown.items():
            # The service's clock shows milliseconds.
            if conversation in acknowledged and max(times) > acknowledged[conversation] + 0.002:
                late.append(conversation)
        rows = {row["conversation"]: row for row in town.notifier.deliveries(id)}
        for conversation in acknowledged:
            row = rows[conversation]
            if (conversation in shown) != (row["state"] == "delivered"):
                late.append(f"ledger: {row}")
            if row["state"] == "skipped" and row["code"] != "optedOut":
                late.append(f"code: {row}")
        free = town.notifier.send({"users": [people[0].user]}, {"text": f"must {number}"})
        town.notifier.until_done(free)
        if (
            town.notifier.status(free)["counts"].get("delivered") != 1
            and "*" not in (town.notifier.get(f"/v1/preferences/{people[0].user}")["optedOut"])
        ):
            mandatory.append(people[0].user)
        for person in people:
            town.notifier.call("PUT", f"/v1/preferences/{person.user}", {"optedOut": []})
    verdicts.check(f"opting out during {rounds} broadcasts: nothing comes afterwards", not late, late[:3])
    verdicts.check("what has no category comes all the same", not mandatory, mandatory)


def pausing(verdicts: Verdicts, town: Town, pauses: int, chance: random.Random) -> None:
    """P8: pauses at random; all get it, nobody twice. Cancel: nothing comes afterwards."""
    text = "paused now and then"
    id = town.notifier.send({"everyone": True}, {"text": text})
    moved: list[str] = []
    for _ in range(pauses):
        time.sleep(chance.uniform(0, 0.15))  # the random moment
        answer = town.notifier.call("POST", f"/v1/notifications/{id}/pause")
        if answer.status == 409:
            break
        # What was on the wire may arrive; then it stands still.
        wait_until("the wire to be empty", lambda: town.notifier.status(id)["counts"].get("sending", 0) == 0)
        before = len(town.shown(text))
        time.sleep(0.05)  # nothing tells that nothing happens
        if len(town.shown(text)) != before:
            moved.append(f"{before} → {len(town.shown(text))}")
        town.notifier.act(id, "resume")
    town.notifier.until_done(id)
    shown = town.shown(text)
    verdicts.check("paused, nothing moves", not moved, moved)
    verdicts.equal("after pauses all have it", set(shown), {person.conversation for person in town.local.people})
    verdicts.check("and nobody twice", all(len(times) == 1 for times in shown.values()))
    verdicts.equal(
        "to pause what has ended is 409", town.notifier.call("POST", f"/v1/notifications/{id}/pause").status, 409
    )

    late = []
    for number in range(3):
        text = f"cancelled {number}"
        id = town.notifier.send({"everyone": True}, {"text": text})
        time.sleep(chance.uniform(0, 1.5))  # the random moment
        town.notifier.act(id, "cancel")
        returned = time.time()
        counts = town.notifier.status(id)["counts"]
        time.sleep(0.3)  # nothing tells that nothing happens
        shown = town.shown(text)
        late += [c for c, times in shown.items() if max(times) > returned + 0.002]
        if counts.get("sending", 0) or counts.get("delivered", 0) != len(shown):
            late.append(f"{counts}, {len(shown)} shown")
        codes = {row.get("code") for row in town.notifier.deliveries(id) if row["state"] == "skipped"}
        if not codes <= {"cancelled"}:
            late.append(f"codes {codes}")
    verdicts.check("after cancel returned nothing comes, and the ledger says so", not late, late[:3])


def changing(verdicts: Verdicts, town: Town, chance: random.Random) -> None:
    """P9: an edit and a recall that race the send."""
    places = {person.conversation for person in town.local.people}
    for number in range(2):
        first, second = f"first {number}", f"second {number}"
        before = len(town.local.ledger())
        id = town.notifier.send({"everyone": True}, {"text": first})
        time.sleep(chance.uniform(0.2, 2))  # the random moment
        town.notifier.edit(id, {"text": second})
        edited = time.time()
        town.notifier.until_done(id, 120)
        ledger = town.local.ledger()[before:]
        now = {conversation: sorted(messages.values()) for conversation, messages in visible(ledger).items()}
        verdicts.equal(f"edited while it went out ({number}): everybody sees the last version, once",
                       {place: now.get(place) for place in places if now.get(place) != [second]}, {})  # fmt: skip
        old = [e for e in ledger if e["kind"] == "visible" and e["text"] == first and instant(e["at"]) > edited + 1]
        verdicts.equal(f"those not yet reached got only the new one ({number})", len(old), 0)
        if number == 0:
            continue
        town.notifier.recall(id)
        town.notifier.until_done(id, 120)
        left = [place for place, messages in visible(town.local.ledger()[before:]).items() if messages]
        verdicts.equal("recalled: nobody sees it", left, [])
    before = len(town.local.ledger())
    id = town.notifier.send({"everyone": True}, {"text": "taken back at once"})
    time.sleep(chance.uniform(0.2, 2))  # the random moment
    town.notifier.recall(id)
    town.notifier.until_done(id, 120)
    left = [place for place, messages in visible(town.local.ledger()[before:]).items() if messages]
    verdicts.equal("recalled while it went out: nobody sees it", left, [])
    states = {(row["state"], row.get("code")) for row in town.notifier.deliveries(id)}
    verdicts.check(
        "and those who never had it are skipped", states <= {("delivered", "recalled"), ("skipped", "recalled")}, states
    )


def people(verdicts: Verdicts, soak: bool, seed: int) -> None:
    chance = random.Random(seed)
    with Town(400 if soak else 120) as town:
        opting_out(verdicts, town, 20 if soak else 2, chance)
        pausing(verdicts, town, 100 if soak else 15, chance)
        changing(verdicts, town, chance)


def events(verdicts: Verdicts, count: int, kills: int, seed: int) -> None:
    """P11: each event posted three times, with crashes between: one notification each. 401 out of the box."""
    chance = random.Random(seed)
    tenants, each = 10, 20
    sink = Sink("5-20")
    notifier = Notifier(sink.address)
    try:
        store = references(sink, tenants, each)
        notifier.import_file(store)
        notifier.start()
        targets = [reference["conversation"]["id"] for reference in store.values()]
        for bad in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {notifier.key}"}):
            caller = Caller(notifier.address, bad)
            for method, path in (("POST", "/v1/notifications"), ("GET", "/v1/notifications"), ("GET", "/metrics")):
                answer = caller.call(method, path, {} if method == "POST" else None)
                verdicts.equal(f"{method} {path} with {list(bad.values())[:1] or 'no key'}: 401", answer.status, 401)
        posts = [number for number in range(count) for _ in range(3)]
        chance.shuffle(posts)
        ids: dict[int, set[str]] = {number: set() for number in range(count)}
        latencies: list[float] = []
        gate, lock = threading.RLock(), threading.Lock()
        kill_at = set(chance.sample(range(len(posts)), kills))
        bad_answers: list[str] = []

        def post(place: int) -> None:
            number = posts[place]
            body = {
                "audience": {"conversations": [targets[number % len(targets)]]},
                "content": {"text": f"event {number}"},
            }
            if place in kill_at:
                with gate:
                    notifier.kill()
                    notifier.start()
            for _ in range(100):
                began = time.monotonic()
                try:
                    answer = notifier.call("POST", "/v1/notifications", body, {"Idempotency-Key": f"event-{number}"})
                except Lost:
                    with gate:  # until whoever killed it has started it again
                        pass
                    time.sleep(0.01)
                    continue
                if answer.status == 202:
                    with lock:
                        latencies.append(time.monotonic() - began)
                        ids[number].add(answer.json["id"])
                elif answer.status in (429, 503):
                    time.sleep(0.05)
                    continue
                else:
                    bad_answers.append(repr(answer))
                return
            bad_answers.append(f"event {number} was never answered")

        began = time.monotonic()
        many(post, range(len(posts)), threads=8)
        rate = len(posts) / (time.monotonic() - began)
        latencies.sort()
        verdicts.equal("every post is answered 202", bad_answers[:3], [])
        verdicts.check(
            "the three posts of an event are one notification", all(len(found) == 1 for found in ids.values())
        )
        verdicts.equal("each event another", len(set().union(*ids.values())), count)
        verdicts.number(
            "events accepted durably", f"{rate:.0f}/s, p99 {latencies[len(latencies) * 99 // 100] * 1000:.1f} ms"
        )
        other = {"audience": {"conversations": [targets[0]]}, "content": {"text": "other"}}
        try:
            answer = notifier.call("POST", "/v1/notifications", other, {"Idempotency-Key": "event-0"})
        except Lost:  # the connection was of before a kill
            answer = notifier.call("POST", "/v1/notifications", other, {"Idempotency-Key": "event-0"})
        verdicts.equal("the same key with another body: 422", answer.status, 422)

        def ended() -> bool:
            return not any(
                notifier.get(f"/v1/notifications?state={state}&limit=1")["items"]
                for state in ("planning", "sending", "scheduled")
            )

        wait_until("all events to be sent", ended, 60 + count / 20, 0.2)
        listed = notifier.items("/v1/notifications")
        verdicts.equal("so many notifications are listed", len({item["id"] for item in listed}), count)
        texts: dict[str, int] = {}
        for request in sink.log():
            if request.operation == "send" and request.done:
                for line in request.text.splitlines() or [request.text]:
                    texts[line.strip()] = texts.get(line.strip(), 0) + 1
        unknown = {item["id"] for item in listed if item["counts"].get("unknown")}
        missing = [n for n in range(count) if texts.get(f"event {n}", 0) != 1 and not ids[n] & unknown]
        verdicts.check("each event is there exactly once, but for the unknown", not missing, missing[:5])
        verdicts.check("the unknown are few", len(unknown) <= 50 * tenants * kills, len(unknown))
        verdicts.number("events, unknown after the crashes", str(len(unknown)))
    finally:
        notifier.end()
        sink.end()


def burst(verdicts: Verdicts, count: int, seconds: float) -> None:
    """P12: more events for one conversation than it may get messages: all are there within a minute."""
    sink = Sink("5-20")
    notifier = Notifier(sink.address)
    try:
        store = references(sink, 1, 1)
        notifier.import_file(store)
        notifier.start()
        place = next(iter(store.values()))["conversation"]["id"]
        began = time.monotonic()

        def post(number: int) -> str:
            wait = began + number * seconds / count - time.monotonic()
            if wait > 0:
                time.sleep(wait)  # the events' own pace
            return notifier.send({"conversations": [place]}, {"text": f"event {number};"})

        ids = many(post, range(count), threads=8)
        last = time.monotonic()
        for id in ids[-20:]:
            notifier.until_done(id, 120)
        lag = time.monotonic() - last
        verdicts.check(
            f"{count} events in {seconds:.0f} s to one conversation: the last is there within 60 s", lag <= 60, lag
        )
        states = {notifier.status(id)["state"] for id in ids}
        verdicts.equal("and all others", states, {"done"})
        sends = [request for request in sink.log() if request.operation == "send"]
        windows(verdicts, sends, ((7, 1), (8, 2), (60, 30), (1800, 3600)), "one conversation")
        rows = [notifier.deliveries(id)[0] for id in ids]
        by_message = {request.message for request in sends if request.done}
        verdicts.check(
            "each event's delivery names a message that is there",
            all(row["state"] == "delivered" and row["activityId"] in by_message for row in rows),
        )
        verdicts.number(f"{count} events in {seconds:.0f} s", f"{len(sends)} messages, the last {lag:.1f} s late")
    finally:
        notifier.end()
        sink.end()


def windows(verdicts: Verdicts, requests: list, limits: tuple[tuple[int, int], ...], what: str) -> None:
    """By the service's own clock, no window ever had more than it allows."""
    times = sorted(request.arrived for request in requests)
    for count, seconds in limits:
        over = [
            round(later - first, 4) for first, later in zip(times, times[count:]) if later - first < seconds - 0.0005
        ]
        verdicts.check(f"{what}: never more than {count} in {seconds} s", not over, f"{len(over)}: {over[:4]}")


def fairness(verdicts: Verdicts, people: int, allowed: float) -> None:
    """P12: an organisation that the service throttles changes another's finish by little."""
    sink = Sink("5-10")
    notifier = Notifier(sink.address)
    try:
        store = references(sink, 2, people)
        notifier.import_file(store)
        notifier.start()
        places = [reference["conversation"]["id"] for reference in store.values()]
        first, second = places[:people], places[people:]

        def finish(text: str) -> float:
            mine = [r for r in sink.log() if r.text == text and r.conversation in first]
            return max(r.arrived for r in mine) - min(r.arrived for r in mine)

        id = notifier.send({"everyone": True}, {"text": "undisturbed"})
        notifier.until_done(id, 120)
        calm = finish("undisturbed")
        for conversation in second:
            sink.script(operation="send", status=429, retryAfter=2, conversation=conversation, times=2)
        id = notifier.send({"everyone": True}, {"text": "beside a storm"})
        wait_until(
            "the undisturbed organisation to have it",
            lambda: len([r for r in sink.log() if r.text == "beside a storm" and r.conversation in first]) == people,
        )
        storm = finish("beside a storm")
        verdicts.number("beside a throttled organisation", f"{storm:.3f} s instead of {calm:.3f} s")
        verdicts.check(
            f"a throttled organisation changes another's finish by at most {allowed:.0%}",
            abs(storm - calm) <= allowed * calm,
            f"{storm:.3f} and {calm:.3f}",
        )
        notifier.act(id, "cancel")
    finally:
        notifier.end()
        sink.end()
