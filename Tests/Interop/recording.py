"""Handlers that say that they ran: `has NAME` for each that there is, `heard NAME` for each that is reached."""

import inspect


def say(word: str, name: str) -> None:
    print(f"{word} {name}", flush=True)  # the judge reads it: a bot is a program of its own


def recorded(handler: type, answers: dict | None = None) -> type:
    """A subclass of an SDK's activity handler whose every `on_…` says that it ran, and then does what it does.

    `answers`: what the handlers return that the SDK leaves to the bot."""
    answers = answers or {}

    def saying(name: str, original):
        async def run(self, *arguments):
            say("heard", name)
            return answers[name] if name in answers else await original(self, *arguments)

        return run

    members = {}
    for name, original in inspect.getmembers(handler, inspect.iscoroutinefunction):
        if name.startswith("on_"):
            say("has", name)
            members[name] = saying(name, original)
    return type(f"Recorded{handler.__name__}", (handler,), members)
