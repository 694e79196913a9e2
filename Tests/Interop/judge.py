"""Lets a bot made with a foreign SDK converse with Local Teams, authentication on, and checks what people see.

usage: judge.py TEAMS-EXECUTABLE BOT.py
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

teams, bot = sys.argv[1:3]
APP_ID, SECRET = "0f3c6f0e-8f0f-4d0b-b8c2-5a7d4c8a9b10", "judge-secret"
logs = tempfile.mkdtemp(prefix="interop-")
processes: list[subprocess.Popen] = []
checks: list[tuple[str, bool]] = []


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(name: str, command: list[str], environment: dict[str, str] | None = None) -> str:
    """Starts a program, waits until it says that it listens, and returns its address."""
    path = os.path.join(logs, name)
    with open(path, "w") as out, open(path + ".err", "w") as err:
        process = subprocess.Popen(command, stdout=out, stderr=err, env={**os.environ, **(environment or {})})
    processes.append(process)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        for line in open(path):
            if line.startswith("listening on "):
                return line.split()[2].rstrip("/")
        time.sleep(0.05)
    sys.exit(f"{name} did not start:\n{open(path).read()}{open(path + '.err').read()}")


def call(method: str, path: str, body=None, query: dict | None = None):
    url = base + path + ("?" + urllib.parse.urlencode(query) if query else "")
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"}, method=method)
    with urllib.request.urlopen(request, timeout=40) as response:
        text = response.read()
        return json.loads(text) if text else None


def check(name: str, holds: bool) -> None:
    checks.append((name, bool(holds)))
    print(("ok      " if holds else "FAILED  ") + name, flush=True)


def quoted(identifier: str) -> str:
    return urllib.parse.quote(identifier, safe="")


def history(conversation: str, person: str) -> list[dict]:
    return call("GET", f"/_local/conversations/{quoted(conversation)}/messages", query={"as": person, "limit": 200})


def say(conversation: str, person: str, text: str) -> dict:
    return call(
        "POST",
        f"/_local/conversations/{quoted(conversation)}/messages",
        {"as": person, "text": text, "mentions": [APP_ID]},
    )


def last_of_bot(conversation: str, person: str) -> dict:
    return next((m for m in reversed(history(conversation, person)) if m["from"]["kind"] == "bot"), {})


try:
    base = start("teams", [teams, "local", "--port", "0", "--clock", "virtual"])
    port = free_port()
    start(
        "bot",
        [sys.executable, bot],
        {"PORT": str(port), "LOCAL_TEAMS_URL": base, "CLIENT_ID": APP_ID, "CLIENT_SECRET": SECRET},
    )
    call(
        "POST",
        "/_local/bots",
        {"name": "Judge", "appId": APP_ID, "secret": SECRET, "endpoint": f"http://127.0.0.1:{port}/api/messages"},
    )
    workspace = call("GET", "/_local/workspace")
    group = next(chat for chat in workspace["chats"] if chat["kind"] == "group")
    people = group["members"]
    one, two = people[0], people[1]
    call("POST", "/_local/installations", {"as": one, "bot": APP_ID, "chat": group["id"]})
    chat = group["id"]

    sent = say(chat, one, "echo hello")
    delivery = next((d for d in sent["deliveries"] if d["bot"] == APP_ID), {})
    check("the bot accepts a signed delivery", delivery.get("status") == 200)
    check("echo", last_of_bot(chat, two).get("text") == "hello")

    say(chat, one, "say first")
    say(chat, one, "edit second")
    message = last_of_bot(chat, two)
    check("update", message.get("text") == "second" and message.get("edited") is True)
    say(chat, one, "delete")
    deleted = next((m for m in history(chat, two) if m["id"] == message.get("id")), {})
    check("delete", not deleted or deleted.get("deleted") is True)

    say(chat, one, "whisper only for you")
    whisper = last_of_bot(chat, one)
    check("targeted send is seen by its one", whisper.get("text") == "only for you" and whisper.get("onlyYou") is True)
    check("and by nobody else", whisper.get("id", "-") not in json.dumps(history(chat, two)))
    say(chat, one, "whisper edit changed")
    check("targeted update", last_of_bot(chat, one).get("text") == "changed")
    check(
        "and still by nobody else", "changed" not in json.dumps(history(chat, two)).replace("whisper edit changed", "")
    )
    say(chat, one, "whisper delete")
    check(
        "targeted delete", whisper.get("id", "-") not in [m["id"] for m in history(chat, one) if not m.get("deleted")]
    )

    say(chat, one, "members")
    name = next(user["name"] for user in workspace["users"] if user["handle"] == one)
    check(
        "members, paged, and one of them",
        last_of_bot(chat, one).get("text") == f"members: {len(people)}, you are {name}",
    )

    say(chat, one, "quote")
    check("a quoted reply", "quoted" in last_of_bot(chat, two).get("text", ""))
    say(chat, one, "react")
    liked = [m for m in history(chat, two) if any(r["type"] == "like" for r in m.get("reactions", []))]
    check("a reaction", len(liked) == 1 and liked[0]["text"].endswith("react"))
    say(chat, one, "proactive out of the blue")
    check("a proactive send", last_of_bot(chat, two).get("text") == "out of the blue")

    for mode in ["none", "expired", "wrongAudience", "wrongServiceUrl", "wrongKey", "unknownKey"]:
        call("POST", f"/_local/bots/{APP_ID}/send-mode", {"mode": mode})
        sent = say(chat, two, f"echo {mode}")
        delivery = next((d for d in sent["deliveries"] if d["bot"] == APP_ID), {})
        check(f"the bot refuses a delivery signed as {mode}", delivery.get("status") == 401)
    call("POST", f"/_local/bots/{APP_ID}/send-mode", {"mode": "valid"})
    say(chat, two, "echo valid again")
    check("and accepts the next valid one", last_of_bot(chat, one).get("text") == "valid again")
except urllib.error.HTTPError as error:
    check(f"{error.url}: {error.code} {error.read().decode()}", False)
finally:
    for process in reversed(processes):
        process.terminate()
    for process in processes:
        process.wait(timeout=30)

failed = [name for name, holds in checks if not holds]
if failed or not checks:
    for name in ("bot", "bot.err", "teams.err"):
        path = os.path.join(logs, name)
        print(f"--- {name}", open(path).read()[-6000:] if os.path.exists(path) else "", sep="\n")
print(f"{len(checks) - len(failed)} passed, {len(failed)} failed")
sys.exit(1 if failed or not checks else 0)
