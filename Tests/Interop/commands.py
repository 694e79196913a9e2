"""What people may say to the bots on aiohttp: `echo x`, `say x`, `edit x`, `delete`, `members`, `proactive x`."""

import re


def command(text: str | None) -> tuple[str, str]:
    """The verb of a message, and what follows it; the bot's own mention aside."""
    words = re.sub(r"<at>.*?</at>", "", text or "").strip()
    verb, _, rest = words.partition(" ")
    return verb, rest
