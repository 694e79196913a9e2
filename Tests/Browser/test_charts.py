"""Charts of cards: what is drawn for which figures, what those hear who do not see it, and that no figure is an error.

The geometry is tested as tables on its pure modules; what is drawn, on the page.
"""

import json

from playwright.sync_api import expect

from page import PageTests

DONUT = {
    "type": "Chart.Donut",
    "title": "Cargo",
    "data": [{"legend": "Fish", "value": 30}, {"legend": "Timber", "value": 10, "color": "good"}],
}
GAUGE = {
    "type": "Chart.Gauge",
    "title": "Wind",
    "value": 25,
    "max": 100,
    "subLabel": "knots",
    "segments": [{"legend": "Calm", "size": 40}, {"legend": "Storm", "size": 60, "color": "attention"}],
}
LINE = {
    "type": "Chart.Line",
    "title": "Tide",
    "xAxisTitle": "Hour",
    "data": [
        {"legend": "Today", "values": [{"x": 0, "y": 1}, {"x": 6, "y": 3.5}]},
        {"legend": "Tomorrow", "values": [{"x": 6, "y": 3}, {"x": 12, "y": 1.25}]},
    ],
}
BARS = {
    "type": "Chart.VerticalBar",
    "title": "Ships",
    "data": [{"x": "Mon", "y": 12}, {"x": "Tue", "y": 18}, {"x": "Wed", "y": -3}],
}
GROUPED = {
    "type": "Chart.VerticalBar.Grouped",
    "title": "Ships by kind",
    "data": [
        {"legend": "In", "values": [{"x": "Mon", "y": 2}, {"x": "Tue", "y": 3}]},
        {"legend": "Out", "values": [{"x": "Tue", "y": 4}]},
    ],
}
LYING = {"type": "Chart.HorizontalBar", "title": "Berths", "data": [{"x": "One", "y": 4}, {"x": "Two", "y": 6}]}
STACKED = {
    "type": "Chart.HorizontalBar.Stacked",
    "title": "Quays",
    "data": [
        {"title": "East", "data": [{"legend": "Free", "value": 2}, {"legend": "Taken", "value": 5}]},
        {"title": "West", "data": [{"legend": "Taken", "value": 1}]},
    ],
}
# The chart, the name of its picture, its legend, and its table row by row.
CHARTS = [
    (DONUT, "Cargo, Donut chart", ["Fish", "Timber"], [["Fish", "30", "75%"], ["Timber", "10", "25%"]]),
    (
        DONUT | {"type": "Chart.Pie"},
        "Cargo, Pie chart",
        ["Fish", "Timber"],
        [["Fish", "30", "75%"], ["Timber", "10", "25%"]],
    ),
    (
        GAUGE,
        "Wind, Gauge, 25%",
        ["Calm", "Storm"],
        [["knots", "25%"], ["From", "0"], ["To", "100"], ["Calm", "40"], ["Storm", "60"]],
    ),
    (
        GAUGE | {"valueFormat": "Fraction", "segments": []},
        "Wind, Gauge, 25/100",
        [],
        [["knots", "25/100"], ["From", "0"], ["To", "100"]],
    ),
    (LINE, "Tide, Line chart", ["Today", "Tomorrow"], [["0", "1", "–"], ["6", "3.5", "3"], ["12", "–", "1.25"]]),
    (BARS, "Ships, Bar chart", [], [["Mon", "12"], ["Tue", "18"], ["Wed", "-3"]]),
    (GROUPED, "Ships by kind, Bar chart", ["In", "Out"], [["Mon", "2", "–"], ["Tue", "3", "4"]]),
    (LYING, "Berths, Bar chart", [], [["One", "4"], ["Two", "6"]]),
    (LYING | {"displayMode": "PartToWhole"}, "Berths, Bar chart", [], [["One", "4", "40%"], ["Two", "6", "60%"]]),
    (STACKED, "Quays, Stacked bar chart", ["Free", "Taken"], [["East", "2", "5"], ["West", "–", "1"]]),
]

TICKS = [
    ([0, 10, 5], [0, 2, 4, 6, 8, 10]),
    ([0, 97, 5], [0, 20, 40, 60, 80, 100]),
    ([-3, 18, 5], [-5, 0, 5, 10, 15, 20]),
    ([0.001, 0.0042, 4], [0.001, 0.002, 0.003, 0.004, 0.005]),
    ([7, 7, 5], [0, 2, 4, 6, 8]),
    ([0, 0, 5], [0, 0.2, 0.4, 0.6, 0.8, 1]),
    ([-2, -2, 2], [-2, -1, 0]),
]
NUMBERS = [
    (1, 1),
    ("12", 12),
    (" 1e3 ", 1000),
    ("", None),
    ("12 m", None),
    (None, None),
    (True, None),
    ([], None),
    ({}, None),
]
PARTS = [
    ([1, 1], [[0, 0.5], [0.5, 1]]),
    ([3, 1], [[0, 0.75], [0.75, 1]]),
    ([1, -5, 1], [[0, 0.5], [0.5, 0.5], [0.5, 1]]),
    ([0, 0], [[0, 0], [0, 0]]),
    ([], []),
]
COLOURS = [
    (["good", None, 5], "good"),
    (["CATEGORICALRED", None, 0], "categoricalred"),
    (["sequentialYellow8", None, 0], "sequentialyellow8"),
    (["url(x)", None, 0], "categoricalblue"),
    ([None, "sequential", 0], "sequential7"),
    ([None, "SequentialRed", 0], "sequentialred7"),
    ([None, "__proto__", 9], "categoricalblue"),
]
ODD = [None, "x", "", True, {}, [], -5, 0, 1e308, -1e308, 5e-324, "12", "1e999", "<b>", "𝒳" * 300]
NAMES = ["title", "value", "min", "max", "yMin", "yMax", "color", "colorSet", "subLabel", "xAxisTitle", "yAxisTitle"]
NAMES += ["stacked", "displayMode", "thickness", "valueFormat"]


class ChartTests(PageTests):
    def setUp(self) -> None:
        super().setUp()
        self.page = self.visit(path="/").page

    def each(self, module: str, call: str, table) -> None:
        """What `call` gives for the first of each pair is the second."""
        found = self.page.evaluate(
            f"async (given) => {{ const it = await import('/cards/charts/{module}');"
            f" return given.map((each) => {call}); }}",
            [given for given, _ in table],
        )
        for (given, wanted), got in zip(table, found):
            with self.subTest(given=given):
                self.assertEqual(got, wanted)

    def test_scales_numbers_parts_and_colours(self) -> None:
        self.each("chartnumbers.js", "it.ticks(...each)", TICKS)
        self.each("chartnumbers.js", "it.numberOf(each)", NUMBERS)
        self.each("chartarcs.js", "it.parts(each).map(({ from, to }) => [from, to])", PARTS)
        self.each("chartcolours.js", "it.colourOf(...each)", COLOURS)

    def test_a_thinned_line_keeps_its_peaks(self) -> None:
        self.each(
            "chartnumbers.js",
            "((line) => [line.length <= 101, line.some(([, y]) => y === 99), line.at(-1)[0]])"
            "(it.thinned(Array.from({ length: each }, (_, x) => [x, x === 777 ? 99 : x % 7]), 100))",
            [(1000, [True, True, 999]), (5000, [True, True, 4999])],
        )

    def test_every_named_colour_has_a_look_by_day_and_by_night(self) -> None:
        style = self.page.evaluate("async () => (await fetch('/cards/charts.css')).text()")
        names = self.page.evaluate("async () => (await import('/cards/charts/chartcolours.js')).colourNames")
        self.assertEqual(len(names), 55)
        for name in names:
            self.assertIn(f"--ac-chart-{name}: light-dark(#", style)

    def test_charts_have_a_name_a_legend_and_their_figures(self) -> None:
        for node, name, legend, rows in CHARTS:
            with self.subTest(type=node["type"], name=name):
                self.show([node])
                picture = self.card.get_by_role("img", name=name, exact=True)
                expect(picture).to_be_visible()
                self.assertGreater(picture.locator("path, rect").count(), 0)
                self.assertEqual(self.card.locator(".ac-chart-legend li").all_inner_texts(), legend)
                table = self.card.get_by_role("table", name=name, exact=True)
                found = table.locator("tbody tr").evaluate_all(
                    "(rows) => rows.map((row) => [...row.cells].map((each) => each.textContent))"
                )
                self.assertEqual(found, rows)

    def test_the_title_and_the_legend_show_as_the_card_says(self) -> None:
        self.show([DONUT, DONUT | {"showTitle": True, "showLegend": False}])
        charts = self.card.locator(".ac-chart")
        expect(charts.nth(0).locator("figcaption")).to_have_count(0)
        expect(charts.nth(1).locator("figcaption")).to_have_text("Cargo")
        expect(charts.nth(1).locator(".ac-chart-legend")).to_have_count(0)

    def test_a_chart_is_drawn_for_its_width_and_again_when_that_changes(self) -> None:
        self.show([BARS])
        for width in (400, 250, 620):
            self.card.evaluate("(card, width) => { card.style.width = `${width}px`; }", width)
            self.page.wait_for_function(
                """(width) => {
                    const room = document.querySelector('.ac-chart-picture').clientWidth;
                    const drawn = document.querySelector('.ac-chart svg').viewBox.baseVal.width;
                    return room > width - 60 && room - drawn >= 0 && room - drawn < 8;
                }""",
                arg=width,
            )

    def test_no_figure_is_an_error(self) -> None:
        """Whatever stands where a number, a name or a list should: something is drawn, and every place is a number."""
        worst = self.page.evaluate(
            """async ([types, names, odd]) => {
                const { drawingOf } = await import('/cards/charts/chart.js');
                const parts = odd.map((each) => ({
                    legend: each, value: each, x: each, y: each, title: each, size: each, color: each,
                    values: odd.map((other) => ({ x: other, y: each })),
                    data: odd.map((other) => ({ legend: other, value: each })),
                }));
                const found = [];
                for (const type of types) {
                    for (const data of [odd, parts, ...odd]) {
                        for (const each of odd) {
                            const node = { type, data, segments: data, showBarValues: true };
                            for (const name of names) node[name] = each;
                            const { width, height, shapes } = drawingOf(node, { locale: each });
                            const numbers = [width, height];
                            for (const { attributes } of shapes) {
                                for (const name of ['x', 'y', 'x1', 'x2', 'y1', 'y2', 'cx', 'cy', 'width', 'height']) {
                                    if (name in attributes) numbers.push(attributes[name]);
                                }
                                if (/[^MLAZ\\d. -]/.test(attributes.d ?? '')) found.push([type, each, attributes.d]);
                            }
                            const isPlace = (one) => Number.isFinite(one) && Math.abs(one) < 1e5;
                            if (!numbers.every(isPlace)) found.push([type, each]);
                        }
                    }
                }
                return found.slice(0, 5);
            }""",
            [[node["type"] for node, *_ in CHARTS], NAMES, ODD],
        )
        self.assertEqual(worst, [])
        self.show(
            [{"type": node["type"], "data": data, "segments": data} for node, *_ in CHARTS for data in (ODD, None)]
        )
        expect(self.card.locator(".ac-placeholder")).to_have_count(0)

    def test_thousands_of_figures_are_bounded(self) -> None:
        for node, *_ in CHARTS:
            with self.subTest(type=node["type"]):
                counts = self.page.evaluate(
                    """async (type) => {
                        const { drawingOf } = await import('/cards/charts/chart.js');
                        const many = (of) => Array.from({ length: 5000 }, (_, index) => of(index));
                        const points = many((x) => ({ x, y: x % 100, legend: `p${x}`, value: x }));
                        const data = many((x) => ({ x, y: x, legend: `n${x}`, title: `t${x}`, value: x, size: x,
                            values: points, data: points }));
                        const { shapes, legend, table } = drawingOf({ type, data, segments: data }, {});
                        return [shapes.length, legend.length, table.rows.length, table.columns.length];
                    }""",
                    node["type"],
                )
                for count, most in zip(counts, (1500, 61, 300, 21)):
                    self.assertLessEqual(count, most, counts)

    def test_words_of_a_chart_are_words(self) -> None:
        self.show(
            [
                DONUT
                | {"title": "<img src=x onerror=canary(1)>", "showTitle": True, "value": "<script>canary(2)</script>"}
            ]
        )
        expect(self.card.locator("figcaption")).to_have_text("<img src=x onerror=canary(1)>")
        expect(self.card.locator("text").filter(has_text="<script>")).to_have_count(1)

    def show(self, body: list) -> None:
        """Draws a card of these elements on the page."""
        self.page.evaluate(
            """async (card) => {
                const { renderCard } = await import('/cards/renderer.js');
                document.body.replaceChildren(renderCard(card, { locale: 'en-GB' }));
            }""",
            {"type": "AdaptiveCard", "version": "1.5", "body": json.loads(json.dumps(body))},
        )
        self.card = self.page.locator(".ac-card")
