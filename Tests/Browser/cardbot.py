"""A bot that answers as a test says, and what it needs to stand in the place of the tour bot."""

import contextlib
import http.server
import json
import threading
import time

from page import PATIENCE, PageTests
from world import APP_ID

ADAPTIVE = "application/vnd.microsoft.card.adaptive"


def adaptive(*body, actions=(), **more) -> dict:
    """An attachment with an Adaptive Card; a text is a TextBlock."""
    elements = [{"type": "TextBlock", "text": each, "wrap": True} if isinstance(each, str) else each for each in body]
    card = {"type": "AdaptiveCard", "version": "1.5", "body": elements, "actions": list(actions), **more}
    return {"contentType": ADAPTIVE, "content": card}


def execute(title: str, **more) -> dict:
    return {"type": "Action.Execute", "title": title, "verb": title.lower(), **more}


def answered(kind: str, value, status: int = 200) -> dict:
    """The body of an answer to `adaptiveCard/action`."""
    return {"statusCode": status, "type": f"application/vnd.microsoft.{kind}", "value": value}


class CardBot:
    """Answers each activity with what `answer(activity)` gives: a JSON body, (status, bytes), or None for an empty 200.

    `got` has the activities, oldest first.
    """

    def __init__(self):
        self.got: list[dict] = []
        self.answer = lambda activity: None
        bot = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                activity = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"null")
                bot.got.append(activity)
                given = bot.answer(activity)
                status, body = given if isinstance(given, tuple) else (200, given)
                if not isinstance(body, bytes):
                    body = b"" if body is None else json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                with contextlib.suppress(ConnectionError):
                    self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.endpoint = f"http://127.0.0.1:{self.server.server_port}/api/messages"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def invokes(self, name: str) -> list[dict]:
        return [each for each in list(self.got) if each.get("name") == name]


class CardTests(PageTests):
    """The shared world, in which the app of the tour bot leads to a bot that answers as the test says."""

    bot: CardBot

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.bot = CardBot()
        cls.addClassCleanup(cls.bot.stop)

    def setUp(self) -> None:
        super().setUp()
        self.bot.answer = lambda activity: None
        self.world.call("PATCH", f"bots/{APP_ID}", {"endpoint": self.bot.endpoint})
        self.bot.got.clear()

    def send(self, *attachments, only: str | None = None, conversation: str | None = None, **more) -> str:
        return self.world.bot_send({"attachments": list(attachments), **more}, conversation, only)

    def comes(self, read):
        """What `read` gives once it is something: a bot hears of a press a moment after the page."""
        deadline = time.monotonic() + PATIENCE
        while not (found := read()) and time.monotonic() < deadline:
            self.tabs[0].page.wait_for_timeout(20)
        self.assertTrue(found)
        return found
