import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsConnector
import TeamsModels
import Testing

@testable import TeamsApp

/// Messages to conversations and people of whom only an id is at hand.
struct ProactiveTests {
    private static let ines = "6a1d4c1e"

    private func bot(tenant: TenantID? = nil, _ known: KnownConversation...) async throws -> Bot {
        let store = MemoryConversationStore()
        try await store.upsert(known)
        return Bot(
            {
                $0.credentials = .clientSecret("S", clientID: AppID(rawValue: Bot.appID), tenantID: tenant)
                $0.sending.isPaced = false  // the clock stands still
            }, conversations: store)
    }

    @Test func aKnownConversationNeedsOnlyItsID() async throws {
        let bot = try await bot(.sample("19:g@thread.v2"))
        let sent = try await bot.app.send("hello", toConversation: "19:g@thread.v2")
        #expect(
            bot.teams.urls == ["https://smba.trafficmanager.net/emea/t/v3/conversations/19%3Ag%40thread.v2/activities"])
        #expect(sent.conversation == "19:g@thread.v2" && sent.route == .direct && sent.tenant == "T")
        try await bot.app.send("you", toConversation: "19:g@thread.v2", visibleTo: .account("29:bo"))
        #expect(bot.teams.calls[1].path.hasSuffix("?isTargetedActivity=true"))
    }

    @Test func aThreadIsWrittenIntoByItsID() async throws {
        let bot = try await bot(.sample("19:c@thread.tacv2", team: "19:t"))
        let sent = try await bot.app.send("hello", toConversation: "19:c@thread.tacv2;messageid=1795161600123")
        #expect(bot.teams.calls[0].path == "conversations/19%3Ac%40thread.tacv2/activities/1795161600123")
        #expect(sent.conversation == "19:c@thread.tacv2" && sent.thread == "1795161600123")
    }

    @Test(arguments: ["19:x@thread.v2", "19:x@thread.tacv2;messageid=5", "a:1"])
    func anUnknownConversationIsAClearError(_ id: String) async throws {
        let bot = try await bot()
        let error = await #expect(throws: AppError.self) {
            try await bot.app.send("hello", toConversation: ConversationID(rawValue: id))
        }
        #expect(error?.code == .unknownConversation)
        #expect(error?.message.contains(id) == true && error?.message.contains("app.conversations") == true)
        #expect(bot.teams.calls.isEmpty)
        let nothing = await #expect(throws: AppError.self) { try await bot.app.send("hello", toConversation: "") }
        #expect(nothing?.code == .incompleteReference)
    }

    @Test("A known person's chat is used as it is", arguments: ["6a1d4c1e", "6A1D4C1E", "29:ines"])
    func known(_ person: String) async throws {
        let bot = try await bot(
            .sample("19:g@thread.v2"), .sample("a:1", person: "29:ines", directoryID: Self.ines),
            .sample("a:2", person: "29:bo"))
        try await bot.app.send("hello", toPerson: person)
        #expect(bot.teams.calls.map(\.path) == ["conversations/a%3A1/activities"])
    }

    @Test func aPersonOfTwoOrganisationsIsFoundInTheOneThatIsMeant() async throws {
        let bot = try await bot(
            .sample("a:1", tenant: "T", directoryID: Self.ines), .sample("a:2", tenant: "U", directoryID: Self.ines))
        try await bot.app.send("hello", toPerson: Self.ines, inTenant: "U")
        #expect(bot.teams.calls.map(\.path) == ["conversations/a%3A2/activities"])
    }

    @Test func anOpenChatGoesBeforeAClosedOne() async throws {
        var closed = KnownConversation.sample("a:1", directoryID: Self.ines)
        closed.closure = ConversationClosure(.uninstalled, at: "2026-11-20T08:00:00Z")
        let bot = try await bot(closed, .sample("a:2", directoryID: Self.ines))
        try await bot.app.send("hello", toPerson: Self.ines)
        #expect(bot.teams.calls.map(\.path) == ["conversations/a%3A2/activities"])
    }

    @Test func anUnknownPersonsChatIsOpenedOnceAndRemembered() async throws {
        let bot = try await bot(.sample("19:g@thread.v2"))
        for _ in 0..<3 { try await bot.app.send("hello", toPerson: Self.ines) }
        #expect(
            bot.teams.calls.map(\.path)
                == ["conversations"] + Array(repeating: "conversations/a%3Achat-6a1d4c1e/activities", count: 3))
        #expect(
            bot.teams.urls.allSatisfy { $0.hasPrefix("https://smba.trafficmanager.net/emea/t/") }, "that of the group")
        #expect(bot.teams.calls[0].body["tenantId"] == "T", "the only one that is known")
        let known = try #require(try await bot.app.conversations.conversation("a:chat-6a1d4c1e"))
        #expect(known.person?.directoryID == Self.ines && known.person?.id == nil)

        // When that person writes, both ids are known.
        _ = try await bot.post(Inbound.message("hi", in: ["id": "a:chat-6a1d4c1e", "conversationType": "personal"]))
        try await bot.app.send("hello", toPerson: AccountID("29:ines"))
        #expect(bot.teams.calls.last?.path == "conversations/a%3Achat-6a1d4c1e/activities")
        #expect(try await bot.app.conversations.count() == 2)
    }

    @Test func whoeverAsksAtTheSameTimeGetsTheSameChat() async throws {
        let bot = try await bot(.sample("19:g@thread.v2"))
        let gate = Gate()
        bot.teams.state.withLock { $0.creationGate = gate }
        try await withThrowingTaskGroup { group in
            for number in 0..<40 {
                group.addTask {
                    try await bot.app.send("\(number)", toPerson: number.isMultiple(of: 2) ? "6a1d4c1e" : "6A1D4C1E")
                }
            }
            group.addTask {
                gate.open()
                return try await bot.app.send("last", toPerson: Self.ines)
            }
            for try await sent in group { #expect(sent.conversation.rawValue.lowercased() == "a:chat-6a1d4c1e") }
        }
        #expect(bot.teams.calls.count { $0.path == "conversations" } == 1)
        #expect(bot.teams.calls.count == 42)
    }

    @Test func whoGivesUpDoesNotTakeTheChatFromOthers() async throws {
        let chats = PersonalChats()
        let (began, gate) = (Gate(), Gate())
        let first = Task {
            try await chats.one("ines") {
                began.open()
                await gate.wait()
                try Task.checkCancellation()
                return ConversationReference("a:1", serviceUrl: Bot.serviceURL)
            }
        }
        await began.wait()
        let joined = Gate()
        let second = Task {
            joined.open()
            return try await chats.one("ines") { ConversationReference("a:2", serviceUrl: Bot.serviceURL) }
        }
        await joined.wait()
        first.cancel()
        gate.open()
        let chat = try await second.value
        // Whether it joined in time or came after the other was given up, it has a chat.
        #expect(["a:1", "a:2"].contains(chat.conversation?.id?.rawValue))
        _ = try? await first.value

        let alone = Task {
            try await chats.one("bo") {
                await Gate().wait()
                try Task.checkCancellation()
                return ConversationReference("a:3", serviceUrl: Bot.serviceURL)
            }
        }
        alone.cancel()
        await #expect(throws: CancellationError.self) { try await alone.value }
        let after = try await chats.one("bo") { ConversationReference("a:4", serviceUrl: Bot.serviceURL) }
        #expect(after.conversation?.id == "a:4", "what was given up is begun anew")
    }

    @Test func aRefusalToOpenIsToldAndNotRemembered() async throws {
        let bot = try await bot(.sample("19:g@thread.v2"))
        bot.teams.state.withLock { $0.override = { _ in FakeTeams.refusal(403, "ForbiddenOperationException") } }
        let error = await #expect(throws: ConnectorError.self) { try await bot.app.send("hello", toPerson: Self.ines) }
        #expect(error?.code == .notInstalled)
        bot.teams.state.withLock { $0.override = nil }
        try await bot.app.send("hello", toPerson: Self.ines)
    }

    private static let organisations:
        [(name: String, said: TenantID?, home: TenantID?, known: [TenantID], used: String?)] = [
            ("said", "A", "B", ["C"], "A"),
            ("that of the registration", nil, "B", ["C"], "B"),
            ("the only one that is known", nil, nil, ["C", "C"], "C"),
            ("a domain name is none", nil, "contoso.onmicrosoft.com", ["C"], "C"),
            ("a domain name, and none is known", nil, "contoso.onmicrosoft.com", [], nil),
            ("two are known", nil, nil, ["C", "D"], nil),
            ("none is known", nil, nil, [], nil),
        ]

    @Test(arguments: organisations.indices)
    func theOrganisationOfAStranger(_ index: Int) async throws {
        let row = Self.organisations[index]
        let bot = try await bot(tenant: row.home)
        for (number, tenant) in row.known.enumerated() {
            try await bot.app.conversations.upsert(
                .sample(ConversationID(rawValue: "19:\(number)@thread.v2"), tenant: tenant))
        }
        guard let used = row.used else {
            let error = await #expect(throws: AppError.self) { try await bot.app.send("x", toPerson: Self.ines) }
            #expect(error?.code == .incompleteReference)
            #expect(error?.message.contains("inTenant") == true && error?.message.contains("TENANT_ID") == true)
            #expect(bot.teams.calls.isEmpty)
            return
        }
        try await bot.app.send("x", toPerson: Self.ines, inTenant: row.said)
        #expect(bot.teams.calls[0].body["tenantId"]?.stringValue == used, "\(row.name)")
        let isKnown = row.known.contains { $0.rawValue == used }
        let service = isKnown ? "https://smba.trafficmanager.net/emea/t/v3" : "https://smba.trafficmanager.net/teams/v3"
        #expect(bot.teams.urls[0].hasPrefix(service), "\(row.name): \(bot.teams.urls[0])")
    }

    @Test func nobodyIsAClearError() async throws {
        let bot = try await bot(tenant: "T")
        let error = await #expect(throws: AppError.self) { try await bot.app.send("x", toPerson: "") }
        #expect(error?.code == .incompleteReference)
    }

    @Test func theStoreIsAFileWhenTheConfigurationNamesOne() async throws {
        let folder = try StoreFolder()
        let environment = ProcessEnvironment(["CONVERSATIONS_FILE": folder.file()])
        #expect(try AppConfiguration.environment(environment).conversationsFile == folder.file())
        #expect(try AppConfiguration.environment(ProcessEnvironment([:])).conversationsFile == nil)
        let bot = Bot { $0.conversationsFile = folder.file() }
        _ = try await bot.post(Inbound.message("hi"))
        let restarted = Bot { $0.conversationsFile = folder.file() }
        try restarted.app.prepare()
        try await restarted.app.send("again", toConversation: ConversationID(rawValue: Inbound.groupChat))
        #expect(restarted.teams.calls.count == 1)

        let bad = Bot { $0.conversationsFile = folder.file("nowhere/x.db") }
        let error = #expect(throws: AppError.self) { try bad.app.prepare() }
        #expect(error?.code == .configuration)
        #expect(error?.message.contains("CONVERSATIONS_FILE") == true)
        #expect(error?.message.contains(folder.file("nowhere/x.db")) == true)
    }
}
