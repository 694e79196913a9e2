"""What people do in Teams, one gesture for each event of the reference (events.md), and the words that each SDK has in
the names of the handlers for it."""

from collections.abc import Callable, Iterator

from town import APP_ID, Town, quoted

Gesture = Callable[[], object]
TEAM, CHANNEL = "19:port@thread.tacv2", "19:berth@thread.tacv2"
PERMISSIONS = [
    "ChatMessageReadReceipt.Read.Chat",
    "OnlineMeeting.ReadBasic.Chat",
    "OnlineMeetingParticipant.Read.Chat",
]


class People:
    """One person of the town, who does everything."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.me = town.members[0]
        town.call("PATCH", f"/_local/bots/{APP_ID}", {"permissions": PERMISSIONS})
        town.call("PATCH", "/_local/tenant", {"typing": True})
        town.call("PATCH", "/_local/limits", "off")
        town.call("POST", "/_local/users", {"handle": "noor", "name": "Noor Ali"})
        body = {"as": self.me, "kind": "personal", "bot": APP_ID}
        self.chat = town.call("POST", "/_local/chats", body)["id"]

    def do(self, method: str, path: str, body: dict | None = None, **query: str):
        if method == "DELETE":
            return self.town.call(method, f"/_local/{path}", None, {"as": self.me, **query})
        return self.town.call(method, f"/_local/{path}", {"as": self.me, **(body or {})}, query)

    def install(self, **target: str) -> str:
        return self.do("POST", "installations", {"bot": APP_ID, **target})["id"]

    def write(self, text: str, where: str | None = None, **more) -> str:
        path = f"conversations/{quoted(where or self.chat)}/messages"
        return self.do("POST", path, {"text": text, **more})["id"]

    def message(self, message: str, rest: str = "") -> str:
        return f"conversations/{quoted(self.chat)}/messages/{message}{rest}"

    def invoke(self, name: str, value: dict | str | None) -> None:
        """An invoke as it stands: the bot answers it in time."""
        activity = {"type": "invoke", "name": name, "value": value}
        self.raw(activity)

    def raw(self, activity: dict) -> None:
        body = {"bot": APP_ID, "conversation": self.chat, "activity": activity}
        self.do("POST", "activities", body)


def messages(people: People) -> Iterator[tuple[str, Gesture, tuple[str, ...]]]:
    """Messages and what becomes of them: E1, E12–E17."""
    own = people.write("hello")
    yield "a message (E1)", lambda: people.write("hello again"), ("on_message",)
    yield (
        "an edit (E12)",
        lambda: people.do("PUT", people.message(own), {"text": "changed"}),
        ("message_edit", "edit_message", "message_update"),
    )
    yield (
        "a deletion (E14)",
        lambda: people.do("DELETE", people.message(own)),
        ("soft_delete", "message_delete"),
    )
    yield "an undelete (E13)", lambda: people.do("POST", people.message(own, "/undelete")), ("undelete", "message_up")
    bots = people.town.say_as_bot(people.chat, "react to me")
    like = people.message(bots, "/reactions/like")
    yield "a reaction (E15)", lambda: people.do("PUT", like, None, **{"as": people.me}), ("reaction",)
    yield "a reaction less (E16)", lambda: people.do("DELETE", like), ("reaction",)
    yield "typing (E17)", lambda: people.do("POST", "typing", {"conversation": people.chat}), ("typing",)
    read = f"conversations/{quoted(people.chat)}/read"
    yield "reading (E43)", lambda: people.do("POST", read, {"upTo": bots}), ("read_receipt",)


def installations(people: People) -> Iterator[tuple[str, Gesture, tuple[str, ...]]]:
    """Coming and going of the app: E18–E26."""
    installation = ""

    def install() -> None:
        nonlocal installation
        installation = people.install(user=people.me)

    yield "an installation for a person (E18, E24)", install, ("install", "members_added", "member")
    yield (
        "an upgrade (E22)",
        lambda: people.do("POST", f"installations/{installation}/upgrade"),
        ("install",),
    )
    yield "a removal (E21)", lambda: people.do("DELETE", f"installations/{installation}"), ("install",)
    yield "an installation once more", install, ("install",)
    yield (
        "an installation in a team (E19, E25)",
        lambda: people.install(team=TEAM, channel=CHANNEL),
        ("install", "team"),
    )


def teams(people: People) -> Iterator[tuple[str, Gesture, tuple[str, ...]]]:
    """Members, channels and teams: E27–E42."""
    yield (
        "a person comes (E27)",
        lambda: people.do("POST", "members", {"user": "noor", "team": TEAM}),
        ("members_added", "team_member_added", "conversation_update"),
    )
    yield (
        "a person goes (E28)",
        lambda: people.do("DELETE", "members", user="noor", team=TEAM),
        ("members_removed", "team_member_removed", "conversation_update"),
    )
    path = f"teams/{quoted(TEAM)}"
    channel = ""

    def create() -> None:
        nonlocal channel
        channel = people.do("POST", f"{path}/channels", {"name": "Cranes", "kind": "shared"})["id"]

    def of(rest: str = "") -> str:
        return f"{path}/channels/{quoted(channel)}{rest}"

    other = people.do("POST", "teams", {"name": "Customs"})["id"]
    # In the words of today's SDKs, or as any change of a conversation in those that know no more.
    anything = "conversation_update"
    yield "a channel is made (E29)", create, ("channel_created", anything)
    yield "renamed (E30)", lambda: people.do("PATCH", of(), {"name": "Lifts"}), ("channel_renamed", anything)
    yield "shared (E33)", lambda: people.do("POST", of("/shares"), {"team": other}), ("channel_shared", anything)
    yield "unshared (E34)", lambda: people.do("DELETE", of("/shares"), team=other), ("channel_unshared", anything)
    # Of somebody of the team: the SDKs look them up there.
    two = people.town.members[1]
    yield (
        "a person leaves the channel (E36)",
        lambda: people.do("DELETE", "members", user=two, channel=channel),
        ("channel_member_removed", "members_removed", anything),
    )
    yield (
        "and comes back (E35)",
        lambda: people.do("POST", "members", {"user": two, "channel": channel}),
        ("channel_member_added", "members_added", anything),
    )
    yield "the channel is deleted (E31)", lambda: people.do("DELETE", of()), ("channel_deleted", anything)
    yield "restored (E32)", lambda: people.do("POST", of("/restore")), ("channel_restored", anything)
    yield "the team is renamed (E37)", lambda: people.do("PATCH", path, {"name": "Docks"}), ("team_renamed", anything)
    yield "archived (E38)", lambda: people.do("PATCH", path, {"archived": True}), ("team_archived", anything)
    yield "unarchived (E39)", lambda: people.do("PATCH", path, {"archived": False}), ("team_unarchived", anything)
    yield "deleted (E40)", lambda: people.do("DELETE", path), ("team_deleted", anything)
    yield "restored (E41)", lambda: people.do("POST", f"{path}/restore"), ("team_restored", anything)
    yield "deleted for good (E42)", lambda: people.do("DELETE", path, hard="true"), ("team_hard_deleted", anything)


def meetings(people: People) -> Iterator[tuple[str, Gesture, tuple[str, ...]]]:
    """A meeting: E44–E47."""
    call = people.do("POST", "chats", {"kind": "meeting", "members": [people.town.members[1]]})["id"]
    people.install(chat=call)
    path = f"meetings/{quoted(call)}/events"
    for row, event, words in (
        ("E44", "start", ("meeting_start",)),
        ("E46", "join", ("participant_join", "participants_join", "on_event")),
        ("E47", "leave", ("participant_leave", "participants_leave", "on_event")),
        ("E45", "end", ("meeting_end",)),
    ):
        yield f"meeting: {event} ({row})", lambda event=event: people.do("POST", path, {"event": event}), words


# Invokes by their names, with values as clients send them: E49–E61. The later stages of the reference are left out.
FETCH = {"data": {"data": {"dialog_id": "berth"}, "type": "task/fetch"}, "context": {"theme": "dark"}}
UPLOAD = {
    "name": "manifest.csv",
    "uploadUrl": "http://127.0.0.1:3979/_files/up/7",
    "contentUrl": "http://127.0.0.1:3979/_files/7",
    "uniqueId": "7",
    "fileType": "csv",
}
PRESS = {"action": {"type": "Action.Execute", "id": "ok", "verb": "approve", "data": {"ticket": 81}}}
FEEDBACK = {"actionName": "feedback", "actionValue": {"reaction": "like", "feedback": '{"feedbackText":"ok"}'}}
CONSENT = {"type": "fileUpload", "context": {"report": 7}}
INVOKES = [
    ("E49", "adaptiveCard/action", {**PRESS, "trigger": "manual"}, ("card", "invoke")),
    ("E52", "task/fetch", FETCH, ("fetch", "dialog_open")),
    ("E53", "task/submit", {"data": {"action": "save"}, "context": {"theme": "dark"}}, ("submit",)),
    ("E54", "message/submitAction", FEEDBACK, ("submit", "feedback", "invoke")),
    ("E57", "fileConsent/invoke", {**CONSENT, "action": "accept", "uploadInfo": UPLOAD}, ("file_consent",)),
    ("E58", "fileConsent/invoke", {**CONSENT, "action": "decline"}, ("file_consent",)),
    ("E60", "signin/verifyState", {"state": "409913"}, ("verify", "sign")),
]


# What no gesture makes, as it stands in the reference: E48, E56, E59, E72–E80, and what Teams may add.
# The channel stays that of Teams: of `agents` the keys here say nothing, and an SDK that looks refuses it.
LIFE = {"type": "event", "name": "agentLifecycle", "from": {"id": "System", "name": "System"}}
THEME = {"context": {"theme": "default"}}
TAB = {**THEME, "tabContext": {"tabEntityId": "home"}}
INVOKED = {
    "config/fetch": THEME,
    "config/submit": {"data": {"region": "north"}, **THEME},
    "tab/fetch": TAB,
    "tab/submit": {"data": {"type": "tab/submit"}, **TAB},
    "actionableMessage/executeAction": {"actionId": "approve", "body": "{}"},
    "handoff/action": {"continuation": "token-91"},
    "htmlwidget/calltool": {"name": "tides", "arguments": {"berth": 4}},
    "suggestedActions/submit": {"choice": "north"},
    "application/search": {
        "kind": "search",
        "queryText": "ro",
        "queryOptions": {"skip": 0, "top": 15},
        "dataset": "people",
    },
    "message/fetchTask": {"data": {"actionName": "feedback", "actionValue": {"reaction": "dislike"}}},
    "signin/tokenExchange": {"id": "x-91", "connectionName": "graph", "token": "e30.e30.x"},
}
RAW = [
    *({"type": "invoke", "name": name, "value": value} for name, value in INVOKED.items()),
    {"type": "invoke", "value": {"button": "of an older card"}},
    {"type": "command", "name": "tides", "value": {"commandId": "c-1", "data": {}}},
    {"type": "commandResult", "name": "tides", "value": {"commandId": "c-1", "data": {}}},
    {"type": "endOfConversation", "code": "completedSuccessfully"},
    {"type": "event", "name": "application/vnd.microsoft.tideTurned", "value": {"height": 4}},
    {"type": "tideTurned", "value": {"height": 4}},
]
STEPS = [
    "IdentityCreated", "IdentityUpdated", "ManagerUpdated", "Enabled", "Disabled", "Deleted", "Undeleted",
    "WorkloadOnboardingUpdated",
]  # fmt: skip


def unusual(people: People) -> Iterator[tuple[str, Gesture, tuple[str, ...]]]:
    for activity in RAW:
        name = activity.get("name", activity["type"])
        yield f"{name}, as it stands", lambda activity=activity: people.raw(activity), ("on_",)
    agent = "00000000-0000-4000-8000-000000000002"
    for step in STEPS:
        value = {"tenantId": "T", "agenticUserId": agent, "agenticAppInstanceId": agent, "version": 3}
        if step == "IdentityUpdated":
            value["updatedProperty"] = {"propertyName": "mail", "propertyValue": "harbor@harbor.test"}
        activity = {**LIFE, "valueType": f"AgenticUser{step}", "value": value}
        yield f"an agent's life: {step} (E48)", lambda activity=activity: people.raw(activity), ("on_",)


def invokes(people: People) -> Iterator[tuple[str, Gesture, tuple[str, ...]]]:
    for row, name, value, words in INVOKES:
        yield f"{name} ({row})", lambda name=name, value=value: people.invoke(name, value), words


PARTS = (installations, messages, teams, meetings, invokes, unusual)
