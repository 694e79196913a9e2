"""Faults, limits, the clock and the tenant are set on the page, and what was refused stands there with the reason."""

import json
import re
import unittest

from playwright.sync_api import Locator, expect

from fake import FakeTeams
from page import PageTests, Tab
from world import APP_ID, Refused


class BenchTests(PageTests):
    forgiven = re.compile("status of 40[03]")  # a call that was refused, in the browser's words

    def bench(self, tab: Tab) -> Locator:
        tab.button("Test").click()
        return tab.page.get_by_role("dialog", name="Test")

    def close(self, tab: Tab) -> None:
        tab.page.keyboard.press("Escape")
        expect(tab.page.get_by_role("dialog")).to_have_count(0)

    def personal(self, handle: str) -> str:
        """The personal chat of a person with the bot."""
        return self.world.call("POST", "chats", {"as": handle, "kind": "personal", "bot": APP_ID})["id"]

    def refused(self, activity: dict, conversation: str | None = None, only: str | None = None) -> Refused:
        with self.assertRaises(Refused) as caught:
            self.world.bot_send(activity, conversation, only)
        return caught.exception

    def test_a_fault_is_set_seen_and_removed(self) -> None:
        world, ines, bo = self.world, self.tab(0), self.tab(1)
        bench = self.bench(ines)
        faults = bench.get_by_role("region", name="Faults")
        expect(faults).to_contain_text("None: every call is answered as Teams would")
        adding = faults.get_by_role("form", name="New fault")
        adding.get_by_role("combobox", name="What goes wrong").select_option(label="403 Blocked by the person")
        adding.get_by_role("combobox", name="In", exact=True).select_option(label=world.group_name)
        adding.get_by_role("textbox", name="Times").fill("0")
        adding.get_by_role("button", name="Set the fault").click()
        expect(faults.get_by_role("listitem")).to_contain_text("403 ConversationBlockedByUser")
        expect(faults.get_by_role("listitem")).to_contain_text("0 hits, for ever")
        self.close(ines)

        ines.write(f"@{world.bot_name} echo storm")
        for tab in (ines, bo):
            line = tab.log.get_by_role("note").filter(has_text="refused: 403 ConversationBlockedByUser")
            expect(line).to_contain_text(f"{world.bot_name}’s message")
            expect(line).to_contain_text("Rule: ")
        ines.log.get_by_role("button", name="Show exchange").click()
        inspector = ines.page.get_by_role("region", name="Inspector")
        exchange = inspector.get_by_role("listitem").filter(has_text="403")
        expect(exchange.get_by_role("button", name="Copy as curl")).to_be_visible()
        expect(exchange.locator("summary")).to_be_focused()

        inspector.get_by_role("combobox", name="Show").select_option("ledger")
        ledger = inspector.get_by_role("list", name="Ledger")
        expect(ledger).to_contain_text(f"{world.bot_name} was refused: 403 ConversationBlockedByUser")
        expect(ledger).to_contain_text(f"{world.bot_name} answered")
        ines.button("Inspector").click()

        bench = self.bench(ines)
        faults = bench.get_by_role("region", name="Faults")
        expect(faults.get_by_role("listitem")).to_contain_text("1 hit, for ever")
        faults.get_by_role("button", name="Remove fault").click()
        expect(faults).to_contain_text("None: every call is answered as Teams would")
        self.close(ines)
        ines.write(f"@{world.bot_name} echo calm")
        expect(ines.article("calm")).to_have_count(2)
        bo.page.reload()
        expect(bo.log.get_by_role("note").filter(has_text="refused: 403")).to_have_count(1)

    def test_what_the_service_says_of_a_field_stands_beside_it(self) -> None:
        ines = self.tab(0)
        adding = self.bench(ines).get_by_role("form", name="New fault")
        adding.get_by_role("combobox", name="What goes wrong").select_option(label="Something else")
        status = adding.get_by_role("textbox", name="Status")
        for wrong, words in (("many", "Write from 200 to 599"), ("99", "status")):
            status.fill(wrong)
            adding.get_by_role("button", name="Set the fault").click()
            expect(status).to_be_focused()
            expect(status).to_have_attribute("aria-invalid", "true")
            described = status.get_attribute("aria-describedby")
            expect(ines.page.locator(f"#{described}")).to_contain_text(words)
        status.fill("503")
        adding.get_by_role("button", name="Set the fault").click()
        expect(adding).to_contain_text("Set.")
        expect(status).not_to_have_attribute("aria-invalid", "true")
        self.assertEqual([fault["status"] for fault in self.world.call("GET", "faults")], [503])

    def test_limits_and_the_clock(self) -> None:
        ines = self.tab(0)
        limits = self.bench(ines).get_by_role("region", name="Limits")
        limits.get_by_role("button", name="Documented limits").click()
        expect(limits).to_contain_text("The documented limits hold.")
        expect(limits.get_by_role("list", name="Rules")).to_contain_text("7 in 1 s, 8 in 2 s, 60 in 30 s, 1800 in 1 h")
        expect(limits.get_by_role("list", name="Rules")).to_contain_text("Microsoft, Rate limiting for agents")
        own = limits.get_by_role("form", name="Your own limits")
        own.get_by_role("textbox", name="Sends of one bot to one conversation").fill("one a minute")
        own.get_by_role("button", name="Set these limits").click()
        expect(own).to_contain_text("“one a minute” is no limit")
        own.get_by_role("textbox", name="Sends of one bot to one conversation").fill("1 in 1 min")
        own.get_by_role("button", name="Set these limits").click()
        expect(limits).to_contain_text("Your own limits hold.")
        self.close(ines)

        self.world.bot_send({"text": "the first"})
        expect(ines.article("the first")).to_be_visible()
        self.assertEqual(self.refused({"text": "the second"}).status, 429)
        line = ines.log.get_by_role("note").filter(has_text="429 Throttled")
        expect(line).to_contain_text("“the second” was refused")
        expect(line).to_contain_text("Rule: 1 ")
        expect(line).to_contain_text("Come back after 60 s.")

        bench = self.bench(ines)
        expect(bench.get_by_role("region", name="Limits")).to_contain_text("refused once")
        clock = bench.get_by_role("region", name="Clock")
        clock.get_by_role("button", name="Advance 1 min").click()
        self.close(ines)
        self.world.bot_send({"text": "the third"})
        expect(ines.article("the third")).to_be_visible()
        order = ines.log.evaluate("log => [...log.children].map((each) => each.textContent).join(' ')")
        self.assertLess(order.index("the first"), order.index("the second"))
        self.assertLess(order.index("the second"), order.index("the third"))

        bench = self.bench(ines)
        bench.get_by_role("button", name="Limits off").click()
        expect(bench.get_by_role("region", name="Limits")).to_contain_text("Off: nothing is throttled.")
        bench.get_by_role("textbox", name="To (UTC)").fill("2030-01-01 06:00")
        bench.get_by_role("button", name="Move the clock").click()
        expect(bench.get_by_role("region", name="Clock")).to_contain_text("1 January 2030")

    def test_the_tenant_and_its_bots(self) -> None:
        world, ines = self.world, self.tab(0)
        tenant = self.bench(ines).get_by_role("form", name="Tenant")
        tenant.get_by_role("combobox", name="Cloud").select_option("gcc")
        tenant.get_by_role("checkbox", name="Deliver again").uncheck()
        tenant.get_by_role("button", name="Save the tenant").click()
        expect(tenant).to_contain_text("Saved.")
        said = world.call("GET", "workspace")["tenant"]
        self.assertEqual((said["cloud"].lower(), said["redeliver"]), ("gcc", False))
        self.close(ines)
        self.assertEqual(self.refused({"text": "from far away"}).body["error"]["code"], "InvalidBotApiHost")
        line = ines.log.get_by_role("note").filter(has_text="403 InvalidBotApiHost")
        expect(line).to_contain_text("“from far away” was refused")
        expect(line).to_contain_text("GCC")

        bench = self.bench(ines)
        expect(bench.get_by_role("combobox", name="Cloud")).to_have_value("gcc")
        bench.get_by_role("combobox", name="Cloud").select_option("public")
        bench.get_by_role("button", name="Save the tenant").click()
        expect(bench.get_by_role("form", name="Tenant")).to_contain_text("Saved.")
        bot = bench.get_by_role("form", name=f"Bot {world.bot_name}")
        bot.get_by_role("textbox", name="Permissions").fill("ChatMessageReadReceipt.Read.Chat, Another.Read.Chat")
        bot.get_by_role("checkbox", name="In a team").uncheck()
        bot.get_by_role("button", name="Save the bot").click()
        expect(bot).to_contain_text("Saved.")
        found = next(each for each in world.call("GET", "workspace")["bots"] if each["appId"] == APP_ID)
        self.assertEqual(found["permissions"], ["ChatMessageReadReceipt.Read.Chat", "Another.Read.Chat"])
        self.assertEqual(found["scopes"], ["personal", "groupChat"])
        bot.get_by_role("checkbox", name="Disabled by the admin").check()
        bot.get_by_role("button", name="Save the bot").click()
        expect(bot).to_contain_text("Saved.")
        self.close(ines)
        ines.write(f"@{world.bot_name} echo off")
        expect(ines.article("echo off")).to_contain_text("an admin disabled it")

    def test_a_block_and_an_app_that_was_never_installed(self) -> None:
        world, ines = self.world, self.visit(0)
        chat = self.personal(ines.handle)
        ines.open(world.bot_name)
        ines.button("Workspace").click()
        ines.page.get_by_role("button", name="Block", exact=True).click()
        self.close(ines)
        self.assertEqual(self.refused({"text": "are you there?"}, chat).status, 403)
        line = ines.log.get_by_role("note").filter(has_text="“are you there?” was refused: 403")
        expect(line).to_contain_text("blocked")
        ines.write("anyone?")
        expect(ines.article("anyone?")).to_contain_text("you blocked it. Workspace → Bots unblocks it. Rule: ")

        app = world.call("POST", "bots", {"name": "Stranger", "endpoint": "http://127.0.0.1:9/api/messages"})["appId"]
        world.call("POST", "chats", {"as": ines.handle, "kind": "personal", "bot": app})
        ines.open("Stranger")
        note = ines.page.get_by_role("note").filter(has_text="Stranger is not installed for you")
        expect(note).to_contain_text("never installed")
        ines.write("hello?")
        expect(ines.page.get_by_role("main")).to_contain_text("the app is not installed")
        note.get_by_role("button", name="Install Stranger").click()
        expect(note).to_have_count(0)

    def test_what_was_private_stays_private(self) -> None:
        world, ines, bo = self.world, self.tab(0), self.tab(1)
        world.call("POST", "faults", {"operation": "send", "status": 500, "code": "ServiceError"})
        self.refused({"text": "between us"}, only=bo.handle)
        expect(bo.log.get_by_role("note").filter(has_text="“between us” was refused: 500")).to_be_visible()
        bo.page.reload()
        expect(bo.log.get_by_role("note").filter(has_text="“between us” was refused: 500")).to_be_visible()
        ines.button("Inspector").click()
        inspector = ines.page.get_by_role("region", name="Inspector")
        for scope in ("all", "refused", "ledger"):
            inspector.get_by_role("combobox", name="Show").select_option(scope)
            inspector.get_by_role("button", name="Refresh").click()
        world.bot_send({"text": "for all"})
        expect(ines.article("for all")).to_be_visible()
        self.assertNotIn("between us", ines.page.content())
        self.assertFalse([frame for frame in ines.frames if "between us" in frame])

    def test_the_activity_feed(self) -> None:
        world, ines = self.world, self.visit(0)
        activity = {
            "text": "The crane stands still",
            "summary": "Crane",
            "channelData": {"notification": {"alert": True}},
        }
        world.bot_send(activity)
        bell = ines.button("Activity")
        expect(bell).to_have_attribute("aria-description", "1 unread")
        ines.page.keyboard.press("Alt+a")
        feed = ines.page.get_by_role("dialog", name="Activity")
        entry = feed.get_by_role("listitem").get_by_role("button")
        expect(entry).to_contain_text("Crane")
        expect(entry).to_contain_text(world.group_name)
        expect(entry).not_to_contain_text("stands still")  # the summary stands for the text
        entry.click()
        expect(ines.article("The crane stands still")).to_be_focused()
        expect(bell).not_to_have_attribute("aria-description", "1 unread")
        self.assertTrue(all(each["read"] for each in world.call("GET", "feed", **{"as": ines.handle})))


class AnythingTests(PageTests):
    """Whatever the service says of itself: the page shows what it can, and says so."""

    @classmethod
    def make_world(cls) -> FakeTeams:
        world = FakeTeams()
        cls.addClassCleanup(world.stop)
        return world

    VALUES = [None, [], {}, "x", 7, [None], [[]], [7], [{}], [{"id": {}, "seq": "1"}], {"faults": 3, "parts": []}]
    BIG = "x" * 3_000

    def entries(self) -> dict[str, list[object]]:
        big = self.BIG
        return {
            "/_local/faults": [
                *self.VALUES,
                [{"id": f"<img src=x onerror=canary(1)>{n}", "operation": big, "status": -1} for n in range(1_200)],
                [{"id": "1", "operation": {}, "status": "x", "hits": [], "left": {}, "retryAfter": {}, "times": 1e99}],
            ],
            "/_local/limits": [
                *self.VALUES,
                {"setting": {}, "perTenant": [{"count": {}, "seconds": []}], "refused": {"perTenant": 1}},
                {"setting": "custom", big: [{"count": 1, "seconds": 1}] * 100, "documented": [1], "refused": [[], 1]},
            ],
            "/_local/ledger": [
                *self.VALUES,
                [
                    {"seq": n, "kind": "refused", "text": big, "bot": big, "to": [{}], "note": [], "at": 1}
                    for n in range(500)
                ],
                [{"seq": 1, "kind": "visible", "conversation": "19:room0@thread.v2", "to": big, "text": "<b>x</b>"}],
            ],
            "/_local/feed": [
                *self.VALUES,
                [{"id": n, "title": big, "preview": {}, "conversation": [], "at": "never"} for n in range(600)],
                [
                    {
                        "id": "1",
                        "title": "<script>canary(1)</script>",
                        "conversation": "19:room0@thread.v2",
                        "read": "no",
                    }
                ],
            ],
        }

    def test_whatever_the_service_says(self) -> None:
        answers = self.entries()
        for turn in range(max(map(len, answers.values()))):
            self.world.answers = {path: values[turn % len(values)] for path, values in answers.items()}
            with self.subTest(turn=turn, answers=json.dumps(self.world.answers)[:300]):
                tab = self.visit("ines").open("Room 0")
                tab.button("Test").click()
                dialog = tab.page.get_by_role("dialog", name="Test")
                expect(dialog.get_by_role("button", name="Set the fault")).to_be_visible()
                tab.page.keyboard.press("Escape")
                tab.button("Activity").click()
                expect(tab.page.get_by_role("dialog", name="Activity")).to_be_visible()
                tab.page.keyboard.press("Escape")
                tab.button("Inspector").click()
                inspector = tab.page.get_by_role("region", name="Inspector")
                inspector.get_by_role("combobox", name="Show").select_option("ledger")
                expect(inspector.get_by_role("list", name="Ledger").get_by_role("listitem").first).to_be_visible()
                tab.write("still here")
                expect(tab.article("still here")).to_be_visible()

    def test_frames_of_what_was_refused(self) -> None:
        tab = self.visit("ines").open("Room 0")
        room = "19:room0@thread.v2"
        refusal = {
            "seq": 5,
            "kind": "refused",
            "status": 429,
            "code": "Throttled",
            "bot": "b0",
            "text": "x",
            "place": "1",
        }
        for frame in (
            {"type": "refused"},
            {"type": "refused", "conversation": room},
            {"type": "refused", "conversation": room, "refusal": {"kind": "refused"}},
            {"type": "refused", "conversation": {}, "refusal": refusal},
            {"type": "refused", "conversation": room, "refusal": {**refusal, "text": "<img src=x onerror=canary(1)>"}},
            {"type": "feed", "unread": {}},
            *({"type": "refused", "conversation": room, "refusal": {**refusal, "seq": 6 + n}} for n in range(1_000)),
        ):
            self.world.send(frame)
        expect(tab.log.get_by_role("note")).to_have_count(1)
        expect(tab.log.get_by_role("note")).to_contain_text("Chaos’s message “x” was refused 200 times: 429 Throttled.")


if __name__ == "__main__":
    unittest.main()
