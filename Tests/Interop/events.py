"""Every handler that an SDK has for what people do is reached by their doing it, and the SDK finds nothing wrong."""

import time
from collections.abc import Callable

import gestures
from town import Town

Check = Callable[[str, bool], None]

# How long a bot may take to hear of a gesture, in seconds.
PATIENCE = 20


# Parts of the names of handlers for which Teams has gestures that are of a later stage here: message extensions, and
# what no client sends.
LATER = ("messaging_extension", "message_ext", "link_query", "token_response")


def events(town: Town, check: Check, later: tuple[str, ...], without: tuple[str, ...] = ()) -> None:
    """`later`: handlers that no gesture reaches. `without`: gestures that the bot is spared."""
    people = gestures.People(town)
    for part in gestures.PARTS:
        for name, gesture, words in part(people):
            if any(word in name for word in without):
                continue
            before = len(town.lines_of_bot("heard"))
            answered = answers(town)
            gesture()
            heard = wait(town, before, answered + (2 if name.startswith("an installation") else 1), words)
            check(f"{name}: {', '.join(dict.fromkeys(heard)) or 'nothing'}", any_of(heard, words))
    town.call("PATCH", "/_local/limits", "documented")
    left = set(town.lines_of_bot("has")) - set(town.lines_of_bot("heard"))
    missed = sorted(name for name in left if not any_of([name], later))
    check("every handler is reached" + (f", but not {', '.join(missed)}" if missed else ""), not missed)
    complaints = town.complaints()
    check("the SDK reports no error of its own" + (f", but {complaints[:3]}" if complaints else ""), not complaints)


def any_of(heard: list[str], words: tuple[str, ...]) -> bool:
    return any(word in name for word in words for name in heard)


def answers(town: Town) -> int:
    """How many activities the bot has answered."""
    return sum(entry["operation"] == "deliver" and "status" in entry for entry in town.log())


def wait(town: Town, before: int, answered: int, words: tuple[str, ...]) -> list[str]:
    """What the bot heard since: once it is what was wanted and is answered, or when the bot has had its time."""
    deadline = time.monotonic() + PATIENCE
    while True:
        heard = town.lines_of_bot("heard")[before:]
        if (any_of(heard, words) and answers(town) >= answered) or time.monotonic() > deadline:
            return heard
        time.sleep(0.02)  # the bot is a program of its own: what it prints is all that tells
