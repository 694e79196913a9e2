"""The rules of the renderer, as tables: what replaces what, what shows, where it stands, and how texts read."""

from playwright.sync_api import expect

from cardstage import CardTests

PNG = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ"
    "AAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def text(words: str, **more) -> dict:
    return {"type": "TextBlock", "text": words, "wrap": True, **more}


def box(*items, **more) -> dict:
    return {"type": "Container", "items": list(items), **more}


UNKNOWN = {"type": "Graph"}
PLACEHOLDER = "Graph is not shown here: no such element is known here."

# A body, and the texts that are to be read, in order.
REPLACED = [
    ("a fallback in place of what is unknown", [{**UNKNOWN, "fallback": text("instead")}], ["instead"]),
    ("drop", [{**UNKNOWN, "fallback": "drop"}, text("after")], ["after"]),
    ("drop in other letters", [{**UNKNOWN, "fallback": "Drop"}, text("after")], ["after"]),
    ("no fallback: a placeholder", [UNKNOWN, text("after")], [PLACEHOLDER, "after"]),
    (
        "fallbacks in fallbacks",
        [{**UNKNOWN, "fallback": {**UNKNOWN, "fallback": {**UNKNOWN, "fallback": text("third")}}}],
        ["third"],
    ),
    (
        "the fallback of an ancestor, at any depth",
        [box(text("gone"), box(box(UNKNOWN)), fallback=text("whole"))],
        ["whole"],
    ),
    (
        "the nearest ancestor's",
        [box(text("kept"), box(UNKNOWN, fallback=text("near")), fallback=text("far"))],
        ["kept", "near"],
    ),
    (
        "a fallback that fails falls to the ancestor of its element",
        [box({**UNKNOWN, "fallback": UNKNOWN}, fallback=text("outer"))],
        ["outer"],
    ),
    ("an ancestor that drops", [box(UNKNOWN, fallback="drop"), text("after")], ["after"]),
    (
        "an unknown action in a container with a fallback",
        [box({"type": "ActionSet", "actions": [{"type": "Action.Http"}]}, fallback=text("no buttons"))],
        ["no buttons"],
    ),
    (
        "what an action shows and cannot be drawn",
        [
            {
                "type": "ActionSet",
                "actions": [
                    {
                        "type": "Action.ShowCard",
                        "title": "gone",
                        "card": {"body": [UNKNOWN]},
                        "fallback": {"type": "Action.Submit", "title": "instead"},
                    }
                ],
            }
        ],
        ["instead"],
    ),
    ("what is required and there", [text("here", requires={"adaptiveCards": "1.5"})], ["here"]),
    (
        "what is required and newer",
        [text("here", requires={"adaptiveCards": "9.0"}, fallback=text("older"))],
        ["older"],
    ),
    ("what is required and unknown", [text("here", requires={"x": "*"}, fallback=text("without"))], ["without"]),
    ("any version", [text("here", requires={"adaptiveCards": "*"})], ["here"]),
    (
        "a column's fallback is a column",
        [
            {
                "type": "ColumnSet",
                "columns": [
                    {"type": "Post", "fallback": {"type": "Column", "items": [text("column")]}},
                    {"items": [text("implied")]},
                ],
            }
        ],
        ["column", "implied"],
    ),
    (
        "cells and rows without a type",
        [{"type": "Table", "columns": [{}], "rows": [{"cells": [{"items": [text("cell")]}]}]}],
        ["cell"],
    ),
    (
        "a row outside of a table",
        [{"type": "TableRow", "cells": []}, text("after")],
        ["TableRow is not shown here: no such element is known here.", "after"],
    ),
    (
        "an element without a type",
        [{"text": "?"}, text("after")],
        ["Element is not shown here: it has no type.", "after"],
    ),
]

# Markdown, and what is drawn: the tags of elements with what is in them.
MARKDOWN = [
    ("plain", "plain"),
    ("**bold** and _italic_", "<strong>bold</strong> and <em>italic</em>"),
    ("***both***", "<strong><em>both</em></strong>"),
    ("*a **b** c*", "<em>a <strong>b</strong> c</em>"),
    ("snake_case_name, 2 * 3 * 4", "snake_case_name, 2 * 3 * 4"),
    ("**open and _more", "**open and _more"),
    ("\\*not\\*", "*not*"),
    ("[Teams](https://example.org/a_(b))", "<a>Teams</a>"),
    ("[**b**](https://example.org 'title')", "<a><strong>b</strong></a>"),
    ("[call](tel:+49301)", "<a>call</a>"),
    ("[x](javascript:alert(1))", "x"),
    ("[x](//example.org)", "x"),
    ("[x](data:text/html,1)", "x"),
    ("[a [b](https://b.test) c](https://c.test)", "a <a>b</a> c"),
    ("one\n\ntwo", "<p>one</p><p>two</p>"),
    ("one\ntwo", "one two"),
    ("- a\r- b", "<ul><li>a</li><li>b</li></ul>"),
    ("- a\n  - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
    ("3. a\n4. b", "<ol start=3><li>a</li><li>b</li></ol>"),
    ("text\n\n1. a", "<p>text</p><ol><li>a</li></ol>"),
    ("# no heading", "# no heading"),
    ("`no code`", "`no code`"),
    ("<b>no</b> <script>canary('x')</script>", "<b>no</b> <script>canary('x')</script>"),
    ("{{DATE(2017-02-14T23:08:00Z)}}", "15.2.2017"),
    ("{{DATE(2017-02-14T06:08:00Z, SHORT)}}", "Di., 14. Feb. 2017"),
    ("{{DATE(2017-02-14T06:08:00+02:00,LONG)}}", "Dienstag, 14. Februar 2017"),
    ("at {{TIME(2017-02-14T06:08:00Z)}}", "at 07:08"),
    ("{{DATE(2017-02-30T06:08:00Z)}}", "{{DATE(2017-02-30T06:08:00Z)}}"),
    ("{{DATE(2017-02-14)}}", "{{DATE(2017-02-14)}}"),
    ("{{TIME(2017-02-14T06:08:00Z, SHORT)}}", "{{TIME(2017-02-14T06:08:00Z, SHORT)}}"),
    ("Hi <at>Ada</at>!", "Hi <span>Ada L.</span>!"),
    ("Hi <at>Nobody</at>!", "Hi <span>Nobody</span>!"),
]
AS_TAGS = """(root) => {
    const said = (node) => node.nodeType === 3 ? node.data : `<${node.localName}${
        node.getAttribute('start') ? ` start=${node.getAttribute('start')}` : ''}>${
        [...node.childNodes].map(said).join('')}</${node.localName}>`;
    return [...root.querySelector('.ac-text-lines, .ac-placeholder').childNodes].map(said).join('');
}"""

# Which target widths show in a card of so many pixels.
WIDTHS = [
    (120, {"veryNarrow", "atMost:narrow", "atMost:standard"}),
    (300, {"Narrow", "atMost:narrow", "atMost:standard"}),
    (500, {"standard", "atLeast:standard", "atMost:standard"}),
    (900, {"WIDE", "atLeast:standard"}),
]


class RuleTests(CardTests):
    def read(self, place) -> list[str]:
        return place.evaluate(
            """(stage) => [...stage.querySelectorAll('.ac-text, .ac-placeholder, button')]
                .filter((each) => each.getClientRects().length).map((each) => each.textContent)"""
        )

    def test_what_cannot_be_drawn_is_replaced(self) -> None:
        page = self.stage()
        for what, body, wanted in REPLACED:
            with self.subTest(what):
                self.assertEqual(self.read(self.show(page, body)), wanted)

    def test_texts_read_as_teams_reads_them(self) -> None:
        page = self.stage()
        mention = {"type": "mention", "text": "<at>Ada</at>", "mentioned": {"id": "29:1", "name": "Ada L."}}
        for markdown, wanted in MARKDOWN:
            with self.subTest(markdown):
                card = {"type": "AdaptiveCard", "body": [text(markdown)], "msteams": {"entities": [mention]}}
                place = self.show(page, card, locale="de-DE", timeZone="Europe/Berlin")
                self.assertEqual(place.evaluate(AS_TAGS), wanted)

    def test_markdown_takes_time_that_grows_with_the_text_alone(self) -> None:
        page = self.stage()
        slow = page.evaluate(
            """async () => {
                const { parseCardMarkdown } = await import('/cards/cardmarkdown.js');
                const timed = (text) => {
                    const before = performance.now();
                    parseCardMarkdown(text);
                    return performance.now() - before;
                };
                const pieces = ['*a _b ', '[', '[a](', '**', '_*', '<at>', '{{DATE(', '- a\\n', '](', '[x](y) ', 'a*'];
                const shapes = pieces.map((each) => [each, (n) => each.repeat(n)]);
                const level = (_, index) => `${' '.repeat(index % 40)}- a`;
                shapes.push(['levels', (n) => Array.from({ length: n }, level).join('\\n')]);
                return shapes.flatMap(([name, make]) => {
                    timed(make(2_000));
                    const once = Math.min(timed(make(5_000)), timed(make(5_000)));
                    const more = Math.min(timed(make(40_000)), timed(make(40_000)));
                    return more > 40 * Math.max(once, 2) ? [`${name}: ${once} ms, then ${more} ms`] : [];
                });
            }"""
        )
        self.assertEqual(slow, [])

    def test_the_first_that_shows_has_no_line_before_it(self) -> None:
        page = self.stage()
        line = {"separator": True, "spacing": "large"}
        body = [
            text("hidden", id="first", isVisible=False, **line),
            text("second", id="second", **line),
            text("third", **line),
            {"type": "ActionSet", "actions": [toggle("swap", "first", "second")]},
        ]
        self.show(page, body)
        before = "(at) => getComputedStyle(at, '::before').content !== 'none'"

        def lines() -> list[bool]:
            return [page.locator(f'[data-pointer="/body/{index}"]').evaluate(before) for index in range(3)]

        self.assertEqual(lines()[1:], [False, True])
        third = page.locator('[data-pointer="/body/2"]')
        self.assertEqual(third.evaluate("(at) => getComputedStyle(at).marginTop"), "20px")
        page.get_by_role("button", name="swap").click()
        self.assertEqual(lines()[0], False)
        expect(page.get_by_text("second", exact=True)).to_be_hidden()
        self.assertEqual(lines()[2], True)

    def test_toggles_reach_into_shown_cards_and_set_or_swap(self) -> None:
        page = self.stage()
        card = {
            "type": "AdaptiveCard",
            "body": [text("deep", id="same")],
        }
        body = [
            text("shallow", id="same"),
            {
                "type": "ActionSet",
                "actions": [
                    {"type": "Action.ShowCard", "title": "More", "card": card},
                    toggle("swap", "same"),
                    toggle("show", {"elementId": "same", "isVisible": True}),
                    toggle("hide", {"elementId": "same", "isVisible": False}),
                    toggle("nobody", "missing", None, 5),
                ],
            },
        ]
        self.show(page, body)
        page.get_by_role("button", name="More").click()
        shallow, deep = page.get_by_text("shallow"), page.get_by_text("deep")
        for press, shown in [("swap", False), ("swap", True), ("show", True), ("hide", False), ("hide", False)]:
            page.get_by_role("button", name=press, exact=True).click()
            (expect(shallow).to_be_visible if shown else expect(shallow).to_be_hidden)()
            (expect(deep).to_be_visible if shown else expect(deep).to_be_hidden)()
        page.get_by_role("button", name="nobody").click()

    def test_one_card_shows_at_a_time_and_says_so(self) -> None:
        page = self.stage()
        cards = [
            {"type": "Action.ShowCard", "title": name, "card": {"type": "AdaptiveCard", "body": [text(f"in {name}")]}}
            for name in ("One", "Two")
        ]
        self.show(page, {"type": "AdaptiveCard", "version": "1.5", "actions": cards})
        one, two = page.get_by_role("button", name="One"), page.get_by_role("button", name="Two")
        expect(one).to_have_attribute("aria-expanded", "false")
        one.press("Enter")
        expect(page.get_by_role("group", name="One")).to_contain_text("in One")
        two.press("Space")
        expect(page.get_by_role("group", name="Two")).to_contain_text("in Two")
        expect(page.get_by_role("group", name="One")).to_have_count(0)
        expect(one).to_have_attribute("aria-expanded", "false")
        two.click()
        expect(two).to_have_attribute("aria-expanded", "false")

    def test_target_widths_show_what_is_meant_for_the_width(self) -> None:
        page = self.stage()
        names = sorted(set().union(*(shown for _, shown in WIDTHS)) | {"nonsense"})
        for width, shown in WIDTHS:
            with self.subTest(width):
                place = self.show(page, [text(name, targetWidth=name) for name in names], width=width)
                self.assertEqual(set(self.read(place)), shown | {"nonsense"})

    def test_the_width_is_measured_and_layouts_follow_it(self) -> None:
        page = self.stage()
        flow = {"type": "Layout.Flow", "targetWidth": "atLeast:standard", "itemWidth": "80px", "columnSpacing": "small"}
        grid = {
            "type": "Layout.AreaGrid",
            "targetWidth": "narrow",
            "columns": [60],
            "areas": [{"name": "b"}, {"name": "a", "column": 2}],
        }
        items = [text("A", **{"grid.area": "a"}), text("B", **{"grid.area": "b"})]
        self.show(page, [box(*items, layouts=[flow, grid])])
        place = page.locator("#stage")
        place.evaluate("(at) => { at.style.width = '500px'; }")
        a, b = page.get_by_text("A", exact=True), page.get_by_text("B", exact=True)
        container = page.locator('[data-pointer="/body/0"]')
        expect(container).to_have_css("display", "flex")
        self.assertEqual(a.bounding_box()["y"], b.bounding_box()["y"])
        self.assertEqual(b.bounding_box()["x"] - a.bounding_box()["x"], 88)
        place.evaluate("(at) => { at.style.width = '320px'; }")
        expect(container).to_have_css("display", "grid")
        self.assertEqual(a.bounding_box()["y"], b.bounding_box()["y"])
        self.assertGreater(a.bounding_box()["x"], b.bounding_box()["x"])
        place.evaluate("(at) => { at.style.width = '140px'; }")
        expect(container).to_have_css("display", "flex")
        self.assertGreater(b.bounding_box()["y"], a.bounding_box()["y"])

    def test_columns_and_tables_share_the_width_as_they_say(self) -> None:
        page = self.stage()
        columns = [
            {"width": "50px", "items": [text("fixed")], "spacing": "none"},
            {"width": 1, "items": [text("one")], "spacing": "none"},
            {"width": "2", "items": [text("two")], "spacing": "none"},
        ]
        table = {
            "type": "Table",
            "columns": [{"width": "50px"}, {"width": 1}, {"width": 2}],
            "rows": [{"cells": [{"items": [text(name)]} for name in ("f", "o", "t")]}] * 2,
        }
        self.show(page, [{"type": "ColumnSet", "columns": columns}, table], width=382)
        widths = [page.locator(f'[data-pointer="/body/0/columns/{at}"]').bounding_box()["width"] for at in range(3)]
        self.assertEqual(widths, [50, 100, 200])
        expect(page.get_by_role("table")).to_have_count(1)
        expect(page.get_by_role("row")).to_have_count(2)
        expect(page.get_by_role("columnheader")).to_have_count(3)
        expect(page.get_by_role("cell")).to_have_count(3)

    def test_right_to_left(self) -> None:
        page = self.stage()
        body = [text("right"), box(text("left"), rtl=False), text("end", horizontalAlignment="right")]
        self.show(page, {"type": "AdaptiveCard", "rtl": True, "lang": "ar", "body": body})
        card = page.locator(".ac-card")
        expect(card).to_have_attribute("dir", "rtl")
        expect(card).to_have_attribute("lang", "ar")
        expect(page.get_by_text("right", exact=True)).to_have_css("direction", "rtl")
        expect(page.get_by_text("left", exact=True)).to_have_css("direction", "ltr")
        expect(page.get_by_text("end", exact=True)).to_have_css("text-align", "end")

    def test_what_is_cut_is_not_lost_to_screen_readers(self) -> None:
        page = self.stage()
        long = " ".join(f"word{number}" for number in range(200))
        self.show(page, [text(long, maxLines=2), text("title", style="heading")])
        element = page.get_by_text("word0")
        self.assertLess(element.bounding_box()["height"], 50)
        self.assertIn("word199", page.locator("#stage").aria_snapshot())
        expect(page.get_by_role("heading", level=2)).to_have_text("title")

    def test_versions_that_are_not_known_give_their_fallback_text(self) -> None:
        page = self.stage()
        for version, wanted in [("1.6", "body"), ("1.7", "other"), ("2.0", "other"), ("x", "body"), (None, "body")]:
            with self.subTest(version):
                card = {"type": "AdaptiveCard", "version": version, "fallbackText": "other", "body": [text("body")]}
                expect(self.show(page, card)).to_have_text(wanted)
        place = self.show(page, {"type": "AdaptiveCard", "version": "3.0", "body": [text("body")]})
        expect(place).to_contain_text("of version 3.0")

    def test_pictures_come_from_this_machine_alone_unless_asked_for(self) -> None:
        page = self.stage()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        far = "https://pictures.test/a.png"
        images = [
            (far, False),
            (PNG, True),
            ("data:image/png;base64,%%%", False),
            ("data:text/html,<script>canary('x')</script>", False),
            ("javascript:canary('x')", False),
            ("//pictures.test/a.png", False),
            ("data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>", True),
            (5, False),
        ]
        body = [{"type": "Image", "url": url, "altText": f"picture {at}"} for at, (url, _) in enumerate(images)]
        body.append(box(text("on a picture"), backgroundImage=far))
        self.show(page, body)
        for at, (url, shown) in enumerate(images):
            with self.subTest(url):
                picture = page.get_by_role("img", name=f"picture {at}")
                expect(picture).to_have_count(1)
                self.assertEqual(picture.evaluate("(at) => at.localName === 'img'"), shown)
        self.assertEqual([each for each in asked if not each.startswith("data:")], [])
        self.show(page, body, images="all")
        expect(page.locator("img[alt='picture 0']")).to_have_js_property("complete", True)
        self.assertIn(far, asked)
        self.tabs[0].strangers.clear()

    def test_every_place_can_be_shown(self) -> None:
        page = self.stage()
        card = {"type": "AdaptiveCard", "body": [text("deep")]}
        self.show(
            page,
            {
                "type": "AdaptiveCard",
                "body": [box(text("inner")), text("gone", isVisible=False)],
                "actions": [{"type": "Action.ShowCard", "title": "More", "card": card}],
            },
        )
        for pointer, wanted in [
            ("/body/0/items/0/text", "/body/0/items/0"),
            ("/body/0/items/7", "/body/0"),
            ("/body/1", ""),
            ("/actions/0/card/body/0", "/actions/0/card/body/0"),
            ("/actions/0", "/actions/0"),
            ("/nothing", ""),
            ("", ""),
        ]:
            with self.subTest(pointer):
                found = page.evaluate(
                    """async (pointer) => {
                        const { showPlace } = await import('/cards/places.js');
                        const place = showPlace(document.querySelector('.ac-card'), pointer);
                        return [place.dataset.pointer, place === document.activeElement];
                    }""",
                    pointer,
                )
                self.assertEqual(found, [wanted, True])


def toggle(title: str, *targets) -> dict:
    return {"type": "Action.ToggleVisibility", "title": title, "targetElements": list(targets)}
