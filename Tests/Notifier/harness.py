"""Local Teams, the sink and `teams notifier` as processes, and what the judge asks of each."""

import concurrent.futures
import csv
import datetime
import io
import json
import os
import pathlib
import secrets
import subprocess
import tempfile
import time

from calls import Answer, Caller, Lost, good, quoted
from contract import Contract
from processes import PATIENCE, Failed, Process, free_port, run, wait_until

TENANT = "7c1f2b9e-0d3a-4f6b-9a51-2e8c4d7f1a00"
APP_ID, SECRET = "00000000-0000-4000-8000-000000000001", "local-development"
OTHER_ID = "00000000-0000-4000-8000-000000000002"


class Programs:
    """Where the programs are: built by `swift build --build-tests`, or where `TEAMS` and `SINK` say."""

    teams = os.environ.get("TEAMS", "")
    sink = os.environ.get("SINK", "")

    @classmethod
    def find(cls, configuration: str = "debug") -> None:
        if cls.teams and cls.sink:
            return
        command = ["swift", "build", "-c", configuration, "--show-bin-path"]
        folder = pathlib.Path(subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip())
        cls.teams = cls.teams or str(folder / "teams")
        cls.sink = cls.sink or str(folder / "benchmarks")
        for program in (cls.teams, cls.sink):
            if not os.access(program, os.X_OK):
                raise Failed(f"{program} is not there: build it, or name it in TEAMS and SINK")


def many(work, things, threads: int = 16) -> list:
    """`work` for each of `things`, side by side; the first failure is the failure of all."""
    with concurrent.futures.ThreadPoolExecutor(threads) as pool:
        return list(pool.map(work, things))


def instant(text: str) -> float:
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


# --- Local Teams


class Person:
    def __init__(self, number: int, prefix: str = "p"):
        self.handle = f"{prefix}{number:05d}"
        self.user = f"00000000-1111-4222-8333-{number:012x}"
        self.name = f"Person {number:05d}"
        self.account = f"29:{prefix}{number:05d}"
        self.conversation = f"a:{prefix}{number:05d}"
        self.installation = f"00000000-2222-4222-8333-{number:012x}"

    @property
    def entry(self) -> dict:
        return {
            "handle": self.handle,
            "name": self.name,
            "id": self.account,
            "aadObjectId": self.user,
            "timeZone": "Europe/Stockholm",
        }

    def reference(self, service: str) -> dict:
        """As a TeamsFx store keeps it."""
        return {
            "user": {"id": self.account, "name": self.name, "aadObjectId": self.user},
            "bot": {"id": f"28:{APP_ID}", "name": "Bot"},
            "conversation": {"id": self.conversation, "conversationType": "personal", "tenantId": TENANT},
            "channelId": "msteams",
            "serviceUrl": service,
        }


class LocalTeams:
    """A strict Local Teams with people in whose chats the bot is, others in whose it is not, a group chat and a team.

    Who is there from the start has sent the bot nothing yet: `references` is what the bot knew before.
    """

    group, team, quay = "19:watch@thread.v2", "19:port@thread.tacv2", "19:quay@thread.tacv2"

    def __init__(
        self, people: int, clock: str = "real", arguments: tuple[str, ...] = (), strangers: int = 0, foreign: int = 0
    ):
        everyone = [Person(number) for number in range(people + strangers)]
        self.people, self.strangers = everyone[:people], everyone[people:]
        #: the last of the people: their chats are of another bot, whatever the store of the past says
        self.foreign = self.people[people - foreign :]
        self.endpoint_port = free_port()
        self.folder = tempfile.TemporaryDirectory(prefix="notifier-world-")
        present = [person.handle for person in [*self.people[:3], *self.strangers]]
        own, foreign_chats = self.people[: people - foreign], self.foreign
        world = {
            "tenant": {"id": TENANT, "name": "Harbor"},
            "users": [person.entry for person in everyone],
            "bots": [
                {
                    "appId": APP_ID,
                    "secret": SECRET,
                    "name": "Bot",
                    "endpoint": f"http://127.0.0.1:{self.endpoint_port}/api/messages",
                },
                {"appId": OTHER_ID, "secret": SECRET, "name": "Another bot"},
            ],
            "chats": [
                {"id": self.group, "kind": "group", "name": "Watch", "members": present, "bots": []},
                *(
                    {"id": person.conversation, "kind": "personal", "members": [person.handle], "bots": [bot]}
                    for bot, people in ((APP_ID, own), (OTHER_ID, foreign_chats))
                    for person in people
                ),
            ],
            "installations": [
                {"id": person.installation, "bot": bot, "user": person.handle}
                for bot, people in ((APP_ID, own), (OTHER_ID, foreign_chats))
                for person in people
            ],
            "teams": [
                {
                    "id": self.team,
                    "name": "Port",
                    "aadGroupId": "c0de5a1e-0000-4000-8000-000000000001",
                    "members": present,
                    "bots": [],
                    "channels": [{"id": self.team, "name": "General"}, {"id": self.quay, "name": "Quay"}],
                }
            ],
        }
        path = os.path.join(self.folder.name, "world.json")
        with open(path, "w") as file:
            json.dump(world, file)
        command = [Programs.teams, "local", "--port", "0", "--workspace", path, "--clock", clock, *arguments]
        self.process = Process("local", command)
        self.address = self.process.address
        self.caller = Caller(self.address)

    def end(self) -> None:
        self.process.end()
        self.folder.cleanup()

    @property
    def references(self) -> dict:
        service = f"{self.address}/emea/{TENANT}/"
        return {f"_{TENANT}_{person.conversation}": person.reference(service) for person in self.people}

    def act(self, method: str, path: str, body=None):
        answer = self.caller.call(method, "/_local/" + path, body)
        return good(answer, f"Local Teams: {method} {path}")

    def install(self, person: Person) -> None:
        made = self.act("POST", "installations", {"as": person.handle, "bot": APP_ID, "user": person.handle})
        person.installation = made["id"]

    def install_places(self) -> None:
        first = self.people[0].handle
        self.act("POST", "installations", {"as": first, "bot": APP_ID, "chat": self.group})
        self.act("POST", "installations", {"as": first, "bot": APP_ID, "team": self.team})

    def uninstall(self, person: Person) -> None:
        self.act("DELETE", f"installations/{quoted(person.installation)}?as={person.handle}")

    def block(self, person: Person) -> None:
        self.act("POST", "blocks", {"as": person.handle, "bot": APP_ID})

    def unblock(self, person: Person) -> None:
        self.act("DELETE", f"blocks?as={person.handle}&bot={APP_ID}")

    def say(self, person: Person, text: str) -> None:
        """A person writes to the bot in their own chat."""
        self.act("POST", f"conversations/{quoted(person.conversation)}/messages", {"as": person.handle, "text": text})

    def history(self, person: Person, conversation: str | None = None) -> list[dict]:
        conversation = conversation or person.conversation
        return self.act("GET", f"conversations/{quoted(conversation)}/messages?as={person.handle}&limit=1000")

    def fault(self, operation: str, status: int | None = None, **more) -> str:
        body = {"operation": operation, **({} if status is None else {"status": status}), **more}
        return self.act("POST", "faults", body)["id"]

    def mend(self, fault: str) -> None:
        self.act("DELETE", f"faults/{fault}")

    def limits(self, rules) -> None:
        self.act("PATCH", "limits", rules)

    def advance(self, seconds: float) -> None:
        self.act("POST", "clock", {"advance": seconds})

    def now(self) -> float:
        return instant(self.act("GET", "clock")["now"])

    def log(self, after: int = 0) -> list[dict]:
        """What bots asked for, after a place of the log; the log keeps 5,000."""
        return [entry for entry in self.all_log(after) if entry["direction"] == "in"]

    def all_log(self, after: int = 0) -> list[dict]:
        found: list[dict] = []
        while True:
            page = self.act("GET", f"log?after={after}&limit=1000")
            found += page
            if len(page) < 1000:
                return found
            after = page[-1]["seq"]

    def last(self) -> int:
        return (self.all_log() or [{"seq": 0}])[-1]["seq"]

    def ledger(self, after: int = 0) -> list[dict]:
        return self.act("GET", f"ledger?after={after}")


class LogReader:
    """Keeps all of a log that forgets."""

    def __init__(self, local: LocalTeams):
        self.local, self.entries, self.place = local, [], local.last()

    def read(self) -> list[dict]:
        new = self.local.all_log(self.place)
        if new:
            if new[0]["seq"] != self.place + 1:
                raise Failed(f"the log lost {new[0]['seq'] - self.place - 1} entries before they were read")
            self.place = new[-1]["seq"]
            self.entries += [entry for entry in new if entry["direction"] == "in"]
        return self.entries


# --- the sink


class Request:
    """One line of the sink's log; times in seconds since the sink began."""

    __slots__ = ("arrived", "answered", "operation", "conversation", "message", "status", "done", "text")

    def __init__(self, line: str):
        fields = line.split("\t", 7)
        self.arrived, self.answered = int(fields[0]) / 1e6, int(fields[1]) / 1e6
        self.operation, self.conversation, self.message = fields[2:5]
        self.status, self.done, self.text = int(fields[5]), fields[6] == "1", fields[7]


class Sink:
    def __init__(self, latency: str = "0", port: int = 0):
        self.process = Process("sink", [Programs.sink, "sink", str(port), latency])
        self.address = self.process.address
        self.caller = Caller(self.address)
        #: when the sink's clock began, on ours
        self.began = min((self._beginning() for _ in range(9)), key=lambda found: found[0])[1]

    def _beginning(self) -> tuple[float, float]:
        """How long the question took, and when the sink's clock began by it."""
        before = time.monotonic()
        elapsed = int(self.caller.call("GET", "/_sink/clock").body) / 1e6
        after = time.monotonic()
        return after - before, (before + after) / 2 - elapsed

    @property
    def now(self) -> float:
        return time.monotonic() - self.began

    def end(self) -> None:
        self.process.end()

    def log(self, after: int = 0) -> list[Request]:
        answer = self.caller.call("GET", f"/_sink/log?after={after}")
        return [Request(line) for line in answer.body.decode().splitlines()]

    def count(self) -> int:
        return int(self.caller.call("GET", "/_sink/count").body)

    def clear(self) -> None:
        self.caller.call("DELETE", "/_sink/log")

    def latency(self, text: str) -> None:
        good(self.caller.call("PUT", "/_sink/latency", text.encode()), "the sink's latency")

    def script(self, **rule) -> None:
        good(self.caller.call("POST", "/_sink/script", rule), "the sink's script")


def references(sink: Sink, tenants: int, people: int) -> dict:
    """A TeamsFx store of so many people in each of so many organisations, all at the sink."""
    found = {}
    for tenant in range(tenants):
        name = f"00000000-aaaa-4bbb-8ccc-{tenant:012x}"
        for number in range(people):
            conversation = f"a:t{tenant:03d}-p{number:06d}"
            found[f"_{name}_{conversation}"] = {
                "user": {
                    "id": f"29:t{tenant:03d}-p{number:06d}",
                    "name": f"Person {tenant:03d} {number:06d}",
                    "aadObjectId": f"{tenant:08x}-1111-4222-8333-{number:012x}",
                },
                "bot": {"id": f"28:{APP_ID}", "name": "Bot"},
                "conversation": {"id": conversation, "conversationType": "personal", "tenantId": name},
                "channelId": "msteams",
                "serviceUrl": f"{sink.address}/emea/",
            }
    return found


# --- the notifier


class Notifier:
    """`teams notifier` on a data file that outlives it."""

    def __init__(self, service: str, port: int = 0, folder: str | None = None, secret: str = SECRET, **settings):
        self.temporary = None if folder else tempfile.TemporaryDirectory(prefix="notifier-data-")
        self.folder = folder or self.temporary.name
        self.service, self.port, self.secret, self.settings = service, port or free_port(), secret, settings
        self.data = settings.pop("data", None) or os.path.join(self.folder, "teams.db")
        #: the address of a database of PostgreSQL in place of the file
        self.database: str | None = settings.pop("database", None)
        self.arguments: list[str] = settings.pop("arguments", [])
        self.limits = settings.pop("limits", None)
        self.variables: dict[str, str] = settings.pop("variables", {})
        self.key = secrets.token_hex(24)
        self.key_file = os.path.join(self.folder, "keys")
        if not os.path.exists(self.key_file):
            with open(self.key_file, "w") as file:
                file.write(self.key + "\n")
            os.chmod(self.key_file, 0o600)
        self.process: Process | None = None
        self.contract: Contract | None = None
        self.address = f"http://127.0.0.1:{self.port}"
        self.caller = Caller(self.address, {"Authorization": f"Bearer {self.key}"})

    @property
    def environment(self) -> dict[str, str]:
        return {
            "LOCAL_TEAMS_URL": self.service,
            "CLIENT_ID": APP_ID,
            "CLIENT_SECRET": self.secret,
            **self.variables,
        }

    @property
    def place(self) -> list[str]:
        return ["--database", self.database] if self.database else ["--data", self.data]

    @property
    def command(self) -> list[str]:
        return [
            *(Programs.teams, "notifier", "--port", str(self.port), *self.place),
            *("--api-key-file", self.key_file, *self.arguments),
        ]

    def start(self) -> "Notifier":
        self.process = Process("notifier", self.command, self.environment, self.limits)
        self.caller.close()
        if self.contract is None:
            self.contract = Contract(good(self.caller.call("GET", "/openapi.json"), "GET /openapi.json", 200))
        return self

    def import_file(self, store: dict) -> None:
        path = os.path.join(self.folder, ".notification.localstore.json")
        with open(path, "w") as file:
            json.dump(store, file)
        done = run([Programs.teams, "import", path, *self.place], self.environment, patience=900)
        os.unlink(path)
        if done.returncode:
            raise Failed(f"teams import ended with {done.returncode}: {done.stdout}{done.stderr}")

    def kill(self) -> None:
        self.process.kill()
        self.caller.close()

    def stop(self, patience: float = PATIENCE) -> int:
        self.caller.close()
        return self.process.stop(patience)

    def end(self) -> None:
        self.caller.close()
        if self.process:
            self.process.end()
        if self.temporary:
            self.temporary.cleanup()

    # Calls

    def call(self, method: str, path: str, body=None, headers: dict[str, str] | None = None) -> Answer:
        """Any call, checked against the OpenAPI document."""
        answer = self.caller.call(method, path, body, headers)
        self.contract.check(method, path, answer)
        return answer

    def get(self, path: str):
        return good(self.call("GET", path), f"GET {path}", 200)

    def send(self, audience, content, key: str | None = None, **more) -> str:
        """The id of a new notification."""
        body = {"audience": audience, "content": content, **more}
        headers = {"Idempotency-Key": key} if key else None
        return good(self.call("POST", "/v1/notifications", body, headers), "POST /v1/notifications", 202)["id"]

    def plan(self, audience, content, **more) -> dict:
        body = {"audience": audience, "content": content, "dryRun": True, **more}
        return good(self.call("POST", "/v1/notifications", body), "a dry run", 200)["plan"]

    def status(self, id: str) -> dict:
        return self.get(f"/v1/notifications/{id}")

    def act(self, id: str, verb: str) -> dict:
        return good(self.call("POST", f"/v1/notifications/{id}/{verb}"), f"{verb} {id}", 200)

    def edit(self, id: str, content) -> None:
        good(self.call("PUT", f"/v1/notifications/{id}/content", content), f"edit {id}", 202)

    def recall(self, id: str) -> None:
        good(self.call("DELETE", f"/v1/notifications/{id}"), f"recall {id}", 202)

    def items(self, path: str) -> list[dict]:
        """All of a list, page by page."""
        found: list[dict] = []
        after, sign = "", "&" if "?" in path else "?"
        while True:
            page = self.get(f"{path}{sign}limit=1000{after}")
            found += page["items"]
            if "next" not in page:
                return found
            after = f"&after={quoted(page['next'])}"

    def deliveries(self, id: str) -> list[dict]:
        return self.items(f"/v1/notifications/{id}/deliveries")

    def csv(self, id: str) -> list[dict]:
        answer = self.call("GET", f"/v1/notifications/{id}/deliveries.csv")
        good_text = answer.body.decode()
        if answer.status != 200 or not good_text.startswith("conversation,user,state,activityId,code"):
            raise Failed(f"deliveries.csv: {answer}")
        return list(csv.DictReader(io.StringIO(good_text)))

    def until_done(self, id: str, patience: float = PATIENCE, between=None, pause: float = 0.05) -> dict:
        """The status once nothing is left to do; `between` runs before each look (it moves a clock, for example)."""

        def holds():
            if between:
                between()
            status = self.status(id)
            return status if status["state"] in ("done", "cancelled") else None

        try:
            return wait_until(f"notification {id} to end", holds, patience, pause)
        except Failed as failure:
            raise Failed(f"{failure}; it is {self.status(id)}") from None

    def until_known(self, count: int, patience: float = PATIENCE) -> None:
        """Waits until the registry has so many personal chats."""
        wait_until(
            f"{count} installations in the registry",
            lambda: len(self.items("/v1/installations?scope=personal")) >= count,
            patience,
            0.1,
        )


def visible(ledger: list[dict]) -> dict[str, dict[str, str]]:
    """Of Local Teams' ledger, what people see in the end: conversation → message → text."""
    seen: dict[str, dict[str, str]] = {}
    for entry in ledger:
        place = seen.setdefault(entry["conversation"], {})
        if entry["kind"] == "removed":
            place.pop(entry.get("message"), None)
        elif entry["kind"] in ("visible", "edited"):
            place[entry["message"]] = entry["text"]
    return seen


__all__ = ["Lost", "Failed"]
