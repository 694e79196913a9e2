"""Four times the text takes at most six times as long.

For every reader of text on the page, for the composer, and for the list of messages.
"""

from playwright.sync_api import expect

from fake import FakeTeams
from page import PageTests

# Pieces that are repeated, between a beginning that opens something and an end that makes what came before it a
# failure.
PIECES = [
    "*a ",
    "**a ",
    "_a_ ",
    "__",
    "*",
    "~~",
    "*a_b~~c**",
    "[",
    "[a](",
    "[a](x) ",
    "[a](http://x) ",
    '[*a](b "',
    "`",
    "``a`",
    "```a\n",
    "<at>",
    "<at ",
    "<at>a</at>",
    "<quoted ",
    "<quoted x/",
    "- ",
    "- a\n",
    "  - a\n",
    "1. x\n",
    "> ",
    "> a\n",
    ">",
    "http://",
    "http://[",
    "https://x/)))))))))) ",
    "h",
    "\\",
    "&#",
    "&amp;",
    "<",
    "<a x=",
    '<a ="x" ="',
    "<a 'b",
    "<a b='",
    "<b>",
    "</b>",
    "<li>",
    "<p>",
    "<td>",
    "<!--",
    "<!",
    "<img src=",
    "<constructor>",
    "<script>",
    "@",
    "@I",
    " @Ines",
    "(@",
    "#",
    " ",
    "\n",
    "\r",
    "\t",
    "a\n\n",
    "\u0301",
    "é",
    "👩‍👩‍👧",
    "\u2028",
    "'",
]
ENDS = ["", "a", "](javascript:x)", "x\u2028y", '"']
BEGINS = ["- ", '<a x="', "[x](", "```", "https://", "<at "]
RUNS = [" ", "a", ")", "(", "]", '"', "=", "*"]
TEXTS = [["", piece, end] for piece in PIECES for end in ENDS] + [
    [begin, run, end] for begin in BEGINS for run in RUNS for end in ENDS
]

# Every function that takes text from outside, as something that takes a text alone.
READERS = """async () => {
    const modules = [
        'base/markdown',
        'base/html',
        'base/richtext',
        'base/preview',
        'base/model',
        'base/shape',
        'base/mentions',
        'chat/quote',
        'base/avatar',
        'inspect/wire',
        'chat/reactions',
        'base/address',
        'chat/attachments',
        'chat/messagebody',
    ];
    const [
        markdown,
        html,
        richtext,
        preview,
        model,
        shape,
        mentions,
        quote,
        avatar,
        wire,
        reactions,
        address,
        attachments,
    ] = await Promise.all(modules.map((each) => import(`/${each}.js`)));
    const people = [...'IJKL'].map((letter) => ({ id: letter, name: `${letter}nes Okafor`, kind: 'person' }));
    const message = (text, more) => model.messageOf({ id: '1', text, ...more });
    const entry = (text) =>
        model.entriesOf([{
            seq: 1,
            method: text,
            path: `/v3/conversations/${text}`,
            request: { headers: { a: text }, body: { id: text, text } },
            note: text,
        }])[0];
    window.readers = {
        parseMarkdown: markdown.parseMarkdown,
        parsePlain: markdown.parsePlain,
        isFormatted: markdown.isFormatted,
        parseHTML: html.parseHTML,
        markdownShown: (text) => richtext.render(markdown.parseMarkdown(text)),
        markupShown: (text) => richtext.render(html.parseHTML(text)),
        words: (text) => richtext.words(html.parseHTML(text)),
        message: (text) => preview.preview(message(text)),
        xml: (text) => preview.contentTree(message(text, { textFormat: 'xml' })),
        names: (text) => model.workspaceOf({ users: [{ handle: 'a', name: text }], tenant: { name: text } }),
        quote: (text) =>
            quote.quoteView(message('', { quoted: { id: '1', text, from: { name: text } } }).quoted, {}),
        card: (text) =>
            attachments.attachmentList(
                message('', {
                    attachments: [{
                        contentType: 'application/vnd.microsoft.card.adaptive',
                        name: text,
                        content: {
                            body: [{ type: 'TextBlock', text }, { type: 'FactSet', facts: [{ title: text }] }],
                            actions: [{ title: text }],
                        },
                    }],
                }),
            ),
        link: (text) =>
            attachments.attachmentList(message('', { attachments: [{ contentType: text, contentUrl: text }] })),
        picture: (text) => address.pictureAddress(`data:image/png;base64,${text}`, location.origin),
        decodeMentions: mentions.decodeMentions,
        encodeMentions: (text) => mentions.encodeMentions(text, people),
        mentionAt: (text) => mentions.mentionAt(text, text.length),
        matching: (text) => mentions.matching(people, text),
        initials: avatar.initials,
        tint: avatar.tint,
        reaction: (text) => reactions.reactionName(text) + reactions.reactionCharacter(text),
        entry: (
            text,
        ) => [
            wire.searchable(entry(text)),
            wire.concerns(entry(text), text, '1'),
            wire.asCurl(entry(text), location.origin),
        ],
        pretty: (text) => shape.pretty(shape.levelled({ text })),
        levels: (text) =>
            shape.pretty(shape.levelled(JSON.parse('['.repeat(text.length / 8) + ']'.repeat(text.length / 8)))),
        list: (text) => shape.pretty(shape.levelled([...text])),
        users: (text) =>
            model.messageOf({ id: '1', reactions: [{ type: 'a', users: [...text] }], attachments: [...text] }),
    };
    return Object.keys(window.readers);
}"""

# The place of the first text from a place on, [begin, piece, end] each, with which a reader seems to grow faster than
# it may, by the clock on the wall; -1 if there is none. What takes a moment is not looked at further.
SUSPECT = """([name, texts, from]) => {
    const once = (text) => {
        const start = performance.now();
        window.readers[name](text);
        return performance.now() - start;
    };
    window.repeated = ([begin, piece, end], length) => begin + piece.repeat(Math.ceil(length / piece.length)) + end;
    const grows = (text) => {
        let [less, more] = [Infinity, Infinity];
        for (let tries = 0; tries < 3 && !(more > 1000 && less < Infinity); tries += 1) {
            more = Math.min(more, once(window.repeated(text, 100_000)));
            if (more < 15) return false;
            less = Math.min(less, once(window.repeated(text, 25_000)));
            if (more <= 6 * less) return false;
        }
        return true;
    };
    return texts.findIndex((text, place) => place >= from && grows(text));
}"""
READ = """([name, text, length]) => {
    const whole = window.repeated(text, length);
    window.gc?.();
    window.readers[name](whole);
}"""
# Those that read structure in a text; to the others one piece is much like another.
PARSERS = {
    "parseMarkdown",
    "parsePlain",
    "parseHTML",
    "isFormatted",
    "markdownShown",
    "markupShown",
    "xml",
    "encodeMentions",
    "decodeMentions",
    "mentionAt",
}


class GrowthTests(PageTests):
    @classmethod
    def make_world(cls) -> FakeTeams:
        world = FakeTeams()
        cls.addClassCleanup(world.stop)
        return world

    def room(self) -> str:
        return next(iter(self.world.histories))

    def spent(self, page, work) -> float:
        """The seconds for which the page's thread computed while `work` was done, however busy the machine was."""
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable")
        read = lambda: next(
            each["value"] for each in session.send("Performance.getMetrics")["metrics"] if each["name"] == "ThreadTime"
        )
        before = read()
        work()
        after = read()
        session.detach()
        return after - before

    def assert_grows_evenly(self, page, work, less: int, more: int, what: str) -> None:
        """`work(more)` costs at most six times what `work(less)` does, where `more` is four times `less`."""
        short = long = float("inf")
        for _ in range(5):
            long = min(long, self.spent(page, lambda: work(more)))
            short = min(short, self.spent(page, lambda: work(less)))
            if long <= 6 * short:
                return
            if long > 1:  # chance has no part in this
                break
        self.assertLessEqual(long, 6 * short, f"seconds, {what}")

    def test_every_reader_of_text(self) -> None:
        page = self.visit("ines").page
        for name in page.evaluate(READERS):
            texts = TEXTS if name in PARSERS else TEXTS[::40]
            place = page.evaluate(SUSPECT, [name, texts, 0])
            while place >= 0:
                self.assert_grows_evenly(
                    page,
                    lambda length: page.evaluate(READ, [name, texts[place], length]),
                    25_000,
                    100_000,
                    f"{name} of {texts[place]}",
                )
                place = page.evaluate(SUSPECT, [name, texts, place + 1])

    def test_the_composer(self) -> None:
        """What is pasted, offered, formatted, listed and sent, by the length of the text."""
        tab = self.tab("ines")
        write = """([piece, length]) => {
            const field = document.querySelector('.composer textarea');
            const button = (name) => document.querySelector(`.composer [aria-label="${name}"]`);
            field.value = piece.repeat(length / piece.length);
            field.dispatchEvent(new Event('input', { bubbles: true }));
            field.click();
            field.setSelectionRange(field.value.length / 2, field.value.length / 2);
            button('Bold').click();
            button('Send').click();
        }"""
        for piece in ("@Ines Okafor ", "@", "- a\n", "*a ", "[", "__", "<b>", "- \u2028x"):
            with self.subTest(piece=piece):
                self.assert_grows_evenly(
                    tab.page, lambda length: tab.page.evaluate(write, [piece, length]), 25_000, 100_000, "the composer"
                )
        tab.write("and now in short")
        expect(tab.article("and now in short")).to_be_visible()

    def test_a_burst_of_messages(self) -> None:
        tab = self.tab("ines")
        message = lambda line: {
            "id": self.world.next_id(),
            "from": {"kind": "user", "handle": "bo", "name": "Bo"},
            "text": f"line {line}",
        }

        def burst(count: int) -> None:
            """So many messages at once in a room of their own."""
            self.world.rooms(self.world.count + 1)
            room, name = list(self.world.histories)[-1], f"Room {self.world.count - 1}"
            self.world.send({"type": "conversation"})
            tab.open(name)
            self.world.send(
                *({"type": "message", "conversation": room, "message": message(line)} for line in range(count))
            )
            tab.page.wait_for_function(
                "(line) => [...document.querySelectorAll('[role=log] article')].at(-1)?.textContent.includes(line)",
                arg=f"line {count - 1}",
                polling=20,
                timeout=60_000,
            )

        self.assert_grows_evenly(tab.page, burst, 800, 3200, "a burst of messages")

    def test_a_long_message_lets_the_page_answer(self) -> None:
        """While messages of 100 KB arrive, a click is answered: the longest pause of each is printed."""
        tab = self.tab("ines")
        for piece, form in (
            ("*a ", "markdown"),
            ("[a](http://x) ", "markdown"),
            ("- a\n", "markdown"),
            ("<b>a</b>", "xml"),
            ("<li>", "xml"),
            ("> a\n", "markdown"),
            ("`a`", "markdown"),
        ):
            tab.page.evaluate("""() => {
                window.pause = 0;
                let last = performance.now();
                window.beat = setInterval(() => {
                    const now = performance.now();
                    window.pause = Math.max(window.pause, now - last);
                    last = now;
                }, 1);
            }""")
            good = self.world.next_id()
            self.world.send(
                {
                    "type": "message",
                    "conversation": self.room(),
                    "message": {"id": good, "textFormat": form, "text": (piece * 100_000)[:100_000]},
                }
            )
            expect(tab.log.locator(f"article[data-id='{good}']")).to_be_attached()
            tab.page.wait_for_timeout(50)
            print(
                f"{piece!r}: {tab.page.evaluate('() => { clearInterval(window.beat); return window.pause; }'):.0f} ms",
                end=" ",
                flush=True,
            )
        tab.write("still here")
        expect(tab.article("still here")).to_be_visible()
