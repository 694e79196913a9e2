"""Local Teams and the tour bot as processes, and the control plane as calls."""

import json
import os
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

APP_ID, SECRET = "00000000-0000-4000-8000-000000000001", "local-development"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Process:
    """A program that says `listening on http://…` when it is ready."""

    def __init__(self, name: str, command: list[str], environment: dict[str, str] | None = None):
        self.folder = tempfile.TemporaryDirectory(prefix=f"browser-{name}-")
        self.output = os.path.join(self.folder.name, "out")
        with open(self.output, "wb") as out:
            self.process = subprocess.Popen(command, stdout=out, stderr=out, env={**os.environ, **(environment or {})})
        deadline = time.monotonic() + 30
        while self.process.poll() is None and time.monotonic() < deadline:
            with open(self.output, errors="replace") as lines:
                for line in lines:
                    if line.startswith("listening on http://") and line.endswith("\n"):
                        self.address = line.split()[2].rstrip("/")
                        return
            time.sleep(0.02)
        said = self.said()
        self.stop()
        raise RuntimeError(f"{name} did not start: {said}")

    def said(self) -> str:
        with open(self.output, errors="replace") as lines:
            return lines.read()[-4000:]

    def stop(self, kill: bool = False) -> None:
        if self.process.poll() is None:
            self.process.kill() if kill else self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(10)
        self.folder.cleanup()


class Refused(Exception):
    """An answer that is no success: its status and its body."""

    def __init__(self, status: int, body):
        super().__init__(f"{status} {body}")
        self.status, self.body = status, body


def request(method: str, url: str, body=None, headers: dict[str, str] | None = None):
    data = None if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
    call = urllib.request.Request(url, data, {"Content-Type": "application/json", **(headers or {})}, method=method)
    try:
        with urllib.request.urlopen(call, timeout=40) as response:
            text = response.read()
    except urllib.error.HTTPError as error:
        text = error.read()
        try:
            raise Refused(error.code, json.loads(text)) from None
        except json.JSONDecodeError:
            raise Refused(error.code, text) from None
    return json.loads(text) if text else None


def quoted(text: str) -> str:
    return urllib.parse.quote(text, safe="")


class World:
    """Local Teams with the tour bot in it."""

    def __init__(self, *options: str, port: int = 0):
        bot_port = free_port()
        self.options = ["local", "--clock", "virtual", "--bot", f"http://127.0.0.1:{bot_port}/api/messages", *options]
        self.teams = Process("teams", [os.environ["TEAMS"], *self.options, "--port", str(port)])
        self.address = self.teams.address
        self.bot = Process("bot", [os.environ["TOUR_BOT"]], {"PORT": str(bot_port), "LOCAL_TEAMS_URL": self.address})
        self.lift_limits()
        workspace = self.call("GET", "workspace")
        self.bot_name = next(bot["name"] for bot in workspace["bots"] if bot["appId"] == APP_ID)
        group = next(chat for chat in workspace["chats"] if chat["kind"] == "group")
        self.group, self.group_name, self.people = group["id"], group["name"], group["members"]
        self.names = {user["handle"]: user["name"] for user in workspace["users"]}
        self.team = workspace["teams"][0]

    def restart(self, kill: bool = False) -> None:
        """Stops Local Teams and starts it again at the same port."""
        self.teams.stop(kill)
        self.teams = Process("teams", [os.environ["TEAMS"], *self.options, "--port", self.address.rsplit(":", 1)[1]])

    def stop(self) -> None:
        self.teams.stop()
        self.bot.stop()

    # Control plane

    def lift_limits(self) -> None:
        """A clock that stands still lets a bot send seven messages to a conversation, and then no more."""
        self.call("PATCH", "limits", "off")

    def call(self, method: str, path: str, body=None, **query):
        return request(
            method, f"{self.address}/_local/{path}" + (f"?{urllib.parse.urlencode(query)}" if query else ""), body
        )

    def say(self, handle: str, text: str, conversation: str | None = None, **more):
        return self.call(
            "POST", f"conversations/{quoted(conversation or self.group)}/messages", {"as": handle, "text": text, **more}
        )

    def history(self, handle: str, conversation: str | None = None, limit: int = 500) -> list[dict]:
        query = {"as": handle, "limit": limit}
        return self.call("GET", f"conversations/{quoted(conversation or self.group)}/messages", **query)

    # What a bot does, with a token of its own

    def bot_call(self, method: str, path: str, body=None):
        if not hasattr(self, "token"):
            form = {
                "grant_type": "client_credentials",
                "client_id": APP_ID,
                "client_secret": SECRET,
                "scope": "https://api.botframework.com/.default",
            }
            answer = request(
                "POST",
                f"{self.address}/botframework.com/oauth2/v2.0/token",
                urllib.parse.urlencode(form).encode(),
                {"Content-Type": "application/x-www-form-urlencoded"},
            )
            self.token = answer["access_token"]
        return request(
            method, f"{self.address}/v3/conversations/{path}", body, {"Authorization": f"Bearer {self.token}"}
        )

    def bot_send(self, activity: dict, conversation: str | None = None, only: str | None = None) -> str:
        """The id of a message that the bot sends; `only` is the handle of the one who may see it."""
        place = quoted(conversation or self.group)
        if only is None:
            return self.bot_call("POST", f"{place}/activities", {"type": "message", **activity})["id"]
        members = self.bot_call("GET", f"{place}/members")
        recipient = next(member for member in members if member["name"] == self.names[only])
        activity = {"type": "message", **activity, "recipient": {"id": recipient["id"], "name": recipient["name"]}}
        return self.bot_call("POST", f"{place}/activities?isTargetedActivity=true", activity)["id"]
