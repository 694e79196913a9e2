import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsConnector
import TeamsModels
import Testing

@testable import TeamsApp

/// What an app writes into its store, and when.
struct ConversationRegisterTests {
    /// Counts what is written, and fails when it is told to.
    private final class Ledger: ConversationStore {
        private let store = MemoryConversationStore()
        private let state = Mutex((writes: 0, isBroken: false))

        var writes: Int { state.withLock { $0.writes } }
        func breakDown(_ isBroken: Bool = true) { state.withLock { $0.isBroken = isBroken } }

        private func check(isWrite: Bool = false) throws(ConversationStoreError) {
            let isBroken = state.withLock { state in
                if isWrite { state.writes += 1 }
                return state.isBroken
            }
            if isBroken { throw ConversationStoreError(.full, "no room") }
        }

        func upsert(_ conversations: [KnownConversation]) async throws(ConversationStoreError) {
            try check(isWrite: true)
            try await store.upsert(conversations)
        }
        func update(
            _ id: ConversationID, _ change: @escaping @Sendable (KnownConversation?) -> KnownConversation?
        ) async throws(ConversationStoreError) -> KnownConversation? {
            try check(isWrite: true)
            return try await store.update(id, change)
        }
        func conversation(_ id: ConversationID) async throws(ConversationStoreError) -> KnownConversation? {
            try check()
            return await store.conversation(id)
        }
        func page(
            of query: ConversationQuery, after cursor: ConversationCursor?, limit: Int
        ) async throws(ConversationStoreError) -> ConversationPage {
            try check()
            return try await store.page(of: query, after: cursor, limit: limit)
        }
        func tenants(limit: Int) async throws(ConversationStoreError) -> [TenantID] {
            try check()
            return await store.tenants(limit: limit)
        }
        func count() async throws(ConversationStoreError) -> Int {
            try check()
            return await store.count()
        }
    }

    private let ledger = Ledger()

    @Test func aConversationIsKnownBeforeItsHandlerRuns() async throws {
        let bot = Bot(conversations: ledger)
        let notes = Notes()
        bot.app.onMessage { [app = bot.app] context in
            notes.add(try await app.conversations.conversation("a:1ines")?.id.rawValue ?? "unknown")
        }
        _ = try await bot.post(Inbound.message("hi", in: Inbound.personal))
        #expect(notes.all == ["a:1ines"])
    }

    @Test func nothingNewIsNothingWritten() async throws {
        let bot = Bot(conversations: ledger)
        for number in 0..<20 { _ = try await bot.post(Inbound.message("hi", id: "\(number)")) }
        #expect(ledger.writes == 1)
        _ = try await bot.post(
            Inbound.message("hi", id: "x", ["serviceUrl": .string(String(Bot.serviceURL.dropLast()))]))
        #expect(ledger.writes == 1, "another spelling of the same address is no news")
    }

    @Test func everyActivityCountsAlsoOnesThatNobodyHandles() async throws {
        let bot = Bot(conversations: ledger)
        _ = try await bot.post(
            Inbound.event("installationUpdate", ["action": "add", "conversation": Inbound.personal]))
        _ = try await bot.post(Inbound.event("invoke", ["name": "x", "conversation": Inbound.group]))
        #expect(try await ledger.ids() == ["a:1ines", Inbound.groupChat])
    }

    @Test func strangersLeaveNoTrace() async throws {
        let bot = Bot(conversations: ledger)
        for number in 0..<50 {
            let body = Inbound.message("hi", in: ["id": .string("19:\(number)@thread.v2")])
            _ = await bot.post(body, authorization: nil)
            _ = await bot.post(body, authorization: "Bearer x.y.z")
            _ = await bot.post(body, authorization: try "Bearer \(bot.token(signedBy: FakeTeams.otherKey))")
        }
        #expect(ledger.writes == 0)
        #expect(try await ledger.count() == 0)
    }

    @Test func aValueWithoutMeasureIsNotKept() async throws {
        let bot = Bot(conversations: ledger)
        let notes = Notes()
        bot.app.onMessage { notes.add($0.text) }
        let name = String(repeating: "x", count: 100_000)
        let conversation: JSONValue = ["id": "19:g@thread.v2", "conversationType": "groupChat", "odd": .string(name)]
        let response = try await bot.post(Inbound.message("hi", in: conversation))
        #expect(response.status == 200)
        #expect(notes.all == ["hi"])
        #expect(try await ledger.count() == 0)
    }

    @Test func aStoreThatFailsFailsNoTurnAndFillsNoLog() async throws {
        let bot = Bot({ $0.sending.isPaced = false }, conversations: ledger)  // the clock stands still
        bot.app.onMessage { try await $0.send("hello") }
        ledger.breakDown()
        for number in 0..<30 {
            #expect(try await bot.post(Inbound.message("hi", id: "\(number)")).status == 200)
        }
        #expect(bot.teams.calls.count == 30)
        let lines = bot.log.records.filter { $0.level == .error }
        #expect(lines.count == 1, "\(lines.map(\.text))")
        #expect(lines.first?.metadata["error"]?.contains("no room") == true)
        ledger.breakDown(false)
        _ = try await bot.post(Inbound.message("hi", id: "later"))
        #expect(try await ledger.count() == 1, "what was not stored is stored with the next activity")
    }

    private static let refusals: [(response: HTTP.Response, reason: ClosureReason?)] = [
        (FakeTeams.refusal(403, "BotDisabledByAdmin"), .disabledByAdmin),
        (FakeTeams.refusal(403, "BotNotInConversationRoster"), .notInConversation),
        (FakeTeams.refusal(404, "BotNotInConversationRoster"), .notInConversation),
        (FakeTeams.refusal(403, "ConversationBlockedByUser"), .blockedByUser),
        (
            FakeTeams.json(["errorCode": 209, "message": "{\"subCode\": \"MessageWritesBlocked\"}"], status: 403),
            .blockedOrUninstalled
        ),
        (FakeTeams.refusal(404, "ConversationNotFound"), .conversationNotFound),
        (FakeTeams.refusal(403, "ForbiddenOperationException"), .notInstalled),
        (FakeTeams.refusal(400, "BadArgument", "Failed to decrypt conversation ID"), .stale),
        (FakeTeams.refusal(400, "BadArgument"), nil),
        (FakeTeams.refusal(404, "ActivityNotFoundInConversation"), nil),
        (FakeTeams.refusal(500, "ServiceError"), nil),
    ]

    @Test(arguments: refusals.indices)
    func aRefusalClosesAndAMessageOpens(_ index: Int) async throws {
        let (response, reason) = Self.refusals[index]
        let bot = Bot(conversations: ledger)
        _ = try await bot.post(Inbound.message("hi", in: Inbound.personal))
        bot.teams.state.withLock { $0.override = { _ in response } }
        await #expect(throws: ConnectorError.self) { try await bot.app.send("x", toConversation: "a:1ines") }
        #expect(try await ledger.conversation("a:1ines")?.closure?.reason == reason)
        let writes = ledger.writes
        await #expect(throws: ConnectorError.self) { try await bot.app.send("x", toConversation: "a:1ines") }
        #expect(ledger.writes == writes, "the same again is no news")

        _ = try await bot.post(Inbound.message("hi", id: "2", in: Inbound.personal))
        #expect(try await ledger.conversation("a:1ines")?.isReachable == true)
    }

    @Test func aMessageThatArrivesOpensToo() async throws {
        let bot = Bot(conversations: ledger)
        _ = try await bot.post(Inbound.message("hi", in: Inbound.personal))
        bot.teams.state.withLock { $0.override = { _ in FakeTeams.refusal(403, "ConversationBlockedByUser") } }
        _ = try? await bot.app.send("x", toConversation: "a:1ines")
        bot.teams.state.withLock { $0.override = nil }
        try await bot.app.send("x", toConversation: "a:1ines")
        #expect(try await ledger.conversation("a:1ines")?.isReachable == true)
    }

    @Test func aMoveToTheOtherHostIsKeptWithTheConversation() async throws {
        let bot = Bot(conversations: ledger)
        let gcc = "https://smba.infra.gcc.teams.microsoft.com"
        _ = try await bot.post(Inbound.message("hi", in: Inbound.personal))
        let transport = bot.teams
        transport.state.withLock { state in
            state.overrideRequest = { $0.url.hasPrefix(gcc) ? nil : FakeTeams.refusal(403, "InvalidBotApiHost") }
        }
        let sent = try await bot.app.send("x", toConversation: "a:1ines")
        #expect(sent.serviceUrl.hasPrefix(gcc))
        #expect(try await ledger.conversation("a:1ines")?.reference.serviceUrl == sent.serviceUrl)
        _ = try await bot.post(Inbound.message("hi", id: "2", in: Inbound.personal))
        let known = try await ledger.conversation("a:1ines")
        #expect(known?.reference.serviceUrl == sent.serviceUrl, "whatever events still carry")

        let restarted = Bot(conversations: ledger)
        try await restarted.app.send("x", toConversation: "a:1ines")
        #expect(restarted.teams.urls.allSatisfy { $0.hasPrefix(gcc) }, "no second move after a restart")
    }

    @Test func whatTheBotOpensIsKnown() async throws {
        let bot = Bot(conversations: ledger)
        let reference = try await bot.app.openConversation(
            with: Account("29:bo", name: "Bo"), tenant: "T", serviceURL: Bot.serviceURL)
        let known = try #require(try await ledger.conversation("a:chat-29:bo"))
        #expect(known.person?.id == "29:bo")
        #expect(known.tenant == "T")
        #expect(known.reference.serviceUrl == reference.serviceUrl)
        #expect(known.lastSeen == nil, "nothing has come from there")
    }

    /// Also by the connector itself, which knows no more of the person than the id that it was given.
    @Test(arguments: [("29:bo", nil), ("6a1d4c1e-5b0f-4d5e-8c55-0c2d1e4b7f31", "6a1d4c1e-5b0f-4d5e-8c55-0c2d1e4b7f31")])
    func whatTheConnectorCreatesIsKnown(member: AccountID, directoryID: String?) async throws {
        let bot = Bot(conversations: ledger)
        let created = try await bot.app.connector.createConversation(
            .personal(with: member, tenantId: "T"), serviceUrl: Bot.serviceURL)
        let id = try #require(created.reference.conversation?.id)
        let known = try #require(try await ledger.conversation(id))
        #expect(known.person?.id == (directoryID == nil ? member : nil))
        #expect(known.person?.directoryID == directoryID)
        #expect(known.tenant == "T")
    }

    @Test func whoLeavesAPrivateChannelStaysInItsTeam() async throws {
        let bot = Bot(conversations: ledger)
        let data: JSONValue = ["team": ["id": "19:port"], "channel": ["id": "19:quay"], "tenant": ["id": "T"]]
        for channel in ["19:port", "19:quay"] {
            _ = try await bot.post(
                Inbound.message("hi", id: channel, in: Inbound.channel(channel), ["channelData": data]))
        }
        var left = data.objectValue ?? [:]
        left["eventType"] = "channelMemberRemoved"
        _ = try await bot.post(
            Inbound.event(
                "conversationUpdate",
                [
                    "conversation": Inbound.channel("19:port"), "channelData": .object(left),
                    "membersRemoved": [["id": .string("28:\(Bot.appID)")]],
                ]))
        #expect(try await ledger.conversation("19:quay")?.closure?.reason == .uninstalled)
        #expect(try await ledger.conversation("19:port")?.isReachable == true)
    }

    @Test(arguments: ["19:port", "19:berth"])
    func anAppLeavesATeamAsAWhole(_ place: String) async throws {
        let bot = Bot(conversations: ledger)
        let team: JSONValue = ["id": "19:port"]
        for channel in ["19:port", "19:berth", "19:quay"] {
            _ = try await bot.post(
                Inbound.message(
                    "hi", id: channel, in: Inbound.channel(channel),
                    ["channelData": ["team": team, "channel": ["id": .string(channel)], "tenant": ["id": "T"]]]))
        }
        // The removal names the channel, and no team.
        _ = try await bot.post(
            Inbound.event("installationUpdate", ["action": "remove", "conversation": Inbound.channel(place)]))
        for channel: ConversationID in ["19:port", "19:berth", "19:quay"] {
            #expect(try await ledger.conversation(channel)?.closure?.reason == .uninstalled, "\(channel)")
        }
        _ = try await bot.post(
            Inbound.event(
                "installationUpdate",
                [
                    "id": "f:2", "action": "add", "conversation": Inbound.channel("19:berth"),
                    "channelData": ["team": team, "tenant": ["id": "T"]],
                ]))
        for channel: ConversationID in ["19:port", "19:berth", "19:quay"] {
            #expect(try await ledger.conversation(channel)?.isReachable == true, "\(channel)")
        }
    }
}
