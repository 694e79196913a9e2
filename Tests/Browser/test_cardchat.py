"""Cards in the conversation: presses and the answers to them, dialogs, refresh, search, one person's view."""

from playwright.sync_api import expect

from cardbot import CardTests, adaptive, answered, execute
from fake import PICTURE
from world import APP_ID


class PressTests(CardTests):
    def test_a_new_card_is_for_the_one_who_pressed(self) -> None:
        ines, bo = self.tab(0), self.tab(1)
        self.bot.answer = lambda activity: answered(
            "card.adaptive", adaptive(f"Approved: {activity['value']['action']['data']['note']}")["content"]
        )
        note = {"type": "Input.Text", "id": "note", "label": "Note"}
        self.send(adaptive("Ticket 81", note, actions=[execute("Approve", data={"ticket": 81})]))
        ines.page.get_by_label("Note").fill("fine by me")
        ines.button("Approve").click()
        expect(ines.log.get_by_text("Approved: fine by me")).to_be_visible()
        expect(ines.log.get_by_text("Ticket 81")).to_have_count(0)
        expect(bo.log.get_by_text("Ticket 81")).to_be_visible()
        expect(bo.log.get_by_text("Approved")).to_have_count(0)
        [press] = self.bot.invokes("adaptiveCard/action")
        self.assertEqual(press["value"]["action"]["data"], {"ticket": 81, "note": "fine by me"})
        self.assertEqual(press["value"]["trigger"], "manual")
        for tab in (ines, bo):  # each has what they saw after a reload too
            tab.page.reload()
        expect(ines.log.get_by_text("Approved: fine by me")).to_be_visible()
        expect(bo.log.get_by_text("Ticket 81")).to_be_visible()
        bo.page.get_by_label("Note").fill("me too")
        bo.button("Approve").click()
        expect(bo.log.get_by_text("Approved: me too")).to_be_visible()
        expect(ines.log.get_by_text("me too")).to_have_count(0)

    def test_what_the_bot_says_stands_below_the_card(self) -> None:
        ines = self.tab(0)
        self.bot.answer = lambda activity: answered("activity.message", "Noted, thank you.")
        self.send(adaptive("Ticket 81", actions=[execute("Note")]))
        ines.button("Note").click()
        said = ines.log.get_by_role("status").filter(has_text="Noted, thank you.")
        expect(said).to_be_visible()
        expect(ines.button("Note")).to_be_focused()
        said.get_by_role("button", name="Dismiss").click()
        expect(ines.log.get_by_text("Noted, thank you.")).to_have_count(0)

    def test_every_failure_is_told_in_words(self) -> None:
        ines = self.tab(0)
        failures = [
            (
                answered("error", {"code": "BadRequest", "message": "The ticket is closed."}, 400),
                "The ticket is closed.",
            ),
            (answered("error.preconditionFailed", {"message": "Not yet."}, 412), "Not yet."),
            (answered("error.incorrectAuthCode", None, 401), "did not take the sign-in"),
            ((500, b'{"error":{"message":"boom"}}'), "boom"),
            ((500, b""), "500"),
            ((200, b"<html>"), "The bot's answer is no JSON."),
            ((501, b""), "The bot does not know this request (501)."),
            ((200, b"[1]"), "The bot’s answer is no object"),
            (answered("nonsense", 1), "the type “application/vnd.microsoft.nonsense”"),
        ]
        self.send(adaptive("Ticket 81", actions=[execute("Go")]))
        for answer, said in failures:
            with self.subTest(said=said):
                self.bot.answer = lambda activity: answer
                ines.button("Go").click()
                expect(ines.log.get_by_role("alert").filter(has_text=said)).to_be_visible()
                expect(ines.button("Go")).to_be_enabled()
                expect(ines.button("Go")).to_be_focused()

    def test_a_bot_that_is_down_is_an_error_in_words(self) -> None:
        ines = self.tab(0)
        self.send(adaptive("Ticket 81", actions=[execute("Go"), {"type": "Action.Submit", "title": "Tell"}]))
        self.world.call("PATCH", f"bots/{APP_ID}", {"endpoint": "http://127.0.0.1:9/api/messages"})
        for name in ("Go", "Tell"):
            ines.button(name).click()
            expect(ines.log.get_by_role("alert").filter(has_text="nothing answers at")).to_be_visible()

    def test_submit_and_what_msteams_makes_of_it(self) -> None:
        ines = self.tab(0)
        chat = {"type": "Input.Text", "id": "berth", "label": "Berth", "value": "4"}
        teams = lambda title, **msteams: {"type": "Action.Submit", "title": title, "data": {"msteams": msteams}}
        self.send(
            adaptive(
                "Where?",
                chat,
                actions=[
                    {"type": "Action.Submit", "title": "Moor", "data": {"action": "moor"}},
                    teams("Say it", type="imBack", value="moor at four"),
                    teams("Tell", type="messageBack", text="hidden", displayText="shown to all", value={"a": 1}),
                    teams("Sign in", type="signin", value="https://login.example/in"),
                ],
            )
        )
        ines.button("Moor").click()
        told = self.comes(lambda: [each for each in self.bot.got if each["type"] == "message"])
        self.assertEqual(told[-1]["value"], {"action": "moor", "berth": "4"})
        ines.button("Say it").click()
        expect(ines.article("moor at four")).to_be_visible()
        ines.button("Tell").click()
        expect(ines.article("shown to all")).to_be_visible()
        told = self.comes(lambda: [each for each in self.bot.got if each.get("text") == "hidden"])
        self.assertEqual(told[-1]["value"], {"a": 1, "berth": "4"})
        ines.button("Sign in").click()
        expect(ines.log.get_by_role("link", name="https://login.example/in")).to_have_attribute("target", "_blank")

    def test_a_sign_in_that_the_bot_asks_for(self) -> None:
        ines = self.tab(0)
        card = {
            "text": "The harbour book needs you",
            "connectionName": "graph",
            "buttons": [{"type": "signin", "title": "Sign in here", "value": "https://login.example/in?state=1"}],
        }
        self.bot.answer = lambda activity: answered("activity.loginRequest", card, 401)
        self.send(adaptive("Ticket 81", actions=[execute("Approve")]))
        ines.button("Approve").click()
        link = ines.log.get_by_role("link", name="Sign in here")
        expect(link).to_have_attribute("href", "https://login.example/in?state=1")
        self.bot.answer = lambda activity: answered("activity.message", "Welcome back.")
        ines.button("Press again").click()
        expect(ines.log.get_by_text("Welcome back.")).to_be_visible()
        expect(link).to_have_count(0)

    def test_what_is_typed_survives_what_else_happens(self) -> None:
        ines = self.tab(0)
        field = {"type": "Input.Text", "id": "note", "label": "Note"}
        id = self.send(adaptive("Ticket 81", field, actions=[execute("Approve")]))
        note = ines.page.get_by_label("Note")
        note.press_sequentially("half a sen")
        self.world.say(self.world.people[1], "meanwhile")
        self.world.bot_send({"text": "and the bot"})
        place = f"conversations/{self.world.group}/messages/{id}"
        self.world.call("PUT", f"{place}/reactions/like", **{"as": self.world.people[1]})
        self.world.bot_call(
            "PUT",
            f"{self.world.group}/activities/{id}",
            {
                "type": "message",
                "text": "the text alone is new",
                "attachments": [adaptive("Ticket 81", field, actions=[execute("Approve")])],
            },
        )
        expect(ines.log).to_contain_text("the text alone is new")
        expect(ines.log.locator(".reaction")).to_have_count(1)
        expect(note).to_be_focused()
        ines.page.keyboard.type("tence")
        expect(note).to_have_value("half a sentence")

    def test_a_card_for_one_person_is_pressed_and_answered_for_that_person(self) -> None:
        ines, bo = self.tab(0), self.tab(1)
        self.bot.answer = lambda activity: answered("card.adaptive", adaptive("Only between us")["content"])
        self.send(adaptive("A whisper", actions=[execute("Yes")]), only=ines.handle)
        self.world.say(bo.handle, "after it")
        expect(bo.article("after it")).to_be_visible()
        expect(bo.log.get_by_text("A whisper")).to_have_count(0)
        ines.button("Yes").click()
        expect(ines.log.get_by_text("Only between us")).to_be_visible()
        expect(ines.log.get_by_text("Only you can see this message")).to_be_visible()
        [press] = self.bot.invokes("adaptiveCard/action")
        self.assertTrue(press["recipient"]["isTargeted"])
        expect(bo.log.get_by_text("Only between us")).to_have_count(0)

    def test_a_card_is_pressed_with_the_keyboard(self) -> None:
        ines = self.tab(0)
        self.bot.answer = lambda activity: answered("activity.message", f"{activity['value']['action']['data']}")
        field = {"type": "Input.Text", "id": "note", "label": "Note"}
        self.send(adaptive("Ticket 81", field, actions=[execute("Approve")]))
        expect(ines.button("Approve")).to_be_visible()
        keys = ines.page.keyboard
        keys.press("Alt+2")
        for _ in range(12):
            keys.press("Tab")
            if ines.page.get_by_label("Note").evaluate("(node) => node === document.activeElement"):
                break
        keys.type("by hand")
        keys.press("Tab")
        expect(ines.button("Approve")).to_be_focused()
        keys.press("Enter")
        expect(ines.log.get_by_text("{'note': 'by hand'}")).to_be_visible()


class RefreshTests(CardTests):
    def test_a_card_brings_itself_up_to_date_when_it_is_seen_and_then_rests(self) -> None:
        ines = self.tab(0)
        refreshed = lambda words: adaptive(words, refresh={"action": execute("Refresh")})
        count = lambda: len(self.bot.invokes("adaptiveCard/action"))
        self.bot.answer = lambda activity: answered("card.adaptive", refreshed(f"Version {count()}")["content"])
        self.send(refreshed("Version 0"))
        expect(ines.log.get_by_text("Version 1")).to_be_visible()
        ines.page.wait_for_timeout(150)
        self.assertEqual([each["value"]["trigger"] for each in self.bot.invokes("adaptiveCard/action")], ["automatic"])
        ines.button("Refresh…").click()
        expect(ines.log.get_by_text("Version 2")).to_be_visible()

    def test_a_card_with_an_empty_list_waits_to_be_asked(self) -> None:
        ines = self.tab(0)
        self.bot.answer = lambda activity: answered("card.adaptive", adaptive("Now it is new")["content"])
        self.send(adaptive("As it was", refresh={"action": execute("Refresh"), "userIds": []}))
        expect(ines.log.get_by_text("As it was")).to_be_visible()
        ines.page.wait_for_timeout(150)
        self.assertEqual(self.bot.invokes("adaptiveCard/action"), [])
        ines.button("Refresh…").click()
        expect(ines.log.get_by_text("Now it is new")).to_be_visible()
        expect(ines.button("Refresh…")).to_have_count(0)

    def test_typeahead_asks_the_bot(self) -> None:
        ines = self.tab(0)
        self.bot.answer = lambda activity: answered(
            "search.searchResponse",
            {"results": [{"title": f"{activity['value'].get('queryText')}tterdam", "value": "rtm"}]},
        )
        harbour = {
            "type": "Input.ChoiceSet",
            "id": "harbour",
            "label": "Harbour",
            "style": "filtered",
            "choices": [],
            "choices.data": {"type": "Data.Query", "dataset": "harbours"},
        }
        self.send(adaptive("Where to?", harbour, actions=[execute("Go")]))
        ines.page.get_by_label("Harbour").press_sequentially("Ro")
        ines.page.get_by_role("option", name="Rotterdam").click()
        ines.button("Go").click()
        [press] = self.comes(lambda: self.bot.invokes("adaptiveCard/action"))
        self.assertEqual(press["value"]["action"]["data"], {"harbour": "rtm"})
        self.assertEqual(self.bot.invokes("application/search")[-1]["value"]["dataset"], "harbours")


class DialogTests(CardTests):
    def opened(self, answer) -> None:
        """A card whose button opens a dialog, pressed."""
        self.bot.answer = answer
        self.send(
            adaptive(
                "Which berth?",
                actions=[{"type": "Action.Submit", "title": "Open", "data": {"msteams": {"type": "task/fetch"}}}],
            )
        )
        self.tabs[0].button("Open").click()

    @staticmethod
    def task(title: str, *body, submit: str = "Save", **more) -> dict:
        action = {"type": "Action.Submit", "title": submit, "data": {"step": title}}
        return {
            "task": {"type": "continue", "value": {"title": title, "card": adaptive(*body, actions=[action]), **more}}
        }

    def test_dialogs_follow_one_another_and_end_in_words(self) -> None:
        ines = self.tab(0)
        berth = {"type": "Input.Text", "id": "berth", "label": "Berth"}
        answers = iter(
            [
                self.task("Berth", berth, width="large", height="medium"),
                self.task("Time", {"type": "Input.Text", "id": "time", "label": "Time"}, width="small"),
                {"task": {"type": "message", "value": "Saved."}},
            ]
        )
        self.opened(lambda activity: next(answers) if activity["type"] == "invoke" else None)
        first = ines.page.get_by_role("dialog", name="Berth")
        expect(first.get_by_label("Berth", exact=True)).to_be_focused()
        wide = first.bounding_box()["width"]
        first.get_by_label("Berth", exact=True).fill("4")
        first.get_by_role("button", name="Save").click()
        second = ines.page.get_by_role("dialog", name="Time")
        expect(second.get_by_label("Time")).to_be_focused()
        self.assertLess(second.bounding_box()["width"], wide)
        second.get_by_role("button", name="Save").click()
        expect(second.get_by_text("Saved.")).to_be_visible()
        second.get_by_role("button", name="Close").last.click()
        expect(ines.page.get_by_role("dialog")).to_have_count(0)
        expect(ines.button("Open")).to_be_focused()
        sent = [each["value"]["data"] for each in self.bot.invokes("task/submit")]
        self.assertEqual(sent, [{"step": "Berth", "berth": "4"}, {"step": "Time", "time": ""}])

    def test_an_error_stays_in_the_dialog_and_escape_leaves_it(self) -> None:
        ines = self.tab(0)
        answers = iter([self.task("Berth", "Which?"), (500, b"")])
        self.opened(lambda activity: next(answers) if activity["type"] == "invoke" else None)
        dialog = ines.page.get_by_role("dialog", name="Berth")
        dialog.get_by_role("button", name="Save").click()
        expect(dialog.get_by_role("alert").filter(has_text="500")).to_be_visible()
        self.world.say(self.world.people[1], "meanwhile")
        expect(dialog).to_be_visible()
        ines.page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)

    def test_a_web_page_is_a_link_and_a_message_is_told(self) -> None:
        ines = self.tab(0)
        page = {"task": {"type": "continue", "value": {"title": "Chart", "url": "https://harbor.test/chart"}}}
        self.opened(lambda activity: page)
        dialog = ines.page.get_by_role("dialog", name="Chart")
        expect(dialog.get_by_role("link")).to_have_attribute("href", "https://harbor.test/chart")
        ines.page.keyboard.press("Escape")
        self.bot.answer = lambda activity: {"task": {"type": "message", "value": "No berth is free."}}
        ines.button("Open").click()
        expect(ines.log.get_by_text("No berth is free.")).to_be_visible()


class FrameTests(CardTests):
    def test_the_json_the_design_tool_and_the_switch_for_pictures_are_below_the_card(self) -> None:
        ines = self.tab(0)
        ines.page.route(
            "https://pictures.invalid/**", lambda route: route.fulfill(body=PICTURE, content_type="image/png")
        )
        far = {"type": "Image", "url": "https://pictures.invalid/a.png", "altText": "A crane"}
        id = self.send(adaptive("Ticket 81", far), adaptive("Ticket 82"))
        frame = ines.page.get_by_role("figure", name="Adaptive Card: Ticket 81")
        frame.get_by_text("Card", exact=True).click()
        link = frame.get_by_role("link", name="Open in design tool")
        address = link.get_attribute("href")
        self.assertIn("/cards?", address)
        self.assertIn(f"message={id}&attachment=0", address)
        frame.get_by_text("JSON of the card").click()
        expect(frame.locator("pre")).to_contain_text('"text": "Ticket 81"')
        self.assertEqual(ines.strangers, [])
        frame.get_by_label("Show pictures from elsewhere").check()
        self.comes(lambda: ines.strangers)
        ines.strangers.clear()
        self.assertEqual(ines.page.evaluate("localStorage.getItem('local-teams/pictures')"), "all")

    def test_issues_lead_to_their_places(self) -> None:
        ines = self.tab(0)
        ines.page.route(
            "**/_local/cards/check",
            lambda route: route.fulfill(
                json={"issues": [{"severity": "error", "pointer": "/body/1", "rule": "r", "message": "has no text"}]}
            ),
        )
        self.send(adaptive("Ticket 81", "second"))
        frame = ines.page.get_by_role("figure", name="Adaptive Card: Ticket 81")
        frame.get_by_text("Card", exact=True).click()
        frame.get_by_role("button", name="Check card").click()
        expect(frame.get_by_text("1 issue", exact=True)).to_be_visible()
        frame.get_by_role("button", name="/body/1 has no text").click()
        expect(frame.locator("[data-pointer='/body/1']")).to_be_focused()

    def test_several_cards_in_a_carousel_and_one_of_full_width(self) -> None:
        ines = self.tab(0)
        cards = [adaptive(f"Berth {number}") for number in range(5)]
        self.send(*cards, attachmentLayout="carousel")
        carousel = ines.page.get_by_role("group", name="5 cards")
        expect(carousel.get_by_role("figure")).to_have_count(5)
        expect(carousel.get_by_text("Berth 4")).not_to_be_in_viewport()
        for _ in range(4):
            ines.button("Next card").click()
        expect(carousel.get_by_text("Berth 4")).to_be_in_viewport()
        self.send(adaptive("narrow"))
        self.send(adaptive("wide", msteams={"width": "Full"}))
        width = lambda name: ines.page.get_by_role("figure", name=f"Adaptive Card: {name}").bounding_box()["width"]
        self.assertGreater(width("wide"), 1.3 * width("narrow"))

    def test_only_the_message_whose_turn_it_is_takes_part_in_tab(self) -> None:
        ines = self.tab(0)
        field = lambda label: {"type": "Input.Text", "id": "note", "label": label}
        self.send(adaptive(field("First"), actions=[execute("One")]))
        self.send(adaptive(field("Second"), actions=[execute("Two")]))
        expect(ines.button("Two")).to_be_visible()
        for name, index in (("One", None), ("Two", "-1")):
            ines.page.wait_for_function(
                "([name, index]) => [...document.querySelectorAll('.card button')]"
                ".find((each) => each.textContent.trim() === name).getAttribute('tabindex') === index",
                arg=[name, index],
            )
        ines.page.get_by_role("textbox", name="Second").click()
        expect(ines.page.get_by_role("textbox", name="First")).to_have_attribute("tabindex", "-1")
        ines.page.keyboard.press("Tab")
        expect(ines.button("Two")).to_be_focused()
        ines.page.keyboard.press("Escape")
        expect(ines.log.get_by_role("article").last).to_be_focused()
