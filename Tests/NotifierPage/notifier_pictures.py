"""Takes the pictures of the page for the guide, and prints their names. usage: notifier_pictures.py FOLDER"""

import faulthandler
import os
import pathlib
import re
import sys

from playwright.sync_api import expect, sync_playwright

from operators import Tab, Town

CARD = {
    "type": "AdaptiveCard",
    "version": "1.5",
    "body": [
        {
            "type": "TextBlock",
            "text": "The tide turns at 14:10",
            "size": "large",
            "weight": "bolder",
            "style": "heading",
        },
        {"type": "TextBlock", "text": "Moorings are checked **until then**.", "wrap": True},
        {
            "type": "FactSet",
            "facts": [{"title": "High water", "value": "5.4 m"}, {"title": "Wind", "value": "SW 6, later 7"}],
        },
    ],
    "actions": [
        {"type": "Action.Execute", "title": "Mine is checked", "style": "positive"},
        {"type": "Action.Execute", "title": "I need a hand"},
    ],
}
faulthandler.cancel_dump_traceback_later()  # the deadline of tests
folder = pathlib.Path(sys.argv[1])
folder.mkdir(exist_ok=True)
town = Town()
try:
    local = town.local
    faults = [
        local.fault("send", 403, code=code, user=local.people[place].handle, times=0)
        for code, places in (("BotDisabledByAdmin", range(3, 10)), ("ConversationBlockedByUser", range(20, 24)))
        for place in places
    ]
    faults += [local.fault("send", 0, user=local.people[place].handle, times=0) for place in range(30, 32)]
    town.tell(*range(300, 400), text="Pilots: the briefing moves to 07:30.", category="briefings")
    plan = {"cron": "0 9 * * 1-5", "timeZone": "Europe/Paris"}
    town.broadcast("Berth plan of the day", schedule=plan, category="berths")
    town.notifier.until_done(town.tell(*range(200, 240), text="Crane 2 is back at work.", category="cranes"))
    content = {"card": CARD, "summary": "The tide turns at 14:10. Moorings are checked until then."}
    running = town.notifier.send({"everyone": True}, content, category="tides")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])
        for scheme, name in (("light", "notifier"), ("dark", "notifier-dark")):
            tab = Tab(browser, town, "admin", color_scheme=scheme, device_scale_factor=1.5)
            progress = re.compile(r"[1-9],\d+ of 5,000 delivered")
            expect(tab.page.get_by_role("listitem", name=re.compile("The tide")).first).to_contain_text(
                progress, timeout=90_000
            )
            if scheme == "dark":
                tab.open(running)
                expect(tab.region("Deliveries")).to_contain_text("shown")
                expect(tab.region("What did not arrive")).to_contain_text("administrator")
            tab.page.set_viewport_size({"width": 1280, "height": 620 if scheme == "light" else 1000})
            tab.page.mouse.move(5, 400)
            tab.page.screenshot(path=folder / f"{name}.png")
            print(folder / f"{name}.png")  # for whoever takes them
        browser.close()
finally:
    town.stop()
