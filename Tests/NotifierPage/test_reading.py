"""The page for everyone: the rules of axe-core on every view, in light and dark and narrow, and the keyboard."""

import importlib.resources
import json

from playwright.sync_api import expect

from operators import OperatorTests, Tab

AXE = (importlib.resources.files("axe_playwright_python") / "axe.min.js").read_text()
# WCAG 2.2 A and AA, and what axe calls best practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FOCUSED = """() => {
    const at = document.activeElement;
    const box = at.getBoundingClientRect();
    return {
        name: at.getAttribute('aria-label') || at.labels?.[0]?.innerText || at.innerText || at.tagName,
        place: at.closest('dialog') ? 'dialog' : at.closest('header.head') ? 'head' : at.closest('nav') ? 'nav'
            : at.closest('main') ? 'main' : at.tagName,
        shown: box.width > 0 && box.height > 0,
        ring: getComputedStyle(at).outlineStyle !== 'none',
    };
}"""
VIEWS = [
    *("Notifications", "New notification", "Schedules", "Unreachable"),
    *("Installations", "Preferences", "Sources", "Lanes and limits"),
]
SOURCE = {"name": "builds", "kind": "kafka", "state": "reading", "lag": 12, "accepted": 4_000, "skipped": 3}
JOB = {"id": "j1", "state": "installing", "counts": {"waiting": 1}, "createdAt": "2026-11-28T09:41:07Z"}
REJECTED = {"at": "2026-11-28T09:41:07Z", "reason": "no id", "event": {"status": "failed"}}
CARD = {
    "type": "AdaptiveCard",
    "version": "1.5",
    "body": [
        {"type": "TextBlock", "text": "High water", "style": "heading"},
        {"type": "Image", "url": "https://pictures.example/ship.png", "altText": "The ship"},
        {"type": "Input.ChoiceSet", "id": "berth", "label": "Berth", "choices": [{"title": "Four", "value": "4"}]},
        {
            "type": "Chart.Donut",
            "title": "Ships",
            "data": [{"legend": "in", "value": 3}, {"legend": "out", "value": 4}],
        },
    ],
    "actions": [{"type": "Action.Execute", "title": "I come", "style": "positive"}],
}


class ReadingTests(OperatorTests):
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
        wide = tab.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        self.assertLessEqual(wide, 0, f"{what} is wider than the window")

    def every_view(self, **context) -> None:
        town, local = self.town, self.town.local
        fault = local.fault("send", 403, code="BotDisabledByAdmin", user=local.people[40].handle, times=0)
        done = town.tell(40, 41)
        town.notifier.until_done(done)
        local.mend(fault)
        town.broadcast("Every morning", schedule={"cron": "0 9 * * *", "timeZone": "Europe/Paris"})
        running = town.broadcast()
        tab = self.tab(None, **context)
        tab.pretend("/v1/sources", {"items": [{**SOURCE, "rejected": 1, "lastEventAt": None}]})
        tab.pretend("/v1/sources/builds/rejected", {"items": [REJECTED]})
        tab.pretend("/v1/installations", {}, method="POST")
        tab.pretend("/v1/installations/jobs", {"items": [JOB]})
        tab.pretend("/v1/reconcile", {}, method="POST")
        self.check(tab, "signing in")
        tab.sign_in(town.keys["admin"])
        expect(tab.page.get_by_role("list", name="Notifications")).to_have_attribute("aria-busy", "false")
        for view in VIEWS:
            tab.visit(view)
            expect(tab.page.locator("main [aria-busy=true]")).to_have_count(0)
            self.check(tab, view)
        tab.visit("Sources")
        tab.button("Show the 1 event that was rejected: builds").click()
        expect(tab.region("Rejected by builds")).to_contain_text("1 shown")
        self.check(tab, "what a source rejected")
        tab.open(done)
        expect(tab.region("Deliveries")).to_contain_text("2 shown")
        self.check(tab, "a notification that has ended")
        tab.open(running)
        expect(tab.region("Deliveries")).to_contain_text("shown")
        self.check(tab, "a running notification")
        for action in ("Pause", "Edit", "Recall"):
            tab.button(action).click()
            expect(tab.dialog.get_by_text("Counting…")).to_have_count(0)
            self.check(tab, f"the dialog {action}")
            tab.page.keyboard.press("Escape")
        tab.visit("New notification")
        tab.page.get_by_role("radio", name="Card").check()
        tab.page.get_by_role("combobox", name="Schedule", exact=True).select_option("cron")
        tab.page.get_by_label("Card as JSON").fill("{")
        tab.button("Dry run").click()
        expect(tab.page.get_by_label("Card as JSON")).to_have_attribute("aria-invalid", "true")
        tab.button("Add a language").click()
        self.check(tab, "a form with a fault")
        tab.button("Remove this language").click()
        tab.page.get_by_label("Card as JSON").fill(json.dumps(CARD))
        tab.button("Preview").click()
        expect(tab.page.get_by_role("group", name="Card: High water")).to_be_visible()
        self.check(tab, "a card")

    def test_light(self) -> None:
        self.every_view(color_scheme="light")

    def test_dark(self) -> None:
        self.every_view(color_scheme="dark")

    def test_narrow(self) -> None:
        self.every_view(viewport={"width": 360, "height": 740})

    def test_forced_colours_show_where_one_is(self) -> None:
        tab = self.tab("read", forced_colors="active")
        expect(tab.views.get_by_role("link", name="Notifications", exact=True)).to_have_css("outline-style", "solid")

    def test_the_keyboard_is_enough(self) -> None:
        id = self.town.broadcast()
        tab = self.tab(None)
        keyboard = tab.page.keyboard
        keyboard.type(self.town.keys["admin"])
        keyboard.press("Enter")
        expect(tab.views).to_be_visible()
        tab.open(id)
        expect(tab.button("Pause")).to_be_visible()
        tab.page.get_by_role("link", name="Skip to the content").focus()
        places = []
        for _ in range(60):
            at = tab.page.evaluate(FOCUSED)
            if at["place"] == "BODY":
                break
            self.assertTrue(at["name"] and at["shown"] and at["ring"], at)
            if not places or places[-1] != at["place"]:
                places.append(at["place"])
            if at["name"].startswith("State of the deliveries"):
                break
            keyboard.press("Tab")
        self.assertEqual(places, ["head", "nav", "main"])
        tab.button("Pause").focus()
        keyboard.press("Enter")
        expect(tab.button("Pause it", tab.dialog)).to_be_focused()
        for _ in range(5):
            keyboard.press("Tab")
            self.assertIn(tab.page.evaluate(FOCUSED)["place"], ("dialog", "BODY"))  # BODY: the browser's own controls
        keyboard.press("Escape")
        expect(tab.button("Pause")).to_be_focused()
        keyboard.press("Enter")
        expect(tab.button("Pause it", tab.dialog)).to_be_focused()
        keyboard.press("Enter")
        expect(tab.page.get_by_text("paused", exact=True)).to_be_visible()
        tab.views.get_by_role("link", name="Lanes and limits").focus()
        keyboard.press("Enter")
        expect(tab.page.get_by_role("heading", level=1)).to_be_focused()
