""" "Copy as curl" is a command of a POSIX shell: what was on the wire is its words, and nothing of it is run."""

import json
import os
import pathlib
import subprocess
import tempfile

from playwright.sync_api import expect

from fake import FakeTeams
from page import PageTests

NASTY = [
    "POST; touch pwned",
    "$(touch pwned)",
    "`touch pwned`",
    "'; touch pwned; '",
    '"; touch pwned; "',
    "a\ntouch pwned\n",
    "-o pwned",
    "@/etc/passwd",
    "{a,b}[1-3]",
    "\\",
    "'",
    "''",
    "\\'",
    "!!",
    "~",
    "*",
    "# x",
    "&& touch pwned",
    "> pwned",
    "| tee pwned",
    "${TOKEN}",
    "a b\tc",
    "é👩‍👧",
    "\u2028",
    "%0a%27",
    "http://evil.invalid/",
    "@evil.invalid/",
    "/../../_local/reset",
    "\r",
    "\x07\x1b[2J",
]


class CurlTests(PageTests):
    @classmethod
    def make_world(cls) -> FakeTeams:
        world = FakeTeams()
        cls.addClassCleanup(world.stop)
        return world

    def words(self, command: str) -> list[str]:
        """What curl is called with when a shell runs the command: exactly one program, once, and no other trace."""
        with tempfile.TemporaryDirectory(prefix="browser-curl-") as folder:
            tools, place = pathlib.Path(folder, "tools"), pathlib.Path(folder, "place")
            tools.mkdir()
            place.mkdir()
            curl = tools / "curl"
            curl.write_text('#!/bin/sh\nfor word in "$@"; do printf "%s\\0" "$word"; done\nprintf "end\\0"\n')
            curl.chmod(0o755)
            done = subprocess.run(
                ["/bin/sh", "-c", command],
                cwd=place,
                env={"PATH": f"{tools}:{os.environ['PATH']}", "TOKEN": "the token"},
                capture_output=True,
                timeout=20,
            )
            self.assertEqual((done.returncode, done.stderr, list(place.iterdir())), (0, b"", []), command)
            *words, end, rest = done.stdout.decode().split("\0")
            self.assertEqual((end, rest), ("end", ""), command)
            return words

    def test_every_part_is_one_word(self) -> None:
        page = self.visit("ines").page
        origin = self.world.address
        for text in NASTY:
            for direction in ("in", "out"):
                with self.subTest(text=text, direction=direction):
                    body = {text: [text, {"a": text}], "n": 1}
                    entry = {
                        "seq": 1,
                        "direction": direction,
                        "operation": "send",
                        "method": text,
                        "path": text if direction == "in" else f"http://127.0.0.1:9/{text}",
                        "status": 200,
                        "request": {
                            "headers": {
                                "x-a": text,
                                text: "b",
                                "Authorization": text,
                                "content-type": "application/json",
                            },
                            "body": body,
                        },
                    }
                    command = page.evaluate(
                        """async ([entry, origin]) => {
                            const [{ asCurl }, { entriesOf }] = await Promise.all([
                                import('/inspect/wire.js'),
                                import('/base/model.js'),
                            ]);
                            return asCurl(entriesOf([entry])[0], origin);
                        }""",
                        [entry, origin],
                    )
                    words = self.words(command)
                    self.assertEqual(words[:5], ["-i", "--globoff", "--path-as-is", "-X", text])
                    address = (
                        f"{origin}{text if text.startswith('/') else '/' + text}"
                        if direction == "in"
                        else entry["path"]
                    )
                    self.assertEqual(words[5:7], ["--url", address])
                    self.assertEqual(
                        words[7:15],
                        [
                            "-H",
                            "Authorization: Bearer the token",
                            "-H",
                            f"x-a: {text}",
                            "-H",
                            f"{text}: b",
                            "-H",
                            "content-type: application/json",
                        ],
                    )
                    self.assertEqual((words[15], json.loads(words[16]), len(words)), ("--data-raw", body, 17))

    def test_a_body_that_is_no_json_and_none(self) -> None:
        page = self.visit("ines").page
        for body, wanted in (
            ("@/etc/passwd", ["--data-raw", "@/etc/passwd"]),
            ("", []),
            (None, []),
            ([], ["-H", "Content-Type: application/json", "--data-raw", "[]"]),
            (0, ["-H", "Content-Type: application/json", "--data-raw", "0"]),
        ):
            with self.subTest(body=body):
                command = page.evaluate(
                    """async (body) => {
                        const [{ asCurl }, { entriesOf }] = await Promise.all([
                            import('/inspect/wire.js'),
                            import('/base/model.js'),
                        ]);
                        return asCurl(
                            entriesOf([{
                                seq: 1,
                                direction: 'in',
                                method: 'POST',
                                path: '/v3',
                                request: { body },
                            }])[0],
                            'http://127.0.0.1:1',
                        );
                    }""",
                    body,
                )
                self.assertEqual(self.words(command)[9:], wanted)

    def test_the_button(self) -> None:
        self.world.answers["/_local/log"] = [
            {
                "seq": 1,
                "direction": "in",
                "operation": "send",
                "method": "POST; touch pwned",
                "path": "/v3/conversations/a'b/activities",
                "status": 400,
                "ms": 1,
                "request": {"body": {"text": "it's"}},
            }
        ]
        tab = self.visit("ines", permissions=["clipboard-read", "clipboard-write"])
        tab.button("Inspector").click()
        inspector = tab.page.get_by_role("region", name="Inspector")
        inspector.get_by_role("combobox", name="Show").select_option("all")
        inspector.get_by_role("listitem").locator("summary").click()
        inspector.get_by_role("button", name="Copy as curl").click()
        expect(inspector.get_by_text("Copied.")).to_be_visible()
        words = self.words(tab.page.evaluate("() => navigator.clipboard.readText()"))
        self.assertEqual(
            words[4:7], ["POST; touch pwned", "--url", f"{self.world.address}/v3/conversations/a'b/activities"]
        )
        self.assertEqual(words[-1], '{"text":"it\'s"}')
