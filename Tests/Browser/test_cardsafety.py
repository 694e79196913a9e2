"""Hostile cards in a conversation: nothing of them runs, nothing is fetched, and the page stays alive."""

import json

from playwright.sync_api import expect

from cardbot import ADAPTIVE
from fake import FakeTeams
from page import PageTests

BAD = [
    "javascript:canary(1)",
    "JavaScript:canary(1)",
    " javascript:canary(1)",
    "java\nscript:canary(1)",
    "\u0001javascript:canary(1)",
    "data:text/html,<script>canary(1)</script>",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='canary(1)'/>",
    "vbscript:canary(1)",
    "//elsewhere.invalid/x",
    "\\\\elsewhere.invalid\\x",
    "/\\elsewhere.invalid",
    "file:///etc/passwd",
    "blob:http://localhost/x",
    "filesystem:http://localhost/x",
    "about:blank#canary(1)",
    "https:elsewhere.invalid",
    "https://elsewhere.invalid/x.png",
    "http://elsewhere.invalid:1/x.png",
    "ftp://elsewhere.invalid/x",
    "ws://elsewhere.invalid/x",
    "/_local/reset",
    "",
]
MARKUP = [
    "<img src=x onerror=canary(1)>",
    "<script>canary(1)</script>",
    "<style>*{display:none}</style>",
    "<iframe srcdoc='<script>parent.canary(1)</script>'></iframe>",
    "[x](javascript:canary(1)) ![x](https://elsewhere.invalid/x.png)",
    "[x](<javascript:canary(1)>) [y](data:text/html,<script>canary(1)</script>)",
    "{{DATE(2026-99-99T99:99:99Z,SHORT)}} {{TIME(<script>canary(1)</script>)}}",
    "<at>x</at><at onclick=canary(1)>y</at>",
    "\u202e\u2066\u0000 bidi",
]
CSS = "red;background:url(https://elsewhere.invalid/x.png);position:fixed;inset:0;} *{display:none}"
IMAGES = ["url", "iconUrl", "backgroundImage", "poster"]
LOOKS = ["color", "style", "size", "spacing", "weight", "width", "height", "pixelWidth", "minHeight", "fontType"]
TYPES = ["TextBlock", "Image", "Container", "ColumnSet", "FactSet", "RichTextBlock", "Table", "ImageSet", "ActionSet"]
TYPES += ["Media", "Badge", "Icon", "CodeBlock", "ProgressBar", "Rating", "Carousel", "Chart.Donut", "CompoundButton"]
INPUTS = ["Input.Text", "Input.Number", "Input.Date", "Input.Time", "Input.Toggle", "Input.ChoiceSet", "Input.Rating"]


def card(*body, **more) -> dict:
    return {"type": "AdaptiveCard", "version": "1.5", "body": list(body), **more}


def nested(levels: int, make) -> object:
    found: object = {"type": "TextBlock", "text": "the deepest"}
    for _ in range(levels):
        found = make(found)
    return found


def hostile() -> list[dict]:
    """The cards, as attachments."""
    cards: list[object] = []
    for address in BAD:
        action = {"type": "Action.OpenUrl", "title": "go", "url": address, "iconUrl": address}
        cards.append(
            card(
                {"type": "Image", "url": address, "altText": "x", "selectAction": action},
                {
                    "type": "Container",
                    "backgroundImage": address,
                    "items": [{"type": "TextBlock", "text": f"[x]({address})"}],
                },
                {
                    "type": "Container",
                    "backgroundImage": {"url": address},
                    "items": [{"type": "TextBlock", "text": "y"}],
                },
                {"type": "Media", "poster": address, "sources": [{"mimeType": "video/mp4", "url": address}]},
                {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": "run", "selectAction": action}]},
                actions=[action, {"type": "Action.Submit", "title": "s", "iconUrl": address}],
                backgroundImage=address,
            )
        )
    for markup in MARKUP:
        cards.append(
            card(
                {"type": "TextBlock", "text": markup, "wrap": True},
                {"type": "FactSet", "facts": [{"title": markup, "value": markup}]},
                {"type": "RichTextBlock", "inlines": [markup, {"type": "TextRun", "text": markup}]},
                {"type": "Input.Text", "id": markup, "label": markup, "placeholder": markup, "value": markup},
                {"type": "Input.ChoiceSet", "id": "c", "choices": [{"title": markup, "value": markup}]},
                {"type": markup, "fallback": {"type": markup}},
                actions=[{"type": "Action.Submit", "title": markup, "tooltip": markup, "id": markup}],
                lang=markup,
                speak=markup,
                fallbackText=markup,
            )
        )
    for kind in TYPES + INPUTS:
        node = {"type": kind, "id": "x", "text": "t", "url": "x", "items": [], **{each: CSS for each in LOOKS}}
        cards.append(card(node, {**node, "items": CSS, "columns": CSS, "rows": CSS, "facts": CSS, "choices": CSS}))
    same = {"type": "Input.Text", "id": "same", "label": "same"}
    toggle = {
        "type": "Action.ToggleVisibility",
        "title": "t",
        "targetElements": ["same", "__proto__", {"elementId": None}],
    }
    cards += [
        card(*[same] * 50, actions=[toggle, {"type": "Action.Submit", "title": "send", "data": {"__proto__": 1}}]),
        card({"type": "Input.Text", "id": "app"}, {"type": "Container", "id": "constructor", "items": []}),
        card({"type": "Input.Text", "id": "x", "regex": "(a+)+$", "value": "a" * 40, "isRequired": True}),
        card(*[{"type": "TextBlock", "text": f"line {each}"} for each in range(5_000)]),
        card({"type": "TextBlock", "text": "w" * 200_000}, {"type": "TextBlock", "text": "*a " * 30_000, "wrap": True}),
        card({"type": "ColumnSet", "columns": [{"type": "Column", "width": "9999999px", "items": []}] * 2_000}),
        card(
            {"type": "Table", "columns": [{"width": 1}] * 500, "rows": [{"type": "TableRow", "cells": [{}] * 500}] * 20}
        ),
        card(actions=[{"type": "Action.Submit", "title": f"a{each}"} for each in range(2_000)]),
        card({"type": "Image", "url": "data:image/png;base64," + "A" * 500_000}),
        card(nested(50, lambda inner: {"type": "Container", "items": [inner]})),
        card(nested(45, lambda inner: {"type": "ColumnSet", "columns": [{"type": "Column", "items": [inner]}]})),
        card(actions=[nested(40, lambda inner: {"type": "Action.ShowCard", "title": "s", "card": card(inner)})]),
        card({"type": "nonsense", "fallback": nested(50, lambda inner: {"type": "nonsense", "fallback": inner})}),
        card(body=None, refresh={"action": 5}, authentication=[], version={"a": 1}),
        card({"type": "TextBlock", "text": "x"}, version="99.9"),
        card(
            {"type": "TextBlock", "text": "x"},
            msteams={"width": CSS, "entities": [{"type": "mention", "text": "<at>x</at>"}]},
        ),
        {},
        {"type": "AdaptiveCard", "body": {"body": {}}, "actions": "x"},
    ]
    kinds = [("card.hero", "text"), ("card.thumbnail", "text"), ("card.receipt", "title"), ("card.signin", "text")]
    kinds += [("teams.card.list", "title"), ("teams.card.o365connector", "text")]
    others = [
        {
            "contentType": f"application/vnd.microsoft.{kind}",
            "content": {
                member: text,
                "images": [{"url": address, "tap": {"type": "openUrl", "value": address}}],
                "buttons": [{"type": "openUrl", "title": text, "value": address, "image": address}],
                "tap": {"type": "openUrl", "value": address},
                "items": [{"title": text, "icon": address, "image": {"url": address}}],
                "themeColor": CSS,
                "sections": [{"activityImage": address, "activityText": text, "heroImage": {"image": address}}],
                "potentialAction": [{"@type": "OpenUri", "name": text, "targets": [{"os": "default", "uri": address}]}],
            },
        }
        for kind, member in kinds
        for address, text in zip(BAD, MARKUP * 3)
    ]
    return [{"contentType": ADAPTIVE, "content": each} for each in cards] + others


class CardSafetyTests(PageTests):
    """The service here sends no Content-Security-Policy: nothing but the page itself is in the way."""

    @classmethod
    def make_world(cls) -> FakeTeams:
        world = FakeTeams()
        cls.addClassCleanup(world.stop)
        return world

    def test_hostile_cards_do_no_harm(self) -> None:
        tab = self.tab("ines")
        asked: list[str] = []
        tab.page.on("request", lambda request: asked.append(request.url))
        room = next(iter(self.world.histories))
        attachments = hostile()
        frames = []
        for attachment in attachments:
            message = {
                "id": self.world.next_id(),
                "from": {"kind": "bot", "appId": "b0", "name": "Chaos"},
                "attachments": [attachment],
            }
            frames.append({"type": "message", "conversation": room, "message": message})
        for start in range(0, len(frames), 20):
            self.world.send(*frames[start : start + 20])
            good = {"id": self.world.next_id(), "from": {"kind": "user", "handle": "bo"}, "text": f"good {start}."}
            self.world.send({"type": "message", "conversation": room, "message": good})
            expect(tab.article(f"good {start}.")).to_be_visible(timeout=30_000)
            tab.page.wait_for_function(
                "() => !document.querySelector('.card-slot:not(.drawn)')", polling=50, timeout=30_000
            )
            harm = tab.page.evaluate(
                """() => [
                    ...[...document.querySelectorAll('[role=log] *')].flatMap((each) =>
                        [...each.attributes].filter(({ name, value }) => /^on/i.test(name) || name === 'srcdoc' ||
                            (['href', 'src', 'action', 'xlink:href', 'formaction'].includes(name) &&
                                !/^(https?:|mailto:|tel:|data:image\\/|\\/cards\\?|\\/\\?)/i.test(value))
                        ).map(({ name, value }) => `${each.tagName} ${name}=${value}`)),
                    ...[...document.querySelectorAll(
                        '[role=log] :is(script, style, iframe, object, embed, link, form, base, meta, video, audio)')]
                        .map((each) => each.tagName),
                    ...[...document.querySelectorAll('[role=log] *')]
                        .filter((each) => getComputedStyle(each).position === 'fixed').map((each) => each.className),
                    ...[document.querySelector('.composer'), document.querySelector('nav')]
                        .filter((each) => !each?.checkVisibility()).map(() => 'something is hidden'),
                ].slice(0, 10)"""
            )
            self.assertEqual(harm, [], json.dumps(attachments[start : start + 20])[:2000])
        self.assertEqual([each for each in asked if not each.startswith((self.world.address, "data:", "blob:"))], [])
        self.assertEqual([each for each in asked if "/_local/reset" in each or each.endswith("/x")], [])
        self.assertGreater(tab.log.get_by_role("figure").count(), 100)
        tab.write("still here")
        expect(tab.article("still here")).to_be_visible()

    def test_a_hostile_button_opens_nothing(self) -> None:
        tab = self.tab("ines")
        room = next(iter(self.world.histories))
        opened: list[str] = []
        tab.context.on("page", lambda page: opened.append(page.url))
        addresses = [each for each in BAD if not each.startswith(("https://", "http://"))]
        names = [f"go {number}." for number in range(len(addresses))]
        for name, address in zip(names, addresses):
            attachment = {
                "contentType": ADAPTIVE,
                "content": card(actions=[{"type": "Action.OpenUrl", "title": name, "url": address}]),
            }
            message = {"id": self.world.next_id(), "from": {"kind": "bot", "appId": "b0"}, "attachments": [attachment]}
            self.world.send({"type": "message", "conversation": room, "message": message})
        for name in names:
            tab.button(name).evaluate("(node) => node.click()")
        tab.page.wait_for_timeout(100)
        self.assertEqual(opened, [])
        self.assertEqual(tab.page.url.split("?")[0], f"{self.world.address}/")
