"""Tabs of the page, each one person, and the test case that holds them."""

import atexit
import faulthandler
import os
import pathlib
import re
import signal
import time
import unittest
import urllib.parse

from playwright.sync_api import Browser, Locator, expect, sync_playwright

from world import World

# How long a test waits for what should come, in seconds: more on a machine that has other things to do.
PATIENCE = float(os.environ.get("PATIENCE", "8"))
expect.set_options(timeout=PATIENCE * 1_000)
# What a test may take, in seconds, and what may lie between two of them: a page that never answers is a failure.
LONGEST_TEST, LONGEST_PAUSE = max(180, int(15 * PATIENCE)), 120
FAILURES = pathlib.Path(__file__).parent / "failures"
# What the console hears of: a script in a message that ran (they call `canary`), and a promise that nobody caught.
WATCH = """window.canary = (what) => { console.error(`a script of a message ran: ${what}`); };
addEventListener('unhandledrejection', ({ reason }) => console.error(`unhandled: ${reason?.stack ?? reason}`));"""


def folders(page: pathlib.Path) -> list[pathlib.Path]:
    """Where the files of a page lie: its own, and those that pages share."""
    return [page, page.parents[2] / "TeamsPage/Page"]


class Tab:
    """One person's page. Remembers what came over its live stream, and what it complained about."""

    safety: dict[str, str] = {}  # the headers that the program sends with each file of the page

    def __init__(self, browser: Browser, world: World, handle: str, path: str | None = None, **context):
        self.world, self.handle = world, handle
        self.context = browser.new_context(viewport={"width": 1280, "height": 800}, **context)
        if (folder := os.environ.get("PAGE")) and isinstance(world, World):
            own = re.compile(rf"{re.escape(world.address)}/([^?]*\.[a-z]+|cards)?(\?.*)?$")
            self.context.route(own, lambda route: self._from(pathlib.Path(folder), route))
        self.context.add_init_script(WATCH)
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE * 1_000)
        self.frames: list[str] = []
        self.complaints: list[str] = []
        self.strangers: list[str] = []
        self.page.on(
            "websocket", lambda socket: socket.on("framereceived", lambda frame: self.frames.append(str(frame)))
        )
        self.page.on("console", lambda line: line.type in ("error", "warning") and self.complaints.append(line.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self._requested(request.url))
        self.page.goto(f"{world.address}{path or f'/?as={handle}'}")
        if not path:
            expect(self.log).to_have_attribute("aria-busy", "false")

    @staticmethod
    def _from(folder: pathlib.Path, route) -> None:
        """Answers with the page's file as it is on disk now, under the headers that the program sends with its own."""
        url = urllib.parse.urlsplit(route.request.url)
        name = {"/": "index.html", "/cards": "cards.html"}.get(url.path, url.path.lstrip("/"))
        file = next((each / name for each in folders(folder) if (each / name).is_file()), None)
        if not file:
            return route.fallback()
        kind = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}.get(file.suffix, "text/html")
        if not Tab.safety:
            Tab.safety = {
                name: value
                for name, value in route.fetch(url=f"{url.scheme}://{url.netloc}/").headers.items()
                if name in ("content-security-policy", "referrer-policy", "x-content-type-options")
            }
        route.fulfill(status=200, headers=Tab.safety, content_type=kind, body=file.read_bytes())

    def _requested(self, url: str) -> None:
        if not url.startswith((self.world.address, "data:", "blob:")):
            self.strangers.append(url)

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log")

    @property
    def composer(self) -> Locator:
        return self.page.get_by_role("textbox", name=re.compile("^Message "))

    @property
    def conversations(self) -> Locator:
        return self.page.get_by_role("navigation", name="Conversations")

    def open(self, name: str) -> "Tab":
        self.conversations.get_by_role("link", name=name, exact=True).click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(name)
        expect(self.log).to_have_attribute("aria-busy", "false")
        return self

    def write(self, text: str) -> None:
        self.composer.fill(text)
        self.composer.press("Enter")

    def article(self, text: str) -> Locator:
        return self.log.get_by_role("article").filter(has_text=text)

    def shown(self) -> list[tuple[str, str]]:
        """The messages in the log, as id and text, from top to bottom."""
        return [
            tuple(each)
            for each in self.log.evaluate(
                "log => [...log.querySelectorAll('article')]"
                ".map((each) => [each.dataset.id, each.querySelector('.content')?.textContent ?? ''])"
            )
        ]

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)


def _takes_too_long(*_) -> None:
    raise TimeoutError(f"the test ran for over {LONGEST_TEST} s, and was waiting here")


signal.signal(signal.SIGALRM, _takes_too_long)
# Says where Python stands, and ends it: for what even the exception cannot stop, and for the end of the browser.
faulthandler.dump_traceback_later(LONGEST_PAUSE, exit=True)


class PageTests(unittest.TestCase):
    """Fresh tabs for each test, and the world as it was at the start. The browser and the world serve all classes."""

    maxDiff = None
    forgiven = re.compile("$^")  # what the console may say
    browser: Browser
    shared: World | None = None

    @classmethod
    def setUpClass(cls) -> None:
        if not hasattr(PageTests, "browser"):
            playwright = sync_playwright().start()
            # A page that a test answers itself may still talk to this machine.
            own = ["--disable-features=LocalNetworkAccessChecks"] if os.environ.get("PAGE") else []
            PageTests.browser = playwright.chromium.launch(
                executable_path=os.environ["CHROMIUM"], args=["--no-sandbox", "--js-flags=--expose-gc", *own]
            )
            atexit.register(playwright.stop)
            atexit.register(PageTests.browser.close)
        cls.world = cls.make_world()

    @classmethod
    def make_world(cls) -> World:
        if PageTests.shared is None:
            PageTests.shared = World()
            atexit.register(PageTests.shared.stop)
        return PageTests.shared

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
                path = FAILURES / f"{self._testMethodName}-{number}-{tab.handle}.png"
                try:
                    tab.page.screenshot(path=path)
                    print(f"kept {path}")
                except Exception as error:
                    print(f"no screenshot of {tab.handle}: {error}")
        for tab in self.tabs:
            tab.context.close()
        return result

    def setUp(self) -> None:
        self.world.call("POST", "reset")
        self.world.lift_limits()

    def tearDown(self) -> None:
        for tab in self.tabs:
            self.assertEqual(
                [each for each in tab.complaints if not self.forgiven.search(each)], [], f"{tab.handle}'s console"
            )
            self.assertEqual(tab.strangers, [], f"{tab.handle}'s page asked other servers")

    def assert_everyone_sees_the_history(self, conversation: str | None = None) -> list[tuple[str, str]]:
        """Every tab ends with the messages of its person's history, in its order. Gives those of the first tab."""
        deadline = time.monotonic() + 10
        while True:
            pairs = [
                (
                    tab,
                    tab.shown(),
                    [(each["id"], each["text"]) for each in self.world.history(tab.handle, conversation)],
                )
                for tab in self.tabs
            ]
            if all(shown == truth for _, shown, truth in pairs) or time.monotonic() > deadline:
                for tab, shown, truth in pairs:
                    self.assertEqual(shown, truth, tab.handle)
                return pairs[0][1]
            self.tabs[0].page.wait_for_timeout(50)

    def tab(self, handle: str | int = 0, **context) -> Tab:
        """The page of a person of the group chat, open there."""
        tab = self.visit(handle, **context)
        return tab.open(self.world.group_name)

    def visit(self, handle: str | int = 0, **context) -> Tab:
        tab = Tab(self.browser, self.world, self.world.people[handle] if isinstance(handle, int) else handle, **context)
        self.tabs.append(tab)
        return tab
