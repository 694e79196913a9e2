"""Nothing that is said stops the page: thousands of messages of every shape, each followed by a good one that shows."""

import json
import os
import random
import time

from playwright.sync_api import expect

from fake import FakeTeams
from hostile import Hostile, written
from page import PageTests, Tab
from world import Refused, quoted

SEED = int(os.environ.get("SEED") or random.randrange(2**32))

# Those of `wanted` that do not stand in the log. Of a long one the page draws a part, which moves with the reader: it
# is looked through from the end to the beginning.
MISSING = """async (wanted) => {
    const log = document.querySelector('[role=log]');
    let left = wanted;
    const look = () => {
        const shown = new Map([...log.querySelectorAll('article')].map((each) => [each.dataset.id, each]));
        left = left.filter(({ id, text }) =>
            !shown.has(id) || (text && shown.get(id).querySelector('.content')?.textContent !== text) ||
            !shown.get(id).getAttribute('aria-label') || !shown.get(id).hasAttribute('tabindex')
        );
        return [...shown.keys()][0];
    };
    const drawn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    let first = look();
    while (left.length) {
        log.scrollTop = 0;
        await drawn();
        await drawn();
        const next = look();
        if (next === first) break;
        first = next;
    }
    log.scrollTop = log.scrollHeight;
    const newest = document.querySelector('.newest');
    if (!newest.hidden) newest.click();
    return left.map(({ id }) => id);
}"""

HARM = """() => [
    ...[...document.querySelectorAll('*')].flatMap((each) => [...each.attributes]).filter(({ name }) =>
        name.startsWith('on')
    ).map(({ name }) => `attribute ${name}`),
    ...[...document.querySelectorAll('[href], [src], [action], [srcdoc]')].flatMap((
        each,
    ) => [each.href, each.src, each.srcdoc]).filter((each) =>
        typeof each === 'string' &&
        each && !/^(https?|mailto|tel|msteams):|^data:image\\/(png|jpe?g|gif|webp|bmp|svg\\+xml)[;,]/.test(each)
    ).map((each) => `address ${each}`),
    ...[...document.querySelectorAll('iframe, object, embed, form form, base, meta[http-equiv], style, template')]
        .map((each) => `element ${each.localName}`),
    // On the parts of a card the page itself sets lengths, widths and colours, and nothing that reaches elsewhere.
    ...[...document.querySelectorAll('[role=log] [style]')].filter((each) =>
        !each.closest('.card, dialog.task') ||
        /position:|inset|z-index|content:|url\\(\\s*["']?(?!["']?data:image)/i.test(each.getAttribute('style'))
    ).map((each) => `a style ${each.getAttribute('style').slice(0, 80)}`),
    ...(document.scripts.length === 1 ? [] : ['a script']),
    ...Object.keys(Object.prototype).map((each) => `Object.prototype.${each}`),
    ...(document.querySelectorAll('main').length === 1 ? [] : ['the page is broken']),
]"""


class HostileCase(PageTests):
    def assert_unharmed(self, tab: Tab) -> None:
        """The page is whole, and a person can write.

        What the console said and which servers were asked is looked at after each test.
        """
        self.assertEqual(tab.page.evaluate(HARM), [])
        tab.write("and I can write")
        expect(tab.article("and I can write").last).to_be_visible()
        expect(tab.composer).to_have_value("")

    def assert_shown(self, tab: Tab, wanted: list[dict]) -> None:
        """Articles with these ids, and these texts if any, stand in the log.

        Each has a name and is within reach of the keyboard.
        """
        deadline = time.monotonic() + 60
        while missing := tab.page.evaluate(MISSING, wanted):
            if time.monotonic() > deadline:
                self.fail(f"{len(missing)} of {len(wanted)} do not show, the first {missing[:3]}")
            tab.page.wait_for_timeout(100)


class HostileTests(HostileCase):
    @classmethod
    def make_world(cls) -> FakeTeams:
        world = FakeTeams()
        cls.addClassCleanup(world.stop)
        return world

    def setUp(self) -> None:
        super().setUp()
        print(f"SEED={SEED} ", end="", flush=True)

    def pairs(self, hostile: Hostile, count: int) -> list[tuple[str, str, dict, dict]]:
        """Hostile messages as (id, JSON), each with a good one and what shows of it."""
        made = []
        for _ in range(count):
            identifier, good = self.world.next_id(), self.world.next_id()
            bad = hostile.message(identifier)
            message = {
                "id": good,
                "from": {"kind": "user", "handle": "bo", "name": "Bo Ek"},
                "text": f"good {good}",
                "reactions": [],
            }
            made.append(
                (
                    identifier if bad.get("id") == identifier else "",
                    written(bad),
                    message,
                    {"id": good, "text": f"good {good}"},
                )
            )
        return made

    def test_five_thousand_hostile_messages(self) -> None:
        hostile = Hostile(SEED)
        self.world.rooms(10)
        told = {}
        for room in list(self.world.histories)[:2]:
            told[room] = self.pairs(hostile, 500)
            self.world.histories[room] = (
                "[" + ",".join(f"{bad},{json.dumps(good)}" for _, bad, good, _ in told[room]) + "]"
            ).encode()
        tab = self.visit("ines")
        for number, room in enumerate(self.world.histories):
            tab.open(f"Room {number}")
            shown = [
                each
                for identifier, _, _, good in told.get(room, [])
                for each in (good, {"id": identifier})
                if each["id"]
            ]
            for _ in range(0 if room in told else 5):
                frames, victims = [], []
                for place, (identifier, bad, message, good) in enumerate(self.pairs(hostile, 100)):
                    frames.append(f'{{"type":"message","conversation":"{room}","message":{bad}}}')
                    if place % 2:
                        victims.append(identifier)
                    elif identifier:
                        shown.append({"id": identifier})
                    if hostile.often(0.3):
                        frames.append(written(hostile.frame(room, victims)))
                    if hostile.often(0.02):
                        frames.append(
                            hostile.one(
                                [
                                    "",
                                    "{",
                                    "null",
                                    "[]",
                                    '"x"',
                                    "1e999",
                                    '{"type":"message"}',
                                    '{"type":null}',
                                    '{"__proto__":{"type":"message"}}',
                                    "[" * 100_000,
                                ]
                            )
                        )
                    frames.append({"type": "message", "conversation": room, "message": message})
                    shown.append(good)
                self.world.send(*frames)
            self.assert_shown(tab, shown)
            self.assert_unharmed(tab)

    def test_hostile_answers(self) -> None:
        """The workspace and the conversations as anything at all: once they are right again, so is the page."""
        hostile = Hostile(SEED)
        tab = self.tab("ines")
        good = self.world.workspace()
        conversations = [
            {"id": room, "kind": "group", "name": "Room 0", "lastMessage": hostile.message("1"), "readUpTo": 5}
            for room in self.world.histories
        ]
        for _ in range(40):
            self.world.answers = {
                "/_local/workspace": written(hostile.workspace(good)).encode(),
                "/_local/conversations": written(
                    hostile.several(lambda: hostile.one(conversations + [hostile.value()]))
                ).encode(),
            }
            for frame in (
                {"type": "tick"},
                {"type": "workspace"},
                {"type": "clock", "mode": hostile.value(), "now": hostile.value()},
            ):
                with tab.page.expect_response("**/_local/conversations*"):
                    self.world.send(
                        written({"type": "tick"}) if frame["type"] == "clock" else written(frame), written(frame)
                    )
            self.world.answers = {}
            with tab.page.expect_response("**/_local/conversations*"):
                self.world.send({"type": "tick"})
            expect(tab.conversations.get_by_role("link", name="Room 0", exact=True)).to_be_visible()
            expect(tab.page.get_by_role("heading", level=1)).to_have_text("Room 0")
        self.assert_unharmed(tab)

    def test_hostile_answers_at_the_start(self) -> None:
        hostile = Hostile(SEED)
        tab = self.visit("ines")
        good = self.world.workspace()
        for _ in range(20):
            self.world.answers = {
                "/_local/workspace": written(hostile.workspace(good)).encode(),
                "/_local/conversations": written(hostile.value()).encode(),
            }
            tab.page.goto(f"{self.world.address}/?as=ines")
            expect(tab.page.get_by_role("main")).to_be_visible()
            self.assertEqual(tab.page.evaluate(HARM), [])
        self.world.answers = {"/_local/workspace": b"[" * 100_000}
        tab.page.goto(f"{self.world.address}/?as=ines")
        expect(tab.page.get_by_role("main")).to_be_visible()

    def test_shapes_that_are_easily_forgotten(self) -> None:
        tab = self.tab("ines")
        room = next(iter(self.world.histories))
        card = lambda **content: {
            "attachments": [
                {
                    "contentType": "application/vnd.microsoft.card.adaptive",
                    "content": {"type": "AdaptiveCard", **content},
                }
            ]
        }
        for number, more in enumerate(
            (
                {"attachments": [{"contentType": 5, "content": {}}]},
                {"attachments": [{"contentType": "text/plain", "contentUrl": "http://["}]},
                {"attachments": {}},
                {"attachments": [None]},
                card(body=[{"type": "FactSet", "facts": {"title": "a"}}]),
                card(body=[{"type": "FactSet", "facts": [None]}]),
                card(body="x", actions="y"),
                card(actions=[None]),
                {"suggestedActions": {"actions": [None]}},
                {"suggestedActions": [{"title": 1}]},
                {"suggestedActions": "x"},
                {"text": "<constructor>", "textFormat": "xml"},
                {"text": "<__proto__>", "textFormat": "xml"},
                {"reactions": [{"type": "constructor", "users": ["bo"]}]},
                {"reactions": [{"type": "like", "users": "bo"}]},
                {"reactions": {"like": 1}},
                {"from": None},
                {"quoted": []},
                {"sentAt": "never"},
                {"textFormat": "constructor"},
            )
        ):
            bad, good = self.world.next_id(), self.world.next_id()
            self.world.send(
                {
                    "type": "message",
                    "conversation": room,
                    "message": {"id": bad, "from": {"kind": "bot", "appId": "b0", "name": "Chaos"}, "text": "", **more},
                },
                {
                    "type": "message",
                    "conversation": room,
                    "message": {
                        "id": good,
                        "from": {"kind": "user", "handle": "bo", "name": "Bo"},
                        "text": f"good {number}",
                    },
                },
            )
            self.assert_shown(tab, [{"id": bad}, {"id": good, "text": f"good {number}"}])
        self.assert_unharmed(tab)

    def test_lists_of_a_hundred_thousand(self) -> None:
        tab = self.tab("ines")
        room = next(iter(self.world.histories))
        many = 100_000
        messages = [
            {"attachments": [{"contentType": "image/png", "contentUrl": "x"}] * many},
            {"attachments": [None] * many},
            {"suggestedActions": {"actions": [{"title": "a"}] * many}},
            {"reactions": [{"type": "like", "users": ["bo"] * many}]},
            {"reactions": [{"type": f"t{number}", "users": ["bo"]} for number in range(many)]},
            {
                "attachments": [
                    {
                        "contentType": "application/vnd.microsoft.card.adaptive",
                        "content": {
                            "body": [{"type": "TextBlock", "text": "a"}] * many,
                            "actions": [{"title": "a"}] * many,
                        },
                    }
                ]
            },
            {"from": {"kind": "bot", "name": "n" * many}},
            {"text": "word " * many},
            {"text": "a\n\n" * many},
            {"text": "<b>a</b>" * many, "textFormat": "xml"},
            {"warnings": ["w"] * many},
        ]
        for more in messages:
            bad, good = self.world.next_id(), self.world.next_id()
            self.world.send(
                {"type": "message", "conversation": room, "message": {"id": bad, "text": "", **more}},
                {
                    "type": "message",
                    "conversation": room,
                    "message": {
                        "id": good,
                        "from": {"kind": "user", "handle": "bo", "name": "Bo"},
                        "text": f"good {good}",
                    },
                },
            )
            self.assert_shown(tab, [{"id": bad}, {"id": good, "text": f"good {good}"}])
        self.assert_unharmed(tab)

    def test_a_hostile_wire_log(self) -> None:
        hostile = Hostile(SEED)
        tab = self.tab("ines")
        self.world.answers["/_local/log"] = written([hostile.entry(number) for number in range(1, 400)]).encode()
        tab.button("Inspector").click()
        inspector = tab.page.get_by_role("region", name="Inspector")
        inspector.get_by_role("combobox", name="Show").select_option("all")
        expect(inspector.get_by_role("listitem").first).to_be_visible()
        self.assertGreater(
            tab.page.evaluate(
                "() => { const all = [...document.querySelectorAll('.wire details')]; "
                "for (const each of all) each.open = true; return all.length; }"
            ),
            100,
        )
        inspector.get_by_role("searchbox", name="Filter").fill("send POST")
        inspector.get_by_role("searchbox", name="Filter").fill("")
        self.world.send(
            {
                "type": "message",
                "conversation": next(iter(self.world.histories)),
                "message": {"id": self.world.next_id(), "text": "activities/1", "from": {"kind": "bot"}},
            }
        )
        tab.article("activities/1").get_by_role("button", name="Inspect").click()
        expect(inspector).to_contain_text("JSON of the message")
        self.assert_unharmed(tab)

    def test_what_cannot_be_shown_says_so(self) -> None:
        """It has a name, a sender and a time, the keyboard reaches it, and the inspector has its JSON.

        A fault of the page's own does no more harm.
        """
        tab = self.tab("ines")
        room = next(iter(self.world.histories))
        tab.page.evaluate("""() => {
            const write = JSON.stringify;
            JSON.stringify = (value, ...more) => {
                const text = write(value, ...more);
                if (Array.isArray(value) && text.includes('unwritable')) throw new Error('no');
                return text;
            };
            const create = document.createElement.bind(document);
            document.createElement = (tag) => {
                if (tag === 'figure') throw new Error('no');
                return create(tag);
            };
        }""")
        card = {"contentType": "application/vnd.microsoft.card.adaptive", "content": {"body": []}}
        said = {
            "text": {"text": 42},
            "part": {"text": "beside it", "attachments": [{"contentType": 7, "content": {"secret": 1}}, card]},
            "whole": {"text": "unwritable"},
        }
        ids = {}
        for name, message in said.items():
            ids[name] = self.world.next_id()
            message = {
                "id": ids[name],
                "from": {"kind": "bot", "appId": "b0", "name": "Chaos"},
                "sentAt": "2026-11-20T08:00:00Z",
                **message,
            }
            self.world.send({"type": "message", "conversation": room, "message": message})
            self.world.send(
                {
                    "type": "message",
                    "conversation": room,
                    "message": {
                        "id": self.world.next_id(),
                        "from": {"kind": "user", "handle": "bo", "name": "Bo"},
                        "text": f"after {name}",
                    },
                }
            )
            expect(tab.article(f"after {name}")).to_be_visible()
        article = lambda name: tab.log.locator(f"article[data-id='{ids[name]}']")
        expect(article("text")).to_contain_text("This message cannot be shown: text is a number, not a text.")
        expect(article("part")).to_contain_text("beside it")
        expect(article("part")).to_contain_text(
            "A part of this message cannot be shown: attachments[0].contentType is a number, not a text."
        )
        expect(article("part")).to_contain_text("This attachment cannot be shown.")
        expect(article("whole")).to_contain_text("This message cannot be shown.")
        tab.page.keyboard.press("Alt+2")
        for name in ("whole", "part", "text"):
            tab.page.keyboard.press("ArrowUp")
            expect(article(name)).to_be_focused()
            expect(article(name)).to_have_accessible_name(
                "Chaos at 09:00, "
                + {
                    "whole": "this message cannot be shown",
                    "part": "beside it",
                    "text": "This message cannot be shown.",
                }[name]
            )
            tab.page.keyboard.press("i")
            inspector = tab.page.get_by_role("region", name="Inspector")
            inspector.get_by_text("JSON of the message").click()
            expect(inspector.get_by_label("Message", exact=True)).to_contain_text(
                {"whole": "unwritable", "part": '"contentType": 7', "text": '"text": 42'}[name]
            )
            article(name).focus()
            tab.page.keyboard.press("ArrowUp")
        self.assert_unharmed(tab)


class HostileBotTests(HostileCase):
    def test_three_people_and_a_hostile_bot(self) -> None:
        """What the service lets through, as it comes."""
        print(f"SEED={SEED} ", end="", flush=True)
        hostile = Hostile(SEED)
        tabs = [self.tab(number) for number in range(3)]
        wanted, taken = [], 0
        for number in range(150):
            activity = json.loads(written(hostile.message(""), deep=40))
            for name in ("id", "from"):
                activity.pop(name, None)
            activity = {**activity, "type": "message", "text": hostile.maybe(hostile.one(["x", activity.get("text")]))}
            try:
                self.world.bot_call("POST", f"{quoted(self.world.group)}/activities", activity)
                taken += 1
            except Refused as refused:
                self.assertLess(refused.status, 500)
            wanted.append(f"good {number}")
            self.world.say(tabs[1].handle, wanted[-1])
        self.assertGreater(taken, 50)
        for tab in tabs:
            truth = [
                {"id": each["id"], "text": each["text"] if each["text"] in wanted else ""}
                for each in self.world.history(tab.handle)
            ]
            self.assertEqual([each["text"] for each in truth if each["text"]], wanted)
            self.assert_shown(tab, truth)
        for tab in tabs:
            self.assert_unharmed(tab)
