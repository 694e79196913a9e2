"""The design tool at /cards: what one writes is drawn and checked while one types, and every place is found again."""

import importlib.resources
import json
import re

from playwright.sync_api import expect

from page import PageTests, Tab
from world import quoted

AXE = (importlib.resources.files("axe_playwright_python") / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ADAPTIVE = "application/vnd.microsoft.card.adaptive"
CARD = {
    "type": "AdaptiveCard",
    "version": "1.5",
    "body": [
        {"type": "TextBlock", "text": "High water"},
        {"type": "Container", "items": [{"type": "TextBlock", "text": "at six"}]},
    ],
    "actions": [{"type": "Action.Execute", "title": "Moor", "verb": "moor"}],
}

# The text, and what is wrong with it where; None for nothing.
JSON = [
    ('{"a": [1, 2.5e3, "x\\n", true, null]}', None),
    ("  [ ]  ", None),
    ('{"__proto__": {"a": 1}}', None),
    ("", "a value is missing: the text ends here @1:1"),
    ('{"a": 1,}', "a comma stands before the end of the object @1:8"),
    ('{\n  "a": 1\n  "b": 2\n}', 'a comma or “}” is missing before “"” @3:3'),
    ("{'a': 1}", "the name of a member is missing before “'” @1:2"),
    ("{\"a\": 'x'}", "texts stand in double quotes, not in single ones @1:7"),
    ('["open', "a text has no closing quote @1:2"),
    ("[1, 2", "a comma or “]” is missing before the end of the text @1:6"),
    ('{"a" 1}', "a colon is missing before “1” @1:6"),
    ("[tru]", "“tru” is no JSON: texts stand in double quotes @1:2"),
    ('["\\x"]', "“\\x” is no escape: write \\\\ for a backslash @1:3"),
    ("[1] x", "“x” follows the end of the value @1:5"),
    ("[" * 500, "values stand in values over 200 levels deep @1:202"),
    ('["𝒳" 1]', "a comma or “]” is missing before “1” @1:6"),
]


class StudioTests(PageTests):
    def setUp(self) -> None:
        super().setUp()
        self.issues: list[dict] = []
        self.asked: list[tuple[str, dict]] = []

    def answer(self, route) -> None:
        """What Local Teams says of a card: the issues of the test, the template as it is, and some Swift."""
        name = route.request.url.rsplit("/", 1)[1]
        body = json.loads(route.request.post_data)
        self.asked.append((name, body))
        if name == "check":
            return route.fulfill(json={"issues": self.issues})
        if name == "expand":
            filled = json.dumps(body["template"]).replace("${place}", str(body["data"].get("place")))
            return route.fulfill(json={"card": json.loads(filled), "warnings": []})
        route.fulfill(json={"swift": 'AdaptiveCard { TextBlock("High water") }'})

    def studio(self, query: str = "", **context) -> Tab:
        tab = self.visit(path="/", **context)
        tab.context.route("**/_local/cards/*", self.answer)
        tab.page.goto(f"{self.world.address}/cards{query}")
        self.json = tab.page.get_by_role("textbox", name="Card JSON")
        self.data = tab.page.get_by_role("textbox", name="Data")
        self.card = tab.page.locator(".studio-stage .ac-card")
        expect(self.card).to_be_visible()
        return tab

    def write(self, card) -> str:
        text = card if isinstance(card, str) else json.dumps(card, indent=2)
        self.data.fill("")
        self.json.fill(text)
        return text

    def selected(self) -> str:
        return self.json.evaluate("(area) => area.value.slice(area.selectionStart, area.selectionEnd)")

    def test_json_is_read_with_its_places(self) -> None:
        page = self.visit(path="/").page
        found = page.evaluate(
            """async (texts) => {
                const { readJSON } = await import('/cards/studio/jsonplaces.js');
                return texts.map((text) => {
                    const { value, places, error } = readJSON(text);
                    if (error) return `${error.message} @${error.line}:${error.column}`;
                    const whole = places.get('');
                    return JSON.stringify(value) === JSON.stringify(JSON.parse(text)) &&
                        text.slice(whole.start, whole.end) === text.trim() ? null : 'not the same';
                });
            }""",
            [text for text, _ in JSON],
        )
        for (text, wanted), got in zip(JSON, found):
            with self.subTest(text=text[:40]):
                self.assertEqual(got, wanted)

    def test_places_are_found_by_pointer(self) -> None:
        page = self.visit(path="/").page
        text = '{"a/b": [10, {"c~": "x"}], "d": 2}'
        table = [
            ("/a~1b/0", "10"),
            ("/a~1b/1/c~0", '"x"'),
            ("/a~1b/1/none/0", '{"c~": "x"}'),
            ("/none", text),
            ("", text),
        ]
        found = page.evaluate(
            """async ([text, pointers]) => {
                const { nearestPlace, readJSON } = await import('/cards/studio/jsonplaces.js');
                const { places } = readJSON(text);
                const found = pointers.map((each) => nearestPlace(places, each));
                return found.map(({ start, end }) => text.slice(start, end));
            }""",
            [text, [pointer for pointer, _ in table]],
        )
        self.assertEqual(found, [part for _, part in table])

    def test_there_is_a_sample_to_begin_with(self) -> None:
        tab = self.studio()
        self.assertIn("AdaptiveCard", self.json.input_value())
        expect(tab.page.get_by_role("heading", name="Card design")).to_be_visible()

    def test_the_card_follows_what_is_written(self) -> None:
        tab = self.studio()
        self.write(CARD)
        expect(self.card).to_contain_text("High water")
        self.json.press("Control+End")
        self.write({**CARD, "body": [{"type": "TextBlock", "text": "Low water"}]})
        expect(self.card).to_contain_text("Low water")
        expect(self.card).not_to_contain_text("at six")
        expect(tab.page.get_by_text("Nothing to say about this card.")).to_be_visible()

    def test_an_answer_to_an_earlier_text_is_dropped(self) -> None:
        tab = self.studio()
        expect(tab.page.get_by_text("Nothing to say about this card.")).to_be_visible()
        held = []
        tab.context.route("**/_local/cards/check", lambda route: held.append(route))
        self.write(CARD)
        tab.page.wait_for_function("() => true")
        expect(self.card).to_contain_text("High water")
        self.write({**CARD, "body": [{"type": "TextBlock", "text": "Low water"}]})
        expect(self.card).to_contain_text("Low water")
        while len(held) < 2:
            tab.page.wait_for_timeout(20)  # until both are asked: the page says nothing of it
        held[1].fulfill(json={"issues": [{"severity": "error", "pointer": "", "message": "Of the new one."}]})
        expect(tab.page.get_by_text("Of the new one.")).to_be_visible()
        held[0].fulfill(json={"issues": [{"severity": "error", "pointer": "", "message": "Of the old one."}]})
        self.write(CARD)
        expect(tab.page.get_by_text("Of the old one.")).to_have_count(0)

    def test_what_is_no_json_says_where(self) -> None:
        tab = self.studio()
        self.write(CARD)
        expect(self.card).to_contain_text("High water")
        self.write('{\n  "type": "AdaptiveCard",\n  "body": [,]\n}')
        expect(tab.page.get_by_text("Line 3, column 12: a value is missing before “,”.")).to_be_visible()
        expect(self.json).to_have_attribute("aria-invalid", "true")
        expect(self.card).to_contain_text("High water")
        expect(tab.page.get_by_text("This is the last card that could be read.")).to_be_visible()
        self.write(CARD)
        expect(self.json).to_have_attribute("aria-invalid", "false")
        expect(tab.page.get_by_text("This is the last card")).to_have_count(0)

    def test_a_press_on_an_issue_shows_the_place_in_both(self) -> None:
        tab = self.studio()
        self.issues = [
            {"severity": "warning", "pointer": "/body/1/items/0", "rule": "a", "message": "This text is short."},
            {"severity": "error", "pointer": "/actions/0/verb", "rule": "b", "message": "No bot knows this verb."},
        ]
        self.write(CARD)
        issue = tab.page.get_by_role("button", name=re.compile("This text is short"))
        issue.press("Enter")
        self.assertEqual(json.loads(self.selected()), CARD["body"][1]["items"][0])
        expect(self.card.locator('[data-pointer="/body/1/items/0"]')).to_be_focused()
        tab.page.get_by_role("button", name=re.compile("No bot knows")).click()
        self.assertEqual(self.selected(), '"moor"')
        expect(self.card.get_by_role("button", name="Moor")).to_be_focused()
        expect(tab.page.locator(".studio-json .studio-mark")).to_have_count(2)

    def test_data_fills_a_template_in_the_locale_of_the_choice(self) -> None:
        tab = self.studio()
        self.write({**CARD, "body": [{"type": "TextBlock", "text": "Berth at ${place}"}]})
        self.data.fill('{"place": "Port Anna"}')
        expect(self.card).to_contain_text("Berth at Port Anna")
        self.data.fill('{"place": }')
        expect(tab.page.get_by_text("Line 1, column 11")).to_be_visible()
        self.data.fill('{"place": "Quay 4"}')
        expect(self.card).to_contain_text("Berth at Quay 4")
        tab.page.get_by_role("combobox", name="Locale").select_option("de-DE")
        expect(tab.page).to_have_url(re.compile("locale=de-DE"))
        expect(tab.page.get_by_text("Nothing to say about this card.")).to_be_visible()
        with tab.page.expect_request("**/_local/cards/expand") as expanding:
            self.data.fill('{"place": "Quay 5"}')
        self.assertEqual(expanding.value.post_data_json["locale"], "de-DE")

    def test_theme_width_and_direction_are_choices_of_the_address(self) -> None:
        tab = self.studio("?theme=dark&width=narrow")
        expect(self.card).to_have_attribute("data-theme", "dark")
        self.assertLessEqual(self.card.bounding_box()["width"], 300)
        tab.page.get_by_role("combobox", name="Theme").select_option("light")
        expect(self.card).to_have_attribute("data-theme", "light")
        tab.page.get_by_role("combobox", name="Width").select_option("full")
        expect(tab.page).to_have_url(re.compile(r"/cards\?theme=light&width=full$"))
        self.assertGreater(self.card.bounding_box()["width"], 480)
        tab.page.get_by_role("combobox", name="Locale").select_option("he-IL")
        expect(self.card).to_have_css("direction", "rtl")

    def test_a_press_says_what_it_would_send(self) -> None:
        tab = self.studio()
        self.write({**CARD, "body": [{"type": "Input.Text", "id": "who", "label": "Who", "value": "Bo"}]})
        self.card.get_by_role("button", name="Moor").click()
        expect(tab.page.get_by_role("region", name="What the press sends")).to_contain_text('"who": "Bo"')

    def test_swift_is_copied(self) -> None:
        tab = self.studio(permissions=["clipboard-read", "clipboard-write"])
        self.write(CARD)
        tab.button("Copy Swift").click()
        expect(tab.page.get_by_text("The Swift code is copied.")).to_be_visible()
        code = 'AdaptiveCard { TextBlock("High water") }'
        self.assertEqual(tab.page.evaluate("() => navigator.clipboard.readText()"), code)
        expect(tab.page.get_by_role("textbox", name="Swift")).to_have_value(code)
        self.write("{")
        tab.button("Copy Swift").click()
        expect(tab.page.get_by_text("There is no Swift for this yet: line 1, column 2")).to_be_visible()

    def test_any_card_of_a_conversation_can_be_opened(self) -> None:
        world, me = self.world, self.world.people[0]
        said = world.bot_send({"attachments": [{"contentType": ADAPTIVE, "content": CARD}]})
        place = f"?as={me}&conversation={quoted(world.group)}&message={said}&attachment=0"
        tab = self.studio(place)
        expect(self.card).to_contain_text("High water")
        self.assertEqual(json.loads(self.json.input_value()), CARD)
        picker = tab.page.get_by_role("combobox", name="Open")
        expect(picker.locator("option:checked")).to_have_text(re.compile("^High water"))
        picker.select_option(label="A request to approve")
        expect(self.card).to_contain_text("Waiting")
        self.assertNotIn("message=", tab.page.url)
        picker.select_option(label=f"High water ({world.group_name})")
        expect(self.card).to_contain_text("at six")
        expect(tab.page).to_have_url(re.compile(f"message={said}"))

    def test_a_card_that_is_not_there_is_said(self) -> None:
        tab = self.studio(f"?as={self.world.people[0]}&conversation={quoted(self.world.group)}&message=1")
        expect(tab.page.get_by_text("The card cannot be opened.")).to_be_visible()

    def test_pictures_from_elsewhere_wait_for_the_switch(self) -> None:
        tab = self.studio()
        asked = []
        tab.context.route("https://pictures.example/**", lambda route: (asked.append(1), route.abort()))
        self.write({**CARD, "body": [{"type": "Image", "url": "https://pictures.example/a.png", "altText": "A ship"}]})
        expect(self.card.get_by_role("img", name="A ship")).to_be_visible()
        # Not even a fault of the renderer could fetch one: the document itself forbids it.
        refused = tab.page.evaluate(
            """() => new Promise((resolve) => {
                document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
                document.body.append(Object.assign(new Image(), { src: 'https://pictures.example/b.png' }));
            })"""
        )
        self.assertEqual((refused, asked), ("img-src", []))
        tab.complaints.clear()
        tab.strangers.clear()
        tab.page.get_by_role("checkbox", name="Pictures from elsewhere").click()
        expect(self.card.get_by_title("it could not be loaded")).to_be_visible()
        expect(tab.page.get_by_role("checkbox", name="Pictures from elsewhere")).to_be_checked()
        self.assertTrue(asked)
        self.assertIn("pictures.example", self.json.input_value())
        tab.strangers.clear()
        tab.complaints = [each for each in tab.complaints if "ERR_FAILED" not in each]

    def test_an_attachment_and_a_message_are_taken_for_their_card(self) -> None:
        tab = self.studio()
        attachment = {"contentType": ADAPTIVE, "content": CARD}
        for value, prefix in ((attachment, "/content"), ({"attachments": [attachment]}, "/attachments/0/content")):
            with self.subTest(prefix=prefix):
                self.issues = [{"severity": "error", "pointer": f"{prefix}/body/0", "message": "This text is short."}]
                self.write(value)
                expect(tab.page.get_by_text(f"{prefix}/body/0", exact=True)).to_be_visible()
                tab.page.get_by_role("button", name=re.compile("This text is short")).click()
                self.assertEqual(json.loads(self.selected()), CARD["body"][0])
                expect(self.card.locator('[data-pointer="/body/0"]')).to_be_focused()

    def test_what_local_teams_itself_says_of_a_card(self) -> None:
        tab = self.studio()
        tab.context.unroute("**/_local/cards/*")
        tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
        body = [{"type": "TextBlock", "text": "Berth at ${place}"}, {"type": "TextBlok", "text": "x"}]
        self.write({**CARD, "body": body})
        self.data.fill('{"place": "Port Anna"}')
        expect(self.card).to_contain_text("Berth at Port Anna")
        tab.page.get_by_role("button", name=re.compile("TextBlok")).first.click()
        self.assertIn("TextBlok", self.selected())
        tab.button("Copy Swift").click()
        expect(tab.page.get_by_role("textbox", name="Swift")).to_have_value(re.compile("AdaptiveCard"))

    def test_the_page_runs_nothing_that_is_written_into_it(self) -> None:
        tab = self.studio()
        self.issues = [{"severity": "<img src=x>", "pointer": "/body/0", "message": "<img src=x onerror=canary(1)>"}]
        self.write({**CARD, "body": [{"type": "TextBlock", "text": "<script>canary(2)</script>"}]})
        expect(self.card).to_contain_text("<script>canary(2)</script>")
        expect(tab.page.get_by_text("<img src=x onerror=canary(1)>")).to_be_visible()
        self.assertEqual(tab.page.locator("main img").count(), 0)

    def keeps_the_rules(self, tab: Tab, what: str) -> None:
        if not tab.page.evaluate("() => typeof axe === 'object'"):
            tab.page.evaluate(AXE)
        found = tab.page.evaluate(
            """async (rules) => {
                const { violations } = await axe.run(document, { runOnly: rules, resultTypes: ['violations'] });
                return violations.map(({ id, nodes }) => [id, ...nodes.slice(0, 4).map((each) => `${
                    each.html.slice(0, 200)} ${each.any.concat(each.all, each.none)[0]?.message ?? ''}`)]);
            }""",
            RULES,
        )
        self.assertEqual(found, [], f"{what}: {json.dumps(found, indent=1)}")

    def test_it_keeps_the_rules_in_light_and_dark_and_on_a_narrow_screen(self) -> None:
        self.issues = [
            {"severity": each, "pointer": "/body/0", "message": "Look."} for each in ("error", "warning", "info")
        ]
        for scheme in ("light", "dark"):
            tab = self.studio(color_scheme=scheme)
            expect(tab.page.get_by_text("3 issues")).to_be_visible()
            self.keeps_the_rules(tab, scheme)
            for option in ("sample:1", "sample:2"):
                tab.page.get_by_role("combobox", name="Open").select_option(option)
                expect(self.card).to_contain_text("week" if option == "sample:1" else "High water")
                self.keeps_the_rules(tab, f"{scheme} {option}")
            tab.page.set_viewport_size({"width": 360, "height": 700})
            self.assertLessEqual(tab.page.evaluate("() => document.documentElement.scrollWidth"), 360)
            self.keeps_the_rules(tab, f"{scheme}, narrow")
