"""Tabs of the notifier's page, each with a key, and the test case that holds them."""

import atexit
import faulthandler
import hashlib
import json
import os
import pathlib
import re
import signal
import tempfile
import unittest
import urllib.parse

from playwright.sync_api import Browser, Locator, expect, sync_playwright

from entra import Entra
from harness import LocalTeams, Notifier

# How long a test waits for what should come, in seconds: more on a machine that has other things to do.
PATIENCE = float(os.environ.get("PATIENCE", "8"))
expect.set_options(timeout=PATIENCE * 1_000)
# What a test may take, in seconds, and what may lie between two of them: a page that never answers is a failure.
LONGEST_TEST, LONGEST_PAUSE = max(120, int(12 * PATIENCE)), 120
FAILURES = pathlib.Path(__file__).parent / "failures"
WATCH = "addEventListener('unhandledrejection', ({ reason }) => console.error(`unhandled: ${reason?.stack ?? reason}`))"
PEOPLE = 5_000


class Town:
    """A Local Teams with 5,000 people, and a notifier that knows them, with a key of each scope."""

    def __init__(self, people: int = PEOPLE):
        self.local = LocalTeams(people)
        self.folder = tempfile.TemporaryDirectory(prefix="notifier-page-")
        self.notifier = Notifier(self.local.address, port=self.local.endpoint_port, folder=self.folder.name)
        self.keys = {scope: f"{scope}-key-of-the-page-tests" for scope in ("read", "send")}
        self.keys["admin"] = self.notifier.key
        names = {"read": "watch", "send": "desk", "admin": "harbour"}
        with open(self.notifier.key_file, "w") as file:
            for scope, key in self.keys.items():
                file.write(f"{names[scope]}:{scope}:{hashlib.sha256(key.encode()).hexdigest()}\n")
        templates = pathlib.Path(self.folder.name, "templates")
        templates.mkdir()
        (templates / "tide.json").write_text(
            '{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"High water at ${time}"}]}'
        )
        self.entra = Entra(self.folder.name)
        settings = pathlib.Path(self.folder.name, "settings.json")
        settings.write_text(json.dumps({"entra": self.entra.settings}))
        self.notifier.arguments = ["--templates", str(templates), "--config", str(settings)]
        self.notifier.import_file(self.local.references)
        self.notifier.start()
        self.address = self.notifier.address

    def stop(self) -> None:
        self.notifier.end()
        self.local.end()
        self.entra.end()
        self.folder.cleanup()

    def has(self, path: str) -> bool:
        """Whether the service knows a call."""
        return path in self.notifier.get("/openapi.json")["paths"]

    def quiet(self) -> None:
        """Nothing goes out any more, and nothing is refused."""
        for state in ("scheduled", "planning", "sending", "paused"):
            for item in self.notifier.items(f"/v1/notifications?state={state}"):
                self.notifier.call("POST", f"/v1/notifications/{item['id']}/cancel")

    def broadcast(self, text: str = "The tide turns at 14:10.", **more) -> str:
        """Everybody is being told something; its id."""
        return self.notifier.send({"everyone": True}, {"text": text}, **more)

    def tell(self, *places: int, text: str = "Berth four is free.", **more) -> str:
        """Certain people are told something; its id."""
        return self.notifier.send(
            {"users": [self.local.people[place].user for place in places]}, {"text": text}, **more
        )


class Tab:
    """The page with a key. Remembers what it complained about and whom it asked."""

    def __init__(self, browser: Browser, town: Town, scope: str | None, **context):
        self.town, self.scope = town, scope
        size = {"viewport": {"width": 1280, "height": 900}}
        self.context = browser.new_context(**{**size, **context})
        if folder := os.environ.get("PAGE"):
            self.context.route(f"{town.address}/**", lambda route: self._from(pathlib.Path(folder), route))
        self.context.add_init_script(WATCH)
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE * 1_000)
        self.complaints: list[str] = []
        self.addresses: list[str] = []
        self.pretended: list[tuple[str, str]] = []
        self.page.on("console", lambda line: line.type in ("error", "warning") and self.complaints.append(line.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.addresses.append(request.url))
        self.page.goto(town.address + "/")
        if scope:
            self.sign_in(town.keys[scope])
            expect(self.views).to_be_visible()

    @staticmethod
    def _from(folder: pathlib.Path, route) -> None:
        """Answers with the page's file as it is on disk now, under the headers that the program sends with its own."""
        name = urllib.parse.urlsplit(route.request.url).path.lstrip("/") or "index.html"
        folders = (folder, folder.parents[2] / "TeamsPage/Page")  # its own files, and those that pages share
        file = next((each / name for each in folders if (each / name).is_file()), None)
        if not file:
            return route.fallback()
        kind = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}.get(file.suffix, "text/html")
        policy = (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
            "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
        )
        headers = {"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff"}
        route.fulfill(status=200, headers=headers, content_type=kind, body=file.read_bytes())

    def pretend(self, path: str, answer, method: str = "GET", status: int = 200) -> None:
        """From the next signing in on, the page hears of this call, and this answer to it."""

        def document(route) -> None:
            json_of = route.fetch().json()
            for each, known in self.pretended:
                json_of["paths"].setdefault(each, {})[known] = {}
            route.fulfill(json=json_of)

        def reply(route) -> None:
            if route.request.method != method:
                return route.fallback()
            route.fulfill(json=answer, status=status)

        self.pretended.append((path, method.lower()))
        self.page.route("**/openapi.json", document)
        self.page.route(re.compile(rf"{re.escape(path)}(\?.*)?$"), reply)

    def sign_in(self, key: str) -> None:
        self.page.get_by_label("API key").fill(key)
        self.button("Sign in").click()

    @property
    def views(self) -> Locator:
        return self.page.get_by_role("navigation", name="Views")

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")

    def button(self, name: str, within: Locator | None = None) -> Locator:
        return (within or self.page).get_by_role("button", name=name, exact=True)

    def visit(self, name: str) -> "Tab":
        self.views.get_by_role("link", name=name, exact=True).click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(name)
        return self

    def open(self, id: str) -> "Tab":
        """One notification, once it is there."""
        self.page.goto(f"{self.town.address}/#/notifications/{id}")
        expect(self.region("Facts")).to_contain_text(id)
        return self

    def region(self, name: str) -> Locator:
        return self.page.get_by_role("region", name=name, exact=True)

    def act(self, name: str, confirm: str) -> str:
        """Presses a button of the notification and confirms; what the dialog said."""
        self.button(name, self.page.get_by_role("group", name="Actions")).click()
        expect(self.button(confirm, self.dialog)).to_be_visible()
        said = self.dialog.inner_text()
        self.button(confirm, self.dialog).click()
        expect(self.dialog).to_have_count(0)
        return said


def _takes_too_long(*_) -> None:
    raise TimeoutError(f"the test ran for over {LONGEST_TEST} s, and was waiting here")


signal.signal(signal.SIGALRM, _takes_too_long)
# Says where Python stands, and ends it: for what even the exception cannot stop, and for the end of the browser.
faulthandler.dump_traceback_later(LONGEST_PAUSE, exit=True)


class OperatorTests(unittest.TestCase):
    """Fresh tabs for each test, and a quiet notifier. The browser and the town serve all classes."""

    maxDiff = None
    forgiven = re.compile("$^")  # what the console may say
    browser: Browser
    town: Town

    @classmethod
    def setUpClass(cls) -> None:
        if not hasattr(OperatorTests, "browser"):
            OperatorTests.town = Town()
            atexit.register(OperatorTests.town.stop)
            playwright = sync_playwright().start()
            OperatorTests.browser = playwright.chromium.launch(
                executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"]
            )
            atexit.register(playwright.stop)
            atexit.register(OperatorTests.browser.close)

    def run(self, result=None):
        self.tabs: list[Tab] = []
        before = len(result.failures) + len(result.errors)
        faulthandler.dump_traceback_later(LONGEST_TEST + LONGEST_PAUSE, exit=True)
        signal.alarm(LONGEST_TEST)
        super().run(result)
        signal.alarm(0)
        faulthandler.dump_traceback_later(LONGEST_PAUSE, exit=True)
        if len(result.failures) + len(result.errors) > before:
            FAILURES.mkdir(exist_ok=True)
            for number, tab in enumerate(self.tabs):
                path = FAILURES / f"{self._testMethodName}-{number}.png"
                try:
                    tab.page.screenshot(path=path, full_page=True)
                    print(f"kept {path}")
                except Exception as error:
                    print(f"no screenshot: {error}")
        for tab in self.tabs:
            tab.context.close()
        return result

    def setUp(self) -> None:
        self.town.quiet()

    def tearDown(self) -> None:
        for tab in self.tabs:
            complaints = [each for each in tab.complaints if not self.forgiven.search(each)]
            self.assertEqual(complaints, [], "the console")
            strangers = [each for each in tab.addresses if not each.startswith((self.town.address, "blob:", "data:"))]
            self.assertEqual(strangers, [], "the page asked other servers")
            for key in self.town.keys.values():
                self.assertEqual([each for each in tab.addresses if key in each], [], "a key stands in an address")

    def tab(self, scope: str | None = "admin", **context) -> Tab:
        tab = Tab(self.browser, self.town, scope, **context)
        self.tabs.append(tab)
        return tab
