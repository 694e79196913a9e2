"""The page for everyone: the rules of axe-core on every panel, the keyboard, forced colours, and right-to-left."""

import importlib.resources
import json
import re

from playwright.sync_api import expect

from page import PageTests, Tab
from world import APP_ID

CONSENT = "application/vnd.microsoft.teams.card.file.consent"
AXE = (importlib.resources.files("axe_playwright_python") / "axe.min.js").read_text()
# WCAG 2.2 A and AA, and what axe calls best practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FOCUSED = """() => {
    const at = document.activeElement;
    const box = at.getBoundingClientRect();
    return {
        name: at.getAttribute('aria-label') || at.labels?.[0]?.innerText || at.innerText || at.tagName,
        place: at.closest('dialog') ? 'dialog'
            : at.closest('header.bar') ? 'bar' : at.closest('nav') ? 'list' : at.closest('[role=log]') ? 'log'
            : at.closest('form.composer') ? 'composer' : at.closest('aside') ? 'inspector'
            : at.closest('main') ? 'main' : at.tagName,
        shown: box.width > 0 && box.height > 0,
        ring: at.matches('textarea') || getComputedStyle(at).outlineStyle !== 'none',
    };
}"""


class AccessTests(PageTests):
    def check(self, tab: Tab, what: str) -> None:
        if not tab.page.evaluate("() => typeof axe === 'object'"):
            tab.page.evaluate(AXE)
        found = tab.page.evaluate(
            """async (rules) => {
                const { violations } = await axe.run(document, { runOnly: rules, resultTypes: ['violations'] });
                return violations.map(({ id, help, nodes }) => ({
                    id, help, nodes: nodes.slice(0, 4).map((each) => `${each.html.slice(0, 160)} ${
                        each.any.concat(each.all, each.none)[0]?.message ?? ''}`),
                }));
            }""",
            RULES,
        )
        self.assertEqual(found, [], f"{what}: {json.dumps(found, indent=1)}")

    def furnished(self, **context) -> Tab:
        """A group chat with a message of each kind."""
        world, ines = self.world, self.tab(0, **context)
        first = world.say(world.people[1], "**high water** at six, see https://harbor.test", textFormat="markdown")[
            "id"
        ]
        world.say(ines.handle, "thanks", quote=first)
        world.call("PUT", f"conversations/{world.group}/messages/{first}/reactions/like", **{"as": ines.handle})
        gone = world.say(ines.handle, "a mistake")["id"]
        world.call("DELETE", f"conversations/{world.group}/messages/{gone}", **{"as": ines.handle})
        world.bot_send({"text": "psst"}, only=ines.handle)
        world.call("POST", "faults", {"operation": "send", "status": 403, "code": "MessageWritesBlocked"})
        try:
            world.bot_send({"text": "refused"})
        except Exception:
            pass
        world.bot_send({"text": "a gale", "channelData": {"notification": {"alert": True}}})
        ines.write(f"@{world.bot_name} echo hello")
        expect(ines.article("hello")).to_have_count(2)
        ines.page.get_by_label("Files to send").set_input_files(
            {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-"}
        )
        return ines

    def every_panel(self, tab: Tab) -> None:
        page = tab.page
        self.check(tab, "the conversation")
        tab.composer.press("/")
        expect(page.get_by_role("listbox")).to_be_visible()
        self.check(tab, "the commands")
        tab.composer.fill("")
        tab.composer.press("@")
        expect(page.get_by_role("listbox")).to_be_visible()
        self.check(tab, "the mentions")
        tab.composer.fill("")
        for key, what in (("l", "the reactions to give"), ("e", "an edit")):
            tab.article("thanks").focus()
            page.keyboard.press(key)
            self.check(tab, what)
            page.keyboard.press("Escape")
        tab.article("thanks").focus()
        page.keyboard.press("r")
        page.keyboard.type(f"/{self.world.bot_name}")
        page.keyboard.press("Enter")
        expect(page.get_by_role("form", name="Composer")).to_contain_text("sees this message")
        self.check(tab, "a reply in private")
        for _ in range(2):
            page.keyboard.press("Escape")
        tab.article("thanks").focus()
        page.keyboard.press("Enter")
        expect(tab.page.get_by_role("heading", level=1)).to_have_text(f"Thread in {self.world.group_name}")
        self.check(tab, "a thread")
        self.elsewhere(tab)
        tab.open(self.world.group_name)
        tab.button("Inspector").click()
        for scope in ("message", "all", "ledger"):
            page.get_by_role("combobox", name="Show").select_option(scope)
            self.check(tab, f"the inspector, {scope}")
        tab.button("Close the inspector").click()
        for opener in ("Workspace", "Test", "New chat", "New meeting", "Activity", "Help"):
            tab.button(opener).click()
            expect(page.get_by_role("dialog")).to_be_visible()
            self.check(tab, opener)
            page.keyboard.press("Escape")
        tab.article("thanks").focus()
        page.keyboard.press("c")
        expect(page.get_by_role("list", name="People").get_by_text("Loading")).to_have_count(0)
        self.check(tab, "side by side")
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Switch person").click()
        self.check(tab, "the person switch")
        page.keyboard.press("Escape")
        page.goto(f"{self.world.address}/")
        expect(page.get_by_role("heading", name="Who are you?")).to_be_visible()
        self.check(tab, "who are you")
        page.set_viewport_size({"width": 390, "height": 780})
        page.goto(f"{self.world.address}/?as={tab.handle}")
        expect(tab.conversations).to_be_visible()
        self.check(tab, "the conversations in a narrow window")
        tab.conversations.get_by_role("link", name=self.world.group_name, exact=True).click()
        expect(tab.log).to_be_visible()
        self.check(tab, "the messages in a narrow window")

    def elsewhere(self, tab: Tab) -> None:
        """What other conversations have: a banner, suggested actions, a stream, a meeting, an app that is missing."""
        world, page, me = self.world, tab.page, tab.handle
        chat = world.call("POST", "chats", {"as": me, "kind": "personal", "bot": APP_ID})["id"]
        meeting = {"as": me, "kind": "meeting", "members": world.people, "name": "Berth call"}
        world.call("POST", "chats", meeting)
        world.bot_send({"text": "in words", "channelData": {"notification": {"alert": True}}}, chat)
        expect(page.get_by_role("region", name="Alert", exact=True)).to_be_visible()
        self.check(tab, "a banner")
        tab.open("Berth call")
        tab.button("Start the meeting").click()
        expect(page.get_by_role("group", name="Meeting")).to_contain_text("The meeting is running.")
        self.check(tab, "a meeting")
        tab.open(world.bot_name)
        content = {"description": "All tides", "sizeInBytes": 2048}
        world.bot_send({"attachments": [{"contentType": CONSENT, "name": "tides.csv", "content": content}]}, chat)
        actions = [{"type": "imBack", "title": "Yes", "value": "yes"}]
        world.bot_send({"text": "may I?", "suggestedActions": {"actions": actions}}, chat)
        piece = {"type": "typing", "text": "High wa", "channelData": {"streamType": "streaming", "streamSequence": 1}}
        world.bot_send(piece, chat)
        expect(tab.article("High wa").get_by_role("button", name="Stop", exact=True)).to_be_visible()
        tab.button(f"Uninstall {world.bot_name}").click()
        expect(page.get_by_role("note").filter(has_text="is not installed for you")).to_be_visible()
        self.check(tab, "a chat with a bot")

    def test_every_panel_keeps_the_rules_in_light(self) -> None:
        self.every_panel(self.furnished(color_scheme="light"))

    def test_every_panel_keeps_the_rules_in_dark(self) -> None:
        self.every_panel(self.furnished(color_scheme="dark"))

    def test_high_contrast_shows_what_is_chosen(self) -> None:
        ines = self.tab(0, forced_colors="active")
        here = ines.conversations.get_by_role("link", name=self.world.group_name, exact=True)
        expect(here).to_have_css("outline-style", "solid")
        expect(ines.button(f"Mute {self.world.group_name}")).to_have_css("border-top-style", "solid")
        ines.button(f"Mute {self.world.group_name}").click()
        expect(ines.button(f"Mute {self.world.group_name}")).to_have_css("outline-style", "solid")
        expect(ines.button("Send")).to_have_css("border-top-style", "solid")
        self.check(ines, "forced colours")

    def test_tab_goes_through_the_page_in_reading_order_and_stays_in_a_dialog(self) -> None:
        ines = self.tab(0)
        self.world.say(self.world.people[1], "hello")
        expect(ines.article("hello")).to_be_visible()
        ines.page.get_by_role("link", name="Local Teams").focus()  # the first of all
        places = []
        for _ in range(60):
            ines.page.keyboard.press("Tab")
            at = ines.page.evaluate(FOCUSED)
            if at["place"] == "BODY":
                break
            self.assertTrue(at["name"] and at["shown"] and at["ring"], at)
            if not places or places[-1] != at["place"]:
                places.append(at["place"])
        self.assertEqual(places, ["bar", "list", "main", "log", "composer"])
        for opener in ("Workspace", "Test", "Activity"):
            ines.button(opener).focus()
            ines.page.keyboard.press("Enter")
            for _ in range(12):
                ines.page.keyboard.press("Tab")
                at = ines.page.evaluate(FOCUSED)
                self.assertIn(at["place"], ("dialog", "BODY"), at)  # BODY: the browser's own controls
            ines.page.keyboard.press("Escape")
            expect(ines.button(opener)).to_be_focused()

    def test_right_to_left(self) -> None:
        person = self.world.people[1]
        self.world.call("PATCH", f"users/{person}", {"locale": "he-IL"})
        bo = self.tab(1)
        self.assertEqual(bo.page.evaluate("document.documentElement.dir"), "rtl")
        self.assertGreater(bo.conversations.bounding_box()["x"], bo.log.bounding_box()["x"])
        self.assertLessEqual(bo.page.evaluate("document.documentElement.scrollWidth"), 1280)
        self.world.say(self.world.people[0], "שלום לכולם")
        self.world.say(self.world.people[0], "good morning (all)")
        sides = {}
        for text in ("שלום", "good morning"):
            content = bo.article(text).locator(".content > *").first
            expect(content).to_have_css("unicode-bidi", "plaintext")
            sides[text] = content.evaluate(
                """(node) => {
                    const range = document.createRange();
                    range.selectNodeContents(node);
                    const [words, box] = [range.getBoundingClientRect(), node.getBoundingClientRect()];
                    return [words.left - box.left, box.right - words.right].map(Math.round);
                }"""
            )
        self.assertEqual(sides["שלום"][1], 0)
        self.assertEqual(sides["good morning"][0], 0)
        self.assertEqual(
            re.sub(r"\s", "", bo.article("good morning").locator(".content").inner_text()), "goodmorning(all)"
        )
        self.check(bo, "right to left")
