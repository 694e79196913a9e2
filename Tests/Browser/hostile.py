"""Messages, frames and answers as no honest service sends them, from a seed."""

import json
import random

DEEP = "@@deep@@"  # stands for thousands of arrays in each other, which Python does not write
NAMES = [
    "__proto__",
    "constructor",
    "prototype",
    "toString",
    "hasOwnProperty",
    "valueOf",
    "toJSON",
    "then",
    "length",
    "",
    "id",
    "type",
    "text",
    "name",
    "a\"]'\n",
]
MARKUP = [
    "<script>canary('script')</script>",
    "<img src=x onerror=canary('img')>",
    "<svg onload=canary('svg')>",
    "<constructor>",
    "<__proto__>a</__proto__>",
    "<toString x=y>",
    "<hasOwnProperty/>",
    "<a href=\"javascript:canary('a')\">a</a>",
    "<a href='java\tscript:canary(1)'>b</a>",
    '<b style="background:url(http://evil.invalid/)">',
    "<iframe srcdoc='<script>parent.canary(1)</script>'>",
    "</article></div><h1>out",
    "<style>*{display:none}</style>",
    "<img src='http://evil.invalid/p.png'>",
    "<at id='0'>x</at>",
    "<at>__proto__</at>",
    '<quoted messageId="1"/>',
    "<" * 200,
    "<b>" * 300,
    "<li>" * 200,
    '<a x="',
    "&#0;&#x110000;&#xd800;&constructor;",
    "<ol start=1e309><li>x",
    "<table><tr><td>",
    "<template><img src=x onerror=canary(2)></template>",
    "<math><mi xlink:href='javascript:canary(3)'>",
    '<img src="data:image/svg+xml,<svg onload=canary(4)>">',
    "<img width=1e9 height=-1 src=data:image/png;base64,%%%>",
]
MARKDOWN = [
    "[x](javascript:canary('md'))",
    "[x](JaVaScRiPt\n:canary(1))",
    "![x](http://evil.invalid/x.png)",
    "[" * 300,
    "*" * 301,
    "_" * 300 + "a",
    "> " * 100 + "q",
    "`" * 99,
    "- " * 100,
    "1. " * 50,
    "```\nunclosed",
    "- " + " " * 200 + "\u2028x",
    "[a](" * 100,
    "~~**__*_`",
    "\\" * 99,
    "https://" + ")" * 200,
    "http://[",
    "https://a@evil.invalid/",
    "[a](data:text/html,<script>canary(5)</script>)",
    "[a](vbscript:canary(6))",
    "[a](\x01javascript:canary(7))",
]
ADDRESSES = [
    "javascript:canary('url')",
    " \x01javascript:canary(1)",
    "java\nscript:canary(2)",
    "JAVASCRIPT:canary(3)",
    "vbscript:canary(4)",
    "data:text/html,<script>canary(5)</script>",
    "data:image/png;base64,%%%",
    "data:image/png;base64,",
    "data:image/svg+xml;base64,PHN2Zy8+",
    "data:image/png;base64,AAAA",
    "data:image/gif;base64,A",
    "http://[",
    "http://",
    "//evil.invalid/x",
    "\\\\evil.invalid\\x",
    "http://evil.invalid/p.png",
    "https://evil.invalid:99999/",
    "/_local/reset",
    "blob:http://evil.invalid/1",
    "filesystem:http://evil.invalid/",
    "about:blank",
    "file:///etc/passwd",
    "",
    " ",
    "x",
    "?",
    "#",
    "ftp://evil.invalid",
    "mailto:a@b?subject=x%0Ay",
    "http://evil.invalid/" + "a" * 5000,
    "\ud800",
]
TEXTS = [
    "",
    " ",
    "\x00",
    "\ud800",
    "\udfff x",
    "\u202eevil",
    "\u2028",
    "a\nb\r\nc",
    "null",
    "undefined",
    "[object Object]",
    "-1",
    "1e999",
    "NaN",
    "x" * 3000,
    "W" * 500 + "\n" * 200,
    "\u0301" * 300,
    "👩‍👩‍👧" * 50,
    "__proto__",
    "constructor",
    "toString",
    '"]',
    "'); canary('q'); ('",
    "${canary('t')}",
    "{{constructor.constructor('canary(1)')()}}",
    "%s%n%00",
    "../../_local/reset",
    *MARKUP,
    *MARKDOWN,
    *ADDRESSES,
]
NUMBERS = [0, -0.0, -1, 1, 3.5, 1e308, -1e308, 2**53, 2**63, 1_700_000_000_000, 8.64e15, 8.65e15]
TIMES = [
    "2026-13-45T99:99:99Z",
    "2026-02-30T00:00:00Z",
    "-271821-04-20T00:00:00Z",
    "+275760-09-13T00:00:00.001Z",
    "9999-12-31T23:59:59Z",
    "0000-01-01T00:00:00Z",
    "0001-01-01T00:00:00+14:00",
    "now",
    "1",
    "Invalid Date",
    8.65e15,
    -1,
    0,
    None,
    {},
    [],
    "2026-11-20T08:00:00" + "0" * 500 + "Z",
]
TYPES = [
    "image/png",
    "image/",
    "image/svg+xml",
    "text/html",
    "text/plain",
    "application/vnd.microsoft.card.adaptive",
    "application/vnd.microsoft.card.hero",
    "application/vnd.microsoft.card.oauth",
    "application/vnd.microsoft.teams.card.o365connector",
    "application/vnd.microsoft.teams.card.list",
    "application/vnd.microsoft.teams.file.download.info",
    "application/vnd.microsoft.card.",
    "x.card.constructor",
    "constructor",
    "__proto__",
    "",
]
ELEMENTS = [
    "TextBlock",
    "FactSet",
    "ColumnSet",
    "Container",
    "Table",
    "Image",
    "ImageSet",
    "Input.Text",
    "Input.ChoiceSet",
    "Action.Submit",
    "ActionSet",
    "constructor",
]


class Hostile:
    def __init__(self, seed: int):
        self.random = random.Random(seed)

    def one(self, items):
        return self.random.choice(items)

    def often(self, chance: float) -> bool:
        return self.random.random() < chance

    def value(self, depth: int = 3):
        kind = self.random.randrange(12)
        if kind < 4 or depth == 0:
            return self.one(TEXTS)
        if kind < 6:
            return self.one([None, True, False])
        if kind < 8:
            return self.one(NUMBERS)
        if kind == 8 and self.often(0.2):
            return DEEP
        if kind < 10:
            return [self.value(depth - 1) for _ in range(self.random.randrange(4))]
        return {self.one(NAMES): self.value(depth - 1) for _ in range(self.random.randrange(4))}

    def maybe(self, made, chance: float = 0.25):
        """`made`, or now and then anything else."""
        return self.value() if self.often(chance) else made

    def several(self, make, most: int = 4, chance: float = 0.25):
        return self.maybe([self.maybe(make()) for _ in range(self.random.randrange(most))], chance)

    def author(self):
        return {
            "kind": self.maybe(self.one(["user", "bot"])),
            "handle": self.maybe("bo"),
            "appId": self.maybe("b0"),
            "name": self.maybe(self.one(TEXTS)),
        }

    def card(self, depth: int = 3):
        if depth == 0:
            return self.value(1)
        made = {"type": self.maybe(self.one(ELEMENTS)), "title": self.maybe("t"), "text": self.maybe(self.one(TEXTS))}
        for member in (
            "body",
            "items",
            "columns",
            "rows",
            "cells",
            "sections",
            "actions",
            "buttons",
            "potentialAction",
        ):
            if self.often(0.25):
                made[member] = self.several(lambda: self.card(depth - 1), 3)
        if self.often(0.4):
            made["facts"] = self.several(lambda: {"title": self.value(1), "value": self.value(1)})
        for member in ("isVisible", "fallbackText", "label", "placeholder", "summary", "subtitle"):
            if self.often(0.15):
                made[member] = self.value(1)
        return made

    def attachment(self):
        return {
            "contentType": self.maybe(self.one(TYPES)),
            "contentUrl": self.maybe(self.one(ADDRESSES)),
            "name": self.maybe("n"),
            "content": self.maybe(self.card()),
            "thumbnailUrl": self.one(ADDRESSES),
        }

    def message(self, identifier: str):
        if self.often(0.05):
            return {
                **({"id": identifier} if self.often(0.5) else {}),
                **{self.one(NAMES[:-2]): self.value() for _ in range(4)},
            } or {"id": identifier}
        made = {
            "id": identifier,
            "from": self.maybe(self.author()),
            "text": self.maybe(self.one(TEXTS), 0.3),
            "textFormat": self.maybe(self.one(["xml", "markdown", "plain"]), 0.1),
        }
        parts = {
            "attachments": lambda: self.several(self.attachment),
            "suggestedActions": lambda: self.one(
                [
                    {"actions": self.several(lambda: {"title": self.value(1), "value": self.value(1)})},
                    self.several(lambda: None),
                    self.value(),
                ]
            ),
            "entities": lambda: self.several(lambda: {"type": self.one(NAMES), "mentioned": self.value()}),
            "reactions": lambda: self.several(
                lambda: {
                    "type": self.maybe(self.one(["like", "1f440_eyes", "d83d_x", *NAMES])),
                    "users": self.several(lambda: self.one(["ines", "bo", {"handle": "bo"}, *NAMES])),
                }
            ),
            "quoted": lambda: self.maybe(
                {"id": self.value(1), "from": self.author(), "text": self.value(1), "deleted": self.value(0)}, 0.5
            ),
            "sentAt": lambda: self.one(TIMES),
            "replies": self.value,
            "warnings": lambda: self.several(self.value),
            "alert": self.value,
            "streaming": self.value,
            "edited": self.value,
            "deleted": lambda: self.often(0.2),
            "onlyYou": lambda: self.often(0.2),
            "summary": self.value,
            "attachmentLayout": self.value,
        }
        for name, make in parts.items():
            if self.often(0.3):
                made[name] = make()
        if self.often(0.05):
            made["id"] = self.value()
        return made

    def frame(self, room: str, known: list[str]):
        """A frame that no good message depends on. `known` are ids of hostile messages."""
        identifier = self.one(known) if known and self.often(0.7) else self.one(TEXTS)
        made = {
            "type": self.one(["edited", "removed", "reactions", "typing"]),
            "conversation": self.maybe(room, 0.2),
            "message": self.maybe(self.message(identifier), 0.2),
            "from": self.maybe(self.author()),
        }
        if isinstance(made["message"], dict) and made["message"].get("id") not in (identifier, None):
            made["message"]["id"] = identifier
        if self.often(0.15):
            made["type"] = self.value(1)
            made["message"] = None
        return made

    def entry(self, number: int):
        """An entry of the wire log."""
        part = lambda: self.maybe(
            {"headers": self.maybe({self.one(NAMES): self.value(1)}), "token": self.value(), "body": self.value()}
        )
        return self.maybe(
            {
                "seq": self.maybe(number, 0.05),
                "at": self.one(TIMES),
                "direction": self.maybe(self.one(["in", "out"])),
                "operation": self.maybe("send"),
                "method": self.maybe("POST"),
                "path": self.maybe(self.one(["/v3/conversations/a/activities/1", *TEXTS])),
                "status": self.maybe(201),
                "ms": self.maybe(1.5),
                "request": part(),
                "response": part(),
                "note": self.maybe("n"),
                "conversation": self.maybe("c"),
                "message": self.maybe("1"),
            },
            0.05,
        )

    def workspace(self, good: dict):
        """A good workspace with some of its members replaced, at the top or further down."""
        made = json.loads(json.dumps(good))
        for name in list(made):
            if self.often(0.3):
                made[name] = self.value()
            elif isinstance(made[name], list):
                made[name] = [
                    self.maybe({key: self.maybe(value) for key, value in each.items()}) for each in made[name]
                ] + ([self.value()] if self.often(0.5) else [])
        return self.maybe(made, 0.1)


def written(value, deep: int = 3_000) -> str:
    """A value as JSON."""
    return json.dumps(value).replace(json.dumps(DEEP), "[" * deep + "]" * deep)
