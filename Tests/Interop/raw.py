"""Requests as SDKs were seen to send them, sent as they stand: what they may differ in must not matter.

The forms are those of the Teams SDKs for TypeScript, Python and .NET, and of the Bot Framework SDK."""

import http.client
import json
import urllib.parse

from checks import Check
from town import APP_ID, Town, quoted


def send(town: Town, token: str, method: str, path: str, body: dict | None) -> tuple[int, dict]:
    address = urllib.parse.urlsplit(town.base)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=20)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json; charset=utf-8"}
    connection.request(method, path, None if body is None else json.dumps(body), headers)
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    return answer.status, json.loads(text) if text else {}


def requests(town: Town, check: Check) -> None:
    token, chat = town.token(), town.chat
    service = town.call("GET", "/_local/workspace")["tenant"]["id"]
    status, sent = send(
        town, token, "POST", f"/v3/conversations/{quoted(chat)}/activities", {"type": "message", "text": "first"}
    )
    check("raw: a plain send is 201 with an id", status == 201 and bool(sent.get("id")))
    first = sent.get("id", "")
    account = send(town, token, "GET", f"/v3/conversations/{quoted(chat)}/members", None)[1][0]["id"]
    message = {"type": "message", "text": "x"}
    dressed = {
        **message,
        "from": {"id": APP_ID},
        "conversation": {"id": chat},
        "serviceUrl": town.base,
        "channelId": "msteams",
        "unknown": {"kept": [None, 1]},
    }
    whisper = {**message, "recipient": {"id": account, "isTargeted": True}}
    rows = [
        ("ids as they are", "POST", f"/v3/conversations/{chat}/activities", message, 201),
        ("ids encoded", "POST", f"/v3/conversations/{quoted(chat)}/activities", message, 201),
        ("a slash at the end", "POST", f"/v3/conversations/{quoted(chat)}/activities/", message, 201),
        ("a region before the path", "POST", f"/emea/{service}/v3/conversations/{chat}/activities", message, 201),
        ("a prefix of the service", "POST", f"/teams/v3/conversations/{chat}/activities", message, 201),
        ("from and conversation in the body", "POST", f"/v3/conversations/{chat}/activities", dressed, 201),
        ("a reply by path", "POST", f"/v3/conversations/{chat}/activities/{first}", message, 201),
        ("a reply to an event", "POST", f"/v3/conversations/{chat}/activities/f:5f3a", message, 201),
        ("a reply by body", "POST", f"/v3/conversations/{chat}/activities", {**message, "replyToId": first}, 201),
        ("typing", "POST", f"/v3/conversations/{chat}/activities", {"type": "typing"}, 201),
        ("an update without an id", "PUT", f"/v3/conversations/{chat}/activities/{first}", message, 200),
        ("an update with an id", "PUT", f"/v3/conversations/{chat}/activities/{first}", {**message, "id": first}, 200),
        ("an update with the id in the body", "PUT", f"/v3/conversations/{chat}/activities",
         {**message, "id": first}, 200),
        ("a whisper", "POST", f"/v3/conversations/{chat}/activities?isTargetedActivity=true", whisper, 201),
        ("a whisper in reply", "POST", f"/v3/conversations/{chat}/activities/{first}?isTargetedActivity=true",
         whisper, 201),
        ("a whisper to nobody", "POST", f"/v3/conversations/{chat}/activities?isTargetedActivity=true", message, 400),
        ("members, small letters", "GET", f"/v3/conversations/{quoted(chat)}/pagedmembers?pageSize=50", None, 200),
        ("members, as TypeScript", "GET", f"/v3/conversations/{chat}/pagedMembers", None, 200),
        ("one member", "GET", f"/v3/conversations/{chat}/members/{quoted(account)}", None, 200),
        ("a reaction", "PUT", f"/v3/conversations/{chat}/activities/{first}/reactions/like", None, 200),
        ("a reaction less", "DELETE", f"/v3/conversations/{chat}/activities/{first}/reactions/like", None, 200),
        ("a group chat", "POST", "/v3/conversations", {"isGroup": True, "members": [{"id": account}]}, 400),
        ("the list of conversations", "GET", "/v3/conversations", None, 405),
        ("a trace", "POST", f"/v3/conversations/{chat}/activities", {"type": "trace"}, 400),
        ("nothing to say", "POST", f"/v3/conversations/{chat}/activities", {"type": "message"}, 400),
        ("a delete", "DELETE", f"/v3/conversations/{chat}/activities/{first}", None, 200),
        ("a delete again", "DELETE", f"/v3/conversations/{chat}/activities/{first}", None, 404),
    ]  # fmt: skip
    for name, method, path, body, expected in rows:
        town.advance(2)
        status, answer = send(town, token, method, path, body)
        check(f"raw: {name} is {expected}" + ("" if status == expected else f", not {status} {answer}"),
              status == expected)  # fmt: skip
