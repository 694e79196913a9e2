import JSONKit
import Testing

@testable import LocalTeams

private let bot = Harbor.bot

// Threads of group chats, prompt previews, meetings and commands, as people's pages show them.

@Test func aGroupChatHasThreadsThatStandApart() throws {
    var harbor = Harbor()
    let root = try harbor.world.post("who is on duty?", to: Harbor.tides, as: "ines")
    let thread = ConversationID(rawValue: "\(Harbor.tides);messageid=\(root)")
    let name = try #require(harbor.world.bot(bot)?.name)
    let changes = try harbor.changes {
        try $0.post("<at>\(name)</at> you", to: thread, as: "bo", mentions: [bot.rawValue])
    }
    #expect(changes.shown(.message).map(\.event.conversation) == [thread])
    #expect(changes.deliveries.map(\.conversation) == [thread])
    _ = try harbor.world.send(.message("aye"), to: thread, by: bot)
    _ = try harbor.world.send(.message("by the root"), to: Harbor.tides, replyTo: root, by: bot)
    // A reply to what has no thread is a message of its own.
    let apart = try harbor.world.post("and tomorrow?", to: Harbor.tides, as: "ines")
    _ = try harbor.world.send(.message("at large"), to: Harbor.tides, replyTo: apart, by: bot)
    #expect(try harbor.texts(of: Harbor.tides, as: "mei") == ["who is on duty?", "and tomorrow?", "at large"])
    #expect(try harbor.texts(of: thread, as: "mei").suffix(2) == ["aye", "by the root"])
    #expect(try harbor.world.history(of: Harbor.tides, as: "mei").first?["replies"] == 3)
}

@Test(arguments: [true, false])
func whoAskedInPrivateReadsTheQuestionAboveTheAnswer(isPublic: Bool) throws {
    var harbor = Harbor()
    let prompt = try harbor.world.post("/tides for 4711", to: Harbor.tides, as: "ines", onlyTo: bot)
    var answer: JSONObject = [
        "type": "message", "text": "high at six",
        "entities": [["type": "targetedMessageInfo", "messageId": .string(prompt)]],
    ]
    if !isPublic { answer["recipient"] = ["id": .string(harbor.account("ines"))] }
    let changes = try harbor.changes { _ = try $0.send(answer, to: Harbor.tides, targeted: !isPublic, by: bot) }
    let own = changes.shown(.message).filter { $0.to == ["ines"] }.map(\.event.message?["prompt"])
    #expect(own.map { $0?["text"] } == ["/tides for 4711"])
    for (handles, event) in changes.shown(.message) where handles != ["ines"] {
        #expect(isPublic && event.message?["prompt"]?["from"]?["handle"] == "ines")
        #expect(!JSONValue.object(event.json).text().contains("4711"))
        #expect(!JSONValue.object(event.json).text().contains(prompt))
    }
    let others = JSONValue(try harbor.world.history(of: Harbor.tides, as: "bo")).text()
    #expect(!others.contains("4711") && !others.contains(prompt))
    #expect(others.contains("high at six") == isPublic)
    #expect(JSONValue(try harbor.world.history(of: Harbor.tides, as: "ines")).text().contains("for 4711"))
}

@Test func aPromptOfAnotherBotOrOfEveryoneIsNoPreview() throws {
    var harbor = Harbor()
    try harbor.world.install(Harbor.other, as: "ines", chat: Harbor.tides)
    let others = try harbor.world.post("/dues", to: Harbor.tides, as: "ines", onlyTo: Harbor.other)
    let said = try harbor.world.post("hello", to: Harbor.tides, as: "ines")
    for id in [others, said, "0", "x", ""] {
        let answer: JSONObject = [
            "type": "message", "text": "aye", "entities": [["type": "targetedMessageInfo", "messageId": .string(id)]],
        ]
        _ = try harbor.world.send(answer, to: Harbor.tides, by: bot)
    }
    let shown = try harbor.world.history(of: Harbor.tides, as: "ines").filter { $0["text"] == "aye" }
    #expect(shown.count == 5 && shown.allSatisfy { $0["prompt"] == nil })
}

@Test func theListOfConversationsSaysWhoIsInAMeeting() throws {
    var harbor = Harbor()
    let chat = try harbor.world.createChat(as: "ines", kind: .meeting, members: ["bo"], name: "Berth call")
    func row() throws -> JSONValue? {
        try harbor.world.conversations(as: "bo").first { $0["id"] == chat.json }?["meeting"]
    }
    #expect(try row() == ["running": false, "present": []])
    try harbor.world.happen(.start, in: chat, as: "ines")
    try harbor.world.happen(.join, in: chat, as: "bo")
    #expect(try row() == ["running": true, "present": ["bo"]])
    #expect(try harbor.world.conversations(as: "bo").contains { $0["id"] == Harbor.tides.json && $0["meeting"] == nil })
}

private let badCommands: [(commands: [BotCommand], word: String)] = [
    ([BotCommand(title: " ")], "title"), ([BotCommand(title: "a\nb")], "one line"),
    ([BotCommand(title: String(repeating: "a", count: 33))], "32"),
    ([BotCommand(title: "a", description: String(repeating: "b", count: 129))], "128"),
    ([BotCommand(title: "Help"), BotCommand(title: "help")], "twice"),
    ((0...10).map { BotCommand(title: "c\($0)") }, "10"),
]

@Test(arguments: badCommands)
func commandsThatAManifestCannotHoldAreRefused(commands: [BotCommand], word: String) throws {
    var harbor = Harbor()
    let refused = refusal { try harbor.world.changeBot(bot, commands: commands) }
    #expect(refused?.status == 400 && refused?.message.contains(word) == true)
    #expect(harbor.world.bot(bot)?.commands == [])
}

@Test func commandsAreKeptAndShown() throws {
    var harbor = Harbor()
    let commands = [BotCommand(title: "tides", description: "When the water is high"), BotCommand(title: "help")]
    try harbor.world.changeBot(bot, commands: commands)
    try harbor.world.changeBot(bot, name: "Harbor 2")
    let shown = JSONValue.object(harbor.world.workspace.shown)["bots"]?.arrayValue?.first { $0["appId"] == bot.json }
    #expect(shown?["commands"]?[0] == ["title": "tides", "description": "When the water is high"])
    #expect(harbor.world.bot(bot)?.commands == commands)
}
