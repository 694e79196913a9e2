"""The published sample cards, all of them: nothing is lost, everything can be pressed, everyone can read it."""

import importlib.resources
import json
import unittest

from cardstage import SAMPLES, CardTests, samples

AXE = (importlib.resources.files("axe_playwright_python") / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# What of a card's JSON stands nowhere on the page: by pointer, the elements that were neither drawn, replaced nor
# marked, and the texts that are not to be read.
LOST = r"""(samples) => {
    const lists = ['body', 'items', 'columns', 'rows', 'cells', 'images', 'actions', 'pages'];
    const bare = (text) => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
    const said = (text) => bare(String(text).replace(/\]\([^)]*\)/g, '').replace(/^\s*\d+[.)]\s/gm, '')
        .replace(/<\/?at>/g, ''));
    const isDropped = (node) => node?.fallback === 'drop' || (node?.fallback && isDropped(node.fallback));
    const isClock = (text) => /\{\{(DATE|TIME)\(/.test(text);
    return samples.flatMap(([name, card]) => {
        const root = draw(card, { width: 480 });
        const lost = [];
        const drawn = [...root.querySelectorAll('[data-pointer]')];
        const places = new Map(drawn.map((each) => [each.dataset.pointer, each]));
        const all = bare(root.textContent);
        const read = (text, where) => {
            if (typeof text === 'string' && !isClock(text) && !all.includes(said(text))) lost.push(`${where}: ${text}`);
        };
        const visit = (node, pointer) => {
            if (typeof node !== 'object' || node === null) return;
            for (const list of lists) {
                if (!Array.isArray(node[list]) || (list === 'columns' && node.type === 'Table')) continue;
                node[list].forEach((each, index) => {
                    const at = `${pointer}/${list}/${index}`;
                    const place = places.get(at);
                    if (!place) {
                        const isReplaced = isDropped(each) ||
                            [...places.keys()].some((one) => one.startsWith(`${at}/fallback`));
                        const isEmpty = each?.type === 'TextBlock' && !String(each.text ?? '').trim();
                        const isBehind = root.querySelector('.ac-more-elements');
                        if (!isReplaced && !isEmpty && !isBehind) lost.push(at);
                        return;
                    }
                    if (place.matches('.ac-placeholder')) return;
                    if (each.type === 'TextBlock') read(each.text, at);
                    for (const fact of (each.type === 'FactSet' && each.facts) || []) {
                        read(fact.title, at);
                        read(fact.value, at);
                    }
                    if (each.type === 'RichTextBlock') for (const run of each.inlines ?? []) read(run.text ?? run, at);
                    if (each.type?.startsWith('Action.')) read(each.title, at);
                    if (each.card) visit(each.card, `${at}/card`);
                    visit(each, at);
                });
            }
        };
        if (!root.querySelector(':scope > .ac-fallback-text, :scope > .ac-placeholder')) visit(card, '');
        return lost.map((each) => `${name} ${each}`);
    });
}"""

# Shows all cards at once. Each press of an action is told by the place of its button, and none opens anything.
EVERYTHING = """(samples) => {
    const room = document.getElementById('stage');
    room.replaceChildren(...samples.map(([name, card]) => {
        const drawn = draw(card, { width: 480 });
        drawn.dataset.name = name;
        return drawn;
    }));
    window.done = new WeakSet();
    addEventListener('click', ({ target }) => {
        const at = target.closest?.('button, [role=button], [role=link]');
        if (at) done.add(at);
    }, true);
    window.actions = () => [...room.querySelectorAll('[data-pointer]')].filter((each) =>
        each.matches('button, .ac-run-action') && !each.disabled && each.getAttribute('aria-disabled') !== 'true' &&
        each.getClientRects().length > 0);
    window.left = () => actions().filter((each) => !done.has(each))
        .map((each) => `${each.closest('.ac-card').dataset.name} ${each.dataset.pointer}`);
    window.atNew = () => {
        const at = document.activeElement;
        if (at === document.body) return 'end';
        if (at.matches('.ac-more')) {
            const items = [...at.nextElementSibling.querySelectorAll('button:not(:disabled)')];
            const next = items.findIndex((each) => !done.has(each));
            return next < 0 ? '' : `menu ${next}`;
        }
        return at.matches('button, .ac-run-action') && !done.has(at) ? 'new' : '';
    };
}"""


@unittest.skipUnless((SAMPLES / "index.json").is_file(), f"no samples in {SAMPLES}")
class SampleTests(CardTests):
    def test_nothing_of_any_sample_is_lost(self) -> None:
        page = self.stage()
        self.assertEqual(page.evaluate(LOST, samples()), [])

    def test_every_action_is_reached_and_pressed_by_keyboard(self) -> None:
        page = self.stage()
        page.evaluate(EVERYTHING, samples())
        count = page.evaluate("() => actions().length")
        self.assertGreater(count, 250)
        for _ in range(3):  # what one action shows may hold another that stands before it
            page.evaluate("() => { document.activeElement?.blur(); getSelection().removeAllRanges(); scrollTo(0, 0); }")
            page.evaluate("() => { const at = document.getElementById('stage'); at.tabIndex = -1; at.focus(); }")
            while True:
                page.keyboard.press("Tab")
                at = page.evaluate("() => atNew()")
                if at == "end":
                    break
                while at.startswith("menu"):
                    page.keyboard.press("Enter")
                    for _ in range(int(at.split()[1])):
                        page.keyboard.press("ArrowDown")
                    page.keyboard.press("Enter")
                    at = page.evaluate("() => atNew()")
                if at == "new":
                    page.keyboard.press("Enter")
            if not page.evaluate("() => left()"):
                break
        self.assertEqual(page.evaluate("() => left()"), [])

    def rules(self, scheme: str, only: list[str]) -> None:
        page = self.stage(color_scheme=scheme)
        page.evaluate(AXE)
        everything, all_found = samples(), []
        for first in range(0, len(everything), 110):
            found = page.evaluate(
                """async ([samples, rules]) => {
                    const room = document.getElementById('stage');
                    room.replaceChildren(...samples.map(([name, card]) => {
                        const drawn = draw(card, { width: 480 });
                        drawn.dataset.name = name;
                        for (const each of drawn.querySelectorAll('[aria-expanded="false"]')) each.click();
                        return drawn;
                    }));
                    const { violations } = await axe.run(room, {
                        runOnly: rules, resultTypes: ['violations'],
                        // Of the whole page, and no card knows what stands before it.
                        rules: { region: { enabled: false }, 'heading-order': { enabled: false } },
                    });
                    return violations.flatMap(({ id, nodes }) => nodes.map((each) => `${id} ${
                        document.querySelector(each.target[0])?.closest('.ac-card')?.dataset.name}: ${
                        each.html.slice(0, 200)} ${each.any.concat(each.all, each.none)[0]?.message ?? ''}`));
                }""",
                [everything[first : first + 110], only],
            )
            all_found += found
        self.assertEqual(all_found, [])

    def test_the_samples_keep_the_rules_of_axe_in_light(self) -> None:
        self.rules("light", RULES)

    def test_the_samples_can_be_read_in_dark(self) -> None:
        self.rules("dark", ["color-contrast"])

    def test_the_look_is_that_of_the_host_configurations(self) -> None:
        page = self.stage()
        body = [
            {"type": "TextBlock", "text": "small", "size": "Small"},
            {"type": "TextBlock", "text": "large", "size": "large", "weight": "Bolder", "spacing": "ExtraLarge"},
            {"type": "TextBlock", "text": "accent", "color": "accent"},
            {"type": "TextBlock", "text": "mono", "fontType": "Monospace", "spacing": "small"},
            {"type": "Container", "style": "emphasis", "items": [{"type": "TextBlock", "text": "within"}]},
        ]
        for theme in ("light", "dark"):
            config = json.loads((SAMPLES / f"host-config-teams-{theme}.json").read_text())
            self.show(page, body, theme=theme)

            def styles(text, *names, page=page):
                element = page.get_by_text(text, exact=True).locator("xpath=ancestor-or-self::*[@data-pointer][1]")
                return [element.evaluate("(at, name) => getComputedStyle(at)[name]", name) for name in names]

            fonts, styled = config["fontTypes"]["default"], config["containerStyles"]
            self.assertEqual(styles("small", "fontSize"), [f"{fonts['fontSizes']['small']}px"])
            self.assertEqual(
                styles("large", "fontSize", "fontWeight", "marginTop"),
                [
                    f"{fonts['fontSizes']['large']}px",
                    str(fonts["fontWeights"]["bolder"]),
                    f"{config['spacing']['extraLarge']}px",
                ],
            )
            accent = styled["default"]["foregroundColors"]["accent"]["default"]
            self.assertEqual(styles("accent", "color"), [rgb(accent)])
            self.assertEqual(styles("mono", "marginTop"), [f"{config['spacing']['small']}px"])
            self.assertIn("Courier New", styles("mono", "fontFamily")[0])
            container = page.locator('[data-pointer="/body/4"]')
            ground = container.evaluate("(at) => getComputedStyle(at).backgroundColor")
            self.assertEqual(ground, rgb(styled["emphasis"]["backgroundColor"]))
            padding = container.evaluate("(at) => getComputedStyle(at).paddingTop")
            self.assertEqual(padding, f"{config['spacing']['padding']}px")


def rgb(color: str) -> str:
    """A colour of a host configuration, which writes its opacity first, as the browser says it."""
    digits = color[-6:]
    return f"rgb({', '.join(str(int(digits[at : at + 2], 16)) for at in (0, 2, 4))})"
