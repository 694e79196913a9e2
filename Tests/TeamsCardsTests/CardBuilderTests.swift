import Foundation
import JSONKit
import TeamsCards
import Testing

private let ines = CardMention(id: "29:ines", name: "Ines Okafor")
private let due = Input.Date("due").label("Due").isRequired(true)

/// Cards as they are written, each with the JSON that leaves.
private let cards: [(card: AdaptiveCard, json: JSONValue)] = [
    (AdaptiveCard {}, ["type": "AdaptiveCard", "version": "1.5", "body": []]),
    (
        AdaptiveCard {
            TextBlock("Build 42 failed").size(.large).wrap(true)
        } actions: {
            Action.Execute("Retry", verb: "retry", data: ["build": 42])
        },
        [
            "type": "AdaptiveCard", "version": "1.5",
            "body": [["type": "TextBlock", "text": "Build 42 failed", "size": "large", "wrap": true]],
            "actions": [["type": "Action.Execute", "title": "Retry", "verb": "retry", "data": ["build": 42]]],
        ]
    ),
    (
        AdaptiveCard {
            Container {
                TextBlock("Thanks, \(ines)")
                TextBlock("And again, \(ines)").isVisible(false)
            }.style(.good).selectAction(Action.OpenUrl("Open", url: "https://harbor.test"))
        }.fullWidth(),
        [
            "type": "AdaptiveCard", "version": "1.5",
            "body": [
                [
                    "type": "Container", "style": "good",
                    "items": [
                        ["type": "TextBlock", "text": "Thanks, <at>Ines Okafor</at>"],
                        ["type": "TextBlock", "text": "And again, <at>Ines Okafor</at>", "isVisible": false],
                    ],
                    "selectAction": ["type": "Action.OpenUrl", "title": "Open", "url": "https://harbor.test"],
                ]
            ],
            "msteams": [
                "width": "Full",
                "entities": [
                    [
                        "type": "mention", "text": "<at>Ines Okafor</at>",
                        "mentioned": ["id": "29:ines", "name": "Ines Okafor"],
                    ]
                ],
            ],
        ]
    ),
    (
        AdaptiveCard {
            ColumnSet {
                Column(width: .auto) { Image("https://harbor.test/a.png", altText: "A").width(.pixels(40)) }
                Column(width: .weight(2)) { FactSet { Fact("Berth", "4") } }
            }
            Table(columns: [TableColumn(width: .weight(1))]) {
                TableRow { TableCell("Name") }
            }.firstRowAsHeaders(true)
            due
        },
        [
            "type": "AdaptiveCard", "version": "1.5",
            "body": [
                [
                    "type": "ColumnSet",
                    "columns": [
                        [
                            "type": "Column", "width": "auto",
                            "items": [
                                ["type": "Image", "url": "https://harbor.test/a.png", "altText": "A", "width": "40px"]
                            ],
                        ],
                        [
                            "type": "Column", "width": 2,
                            "items": [["type": "FactSet", "facts": [["title": "Berth", "value": "4"]]]],
                        ],
                    ],
                ],
                [
                    "type": "Table", "columns": [["width": 1]], "firstRowAsHeaders": true,
                    "rows": [
                        [
                            "type": "TableRow",
                            "cells": [
                                [
                                    "type": "TableCell",
                                    "items": [["type": "TextBlock", "text": "Name", "wrap": true]],
                                ]
                            ],
                        ]
                    ],
                ],
                ["type": "Input.Date", "id": "due", "label": "Due", "isRequired": true],
            ],
        ]
    ),
    (
        AdaptiveCard {
            Chart.Donut().title("Berths").data([Chart.Slice("free", 3, color: .good), Chart.Slice("taken", 9)])
            Chart.Line().data([Chart.Series("Tide", [Chart.Point("2026-01-05", 2.5), Chart.Point(.other(7), 1)])])
            Chart.Gauge().value(4).segments([Chart.Segment("low", 5)]).valueFormat(.fraction)
            Container {
                TextBlock("a").requires(["adaptiveCards": "1.5"]).targetWidth(.atLeastNarrow)
            }.backgroundImage(BackgroundImage(url: "https://harbor.test/b.png", fillMode: .cover))
                .layout(
                    Layout.AreaGrid().columns([.percent(60), .pixels(80)]).areas([GridArea("a", row: 1, column: 2)]))
            Input.Text("note").labelWidth(.percent(40)).valueChangedAction(Action.ResetInputs("", inputs: ["due"]))
            Media("https://harbor.test/a.mp4", mimeType: "video/mp4")
            CompoundButton("Moor").icon(IconInfo("Anchor"))
        } actions: {
            Action.ToggleVisibility("Toggle", toggling: ["a"])
            Action.Submit("OK").msteams(.init()).iconUrl("icon:Star").themedIconUrls([
                ThemedUrl(.dark, url: "https://harbor.test/d.png")
            ])
        }.backgroundImage("https://harbor.test/c.png"),
        [
            "type": "AdaptiveCard", "version": "1.5",
            "body": [
                [
                    "type": "Chart.Donut", "title": "Berths",
                    "data": [
                        ["legend": "free", "value": 3, "color": "good"], ["legend": "taken", "value": 9],
                    ],
                ],
                [
                    "type": "Chart.Line",
                    "data": [["legend": "Tide", "values": [["x": "2026-01-05", "y": 2.5], ["x": 7, "y": 1]]]],
                ],
                [
                    "type": "Chart.Gauge", "value": 4, "segments": [["legend": "low", "size": 5]],
                    "valueFormat": "Fraction",
                ],
                [
                    "type": "Container",
                    "items": [
                        [
                            "type": "TextBlock", "text": "a", "requires": ["adaptiveCards": "1.5"],
                            "targetWidth": "atLeast:narrow",
                        ]
                    ],
                    "backgroundImage": ["url": "https://harbor.test/b.png", "fillMode": "cover"],
                    "layouts": [
                        [
                            "type": "Layout.AreaGrid", "columns": [60, "80px"],
                            "areas": [["name": "a", "row": 1, "column": 2]],
                        ]
                    ],
                ],
                [
                    "type": "Input.Text", "id": "note", "labelWidth": 40,
                    "valueChangedAction": ["type": "Action.ResetInputs", "title": "", "targetInputIds": ["due"]],
                ],
                ["type": "Media", "sources": [["url": "https://harbor.test/a.mp4", "mimeType": "video/mp4"]]],
                ["type": "CompoundButton", "title": "Moor", "icon": ["name": "Anchor"]],
            ],
            "actions": [
                ["type": "Action.ToggleVisibility", "title": "Toggle", "targetElements": ["a"]],
                [
                    "type": "Action.Submit", "title": "OK", "iconUrl": "icon:Star", "msteams": [:],
                    "themedIconUrls": [["theme": "dark", "url": "https://harbor.test/d.png"]],
                ],
            ],
            "backgroundImage": "https://harbor.test/c.png",
        ]
    ),
    (
        AdaptiveCard {
            Icon("Calendar").gridArea("top").fallback(TextBlock("Calendar"))
            RichTextBlock {
                "plain "
                TextRun("bold").weight(.bolder)
            }
        } actions: {
            Action.Execute("OK", verb: "ok").style(.positive).submitFallback()
            Action.ShowCard("More") { TextBlock("inside") }
            Action.ToggleVisibility("Toggle", showing: ["a"], hiding: ["b"])
        }.refresh(Action.Execute("", verb: "refresh"), userIDs: ["29:ines"]),
        [
            "type": "AdaptiveCard", "version": "1.5",
            "body": [
                [
                    "type": "Icon", "name": "Calendar", "grid.area": "top",
                    "fallback": ["type": "TextBlock", "text": "Calendar"],
                ],
                [
                    "type": "RichTextBlock",
                    "inlines": ["plain ", ["type": "TextRun", "text": "bold", "weight": "bolder"]],
                ],
            ],
            "actions": [
                [
                    "type": "Action.Execute", "title": "OK", "verb": "ok", "style": "positive",
                    "fallback": ["type": "Action.Submit", "title": "OK", "data": ["action": "ok"]],
                ],
                [
                    "type": "Action.ShowCard", "title": "More",
                    "card": ["type": "AdaptiveCard", "body": [["type": "TextBlock", "text": "inside"]]],
                ],
                [
                    "type": "Action.ToggleVisibility", "title": "Toggle",
                    "targetElements": [
                        ["elementId": "a", "isVisible": true], ["elementId": "b", "isVisible": false],
                    ],
                ],
            ],
            "refresh": [
                "action": ["type": "Action.Execute", "title": "", "verb": "refresh"], "userIds": ["29:ines"],
            ],
        ]
    ),
]

@Test(arguments: cards)
func onlyWhatWasSetIsWritten(card: AdaptiveCard, json: JSONValue) throws {
    #expect(card.json == json)
    #expect(try AdaptiveCard(json: json).json == json)
}

@Test func ifForAndSwitchWorkInside() {
    func card(late: Bool, people: [String]) -> AdaptiveCard {
        AdaptiveCard {
            for person in people { TextBlock(person) }
            if late { TextBlock("Overdue") } else { TextBlock("On time") }
            switch people.count {
            case 0: TextBlock("nobody")
            case 1: TextBlock("alone")
            default: Container { TextBlock("many") }
            }
            if people.isEmpty { TextBlock("empty") }
        }
    }
    let texts = card(late: true, people: ["Ada", "Grace"]).properties.body?.compactMap {
        $0.as(TextBlock.self)?.properties.text
    }
    #expect(texts == ["Ada", "Grace", "Overdue"])
    #expect(card(late: false, people: []).properties.body?.count == 3)
}

@Test func whatIsUnknownIsKept() throws {
    let json: JSONValue = [
        "type": "AdaptiveCard", "version": 7, "body": [["type": "Hologram", "depth": 3], ["text": "typeless"]],
        "actions": "none", "future": ["a": nil],
    ]
    var card = try AdaptiveCard(json: json)
    #expect(card.json == json)
    card.properties.version = "1.5"
    #expect(card.json["version"] == "1.5")
    let text = try TextBlock(json: ["type": "TextBlock", "text": "x", "size": "enormous", "weight": "Bolder"])
    #expect(text.properties.size?.rawValue == "enormous")
    #expect(text.properties.weight == .bolder)
}

@Test func whoIsMentionedInAFallbackIsMentionedByTheCard() {
    let card = AdaptiveCard {
        Icon("Person").fallback(TextBlock("Thanks, \(ines)"))
        Container { TextBlock("a") }.fallbackDrop()
    }
    #expect(card.json["msteams"]?["entities"]?.arrayValue?.count == 1)
    #expect(card.json["body"]?.arrayValue?.last?["fallback"] == "drop")
}

@Test func whatIsSharedIsReadFromWhereItStands() throws {
    let column = Column { TextBlock("a") }.width(.auto).style(.good).minHeight("80px").bleed(true).id("c")
    #expect(column.shared.items?.count == 1)
    #expect(column.shared.minHeight == "80px")
    #expect(column.properties.width == .auto)
    #expect(column.common.id == "c")
    let read = try Column(json: ["type": "Column", "items": "none", "minHeight": 80, "own": 1, "width": "auto"])
    #expect(read.json == ["type": "Column", "items": "none", "minHeight": 80, "own": 1, "width": "auto"])
}

@Test func cardsInTheReferencesOfCardsAreReadAsDeepAsJSONNests() throws {
    var json: JSONValue = ["type": "AdaptiveCard", "version": "1.5"]
    for _ in 0..<80 {
        json = ["type": "AdaptiveCard", "references": [["type": "AdaptiveCardReference", "content": json]]]
    }
    #expect(try AdaptiveCard(json: json).json == json)
    #expect(CardValidator.issues(in: json, for: .bot).contains { $0.code == "property.type" } == false)
}

@Test func aNodeOfAnotherTypeIsRefused() {
    #expect(throws: WireError.self) { try TextBlock(json: ["type": "Image"]) }
    #expect(throws: WireError.self) { try TextBlock(json: "text") }
}

@Test func dataOfOnesOwnIsEncoded() throws {
    struct Approval: Codable { var ticket: Int }
    let action = try Action.Submit("OK").data(encoding: Approval(ticket: 81))
    #expect(action.json["data"] == ["ticket": 81])
    #expect(throws: (any Error).self) { try Action.Submit("OK").data(encoding: 5) }
}

@Test func everyPublishedCardSurvivesARoundTrip() throws {
    let cards = try publishedCards()
    #expect(cards.count == 327)
    for (name, json) in cards {
        guard case .object = json else { continue }
        if json["type"] == nil || json["type"] == "AdaptiveCard" {
            #expect(try AdaptiveCard(json: json).json == json, "\(name)")
        }
        for element in json["body"]?.arrayValue ?? [] where element.objectValue != nil {
            #expect(try AdaptiveElement(json: element).json == element, "\(name)")
        }
    }
}

/// The published sample cards by path.
func publishedCards() throws -> [(name: String, json: JSONValue)] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Conformance/cards")
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    return try (files?.allObjects as? [URL] ?? [])
        .filter {
            $0.pathExtension == "json" && !["index.json", "KnownDifferences.json"].contains($0.lastPathComponent)
        }
        .sorted { $0.path < $1.path }
        .map { file in
            let name = file.path.replacing(root.path + "/", with: "")
            let bytes = Array(try Data(contentsOf: file))
            return (
                name,
                try JSONValue(parsing: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes)
            )
        }
}
