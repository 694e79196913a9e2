"""Everybody sees the same messages in the same order, also when all write at once and when the service restarts."""

import concurrent.futures
import re
import tempfile
import threading

from playwright.sync_api import expect

from page import PageTests
from world import World


class OrderTests(PageTests):
    def test_two_tabs_and_twenty_messages(self) -> None:
        ines, bo, _ = self.tab(0), self.tab(1), self.tab(2)
        for number in range(10):
            for tab in (ines, bo):
                tab.composer.fill(f"{tab.handle} {number}")
                tab.composer.press("Enter")
        for tab in (ines, bo):
            for writer in (ines, bo):
                expect(tab.article(f"{writer.handle} 9")).to_be_visible()
        texts = [text for _, text in self.assert_everyone_sees_the_history()]
        for tab in (ines, bo):
            self.assertEqual(
                [text for text in texts if text.startswith(tab.handle)],
                [f"{tab.handle} {number}" for number in range(10)],
            )

    def test_twenty_people_at_once(self) -> None:
        people = [user["handle"] for user in self.world.call("GET", "workspace")["users"]]
        for number in range(20 - len(people)):
            people.append(
                self.world.call("POST", "users", {"handle": f"guest{number}", "name": f"Guest {number}"})["handle"]
            )
        chat = self.world.call(
            "POST", "chats", {"as": people[0], "kind": "group", "members": people, "name": "Everyone"}
        )["id"]
        tab = self.visit(0).open("Everyone")
        together = threading.Barrier(20, timeout=60)

        def write(person: str) -> None:
            together.wait()
            for number in range(5):
                self.world.say(person, f"{person} {number}", chat)

        with concurrent.futures.ThreadPoolExecutor(20) as pool:
            list(pool.map(write, people))
        truth = [(each["id"], each["text"]) for each in self.world.history(people[0], chat)]
        self.assertEqual(len(truth), 100)
        self.assertEqual([each for each, _ in truth], sorted((each for each, _ in truth), key=int))
        for person in people[1:]:
            self.assertEqual([(each["id"], each["text"]) for each in self.world.history(person, chat)], truth, person)
        expect(tab.log.get_by_role("article")).to_have_count(100)
        self.assertEqual(tab.shown(), truth)

    def test_older_messages_come_page_by_page(self) -> None:
        for number in range(120):
            self.world.say(self.world.people[1], f"line {number}")
        ines = self.tab(0)
        self.assertLess(len(ines.shown()), 120)
        expect(ines.article("line 119")).to_be_in_viewport()
        for _ in range(3):
            older = ines.button("Load older messages")
            if older.is_visible():
                older.press("Enter")
                expect(ines.log.get_by_role("article").nth(len(ines.shown()) - 1)).to_be_attached()
        expect(ines.article("line 0")).to_have_count(1)
        texts = [text for _, text in self.assert_everyone_sees_the_history()]
        self.assertEqual(
            [text for text in texts if text.startswith("line")], [f"line {number}" for number in range(120)]
        )


class ReconnectTests(PageTests):
    forgiven = re.compile(
        "WebSocket|ERR_CONNECTION_REFUSED|Failed to load resource|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET"
    )

    @classmethod
    def make_world(cls) -> World:
        folder = tempfile.TemporaryDirectory(prefix="browser-data-")
        cls.addClassCleanup(folder.cleanup)
        world = World("--data", f"{folder.name}/world.sqlite")
        cls.addClassCleanup(world.stop)
        return world

    def test_nothing_is_lost_or_doubled_over_a_restart(self) -> None:
        ines, bo = self.tab(0), self.tab(1)
        private = self.world.bot_send({"text": "for Ines alone"}, only=ines.handle)
        for number in range(3):
            ines.write(f"before {number}")
            expect(bo.article(f"before {number}")).to_be_visible()
        bo.composer.fill("kept while away")
        for kill in (False, True):
            self.world.restart(kill)
            for number in range(3):
                self.world.say(bo.handle, f"while the page was away {kill} {number}")
            for tab in (ines, bo):
                expect(tab.article(f"while the page was away {kill} 2")).to_be_visible()
                expect(tab.page.get_by_text("Local Teams does not answer")).to_have_count(0)
        ines.write("and on")
        for tab in (ines, bo):
            expect(tab.article("and on")).to_be_visible()
        self.assert_everyone_sees_the_history()
        self.assertIn(private, [each for each, _ in ines.shown()])
        self.assertNotIn(private, bo.page.content())
        expect(bo.composer).to_have_value("kept while away")

    def test_a_message_is_not_lost_when_the_service_is_away(self) -> None:
        ines = self.tab(0)
        self.world.teams.stop()
        expect(ines.page.get_by_text("Local Teams does not answer. Trying again…")).to_be_visible()
        ines.write("into the void")
        expect(ines.page.get_by_role("alert").filter(has_text="Not sent")).to_be_visible()
        expect(ines.composer).to_have_value("into the void")
        self.world.restart()
        expect(ines.page.get_by_text("Trying again…")).to_have_count(0)
        ines.composer.press("Enter")
        expect(ines.article("into the void")).to_be_visible()
        self.assertEqual([text for _, text in ines.shown()].count("into the void"), 1)
