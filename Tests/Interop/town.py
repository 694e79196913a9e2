"""A Local Teams in a process of its own, a bot in another, and what people do and see."""

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

APP_ID, SECRET = "0f3c6f0e-8f0f-4d0b-b8c2-5a7d4c8a9b10", "judge-secret"


def quoted(identifier: str) -> str:
    return urllib.parse.quote(identifier, safe="")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Town:
    """The documented limits are on, and the clock stands still until somebody moves it."""

    def __init__(self, teams: str) -> None:
        self.logs = tempfile.mkdtemp(prefix="interop-")
        self.processes: list[subprocess.Popen] = []
        self.base = self._start("teams", [teams, "local", "--port", "0", "--clock", "virtual"])

    def start_bot(self, program: str) -> None:
        port = free_port()
        environment = {"PORT": str(port), "LOCAL_TEAMS_URL": self.base, "CLIENT_ID": APP_ID, "CLIENT_SECRET": SECRET}
        self._start("bot", [sys.executable, program], environment)
        endpoint = f"http://127.0.0.1:{port}/api/messages"
        self.call("POST", "/_local/bots", {"name": "Judge", "appId": APP_ID, "secret": SECRET, "endpoint": endpoint})
        workspace = self.call("GET", "/_local/workspace")
        group = next(chat for chat in workspace["chats"] if chat["kind"] == "group")
        self.chat, self.members = group["id"], group["members"]
        self.names = {user["handle"]: user["name"] for user in workspace["users"]}
        self.call("POST", "/_local/installations", {"as": self.members[0], "bot": APP_ID, "chat": self.chat})

    def _start(self, name: str, command: list[str], environment: dict[str, str] | None = None) -> str:
        """Starts a program, waits until it says that it listens, and returns its address."""
        path = os.path.join(self.logs, name)
        with open(path, "w") as out, open(path + ".err", "w") as err:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env={**os.environ, **(environment or {})}
            )
        self.processes.append(process)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and process.poll() is None:
            with open(path) as said:
                for line in said:
                    if line.startswith("listening on "):
                        return line.split()[2].rstrip("/")
            time.sleep(0.05)  # a program of its own tells no other way that it is ready
        raise RuntimeError(f"{name} did not start")

    def close(self) -> None:
        """Ends the programs, the last one first. One that does not end is killed, and a failure."""
        for process in reversed(self.processes):
            process.terminate()
        stayed = []
        for process in self.processes:
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                stayed.append(process.args[0])
                process.kill()
                process.wait(timeout=10)
        if stayed:
            raise RuntimeError(f"30 s after they were told to end, there were still: {stayed}")

    def output(self) -> str:
        """What the programs said, the end of it."""
        parts = []
        for name in sorted(os.listdir(self.logs)):
            with open(os.path.join(self.logs, name)) as file:
                parts.append(f"--- {name}\n{file.read()[-6000:]}")
        return "\n".join(parts)

    def call(self, method: str, path: str, body=None, query: dict | None = None):
        url = self.base + path + ("?" + urllib.parse.urlencode(query) if query else "")
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(url, data, {"Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(request, timeout=40) as response:
            text = response.read()
            return json.loads(text) if text else None

    def token(self) -> str:
        form = {
            "grant_type": "client_credentials",
            "client_id": APP_ID,
            "client_secret": SECRET,
            "scope": "https://api.botframework.com/.default",
        }
        url = f"{self.base}/botframework.com/oauth2/v2.0/token"
        with urllib.request.urlopen(url, urllib.parse.urlencode(form).encode(), timeout=20) as answer:
            return json.loads(answer.read())["access_token"]

    def advance(self, seconds: float) -> None:
        self.call("POST", "/_local/clock", {"advance": seconds})

    def say(self, person: str, text: str, pause: float = 2) -> dict:
        """`person` writes to the bot in the group chat, once the windows have moved by `pause` seconds.

        Returns what became of the delivery."""
        if pause:
            self.advance(pause)
        sent = self.call(
            "POST",
            f"/_local/conversations/{quoted(self.chat)}/messages",
            {"as": person, "text": text, "mentions": [APP_ID]},
        )
        return next((delivery for delivery in sent["deliveries"] if delivery["bot"] == APP_ID), {})

    def history(self, person: str) -> list[dict]:
        path = f"/_local/conversations/{quoted(self.chat)}/messages"
        return self.call("GET", path, query={"as": person, "limit": 200})

    def of_bot(self, person: str) -> list[str]:
        """The texts of the bot that a person sees."""
        return [
            message.get("text", "")
            for message in self.history(person)
            if message["from"]["kind"] == "bot" and not message.get("deleted")
        ]

    def last_of_bot(self, person: str) -> dict:
        return next((m for m in reversed(self.history(person)) if m["from"]["kind"] == "bot"), {})

    def say_as_bot(self, conversation: str, text: str) -> str:
        """The bot writes, whoever it is made with: its message's id."""
        url = f"{self.base}/v3/conversations/{quoted(conversation)}/activities"
        fields = {"Content-Type": "application/json", "Authorization": f"Bearer {self.token()}"}
        body = json.dumps({"type": "message", "text": text}).encode()
        with urllib.request.urlopen(urllib.request.Request(url, body, fields), timeout=20) as answer:
            return json.loads(answer.read())["id"]

    def lines_of_bot(self, first_word: str) -> list[str]:
        """What the bot printed after a word, line by line."""
        with open(os.path.join(self.logs, "bot")) as said:
            lines = [line.split(None, 1) for line in said]
        return [line[1].strip() for line in lines if len(line) == 2 and line[0] == first_word]

    def complaints(self) -> list[str]:
        """The errors that the bot, or its SDK, wrote down."""
        found = []
        for name in ("bot", "bot.err"):
            with open(os.path.join(self.logs, name)) as said:
                found += [line.strip() for line in said if "ERROR" in line or "Traceback" in line or "Error:" in line]
        return found

    def log(self) -> list[dict]:
        return self.call("GET", "/_local/log", query={"limit": 10000})
