"""A page that shows nothing but cards, drawn by the page's own renderer, and what is pressed on them."""

import json
import os
import pathlib

from page import PageTests

SAMPLES = pathlib.Path(
    os.environ.get("CARD_SAMPLES") or pathlib.Path(__file__).resolve().parents[3] / "shared/conformance/cards"
)
# A picture for every address: what cards of samples name is not asked.
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="80">'
    '<rect width="120" height="80" fill="#7a8ccc"/></svg>'
)
STAGE = """async () => {
    const { renderCard } = await import('/cards/renderer.js');
    const room = document.createElement('main');
    room.id = 'stage';
    room.style.cssText = 'padding: 16px; max-width: 520px';
    document.body.style.overflow = 'auto';
    document.documentElement.style.height = 'auto';
    document.body.replaceChildren(room);
    document.title = 'Cards';
    window.opened = [];
    HTMLAnchorElement.prototype.click = function () { opened.push(this.href); };
    window.presses = [];
    window.answer = async () => ({});
    window.pressed = (press) => { presses.push(structuredClone(press)); return window.answer(press); };
    const usual = { locale: 'en-US', timeZone: 'UTC', press: window.pressed };
    window.draw = (card, options) => renderCard(card, { ...usual, ...options });
    window.show = (card, options) => {
        presses.length = 0;
        opened.length = 0;
        room.replaceChildren(draw(card, options));
    };
}"""


def samples() -> list[tuple[str, dict]]:
    """The published samples by name."""
    index = json.loads((SAMPLES / "index.json").read_text())
    return [(each["file"], json.loads((SAMPLES / each["file"]).read_text())) for each in index["cards"]]


class CardTests(PageTests):
    def stage(self, **context):
        """The page of a tab, with the stage in place of the conversation."""
        tab = self.visit(0, **context)
        tab.strangers = []
        page = tab.page
        page.route("**/*.test/**", lambda route: route.fulfill(content_type="image/svg+xml", body=PICTURE))
        page.evaluate(STAGE)
        return page

    def show(self, page, card, **options):
        """Draws one card, and gives its place."""
        if isinstance(card, list):
            card = {"type": "AdaptiveCard", "version": "1.5", "body": card}
        page.evaluate("([card, options]) => show(card, options)", [card, options])
        return page.locator("#stage")
