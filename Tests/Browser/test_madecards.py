"""Cards that nobody would think of, of all that the Swift builders have, are drawn without an error.

`MadeCardsTests` of TeamsCardsTests makes madecards.json and shows that each is a card that Teams takes.
"""

import json
import pathlib
import unittest

from page import PageTests

CARDS = json.loads((pathlib.Path(__file__).parent / "madecards.json").read_text())

# Draws a card, and gives the notes that stand for what was not drawn. Media and components are not played here.
DRAW = """async ([cards, options]) => {
  const { renderCard } = await import('/cards/renderer.js');
  const stage = document.createElement('div');
  document.body.append(stage);
  const all = [];
  for (const card of cards) {
    const drawn = renderCard(card, options);
    stage.replaceChildren(drawn);
    await new Promise(requestAnimationFrame);
    const notes = [...drawn.querySelectorAll('.ac-placeholder')].map((note) => note.textContent);
    const elements = (card.body ?? []).length;
    all.push({ notes, isEmpty: elements > 0 && drawn.childElementCount === 0 });
  }
  stage.remove();
  return all;
}"""


class MadeCardsTests(PageTests):
    def test_every_card_is_drawn(self):
        tab = self.visit()
        for options in ({}, {"theme": "dark", "width": 320, "locale": "ar-EG"}, {"disabled": True, "width": 900}):
            drawn = tab.page.evaluate(DRAW, [CARDS, {"images": "local", **options}])
            self.assertEqual(len(drawn), len(CARDS))
            for number, card in enumerate(drawn):
                wrong = [note for note in card["notes"] if not note.startswith(("Media ", "Component "))]
                self.assertEqual(wrong, [], f"card {number} with {options}")
                self.assertFalse(card["isEmpty"], f"card {number} with {options} shows nothing")


if __name__ == "__main__":
    unittest.main()
