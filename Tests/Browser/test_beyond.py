"""Elements beyond version 1.5 as people meet them: by role and name, with their keys, and with values of every kind."""

from playwright.sync_api import Locator, expect

from page import PageTests

ODD = [None, "x", "", True, {}, [], -5, 1e308, "12", "<b>", "𝒳" * 300, [{"type": "TextBlock"}], {"type": 1}]
TYPES = {
    "Badge": ["text", "icon", "style", "appearance", "shape", "size", "tooltip", "iconPosition"],
    "Icon": ["name", "size", "style", "color", "selectAction"],
    "CodeBlock": ["codeSnippet", "language", "startLineNumber"],
    "CompoundButton": ["title", "description", "icon", "badge", "selectAction"],
    "Rating": ["value", "max", "count", "size", "color", "style"],
    "ProgressBar": ["value", "max", "color"],
    "ProgressRing": ["label", "labelPosition", "size"],
    "Carousel": ["pages", "pageAnimation", "minHeight", "initialPage", "loop", "heightInPixels"],
    "Component": ["name", "properties"],
    "Accordion": ["panels", "pages", "items"],
    "TabSet": ["tabs", "selectedTabId"],
    "RichTextBlock": ["inlines"],
}


class BeyondTests(PageTests):
    def setUp(self) -> None:
        super().setUp()
        self.page = self.visit(path="/").page

    def show(self, *body, **card) -> Locator:
        """Draws a card of these elements on the page; what is pressed is remembered."""
        self.page.evaluate(
            """async (card) => {
                const { renderCard } = await import('/cards/renderer.js');
                window.pressed = [];
                const press = async ({ pointer }) => { window.pressed.push(pointer); return {}; };
                document.body.replaceChildren(renderCard(card, { locale: 'en-GB', timeZone: 'UTC', press }));
            }""",
            {"type": "AdaptiveCard", "version": "1.5", "body": list(body), **card},
        )
        return self.page.locator(".ac-card")

    def test_a_badge_says_its_word_and_what_points_at_it(self) -> None:
        card = self.show(
            {"type": "Badge", "text": "Late", "icon": "Clock", "style": "Attention", "tooltip": "Two hours"},
            {"type": "Badge", "icon": "Warning", "tooltip": "Careful"},
        )
        expect(card.get_by_text("Late")).to_be_visible()
        expect(card.get_by_title("Two hours")).to_have_text("Late")
        expect(card.get_by_role("img", name="Careful")).to_be_visible()

    def test_an_icon_is_drawn_and_letters_stand_in_for_what_has_no_drawing(self) -> None:
        card = self.show(
            {"type": "Icon", "name": "Calendar", "size": "xLarge", "style": "Filled", "color": "Accent"},
            {"type": "Icon", "name": "BirdOfParadise"},
            {"type": "Icon", "name": "Send", "selectAction": {"type": "Action.Submit", "title": "Send it"}},
        )
        expect(card.locator(".ac-icon").nth(0).locator("path")).to_have_count(1)
        expect(card.locator(".ac-icon").nth(0)).to_have_css("width", "40px")
        expect(card.get_by_text("BO", exact=True)).to_be_visible()
        card.get_by_role("button", name="Send it").press("Enter")
        self.page.wait_for_function("() => window.pressed.length === 1")
        self.assertEqual(self.page.evaluate("() => window.pressed"), ["/body/2/selectAction"])

    def test_icons_are_known_by_any_case_and_their_other_names(self) -> None:
        table = [
            ("Calendar", True),
            ("calendar", True),
            ("ChatMultiple", True),
            ("Mail24Regular", True),
            ("Nope", False),
        ]
        found = self.page.evaluate(
            """async (names) => {
                const { drawingFor, lettersFor } = await import('/cards/fluentpaths.js');
                return names.map((each) => [!!drawingFor(each), lettersFor(each).length > 0]);
            }""",
            [name for name, _ in table] + [None, "", "__proto__", {}],
        )
        self.assertEqual([each for each, _ in found], [known for _, known in table] + [False] * 4)
        self.assertTrue(all(letters for _, letters in found))

    def test_code_has_numbers_that_are_no_part_of_it(self) -> None:
        card = self.show(
            {"type": "CodeBlock", "codeSnippet": "let a = 1\n\tb()", "language": "CSharp", "startLineNumber": 9}
        )
        code = card.get_by_role("region", name="Code, C#")
        expect(code).to_have_text("let a = 1\n\tb()\n")
        lines = code.locator("[data-line]").evaluate_all("(lines) => lines.map((each) => each.dataset.line)")
        self.assertEqual(lines, ["9", "10"])
        code.focus()
        expect(code).to_be_focused()

    def test_a_compound_button_is_one_button(self) -> None:
        card = self.show(
            {
                "type": "CompoundButton",
                "title": "Plan",
                "description": "Of the week",
                "badge": "New",
                "icon": {"name": "Calendar"},
                "selectAction": {"type": "Action.Submit"},
            }
        )
        card.get_by_role("button", name="Plan, New, Of the week").click()
        self.page.wait_for_function("() => window.pressed.length === 1")

    def test_stars_and_progress_say_how_far(self) -> None:
        card = self.show(
            {"type": "Rating", "value": 3.5, "count": 1200},
            {"type": "Rating", "value": 9, "max": 3, "style": "Compact"},
            {"type": "ProgressBar", "value": 30, "max": 60},
            {"type": "ProgressBar"},
            {"type": "ProgressRing", "label": "Loading", "labelPosition": "After"},
        )
        expect(card.get_by_role("img", name="3.5 of 5 stars, 1,200 ratings")).to_be_visible()
        expect(card.get_by_role("img", name="3 of 3 stars", exact=True)).to_be_visible()
        bars = card.get_by_role("progressbar", name="Progress")
        expect(bars.nth(0)).to_have_attribute("aria-valuetext", "50 %")
        self.assertIsNone(bars.nth(1).get_attribute("aria-valuenow"))
        expect(card.get_by_role("progressbar", name="Loading")).to_be_visible()

    def test_nothing_turns_for_those_who_asked_for_rest(self) -> None:
        self.page = self.visit(path="/", reduced_motion="reduce").page
        card = self.show({"type": "ProgressRing"}, {"type": "ProgressBar"})
        expect(card.locator(".ac-ring")).to_have_css("animation-name", "none")
        expect(card.locator(".ac-progress-part")).to_have_css("animation-name", "none")

    def carousel(self, **more) -> Locator:
        pages = [{"type": "CarouselPage", "items": [{"type": "TextBlock", "text": f"Page {each}"}]} for each in "ABC"]
        return self.show({"type": "Carousel", "pages": pages, **more})

    def test_a_carousel_turns_by_its_buttons(self) -> None:
        card = self.carousel()
        following = card.get_by_role("button", name="Next page")
        expect(card.get_by_text("Page A", exact=True)).to_be_visible()
        following.press("Enter")
        expect(card.get_by_text("Page B", exact=True)).to_be_visible()
        expect(card.get_by_text("Page A", exact=True)).to_be_hidden()
        expect(card.get_by_role("group", name="Page 2 of 3")).to_be_visible()
        card.get_by_role("button", name="Page 3", exact=True).click()
        expect(card.get_by_text("Page C", exact=True)).to_be_visible()
        following.click()
        expect(card.get_by_text("Page A", exact=True)).to_be_visible()
        card.get_by_role("button", name="Previous page").click()
        expect(card.get_by_text("Page C", exact=True)).to_be_visible()

    def test_a_carousel_that_ends_says_so(self) -> None:
        card = self.carousel(loop=False, initialPage=2)
        following = card.get_by_role("button", name="Next page")
        expect(following).to_have_attribute("aria-disabled", "true")
        following.click(force=True)
        expect(card.get_by_text("Page C", exact=True)).to_be_visible()

    def test_a_place_on_a_hidden_page_or_section_is_turned_to(self) -> None:
        def part(name: str) -> dict:
            return {"title": name, "items": [{"type": "TextBlock", "text": f"In {name}"}]}

        hidden = {"type": "CarouselPage", "items": [{"type": "TextBlock", "text": "In the carousel"}]}
        card = self.show(
            {"type": "Carousel", "pages": [{"type": "CarouselPage", "items": []}, hidden]},
            {"type": "Accordion", "panels": [part("One")]},
            {"type": "TabSet", "tabs": [part("Left"), part("Right")]},
        )
        table = [
            ("/body/0/pages/1/items/0", "In the carousel"),
            ("/body/1/panels/0/items/0/text", "In One"),
            ("/body/2/tabs/1/items/0", "In Right"),
        ]
        for pointer, words in table:
            expect(card.get_by_text(words)).to_be_hidden()
            self.page.evaluate(
                """async (pointer) => {
                    const { showPlace } = await import('/cards/places.js');
                    showPlace(document.querySelector('.ac-card'), pointer);
                }""",
                pointer,
            )
            expect(card.get_by_text(words)).to_be_visible()
            self.assertEqual(self.page.evaluate("() => document.activeElement.textContent.trim()"), words)

    def test_what_comes_from_graph_is_drawn_as_the_card_says_it(self) -> None:
        def component(kind: str, **properties) -> dict:
            return {"type": "Component", "name": f"graph.microsoft.com/{kind}", "properties": properties}

        card = self.show(
            component("user", displayName="Ines Okafor", userPrincipalName="ines@harbor.test"),
            component("users", users=[{"displayName": "Bo Ek"}, {"id": "7"}]),
            component("file", name="plan", extension="pdf"),
            component("event", title="Berth call", start="2026-11-20T08:00:00Z", locations=["Quay 4"]),
            component("resource", resourceReference={"name": "Board"}),
            component("nothing"),
        )
        for text in ("Ines Okafor", "ines@harbor.test", "Bo Ek", "plan.pdf", "Berth call", "20 Nov 2026", "Board"):
            expect(card).to_contain_text(text)
        expect(card.get_by_role("note")).to_contain_text("graph.microsoft.com/nothing")

    def test_sections_open_and_tabs_turn_by_the_keyboard(self) -> None:
        def part(name: str) -> dict:
            return {"title": name, "items": [{"type": "TextBlock", "text": f"In {name}"}]}

        card = self.show(
            {"type": "Accordion", "panels": [part("One"), part("Two") | {"isExpanded": True}]},
            {"type": "TabSet", "tabs": [part("Left"), part("Right")]},
        )
        expect(card.get_by_text("In Two")).to_be_visible()
        expect(card.get_by_text("In One")).to_be_hidden()
        card.get_by_text("One", exact=True).click()
        expect(card.get_by_text("In One")).to_be_visible()
        card.get_by_role("tab", name="Left").press("ArrowRight")
        expect(card.get_by_role("tab", name="Right")).to_be_focused()
        expect(card.get_by_role("tabpanel", name="Right")).to_contain_text("In Right")
        expect(card.get_by_text("In Left")).to_be_hidden()

    def test_icons_pictures_and_sources_stand_in_lines(self) -> None:
        card = self.show(
            {
                "type": "RichTextBlock",
                "inlines": [
                    {"type": "TextRun", "text": "Seen "},
                    {"type": "IconRun", "name": "Star", "color": "Good"},
                    {"type": "IconRun", "name": "Send", "selectAction": {"type": "Action.Submit", "title": "Send it"}},
                    {"type": "ImageRun", "url": "/favicon.svg"},
                    {"type": "CitationRun", "text": "1", "referenceIndex": 0},
                ],
            },
            references=[{"type": "DocumentReference", "title": "Log of the harbour"}],
        )
        expect(card.locator(".ac-rich .ac-icon path")).to_have_count(2)
        card.get_by_role("button", name="Send it").press("Enter")
        self.page.wait_for_function("() => window.pressed.length === 1")
        expect(card.get_by_title("Log of the harbour")).to_have_text("1")

    def test_no_value_is_an_error(self) -> None:
        for kind, names in TYPES.items():
            with self.subTest(type=kind):
                self.show(*[{"type": kind, name: value} for name in names for value in ODD])
                wrong = self.page.get_by_text("could not be drawn")
                self.assertEqual(wrong.all_inner_texts(), [])
