"""What is written is shown safely: markdown, markup from a strict list, cards in words, pictures.

And what the pure modules of the page promise.
"""

import base64

from playwright.sync_api import expect

from page import PageTests

MARKDOWN = [
    ("plain", [["paragraph", "plain"]]),
    (
        "**b** and *i* and _j_ and ~~s~~",
        [["paragraph", ["strong", "b"], " and ", ["em", "i"], " and ", ["em", "j"], " and ", ["strike", "s"]]],
    ),
    ("***both***", [["paragraph", ["strong", ["em", "both"]]]]),
    ("*a **b** c*", [["paragraph", ["em", "a ", ["strong", "b"], " c"]]]),
    ("snake_case_name and 2 * 3 * 4", [["paragraph", "snake_case_name and 2 * 3 * 4"]]),
    ("**open", [["paragraph", "**open"]]),
    ("\\*not\\*", [["paragraph", "*not*"]]),
    ("`a*b*`", [["paragraph", ["code", "a*b*"]]]),
    ("```swift\nlet a = 1\n```", [["pre", "let a = 1"]]),
    ("one\ntwo", [["paragraph", "one", ["break"], "two"]]),
    ("one\n\ntwo", [["paragraph", "one"], ["paragraph", "two"]]),
    ("- a\n- b\n  - c", [["list", ["item", "a"], ["item", "b", ["list", ["item", "c"]]]]]),
    ("text\n1. a\n2. b", [["paragraph", "text"], ["list", ["item", "a"], ["item", "b"]]]),
    ("> said\n> so", [["quote", ["paragraph", "said", ["break"], "so"]]]),
    ("[Teams](https://example.org/a_(b))", [["paragraph", ["link:https://example.org/a_(b)", "Teams"]]]),
    (
        "see https://example.org/x.",
        [["paragraph", "see ", ["link:https://example.org/x", "https://example.org/x"], "."]],
    ),
    ("[x](javascript:alert(1))", [["paragraph", "[x](javascript:alert(1))"]]),
    ("[x](data:text/html,1)", [["paragraph", "[x](data:text/html,1)"]]),
    ("<at>Bo Ek</at> hi <b>x</b>", [["paragraph", ["mention", "Bo Ek"], " hi <b>x</b>"]]),
    ("<script>alert(1)</script>", [["paragraph", "<script>alert(1)</script>"]]),
    ("<at>R&D <Lab></at> hi", [["paragraph", ["mention", "R&D <Lab>"], " hi"]]),
    ("<at>R&amp;D &lt;Lab&gt;</at> hi", [["paragraph", ["mention", "R&D <Lab>"], " hi"]]),
    ("<at>a <at>b</at> c</at>", [["paragraph", "<at>a ", ["mention", "b"], " c</at>"]]),
]

MARKUP = [
    ("<p>Hello <b>you</b></p>", [["paragraph", "Hello ", ["strong", "you"]]]),
    ("<script>alert(1)</script>safe", ["safe"]),
    ("<img src=x onerror=alert(1)>", [["picture:x"]]),
    ('<a href="javascript:alert(1)">x</a>', ["x"]),
    ('<a href=" https://example.org " onclick="alert(1)">x</a>', [["link:https://example.org/", "x"]]),
    ("<iframe src=https://example.org></iframe><object>o</object><svg><script>1</script></svg>", []),
    ('<style>*{display:none}</style><div style="position:fixed">d</div>', [["paragraph", "d"]]),
    ("<marquee><i>in</i></marquee>", [["em", "in"]]),
    ("<ul><li>a</li><script>b</script></ul>", [["list", ["item", "a"]]]),
    ("<form action=/><input name=a><button>b</button></form>t", ["t"]),
    ("<template><b>t</b></template><math><b>m</b></math>", []),
    ('<at id="0">Bot</at> hi', [["mention", "Bot"], " hi"]),
    ("<table><tr><td>1</td></tr></table>", [["table", ["row", ["cell", "1"]]]]),
    ("<ul><li>a<li>b</ul>c", [["list", ["item", "a"], ["item", "b"]], "c"]),
    ("a < b && c <!-- d -->e", ["a < b && c e"]),
    ("&lt;b&gt; &amp; <em>e</em>", ["<b> & ", ["em", "e"]]),
]

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)

TREE = """const short = (tree) => tree.map((node) => typeof node === 'string' ? node
    : [[node.type, node.href ?? node.src].filter(Boolean).join(':'), ...short(node.children)]);"""


class ContentTests(PageTests):
    def test_modules(self) -> None:
        page = self.visit(0).page
        for name, module, table in (("parseMarkdown", "markdown", MARKDOWN), ("parseHTML", "html", MARKUP)):
            for text, wanted in table:
                with self.subTest(text=text):
                    got = page.evaluate(
                        f"async (text) => {{ {TREE} const module = await import('/base/{module}.js'); "
                        f"return short(module.{name}(text)); }}",
                        text,
                    )
                    self.assertEqual(got, wanted)

    def test_the_state_loses_and_doubles_nothing(self) -> None:
        """History and stream race: whatever the order in which they come, the messages end the same."""
        outcome = self.visit(0).page.evaluate("""async () => {
            const { initialState, reduce, logOf } = await import('/base/store.js');
            const message = (id, text = '') => ({
                id: String(id),
                text,
                from: { kind: 'user', handle: 'bo', name: 'Bo' },
            });
            const event = (type, it) => ({
                type: 'event',
                event: { type, conversation: 'c', message: it },
                now: 0,
                watching: true,
            });
            const run = (...actions) =>
                logOf(actions.reduce(reduce, initialState('ines')), 'c').items.map((each) =>
                    `${each.id}${each.text}`
                ).join(' ');
            const syncing = { type: 'syncing', conversation: 'c' };
            const synced = (...items) => ({ type: 'synced', conversation: 'c', items, complete: true });
            return {
                late: run(syncing, event('message', message(2)), synced(message(1))),
                both: run(syncing, event('message', message(2)), synced(message(1), message(2))),
                order: run(
                    syncing,
                    synced(),
                    event('message', message(10)),
                    event('message', message(9)),
                    event('message', message(11)),
                ),
                removed: run(syncing, event('removed', message(1)), synced(message(1), message(2))),
                edited: run(syncing, event('edited', message(1, 'b')), synced(message(1, 'a'))),
                again: run(
                    syncing,
                    synced(message(1)),
                    event('message', message(2)),
                    syncing,
                    event('message', message(3)),
                    synced(message(1), message(2)),
                ),
                twice: run(syncing, synced(message(1)), event('message', message(1, 'x'))),
                private: run(
                    syncing,
                    synced(message(1), message(2)),
                    event('removed', { ...message(2), onlyYou: true, deleted: true }),
                ),
                note: run(syncing, synced(message(1)), event('removed', { ...message(1), deleted: true })),
            };
        }""")
        self.assertEqual(
            outcome,
            {
                "late": "1 2",
                "both": "1 2",
                "order": "9 10 11",
                "removed": "2",
                "edited": "1b",
                "again": "1 2 3",
                "twice": "1x",
                "private": "1",
                "note": "1",
            },
        )

    def test_markup_of_a_bot_runs_nothing(self) -> None:
        ines = self.tab(0)
        self.world.bot_send(
            {
                "textFormat": "xml",
                "text": '<b>bold</b><img src="data:x" onerror="document.title=\'pwned\'">'
                "<script>document.title='pwned'</script>end",
            }
        )
        message = ines.article("end")
        expect(message.locator("strong")).to_have_text("bold")
        expect(message.locator("script")).to_have_count(0)
        self.world.bot_send(
            {"text": "<img src=x onerror=\"document.title='pwned'\"> [a](javascript:document.title='pwned') last"}
        )
        expect(ines.article("last").locator("a, img")).to_have_count(0)
        self.assertNotIn("pwned", ines.page.title())

    def test_cards_and_suggested_actions(self) -> None:
        ines = self.visit(0)
        ines.button("New chat").click()
        ines.page.get_by_role("dialog").get_by_role("button", name=self.world.bot_name).click()
        expect(ines.page.get_by_role("heading", level=1)).to_have_text(self.world.bot_name)
        chat = next(
            each["id"]
            for each in self.world.call("GET", "conversations", **{"as": ines.handle})
            if each["kind"] == "personal" and each["bots"]
        )
        card = {
            "type": "AdaptiveCard",
            "version": "1.5",
            "body": [{"type": "TextBlock", "text": "Crane 3 needs you"}],
            "actions": [{"type": "Action.Execute", "title": "Approve"}],
        }
        self.world.bot_send(
            {"attachments": [{"contentType": "application/vnd.microsoft.card.adaptive", "content": card}]}, chat
        )
        figure = ines.page.get_by_role("figure", name="Adaptive Card: Crane 3 needs you")
        expect(figure.get_by_role("button", name="Approve", exact=True)).to_be_visible()
        self.world.bot_send(
            {
                "text": "again?",
                "suggestedActions": {"actions": [{"type": "imBack", "title": "Count us", "value": "members"}]},
            },
            chat,
        )
        ines.button("Count us").click()
        expect(ines.article("members: 1")).to_be_visible()

    def test_a_sign_in_card_leads_to_where_one_signs_in(self) -> None:
        ines = self.tab(0)
        buttons = [
            {"type": "signin", "title": "Sign in", "value": "https://login.example/in?state=1"},
            {"type": "signin", "title": "Run", "value": "javascript:alert(1)"},
        ]
        content = {"text": "The harbour book needs you", "connectionName": "graph", "buttons": buttons}
        for kind in ("oauth", "signin"):
            self.world.bot_send(
                {"attachments": [{"contentType": f"application/vnd.microsoft.card.{kind}", "content": content}]}
            )
        figures = ines.page.get_by_role("figure", name="Sign-in card: The harbour book needs you")
        expect(figures).to_have_count(2)
        links = figures.get_by_role("link")
        expect(links).to_have_text(["Sign in", "Sign in"])
        expect(links.first).to_have_attribute("href", "https://login.example/in?state=1")
        expect(links.first).to_have_attribute("target", "_blank")

    def test_a_bot_that_types(self) -> None:
        ines, bo = self.tab(0), self.tab(1)
        self.world.bot_send({"type": "typing"})
        for tab in (ines, bo):
            expect(tab.page.get_by_text(f"{self.world.bot_name} is typing…")).to_be_visible()
        self.world.bot_send({"text": "done thinking"})
        for tab in (ines, bo):
            expect(tab.article("done thinking")).to_be_visible()
            expect(tab.page.get_by_text("is typing…")).to_have_count(0)

    def test_a_person_sends_a_picture(self) -> None:
        ines, bo = self.tab(0), self.tab(1)
        ines.page.get_by_label("Pictures to send").set_input_files(
            {"name": "tide.png", "mimeType": "image/png", "buffer": PICTURE}
        )
        expect(ines.page.get_by_role("img", name="tide.png")).to_be_visible()
        ines.write("the gauge this morning")
        picture = bo.article("the gauge this morning").get_by_role("img", name="tide.png")
        expect(picture).to_have_js_property("naturalWidth", 1)
        ines.page.get_by_label("Pictures to send").set_input_files(
            {"name": "tide.txt", "mimeType": "text/plain", "buffer": b"no"}
        )
        expect(ines.page.get_by_role("alert").filter(has_text="PNG, JPEG and GIF")).to_be_visible()

    def test_pictures_of_other_hosts_wait_for_a_click(self) -> None:
        ines = self.tab(0)
        self.world.bot_send(
            {
                "attachments": [
                    {"contentType": "image/png", "contentUrl": "https://pictures.invalid/tide.png", "name": "tide.png"}
                ]
            }
        )
        expect(ines.page.get_by_role("button", name="Show “tide.png” from pictures.invalid")).to_be_visible()
