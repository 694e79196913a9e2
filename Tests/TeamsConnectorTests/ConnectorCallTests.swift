import HTTPKit
import JSONKit
import ServiceKit
import TeamsModels
import Testing

@testable import TeamsConnector

private let ines = Account("29:ines", name: "Ines")
private let path = "/v3/conversations/19%3Ag%40thread.v2/activities"

@Suite("Requests")
struct ConnectorCallTests {
    private let transport = FakeTransport(.created)
    private var connector: Connector { .testing(transport) }

    @Test("SEND-1, SEND-3, SEND-10, CONV-1, CONV-4, CONV-10: a message is posted once, without what its address says")
    func send() async throws {
        var activity = Activity(text: "hi")
        activity.id = "17"
        activity.from = Account("28:bot")
        activity.conversation = Conversation("elsewhere")
        activity.serviceUrl = "https://elsewhere.test"
        activity.channelId = "msteams"
        activity.extras["mine"] = true
        let sent = try await connector.send(activity, in: .group)
        #expect(sent.id == "1001")
        #expect(sent.serviceUrl == "https://smba.trafficmanager.net/emea/t")
        #expect(transport.requests.map(\.line) == ["POST \(path)"])
        let request = transport.requests[0]
        #expect(request.json == ["type": "message", "text": "hi", "mine": true])
        #expect(request.fields["Content-Type"] == "application/json; charset=utf-8")
        #expect(request.fields["User-Agent"] == "swift-teams/0.1.0")
        #expect(request.fields["Authorization"] == nil)
        #expect(request.timeout == .seconds(30))
    }

    @Test("SEND-4, SEND-8, CONV-6: what is for one person says so in body and address")
    func targeted() async throws {
        _ = try await connector.send(Activity(text: "psst"), in: .group, visibleTo: ines)
        #expect(transport.requests[0].line == "POST \(path)?isTargetedActivity=true")
        #expect(
            transport.requests[0].json == [
                "type": "message", "text": "psst",
                "recipient": ["id": "29:ines", "name": "Ines", "isTargeted": true],
            ])
        var marked = Activity(text: "psst")
        marked.setRecipient(ines, targeted: true)
        _ = try await connector.send(marked, in: .group)
        #expect(transport.requests[1] == transport.requests[0])
    }

    @Test("SEND-5: a recipient that is not targeted makes nothing targeted")
    func publicRecipient() async throws {
        var activity = Activity(text: "hi")
        activity.recipient = ines
        activity.recipient?.isTargeted = false
        _ = try await connector.send(activity, in: .group)
        #expect(transport.requests[0].line == "POST \(path)")
        #expect(transport.requests[0].json?["recipient"] == ["id": "29:ines", "name": "Ines"])
    }

    @Test(
        "SEND-7: what is for one person is refused in a chat of two before anything is sent",
        arguments: [
            ConversationReference.personal,
            ConversationReference("a:1x", serviceUrl: "https://smba.trafficmanager.net/teams"),
            ConversationReference("19:a_b@unq.gbl.spaces", serviceUrl: "https://smba.trafficmanager.net/teams"),
        ])
    func personal(reference: ConversationReference) async throws {
        let connector = connector
        let attempts: [@Sendable () async throws -> Void] = [
            {
                _ = try await connector.send(Activity(text: "x"), in: reference, visibleTo: ines)
            },
            {
                _ = try await connector.reply(Activity(text: "x"), to: "1", in: reference, visibleTo: ines)
            },
            {
                try await connector.update("1", to: Activity(text: "x"), in: reference, isTargeted: true)
            },
            { try await connector.delete("1", in: reference, isTargeted: true) },
            { _ = try await connector.sendTyping(in: reference, visibleTo: ines) },
        ]
        for attempt in attempts {
            let error = try #require(await connectorError(attempt))
            #expect(error.code == .targetedInPersonalChat)
            #expect(error.message.hasSuffix("Targeted messages are not supported in 1:1 (personal) chats."))
        }
        #expect(transport.requests.isEmpty)
    }

    @Test("SEND-6, SEND-9: an update carries neither id nor recipient")
    func update() async throws {
        var activity = Activity(text: "new")
        activity.id = "17"
        activity.setRecipient(ines, targeted: true)
        try await connector.update("1001", to: activity, in: .group, isTargeted: true)
        try await connector.update("1001", to: Activity(text: "new"), in: .group)
        #expect(transport.requests.map(\.line) == ["PUT \(path)/1001?isTargetedActivity=true", "PUT \(path)/1001"])
        #expect(
            transport.requests.map(\.json) == [
                ["type": "message", "text": "new"], ["type": "message", "text": "new"],
            ])
        #expect(activity.recipient?.isTargeted == true)
    }

    @Test("CONV-11: a deletion has no body, and an empty answer is fine")
    func delete() async throws {
        let transport = FakeTransport(.answer(200))
        try await Connector.testing(transport).delete("1001", in: .group, isTargeted: true)
        try await Connector.testing(transport).delete("a/b;c?d", in: .group)
        #expect(
            transport.requests.map(\.line) == [
                "DELETE \(path)/1001?isTargetedActivity=true", "DELETE \(path)/a%2Fb%3Bc%3Fd",
            ])
        #expect(transport.requests.allSatisfy { $0.body.isEmpty && $0.fields["Content-Type"] == nil })
    }

    @Test("CONV-5, SEND-11: a thread is posted to through its first message, with the channel's own id")
    func threads() async throws {
        let thread = ConversationReference(
            "19:berth@thread.tacv2;messageid=789", type: .channel, serviceUrl: "https://smba.trafficmanager.net/emea/t/"
        )
        _ = try await connector.send(Activity(text: "x"), in: thread)
        _ = try await connector.send(Activity(text: "x"), in: thread, visibleTo: ines)
        _ = try await connector.reply(Activity(text: "x"), to: "f:1", in: .group)
        try await connector.update("790", to: Activity(text: "x"), in: thread)
        let channel = "/v3/conversations/19%3Aberth%40thread.tacv2/activities"
        #expect(
            transport.requests.map(\.line) == [
                "POST \(channel)/789", "POST \(channel)/789?isTargetedActivity=true", "POST \(path)/f%3A1",
                "PUT \(channel)/790",
            ])
        #expect(transport.requests[0].json == ["type": "message", "text": "x"])
    }

    @Test("CONV-12: reactions, without a body")
    func reactions() async throws {
        try await connector.addReaction(.like, to: "1001", in: .group)
        try await connector.removeReaction("1f44b_wavinghand-tone4", from: "1001", in: .group)
        #expect(
            transport.requests.map(\.line) == [
                "PUT \(path)/1001/reactions/like", "DELETE \(path)/1001/reactions/1f44b_wavinghand-tone4",
            ])
        #expect(transport.requests.allSatisfy { $0.body.isEmpty })
    }

    @Test("typing is an activity of its own")
    func typing() async throws {
        try await connector.sendTyping(in: .group)
        #expect(transport.requests[0].json == ["type": "typing"])
    }

    @Test("a piece of a stream keeps the id of its first piece")
    func streamPiece() async throws {
        var piece = Activity(.typing)
        piece.id = "1001"
        piece.entities = [.streamInfo(StreamInfo(.streaming, id: "1001", sequence: 2))]
        _ = try await connector.send(piece, in: .personal)
        #expect(transport.requests[0].json?["id"] == "1001")
    }

    @Test(
        "any 2xx is success, with or without an id",
        arguments: [
            (.answer(200, ["id": "5"]), "5"), (.answer(201, [:]), nil), (.answer(202, ["id": nil]), nil),
            (.answer(204), nil), (.answer(200, ["id": ""]), nil), (.answer(299, ["id": 7]), nil),
            (.success(HTTP.Response(status: 201, body: Array("no JSON".utf8))), nil),
        ] as [(FakeTransport.Reply, ActivityID?)])
    func success(reply: FakeTransport.Reply, id: ActivityID?) async throws {
        let sent = try await Connector.testing(FakeTransport(reply)).send(Activity(text: "x"), in: .group)
        #expect(sent.id == id)
    }

    @Test(
        "CONV-8: what cannot be sent is refused before anything is sent",
        arguments: [
            ConversationReference(), ConversationReference("", serviceUrl: "https://smba.trafficmanager.net"),
            ConversationReference("19:x", serviceUrl: ""), ConversationReference("19:x", serviceUrl: "smba"),
            ConversationReference("19:x", serviceUrl: "http://harbor.test"),
            ConversationReference("19:x", serviceUrl: "file:///etc/passwd"),
        ])
    func refused(reference: ConversationReference) async throws {
        let connector = connector
        let error = try #require(
            await connectorError {
                _ = try await connector.send(Activity(text: "x"), in: reference)
            })
        #expect(error.code == .invalidRequest)
        #expect(transport.requests.isEmpty)
    }

    @Test("CONV-8: empty ids are refused before anything is sent")
    func emptyIDs() async throws {
        let connector = connector
        let attempts: [@Sendable () async throws -> Void] = [
            { try await connector.update("", to: Activity(text: "x"), in: .group) },
            { try await connector.delete("", in: .group) },
            { _ = try await connector.reply(Activity(text: "x"), to: "", in: .group) },
            { _ = try await connector.member("", of: .group) },
            { _ = try await connector.team("", serviceUrl: "https://x.test") },
            {
                _ = try await connector.send(Activity(text: "x"), in: .group, visibleTo: Account())
            },
            { try await connector.addReaction("", to: "1", in: .group) },
        ]
        for attempt in attempts {
            let error = await connectorError(attempt)
            #expect(error?.code == .invalidRequest)
        }
        #expect(transport.requests.isEmpty)
    }

    @Test("CONV-9: a refusal carries status and words")
    func refusal() async throws {
        let connector = Connector.testing(
            FakeTransport(.refusal(404, "ConversationNotFound", "Conversation not found.")))
        let error = try #require(
            await connectorError {
                _ = try await connector.send(Activity(text: "x"), in: .group)
            })
        #expect(error.status == 404)
        #expect(error.attempts == 1)
        #expect(error.description.contains("Conversation not found."))
    }

    @Test("the token goes with each request; a 401 drops it, and is not sent again")
    func unauthorized() async throws {
        let clock = ManualClock()
        let asked = FakeTransport { _, number in
            .answer(200, ["access_token": .string("t\(number)"), "expires_in": 3600])
        }
        let tokens = TokenProvider(
            .clientSecret("s", clientID: "app"), transport: asked, clock: clock)
        let transport = FakeTransport(.refusal(401, "BotNotRegistered"))
        let connector = Connector.testing(transport, clock: clock, tokens: tokens)
        for _ in 0..<3 {
            let error = await connectorError {
                _ = try await connector.send(Activity(text: "x"), in: .group)
            }
            #expect(error?.code == .notRegistered)
            #expect(error?.description.contains("t1") == false)
        }
        #expect(transport.requests.map { $0.fields["Authorization"] } == ["Bearer t1", "Bearer t2", "Bearer t3"])
    }
}

@Suite("Conversations, members, teams")
struct ConnectorQuestionTests {
    @Test("CONV-2, CONV-3: a chat is created, and its reference keeps service URL, type and tenant")
    func chat() async throws {
        let transport = FakeTransport(.answer(201, ["id": "a:1new"]))
        let created = try await Connector.testing(transport).createConversation(
            .personal(with: "29:ines", tenantId: "t"), serviceUrl: "https://smba.trafficmanager.net/emea/t/")
        #expect(transport.requests[0].line == "POST /v3/conversations")
        #expect(created.activityID == nil)
        #expect(created.reference.conversation?.id == "a:1new")
        #expect(created.reference.conversation?.conversationType == .personal)
        #expect(created.reference.conversation?.tenantId == "t")
        #expect(created.reference.serviceUrl == "https://smba.trafficmanager.net/emea/t")
    }

    @Test("a thread is created with its first message, and can be written to")
    func thread() async throws {
        let transport = FakeTransport(.answer(201, ["id": "19:b@thread.tacv2;messageid=7", "activityId": "7"]))
        let connector = Connector.testing(transport)
        var first = Activity(text: "Morning")
        first.from = Account("28:bot")
        let created = try await connector.createConversation(
            .thread(in: "19:b@thread.tacv2", startingWith: first), serviceUrl: "https://smba.trafficmanager.net/emea/t/"
        )
        #expect(transport.requests[0].json?["activity"] == ["type": "message", "text": "Morning"])
        #expect(created.activityID == "7")
        _ = try await connector.send(Activity(text: "x"), in: created.reference)
        #expect(transport.requests[1].line == "POST /v3/conversations/19%3Ab%40thread.tacv2/activities/7")
    }

    @Test("without a service URL the cloud's own is used; the answer's wins afterwards")
    func serviceURL() async throws {
        let transport = FakeTransport(
            .answer(201, ["id": "a:1", "serviceUrl": "https://smba.trafficmanager.net/amer/"]))
        let created = try await Connector.testing(transport).createConversation(.personal(with: "29:i", tenantId: "t"))
        #expect(transport.requests[0].url == "https://smba.trafficmanager.net/teams/v3/conversations")
        #expect(created.reference.serviceUrl == "https://smba.trafficmanager.net/amer/")
    }

    private static let impossible: [ConversationParameters] = {
        var group = ConversationParameters()
        group.isGroup = true
        group.members = [Account("29:a"), Account("29:b")]
        var silent = ConversationParameters.thread(in: "19:b", startingWith: Activity(text: "x"))
        silent.activity = nil
        var homeless = ConversationParameters.personal(with: "29:a", tenantId: "t")
        homeless.tenantId = nil
        homeless.channelData = nil
        var crowd = ConversationParameters.personal(with: "29:a", tenantId: "t")
        crowd.members = [Account("29:a"), Account("29:b")]
        return [group, silent, homeless, crowd, ConversationParameters()]
    }()

    @Test("group chats, silent threads and chats without person or tenant are refused here", arguments: impossible)
    func refused(parameters: ConversationParameters) async throws {
        let transport = FakeTransport(.created)
        let error = await connectorError {
            _ = try await Connector.testing(transport).createConversation(parameters)
        }
        #expect(error?.code == .invalidRequest)
        #expect(transport.requests.isEmpty)
    }

    @Test("CONV-7: pages are asked for with size and token, until there is no token")
    func pages() async throws {
        let transport = FakeTransport(
            .answer(200, ["members": [["id": "29:a"]], "continuationToken": "p 2"]),
            .answer(200, ["members": [["id": "29:b"]], "continuationToken": nil]))
        let connector = Connector.testing(transport)
        var ids: [AccountID?] = []
        for try await page in connector.memberPages(of: .group, pageSize: 50) { ids += (page.members ?? []).map(\.id) }
        #expect(ids == ["29:a", "29:b"])
        let base = "GET /v3/conversations/19%3Ag%40thread.v2/pagedMembers"
        #expect(
            transport.requests.map(\.line) == ["\(base)?pageSize=50", "\(base)?pageSize=50&continuationToken=p%202"])
        #expect(try await connector.members(of: .group).map(\.id) == ["29:b"])
    }

    @Test("a token that repeats ends the walk")
    func repeatedToken() async throws {
        let transport = FakeTransport(.answer(200, ["members": [["id": "29:a"]], "continuationToken": "same"]))
        #expect(try await Connector.testing(transport).members(of: .group).count == 2)
    }

    @Test("a member, by whatever id")
    func member() async throws {
        let transport = FakeTransport(.answer(200, ["id": "29:a", "objectId": "guid"]))
        let member = try await Connector.testing(transport).member("ines@harbor.test", of: .group)
        #expect(member.directoryID == "guid")
        #expect(transport.requests[0].line == "GET /v3/conversations/19%3Ag%40thread.v2/members/ines%40harbor.test")
    }

    @Test("CONV-14: a team, and its channels out of their wrapping")
    func teams() async throws {
        let transport = FakeTransport { request, _ in
            request.url.hasSuffix("/conversations")
                ? .answer(200, ["conversations": [["id": "19:port", "name": nil], ["id": "19:b", "name": "Berths"]]])
                : .answer(200, ["id": "19:port", "memberCount": 4])
        }
        let connector = Connector.testing(transport)
        let url = "https://smba.trafficmanager.net/emea/t/"
        #expect(try await connector.team("19:port", serviceUrl: url).memberCount == 4)
        #expect(try await connector.channels(of: "19:port", serviceUrl: url).map(\.name) == [nil, "Berths"])
        #expect(transport.requests.map(\.line) == ["GET /v3/teams/19%3Aport", "GET /v3/teams/19%3Aport/conversations"])
    }

    @Test("an answer that cannot be read is an error", arguments: [nil, "text", ["members": 7]] as [JSONValue?])
    func unreadable(json: JSONValue?) async throws {
        let connector = Connector.testing(FakeTransport(.answer(200, json)))
        let error = await connectorError {
            _ = try await connector.membersPage(of: .group)
        }
        #expect(error?.code == .unreadableAnswer)
    }
}
