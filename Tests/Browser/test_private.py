"""A message for one person's eyes reaches that person's page, and no other: not in text, not in id."""

import json
import re

from playwright.sync_api import expect

from fake import FakeTeams
from page import PageTests, Tab
from world import Refused, quoted

LABEL = "Only you can see this message"


class PrivateTests(PageTests):
    def setUp(self) -> None:
        super().setUp()
        self.ines, self.bo, self.chidi = self.tab(0), self.tab(1), self.tab(2)
        self.others = [self.bo, self.chidi]

    def everyone_is_current(self, mark: str) -> None:
        """All that was sent before has arrived everywhere once this has."""
        self.world.say(self.ines.handle, mark)
        for tab in self.tabs:
            expect(tab.article(mark)).to_be_visible()

    def assert_knows_nothing(self, tab: Tab, *secrets: str) -> None:
        history = json.dumps(self.world.history(tab.handle))
        for secret in secrets:
            self.assertNotIn(secret, tab.page.content(), f"in the page of {tab.handle}")
            self.assertNotIn(secret, "\n".join(tab.frames), f"in the live stream of {tab.handle}")
            self.assertNotIn(secret, history, f"in the history of {tab.handle}")

    def whispered(self, text: str):
        return self.ines.article(LABEL).filter(has_text=text)

    def test_whisper_is_seen_by_one_and_edited_and_deleted_there_alone(self) -> None:
        bot = self.world.bot_name
        self.ines.write(f"@{bot} whisper high water at six")
        whisper = self.whispered("high water at six")
        expect(whisper).to_be_visible()
        identifier = whisper.get_attribute("data-id")
        for name in ("React", "Reply", "Edit", "Delete", "Forward"):
            expect(whisper.get_by_role("button", name=name, exact=True)).to_have_count(0)
        self.everyone_is_current("after the whisper")
        for tab in self.others:
            self.assert_knows_nothing(tab, identifier, LABEL)
            expect(tab.article("high water at six")).to_have_count(1)  # the command, which everybody saw

        self.ines.write(f"@{bot} whisper edit high water at seven")
        expect(self.whispered("high water at seven")).to_contain_text("Edited")
        expect(self.whispered("high water at six")).to_have_count(0)
        self.everyone_is_current("after the edit")
        for tab in self.others:
            self.assert_knows_nothing(tab, identifier, LABEL)

        self.ines.write(f"@{bot} whisper delete")
        expect(self.ines.page.locator(f"[data-id='{identifier}']")).to_have_count(0)
        self.everyone_is_current("after the delete")
        for tab in self.others:
            self.assert_knows_nothing(tab, identifier, LABEL)

    def test_targeted_text_is_nowhere_else_and_ends_after_a_day(self) -> None:
        identifier = self.world.bot_send({"text": "the vault opens with 4711"}, only=self.ines.handle)
        expect(self.whispered("the vault opens with 4711")).to_be_visible()
        self.everyone_is_current("after the secret")
        for tab in self.others:
            self.assert_knows_nothing(tab, identifier, "4711", LABEL)

        late = self.tab(1)  # a page that is opened afterwards
        late.button("Inspector").click()
        late.page.get_by_role("combobox", name="Show").select_option("all")
        expect(late.page.get_by_role("list", name="Wire log")).to_be_visible()
        self.assert_knows_nothing(late, identifier, "4711", LABEL)

        self.ines.button("Advance the clock by 24 hours").click()
        expect(self.ines.page.locator(f"[data-id='{identifier}']")).to_have_count(0)
        self.assertNotIn("4711", self.ines.page.content())
        path = f"{quoted(self.world.group)}/activities/{identifier}?isTargetedActivity=true"
        for method, body in (("PUT", {"type": "message", "text": "too late"}), ("DELETE", None)):
            with self.assertRaises(Refused) as refused:
                self.world.bot_call(method, path, body)
            self.assertEqual(refused.exception.status, 404)
            self.assertEqual(refused.exception.body["error"]["code"], "ActivityNotFoundInConversation")

    def test_a_private_message_stays_after_a_reload_until_it_is_taken_back(self) -> None:
        identifier = self.world.bot_send({"text": "still here"}, only=self.ines.handle)
        self.ines.page.reload()
        self.ines.open(self.world.group_name)
        expect(self.whispered("still here")).to_be_visible()
        self.world.bot_call("DELETE", f"{quoted(self.world.group)}/activities/{identifier}?isTargetedActivity=true")
        expect(self.whispered("still here")).to_have_count(0)
        self.assertFalse(re.search(identifier, json.dumps(self.world.history(self.ines.handle))))

    def test_nobody_else_learns_that_there_was_a_private_message(self) -> None:
        """Those who look elsewhere: no preview, no mark, no count in the title, no announcement."""
        for tab in self.others:
            tab.button("New chat").click()
            tab.page.get_by_role("dialog").get_by_role("button", name=self.world.bot_name).click()
            expect(tab.page.get_by_role("heading", level=1)).to_have_text(self.world.bot_name)
        titles = [tab.page.title() for tab in self.others]
        self.world.bot_send({"text": "the vault opens with 4711"}, only=self.ines.handle)
        expect(self.whispered("the vault opens with 4711")).to_be_visible()
        for tab in self.others:
            tab.write("help")  # what was sent before has arrived once the bot has answered
            expect(tab.log.get_by_role("article").nth(1)).to_be_visible()
            self.assert_knows_nothing(tab, "4711", LABEL)
        for title, tab in zip(titles, self.others):
            group = tab.conversations.get_by_role("link", name=self.world.group_name, exact=True)
            self.assertEqual((tab.page.title(), group.get_attribute("aria-description")), (title, None))
            self.assertNotIn(self.world.bot_name, group.inner_text())
            for alert in tab.page.get_by_role("alert").all():
                expect(alert).to_have_text("")


class AnswerTests(PageTests):
    @classmethod
    def make_world(cls) -> FakeTeams:
        world = FakeTeams()
        cls.addClassCleanup(world.stop)
        return world

    def test_what_only_one_sees_is_answered_in_private(self) -> None:
        tab = self.tab("ines")
        room = next(iter(self.world.histories))
        for number, private in enumerate((True, False)):
            self.world.send(
                {
                    "type": "message",
                    "conversation": room,
                    "message": {
                        "id": self.world.next_id(),
                        "text": f"question {number}",
                        "from": {"kind": "bot", "appId": "b0", "name": "Chaos"},
                        "onlyYou": private,
                        "suggestedActions": {
                            "actions": [{"type": "imBack", "title": f"Answer {number}", "value": f"answer {number}"}]
                        },
                    },
                }
            )
            with tab.page.expect_response("**/messages"):
                tab.button(f"Answer {number}").click()
        answers = [each["body"] for each in self.world.posted if each["path"].endswith("/messages")]
        self.assertEqual(
            answers,
            [
                {"as": "ines", "text": "answer 0", "onlyTo": "b0"},
                {"as": "ines", "text": "answer 1", "mentions": ["b0"]},
            ],
        )
