"""What a bot made with a foreign SDK must be able to do here, and how each SDK takes a refusal."""

import json
from collections.abc import Callable

from town import APP_ID, Town

Check = Callable[[str, bool], None]


def conversation(town: Town, check: Check) -> None:
    """What every SDK can do: receive, send, update, delete, ask for members, send later."""
    one, two = town.members[0], town.members[1]
    check("the bot accepts a signed delivery", town.say(one, "echo hello").get("status") in range(200, 300))
    check("echo", town.last_of_bot(two).get("text") == "hello")
    town.say(one, "say first")
    town.say(one, "edit second")
    message = town.last_of_bot(two)
    check("update", message.get("text") == "second" and message.get("edited") is True)
    town.say(one, "delete")
    deleted = next((m for m in town.history(two) if m["id"] == message.get("id")), {})
    check("delete", not deleted or deleted.get("deleted") is True)
    town.say(one, "members")
    expected = f"members: {len(town.members)}, you are {town.names[one]}"
    check("members, paged, and one of them", town.last_of_bot(one).get("text") == expected)
    town.say(one, "proactive out of the blue")
    check("a proactive send", town.last_of_bot(two).get("text") == "out of the blue")


def targeted(town: Town, check: Check) -> None:
    """Targeted messages, quotes and reactions: of these three, the Teams SDK alone has them."""
    one, two = town.members[0], town.members[1]
    town.say(one, "whisper only for you")
    whisper = town.last_of_bot(one)
    check("targeted send is seen by its one", whisper.get("text") == "only for you" and whisper.get("onlyYou") is True)
    check("and by nobody else", whisper.get("id", "-") not in json.dumps(town.history(two)))
    town.say(one, "whisper edit changed")
    check("targeted update", town.last_of_bot(one).get("text") == "changed")
    seen = json.dumps(town.history(two)).replace("whisper edit changed", "")
    check("and still by nobody else", "changed" not in seen)
    town.say(one, "whisper delete")
    left = [message["id"] for message in town.history(one) if not message.get("deleted")]
    check("targeted delete", whisper.get("id", "-") not in left)
    town.say(one, "quote")
    check("a quoted reply", "quoted" in town.last_of_bot(two).get("text", ""))
    town.say(one, "react")
    liked = [m for m in town.history(two) if any(r["type"] == "like" for r in m.get("reactions", []))]
    check("a reaction", len(liked) == 1 and liked[0]["text"].endswith("react"))


def refusals(town: Town, check: Check, repeats: bool) -> None:
    """A 429 and a 502 by a fault, and a 429 by the documented windows.

    `repeats`: whether the SDK sends again by itself."""
    one, two = town.members[0], town.members[1]
    for status in (429, 502):
        fault = {"operation": "send", "status": status, "times": 1}
        if status == 429:
            fault["retryAfter"] = 1
        made = town.call("POST", "/_local/faults", fault)
        text = f"refused with {status}"
        town.say(one, f"echo {text}")
        refused = [entry for entry in town.log() if entry["direction"] == "in" and entry["status"] == status]
        check(f"the log has the {status}, and why", len(refused) == 1 and "fault" in refused[0].get("note", "").lower())
        if status == 429:
            headers = json.dumps(refused[0]["response"]).lower() if refused else ""
            check("the 429 says when to come back", "retry-after" in headers)
        check(f"after a {status} the message is there " + ("once" if repeats else "not at all"),
              town.of_bot(two).count(text) == (1 if repeats else 0))  # fmt: skip
        hits = [f.get("hits") for f in town.call("GET", "/_local/faults") if f["id"] == made["id"]]
        check(f"the {status} was one hit", hits in ([1], []))
        town.say(one, f"echo after the {status}")
        check(f"after a {status} the next message works", town.last_of_bot(two).get("text") == f"after the {status}")
    windows(town, check)


def windows(town: Town, check: Check) -> None:
    """Eight sends at one instant: seven go."""
    one, two = town.members[0], town.members[1]
    town.advance(60)
    for number in range(8):
        town.say(one, f"echo burst {number}", pause=0)
    shown = [text for text in town.of_bot(two) if text.startswith("burst ")]
    check("of eight sends at once to one conversation seven go", shown == [f"burst {n}" for n in range(7)])
    last = [entry for entry in town.log() if entry["direction"] == "in" and entry["status"] == 429][-1:]
    check("the eighth is a 429 by the rule", bool(last) and "7" in last[0].get("note", ""))
    town.say(one, "echo a second later", pause=1)
    check("and a second later it goes", town.last_of_bot(two).get("text") == "a second later")


def signatures(town: Town, check: Check, refusal: int, unchecked: tuple[str, ...] = ()) -> None:
    """Deliveries that are signed badly are refused; with which status, and what goes unchecked, is the SDK's affair."""
    one, two = town.members[0], town.members[1]
    for mode in ["none", "expired", "wrongAudience", "wrongServiceUrl", "wrongKey", "unknownKey"]:
        town.call("POST", f"/_local/bots/{APP_ID}/send-mode", {"mode": mode})
        status = town.say(two, f"echo {mode}").get("status", 0)
        if mode in unchecked:
            check(f"this SDK does not look at {mode}", mode in town.of_bot(one))
            continue
        check(f"a delivery signed as {mode} is not answered", mode not in town.of_bot(one))
        check(f"and refused ({mode}: {status})", status == 401 or status == refusal)
    town.call("POST", f"/_local/bots/{APP_ID}/send-mode", {"mode": "valid"})
    town.say(two, "echo valid again")
    check("and the next valid one is accepted", town.last_of_bot(one).get("text") == "valid again")
