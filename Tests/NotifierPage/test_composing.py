"""What can be asked for with the form of a new notification, and what is seen of it before it goes out."""

import base64
import json
import re

from playwright.sync_api import Locator, expect

from operators import OperatorTests, Tab

PICTURE = base64.b64encode(
    b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="#06c"/></svg>'
).decode()
CARD = {
    "type": "AdaptiveCard",
    "version": "1.5",
    "body": [
        {"type": "TextBlock", "text": "Hello **${name}**", "size": "large", "style": "heading"},
        {"type": "Image", "url": "https://pictures.example/ship.png", "altText": "The ship"},
        {"type": "Image", "url": f"data:image/svg+xml;base64,{PICTURE}", "altText": "The flag"},
        {"type": "FactSet", "facts": [{"title": "Berth", "value": "4"}]},
        {"type": "Input.Text", "id": "words", "label": "What you say"},
        {"type": "Table", "columns": [{"width": 1}], "rows": [{"type": "TableRow", "cells": []}]},
    ],
    "actions": [
        {"type": "Action.Execute", "title": "I come", "verb": "come"},
        {
            "type": "Action.ShowCard",
            "title": "More",
            "card": {"type": "AdaptiveCard", "body": [{"type": "TextBlock", "text": "At the pier"}]},
        },
    ],
}


class ComposingTests(OperatorTests):
    forgiven = re.compile("the server responded with a status of 4")  # a refusal is a part of the test

    def form(self, **context) -> Tab:
        return self.tab("send", **context).visit("New notification")

    def to(self, tab: Tab, *places: int) -> None:
        tab.page.get_by_role("combobox", name="Audience", exact=True).select_option("Certain people")
        ids = "\n".join(self.town.local.people[place].user for place in places)
        tab.page.get_by_label("Ids in Microsoft Entra, one a line").fill(ids)

    def asked(self, tab: Tab, button: str = "Dry run") -> dict:
        """What the page asks of the API when the button is pressed."""
        with tab.page.expect_request(lambda request: request.method == "POST") as request:
            tab.button(button).click()
        return request.value.post_data_json

    @staticmethod
    def card(tab: Tab) -> Locator:
        return tab.page.get_by_role("group", name="Card: Hello")

    def test_a_card_is_drawn_as_teams_draws_it(self) -> None:
        tab = self.form()
        self.to(tab, 20)
        tab.page.get_by_role("radio", name="Card").check()
        tab.page.get_by_label("Card as JSON").fill(json.dumps(CARD))
        tab.page.get_by_label("Data for the names in the card, as JSON").fill('{"name":"everyone"}')
        tab.button("Preview").click()
        card = self.card(tab)
        expect(card.get_by_role("heading", name="Hello everyone")).to_be_visible()
        expect(card.get_by_role("textbox", name="What you say")).to_be_editable()
        expect(card.get_by_role("table")).to_have_count(1)
        # Pictures that are written into the card are shown; no other server is asked for one.
        expect(card.get_by_role("img", name="The flag")).to_have_js_property("naturalWidth", 40)
        expect(card.get_by_role("img", name="The ship")).to_have_text("The ship")
        card.get_by_role("button", name="More").click()
        expect(card.get_by_text("At the pier")).to_be_visible()
        card.get_by_role("button", name="I come").click()
        expect(card.get_by_role("alert")).to_have_text("Here nothing is sent when this is pressed.")
        # A card has its own look, not that of the page's controls.
        expect(card.get_by_role("button", name="I come")).to_have_css("border-radius", "4px")

        tab.button("Send…").click()
        tab.button("Send now", tab.dialog).click()
        content = tab.region("Content")
        expect(content.get_by_role("heading", name="Hello everyone")).to_be_visible()
        content.get_by_text("The card as JSON").click()
        expect(content.get_by_label("The card as JSON")).to_contain_text("Hello **everyone**")
        changed = json.dumps({"card": {**CARD, "body": [{"type": "TextBlock", "text": "Bye"}]}, "summary": "Bye"})
        tab.button("Edit").click()
        tab.page.get_by_label("New content as JSON").fill(changed)
        tab.button("Preview", tab.dialog).click()
        expect(tab.dialog.get_by_role("group", name="Card: Bye")).to_be_visible()
        tab.page.get_by_label("New content as JSON").fill('{"card":{"type":"Nothing"}}')
        tab.button("Save", tab.dialog).click()
        expect(tab.page.get_by_label("New content as JSON")).to_have_accessible_description(re.compile("/card"))
        tab.page.keyboard.press("Escape")
        expect(tab.button("Edit")).to_be_focused()
        reader = self.tab("read")
        reader.open(tab.page.url.rsplit("/", 1)[1])
        expect(reader.region("Content").get_by_role("heading", name="Hello ${name}")).to_be_visible()

    def test_a_text_in_several_languages(self) -> None:
        tab = self.form()
        page = tab.page
        self.to(tab, 21, 22)
        page.get_by_role("textbox", name="Text", exact=True).fill("Good morning")
        tab.button("Add a language").click()
        other = page.get_by_role("group", name="In another language")
        tag = other.get_by_label("Language, as sv or en-GB")
        expect(tag).to_be_focused()
        other.get_by_role("textbox", name="Text", exact=True).fill("God morgon")
        tab.button("Dry run").click()
        first = page.get_by_label("Language of this, and for all whose language is none of these")
        expect(first).to_have_accessible_description(re.compile("which language"))
        first.fill("en-GB")
        tag.fill("no such language")
        tab.button("Dry run").click()
        expect(tag).to_have_accessible_description(re.compile("no language tag"))
        tag.fill("sv")
        page.get_by_label("Preview in the language").fill("sv-SE")
        tab.button("Preview").click()
        preview = tab.region("Preview for somebody without data of their own")
        expect(preview).to_contain_text("God morgon")
        expect(preview).to_contain_text("in sv")
        page.get_by_label("Preview in the language").fill("fr")
        tab.button("Preview").click()
        expect(preview).to_contain_text("Good morning")
        self.assertEqual(
            self.asked(tab)["content"],
            {"locales": {"en-GB": {"text": "Good morning"}, "sv": {"text": "God morgon"}}, "fallback": "en-GB"},
        )
        tab.button("Remove this language").click()
        expect(tab.button("Add a language")).to_be_focused()
        self.assertEqual(self.asked(tab)["content"], {"text": "Good morning"})

    def test_what_it_is_about_and_how_it_is_sent(self) -> None:
        tab = self.form(timezone_id="Europe/Paris")
        page = tab.page
        self.to(tab, 23)
        page.get_by_role("textbox", name="Text", exact=True).fill("Fog until noon")
        page.get_by_label("Category: people opt out of it").fill("weather")
        page.get_by_role("combobox", name="Priority", exact=True).select_option("urgent")
        page.get_by_role("combobox", name="Guarantee", exact=True).select_option("atMostOnce")
        page.get_by_label("Teams announces it").check()
        page.get_by_label("Not after, by your clock").fill("2001-01-01T00:00")
        tab.button("Dry run").click()
        expires = page.get_by_label("Not after, by your clock")
        expect(expires).to_have_accessible_description(re.compile("past"))
        expires.fill("2101-07-01T12:00")
        body = self.asked(tab)
        expect(tab.region("Dry run")).to_contain_text("1 person")
        self.assertEqual(body["content"], {"text": "Fog until noon", "alert": True})
        said = {name: body[name] for name in ("category", "priority", "guarantee", "expiresAt")}
        self.assertEqual(said, {
            "category": "weather",
            "priority": "urgent",
            "guarantee": "atMostOnce",
            "expiresAt": "2101-07-01T10:00:00.000Z",
        })  # fmt: skip
        page.get_by_role("combobox", name="Action to opt out, on a card").select_option("always")
        tab.button("Dry run").click()
        expect(page.get_by_role("combobox", name="Action to opt out, on a card")).to_have_accessible_description(
            re.compile("cannot be true for a text")
        )

    def test_every_kind_of_audience_and_schedule(self) -> None:
        tab = self.form(timezone_id="Europe/Paris")
        page = tab.page
        page.get_by_role("textbox", name="Text", exact=True).fill("Hello")
        person = self.town.local.people[24].user
        kinds = [
            ("everyone", {}, {"everyone": True}),
            ("group", {}, {"scope": "group"}),
            ("team", {}, {"scope": "team"}),
            ("membersOf", {"Id of the conversation": "19:a"}, {"membersOf": "19:a"}),
            ("conversations", {"Ids of the conversations": "19:a 19:b"}, {"conversations": ["19:a", "19:b"]}),
            (
                "person",
                {"Id of the person": person, "Id of the chat or channel": "19:a"},
                {"person": person, "visibleIn": "19:a"},
            ),
            ("unreadOf", {"Id of the notification": "n1"}, {"unreadOf": "n1"}),
            ("withoutActionOn", {"Id of the notification": "n1"}, {"withoutActionOn": "n1"}),
            ("activityFeed", {"Ids in Microsoft Entra": person}, {"activityFeed": {"users": [person]}}),
            ("webhook", {"Its https address": "builds"}, {"webhook": "builds"}),
            ("json", {"Audience as JSON": '{"any":[{"everyone":true}]}'}, {"any": [{"everyone": True}]}),
        ]
        choice = page.get_by_role("combobox", name="Audience", exact=True)
        for kind, fields, audience in kinds:
            with self.subTest(kind):
                choice.select_option(kind)
                for label, text in fields.items():
                    page.get_by_label(label).fill(text)
                self.assertEqual(self.asked(tab)["audience"], audience)
        choice.select_option("teams")
        page.get_by_label("Ids of the teams").fill("19:a")
        page.get_by_role("combobox", name="Channels", exact=True).select_option("named")
        page.get_by_label("Names of the channels, one a line").fill("Berth plan\nTides")
        page.get_by_label("But not these people").fill(person)
        self.assertEqual(
            self.asked(tab)["audience"],
            {"all": [{"teams": ["19:a"], "channels": ["Berth plan", "Tides"]}, {"not": {"users": [person]}}]},
        )
        choice.select_option("everyone")
        page.get_by_label("But not these people").fill("")
        times = [
            ("at", {"Instant, by your clock": "2101-07-01T09:00:00"}, {"at": "2101-07-01T07:00:00.000Z"}),
            (
                "local",
                {"Date and time": "2101-07-01T09:00", "Time zone": "Europe/Paris"},
                {"localTime": "2101-07-01T09:00", "fallbackTimeZone": "Europe/Paris"},
            ),
            ("every", {"How long between two, as PT30M": "PT45M"}, {"every": "PT45M"}),
        ]
        for kind, fields, schedule in times:
            with self.subTest(kind):
                page.get_by_role("combobox", name="Schedule", exact=True).select_option(kind)
                for label, text in fields.items():
                    page.get_by_label(label, exact=True).fill(text)
                self.assertEqual(self.asked(tab)["schedule"], schedule)
