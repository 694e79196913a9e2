"""Pressing the actions of cards: what is sent, what is checked before, and what the card shows while and after."""

from playwright.sync_api import expect

from cardstage import CardTests


def submit(title: str = "Send", **more) -> dict:
    return {"type": "Action.Submit", "title": title, **more}


def card(body: list, *actions, **more) -> dict:
    return {"type": "AdaptiveCard", "version": "1.5", "body": body, "actions": list(actions), **more}


def input_(kind: str, name: str, **more) -> dict:
    return {"type": f"Input.{kind}", "id": name, "label": f"The {name}", **more}


CHOICES = [{"title": name.title(), "value": name} for name in ("red", "green", "blue")]

# One input as it stands, and the value that it sends.
VALUES = [
    (input_("Text", "x"), ""),
    (input_("Text", "x", value=" as typed "), " as typed "),
    (input_("Text", "x", value="a\nb", isMultiline=True), "a\nb"),
    (input_("Number", "x", value=1.50), "1.5"),
    (input_("Number", "x", value="abc"), ""),
    (input_("Date", "x", value="2026-02-14"), "2026-02-14"),
    (input_("Date", "x", value="2026-02-31"), ""),
    (input_("Time", "x", value="07:30"), "07:30"),
    (input_("Toggle", "x", title="t"), "false"),
    (input_("Toggle", "x", title="t", value="true"), "true"),
    (input_("Toggle", "x", title="t", valueOn="yes", valueOff="no", value="yes"), "yes"),
    (input_("Toggle", "x", title="t", valueOn="yes", valueOff="no"), "no"),
    (input_("ChoiceSet", "x", choices=CHOICES), ""),
    (input_("ChoiceSet", "x", choices=CHOICES, value="green"), "green"),
    (input_("ChoiceSet", "x", choices=CHOICES, value="nobody"), ""),
    (input_("ChoiceSet", "x", choices=CHOICES, value="red,blue", isMultiSelect=True), "red,blue"),
    (input_("ChoiceSet", "x", choices=CHOICES, value="blue", style="expanded"), "blue"),
    (input_("ChoiceSet", "x", choices=CHOICES, value="blue", style="filtered"), "blue"),
    (input_("Rating", "x", value=3), "3"),
    (input_("Text", "x", value="unseen", isVisible=False), "unseen"),
    ({"type": "Container", "isVisible": False, "items": [input_("Text", "x", value="deep")]}, "deep"),
]

# An input, what is wrong with it, and a value that is right.
WRONG = [
    (input_("Text", "x", isRequired=True), "This is required.", "a"),
    (input_("Text", "x", isRequired=True, errorMessage="Who?"), "Who?", "a"),
    (input_("Text", "x", regex="^[a-z]+$", value="1", errorMessage="Letters."), "Letters.", "abc"),
    (input_("Text", "x", maxLength=2, value="abc"), "This must have at most 2 characters.", "ab"),
    (input_("Number", "x", min=2, value=1), "This must be 2 or more.", "2"),
    (input_("Number", "x", max=2, value=3, errorMessage="Two."), "Two.", "-1.5"),
    (input_("Date", "x", min="2026-01-02", value="2026-01-01"), "This must be 2026-01-02 or more.", "2026-01-02"),
    (input_("Time", "x", max="09:00", value="09:01"), "This must be 09:00 or less.", "08:59"),
]


class ActionTests(CardTests):
    def sent(self, page) -> list[dict]:
        return page.evaluate("() => presses.map(({ pointer, inputs }) => ({ pointer, inputs }))")

    def press(self, page, name: str = "Send") -> None:
        page.get_by_role("button", name=name, exact=True).click()

    def test_each_input_sends_a_text(self) -> None:
        page = self.stage()
        for element, value in VALUES:
            with self.subTest(element):
                self.show(page, card([element], submit()))
                self.press(page)
                page.wait_for_function("() => presses.length === 1")
                self.assertEqual(self.sent(page), [{"pointer": "/actions/0", "inputs": {"x": value}}])

    def test_what_is_chosen_and_typed_is_sent(self) -> None:
        page = self.stage()
        body = [
            input_("Text", "name"),
            input_("Toggle", "sure", title="Sure"),
            input_("ChoiceSet", "one", choices=CHOICES),
            input_("ChoiceSet", "many", choices=CHOICES, isMultiSelect=True),
            input_("ChoiceSet", "found", choices=CHOICES, style="filtered"),
            input_("Rating", "stars"),
        ]
        self.show(page, card(body, submit()))
        page.get_by_label("The name").fill("Ada")
        page.get_by_role("checkbox", name="Sure").check()
        page.get_by_role("combobox", name="The one").select_option("blue")
        many = page.get_by_role("group", name="The many")
        many.get_by_label("Blue").check()
        many.get_by_label("Red").check()
        found = page.get_by_role("combobox", name="The found")
        found.press_sequentially("gre")
        expect(page.get_by_role("listbox").get_by_role("option")).to_have_text(["Green"])
        found.press("ArrowDown")
        found.press("Enter")
        expect(found).to_have_value("Green")
        page.get_by_role("radio", name="4 stars").check()
        self.press(page)
        page.wait_for_function("() => presses.length === 1")
        self.assertEqual(
            self.sent(page)[0]["inputs"],
            {"name": "Ada", "sure": "true", "one": "blue", "many": "red,blue", "found": "green", "stars": "4"},
        )

    def test_an_action_sends_the_inputs_of_its_card_and_of_those_around_it(self) -> None:
        page = self.stage()
        inner = card([input_("Text", "inner", value="2")], submit("Inner"))
        other = card([input_("Text", "other", value="3")], submit("Other"))
        shows = [
            {"type": "Action.ShowCard", "title": name, "card": each} for name, each in (("A", inner), ("B", other))
        ]
        self.show(
            page,
            card(
                [input_("Text", "outer", value="1")], *shows, submit("Outer"), submit("None", associatedInputs="none")
            ),
        )
        for opener, name, pointer, inputs in [
            ("A", "Inner", "/actions/0/card/actions/0", {"outer": "1", "inner": "2"}),
            ("B", "Other", "/actions/1/card/actions/0", {"outer": "1", "other": "3"}),
            (None, "Outer", "/actions/2", {"outer": "1"}),
            (None, "None", "/actions/3", {}),
        ]:
            with self.subTest(name):
                page.evaluate("() => { presses.length = 0; }")
                if opener:
                    self.press(page, opener)
                self.press(page, name)
                page.wait_for_function("() => presses.length === 1")
                self.assertEqual(self.sent(page), [{"pointer": pointer, "inputs": inputs}])

    def test_inputs_go_over_the_data(self) -> None:
        page = self.stage()
        name = [input_("Text", "name", value="typed")]
        for data, body, wanted in [
            ({"name": "data", "kept": 1}, name, {"name": "typed", "kept": 1}),
            (None, name, {"name": "typed"}),
            ("a text", [], {}),
            ([1], name, {"name": "typed"}),
            ({"a": {"b": [1]}}, [], {"a": {"b": [1]}}),
        ]:
            with self.subTest(data):
                self.show(page, card(body, submit(data=data)))
                self.press(page)
                page.wait_for_function("() => presses.length === 1")
                self.assertEqual(page.evaluate("() => presses[0].data"), wanted)

    def test_a_text_as_data_and_inputs_send_nothing(self) -> None:
        page = self.stage()
        self.show(page, card([input_("Text", "name", value="typed")], submit(data="a text")))
        self.press(page)
        expect(page.get_by_role("alert")).to_contain_text("Nothing was sent")
        self.assertEqual(self.sent(page), [])

    def test_what_is_wrong_is_said_and_nothing_is_sent(self) -> None:
        page = self.stage()
        for element, said, right in WRONG:
            with self.subTest(element):
                self.show(page, card([input_("Text", "before"), element], submit()))
                self.press(page)
                field = page.get_by_label("The x")
                expect(field).to_be_focused()
                expect(field).to_have_accessible_description(said)
                expect(field).to_have_attribute("aria-invalid", "true")
                self.assertEqual(self.sent(page), [])
                field.fill(right)
                expect(field).not_to_have_attribute("aria-invalid", "true")
                self.press(page)
                page.wait_for_function("() => presses.length === 1")

    def test_the_first_of_several_that_are_wrong_has_the_focus(self) -> None:
        page = self.stage()
        body = [input_("Text", "a", value="ok"), input_("Toggle", "b", title="B", isRequired=True)]
        body.append(input_("ChoiceSet", "c", choices=CHOICES, isRequired=True, style="expanded", errorMessage="One!"))
        self.show(page, card(body, submit(), submit("Cancel", associatedInputs="none")))
        self.press(page)
        expect(page.get_by_role("checkbox")).to_be_focused()
        expect(page.get_by_role("radiogroup")).to_have_accessible_description("One!")
        self.press(page, "Cancel")
        page.wait_for_function("() => presses.length === 1")

    def test_a_pattern_that_never_ends_stops_nothing(self) -> None:
        page = self.stage()
        for pattern in ("^(a+)+$", "(a|a)*$", "a*a*a*a*a*a*a*a*a*a*b", "(?=(a+))+\\1+$x"):
            with self.subTest(pattern):
                self.show(page, card([input_("Text", "x", regex=pattern, value="a" * 5_000 + "!")], submit()))
                self.press(page)
                expect(page.get_by_label("The x")).to_have_attribute("aria-invalid", "true")
                self.assertEqual(self.sent(page), [])
                self.assertLess(
                    page.evaluate("() => { const t = performance.now(); return performance.now() - t; }"), 500
                )
        self.show(page, card([input_("Text", "x", regex="^(ab)+$", value="abab")], submit()))
        self.press(page)
        page.wait_for_function("() => presses.length === 1")

    def test_reset_gives_back_what_was_there_at_the_start(self) -> None:
        page = self.stage()
        reset = {"type": "Action.ResetInputs", "title": "Reset"}
        body = [
            input_("Text", "a", value="start"),
            input_("Text", "b", isRequired=True),
            input_("ChoiceSet", "c", choices=CHOICES, value="red,green", isMultiSelect=True),
            input_("Toggle", "d", title="D", value="true"),
        ]
        self.show(page, card(body, submit(), {**reset, "targetInputIds": ["a"], "title": "Reset a"}, reset))
        self.press(page)
        expect(page.get_by_label("The b")).to_have_attribute("aria-invalid", "true")
        for name in ("a", "b"):
            page.get_by_label(f"The {name}").fill("changed")
        page.get_by_label("Blue").check()
        page.get_by_role("checkbox", name="The d D").uncheck()
        self.press(page, "Reset a")
        expect(page.get_by_label("The a")).to_have_value("start")
        expect(page.get_by_label("The b")).to_have_value("changed")
        self.press(page, "Reset")
        expect(page.get_by_label("The b")).to_have_value("")
        expect(page.get_by_label("The b")).not_to_have_attribute("aria-invalid", "true")
        expect(page.get_by_label("Blue")).not_to_be_checked()
        expect(page.get_by_label("Green")).to_be_checked()
        expect(page.get_by_role("checkbox", name="The d D")).to_be_checked()

    def test_while_the_bot_is_asked_nothing_else_is_pressed(self) -> None:
        page = self.stage()
        execute = {"type": "Action.Execute", "title": "Approve", "verb": "approve"}
        self.show(page, card([], execute, submit("Other")))
        page.evaluate("() => { answer = () => new Promise((resolve) => { window.end = resolve; }); }")
        button, other = page.get_by_role("button", name="Approve"), page.get_by_role("button", name="Other")
        button.press("Enter")
        expect(button).to_have_attribute("aria-busy", "true")
        expect(other).to_have_attribute("aria-disabled", "true")
        other.dispatch_event("click")
        button.press("Enter")
        self.assertEqual(len(self.sent(page)), 1)
        page.evaluate("() => end({ error: 'The bot said no.' })")
        expect(page.get_by_role("alert")).to_have_text("The bot said no.")
        expect(button).not_to_have_attribute("aria-busy", "true")
        expect(button).to_be_focused()
        page.evaluate("() => { answer = async () => { throw new Error('no connection'); }; }")
        button.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("no connection")
        page.evaluate("() => { answer = async () => ({}); }")
        button.press("Enter")
        expect(page.get_by_role("alert")).to_have_count(0)
        page.wait_for_function("() => presses.length === 3")

    def test_what_is_disabled_cannot_be_pressed(self) -> None:
        page = self.stage()
        body = [
            input_("Text", "x", isRequired=True),
            {"type": "Container", "items": [], "selectAction": submit("Row", isEnabled=False)},
        ]
        self.show(page, card(body, submit("Off", isEnabled=False), submit("Later", conditionallyEnabled=True)))
        for name in ("Off", "Row"):
            expect(page.get_by_role("button", name=name)).to_be_disabled()
        later = page.get_by_role("button", name="Later")
        expect(later).to_have_attribute("aria-disabled", "true")
        page.get_by_label("The x").fill("there")
        expect(later).not_to_have_attribute("aria-disabled", "true")
        self.show(page, card(body, submit()), disabled=True)
        expect(page.get_by_role("button", name="Send")).to_be_disabled()
        expect(page.get_by_label("The x")).to_be_disabled()

    def test_more_than_six_actions_go_to_a_menu(self) -> None:
        page = self.stage()
        actions = [submit(f"Action {number}") for number in range(8)]
        actions[1]["mode"] = "secondary"
        self.show(page, card([], *actions))
        expect(page.get_by_role("button")).to_have_count(7)
        more = page.get_by_role("button", name="More…")
        more.press("Enter")
        expect(more).to_have_attribute("aria-expanded", "true")
        expect(page.get_by_role("button", name="Action 1", exact=True)).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(page.get_by_role("button", name="Action 7", exact=True)).to_be_focused()
        page.keyboard.press("Escape")
        expect(more).to_be_focused()
        expect(more).to_have_attribute("aria-expanded", "false")
        more.press("Enter")
        page.keyboard.press("Enter")
        page.wait_for_function("() => presses.length === 1")
        self.assertEqual(self.sent(page)[0]["pointer"], "/actions/1")

    def test_elements_are_pressed_by_mouse_and_keyboard(self) -> None:
        page = self.stage()
        words = {"type": "TextBlock", "text": "words"}
        runs = [{"type": "TextRun", "text": "run", "selectAction": submit("Run")}]
        body = [
            {"type": "Container", "items": [words], "selectAction": submit("Row")},
            {"type": "Image", "url": "x", "altText": "A cat", "selectAction": submit("")},
            {"type": "RichTextBlock", "inlines": runs},
            input_("Text", "x", inlineAction=submit("Go")),
        ]
        self.show(page, card(body, selectAction={"type": "Action.OpenUrl", "url": "https://example.org/"}))
        box = page.get_by_text("words").bounding_box()
        page.mouse.click(box["x"] + 5, box["y"] + 5)
        page.get_by_role("button", name="Row").press("Enter")
        page.get_by_role("button", name="A cat").press("Space")
        page.get_by_role("button", name="run").press("Enter")
        page.get_by_label("The x").fill("now")
        page.get_by_label("The x").press("Enter")
        page.wait_for_function("() => presses.length === 5")
        self.assertEqual(
            [each["pointer"] for each in self.sent(page)],
            ["/body/0/selectAction"] * 2
            + ["/body/1/selectAction", "/body/2/inlines/0/selectAction", "/body/3/inlineAction"],
        )

    def test_only_addresses_that_run_nothing_are_opened(self) -> None:
        page = self.stage()
        for url, opened in [
            ("https://example.org/a?b#c", True),
            ("http://example.org/", True),
            ("mailto:ada@example.org", True),
            ("tel:+49301", True),
            ("javascript:canary('x')", False),
            (" JavaScript:canary('x')", False),
            ("java\nscript:canary('x')", False),
            ("data:text/html,<script>canary('x')</script>", False),
            ("vbscript:x", False),
            ("//example.org", False),
            ("/_local/reset", False),
            ("https:example.org", False),
            ("blob:https://example.org/x", False),
            ("file:///etc/passwd", False),
            ("", False),
            (None, False),
            ({"a": 1}, False),
        ]:
            with self.subTest(url):
                self.show(page, card([], {"type": "Action.OpenUrl", "title": "Open", "url": url}))
                self.press(page, "Open")
                self.assertEqual(page.evaluate("() => opened"), [url] if opened else [])
                if not opened:
                    expect(page.get_by_role("alert")).to_contain_text("This address is not opened")

    def test_choices_that_others_have_are_searched(self) -> None:
        page = self.stage()
        query = {"type": "Data.Query", "dataset": "ports"}
        element = input_("ChoiceSet", "x", **{"choices.data": query}, isMultiSelect=True)
        page.evaluate(
            """([card]) => show(card, { search: async ({ query, input }) => {
                window.asked = [...(window.asked ?? []), [query, input.id]];
                if (query === 'fail') throw new Error('no such dataset');
                return [{ title: `${query} one`, value: '1' }, { title: `${query} two`, value: '2' }];
            } })""",
            [card([element], submit())],
        )
        field = page.get_by_role("combobox", name="The x")
        for typed in ("kiel", "ulm"):
            field.fill(typed)
            page.get_by_role("option", name=f"{typed} {'one' if typed == 'kiel' else 'two'}").click()
        expect(page.get_by_role("button", name="Remove kiel one")).to_be_visible()
        field.fill("fail")
        expect(page.get_by_role("status")).to_contain_text("no such dataset")
        self.press(page)
        page.wait_for_function("() => presses.length === 1")
        self.assertEqual(self.sent(page)[0]["inputs"], {"x": "1,2"})
        self.assertIn(["kiel", "x"], page.evaluate("() => asked"))

    def test_what_no_chat_does_says_so_and_popovers_open(self) -> None:
        page = self.stage()
        content = {"type": "TextBlock", "text": "beside"}
        popover = {"type": "Action.Popover", "title": "Info", "content": content}
        insert = {"type": "Action.InsertImage", "title": "Insert", "url": "https://example.org/a.png"}
        dialog = {"type": "Action.OpenUrlDialog", "title": "Dialog", "url": "https://example.org/"}
        menu = submit("Main", menuActions=[submit("Small")])
        self.show(page, card([input_("Text", "x", value="1")], popover, insert, dialog, menu))
        info = page.get_by_role("button", name="Info")
        info.press("Enter")
        expect(info).to_have_attribute("aria-expanded", "true")
        expect(page.get_by_role("group", name="Info")).to_have_text("beside")
        info.press("Enter")
        expect(page.get_by_text("beside")).to_have_count(0)
        self.press(page, "Insert")
        expect(page.get_by_role("alert")).to_contain_text("does nothing in a chat")
        self.press(page, "Dialog")
        page.wait_for_function("() => presses.length === 1")
        self.press(page, "More of Main…")
        self.press(page, "Small")
        page.wait_for_function("() => presses.length === 2")
        self.assertEqual(
            self.sent(page),
            [
                {"pointer": "/actions/2", "inputs": {}},
                {"pointer": "/actions/3/menuActions/0", "inputs": {"x": "1"}},
            ],
        )

    def test_high_contrast_gives_buttons_a_border_and_nothing_moves_when_asked(self) -> None:
        page = self.stage(forced_colors="active", reduced_motion="reduce")
        self.show(page, card([], submit(style="positive"), submit("Delete", style="destructive")))
        page.evaluate("() => { answer = () => new Promise(() => {}); }")
        button = page.get_by_role("button", name="Send")
        expect(button).to_have_css("border-top-style", "solid")
        button.press("Enter")
        expect(button).to_have_attribute("aria-busy", "true")
        self.assertEqual(button.evaluate("(at) => getComputedStyle(at, '::after').animationName"), "none")
