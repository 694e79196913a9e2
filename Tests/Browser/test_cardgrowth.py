"""Five hundred cards in a conversation: the page answers while one scrolls, and keeps no more than it shows."""

import json

from playwright.sync_api import expect

from cardbot import adaptive, execute
from fake import FakeTeams
from page import PageTests

COUNT = 500
LONGEST = 100  # ms of one task after loading
FRAMES, ROUNDS = 50, 2

# Scrolls as a wheel does, a card or two a frame.
WHEEL = """async (frames) => {
    const log = document.querySelector('[role=log]');
    for (let count = 0; count < frames; count += 1) {
        log.scrollTop -= 600;
        await new Promise((done) => requestAnimationFrame(done));
    }
}"""
# Goes through the whole conversation in leaps, to its beginning and back.
LEAP = """async () => {
    const log = document.querySelector('[role=log]');
    const first = () => log.querySelector('article').dataset.id;
    const last = () => [...log.querySelectorAll('article')].at(-1).dataset.id;
    for (const [by, edge] of [[-20000, first], [20000, last]]) {
        let still = 0;
        for (let steps = 0; steps < 400 && still < 5; steps += 1) {
            const before = [log.scrollTop, edge()].join();
            log.scrollTop += by;
            await new Promise((done) => requestAnimationFrame(done));
            still = [log.scrollTop, edge()].join() === before ? still + 1 : 0;
        }
    }
}"""


def ticket(number: int) -> dict:
    return adaptive(
        {"type": "TextBlock", "text": f"Ticket {number}", "weight": "Bolder", "size": "Large"},
        f"The crane at berth **{number % 9}** waits for a signature, [see](https://harbor.test/{number}).",
        {
            "type": "ColumnSet",
            "columns": [
                {"type": "Column", "width": "auto", "items": [{"type": "TextBlock", "text": "Due"}]},
                {"type": "Column", "width": "stretch", "items": [{"type": "TextBlock", "text": "at six"}]},
            ],
        },
        {"type": "FactSet", "facts": [{"title": f"Fact {each}", "value": f"{each * number}"} for each in range(4)]},
        {"type": "Input.Text", "id": "note", "label": "Note"},
        {"type": "Input.ChoiceSet", "id": "to", "choices": [{"title": each, "value": each} for each in "abc"]},
        actions=[
            execute("Approve"),
            execute("Refuse"),
            {"type": "Action.OpenUrl", "title": "Open", "url": "https://a.test"},
        ],
    )


class CardGrowthTests(PageTests):
    @classmethod
    def make_world(cls) -> FakeTeams:
        world = FakeTeams()
        cls.addClassCleanup(world.stop)
        return world

    def drawn(self, page) -> None:
        page.wait_for_function("() => !document.querySelector('.card-slot:not(.drawn)')", polling=100, timeout=90_000)

    def longest_task(self, page, work) -> float:
        """The milliseconds for which the longest task computed while `work` was done, however busy the machine was."""
        self.browser.start_tracing(page=page, categories=["toplevel", "devtools.timeline"])
        work()
        events = json.loads(self.browser.stop_tracing())["traceEvents"]
        main = {(each["pid"], each["tid"]) for each in events if each["name"] == "Layout"}
        tasks = [
            each.get("tdur", 0) for each in events if (each["pid"], each["tid"]) in main and "RunTask" in each["name"]
        ]
        self.assertGreater(len(tasks), FRAMES)
        return max(tasks) / 1000

    def kept(self, page) -> tuple[int, int]:
        """The bytes of the heap and the nodes of the document, after what is garbage has gone."""
        session = page.context.new_cdp_session(page)
        session.send("HeapProfiler.collectGarbage")
        session.send("HeapProfiler.collectGarbage")
        heap = session.send("Runtime.getHeapUsage")["usedSize"]
        nodes = session.send("Memory.getDOMCounters")["nodes"]
        session.detach()
        return heap, nodes

    def test_five_hundred_cards(self) -> None:
        room = next(iter(self.world.histories))
        self.world.histories[room] = [
            {
                "id": self.world.next_id(),
                "from": {"kind": "bot", "appId": "b0", "name": "Chaos"},
                "attachments": [ticket(number)],
            }
            for number in range(COUNT)
        ]
        tab = self.tab("ines")
        newest = tab.log.get_by_role("article").last
        expect(newest.get_by_text(f"Ticket {COUNT - 1}", exact=True)).to_be_attached()
        expect(newest.get_by_role("button", name="Approve")).to_be_in_viewport()
        self.drawn(tab.page)
        longest = LONGEST
        for _ in range(3):
            longest = self.longest_task(tab.page, lambda: tab.page.evaluate(WHEEL, FRAMES))
            if longest < LONGEST:
                break
        kept = []
        for _ in range(ROUNDS):
            tab.page.evaluate(LEAP)
            self.drawn(tab.page)
            kept.append(self.kept(tab.page))
        expect(newest.get_by_role("button", name="Approve")).to_be_in_viewport()
        print(f"the longest task took {longest:.0f} ms, heap and nodes {kept} ", end="", flush=True)
        self.assertLess(longest, LONGEST)
        for place, what in enumerate(("heap", "nodes")):
            self.assertLess(kept[-1][place], 1.2 * kept[0][place], what)
