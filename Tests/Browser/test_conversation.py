"""What passes in a conversation beyond plain messages: threads, commands, prompts, files, receipts, alerts."""

import base64
import http.server
import json
import struct
import threading
import time
import zlib

from playwright.sync_api import expect

from fake import FakeTeams
from page import PATIENCE, PageTests
from world import APP_ID, free_port, request

LABEL = "Only you can see this message"


def png(width: int, height: int) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


# Two frames of one pixel.
GIF = base64.b64decode("R0lGODlhAQABAIAAAP///wAAACH5BAAKAAAALAAAAAABAAEAAAICRAEAIfkEAAoAAAAsAAAAAAEAAQAAAgJEAQA7")
CONSENT = "application/vnd.microsoft.teams.card.file.consent"


class FailingBot:
    """A bot whose every turn fails, and that says why."""

    def __init__(self, words: str):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self.send_response(500)
                self.send_header("X-Bot-Error", words)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.endpoint = f"http://127.0.0.1:{self.server.server_port}/api/messages"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class ConversationTests(PageTests):
    def personal(self, handle: str) -> str:
        return next(
            each["id"]
            for each in self.world.call("GET", "conversations", **{"as": handle})
            if each["kind"] == "personal" and each["bots"]
        )

    def test_a_group_chat_has_threads(self) -> None:
        ines, bo = self.tab(0), self.tab(1)
        ines.write("who takes berth four?")
        expect(bo.article("berth four")).to_be_visible()
        bo.article("berth four").focus()
        bo.page.keyboard.press("Enter")
        expect(bo.page.get_by_role("heading", level=1)).to_have_text(f"Thread in {self.world.group_name}")
        expect(bo.article("berth four")).to_be_visible()
        bo.write("we do")
        expect(bo.article("we do")).to_be_visible()
        expect(ines.button("Open thread, 1 reply")).to_be_visible()
        expect(ines.article("we do")).to_have_count(0)
        ines.button("Open thread, 1 reply").click()
        ines.write(f"@{self.world.bot_name} echo noted")
        for tab in (ines, bo):
            expect(tab.article("noted")).to_have_count(2)
        bo.button(f"Back to {self.world.group_name}").click()
        expect(bo.article("noted")).to_have_count(0)
        expect(bo.button("Open thread, 3 replies")).to_be_visible()

    def test_commands_and_messages_that_only_a_bot_sees(self) -> None:
        ines, bo = self.tab(0), self.tab(1)
        bot = self.world.bot_name
        commands = [{"title": "members", "description": "Who is here"}]
        self.world.call("PATCH", f"bots/{APP_ID}", {"commands": commands})
        keys = ines.page.keyboard
        ines.composer.focus()
        keys.type("/")
        options = ines.page.get_by_role("listbox", name="Commands").get_by_role("option")
        expect(options).to_have_count(2)
        expect(options.first).to_have_attribute("aria-description", "Who is here")
        keys.type("mem")
        expect(options).to_have_count(1)
        keys.press("Enter")
        expect(ines.composer).to_have_value("/members ")
        form = ines.page.get_by_role("form", name="Composer")
        expect(form).to_contain_text(f"Only {bot} sees this message")
        keys.press("Enter")
        expect(ines.article("/members").first).to_contain_text(LABEL)  # the answer quotes it
        expect(form).not_to_contain_text("sees this message")

        keys.type(f"/{bot}")
        keys.press("Enter")
        expect(ines.composer).to_have_value("")
        keys.type("the code is 4711")
        ines.open(self.world.team["channels"][0]["name"])
        ines.open(self.world.group_name)  # a draft stays as private as it was
        expect(form).to_contain_text(f"Only {bot} sees this message")
        ines.composer.press("Enter")
        expect(ines.article("4711").first).to_contain_text(LABEL)
        self.world.say(ines.handle, "after the secret")
        expect(bo.article("after the secret")).to_be_visible()
        for secret in ("4711", "/members", LABEL):
            self.assertNotIn(secret, bo.page.content())
            self.assertNotIn(secret, "\n".join(bo.frames))

        ines.composer.focus()
        keys.type(f"/{bot}")
        keys.press("Enter")
        ines.button("Send to everyone instead").click()
        ines.write("for all")
        expect(bo.article("for all")).to_be_visible()

    def test_the_question_stands_above_the_answer(self) -> None:
        ines, bo = self.tab(0), self.tab(1)
        prompt = self.world.say(ines.handle, "/tides for 4711", onlyTo=APP_ID)["id"]
        entity = {"type": "targetedMessageInfo", "messageId": prompt}
        self.world.bot_send({"text": "high at six", "entities": [entity]}, only=ines.handle)
        expect(ines.article("high at six")).to_contain_text("You asked in private/tides for 4711")
        self.world.bot_send({"text": "it is six for all", "entities": [entity]})
        expect(ines.article("it is six for all")).to_contain_text("You asked in private/tides for 4711")
        shared = bo.article("it is six for all")
        expect(shared).to_contain_text(f"{self.world.names[ines.handle]} asked in private")
        bo.page.reload()
        expect(shared).to_be_visible()
        for secret in ("4711", prompt, "high at six"):
            self.assertNotIn(secret, bo.page.content())
            self.assertNotIn(secret, "\n".join(bo.frames))

    def test_the_rules_of_pictures_and_files_are_told_before_sending(self) -> None:
        ines = self.tab(0)
        page, form = ines.page, ines.page.get_by_role("form", name="Composer")
        pictures, files = page.get_by_label("Pictures to send"), page.get_by_label("Files to send")
        large = b"\x89PNG" + bytes(1_048_577)
        for name, kind, data, said in (
            ("map.webp", "image/webp", b"RIFF", "Teams takes PNG, JPEG and GIF"),
            ("map.png", "image/png", large, "a picture has at most 1 MB"),
            ("map.png", "image/png", b"no picture", "map.png cannot be read as image/png"),
            ("empty.txt", "text/plain", b"", "empty.txt is empty"),
        ):
            files.set_input_files({"name": name, "mimeType": kind, "buffer": data})
            expect(form.get_by_role("alert")).to_contain_text(said)
        expect(page.get_by_role("list", name="Attachments of the next message")).to_have_count(0)

        pictures.set_input_files({"name": "wide.png", "mimeType": "image/png", "buffer": png(2000, 9)})
        shelf = page.get_by_role("list", name="Attachments of the next message").get_by_role("listitem")
        expect(shelf.first).to_contain_text("2000 × 9: Teams shows pictures up to 1024 × 1024.")
        pictures.set_input_files({"name": "flag.gif", "mimeType": "image/gif", "buffer": GIF})
        expect(shelf.nth(1)).to_contain_text("It moves")
        files.set_input_files({"name": "plan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-"})
        expect(shelf.nth(2)).to_contain_text("plan.pdf")
        expect(form).to_contain_text("PNG, JPEG or GIF, at most 1 MB and 1024 × 1024")
        expect(form).to_contain_text("Bots get files only in a personal chat with them")
        ines.button("Remove wide.png").click()
        ines.button("Remove flag.gif").click()
        expect(shelf).to_have_count(1)
        ines.write("the plan")
        expect(ines.article("the plan").get_by_role("link", name="plan.pdf")).to_be_visible()
        ines.open(self.world.bot_name)
        files.set_input_files({"name": "plan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-"})
        expect(form).to_contain_text("A bot gets a download address.")

    def test_a_receipt_is_sent_once_for_what_is_really_visible(self) -> None:
        world, ines = self.world, self.tab(0)
        world.call("PATCH", f"bots/{APP_ID}", {"permissions": ["ChatMessageReadReceipt.Read.Chat"]})
        chat = self.personal(ines.handle)
        ids = [world.bot_send({"text": "\n\n".join([f"bulletin {n}"] * 9)}, chat) for n in range(8)]

        def receipts() -> list[str]:
            found = [
                each["request"]["body"]
                for each in world.call("GET", "log", limit=2000)
                if each["operation"] == "deliver"
            ]
            names = [each for each in found if each.get("name") == "application/vnd.microsoft.readReceipt"]
            return [each["value"]["lastReadMessageId"] for each in names]

        def assert_receipts(expected: list[str]) -> None:
            deadline = time.monotonic() + PATIENCE
            while receipts() != expected and time.monotonic() < deadline:
                ines.page.wait_for_timeout(50)
            self.assertEqual(receipts(), expected)

        assert_receipts([])
        with ines.page.expect_response("**/read"):
            ines.open(world.bot_name)
        assert_receipts([ids[-1]])
        # Nobody looks: what arrives while the tab is not focused is not read.
        ines.page.evaluate("document.hasFocus = () => false")
        late = world.bot_send({"text": "while nobody looks"}, chat)
        expect(ines.article("while nobody looks")).to_be_visible()
        ines.page.wait_for_timeout(600)  # longer than the page waits before it says that something was read
        assert_receipts([ids[-1]])
        with ines.page.expect_response("**/read"):
            ines.page.evaluate("() => { delete document.hasFocus; dispatchEvent(new Event('focus')); }")
        assert_receipts([ids[-1], late])
        # Scrolled away from the end: what is below is not read either.
        ines.log.evaluate("log => { log.scrollTop = 0; }")
        below = world.bot_send({"text": "below the fold"}, chat)
        expect(ines.article("below the fold")).to_have_count(1)
        ines.page.wait_for_timeout(600)
        assert_receipts([ids[-1], late])
        with ines.page.expect_response("**/read"):
            ines.button("Newest messages").click()
        assert_receipts([ids[-1], late, below])

    def test_an_alert_is_a_banner_unless_one_says_otherwise(self) -> None:
        world, ines = self.world, self.tab(0)
        chat = self.personal(ines.handle)
        banner = ines.page.get_by_role("region", name="Alert", exact=True)
        alert = {"channelData": {"notification": {"alert": True}}}
        world.bot_send({"text": "a long text", "summary": "Gale at nine", **alert}, chat)
        expect(banner).to_contain_text("Gale at nine")
        expect(ines.button("Activity")).to_have_attribute("aria-description", "1 unread")
        banner.get_by_role("button", name="Open").click()
        expect(ines.page.get_by_role("heading", level=1)).to_have_text(world.bot_name)
        expect(ines.article("a long text")).to_be_focused()
        expect(banner).to_have_count(0)
        ines.open(world.group_name)

        def choose(label: str) -> None:
            ines.button("Activity").click()
            dialog = ines.page.get_by_role("dialog", name="Activity")
            dialog.get_by_role("combobox", name="Alerts of bots").select_option(label=label)
            dialog.get_by_role("button", name="Save the settings").click()
            expect(dialog).to_contain_text("Saved.")
            ines.page.keyboard.press("Escape")

        choose("Only in the feed")
        world.bot_send({"text": "second", **alert}, chat)
        expect(ines.button("Activity")).to_have_attribute("aria-description", "1 unread")
        expect(banner).to_have_count(0)
        choose("Off")
        world.bot_send({"text": "third", **alert}, chat)
        row = ines.conversations.get_by_role("link", name=world.bot_name, exact=True)
        expect(row).to_have_attribute("aria-description", "2 unread")
        expect(banner).to_have_count(0)
        ines.button("Activity").click()
        expect(ines.page.get_by_role("dialog", name="Activity")).to_contain_text("Nothing yet")

    def test_a_message_as_each_person_sees_it(self) -> None:
        ines = self.tab(0)
        self.world.bot_send({"text": "psst **you**"}, only=ines.handle)
        expect(ines.article("psst you")).to_be_visible()
        ines.article("psst you").focus()
        ines.page.keyboard.press("c")
        dialog = ines.page.get_by_role("dialog", name="As each person sees it")
        people = dialog.get_by_role("list", name="People").get_by_role("listitem")
        expect(people).to_have_count(len(self.world.people))
        expect(people.filter(has_text=self.world.names[ines.handle])).to_contain_text(LABEL)
        for handle in self.world.people[1:]:
            expect(people.filter(has_text=self.world.names[handle])).to_contain_text("Does not see it.")
        ines.page.keyboard.press("Escape")
        self.world.say(ines.handle, "hello all")
        ines.article("hello all").get_by_role("button", name="Compare").click()
        for handle in self.world.people:
            expect(people.filter(has_text=self.world.names[handle])).to_contain_text("hello all")

    def test_a_bot_that_fails_or_is_down_is_named_beside_the_message(self) -> None:
        ines, bot = self.tab(0), self.world.bot_name
        failing = FailingBot("The tide table is missing: set TIDES_URL.")
        self.addCleanup(failing.stop)
        self.world.call("PATCH", f"bots/{APP_ID}", {"endpoint": failing.endpoint})
        ines.write(f"@{bot} echo fail")
        note = ines.article("echo fail").get_by_role("note")
        expect(note).to_contain_text(f"{bot} did not take it: 500. The tide table is missing: set TIDES_URL.")
        self.world.call("PATCH", f"bots/{APP_ID}", {"endpoint": f"http://127.0.0.1:{free_port()}/api/messages"})
        ines.write(f"@{bot} echo gone")
        note = ines.article("echo gone").get_by_role("note")
        expect(note).to_contain_text(f"{bot} did not answer. The bot is down")

        suggested = {"actions": [{"type": "imBack", "title": "Count us", "value": "members"}]}
        self.world.bot_send({"text": "and now?", "suggestedActions": suggested}, self.personal(ines.handle))
        ines.open(bot)
        ines.button("Count us").click()
        note = ines.article("members").get_by_role("note")
        expect(note).to_contain_text(f"{bot} did not answer. The bot is down")

    def test_a_bots_file_is_accepted_or_declined_once(self) -> None:
        world, ines = self.world, self.tab(0)
        chat = self.personal(ines.handle)
        for name in ("tides.csv", "plan.pdf"):
            content = {"description": f"All of {name}", "sizeInBytes": 2048, "acceptContext": {"file": name}}
            world.bot_send({"attachments": [{"contentType": CONSENT, "name": name, "content": content}]}, chat)
        ines.open(world.bot_name)
        accepted = ines.page.get_by_role("figure", name="File consent: tides.csv")
        expect(accepted).to_contain_text("tides.csv (2 KB)")
        expect(accepted).to_contain_text("All of tides.csv")
        with ines.page.expect_response("**/consent"):
            accepted.get_by_role("button", name="Accept tides.csv").click()
        expect(accepted).to_contain_text("You accepted it.")
        expect(accepted.get_by_role("button")).to_have_count(0)
        declined = ines.page.get_by_role("figure", name="File consent: plan.pdf")
        declined.get_by_role("button", name="Decline plan.pdf").focus()
        with ines.page.expect_response("**/consent"):
            ines.page.keyboard.press("Enter")
        expect(declined).to_contain_text("You declined it.")
        values = [
            each["request"]["body"]["value"]
            for each in world.call("GET", "log", limit=2000)
            if each["operation"] == "deliver" and each["request"]["body"].get("name") == "fileConsent/invoke"
        ]
        self.assertEqual([each["action"] for each in values], ["accept", "decline"])
        self.assertEqual(values[0]["context"], {"file": "tides.csv"})

        # The bot brings it.
        upload = values[0]["uploadInfo"]
        body = b"06:14,2.1"
        request("PUT", upload["uploadUrl"], body, {"Content-Range": f"bytes 0-{len(body) - 1}/{len(body)}"})
        info = {
            "contentType": "application/vnd.microsoft.teams.card.file.info",
            "contentUrl": upload["contentUrl"],
            "name": "tides.csv",
            "content": {"uniqueId": upload["uniqueId"], "fileType": "csv"},
        }
        world.bot_send({"attachments": [info]}, chat)
        link = ines.log.get_by_role("link", name="tides.csv")
        self.assertEqual(ines.page.request.get(link.get_attribute("href")).body(), body)


class AnswerTests(PageTests):
    @classmethod
    def make_world(cls) -> FakeTeams:
        world = FakeTeams()
        cls.addClassCleanup(world.stop)
        return world

    def test_the_words_of_a_bot_that_failed_stand_beside_the_message(self) -> None:
        tab = self.tab("ines")
        for delivery, said in (
            ({"status": 500, "error": "The tide table is missing: set TIDES_URL."}, "the tide table is missing"),
            ({"status": 500}, "Its handler failed"),
            ({"status": None}, "Is it running?"),
            ({"status": 401}, "CLIENT_ID"),
        ):
            self.world.deliveries = [{"bot": "b0", **delivery}]
            text = f"try {json.dumps(delivery)}"
            tab.write(text)
            note = tab.log.get_by_role("article").last.get_by_role("note")
            expect(note).to_contain_text("Chaos did not")
            self.assertIn(said.lower(), note.inner_text().lower())

    def test_typing_is_told_once_in_a_while_and_not_in_private(self) -> None:
        tab = self.tab("ines")
        room = next(iter(self.world.histories))
        with tab.page.expect_request("**/_local/typing"):
            tab.page.keyboard.press("Alt+3")
            tab.page.keyboard.type("good morning everyone")
        told = [each["body"] for each in self.world.posted if each["path"] == "/_local/typing"]
        self.assertEqual(told, [{"as": "ines", "conversation": room}])
        tab.composer.fill("")
        tab.page.keyboard.type("/Chaos")
        tab.page.keyboard.press("Enter")
        tab.page.evaluate("() => { const now = performance.now(); performance.now = () => now + 60_000; }")
        tab.page.keyboard.type("a secret")
        tab.page.keyboard.press("Enter")
        expect(tab.article("a secret")).to_be_visible()
        self.assertEqual(len([each for each in self.world.posted if each["path"] == "/_local/typing"]), 1)
        self.world.send(
            {"type": "typing", "conversation": room, "from": {"kind": "user", "handle": "bo", "name": "Bo"}}
        )
        expect(tab.page.get_by_text("Bo is typing…")).to_be_visible()

    def test_suggested_actions_go_once_one_is_chosen(self) -> None:
        tab = self.tab("ines")
        self.world.personal = True
        self.addCleanup(setattr, self.world, "personal", False)
        self.world.send({"type": "workspace"})
        room = next(iter(self.world.histories))
        identifier = self.world.next_id()
        message = {
            "id": identifier,
            "text": "which colour?",
            "from": {"kind": "bot", "appId": "b0", "name": "Chaos"},
            "suggestedActions": {
                "actions": [{"type": "imBack", "title": each, "value": each} for each in ("Red", "Blue")]
            },
        }
        expect(tab.page.get_by_role("button", name="Block Chaos")).to_be_visible()
        self.world.send({"type": "message", "conversation": room, "message": message})
        with tab.page.expect_response("**/suggestions"):
            tab.button("Red").click()
        for title in ("Red", "Blue"):
            expect(tab.button(title)).to_have_count(0)
        chosen = [each for each in self.world.posted if each["path"].endswith("/suggestions")]
        self.assertEqual([each["body"] for each in chosen], [{"as": "ines", "title": "Red"}])
        self.assertIn(identifier, chosen[0]["path"])
        expect(tab.composer).to_be_focused()
