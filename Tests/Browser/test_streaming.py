"""A message that grows while it is read, and the button that stops it."""

import re

from playwright.sync_api import expect

from page import PageTests
from world import APP_ID, Refused, quoted


class StreamingTests(PageTests):
    def setUp(self) -> None:
        super().setUp()
        self.person = self.world.people[0]
        chat = {"as": self.person, "kind": "personal", "bot": APP_ID}
        self.chat = self.world.call("POST", "chats", chat)["id"]
        self.chat_tab = self.visit(0).open(self.world.bot_name)
        self.number = 0

    def piece(self, text: str, kind: str = "streaming", stream: str | None = None, **more) -> str | None:
        """Sends a piece of a stream; gives the id of the first one."""
        data = {"streamType": kind}
        if kind != "final":
            self.number += 1
            data["streamSequence"] = self.number
        if stream is not None:
            data["streamId"] = stream
        activity = {"type": "message" if kind == "final" else "typing", "text": text, "channelData": data, **more}
        if stream is not None:
            activity["id"] = stream
        answer = self.world.bot_call("POST", f"{quoted(self.chat)}/activities", activity)
        return answer.get("id")

    def test_the_text_grows_in_place(self) -> None:
        log = self.chat_tab.log
        stream = self.piece("Reading the tide tables…", "informative")
        article = log.get_by_role("article").filter(has_text="Reading the tide tables…")
        expect(article).to_have_attribute("aria-busy", "true")
        expect(article).to_contain_text("Working…")
        node = article.element_handle()
        for text in ("High water", "High water is at **14:20**"):
            self.piece(text, stream=stream)
        article = self.chat_tab.article("High water is at 14:20")
        expect(article.locator("strong")).to_have_text("14:20")
        expect(article).to_contain_text("Streaming…")
        self.assertTrue(article.evaluate("(one, other) => one === other", node), "the article was built anew")
        # Nothing is told again and again: neither the text nor the name of the message.
        expect(article).to_have_attribute("aria-busy", "true")
        expect(article.locator(".content")).to_have_attribute("aria-live", "off")
        self.assertNotIn("High water", article.get_attribute("aria-label"))
        self.piece("High water is at **14:20**.", "final", stream)
        expect(article).not_to_have_attribute("aria-busy", "true")
        expect(article.locator(".content")).not_to_have_attribute("aria-live", "off")
        expect(article).to_have_attribute("aria-label", re.compile("High water is at 14:20"))
        expect(article).not_to_contain_text("Streaming…")
        expect(article.get_by_role("button", name="Stop", exact=True)).to_have_count(0)
        expect(log.get_by_role("article")).to_have_count(1)

    def test_stop_with_the_mouse(self) -> None:
        stream = self.piece("High water")
        article = self.chat_tab.article("High water")
        article.get_by_role("button", name="Stop", exact=True).click()
        expect(article).to_contain_text("Stopped")
        expect(article.get_by_role("button", name="Stop", exact=True)).to_have_count(0)
        with self.assertRaises(Refused) as refused:
            self.piece("High water is at 14:20", stream=stream)
        self.assertEqual(refused.exception.status, 403)
        self.assertIn("cancel", refused.exception.body["error"]["message"].lower())
        expect(article.locator(".content")).to_have_text("High water")

    def test_stop_with_the_keyboard(self) -> None:
        self.piece("High water")
        article = self.chat_tab.article("High water")
        button = article.get_by_role("button", name="Stop", exact=True)
        self.assertIn(button.get_attribute("tabindex"), (None, "0"))
        button.focus()
        self.chat_tab.page.keyboard.press("Enter")
        expect(article).to_contain_text("Stopped")
        expect(article).to_be_focused()  # what had the focus is gone

        self.number = 0
        self.piece("Low water")
        article = self.chat_tab.article("Low water")
        expect(article).to_contain_text("Streaming…")
        article.focus()
        self.chat_tab.page.keyboard.press("s")
        expect(article).to_contain_text("Stopped")

    def test_two_minutes(self) -> None:
        self.piece("High water")
        article = self.chat_tab.article("High water")
        expect(article).to_contain_text("Streaming…")
        self.world.call("POST", "clock", {"advance": 120})
        expect(article).not_to_contain_text("Streaming…")
        expect(article.get_by_role("button", name="Stop", exact=True)).to_have_count(0)

    def test_the_reader_keeps_their_place(self) -> None:
        for number in range(40):
            self.world.bot_send({"text": f"line {number}"}, self.chat)
        stream = self.piece("High water")
        article = self.chat_tab.article("High water")
        expect(article).to_be_in_viewport()
        self.piece("High water\n\n" + "a line\n\n" * 40, stream=stream)
        expect(article.get_by_role("button", name="Stop", exact=True)).to_be_in_viewport()  # the end stays in view
        log = self.chat_tab.log
        log.evaluate("log => { log.scrollTop = 0; }")
        top = log.evaluate("log => log.scrollTop")
        self.piece("High water\n\n" + "a line\n\n" * 80, stream=stream)
        expect(article).to_contain_text("a line")
        self.chat_tab.page.wait_for_function("(log) => log.scrollHeight > 4000", arg=log.element_handle())
        self.assertAlmostEqual(log.evaluate("log => log.scrollTop"), top, delta=60)
