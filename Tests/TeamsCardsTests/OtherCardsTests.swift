import JSONKit
import TeamsCards
import Testing

@Test func otherCardsWriteWhatTeamsReads() throws {
    let hero = HeroCard(title: "Berth 4", image: "https://harbor.test/4.png", buttons: [.imBack("Tides", "tides")])
    #expect(
        JSONValue.object(hero.attachment) == [
            "contentType": "application/vnd.microsoft.card.hero",
            "content": [
                "title": "Berth 4", "images": [["url": "https://harbor.test/4.png"]],
                "buttons": [["type": "imBack", "title": "Tides", "value": "tides"]],
            ],
        ])
    #expect(ConnectorCard(summary: "s").json["@type"] == "MessageCard")
    let button = CardButton.messageBack("Show", text: "show berth 4", value: ["berth": 4])
    #expect(button.json == ["type": "messageBack", "title": "Show", "text": "show berth 4", "value": ["berth": 4]])
    #expect(OAuthCard().json == [:])
}

@Test func whatOtherCardsDoNotKnowIsKept() throws {
    let json: JSONValue = ["title": "x", "new": 1, "items": [["type": "hologram", "id": "1", "also": [2]]]]
    #expect(try ListCard(json: json).json == json)
    #expect(try ListCard(json: json).items?.first?.type == "hologram")
}
