"""Lets bots made with foreign SDKs converse with Local Teams, authentication and limits on, and checks what people see.

It prints each check as it comes, and of a bot that failed what it and the service said.

usage: judge.py TEAMS-EXECUTABLE [BOT …]      BOT: teams, botbuilder, agents, raw; all of them without one
"""

import os
import signal
import sys
import urllib.error
from collections.abc import Callable
from dataclasses import dataclass, field

import checks
import raw
from events import LATER, events
from town import Town
from workflow import workflow

# The longest pause between two checks, in seconds. What waits longer waits for something that does not come.
LONGEST_PAUSE = 120
here = os.path.dirname(os.path.abspath(__file__))
Part = Callable[[Town, checks.Check], None]


@dataclass
class Bot:
    program: str
    parts: list[Part]
    results: list[tuple[str, bool]] = field(default_factory=list)

    def check(self, name: str, holds: bool) -> None:
        self.results.append((name, bool(holds)))
        print(("ok      " if holds else "FAILED  ") + name, flush=True)
        signal.alarm(LONGEST_PAUSE)

    def _stands_still(self, *_) -> None:
        last = self.results[-1][0] if self.results else "the start"
        raise RuntimeError(f"nothing for {LONGEST_PAUSE} s after: {last}")

    def run(self, teams: str) -> bool:
        """Whether all holds."""
        signal.signal(signal.SIGALRM, self._stands_still)
        signal.alarm(LONGEST_PAUSE)
        town = Town(teams)
        try:
            town.start_bot(os.path.join(here, self.program))
            for part in self.parts:
                part(town, self.check)
        except urllib.error.HTTPError as error:
            self.check(f"{error.url}: {error.code} {error.read().decode()}", False)
        except RuntimeError as error:
            self.check(str(error), False)
        finally:
            signal.alarm(0)
            town.close()
        holds = bool(self.results) and all(holds for _, holds in self.results)
        if not holds:
            print(town.output())
        return holds


BOTS = {
    "teams": Bot(
        "teams_py_bot.py",
        [
            checks.conversation,
            checks.targeted,
            lambda town, check: workflow(town, check, whispers=True),
            # It refuses what it does not know: upgrades, nameless invokes, the end of a conversation, new activities.
            lambda town, check: events(
                town, check, LATER, without=("signin", "an upgrade", "invoke, as", "endOfConversation", "tideTurned")
            ),
            lambda town, check: checks.refusals(town, check, repeats=False),
            lambda town, check: checks.signatures(town, check, refusal=401),
        ],
    ),
    # It answers 500 to what it does not believe.
    "botbuilder": Bot(
        "botbuilder_bot.py",
        [
            checks.conversation,
            lambda town, check: workflow(town, check, whispers=False),
            lambda town, check: events(town, check, LATER),
            lambda town, check: checks.refusals(town, check, repeats=False),
            lambda town, check: checks.signatures(town, check, refusal=500),
        ],
    ),
    "agents": Bot(
        "agents_bot.py",
        [
            checks.conversation,
            # Version 0.9.1 reaches neither the parts of a consent, nor those of a removal, nor those of a sign-in.
            lambda town, check: events(
                town,
                check,
                (*LATER, "consent_accept", "consent_decline", "members_removed", "teams_signin", "sign_in_invoke"),
                without=("signin",),
            ),
            lambda town, check: checks.refusals(town, check, repeats=False),
            lambda town, check: checks.signatures(town, check, refusal=401, unchecked=("wrongServiceUrl",)),
        ],
    ),
    "raw": Bot("teams_py_bot.py", [raw.requests]),
}

teams, *names = sys.argv[1:]
for unknown in set(names) - set(BOTS):
    sys.exit(f"judge.py: no bot {unknown}; there are {', '.join(BOTS)}")
failed = []
for name, bot in BOTS.items():
    if names and name not in names:
        continue
    print(f"== {name}", flush=True)
    if not bot.run(teams):
        failed.append(name)
    print(f"{sum(holds for _, holds in bot.results)} of {len(bot.results)} passed", flush=True)
sys.exit(f"failed: {', '.join(failed)}" if failed else 0)
