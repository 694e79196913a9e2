"""Takes the pictures of the page for the README and the guide, and prints their names. usage: pictures.py FOLDER"""

import json
import os
import pathlib
import sys
import tempfile

from playwright.sync_api import expect, sync_playwright

from page import Tab
from world import World

folder = pathlib.Path(sys.argv[1])
folder.mkdir(exist_ok=True)


def workspace_file(path: pathlib.Path) -> pathlib.Path:
    """The built-in company, early on a working day, with a bot that has a name."""
    plain = World()
    workspace = plain.call("GET", "workspace")
    plain.stop()
    workspace["bots"][0].update(name="Harbour Bot", endpoint=None)
    workspace["clock"] = {"mode": "virtual", "now": "2026-11-20T06:41:00Z"}
    workspace["installations"] = []
    path.write_text(json.dumps(workspace))
    return path


with tempfile.TemporaryDirectory() as temporary:
    world = World("--workspace", str(workspace_file(pathlib.Path(temporary) / "workspace.json")))
try:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])
        light = Tab(browser, world, world.people[0], color_scheme="light", device_scale_factor=1.5).open(
            world.group_name
        )
        dark = Tab(browser, world, world.people[0], color_scheme="dark", device_scale_factor=1.5).open(world.group_name)
        me, bo, chidi = world.people[0], world.people[1], world.people[2]
        bot = world.bot_name

        world.say(bo, "Morning! The *Aurora* is alongside at **berth four**, two hours early.")
        first = world.history(me)[-1]["id"]
        for person, reaction in ((me, "like"), (chidi, "like"), (chidi, "surprised")):
            world.call("PUT", f"conversations/{world.group}/messages/{first}/reactions/{reaction}", **{"as": person})
        world.say(chidi, "Then we need the second crane. Who has the plan?", quote=first)
        world.call("POST", "clock", {"advance": 180})
        light.composer.fill(f"@{bot} echo Crane plan:\n- crane 2 at 08:30\n- crane 3 at **09:15**")
        light.composer.press("Enter")
        expect(light.article("crane 2 at 08:30")).to_have_count(2)
        light.composer.fill(f"@{bot} whisper The harbour master expects you at ten, alone.")
        light.composer.press("Enter")
        expect(light.article("Only you can see this message")).to_be_visible()
        for tab, name in ((light, "local-teams"), (dark, "local-teams-dark")):
            expect(tab.article("Only you can see this message")).to_be_visible()
            tab.page.set_viewport_size({"width": 1280, "height": 840 if tab is light else 870})
            if tab is dark:
                tab.button("Inspector").click()
                tab.article("Only you can see this message").focus()
                inspector = tab.page.get_by_role("region", name="Inspector")
                inspector.get_by_role("listitem").filter(has_text="send").first.locator("summary").click()
            tab.composer.focus()
            tab.page.mouse.move(5, 400)
            tab.page.wait_for_timeout(300)  # until what moves stands still: there is no event for it
            tab.page.screenshot(path=folder / f"{name}.png")
            print(folder / f"{name}.png")

        # What Teams refuses, and where that is asked for.
        world.call("PATCH", "limits", "documented")
        world.call("POST", "faults", {"operation": "send", "status": 429, "retryAfter": 1, "times": 0})
        light.composer.fill(f"@{bot} echo The pilot is on board.")
        light.composer.press("Enter")
        expect(light.log.get_by_role("note").filter(has_text="429 Throttled").first).to_be_visible()
        light.button("Test").click()
        light.page.wait_for_timeout(300)  # as above
        light.page.screenshot(path=folder / "local-teams-faults.png")
        print(folder / "local-teams-faults.png")  # for whoever takes the pictures
        browser.close()
finally:
    world.stop()
