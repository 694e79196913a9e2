import JSONKit
import Testing

@testable import LocalTeams

/// A call of a bot, after something happened, and what Teams answers.
struct ServiceCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let status: Int
    let code: String
    var message: String?
    var prepare: @Sendable (inout Harbor) throws -> Void = { _ in }
    let call: @Sendable (inout Harbor) throws -> Void

    init(
        _ name: String, _ status: Int, _ code: String, message: String? = nil,
        prepare: @escaping @Sendable (inout Harbor) throws -> Void = { _ in },
        call: @escaping @Sendable (inout Harbor) throws -> Void
    ) {
        (testDescription, self.status, self.code, self.message) = (name, status, code, message)
        (self.prepare, self.call) = (prepare, call)
    }
}

private let bot = Harbor.bot
private let unknownID = "1795161600999"

private func uninstall(_ harbor: inout Harbor, from target: Installation.Target) throws {
    let installation = harbor.world.workspace.installations.first {
        guard $0.bot == bot else { return false }
        switch ($0.target, target) {
        case (.team(let one, _), .team(let other, _)): return one == other
        default: return $0.target == target
        }
    }
    try harbor.world.removeInstallation(try #require(installation?.id), as: "ines")
}

private let notFound = "ActivityNotFoundInConversation"
private let mismatch = "Mention entity does not match text"

/// A message with a mention entity of that text.
func mentioning(_ element: String, in text: String) -> JSONObject {
    [
        "type": "message", "text": .string(text),
        "entities": [["type": "mention", "text": .string(element), "mentioned": ["id": "29:x", "name": "x"]]],
    ]
}
private let bare = JSONObject.message("x")

private let serviceCases: [ServiceCase] = [
    ServiceCase("type missing", 400, "BadArgument") {
        _ = try $0.world.send(["text": "x"], to: Harbor.tides, by: bot)
    },
    ServiceCase("neither text nor attachments", 400, "BadArgument") {
        _ = try $0.world.send(["type": "message", "text": "", "attachments": []], to: Harbor.tides, by: bot)
    },
    ServiceCase("over 100 KB of UTF-16", 413, "MessageSizeTooBig", message: "Message size too large.") {
        _ = try $0.world.send(.message(String(repeating: "å", count: 51_200)), to: Harbor.tides, by: bot)
    },
    ServiceCase("unknown conversation", 404, "ConversationNotFound", message: "Conversation not found.") {
        _ = try $0.world.send(bare, to: "19:nowhere@thread.v2", by: bot)
    },
    ServiceCase("deleted channel", 404, "ConversationNotFound") {
        try $0.world.deleteChannel(Harbor.quay, in: Harbor.port, as: "ines")
    } call: {
        _ = try $0.world.send(bare, to: Harbor.quay, by: bot)
    },
    ServiceCase("deleted team", 404, "ConversationNotFound") {
        try $0.world.deleteTeam(Harbor.port, as: "ines")
    } call: {
        _ = try $0.world.send(bare, to: Harbor.quay, by: bot)
    },
    ServiceCase("unknown thread", 404, "ConversationNotFound") {
        _ = try $0.world.send(bare, to: "\(Harbor.quay);messageid=\(unknownID)", by: bot)
    },
    ServiceCase("archived team", 403, "NotEnoughPermissions") {
        try $0.world.changeTeam(Harbor.port, as: "ines", archived: true)
    } call: {
        _ = try $0.world.send(bare, to: Harbor.quay, by: bot)
    },
    ServiceCase("private channel", 403, "NotEnoughPermissions") {
        let id = try $0.world.createChannel(in: Harbor.port, as: "ines", name: "Vault", kind: .private).id
        _ = try $0.world.send(bare, to: id, by: bot)
    },
    ServiceCase("personal chat of another bot", 400, "BadArgument", message: "Failed to decrypt conversation ID") {
        let chat = try $0.world.createChat(as: "ines", kind: .personal, bot: Harbor.other)
        _ = try $0.world.send(bare, to: chat, by: bot)
    },
    ServiceCase("unknown bot", 401, "BotNotRegistered", message: "No registration found for this bot.") {
        _ = try $0.world.send(bare, to: Harbor.tides, by: "nobody")
    },
    ServiceCase("disabled by the admin", 403, "BotDisabledByAdmin", message: "The tenant admin disabled this bot") {
        try $0.world.changeBot(bot, disabled: true)
    } call: {
        _ = try $0.world.send(bare, to: Harbor.tides, by: bot)
    },
    ServiceCase(
        "not in the roster", 403, "BotNotInConversationRoster",
        message: "The bot isn't part of the conversation roster."
    ) {
        _ = try $0.world.send(bare, to: Harbor.tides, by: Harbor.other)
    },
    ServiceCase("a chat of two people", 403, "BotNotInConversationRoster") {
        let chat = try $0.world.createChat(as: "ines", kind: .personal, members: ["bo"])
        _ = try $0.world.send(bare, to: chat, by: bot)
    },
    ServiceCase("uninstalled from the team", 403, "BotNotInConversationRoster") {
        try uninstall(&$0, from: .team(Harbor.port, channel: ""))
    } call: {
        _ = try $0.world.send(bare, to: Harbor.berth, by: bot)
    },
    ServiceCase("blocked", 403, "MessageWritesBlocked") {
        try $0.world.block(bot, as: "ines")
    } call: {
        _ = try $0.world.send(bare, to: $0.personal("ines"), by: bot)
    },
    ServiceCase("uninstalled personally, though in a team with the person", 403, "MessageWritesBlocked") {
        try uninstall(&$0, from: .user("ines"))
    } call: {
        _ = try $0.world.send(bare, to: $0.personal("ines"), by: bot)
    },
    ServiceCase("targeted without recipient", 400, "BadArgument") {
        _ = try $0.world.send(bare, to: Harbor.tides, targeted: true, by: bot)
    },
    ServiceCase("targeted by the flag alone, without an id", 400, "BadArgument") {
        _ = try $0.world.send(
            ["type": "message", "text": "x", "recipient": ["isTargeted": true]], to: Harbor.tides, by: bot)
    },
    ServiceCase("targeted in a personal chat", 400, "BadArgument") {
        _ = try $0.whisper("x", to: "ines", in: $0.personal("ines"))
    },
    ServiceCase("targeted at someone outside", 404, "MemberNotFoundInConversation") {
        _ = try $0.whisper("x", to: "jonas")
    },
    ServiceCase("targeted at nobody", 404, "MemberNotFoundInConversation") {
        let activity: JSONObject = ["type": "message", "text": "x", "recipient": ["id": "29:1nobody"]]
        _ = try $0.world.send(activity, to: Harbor.tides, targeted: true, by: bot)
    },
    ServiceCase(
        "targeted at another bot's id of a member", 400, "BadArgument", message: "Failed to decrypt conversation ID"
    ) {
        let id = $0.account("ines", for: Harbor.other)
        let activity: JSONObject = ["type": "message", "text": "x", "recipient": ["id": .string(id)]]
        _ = try $0.world.send(activity, to: Harbor.tides, targeted: true, by: bot)
    },
    ServiceCase("targeted by a bot that is not there", 403, "BotNotInConversationRoster") {
        let activity: JSONObject = ["type": "message", "text": "x", "recipient": ["id": "x", "isTargeted": true]]
        _ = try $0.world.send(activity, to: Harbor.tides, targeted: true, by: Harbor.other)
    },
    ServiceCase("update with a recipient", 400, "BadArgument", message: "Cannot edit Recipient of Targeted Message") {
        let id = try $0.whisper("x", to: "ines")
        let activity: JSONObject = ["type": "message", "text": "y", "recipient": ["id": .string($0.account("ines"))]]
        _ = try $0.world.update(id, with: activity, in: Harbor.tides, targeted: true, by: bot)
    },
    ServiceCase("targeted update of a public message", 404, notFound, message: "Conversation not found.") {
        let id = try $0.say("x")
        _ = try $0.world.update(id, with: bare, in: Harbor.tides, targeted: true, by: bot)
    },
    ServiceCase("targeted by the flag, update of a public message", 404, notFound) {
        let id = try $0.say("x")
        let activity: JSONObject = ["type": "message", "text": "secret", "recipient": ["id": "x", "isTargeted": true]]
        _ = try $0.world.update(id, with: activity, in: Harbor.tides, by: bot)
    },
    ServiceCase("targeted delete of a public message", 404, notFound) {
        try $0.world.delete(try $0.say("x"), in: Harbor.tides, targeted: true, by: bot)
    },
    ServiceCase("update of what is not there", 404, notFound) {
        _ = try $0.world.update(unknownID, with: bare, in: Harbor.tides, by: bot)
    },
    ServiceCase("update in another conversation", 404, notFound) {
        _ = try $0.world.update(try $0.say("x"), with: bare, in: Harbor.berth, by: bot)
    },
    ServiceCase("update without an id", 400, "BadArgument") {
        _ = try $0.world.update(nil, with: bare, in: Harbor.tides, by: bot)
    },
    ServiceCase("update of a person's message", 403, "NotEnoughPermissions") {
        let id = try $0.world.post("mine", to: Harbor.tides, as: "ines")
        _ = try $0.world.update(id, with: bare, in: Harbor.tides, by: bot)
    },
    ServiceCase("update with nothing in it", 400, "BadArgument") {
        _ = try $0.world.update(try $0.say("x"), with: ["type": "message"], in: Harbor.tides, by: bot)
    },
    ServiceCase("delete twice", 404, notFound) {
        let id = try $0.say("x")
        try $0.world.delete(id, in: Harbor.tides, by: bot)
        try $0.world.delete(id, in: Harbor.tides, by: bot)
    },
    ServiceCase("delete a whisper twice", 404, notFound) {
        let id = try $0.whisper("x", to: "ines")
        try $0.world.delete(id, in: Harbor.tides, targeted: true, by: bot)
        try $0.world.delete(id, in: Harbor.tides, targeted: true, by: bot)
    },
    ServiceCase("delete a whisper without the query", 400, "BadArgument") {
        try $0.world.delete(try $0.whisper("x", to: "ines"), in: Harbor.tides, by: bot)
    },
    ServiceCase("a trace", 400, "BadArgument", message: "Unknown activity type") {
        _ = try $0.world.send(["type": "trace", "name": "OnTurnError Trace"], to: Harbor.tides, by: bot)
    },
    ServiceCase("a type that nobody knows", 400, "BadArgument", message: "Unknown activity type") {
        _ = try $0.world.send(["type": "fooBar"], to: Harbor.tides, by: bot)
    },
    ServiceCase("a mention of another name", 400, "BadArgument", message: mismatch) {
        _ = try $0.world.send(mentioning("<at>Bo</at>", in: "<at>Ines</at> hi"), to: Harbor.tides, by: bot)
    },
    ServiceCase("a mention without its tags in the text", 400, "BadArgument", message: mismatch) {
        _ = try $0.world.send(mentioning("<at>Bo</at>", in: "Bo, hi"), to: Harbor.tides, by: bot)
    },
    ServiceCase("a bare ampersand in a mention", 400, "BadArgument", message: mismatch) {
        _ = try $0.world.send(mentioning("<at>R&D</at>", in: "<at>R&D</at> hi"), to: Harbor.tides, by: bot)
    },
    ServiceCase("a bare < in a mention", 400, "BadArgument", message: mismatch) {
        _ = try $0.world.send(mentioning("<at>R <Lab></at>", in: "<at>R <Lab></at> hi"), to: Harbor.tides, by: bot)
    },
    ServiceCase("an update with a mention of another name", 400, "BadArgument", message: mismatch) {
        let id = try $0.say("x")
        _ = try $0.world.update(id, with: mentioning("<at>Bo</at>", in: "hi"), in: Harbor.tides, by: bot)
    },
    ServiceCase("delete without an id", 400, "BadArgument") {
        try $0.world.delete(nil, in: Harbor.tides, targeted: true, by: bot)
    },
    ServiceCase("an id that is no number", 404, notFound) {
        try $0.world.delete("f:0", in: Harbor.tides, by: bot)
    },
    ServiceCase("a reaction to a whisper", 400, "BadArgument") {
        try $0.world.react("like", add: true, to: try $0.whisper("x", to: "ines"), in: Harbor.tides, by: bot)
    },
    ServiceCase("group creation", 400, "BadSyntax", message: "Incorrect conversation creation parameters") {
        _ = try $0.world.createConversation(
            ["isGroup": true, "members": [["id": .string($0.account("ines"))]], "tenantId": .string(Harbor.tenant)],
            by: bot)
    },
    ServiceCase("a thread without activity", 400, "BadSyntax") {
        _ = try $0.world.createConversation(
            ["isGroup": true, "channelData": ["channel": ["id": Harbor.berth.json]]], by: bot)
    },
    ServiceCase("creation with two members", 400, "BadSyntax") {
        let members: JSONValue = [["id": .string($0.account("ines"))], ["id": .string($0.account("bo"))]]
        _ = try $0.world.createConversation(["members": members, "tenantId": .string(Harbor.tenant)], by: bot)
    },
    ServiceCase("creation without a tenant", 400, "BadSyntax") {
        _ = try $0.world.createConversation(["members": [["id": .string($0.account("ines"))]]], by: bot)
    },
    ServiceCase("creation by address", 400, "BadArgument") {
        _ = try $0.world.createConversation(
            ["members": [["id": "ines@harbor.test"]], "tenantId": .string(Harbor.tenant)], by: bot)
    },
    ServiceCase(
        "creation by directory id without installation", 403, "ForbiddenOperationException",
        message: "Bot isn't installed in user's personal scope"
    ) {
        _ = try $0.world.createConversation(
            ["members": [["id": "6a1d4c1e-5b0f-4d5e-8c55-0c2d1e4b7f31"]], "tenantId": .string(Harbor.tenant)],
            by: Harbor.other)
    },
    ServiceCase("creation with another bot's id", 400, "BadArgument", message: "Failed to decrypt conversation ID") {
        _ = try $0.world.createConversation(
            ["members": [["id": .string($0.account("ines"))]], "tenantId": .string(Harbor.tenant)], by: Harbor.other)
    },
    ServiceCase("creation for an unknown bot", 401, "BotNotRegistered") {
        _ = try $0.world.createConversation([:], by: "nobody")
    },
    ServiceCase("no such member", 404, "MemberNotFoundInConversation") {
        _ = try $0.world.member("29:1nobody", of: Harbor.tides, for: bot)
    },
    ServiceCase("a person outside", 404, "MemberNotFoundInConversation") {
        _ = try $0.world.member($0.account("jonas"), of: Harbor.tides, for: bot)
    },
    ServiceCase("members for a stranger", 403, "BotNotInConversationRoster") {
        _ = try $0.world.members(of: Harbor.tides, for: Harbor.other)
    },
    ServiceCase("a bad page token", 400, "BadArgument") {
        _ = try $0.world.pagedMembers(of: Harbor.tides, for: bot, continuationToken: "zz")
    },
    ServiceCase("removing a member", 403, "NotEnoughPermissions") {
        try $0.world.removeMember($0.account("ines"), of: Harbor.tides, by: bot)
    },
    ServiceCase("a team without the bot", 403, "BotNotInConversationRoster") {
        _ = try $0.world.team(Harbor.port, for: Harbor.other)
    },
    ServiceCase("listing conversations", 405, "MethodNotAllowed") {
        _ = try $0.world.conversations(for: bot)
    },
]

@Test(arguments: serviceCases)
func teamsRefusesInItsOwnWords(_ row: ServiceCase) throws {
    var harbor = Harbor()
    try row.prepare(&harbor)
    let refused = refusal { try row.call(&harbor) }
    #expect(refused?.status == row.status)
    #expect(refused?.code == row.code)
    if let message = row.message { #expect(refused?.message == message) }
    // Whoever reads the log learns which rule it was, in one line.
    #expect(refused?.note?.hasPrefix("Rule: ") == true)
    #expect(refused?.note?.contains("\n") == false)
    if refused?.envelope == .error {
        #expect(refused?.body == ["error": ["code": .string(row.code), "message": .string(refused?.message ?? "")]])
    }
}

@Test func aBlockedChatHasItsOwnEnvelope() throws {
    var harbor = Harbor()
    try harbor.world.block(bot, as: "ines")
    let refused = refusal { _ = try harbor.say("x", in: harbor.personal("ines")) }
    #expect(refused?.body["errorCode"] == 209)
    let inner = try JSONValue(parsing: try #require(refused?.body["message"]?.stringValue))
    #expect(inner["subCode"] == "MessageWritesBlocked")
    #expect(inner["details"] == "Thread is blocked from message writes.")
    try harbor.world.unblock(bot, as: "ines")
    _ = try harbor.say("x", in: harbor.personal("ines"))
}

@Test func whatWasRefusedIsInTheLedgerWithWhomItWouldHaveReached() throws {
    var harbor = Harbor()
    try harbor.world.block(bot, as: "ines")
    _ = refusal { _ = try harbor.say("x", in: harbor.personal("ines")) }
    _ = refusal { _ = try harbor.whisper("y", to: "jonas") }
    let entries = harbor.world.ledger()
    #expect(entries.map(\.kind) == [.refused, .refused])
    #expect(entries.map(\.to) == [["ines"], []])
    #expect(entries.map(\.status) == [403, 404])
    #expect(entries.map(\.text) == ["x", "y"])
    #expect(try harbor.texts(of: harbor.personal("ines"), as: "ines").isEmpty)
}

@Test func picturesDoNotCountInTheSize() throws {
    var harbor = Harbor()
    let picture = "data:image/png;base64," + String(repeating: "A", count: 400_000)
    let card: JSONValue = ["contentType": "image/png", "contentUrl": .string(picture)]
    _ = try harbor.world.send(["type": "message", "attachments": [card]], to: Harbor.tides, by: bot)
    _ = try harbor.world.send(.message(String(repeating: "a", count: 51_000)), to: Harbor.tides, by: bot)
}

@Test func lenientWarnsInstead() throws {
    var harbor = Harbor()
    harbor.world.rules = .lenient
    let chat = harbor.personal("ines")
    _ = try harbor.whisper("x", to: "ines", in: chat)
    _ = try harbor.say(String(repeating: "å", count: 60_000), in: chat)
    let history = try harbor.world.history(of: chat, as: "ines")
    #expect(history.allSatisfy { $0["warnings"]?.arrayValue?.count == 1 })
    #expect(try harbor.world.conversations(for: bot)["conversations"]?.arrayValue?.isEmpty == false)
}

@Test func threeSuggestedActionsAreShown() throws {
    var harbor = Harbor()
    let actions = JSONValue.array((1...4).map { ["type": "imBack", "title": "\($0)", "value": "\($0)"] })
    let activity: JSONObject = ["type": "message", "text": "pick", "suggestedActions": ["actions": actions]]
    _ = try harbor.world.send(activity, to: harbor.personal("ines"), by: bot)
    let shown = try #require(try harbor.world.history(of: harbor.personal("ines"), as: "ines").last)
    #expect(shown["suggestedActions"]?["actions"]?.arrayValue?.count == 3)
    #expect(shown["warnings"]?.arrayValue?.count == 1)
    _ = try harbor.world.send(activity, to: Harbor.tides, by: bot)
    #expect(try harbor.world.history(of: Harbor.tides, as: "ines").last?["suggestedActions"] == nil)
}

/// A call of a person, and the status it gets.
struct ControlCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let status: Int
    let call: @Sendable (inout Harbor) throws -> Void

    init(_ name: String, _ status: Int, call: @escaping @Sendable (inout Harbor) throws -> Void) {
        (testDescription, self.status, self.call) = (name, status, call)
    }
}

private let controlCases: [ControlCase] = [
    ControlCase("an unknown person", 404) { try $0.world.post("x", to: Harbor.tides, as: "zed") },
    ControlCase("an unknown conversation", 404) { try $0.world.post("x", to: "19:no", as: "ines") },
    ControlCase("a chat of others", 403) { try $0.world.post("x", to: Harbor.tides, as: "jonas") },
    ControlCase("the history of others", 403) { _ = try $0.world.history(of: Harbor.tides, as: "jonas") },
    ControlCase("nothing to say", 400) { try $0.world.post(" ", to: Harbor.tides, as: "ines") },
    ControlCase("a mention of nobody", 404) { try $0.world.post("x", to: Harbor.tides, as: "ines", mentions: ["zed"]) },
    ControlCase("an unknown format", 400) { try $0.world.post("x", to: Harbor.tides, as: "ines", textFormat: "rtf") },
    ControlCase("a file that is not base64", 400) {
        let file = SentFile(name: "a", contentType: "b", base64: "?")
        try $0.world.post("x", to: Harbor.tides, as: "ines", attachments: [file])
    },
    ControlCase("a quote of nothing", 404) { try $0.world.post("x", to: Harbor.tides, as: "ines", quote: "17") },
    ControlCase("a quote of a whisper", 403) {
        let id = try $0.whisper("w", to: "ines")
        try $0.world.post("x", to: Harbor.tides, as: "ines", quote: id)
    },
    ControlCase("a quote of someone else's whisper", 404) {
        let id = try $0.whisper("w", to: "ines")
        try $0.world.post("x", to: Harbor.tides, as: "bo", quote: id)
    },
    ControlCase("a reply to a whisper", 403) {
        let id = try $0.whisper("w", to: "ines", in: Harbor.berth)
        try $0.world.post("x", to: "\(Harbor.berth);messageid=\(id)", as: "ines")
    },
    ControlCase("a reply to someone else's whisper", 404) {
        let id = try $0.whisper("w", to: "ines", in: Harbor.berth)
        try $0.world.type(in: "\(Harbor.berth);messageid=\(id)", as: "bo")
    },
    ControlCase("a reaction to a whisper", 403) {
        try $0.world.react("like", add: true, to: try $0.whisper("w", to: "ines"), in: Harbor.tides, as: "ines")
    },
    ControlCase("a reaction to someone else's whisper", 404) {
        try $0.world.react("like", add: true, to: try $0.whisper("w", to: "ines"), in: Harbor.tides, as: "bo")
    },
    ControlCase("onlyTo a bot in its own chat", 400) {
        try $0.world.post("x", to: $0.personal("ines"), as: "ines", onlyTo: bot)
    },
    ControlCase("onlyTo a bot that is not there", 400) {
        try $0.world.post("x", to: Harbor.tides, as: "ines", onlyTo: Harbor.other)
    },
    ControlCase("to an app that was removed", 403) {
        try uninstall(&$0, from: .user("ines"))
        try $0.world.post("x", to: $0.personal("ines"), as: "ines")
    },
    ControlCase("an edit of another's message", 403) {
        let id = try $0.world.post("x", to: Harbor.tides, as: "bo")
        try $0.world.edit(id, text: "y", in: Harbor.tides, as: "ines")
    },
    ControlCase("an edit of what is deleted", 409) {
        let id = try $0.world.post("x", to: Harbor.tides, as: "bo")
        try $0.world.delete(id, in: Harbor.tides, as: "bo")
        try $0.world.edit(id, text: "y", in: Harbor.tides, as: "bo")
    },
    ControlCase("a second deletion", 409) {
        let id = try $0.world.post("x", to: Harbor.tides, as: "bo")
        try $0.world.delete(id, in: Harbor.tides, as: "bo")
        try $0.world.delete(id, in: Harbor.tides, as: "bo")
    },
    ControlCase("undo of nothing", 409) {
        try $0.world.undelete(try $0.world.post("x", to: Harbor.tides, as: "bo"), in: Harbor.tides, as: "bo")
    },
    ControlCase("an archived team", 403) {
        try $0.world.changeTeam(Harbor.port, as: "ines", archived: true)
        try $0.world.post("x", to: Harbor.berth, as: "ines")
    },
    ControlCase("a handle that is taken", 409) { try $0.world.addPerson(handle: "ines", name: "I") },
    ControlCase("a person without a name", 400) { try $0.world.addPerson(handle: "x", name: " ") },
    ControlCase("a zone that is none", 400) { try $0.world.changePerson("ines", timeZone: "Here") },
    ControlCase("an app id that is taken", 409) { try $0.world.addBot(name: "B", endpoint: nil, appId: bot) },
    ControlCase("an endpoint that is none", 400) { try $0.world.addBot(name: "B", endpoint: "localhost") },
    ControlCase("an unknown scope", 400) { try $0.world.addBot(name: "B", endpoint: nil, scopes: ["world"]) },
    ControlCase("an unknown bot", 404) { try $0.world.changeBot("nobody", disabled: true) },
    ControlCase("a personal chat with nobody", 400) { _ = try $0.world.createChat(as: "ines", kind: .personal) },
    ControlCase("a personal chat of three", 400) {
        _ = try $0.world.createChat(as: "ines", kind: .personal, members: ["bo", "mei"])
    },
    ControlCase("a second installation", 409) { try $0.world.install(bot, as: "ines", chat: Harbor.tides) },
    ControlCase("a channel of no team", 400) {
        try $0.world.install(Harbor.other, as: "ines", chat: Harbor.tides, channel: Harbor.berth)
    },
    ControlCase("an installation nowhere", 400) { try $0.world.install(bot, as: "ines") },
    ControlCase("an installation in a chat of others", 403) {
        try $0.world.install(Harbor.other, as: "jonas", chat: Harbor.tides)
    },
    ControlCase("an installation out of scope", 400) {
        let id = try $0.world.addBot(name: "B", endpoint: nil, scopes: ["team"]).appId
        try $0.world.install(id, as: "ines", user: "ines")
    },
    ControlCase("an unknown installation", 404) { try $0.world.removeInstallation("x", as: "ines") },
    ControlCase("a member twice", 409) { try $0.world.addMember("bo", as: "ines", chat: Harbor.tides) },
    ControlCase("a member of nothing", 400) { try $0.world.addMember("bo", as: "ines") },
    ControlCase("who is not there leaves", 404) { try $0.world.removeMember("jonas", as: "ines", chat: Harbor.tides) },
    ControlCase("a team of others", 403) {
        try $0.world.addPerson(handle: "noor", name: "Noor")
        try $0.world.changeTeam(Harbor.port, as: "noor", name: "Mine")
    },
    ControlCase("a channel name that is taken", 409) {
        try $0.world.createChannel(in: Harbor.port, as: "ines", name: "berth PLAN")
    },
    ControlCase("the end of General", 403) { try $0.world.deleteChannel(Harbor.port, in: Harbor.port, as: "ines") },
    ControlCase("restoring what is there", 409) { try $0.world.restoreTeam(Harbor.port, as: "ines") },
    ControlCase("the clock backwards", 400) { try $0.world.advance(to: Instant(milliseconds: 0)) },
    ControlCase("a negative advance", 400) { try $0.world.advance(by: .seconds(-1)) },
    ControlCase("the end of time", 400) { try $0.world.advance(by: .seconds(1 << 60)) },
    ControlCase("the real clock", 409) {
        $0 = Harbor(mode: .real)
        try $0.world.advance(by: .seconds(1))
    },
]

@Test(arguments: controlCases)
func peopleAreRefusedWithAStatusAndAReason(_ row: ControlCase) throws {
    var harbor = Harbor()
    let refused = refusal { try row.call(&harbor) }
    #expect(refused?.status == row.status, "\(refused?.message ?? "accepted")")
    #expect(refused?.message.isEmpty == false)
}
