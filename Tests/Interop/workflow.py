"""A workflow from end to end: a notification with a card, two people press, each sees their own view, the message is
updated for all, and the ledger has each step."""

from checks import Check
from town import Town, quoted


def workflow(town: Town, check: Check, whispers: bool) -> None:
    """`whispers`: whether the SDK can send a card to one person alone."""
    one, two = town.members[0], town.members[1]
    town.say(one, "report")
    card = Pressed(town, town.last_of_bot(two))
    check("a report is a card that all see", card.seen(one) == card.seen(two) == "Crane 4 is down. Approved by: nobody")
    refused = card.press(one, "approve", {"note": "go"})
    check(f"a press is answered ({refused or 'a card'})", refused == "")
    first = f"{town.names[one]}, you have approved: go. So far: {town.names[one]}"
    check("who presses sees a card of their own", card.seen(one) == first)
    check("all others see who has", card.seen(two) == f"Crane 4 is down. Approved by: {town.names[one]}")
    refused = card.press(two, "approve", {"note": ""})
    both = f"{town.names[one]}, {town.names[two]}"
    check(f"another person presses ({refused or 'a card'})", refused == "")
    check("and sees a card of their own too", card.seen(two) == f"{town.names[two]}, you have approved. So far: {both}")
    check("the message is new for the first one", card.seen(one) == f"Crane 4 is down. Approved by: {both}")
    for person in (one, two):
        refused = card.refresh(person)
        own = f"{town.names[person]}, you have approved. So far: {both}"
        check(f"a refresh brings each their own view ({refused or 'a card'})", card.seen(person) == own)
    edits = [entry for entry in card.ledger() if entry["kind"] == "edited"]
    check("the ledger has both updates, for all", len(edits) == 2 and all(len(one["to"]) > 1 for one in edits))
    if whispers:
        whisper(town, check)


def whisper(town: Town, check: Check) -> None:
    """The same for the eyes of one person."""
    one, two = town.members[0], town.members[1]
    town.say(one, "quiet report")
    card = Pressed(town, town.last_of_bot(one))
    check("a report for one is seen by that one", card.seen(one) == "Crane 4 is down. Approved by: nobody")
    check("and by nobody else", card.seen(two) == "")
    refused = card.press(one, "approve", {"note": "go"})
    check(f"a press in a whisper is answered ({refused or 'a card'})", refused == "")
    name = town.names[one]
    check("with a card for the one", card.seen(one) == f"{name}, you have approved: go. So far: {name}")
    card.refresh(one)
    check("which a refresh brings again", card.seen(one) == f"{name}, you have approved. So far: {name}")
    steps = [(entry["kind"], entry["to"]) for entry in card.ledger()]
    check("the ledger has the whisper and its update, for one", steps == [("visible", [one]), ("edited", [one])])
    check("and nobody else has seen any of it", card.seen(two) == "")


class Pressed:
    """A message with a card, and what people do with it."""

    def __init__(self, town: Town, message: dict) -> None:
        self.town = town
        self.id = message.get("id", "-")
        self.path = f"/_local/conversations/{quoted(town.chat)}/messages/{quoted(self.id)}"

    def seen(self, person: str) -> str:
        """The first text of the card as a person sees it; empty when they do not."""
        message = next((m for m in self.town.history(person) if m["id"] == self.id), {})
        return next((a["content"]["body"][0]["text"] for a in message.get("attachments", [])), "")

    def press(self, person: str, action: str, inputs: dict) -> str:
        """What the person is told went wrong; empty when nothing did."""
        self.town.advance(2)
        body = {"as": person, "action": action, "inputs": inputs}
        return self.town.call("POST", self.path + "/actions", body).get("error", "")

    def refresh(self, person: str) -> str:
        """A client shows the card."""
        self.town.advance(2)
        return self.town.call("POST", self.path + "/refresh", {"as": person}).get("error", "")

    def ledger(self) -> list[dict]:
        entries = self.town.call("GET", "/_local/ledger", query={"limit": 1000})
        return [entry for entry in entries if entry.get("message") == self.id]
