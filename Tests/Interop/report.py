"""The cards of a workflow that the bots have: a report of a crane, which people approve."""

approved: dict[str, list[str]] = {}  # who has approved, by the message


def _card(text: str, **more) -> dict:
    body = [{"type": "TextBlock", "text": text, "wrap": True}]
    return {"type": "AdaptiveCard", "version": "1.5", "body": body, **more}


def _action(verb: str) -> dict:
    return {"type": "Action.Execute", "id": verb, "verb": verb, "data": {"action": verb, "crane": 4}}


def _refresh(people: list[str]) -> dict:
    """By itself for these people; without any, by hand."""
    return {"action": _action("view"), "userIds": people}


def for_all(people: list[str], names: list[str]) -> dict:
    """What everybody sees, with a button."""
    card = _card(
        f"Crane 4 is down. Approved by: {', '.join(names) or 'nobody'}",
        actions=[{**_action("approve"), "title": "Approve"}],
        refresh=_refresh(people),
    )
    card["body"].append({"type": "Input.Text", "id": "note"})
    return card


def for_one(people: list[str], name: str, names: list[str], note: str = "") -> dict:
    """What somebody sees who has approved."""
    text = f"{name}, you have approved{': ' + note if note else ''}. So far: {', '.join(names)}"
    return _card(text, refresh=_refresh(people))


def press(message: str, verb: str, name: str, note: str, people: list[str]) -> tuple[dict, dict | None]:
    """What somebody who pressed sees, and all others; for those nothing new when it is None."""
    names = approved.setdefault(message, [])
    if verb == "view":
        return (for_one(people, name, names) if name in names else for_all(people, names)), None
    if name not in names:
        names.append(name)
    return for_one(people, name, names, note), for_all(people, names)
