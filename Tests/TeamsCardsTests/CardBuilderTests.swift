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
    let root = try #require(Bundle.module.resourceURL).appending(path: "Conformance/cards")
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    return try (files?.allObjects as? [URL] ?? [])
        .filter { $0.pathExtension == "json" && $0.lastPathComponent != "index.json" }
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
