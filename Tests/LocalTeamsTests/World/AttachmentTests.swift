import JSONKit
import Testing

@testable import LocalTeams

private let card = "application/vnd.microsoft.card."
private let teamsCard = "application/vnd.microsoft.teams.card."

private func message(_ attachments: JSONValue...) -> JSONObject {
    ["type": "message", "attachments": .array(attachments)]
}

/// An attachment, and what its warning says; nil for one that nobody is warned of.
private let attachments: [(attachment: JSONValue, says: String?)] = [
    (["contentType": .string(card + "adaptive"), "content": ["type": "AdaptiveCard"]], nil),
    (["contentType": .string(card + "hero"), "content": ["title": "Tide"]], nil),
    (["contentType": .string(card + "Thumbnail"), "content": ["title": "Tide"]], nil),
    (["contentType": .string(card + "receipt"), "content": ["title": "Tide"]], nil),
    (["contentType": .string(card + "signin"), "content": ["text": "Tide"]], nil),
    (["contentType": .string(card + "oauth"), "content": ["connectionName": "c"]], nil),
    (["contentType": .string(card + "oauth"), "content": ["tokenExchangeResource": ["id": "x"]]], nil),
    (["contentType": .string(teamsCard + "list"), "content": ["title": "Tides"]], nil),
    (["contentType": .string(teamsCard + "o365connector"), "content": ["title": "Tides"]], nil),
    (["contentType": .string(teamsCard + "file.consent"), "content": ["sizeInBytes": 1]], nil),
    (["contentType": .string(teamsCard + "file.info"), "contentUrl": "x", "content": ["fileType": "txt"]], nil),
    (["contentType": "image/png", "contentUrl": "https://example.com/a.png"], nil),
    (["contentType": "application/vnd.microsoft.teams.file.download.info", "contentUrl": "x"], nil),
    (["contentUrl": "https://example.com/a.png"], "no contentType"), (["contentType": ""], "no contentType"),
    (["contentType": 7], "no contentType"), ("a picture", "no contentType"), ([:], "no contentType"),
    (["contentType": .string(card + "adaptive")], "without content"),
    (["contentType": .string(card + "adaptive"), "content": [:]], "without content"),
    (["contentType": .string(card + "hero"), "content": .null], "without content"),
    (["contentType": .string(teamsCard + "list"), "content": "{}"], "without content"),
    (["contentType": .string(card + "animation"), "content": ["title": "x"]], "no such card"),
    (["contentType": .string(card + "tide"), "content": ["title": "x"]], "no such card"),
    (["contentType": .string(teamsCard + "adaptive"), "content": ["title": "x"]], "no such card"),
]

@Test(arguments: attachments)
func whatNobodyWillSeeIsWarnedOf(attachment: JSONValue, says: String?) throws {
    var harbor = Harbor()
    _ = try harbor.world.send(message(attachment), to: Harbor.tides, by: Harbor.bot)
    let warnings = try harbor.world.history(of: Harbor.tides, as: "bo").last?["warnings"]?.arrayValue ?? []
    #expect(warnings.count == (says == nil ? 0 : 1), "\(warnings)")
    if let says { #expect(warnings.first?.stringValue?.contains(says) == true, "\(warnings)") }
}

@Test func aThousandBadAttachmentsMakeAFewWarnings() throws {
    var harbor = Harbor()
    let many = JSONValue.array(Array(repeating: [:], count: 10_000))
    _ = try harbor.world.send(["type": "message", "attachments": many], to: Harbor.tides, by: Harbor.bot)
    let warnings = try harbor.world.history(of: Harbor.tides, as: "bo").last?["warnings"]?.arrayValue ?? []
    #expect(warnings.count < 10)
    #expect(warnings.last?.stringValue?.contains("9992 more") == true)
}

/// An OAuth card with a resource that is null, in whatever message.
@Test(
    arguments: [
        ["tokenExchangeResource": .null], ["tokenPostResource": .null, "text": "Sign in"],
        ["tokenExchangeResource": ["id": "x"], "tokenPostResource": .null],
    ] as [JSONValue])
func anOAuthCardHasNoNullResource(content: JSONValue) throws {
    let oauth: JSONValue = ["contentType": "application/vnd.microsoft.card.OAuth", "content": content]
    let hero: JSONValue = [
        "contentType": .string(card + "hero"), "content": ["title": "x", "tokenPostResource": .null],
    ]
    var harbor = Harbor()
    let id = try #require(try harbor.world.send(message(hero), to: Harbor.tides, by: Harbor.bot).id)
    let account = JSONValue.string(harbor.account("ines"))
    let refusals = [
        refusal { _ = try harbor.world.send(message(oauth), to: Harbor.tides, by: Harbor.bot) },
        refusal { _ = try harbor.world.send(message(hero, oauth), to: Harbor.tides, by: Harbor.bot) },
        refusal { _ = try harbor.world.update(id, with: message(oauth), in: Harbor.tides, by: Harbor.bot) },
        refusal {
            var whisper = message(oauth)
            whisper["recipient"] = ["id": account]
            _ = try harbor.world.send(whisper, to: Harbor.tides, targeted: true, by: Harbor.bot)
        },
        refusal {
            let body: JSONObject = [
                "members": [["id": account]], "tenantId": .string(Harbor.tenant), "activity": .object(message(oauth)),
            ]
            _ = try harbor.world.createConversation(body, by: Harbor.bot)
        },
    ]
    for refused in refusals {
        #expect(refused?.status == 400 && refused?.code == "BadArgument")
        #expect(refused?.message.contains("Resource") == true)
        #expect(refused?.note?.hasPrefix("Rule: ") == true)
    }
}

/// What a strict service refuses, and a lenient one takes with a warning beside the message.
private let lenient: [(name: String, activity: JSONObject, says: String)] = [
    (
        "a null resource",
        message(["contentType": .string(card + "oauth"), "content": ["tokenExchangeResource": .null]]),
        "tokenExchangeResource"
    ),
    ("a mention of another name", mentioning("<at>Bo</at>", in: "hi"), "Mention entity"),
    ("a mention without text", mentioning("", in: "hi"), "Mention entity"),
    ("over 100 KB", .message(String(repeating: "å", count: 51_200)), "100 KB"),
]

@Test(arguments: lenient)
func aLenientServiceWarnsBesideTheMessage(name: String, activity: JSONObject, says: String) throws {
    var harbor = Harbor()
    #expect(refusal { _ = try harbor.world.send(activity, to: Harbor.tides, by: Harbor.bot) } != nil)
    harbor.world.rules = .lenient
    let id = try #require(try harbor.world.send(activity, to: Harbor.tides, by: Harbor.bot).id)
    let sent = try harbor.world.history(of: Harbor.tides, as: "bo").last
    #expect(sent?["warnings"]?.arrayValue?.contains { $0.stringValue?.contains(says) == true } == true)
    _ = try harbor.world.update(id, with: activity, in: Harbor.tides, by: Harbor.bot)
    let updated = try harbor.world.history(of: Harbor.tides, as: "bo").last
    #expect(updated?["warnings"] == sent?["warnings"])
}

/// An update that a strict service refuses.
private let updates: [(name: String, activity: JSONObject, query: Bool, says: String)] = [
    ("another type", ["type": "typing", "text": "y"], true, "needs the type message"),
    ("an unknown type", ["type": "trace", "text": "y"], true, "Unknown activity type"),
    ("a recipient", ["type": "message", "text": "y", "recipient": ["id": "29:x"]], true, "Recipient"),
]

@Test(arguments: updates)
func aLenientServiceTakesAnUpdateWithAWarning(
    name: String, activity: JSONObject, query: Bool, says: String
) throws {
    var harbor = Harbor()
    let id = try harbor.whisper("x", to: "ines")
    #expect(
        refusal { _ = try harbor.world.update(id, with: activity, in: Harbor.tides, targeted: true, by: Harbor.bot) }?
            .message.contains(says) == true)
    harbor.world.rules = .lenient
    let updated = try harbor.world.update(id, with: activity, in: Harbor.tides, targeted: query, by: Harbor.bot)
    #expect(updated.note?.contains(says) == true)
    let shown = try harbor.world.history(of: Harbor.tides, as: "ines").last
    #expect(shown?["text"] == "y")
    #expect(shown?["warnings"]?[0]?.stringValue?.contains(says) == true)
}

/// Teams repeats what a bot did not answer in time, but never an invoke: somebody waits for its answer.
@Test(arguments: [("message", nil, true), ("event", true, true), ("message", false, false), ("invoke", true, false)])
func anActivityIsRepeatedUnlessItIsAnInvoke(type: String, redeliver: Bool?, isRepeated: Bool) throws {
    var harbor = Harbor()
    harbor.world.changeTenant(redeliver: redeliver)
    let changes = try harbor.changes { world in
        world.deliver(to: Harbor.bot, conversation: Harbor.tides, readers: .everyone) { _, _, _ in
            ["type": .string(type)]
        }
    }
    #expect(changes.deliveries.map(\.isRepeated) == [isRepeated])
}

@Test func aLenientServiceNotesAnUnknownType() throws {
    var harbor = Harbor()
    harbor.world.rules = .lenient
    let sent = try harbor.world.send(["type": "trace"], to: Harbor.tides, by: Harbor.bot)
    #expect(sent.id != nil && sent.note?.contains("Unknown activity type") == true)
    #expect(try harbor.world.history(of: Harbor.tides, as: "bo").isEmpty)
}
