"""Cards that are no Adaptive Cards, with their buttons: hero, thumbnail, list, receipt, sign-in, connector, media."""

import json

from playwright.sync_api import expect

from cardbot import CardTests

CARD, TEAMS = "application/vnd.microsoft.card.", "application/vnd.microsoft.teams.card."
BUTTONS = [
    {"type": "openUrl", "title": "Open", "value": "https://harbor.test/a"},
    {"type": "imBack", "title": "Say", "value": "said by a button"},
    {"type": "messageBack", "title": "Tell", "text": "told", "displayText": "shown by a button", "value": {"a": 1}},
    {"type": "invoke", "title": "Ask", "value": {"type": "task/fetch", "data": {"dialog_id": "x"}}},
    {"type": "call", "title": "Call", "value": "tel:+4612345"},
    {"type": "dance", "title": "Dance", "value": "x"},
    {"type": "imBack", "title": "Seventh", "value": "x"},
]


class OtherCardTests(CardTests):
    def card(self, kind: str, name: str, content: dict):
        """The frame of a card that the bot sends."""
        self.send({"contentType": kind, "content": content})
        frame = self.tabs[0].page.get_by_role("figure", name=name, exact=True)
        expect(frame).to_be_visible()
        return frame

    def test_hero_and_thumbnail(self) -> None:
        ines = self.tab(0)
        for kind, name in (("hero", "Hero card"), ("thumbnail", "Thumbnail card")):
            with self.subTest(kind=kind):
                frame = self.card(
                    CARD + kind,
                    f"{name}: High water {kind}",
                    {
                        "title": f"High water {kind}",
                        "subtitle": "at six",
                        "text": "<b>Mind</b> the <i>tide</i><script>canary(1)</script>",
                        "images": [{"url": "https://pictures.invalid/a.png", "alt": "A gauge"}],
                        "buttons": BUTTONS,
                    },
                )
                expect(frame.locator("strong")).to_have_text("Mind")
                expect(frame.get_by_role("img", name="A gauge: not shown")).to_be_visible()
                expect(frame.get_by_role("link", name="Open")).to_have_attribute("href", "https://harbor.test/a")
                expect(frame.get_by_role("link", name="Call")).to_have_attribute("href", "tel:+4612345")
                expect(frame.get_by_role("button", name="Dance")).to_be_disabled()
                expect(frame.get_by_text("Seventh")).to_have_count(0)
                expect(frame).to_contain_text("1 more: Teams shows 6 buttons.")
        frame.get_by_role("button", name="Say").click()
        expect(ines.article("said by a button")).to_be_visible()
        frame.get_by_role("button", name="Tell").click()
        expect(ines.article("shown by a button")).to_be_visible()
        told = self.comes(lambda: [each for each in self.bot.got if each.get("text") == "told"])
        self.assertEqual(told[0]["value"], {"a": 1})
        self.bot.answer = lambda activity: {"task": {"type": "message", "value": "asked and answered"}}
        frame.get_by_role("button", name="Ask").click()
        expect(ines.log.get_by_text("asked and answered")).to_be_visible()
        self.bot.answer = lambda activity: (500, b"")
        frame.get_by_role("button", name="Ask").click()
        expect(frame.get_by_role("alert")).to_contain_text("500")

    def test_a_tap_anywhere_is_a_press(self) -> None:
        ines = self.tab(0)
        tap = {"type": "imBack", "title": "Take it", "value": "tapped"}
        frame = self.card(CARD + "hero", "Hero card: Tide", {"title": "Tide", "text": "of today", "tap": tap})
        frame.get_by_role("button", name="Take it").click()
        expect(ines.article("tapped")).to_be_visible()

    def test_list_and_receipt(self) -> None:
        ines = self.tab(0)
        items = [
            {"type": "section", "title": "Quay"},
            {"type": "person", "title": "Bo Ek", "subtitle": "pilot", "tap": {"type": "imBack", "value": "call Bo"}},
            {
                "type": "file",
                "id": "f",
                "title": "tides.csv",
                "tap": {"type": "openUrl", "value": "https://harbor.test/t"},
            },
        ]
        frame = self.card(
            TEAMS + "list", "List card: On duty", {"title": "On duty", "items": items, "buttons": BUTTONS}
        )
        expect(frame.get_by_role("listitem")).to_have_count(3)
        frame.get_by_role("button", name="Bo Ek").click()
        expect(ines.article("call Bo")).to_be_visible()
        expect(frame.get_by_role("link", name="tides.csv")).to_have_attribute("href", "https://harbor.test/t")
        frame = self.card(
            CARD + "receipt",
            "Receipt card: Berth 4",
            {
                "title": "Berth 4",
                "facts": [{"key": "Order", "value": "1234"}],
                "items": [{"title": "Night", "price": "$38.45", "quantity": "2"}],
                "tax": "$7.50",
                "total": "$90.95",
            },
        )
        for words in ("Order", "1234", "2 × $38.45", "Tax", "$7.50", "Total", "$90.95"):
            expect(frame).to_contain_text(words)

    def test_a_connector_card(self) -> None:
        ines = self.tab(0)
        form = {
            "@type": "ActionCard",
            "name": "Comment",
            "inputs": [
                {"@type": "TextInput", "id": "note", "title": "Note", "isRequired": True},
                {
                    "@type": "MultichoiceInput",
                    "id": "list",
                    "title": "List",
                    "choices": [{"display": "One", "value": "1"}, {"display": "Two", "value": "2"}],
                },
            ],
            "actions": [{"@type": "HttpPOST", "name": "Send it", "body": '{"note":"{{note.value}}"}'}],
        }
        frame = self.card(
            TEAMS + "o365connector",
            "Connector card: Larry was here",
            {
                "@type": "MessageCard",
                "summary": "A summary",
                "title": "Larry was here",
                "themeColor": "0076D7",
                "sections": [
                    {
                        "activityTitle": "**On** project Tango",
                        "facts": [{"name": "Due", "value": "today"}],
                        "images": [{"image": "https://pictures.invalid/a.png", "title": "A plan"}],
                        "potentialAction": [form],
                    }
                ],
                "potentialAction": [
                    {"@type": "ViewAction", "name": "View", "target": ["https://harbor.test/v"]},
                    {"@type": "OpenUri", "name": "Go", "targets": [{"os": "default", "uri": "javascript:canary(1)"}]},
                ],
            },
        )
        expect(frame.locator("strong")).to_have_text("On")
        expect(frame).to_contain_text("Due")
        expect(frame.get_by_role("link", name="View")).to_have_attribute("href", "https://harbor.test/v")
        expect(frame.get_by_role("button", name="Go")).to_be_disabled()
        expect(frame.get_by_role("img", name="A plan: not shown")).to_be_visible()
        posted: list[dict] = []

        def press(route) -> None:
            posted.append(route.request.post_data_json)
            route.fulfill(json={"deliveries": [], "invoke": {"status": 200}})

        ines.page.route("**/actions", press)
        opener = frame.get_by_role("button", name="Comment")
        opener.click()
        expect(opener).to_have_attribute("aria-expanded", "true")
        expect(frame.get_by_label("Note")).to_be_focused()
        frame.get_by_role("button", name="Send it").click()
        expect(frame).to_contain_text("Note is required.")
        expect(frame.get_by_label("Note")).to_be_focused()
        frame.get_by_label("Note").fill('so "quoted"')
        frame.get_by_label("List").select_option("2")
        frame.get_by_role("button", name="Send it").click()
        self.comes(lambda: posted)
        self.assertEqual(
            posted,
            [
                {
                    "as": ines.handle,
                    "action": "/attachments/0/content/sections/0/potentialAction/0/actions/0",
                    "inputs": {"note": 'so "quoted"', "list": "2"},
                }
            ],
        )

    def test_what_teams_does_not_show_is_labelled(self) -> None:
        self.tab(0)
        media = [{"url": "https://harbor.test/a.mp4", "profile": "The film"}]
        for kind in ("animation", "audio", "video"):
            frame = self.card(CARD + kind, f"{kind.capitalize()} card: Tide", {"title": "Tide", "media": media})
            expect(frame).to_contain_text(f"Teams shows no {kind} cards.")
            expect(frame.get_by_role("link", name="The film")).to_have_attribute("href", media[0]["url"])
        frame = self.card(CARD + "unheard", "Card: Tide", {"title": "Tide"})
        expect(frame).to_contain_text("Teams does not show cards of the type application/vnd.microsoft.card.unheard.")

    def test_any_content_leaves_the_page_alive(self) -> None:
        ines = self.tab(0)
        wrong = [None, 0, "x", [], {}, [None], {"a": None}]
        members = [
            "title",
            "text",
            "images",
            "buttons",
            "items",
            "facts",
            "sections",
            "potentialAction",
            "tap",
            "media",
        ]
        kinds = [CARD + each for each in ("hero", "thumbnail", "receipt", "signin", "oauth", "video")]
        kinds += [TEAMS + each for each in ("list", "o365connector")]
        cards = [
            {"contentType": kind, "content": {"title": "t", member: value}}
            for kind in kinds
            for member in members
            for value in wrong
        ]
        drawn = ines.page.evaluate(
            """async (cards) => {
                const { renderOtherCard } = await import('/cards/others/othercard.js');
                return cards.map((each) => renderOtherCard(each, {}) instanceof HTMLElement).every(Boolean);
            }""",
            json.loads(json.dumps(cards)),
        )
        self.assertTrue(drawn)
