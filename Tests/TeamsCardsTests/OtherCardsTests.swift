import JSONKit
import TeamsCards
import Testing

/// A whole document of each card, with every member that is documented, and members that are not.
private let documents: [(card: any TeamsCard.Type, content: String, json: JSONValue)] = [
    (
        HeroCard.self, "application/vnd.microsoft.card.hero",
        [
            "title": "Berth 4", "subtitle": "free", "text": "<b>bold</b>",
            "images": [
                [
                    "url": "https://harbor.test/4.png", "alt": "Berth", "new": 1,
                    "tap": ["type": "openUrl", "title": "Open", "value": "https://harbor.test"],
                ]
            ],
            "buttons": [["type": "imBack", "title": "Tides", "value": "tides", "image": "https://x.test/i.png"]],
            "tap": ["type": "invoke", "title": "t", "value": ["a": 1]], "future": ["a": nil],
        ]
    ),
    (
        ThumbnailCard.self, "application/vnd.microsoft.card.thumbnail",
        [
            "title": "Berth 4", "subtitle": "free", "text": "x", "images": [["url": "https://harbor.test/4.png"]],
            "buttons": [["type": "signin", "title": "Sign in", "value": "https://harbor.test"]],
            "tap": ["type": "openUrl", "title": "Open", "value": "https://harbor.test"], "future": true,
        ]
    ),
    (
        ReceiptCard.self, "application/vnd.microsoft.card.receipt",
        [
            "title": "Receipt", "facts": [["key": "Number", "value": "81", "new": 1]],
            "items": [
                [
                    "title": "Rope", "subtitle": "20 m", "text": "blue", "image": ["url": "https://harbor.test/r.png"],
                    "price": "9", "quantity": "2",
                    "tap": ["type": "openUrl", "title": "Open", "value": "https://x.test"],
                    "also": [],
                ]
            ],
            "total": "18", "tax": "1", "vat": "2", "tap": ["type": "imBack", "title": "t", "value": "v"],
            "buttons": [["type": "openUrl", "title": "Open", "value": "https://x.test"]], "future": 1,
        ]
    ),
    (
        SignInCard.self, "application/vnd.microsoft.card.signin",
        ["text": "Why", "buttons": [["type": "signin", "title": "Sign in", "value": "https://x.test"]], "future": 1]
    ),
    (
        OAuthCard.self, "application/vnd.microsoft.card.oauth",
        [
            "text": "Why", "connectionName": "graph",
            "tokenExchangeResource": ["id": "1", "uri": "api://x", "providerId": "p", "new": 1],
            "tokenPostResource": ["sasUrl": "https://x.test/s", "new": 1],
            "buttons": [["type": "signin", "title": "Sign in", "value": "https://x.test"]], "future": 1,
        ]
    ),
    (
        ListCard.self, "application/vnd.microsoft.teams.card.list",
        [
            "title": "Berths",
            "items": [
                [
                    "type": "person", "id": "ines@harbor.test", "icon": "https://x.test/i.png", "title": "Ines",
                    "subtitle": "harbour master", "tap": ["type": "imBack", "title": "t", "value": "v"], "new": 1,
                ],
                ["type": "hologram", "id": "1", "also": [2]],
            ],
            "buttons": [["type": "imBack", "title": "All", "value": "all"]], "future": 1,
        ]
    ),
    (
        ConnectorCard.self, "application/vnd.microsoft.teams.card.o365connector",
        [
            "@type": "MessageCard", "@context": "http://schema.org/extensions", "summary": "s", "title": "t",
            "text": "x", "themeColor": "0076D7",
            "sections": [
                [
                    "title": "t", "text": "x", "activityTitle": "Ines", "activitySubtitle": "today",
                    "activityText": "moored", "activityImage": "https://x.test/a.png", "activityImageType": "avatar",
                    "markdown": true, "facts": [["name": "Berth", "value": "4", "new": 1]],
                    "images": [["image": "https://x.test/b.png", "title": "Boat"]],
                    "potentialAction": [["@type": "ViewAction", "name": "View", "target": ["https://x.test"]]],
                    "new": 1,
                ]
            ],
            "potentialAction": [
                [
                    "@type": "OpenUri", "@id": "a", "name": "Open",
                    "targets": [["os": "default", "uri": "https://x.test", "new": 1]],
                ],
                [
                    "@type": "HttpPOST", "name": "Post", "target": "https://x.test", "body": "{}",
                    "bodyContentType": "application/json",
                ],
                [
                    "@type": "ActionCard", "name": "Ask",
                    "inputs": [
                        [
                            "@type": "MultichoiceInput", "id": "c", "isRequired": true, "title": "Which?", "value": "a",
                            "style": "expanded", "isMultiSelect": false, "choices": [["display": "A", "value": "a"]],
                        ],
                        ["@type": "TextInput", "id": "t", "isMultiline": true, "maxLength": 80],
                        ["@type": "DateInput", "id": "d", "includeTime": true],
                    ],
                    "actions": [["@type": "HttpPOST", "name": "OK", "target": "https://x.test"]], "new": 1,
                ],
            ],
            "future": 1,
        ]
    ),
    (
        FileConsentCard.self, "application/vnd.microsoft.teams.card.file.consent",
        [
            "description": "Plan", "sizeInBytes": 81, "acceptContext": ["a": 1], "declineContext": "no", "future": 1,
        ]
    ),
    (
        FileInfoCard.self, "application/vnd.microsoft.teams.card.file.info",
        ["uniqueId": "1", "fileType": "csv", "etag": "e", "future": 1]
    ),
]

@Test(arguments: documents)
func otherCardsComeBackAsTheyWere(card: any TeamsCard.Type, content: String, json: JSONValue) throws {
    func check<Card: TeamsCard>(_ type: Card.Type) throws {
        let card = try Card(json: json)
        #expect(card.json == json)
        #expect(JSONValue.object(card.attachment) == ["contentType": .string(content), "content": json])
        #expect(card.extras.map { $0.0 } == ["future"], "every documented member has a property")
    }
    try check(card)
}

@Test(arguments: documents)
func aWrongTypeInAnotherCardIsKeptAndCostsNoOtherMember(
    card: any TeamsCard.Type, content: String, json: JSONValue
) throws {
    func check<Card: TeamsCard>(_ type: Card.Type) throws {
        let whole = try #require(json.objectValue)
        for (name, value) in whole where value.boolValue == nil {
            var broken = whole
            broken[name] = false
            let card = try Card(json: .object(broken))
            #expect(card.json.objectValue?[name] == false, "\(Card.self).\(name)")
            for (other, value) in whole where other != name { #expect(card.json[other] == value) }
        }
        #expect(throws: WireError.self) { try Card(json: []) }
    }
    try check(card)
}

/// Cards as they are made, each with the JSON that leaves.
private let made: [(card: any WireObject, json: JSONValue)] = [
    (HeroCard(), [:]), (OAuthCard(), [:]),
    (
        HeroCard(title: "Berth 4", image: "https://harbor.test/4.png", buttons: [.imBack("Tides", "tides")]),
        [
            "title": "Berth 4", "images": [["url": "https://harbor.test/4.png"]],
            "buttons": [["type": "imBack", "title": "Tides", "value": "tides"]],
        ]
    ),
    (
        ThumbnailCard(title: "a", subtitle: "b", text: "c"), ["title": "a", "subtitle": "b", "text": "c"]
    ),
    (
        SignInCard(text: "Why", title: "Sign in", url: "https://x.test"),
        ["text": "Why", "buttons": [["type": "signin", "title": "Sign in", "value": "https://x.test"]]]
    ),
    (
        ConnectorCard(summary: "s", title: "t", text: "x"),
        [
            "@type": "MessageCard", "@context": "http://schema.org/extensions", "summary": "s", "title": "t",
            "text": "x",
        ]
    ),
    (
        FileConsentCard(description: "Plan", sizeInBytes: 81, acceptContext: ["id": 1]),
        ["description": "Plan", "sizeInBytes": 81, "acceptContext": ["id": 1]]
    ),
    (CardImage("https://x.test/a.png", alt: "a"), ["url": "https://x.test/a.png", "alt": "a"]),
    (ConnectorCardFact("Berth", "4"), ["name": "Berth", "value": "4"]),
    (ConnectorCardImage("https://x.test/a.png"), ["image": "https://x.test/a.png"]),
    (ConnectorCardTarget("https://x.test"), ["os": "default", "uri": "https://x.test"]),
    (ConnectorCardChoice("A", value: "a"), ["display": "A", "value": "a"]),
    (CardButton.openURL("Open", "https://x.test"), ["type": "openUrl", "title": "Open", "value": "https://x.test"]),
    (CardButton.invoke("Go", ["a": 1]), ["type": "invoke", "title": "Go", "value": ["a": 1]]),
    (
        CardButton.signIn("Sign in", "https://x.test"),
        ["type": "signin", "title": "Sign in", "value": "https://x.test"]
    ),
    (
        CardButton.messageBack("Show", text: "show berth 4", displayText: "Show", value: ["berth": 4]),
        [
            "type": "messageBack", "title": "Show", "value": ["berth": 4], "text": "show berth 4",
            "displayText": "Show",
        ]
    ),
]

@Test(arguments: made)
func otherCardsWriteWhatTeamsReads(card: any WireObject, json: JSONValue) {
    #expect(card.json == json)
}
