"""Cards of every shape: the page stays alive, nothing runs, nothing is fetched, and what is around them is drawn."""

import os
import random
import unittest

from playwright.sync_api import expect

from cardstage import SAMPLES, CardTests, samples

SEED = int(os.environ.get("SEED") or random.randrange(2**32))

# Draws samples with any JSON value in any place, and presses what can be pressed.
MUTATE = """async ([samples, seed, rounds]) => {
    let state = seed >>> 0;
    const random = (below) => {
        state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) >>> 0;
        return state % below;
    };
    const hostile = '<img src=x onerror=canary(1)>';
    const values = [null, true, false, 0, -1, 1e308, '', hostile, 'javascript:canary(2)',
        '\\ud800', '%', 'drop', [], {},
        [[]], [null], ['x', 5, {}], { type: 'TextBlock', text: 'x' }, { type: 5 }, { type: 'Input.Text' },
        { toString: 5, valueOf: 5, constructor: null }, 'a'.repeat(70_000), Array(300).fill({ type: 'Container' }),
        'Container', 'Table', 'Input.ChoiceSet', 'Action.ShowCard', '__proto__', 'constructor', '50px', '99999999px',
        'stretch', '9'.repeat(400), '{{DATE(', { type: 'Action.Submit', title: 'S' },
        JSON.parse('{"__proto__": {"x": 1}}')];
    const places = (node, found = []) => {
        if (typeof node !== 'object' || node === null) return found;
        for (const key of Object.keys(node)) {
            found.push([node, key]);
            places(node[key], found);
        }
        return found;
    };
    const room = document.getElementById('stage');
    const told = [];
    for (let round = 0; round < rounds; round += 1) {
        const card = structuredClone(samples[random(samples.length)]);
        const all = places(card);
        for (let times = 1 + random(4); times > 0; times -= 1) {
            const [node, key] = all[random(all.length)];
            node[key] = values[random(values.length)];
        }
        let drawn;
        try {
            drawn = draw(card, { width: 100 + random(900) });
        } catch (error) {
            told.push(`round ${round}: ${error.stack}`);
            continue;
        }
        for (const each of drawn.querySelectorAll('.ac-placeholder')) {
            if (/could not be drawn/.test(each.textContent)) told.push(`round ${round}: ${each.textContent}`);
        }
        room.replaceChildren(drawn);
        const buttons = [...drawn.querySelectorAll('button, [role=button]')];
        for (let times = 0; times < 3 && buttons.length; times += 1) buttons[random(buttons.length)].click();
        if (round % 40 === 0) await new Promise((resolve) => setTimeout(resolve)); // lets the page draw
    }
    return told.slice(0, 20);
}"""


def text(words: str, **more) -> dict:
    return {"type": "TextBlock", "text": words, **more}


class HostileCardTests(CardTests):
    @unittest.skipUnless((SAMPLES / "index.json").is_file(), f"no samples in {SAMPLES}")
    def test_any_value_in_any_place(self) -> None:
        page = self.stage()
        told = page.evaluate(MUTATE, [[card for _, card in samples()], SEED, 1_500])
        self.assertEqual(told, [], f"SEED={SEED}")

    def test_no_card_at_all(self) -> None:
        page = self.stage()
        for card in (
            None,
            5,
            "card",
            [],
            [[]],
            {},
            True,
            {"body": 5, "actions": {}},
            {"type": 5, "body": [None, 5, "x", []]},
        ):
            with self.subTest(card):
                if not isinstance(card, list):
                    self.show(page, card)
                else:
                    page.evaluate("(card) => show(card)", card)
                expect(page.locator(".ac-card")).to_have_count(1)

    def test_fifty_thousand_levels(self) -> None:
        page = self.stage()
        for open_, end in [
            ('{"type":"Container","items":[', "]}"),
            ('{"type":"Graph","fallback":', "}"),
            ('{"type":"ColumnSet","columns":[{"items":[', "]}]}"),
            ('{"type":"Table","rows":[{"cells":[{"items":[', "]}]}]}"),
            ('{"type":"ActionSet","actions":[{"type":"Action.ShowCard","title":"x","card":{"body":[', "]}}]}"),
            (
                '{"type":"ActionSet","actions":[{"type":"Action.ShowCard",'
                '"card":{"body":[{"type":"Graph"}]},"fallback":',
                "}]}",
            ),
            ('{"type":"ImageSet","images":[', "]}"),
            ('{"type":"Input.Text","inlineAction":{"type":"Action.X","fallback":', "}}"),
        ]:
            with self.subTest(open_):
                page.evaluate(
                    """([open, end]) => {
                        const times = 50_000;
                        const deep = `${open.repeat(times)}{"type":"TextBlock","text":"bottom"}${end.repeat(times)}`;
                        show(JSON.parse(`{"type":"AdaptiveCard","body":[{"type":"TextBlock","text":"before"},${deep},
                            {"type":"TextBlock","text":"after"}]}`));
                    }""",
                    [open_, end],
                )
                expect(page.get_by_text("before")).to_be_visible()
                expect(page.get_by_text("after")).to_be_visible()

    def test_a_hundred_thousand_elements_come_in_portions(self) -> None:
        page = self.stage()
        took = page.evaluate(
            """() => {
                const line = (_, index) => ({ type: 'TextBlock', text: `line ${index}` });
                const body = Array.from({ length: 100_000 }, line);
                const before = performance.now();
                show({ type: 'AdaptiveCard', body });
                return performance.now() - before;
            }"""
        )
        self.assertLess(took, 4_000)
        self.assertLess(page.evaluate("() => document.querySelectorAll('#stage *').length"), 10_000)
        more = page.get_by_role("button", name="Show 98500 more elements")
        more.click()
        expect(page.locator('[data-pointer="/body/1500"]')).to_be_focused()
        expect(page.locator('[data-pointer="/body/1500"]')).to_have_text("line 1500")
        expect(page.get_by_role("button", name="Show 98000 more elements")).to_be_visible()
        for name, body in {
            "columns": {"type": "ColumnSet", "columns": [{"items": [text("x")]}] * 3_000},
            "rows": {"type": "Table", "rows": [{"cells": [{"items": []}] * 50}] * 3_000},
            "cells": {"type": "Table", "rows": [{"cells": [{"items": []}] * 9_000}]},
            "facts": {"type": "FactSet", "facts": [{"title": "a", "value": "b"}] * 9_000},
            "runs": {"type": "RichTextBlock", "inlines": ["x"] * 9_000},
            "choices": {"type": "Input.ChoiceSet", "id": "x", "style": "expanded", "choices": [{"title": "a"}] * 9_000},
            "actions": {"type": "ActionSet", "actions": [{"type": "Action.Submit", "title": "a"}] * 9_000},
            "images": {"type": "ImageSet", "images": [{"url": "x"}] * 9_000},
        }.items():
            with self.subTest(name):
                self.show(page, [body, text("after")])
                self.assertLess(page.evaluate("() => document.querySelectorAll('#stage *').length"), 26_000)

    def test_ids_that_are_there_twice_or_name_accessors(self) -> None:
        page = self.stage()
        names = ["same", "same", "__proto__", "constructor", "toString", ""]
        body = [{"type": "Input.Text", "id": name, "value": f"{at}"} for at, name in enumerate(names)]
        self.show(page, {"body": body, "actions": [{"type": "Action.Submit", "title": "Send", "data": {"a": 1}}]})
        page.get_by_role("button", name="Send").click()
        page.wait_for_function("() => presses.length === 1")
        self.assertEqual(
            page.evaluate("() => Object.entries(presses[0].inputs).sort()"),
            [["__proto__", "2"], ["constructor", "3"], ["same", "1"], ["toString", "4"]],
        )
        self.assertTrue(page.evaluate("() => ({}).x === undefined && document.querySelectorAll('[id]').length > 0"))
        ids = page.evaluate("() => [...document.querySelectorAll('#stage [id]')].map((each) => each.id)")
        self.assertEqual(len(ids), len(set(ids)))

    def test_nothing_of_a_text_runs(self) -> None:
        page = self.stage()
        evil = "<img src=x onerror=canary(1)><script>canary(2)</script>\"'`');canary(3)//"
        body = [
            text(evil, color=evil, id=evil, horizontalAlignment=evil, spacing=evil, lang=evil),
            {"type": "Image", "url": evil, "altText": evil, "backgroundColor": "red;background:url(https://x.test/)"},
            {"type": "Container", "items": [], "backgroundImage": 'https://x.test/a.png");x:url("https://y.test/'},
            {"type": "FactSet", "facts": [{"title": evil, "value": evil}]},
            {"type": "Input.Text", "id": evil, "label": evil, "placeholder": evil, "value": evil, "errorMessage": evil},
            {"type": "Input.ChoiceSet", "id": "c", "choices": [{"title": evil, "value": evil}]},
            {"type": evil},
            {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": evil}, {"type": evil}]},
            {
                "type": "ActionSet",
                "actions": [{"type": "Action.Submit", "title": evil, "iconUrl": evil, "tooltip": evil}],
            },
            {"type": "Column", "minHeight": "9px;position:fixed", "width": "1px} body {display:none"},
        ]
        place = self.show(page, body)
        self.assertEqual(
            page.evaluate("() => document.querySelectorAll('#stage :is(script, iframe, style)').length"), 0
        )
        self.assertEqual(place.locator("img").count(), 0)
        self.assertIn(evil, place.locator(".ac-text").first.text_content())
