import JSONKit
import TeamsCards
import Testing

private let card = cardText("")
private let long = cardText(#"{"type":"TextBlock","text":""# + String(repeating: "x", count: 24_000) + #""}"#)

/// Documents with what is found in them for each target.
private let documents: [(json: String, bot: [String], webhook: [String])] = [
    (card, [], ["info envelope "]),
    (#"{"contentType":"application/vnd.microsoft.card.adaptive","content":\#(card)}"#, [], ["info envelope "]),
    (messageText(card), [], []),
    (messageText(card, card, more: #","text":"hello""#), [], []),
    (#"{"type":"message","text":"hello"}"#, ["info message.noCard "], ["info message.noCard "]),
    (#"{"text":"hello"}"#, ["info message.noCard "], ["info message.noCard "]),
    (#"{"type":"message","attachments":[]}"#, ["info message.noCard "], ["info message.noCard "]),
    (
        #"{"type":"message","attachments":{}}"#, ["error property.type /attachments", "info message.noCard "],
        ["error property.type /attachments", "info message.noCard "]
    ),
    (
        #"{"type":"message","attachments":[{"contentType":"image/png","contentUrl":"https://x.test/a.png"}]}"#,
        ["info message.noCard "], ["info message.noCard "]
    ),
    (
        #"{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.hero","content":{"title":"x"}}]}"#,
        [], []
    ),
    (#"{"@type":"MessageCard","summary":"x"}"#, [], []),
    (#"{"@type":"MessageCard","title":"x"}"#, ["error property.required "], ["error property.required "]),
    (
        #"{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive"}]}"#,
        ["error envelope /attachments/0", "info message.noCard "],
        ["error envelope /attachments/0", "info message.noCard "]
    ),
    (
        #"{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":"{}"}]}"#,
        ["error card.type /attachments/0/content", "info message.noCard "],
        ["error card.type /attachments/0/content", "info message.noCard "]
    ),
    (messageText(long), ["warning size.near "], ["warning size.near "]),
    (messageText(long, long), ["error size.exceeded "], ["error size.exceeded "]),
    (long, ["warning size.near "], ["warning size.near ", "info envelope "]),
]

@Test(arguments: documents)
func aDocumentIsJudgedAsAWhole(json: String, bot: [String], webhook: [String]) throws {
    #expect(try found(json) == bot)
    #expect(try found(json, for: .webhook) == webhook)
}

@Test(arguments: [
    ("application/vnd.microsoft.teams.card.adaptive", "application/vnd.microsoft.card.adaptive"),
    ("application/vnd.microsoft.card.adaptiv", "application/vnd.microsoft.card.adaptive"),
    ("application/vnd.microsoft.card.Adaptive", "application/vnd.microsoft.card.adaptive"),
    ("application/vnd.microsoft.card.heroo", "application/vnd.microsoft.card.hero"),
    ("application/vnd.microsoft.teams.card.lists", "application/vnd.microsoft.teams.card.list"),
])
func aMisspeltContentTypeIsTold(type: String, meant: String) throws {
    let json = try JSONValue(parsing: #"{"type":"message","attachments":[{"contentType":"\#(type)","content":{}}]}"#)
    let issues = CardValidator.issues(in: json, for: .bot)
    #expect(issues.map(\.code) == ["envelope", "message.noCard"])
    #expect(issues.first?.path == "/attachments/0/contentType")
    #expect(issues.first?.message.contains("\"\(meant)\"") == true, "\(issues)")
}

@Test func aMessageNamesItsLargestPartsAcrossCards() throws {
    let message = try JSONValue(
        parsing: messageText(card, long, long, more: #","text":"\#(String(repeating: "y", count: 30_000))""#))
    let issue = try #require(CardValidator.issues(in: message, for: .bot).first)
    let parts = ["/text (60004 bytes)", "/attachments/1/content/body/0 (", "/attachments/2/content/body/0 ("]
    for part in parts { #expect(issue.message.contains(part)) }
}

@Test func aWebhookWarnsFrom24KilobytesAndCountsPictures() throws {
    func card(_ count: Int, _ letter: String = "x") -> String {
        messageText(cardText(#"{"type":"TextBlock","text":""# + String(repeating: letter, count: count) + #""}"#))
    }
    #expect(try found(card(24_000), for: .webhook) == ["warning size.near "])
    #expect(try found(card(24_000 / 2), for: .webhook) == [])
    #expect(try found(card(14_500, "ü"), for: .webhook) == ["error size.exceeded "])
    let picture = messageText(
        cardText(
            #"{"type":"Image","altText":"x","url":"data:image/png;base64,"# + String(repeating: "A", count: 40_000)
                + #""}"#))
    #expect(try found(picture) == [])
    #expect(try found(picture, for: .webhook) == ["error size.exceeded "])
}

@Test func anEnvelopeThatHidesItsCardIsToldAndTheCardIsJudged() throws {
    let content = #"{"type":"AdaptiveCard","fallbackText":"x"}"#
    #expect(
        try found(#"{"attachments":[{"contentType":"application/json","content":\#(content)}]}"#) == [
            "error envelope /attachments/0/contentType", "error card.version.missing /attachments/0/content",
        ])
    #expect(
        try found(#"{"attachments":[{"content":\#(content)}]}"#) == [
            "error envelope /attachments/0", "error card.version.missing /attachments/0/content",
        ])
    let misspelt = try JSONValue(parsing: #"{"type":"message","attachements":[]}"#)
    #expect(CardValidator.issues(in: misspelt, for: .bot).first?.message.contains("`attachments`") == true)
}

@Test func cardsAreFoundInAnswersAndDialogs() throws {
    let attachment =
        #"{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","fallbackText":"x"}}"#
    for (json, path) in [
        (#"{"task":{"type":"continue","value":{"card":\#(attachment)}}}"#, "/task/value/card/content"),
        (
            #"{"composeExtension":{"type":"result","attachments":[\#(attachment)]}}"#,
            "/composeExtension/attachments/0/content"
        ),
        (
            #"{"statusCode":200,"type":"application/vnd.microsoft.card.adaptive","value":{"type":"AdaptiveCard","fallbackText":"x"}}"#,
            "/value"
        ),
    ] {
        #expect(try found(json) == ["error card.version.missing \(path)"])
    }
}

@Test func whatWasFoundIsSaidInWords() throws {
    for (json, words) in [
        (card, "1 card"), ("[]", "no card"), (messageText(card), "a message with 1 card"),
        (messageText(card, card), "a message with 2 cards"), (#"{"type":"message"}"#, "a message without a card"),
        (#"{"@type":"MessageCard","text":"x"}"#, "a connector card"),
        (
            #"{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.hero"}]}"#,
            "a message with 1 card of another kind"
        ),
    ] {
        #expect(CardValidator.check(try JSONValue(parsing: json), for: .bot).contents.description == words)
    }
}
