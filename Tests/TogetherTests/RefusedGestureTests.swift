import JSONKit
import LocalTeams
import ServiceKit
import TeamsConnector
import TeamsModels
import Testing

/// Something that people or admins do, and what a bot then cannot do any more.
private struct Row: Sendable, CustomTestStringConvertible {
    enum Place: Sendable {
        case personal, group, channel
    }
    let testDescription: String
    let place: Place
    /// What happens; may move the scene elsewhere.
    let gesture: @Sendable (inout Scene) async throws -> Void
    /// What each act comes to; nil when it succeeds.
    let refusal: @Sendable (Act) -> ConnectorError.Code?
    var isGone = false

    init(
        _ name: String, in place: Place, _ refusal: @escaping @Sendable (Act) -> ConnectorError.Code?,
        isGone: Bool = false, _ gesture: @escaping @Sendable (inout Scene) async throws -> Void
    ) {
        testDescription = name
        self.place = place
        self.isGone = isGone
        self.gesture = gesture
        self.refusal = refusal
    }
}

/// Refused in this conversation, whatever it is; the chat with Ines is still to be had.
private func here(_ code: ConnectorError.Code) -> @Sendable (Act) -> ConnectorError.Code? {
    { $0 == .create ? nil : code }
}

private func refused(
    _ code: ConnectorError.Code, _ acts: @escaping @Sendable (Act) -> Bool
) -> @Sendable (Act) -> ConnectorError.Code? {
    { acts($0) ? code : nil }
}

private let rows: [Row] = [
    Row("the person blocks the bot", in: .personal, here(.blockedOrUninstalled), isGone: true) { scene in
        try await scene.harbor.gesture("POST", "blocks", ["as": "ines", "bot": scene.harbor.bot])
    },
    Row("the person removes the app", in: .personal, here(.blockedOrUninstalled), isGone: true) { scene in
        try await scene.uninstall("user")
    },
    Row("the admin disables the bot", in: .personal, refused(.disabledByAdmin) { _ in true }, isGone: true) { scene in
        try await scene.disable()
    },
    Row("the admin disables the bot of a team", in: .channel, refused(.disabledByAdmin) { _ in true }, isGone: true) {
        try await $0.disable()
    },
    Row("the bot is taken out of the chat", in: .group, here(.notInConversation), isGone: true) { scene in
        try await scene.uninstall("chat")
    },
    Row("the bot is taken out of the team", in: .channel, here(.notInConversation), isGone: true) { scene in
        try await scene.uninstall("team")
    },
    Row("the conversation is of nobody", in: .group, here(.conversationNotFound)) { scene in
        scene.place.conversation?.id = "19:nobody@thread.v2"
    },
    Row("the channel is deleted", in: .channel, here(.conversationNotFound)) { scene in
        let team = Harbor.teamID.rawValue.escaped
        let channel = Harbor.channelID.rawValue.escaped
        try await scene.harbor.gesture("DELETE", "teams/\(team)/channels/\(channel)?as=ines")
    },
    Row("the team is deleted", in: .channel, here(.conversationNotFound)) { scene in
        try await scene.harbor.gesture("DELETE", "teams/\(Harbor.teamID.rawValue.escaped)?as=ines")
    },
    Row("the team is archived", in: .channel, refused(.notPermitted) { !$0.isQuestion && $0 != .create }) { scene in
        try await scene.harbor.gesture(
            "PATCH", "teams/\(Harbor.teamID.rawValue.escaped)", ["as": "ines", "archived": true])
    },
    Row("the channel is private", in: .channel, here(.notPermitted)) { scene in
        let channel = try await scene.harbor.gesture(
            "POST", "teams/\(Harbor.teamID.rawValue.escaped)/channels",
            ["as": "ines", "name": "Captains", "kind": "private"])
        scene.place.conversation?.id = channel["id"]?.stringValue.map { ConversationID(rawValue: $0) }
    },
    Row("the chat is another bot's", in: .personal, here(.foreignConversation)) { scene in
        let other = try await scene.harbor.gesture("POST", "bots", ["name": "Other"])
        let bot = other["appId"] ?? .null
        try await scene.harbor.gesture("POST", "installations", ["as": "ines", "bot": bot, "user": "ines"])
        let chat = try await scene.harbor.gesture("POST", "chats", ["as": "ines", "kind": "personal", "bot": bot])
        scene.place.conversation?.id = chat["id"]?.stringValue.map { ConversationID(rawValue: $0) }
    },
    Row("the app is not installed for the person", in: .group, refused(.notInstalled) { $0 == .create }) { scene in
        scene.reader = Account(try await scene.directoryID(of: "bo"))
    },
    Row("the person is no member", in: .group, refused(.memberNotFound) { [.member, .targetedSend].contains($0) }) {
        let team = try await $0.harbor.connector.members(of: $0.harbor.channel)
        $0.reader = try #require(team.first { $0.name == "Jonas Weber" })
    },
    Row("the message is of nobody", in: .group, refused(.activityNotFound) { $0.needsMessage }) { scene in
        scene.message = "1600000000000"
        scene.whisper = "1600000000001"
    },
    Row("the messages are deleted", in: .group, refused(.activityNotFound) { $0.needsMessage }) { scene in
        try await scene.perform(.delete)
        try await scene.perform(.targetedDelete)
    },
    Row(
        "a day has passed", in: .group,
        refused(.activityNotFound) { [.targetedUpdate, .targetedDelete].contains($0) }
    ) { scene in
        try await scene.harbor.pass(24 * 3600 + 1)
    },
    Row("the message is a person's", in: .group, refused(.notPermitted) { [.update, .delete].contains($0) }) { scene in
        let id = Harbor.groupID.rawValue.escaped
        let posted = try await scene.harbor.gesture(
            "POST", "conversations/\(id)/messages", ["as": "bo", "text": "mine"])
        scene.message = ActivityID(rawValue: posted["id"]?.stringValue ?? "")
    },
    Row("the message is too large", in: .channel, refused(.tooLarge) { $0.hasContent }) { scene in
        scene.content = Activity(text: String(repeating: "x", count: 60_000))
    },
    Row("the message is empty", in: .channel, refused(.badArgument) { $0.hasContent }) { scene in
        scene.content = Activity(.message)
    },
]

extension Scene {
    fileprivate func uninstall(_ kind: String) async throws {
        try await harbor.gesture("DELETE", "installations/\(harbor.installations[kind] ?? "")?as=ines")
    }

    fileprivate func directoryID(of handle: String) async throws -> AccountID {
        let people = try await harbor.gesture("GET", "workspace")["users"]?.arrayValue
        let person = people?.first { $0["handle"]?.stringValue == handle }
        return AccountID(rawValue: try #require(person?["aadObjectId"]?.stringValue))
    }

    fileprivate func disable() async throws {
        try await harbor.gesture("PATCH", "bots/\(harbor.service.clientID)", ["disabled": true])
    }
}

@Suite("What people and admins do, as the bot learns it")
struct RefusedGestureTests {
    @Test("each act is refused at once, for the right reason, and never repeated", arguments: rows)
    private func gestures(row: Row) async throws {
        try await Harbor.with(.unpaced) { harbor in
            let place =
                switch row.place {
                case .personal: harbor.personal
                case .group: harbor.group
                case .channel: harbor.channel
                }
            var scene = try await Scene(harbor, in: place)
            try await row.gesture(&scene)
            let now = harbor.clock.now
            for act in Act.allCases where act.exists(in: place.conversation?.conversationType) {
                harbor.wire.clear()
                let expected = row.refusal(act)
                var refused: ConnectorError?
                do throws(ConnectorError) { try await scene.perform(act) } catch { refused = error }
                let what: Comment = "\(act): \(refused.map { "\($0)" } ?? "done")"
                #expect(refused?.code == expected, what)
                #expect(harbor.wire.attempts.count == 1, what)
                #expect(refused?.attempts ?? 1 == 1, what)
                #expect(refused?.isRecipientGone ?? row.isGone == row.isGone, what)
                #expect(refused?.isAmbiguous ?? false == false, what)
            }
            #expect(harbor.clock.now == now, "nothing waited")
        }
    }

    @Test("what cannot be done is refused before anything is sent")
    func refusedHere() async throws {
        try await Harbor.with(.unpaced) { harbor in
            let scene = try await Scene(harbor, in: harbor.personal)
            harbor.wire.clear()
            for act in Act.allCases where act.isTargeted {
                let error = await #expect(throws: ConnectorError.self) { try await scene.perform(act) }
                #expect(error?.code == .targetedInPersonalChat)
                #expect(error?.attempts == 0)
            }
            #expect(harbor.wire.attempts.isEmpty)
        }
    }

    @Test("a token that Teams does not accept is one clear refusal")
    func wrongToken() async throws {
        let credentials = Credentials.tokens(clientID: "stranger") { _ in AccessToken("nonsense") }
        try await Harbor.with(.unpaced, credentials: credentials) { harbor in
            for place in [harbor.personal, harbor.group] {
                let error = await #expect(throws: ConnectorError.self) {
                    _ = try await harbor.connector.send(Activity(text: "x"), in: place)
                }
                #expect(error?.code == .notRegistered)
                #expect(error?.attempts == 1)
                #expect(error?.isRecipientGone == false)
            }
        }
    }

    @Test("a wrong secret is no token, and nothing is sent")
    func wrongSecret() async throws {
        let credentials = Credentials.clientSecret(
            "wrong", clientID: AppID(rawValue: TeamsServiceOptions.developmentClientID))
        try await Harbor.with(.unpaced, credentials: credentials) { harbor in
            let error = await #expect(throws: ConnectorError.self) {
                _ = try await harbor.connector.send(Activity(text: "x"), in: harbor.group)
            }
            #expect(error?.code == .noToken)
            #expect(harbor.wire.attempts.isEmpty)
        }
    }
}

extension Connector.Options {
    /// Without pacing, so that nothing waits but for what was refused.
    static var unpaced: Self {
        var options = Self()
        options.isPaced = false
        return options
    }
}
