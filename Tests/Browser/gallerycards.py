"""The cards of the gallery: what bots send most, and what Teams draws beyond version 1.5."""


def card(*body, actions=(), **more) -> dict:
    return {"type": "AdaptiveCard", "version": "1.5", "body": list(body), "actions": list(actions), **more}


def text(words: str, **more) -> dict:
    return {"type": "TextBlock", "text": words, "wrap": True, **more}


def heading(words: str, **more) -> dict:
    return text(words, size="large", weight="bolder", style="heading", **more)


def facts(**pairs: str) -> dict:
    return {"type": "FactSet", "facts": [{"title": title, "value": value} for title, value in pairs.items()]}


def badge(words: str, style: str, **more) -> dict:
    return {"type": "Badge", "text": words, "style": style, **more}


def icon(name: str, **more) -> dict:
    return {"type": "Icon", "name": name, **more}


def column(*items, width="auto", **more) -> dict:
    return {"type": "Column", "width": width, "items": list(items), **more}


def columns(*each, **more) -> dict:
    return {"type": "ColumnSet", "columns": list(each), **more}


def slices(**values: float) -> list[dict]:
    return [{"legend": legend, "value": value} for legend, value in values.items()]


def points(*values: tuple) -> list[dict]:
    return [{"x": x, "y": y} for x, y in values]


def press(title: str, **more) -> dict:
    return {"type": "Action.Execute", "title": title, "verb": title.lower(), **more}


APPROVAL = card(
    columns(
        column(icon("Calendar", size="Large", color="Accent", style="Filled"), verticalContentAlignment="center"),
        column(
            heading("Berth four for the Aurora"),
            text("Asked by Ines Okafor", isSubtle=True, spacing="none"),
            width="stretch",
        ),
    ),
    facts(From="20 November 2026", Nights="3", Cargo="Containers"),
    {
        "type": "Input.Text",
        "id": "comment",
        "label": "Comment",
        "isMultiline": True,
        "placeholder": "What they should know",
    },
    actions=[press("Approve", style="positive"), press("Decline", style="destructive"), press("Ask")],
)
ALERT = card(
    {
        "type": "Container",
        "style": "attention",
        "bleed": True,
        "items": [
            columns(
                column(icon("Warning", color="Attention", size="Medium")),
                column(
                    text("Gale warning", weight="bolder", color="attention"),
                    width="stretch",
                    verticalContentAlignment="center",
                ),
            )
        ],
    },
    text("Wind **52 knots** from the north-west until _four o'clock_. Cranes stand still."),
    columns(
        column(badge("Severe", "Attention", icon="Alert")),
        column(badge("Quay 1–4", "Informative", appearance="Tint")),
        column(badge("All crews", "Accent", appearance="Tint", shape="Rounded")),
    ),
    actions=[press("I have seen it")],
)
FORM = card(
    heading("Register a visit"),
    {"type": "Input.Text", "id": "ship", "label": "Ship", "isRequired": True, "value": "Meridian"},
    columns(
        column({"type": "Input.Date", "id": "day", "label": "Day", "value": "2026-11-20"}, width="stretch"),
        column({"type": "Input.Time", "id": "time", "label": "Time", "value": "06:30"}, width="stretch"),
    ),
    {
        "type": "Input.ChoiceSet",
        "id": "cargo",
        "label": "Cargo",
        "style": "expanded",
        "value": "fish",
        "choices": [{"title": "Fish", "value": "fish"}, {"title": "Timber", "value": "timber"}],
    },
    {"type": "Input.Toggle", "id": "pilot", "title": "A pilot is needed", "value": "true"},
    {"type": "Input.Rating", "id": "hurry", "label": "Hurry", "value": 3},
    actions=[{"type": "Action.Submit", "title": "Register"}],
)
TABLE = card(
    heading("Tides of the day"),
    {
        "type": "Table",
        "columns": [{"width": 2}, {"width": 1}, {"width": 1}],
        "rows": [
            {"type": "TableRow", "cells": [{"type": "TableCell", "items": [text(cell)]} for cell in row]}
            for row in (
                ("Tide", "Time", "Metres"),
                ("High", "05:12", "3.4"),
                ("Low", "11:20", "0.6"),
                ("High", "17:41", "3.7"),
            )
        ],
    },
)
DONUT = card(
    heading("Cargo this week"),
    {"type": "Chart.Donut", "title": "Cargo", "value": "76 t", "data": slices(Containers=41, Fish=22, Timber=13)},
)
BARS = card(
    heading("Ships a day"),
    {
        "type": "Chart.VerticalBar",
        "title": "Ships a day",
        "yAxisTitle": "Ships",
        "showBarValues": True,
        "data": points(("Mon", 12), ("Tue", 18), ("Wed", 9), ("Thu", 21), ("Fri", 16)),
    },
)
LINE = card(
    heading("Water at quay four"),
    {
        "type": "Chart.Line",
        "title": "Water",
        "xAxisTitle": "Hour",
        "yAxisTitle": "Metres",
        "data": [
            {
                "legend": "Today",
                "values": points((0, 1.2), (3, 3.1), (6, 3.4), (9, 1.6), (12, 0.6), (15, 2.2), (18, 3.7)),
            },
            {
                "legend": "Tomorrow",
                "values": points((0, 1.6), (3, 2.8), (6, 3.2), (9, 2), (12, 0.9), (15, 1.8), (18, 3.3)),
            },
        ],
    },
)
GROUPED = card(
    heading("In and out"),
    {
        "type": "Chart.VerticalBar.Grouped",
        "title": "In and out",
        "data": [
            {
                "legend": "In",
                "values": points(("Q1", 40), ("Q2", 52), ("Q3", 61), ("Q4", 48)),
                "color": "categoricalTeal",
            },
            {
                "legend": "Out",
                "values": points(("Q1", 38), ("Q2", 47), ("Q3", 66), ("Q4", 51)),
                "color": "categoricalMarigold",
            },
        ],
    },
)
GAUGE = card(
    heading("Crane load"),
    {
        "type": "Chart.Gauge",
        "title": "Crane load",
        "value": 68,
        "min": 0,
        "max": 100,
        "subLabel": "of what it can lift",
        "segments": [
            {"legend": "Light", "size": 50, "color": "good"},
            {"legend": "Heavy", "size": 30, "color": "warning"},
            {"legend": "Too much", "size": 20, "color": "attention"},
        ],
    },
)
LYING = card(
    heading("Waiting at the gates"),
    {
        "type": "Chart.HorizontalBar",
        "title": "Waiting",
        "displayMode": "PartToWhole",
        "data": [{"x": "North gate", "y": 14}, {"x": "South gate", "y": 9}, {"x": "Ferry", "y": 27}],
        "color": "categoricalPurple",
    },
)
STACKED = card(
    heading("Berths by quay"),
    {
        "type": "Chart.HorizontalBar.Stacked",
        "title": "Berths",
        "data": [
            {"title": "East", "data": slices(Free=2, Taken=5, Closed=1)},
            {"title": "West", "data": slices(Free=4, Taken=3)},
        ],
    },
)
CODE = card(
    heading("Build 412 failed"),
    columns(column(badge("main", "Subtle", icon="Code")), column(badge("2 errors", "Attention", appearance="Tint"))),
    {
        "type": "CodeBlock",
        "language": "JavaScript",
        "startLineNumber": 18,
        "codeSnippet": "const berth = free.at(0);\nif (!berth) {\n  throw new Error('no berth');\n}",
    },
    actions=[
        press("Run again", iconUrl="icon:ArrowSync"),
        {"type": "Action.OpenUrl", "title": "Log", "url": "https://a.test/"},
    ],
)
PROGRESS = card(
    heading("Unloading the Meridian"),
    text("Hold one", spacing="small"),
    {"type": "ProgressBar", "value": 82, "color": "Good", "spacing": "small"},
    text("Hold two", spacing="small"),
    {"type": "ProgressBar", "value": 35, "color": "Warning", "spacing": "small"},
    {
        "type": "ProgressRing",
        "label": "The crew of hold three is on its way",
        "labelPosition": "After",
        "size": "Small",
    },
    {"type": "Rating", "value": 4.5, "count": 128, "color": "Marigold", "size": "Large"},
)
BUTTONS = card(
    heading("What can I do for you?"),
    {
        "type": "CompoundButton",
        "title": "Plan a visit",
        "description": "Find a berth and a pilot",
        "icon": {"name": "Calendar", "color": "Accent"},
        "badge": "New",
        "selectAction": press("Plan"),
    },
    {
        "type": "CompoundButton",
        "title": "Look at the weather",
        "description": "Wind, waves and tides",
        "icon": {"name": "WeatherSunny", "color": "Warning"},
        "selectAction": press("Weather"),
    },
    columns(
        *(
            column(icon(each, color=color, size="Large"))
            for each, color in (
                ("Mail", "Accent"),
                ("Chat", "Good"),
                ("Location", "Attention"),
                ("Trophy", "Warning"),
                ("Rocket", "Default"),
                ("Sparkle", "Accent"),
            )
        ),
    ),
)
PEOPLE = card(
    heading("On duty"),
    {
        "type": "Component",
        "name": "graph.microsoft.com/users",
        "properties": {"users": [{"displayName": name} for name in ("Ines Okafor", "Bo Ek", "Chidi Vega")]},
    },
    {
        "type": "Component",
        "name": "graph.microsoft.com/event",
        "properties": {"title": "Berth call", "start": "2026-11-20T08:00:00Z", "locations": ["Quay 4"]},
    },
    {"type": "Component", "name": "graph.microsoft.com/file", "properties": {"name": "Crane plan", "extension": "pdf"}},
)
CAROUSEL = card(
    {
        "type": "Carousel",
        "pages": [
            {
                "type": "CarouselPage",
                "items": [
                    {"type": "Image", "url": "https://pictures.test/ship.png", "altText": "A ship", "size": "stretch"},
                    text(f"Arrival {number} of 3", weight="bolder"),
                    text("Two hundred containers from the south.", isSubtle=True, spacing="none"),
                ],
            }
            for number in (1, 2, 3)
        ],
    },
)

CARDS = [
    APPROVAL,
    DONUT,
    ALERT,
    LINE,
    FORM,
    GAUGE,
    BARS,
    TABLE,
    CODE,
    GROUPED,
    BUTTONS,
    STACKED,
    PEOPLE,
    LYING,
    CAROUSEL,
    PROGRESS,
]

# What stands for each picture that a card names.
PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 160" width="300" height="160">
<rect width="300" height="160" fill="#bcd7ee"/><circle cx="240" cy="38" r="16" fill="#f7d98a"/>
<path d="M70 92h160l-22 34H92z" fill="#34495e"/><path d="M96 72h26v20H96zM148 72h26v20h-26z" fill="#c0563b"/>
<path d="M122 72h26v20h-26z" fill="#d79a3a"/><path d="M122 52h26v20h-26z" fill="#4c7f9e"/>
<path d="M184 46h26v46h-26z" fill="#f4f4f4"/><path d="M190 52h14v8h-14z" fill="#34495e"/>
<path d="M0 118q25-10 50 0t50 0 50 0 50 0 50 0 50 0v42H0z" fill="#3f7fa6"/></svg>"""
