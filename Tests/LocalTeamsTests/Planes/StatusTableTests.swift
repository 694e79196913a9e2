import HTTPKit
import JSONKit
import Testing

@testable import LocalTeams

private typealias Operation = StatusScene.Operation

/// What a call is answered.
private enum Expected: Sendable, Equatable {
    case ok
    /// `{"error":{"code","message"}}`
    case error(Int, String)
    /// `{"errorCode":209,"message":"{…}"}`
    case writesBlocked
}

/// A row of the status table: a gesture, and what each call is answered after it.
private struct StatusRow: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let place: StatusScene.Place
    let expected: [Operation: Expected]
    let gesture: @Sendable (inout StatusScene) async throws -> Void

    /// - Parameters:
    ///   - expected: of the operations that `among` holds; others succeed.
    ///   - others: what single operations are answered instead.
    init(
        _ name: String, in place: StatusScene.Place, _ expected: Expected,
        among: Set<Operation> = Set(Operation.allCases), others: [Operation: Expected] = [:],
        gesture: @escaping @Sendable (inout StatusScene) async throws -> Void
    ) {
        testDescription = name
        self.place = place
        self.gesture = gesture
        var all: [Operation: Expected] = [:]
        for operation in Operation.allCases { all[operation] = among.contains(operation) ? expected : .ok }
        if place == .personal, expected == .ok {
            for operation: Operation in [.targetedSend, .targetedUpdate, .targetedDelete] { all[operation] = nil }
        }
        self.expected = all.merging(others) { $1 }
    }
}

private let channelPath = "teams/\(escaped(RunningTeams.team))/channels/\(escaped(RunningTeams.channel))"
private let teamPath = "teams/\(escaped(RunningTeams.team))"
private let block: JSONValue = ["as": "ines", "bot": .string(RunningTeams.app)]
private let writesAndCreate = Operation.writes.union([.create])

private let rows: [StatusRow] = [
    StatusRow("nothing happened, in a group", in: .group, .ok) { _ in },
    StatusRow("nothing happened, in a channel", in: .channel, .ok) { _ in },
    StatusRow("nothing happened, in a personal chat", in: .personal, .ok) { _ in },
    StatusRow("the person blocked the bot", in: .personal, .writesBlocked) {
        try await $0.gesture("POST", "blocks", block)
    },
    StatusRow("the person blocked the bot, and the tenant uses the other code", in: .personal, blocked) {
        try await $0.gesture("PATCH", "tenant", ["blockedCode": "ConversationBlockedByUser"])
        try await $0.gesture("POST", "blocks", block)
    },
    StatusRow("the person blocked the bot and unblocked it", in: .personal, .ok) {
        try await $0.gesture("POST", "blocks", block)
        try await $0.gesture("DELETE", "blocks?as=ines&bot=\(RunningTeams.app)")
    },
    StatusRow("the person blocked the bot: groups go on", in: .group, .ok, others: [.create: .writesBlocked]) {
        try await $0.gesture("POST", "blocks", block)
    },
    StatusRow("the person uninstalled the app", in: .personal, .writesBlocked) { try await $0.uninstall() },
    StatusRow("the person uninstalled the app: the tenant's code is for blocks alone", in: .personal, .writesBlocked) {
        try await $0.gesture("PATCH", "tenant", ["blockedCode": "ConversationBlockedByUser"])
        try await $0.uninstall()
    },
    StatusRow("the app was removed from the chat", in: .group, notInRoster, others: [.create: .ok]) {
        try await $0.uninstall()
    },
    StatusRow("the app was removed from the team", in: .channel, notInRoster) { try await $0.uninstall() },
    StatusRow("the channel is moderated", in: .channel, blocked, among: writesAndCreate) {
        try await $0.gesture("PATCH", channelPath, ["as": "ines", "moderated": true])
    },
    StatusRow("the channel was moderated", in: .channel, .ok) {
        try await $0.gesture("PATCH", channelPath, ["as": "ines", "moderated": true])
        try await $0.gesture("PATCH", channelPath, ["as": "ines", "moderated": false])
    },
    StatusRow("another channel is moderated", in: .channel, .ok) {
        let quay = escaped("19:quay@thread.tacv2")
        try await $0.gesture("PATCH", "\(teamPath)/channels/\(quay)", ["as": "ines", "moderated": true])
    },
    StatusRow("the admin disabled the bot, in a group", in: .group, disabled, gesture: disable),
    StatusRow("the admin disabled the bot, in a channel", in: .channel, disabled, gesture: disable),
    StatusRow("the admin disabled the bot, in a personal chat", in: .personal, disabled, gesture: disable),
    StatusRow("the channel is deleted", in: .channel, .error(404, "ConversationNotFound")) {
        try await $0.gesture("DELETE", "\(channelPath)?as=ines")
    },
    StatusRow("the team is deleted", in: .channel, .error(404, "ConversationNotFound")) {
        try await $0.gesture("DELETE", "\(teamPath)?as=ines")
    },
    StatusRow("the team is deleted for good", in: .channel, .error(404, "ConversationNotFound")) {
        try await $0.gesture("DELETE", "\(teamPath)?as=ines&hard=true")
    },
    StatusRow("the team is archived", in: .channel, .error(403, "NotEnoughPermissions"), among: writesAndCreate) {
        try await $0.gesture("PATCH", teamPath, ["as": "ines", "archived": true])
    },
    StatusRow("a private channel", in: .channel, .error(403, "NotEnoughPermissions")) {
        let vault = try await $0.gesture(
            "POST", "\(teamPath)/channels", ["as": "ines", "name": "V", "kind": "private"])
        $0.conversation = vault["id"]?.stringValue ?? ""
    },
    StatusRow("the ids are another bot's", in: .personal, .error(400, "BadArgument")) {
        let other = try await $0.gesture("POST", "bots", ["name": "Other", "secret": "s"])
        let id = other["appId"]?.stringValue ?? ""
        try await $0.gesture("POST", "installations", ["as": "ines", "user": "ines", "bot": .string(id)])
        $0.token = try await $0.teams.token(id: id, secret: "s")
    },
    StatusRow("the tenant is one of GCC, in a group", in: .group, wrongHost, gesture: moveToGCC),
    StatusRow("the tenant is one of GCC, in a channel", in: .channel, wrongHost, gesture: moveToGCC),
    StatusRow("the tenant is one of GCC, in a personal chat", in: .personal, wrongHost, gesture: moveToGCC),
    StatusRow("the tenant is one of GCC, at its own host", in: .group, .ok) {
        try await $0.gesture("PATCH", "tenant", ["cloud": "GCC"])
        $0.prefix = "/gcc"
    },
    StatusRow("a targeted message is 24 hours old", in: .group, notFound, among: [.targetedUpdate, .targetedDelete]) {
        try await $0.gesture("POST", "clock", ["advance": 86_400])
    },
    StatusRow(
        "the query on a public message", in: .group, notFound, among: [.targetedUpdate, .targetedDelete]
    ) { $0.targeted = $0.message },
    StatusRow(
        "an unknown message; a reply to it is a post", in: .group, notFound,
        among: [.update, .delete, .targetedUpdate, .targetedDelete]
    ) {
        $0.message = "1795161600999"
        $0.targeted = "1795161600998"
    },
    StatusRow(
        "an unknown person", in: .group, .error(404, "MemberNotFoundInConversation"), among: [.targetedSend, .member],
        others: [.create: .error(400, "BadArgument")]
    ) {
        $0.person = "29:1nobody"
        $0.creationMember = "29:1nobody"
    },
    StatusRow(
        "an unknown conversation", in: .group, .error(404, "ConversationNotFound"), others: [.create: .ok]
    ) { $0.conversation = "19:nowhere@thread.v2" },
    StatusRow(
        "a message that is too large", in: .channel, .error(413, "MessageSizeTooBig"),
        among: writesAndCreate.subtracting([.delete, .targetedDelete])
    ) { $0.text = String(repeating: "å", count: 60_000) },
    StatusRow(
        "the app is not installed for the person", in: .personal, .writesBlocked,
        others: [.create: .error(403, "ForbiddenOperationException")]
    ) { scene in
        let other = try await scene.gesture("POST", "bots", ["name": "Other", "secret": "s"])
        let id = other["appId"]?.stringValue ?? ""
        let chat = try await scene.gesture("POST", "chats", ["as": "ines", "kind": "personal", "bot": .string(id)])
        scene.conversation = chat["id"]?.stringValue ?? ""
        scene.creationMember = "6a1d4c1e-5b0f-4d5e-8c55-0c2d1e4b7f31"
        scene.token = try await scene.teams.token(id: id, secret: "s")
    },
]

private let blocked = Expected.error(403, "ConversationBlockedByUser")
private let notInRoster = Expected.error(403, "BotNotInConversationRoster")
private let disabled = Expected.error(403, "BotDisabledByAdmin")
private let wrongHost = Expected.error(403, "InvalidBotApiHost")
private let notFound = Expected.error(404, "ActivityNotFoundInConversation")

@Sendable private func disable(_ scene: inout StatusScene) async throws {
    try await scene.gesture("PATCH", "bots/\(RunningTeams.app)", ["disabled": true])
}

@Sendable private func moveToGCC(_ scene: inout StatusScene) async throws {
    try await scene.gesture("PATCH", "tenant", ["cloud": "gcc"])
}

@Suite(.serialized) struct StatusTableTests {
    @Test(arguments: rows)
    fileprivate func everyCallIsAnsweredAsTheTableSays(_ row: StatusRow) async throws {
        try await withTeams(bot: "http://127.0.0.1:9/api/messages", { $0.service.clock = .virtual }) { teams in
            var scene = try await StatusScene(teams, row.place)
            try await row.gesture(&scene)
            for operation in Operation.allCases {
                guard let expected = row.expected[operation] else { continue }
                let answer = try await scene.call(operation)
                switch expected {
                case .ok:
                    #expect((200..<300).contains(answer.status), "\(operation): \(answer.json)")
                case .error(let status, let code):
                    #expect(answer.status == status, "\(operation): \(answer.json)")
                    #expect(answer.json.objectValue?.names == ["error"], "\(operation)")
                    #expect(answer.code == code, "\(operation)")
                    #expect(!answer.message.isEmpty, "\(operation)")
                    try await expectRule(operation, scene)
                case .writesBlocked:
                    #expect(answer.status == 403, "\(operation): \(answer.json)")
                    #expect(answer.json["errorCode"] == 209, "\(operation)")
                    let inner = try JSONValue(parsing: answer.json["message"]?.stringValue ?? "")
                    #expect(inner["subCode"] == "MessageWritesBlocked", "\(operation)")
                    try await expectRule(operation, scene)
                }
            }
        }
    }

    /// The log says which rule it was.
    private func expectRule(_ operation: Operation, _ scene: StatusScene) async throws {
        let note = try await scene.teams.log().last { $0["direction"] == "in" }?["note"]?.stringValue ?? ""
        #expect(note.hasPrefix("Rule: "), "\(operation): \(note)")
        #expect(!note.contains("\n"))
    }

    /// A creation that is none of the two kinds that there are.
    @Test(
        arguments: [
            ["isGroup": true, "members": [["id": "29:x"], ["id": "29:y"]]],
            ["isGroup": true, "members": [["id": "29:x"]], "topicName": "A group"],
            ["isGroup": true, "channelData": ["channel": ["id": .string(RunningTeams.channel)]]],
            ["members": [["id": "29:x"], ["id": "29:y"]]], ["isGroup": false, "members": []], [:],
        ] as [JSONValue])
    func noGroupIsEverMade(body: JSONValue) async throws {
        try await withTeams(bot: "http://127.0.0.1:9/api/messages") { teams in
            let before = try await teams.call("GET", "/_local/workspace").json["chats"]
            let answer = try await teams.asBot("POST", "/v3/conversations", body)
            #expect(answer.status == 400)
            #expect(
                answer.json == [
                    "error": ["code": "BadSyntax", "message": "Incorrect conversation creation parameters"]
                ])
            let entry = try await teams.log().last { $0["direction"] == "in" }
            #expect(entry?["note"]?.stringValue?.hasPrefix("Rule: ") == true)
            #expect(try await teams.call("GET", "/_local/workspace").json["chats"] == before)
        }
    }

    /// People write where bots may not.
    @Test func moderationIsForBots() async throws {
        try await withTeams(bot: "http://127.0.0.1:9/api/messages") { teams in
            let moderated = try await teams.call(
                "PATCH", "/_local/\(channelPath)", ["as": "ines", "moderated": true])
            #expect(moderated.json["moderated"] == true)
            #expect(moderated.json["name"] == "Berth plan")
            #expect(try await teams.post("hello", as: "bo", to: RunningTeams.channel).status == 201)
            let team = try await teams.call("GET", "/_local/workspace").json["teams"]?[0]
            #expect(team?["channels"]?[1]?["moderated"] == true)
            for body in [["as": "ines"], ["as": "ines", "moderated": "yes"], ["moderated": true]] as [JSONValue] {
                #expect(try await teams.call("PATCH", "/_local/\(channelPath)", body).status == 400)
            }
        }
    }
}
