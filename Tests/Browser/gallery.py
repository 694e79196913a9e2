"""Takes the pictures of cards for the guide, and prints their names. usage: gallery.py FOLDER

Sixteen cards in four columns, drawn by the page's own renderer, charts among them.
"""

import os
import pathlib
import sys

from playwright.sync_api import sync_playwright

from gallerycards import CARDS, PICTURE
from page import Tab
from world import World

folder = pathlib.Path(sys.argv[1])
folder.mkdir(exist_ok=True)
COLUMNS, WIDTH, GAP = 4, 340, 16
LARGEST = 1_500_000  # bytes of a picture

# Draws the cards one after the other, each into the column that is the shortest by then.
DRAW = """async ([cards, count, width, gap, theme]) => {
    const { renderCard } = await import('/cards/renderer.js');
    const room = document.createElement('main');
    const style = (node, values) => Object.assign(node.style, values);
    style(document.documentElement, { height: 'auto' });
    style(document.body, { height: 'auto', background: theme === 'dark' ? '#141414' : '#ebebeb' });
    style(room, { display: 'flex', alignItems: 'flex-start', gap: `${gap}px`, padding: `${gap}px` });
    const columns = Array.from({ length: count }, () => {
        const column = document.createElement('div');
        style(column, { display: 'flex', flexDirection: 'column', gap: `${gap}px`, width: `${width}px`, flex: 'none' });
        return column;
    });
    room.append(...columns);
    document.body.replaceChildren(room);
    for (const card of cards) {
        const column = columns.reduce((least, each) => each.offsetHeight < least.offsetHeight ? each : least);
        column.append(renderCard(card, { theme, width, locale: 'en-GB', timeZone: 'UTC', images: 'all' }));
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }
    await Promise.all([...document.images].map((each) => each.decode().catch(() => {})));
    return columns.map((each) => each.offsetHeight);
}"""


def take(browser, world: World, theme: str) -> pathlib.Path:
    """The picture of all cards in a theme."""
    tab = Tab(browser, world, world.people[0], path="/", color_scheme=theme, reduced_motion="reduce")
    tab.page.set_viewport_size({"width": COLUMNS * (WIDTH + GAP) + GAP, "height": 900})
    tab.page.route("**/*.test/**", lambda route: route.fulfill(content_type="image/svg+xml", body=PICTURE))
    tab.page.evaluate(DRAW, [CARDS, COLUMNS, WIDTH, GAP, theme])
    wrong = tab.page.locator(".ac-placeholder").all_inner_texts()
    if wrong or tab.complaints:
        raise SystemExit(f"the gallery is not whole: {wrong + tab.complaints}")
    path = folder / f"cards-{theme}.png"
    tab.page.locator("main").screenshot(path=path)
    if path.stat().st_size > LARGEST:
        raise SystemExit(f"{path} has {path.stat().st_size} bytes, over {LARGEST}")
    return path


world = World()
try:
    with sync_playwright() as playwright:
        own = ["--disable-features=LocalNetworkAccessChecks"] if os.environ.get("PAGE") else []
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox", *own])
        for theme in ("light", "dark"):
            print(take(browser, world, theme))  # the file, for whoever makes the gallery
        browser.close()
finally:
    world.stop()
