import JSONKit
import Testing

@testable import LocalTeams

private func fault(_ operation: FaultOperation, _ change: (inout Fault) -> Void = { _ in }) -> Fault {
    var fault = Fault()
    fault.operation = operation
    fault.status = 502
    change(&fault)
    return fault
}

private func request(
    _ operation: String, _ conversation: ConversationID? = nil, message: String? = nil, _ body: JSONObject = [:]
) -> ServiceRequest {
    ServiceRequest(
        operation: operation, bot: Harbor.bot, conversation: conversation, message: message, body: body)
}

@Suite struct FaultTests {
    private static let operations: [(fault: FaultOperation, struck: [String], spared: [String])] = [
        (.send, ["send", "reply"], ["update", "delete", "create", "members", "deliver", "token"]),
        (.reply, ["reply"], ["send"]),
        (.members, ["members", "team"], ["send", "meeting"]),
        (.team, ["team"], ["members"]),
        (.update, ["update"], ["delete", "send"]),
        (.token, ["token"], ["keys", "usertoken", "send"]),
        (.deliver, ["deliver"], ["send"]),
        (.any, ["send", "reply", "update", "delete", "create", "members", "token", "deliver", "keys", "graph"], []),
    ]

    @Test(arguments: operations.indices) func anOperationIsStruckByItsFaults(index: Int) throws {
        let (operation, struck, spared) = Self.operations[index]
        for name in struck + spared {
            var world = Harbor().world
            _ = try world.add(fault(operation))
            #expect((world.strike(request(name, Harbor.tides)) != nil) == struck.contains(name), "\(name)")
        }
    }

    /// What a fault is meant for, and whether a request is struck.
    private static let places: [(name: String, fault: Fault, request: ServiceRequest, isStruck: Bool)] = {
        var harbor = Harbor()
        let thread: ConversationID = "\(Harbor.berth);messageid=7"
        let inTides = fault(.any) { $0.conversation = Harbor.tides }
        let inThread = fault(.any) { $0.conversation = thread }
        let ofBo = fault(.any) { $0.user = "bo" }
        let bo: JSONValue = ["id": .string(harbor.account("bo"))]
        let toBo: JSONObject = ["recipient": ["id": .string(harbor.account("bo")), "isTargeted": true]]
        let forBo = request("create", nil, ["members": [bo]])
        var targeted = request("send", Harbor.tides, ["recipient": bo])
        targeted.isTargeted = true
        return [
            ("its conversation", inTides, request("send", Harbor.tides), true),
            ("another", inTides, request("send", Harbor.berth), false),
            ("none", inTides, request("token"), false),
            ("a thread", fault(.any) { $0.conversation = Harbor.berth }, request("reply", thread), true),
            ("its thread", inThread, request("reply", thread), true),
            ("another thread", inThread, request("reply", "\(Harbor.berth);messageid=8"), false),
            ("a channel for its thread", inThread, request("send", Harbor.berth), false),
            ("a team", fault(.any) { $0.conversation = Harbor.port }, request("team", Harbor.port), true),
            (
                "a thread that is made", fault(.create) { $0.conversation = Harbor.berth },
                request("create", nil, ["isGroup": true, "channelData": ["channel": ["id": Harbor.berth.json]]]), true
            ),
            (
                "the chat that is there", fault(.create) { $0.conversation = harbor.personal("bo") }, forBo, true
            ),
            ("their chat", ofBo, request("send", harbor.personal("bo")), true),
            ("another's chat", ofBo, request("send", harbor.personal("mei")), false),
            ("a group that they are in", ofBo, request("send", Harbor.tides), false),
            ("a targeted message", ofBo, request("send", Harbor.tides, toBo), true),
            ("by the query", ofBo, targeted, true),
            ("a recipient alone", ofBo, request("send", Harbor.tides, ["recipient": bo]), false),
            ("a chat for them", ofBo, forBo, true),
            ("a chat for another", fault(.any) { $0.user = "mei" }, forBo, false),
            ("a delivery from their chat", ofBo, request("deliver", harbor.personal("bo")), true),
        ]
    }()

    @Test(arguments: places.indices) func aFaultStrikesWhatItIsMeantFor(index: Int) throws {
        let (name, fault, request, isStruck) = Self.places[index]
        var world = Harbor().world
        _ = try world.add(fault)
        #expect((world.strike(request) != nil) == isStruck, "\(name)")
    }

    @Test func aChangeOfATargetedMessageReachesItsReader() throws {
        var harbor = Harbor()
        let id = try harbor.whisper("x", to: "bo")
        _ = try harbor.world.add(fault(.update) { $0.user = "bo" })
        #expect(harbor.world.strike(request("update", Harbor.tides, message: id)) != nil)
        let other = try harbor.whisper("x", to: "mei")
        _ = try harbor.world.add(fault(.update) { $0.user = "bo" })
        #expect(harbor.world.strike(request("update", Harbor.tides, message: other)) == nil)
    }

    @Test func theFirstThatIsLeftIsUsedUp() throws {
        var world = Harbor().world
        let first = try world.add(fault(.send) { ($0.status, $0.times) = (500, 2) })
        let second = try world.add(fault(.any) { ($0.status, $0.times) = (503, 0) })
        let notes = (1...4).map { _ in world.strike(request("send", Harbor.tides))?.note }
        #expect(
            notes == [
                "Fault \(first.id): 500, 1 of 2 times", "Fault \(first.id): 500, 2 of 2 times",
                "Fault \(second.id): 503, 1 so far", "Fault \(second.id): 503, 2 so far",
            ])
        #expect(world.faults.all.map(\.hits) == [2, 2])
        #expect(world.faults.all.map(\.left) == [0, nil])
    }

    private static let words: [(Fault, String)] = [
        (fault(.send) { $0.status = 0 }, "connection dropped"),
        (fault(.send) { ($0.status, $0.afterDelivery) = (504, true) }, "504 after delivery"),
        (fault(.send) { ($0.status, $0.delayMs) = (nil, 500) }, "held up for 500 ms"),
        (fault(.send) { ($0.status, $0.delayMs) = (500, 20) }, "500, 20 ms late"),
    ]
    @Test(arguments: words.indices) func aFaultSaysWhatItDoes(index: Int) {
        #expect(Self.words[index].0.words == Self.words[index].1)
    }

    /// Chance is the world's: the same seed, the same run, also over a restart.
    @Test func chanceRepeatsItself() throws {
        func run(seed: UInt64, restarting: Bool) throws -> [Bool] {
            var world = Harbor(seed: seed).world
            var stored = StoredWorld()
            world.reset()
            _ = try world.add(fault(.send) { ($0.probability, $0.times) = (0.3, 0) })
            return try (1...400).map { step in
                let isStruck = world.strike(request("send", Harbor.tides)) != nil
                stored.keep(world.takeChanges())
                if restarting, step % 50 == 0 { world = try World(records: Array(stored.records.values)) }
                return isStruck
            }
        }
        let first = try run(seed: 7, restarting: false)
        #expect(try run(seed: 7, restarting: true) == first)
        #expect(try run(seed: 8, restarting: false) != first)
        #expect((80...160).contains(first.count { $0 }))
    }

    @Test(arguments: [(0.0, 0), (1.0, 100)]) func certaintyIsCertain(probability: Double, hits: Int) throws {
        var world = Harbor().world
        _ = try world.add(fault(.send) { ($0.probability, $0.times) = (probability, 0) })
        for _ in 1...100 { _ = world.strike(request("send", Harbor.tides)) }
        #expect(world.faults.all.first?.hits == hits)
    }

    /// A fault takes the place of the operation, and the request counts; what a limit refuses uses up no fault.
    @Test func limitsComeFirst() throws {
        var world = Harbor().world
        world.choose(LimitRules([.perConversation: [RateLimit(count: 1, seconds: 60)]]))
        _ = try world.add(fault(.send) { $0.times = 2 })
        let send = request("send", Harbor.tides, .message("x"))
        #expect(try world.admit(send)?.fault.status == 502)
        #expect(refusal { _ = try world.admit(send) }?.status == 429)
        #expect(world.faults.all.first?.left == 1)
        #expect(world.ledger().map(\.status) == [502, 429])
        #expect(world.ledger().first?.note?.hasPrefix("Fault") == true)
    }

    /// Only what does not come about is refused.
    @Test func theLedgerTellsOfWhatDidNotComeAbout() throws {
        for (change, entries) in [
            ({ $0.status = 0 }, [nil]), ({ $0.status = 500 }, [500]), ({ $0.afterDelivery = true }, []),
            ({ ($0.status, $0.delayMs) = (nil, 5) }, []),
        ] as [((inout Fault) -> Void, [Int?])] {
            var harbor = Harbor()
            _ = try harbor.world.add(fault(.any, change))
            _ = try harbor.world.admit(request("send", Harbor.tides, .message("x")))
            #expect(harbor.world.ledger().map(\.status) == entries)
        }
        var harbor = Harbor()
        let id = try harbor.whisper("x", to: "bo")
        _ = try harbor.world.add(fault(.any) { $0.times = 0 })
        let before = harbor.world.ledger().count
        for operation in ["update", "delete", "reaction", "members", "create"] {
            _ = try harbor.world.admit(request(operation, Harbor.tides, message: id))
        }
        let refused = harbor.world.ledger().dropFirst(before)
        #expect(refused.map(\.message) == [id, id])
        #expect(refused.map(\.to) == [["bo"], ["bo"]])
    }

    @Test func faultsHaveBounds() throws {
        var world = Harbor().world
        #expect(refusal { _ = try world.add(fault(.any) { $0.user = "nobody" }) }?.status == 404)
        #expect(refusal { _ = try world.add(fault(.any) { $0.conversation = "19:none" }) }?.status == 404)
        var ids: Set<Int> = []
        for _ in 1...Faults.maxFaults { ids.insert(try world.add(fault(.create)).id) }
        #expect(ids.count == Faults.maxFaults)
        #expect(refusal { _ = try world.add(fault(.create)) }?.status == 409)
        let id = String(try #require(ids.max()))
        try world.removeFault(id)
        for wrong in [id, "", "x", "-1", "99999999999999999999"] {
            #expect(refusal { try world.removeFault(wrong) }?.status == 404)
        }
        #expect(try world.add(fault(.create)).id > Int(id) ?? 0)
        world.reset()
        #expect(world.faults.isEmpty)
    }

    private static let bodies: [(change: @Sendable (inout Fault) -> Void, operation: String, body: String)] = [
        (
            { $0.status = 412 }, "send",
            #"{"error":{"code":"PreconditionFailed","message":"Precondition failed, please try again."}}"#
        ),
        ({ $0.status = 429 }, "send", #"{"error":{"code":"Throttled","message":"Too many requests."}}"#),
        ({ $0.status = 500 }, "send", #"{"error":{"code":"ServiceError","message":"Unknown"}}"#),
        ({ $0.status = 502 }, "send", #"{"error":{"code":"ServiceError","message":"Unknown"}}"#),
        ({ $0.status = 503 }, "send", #"{"error":{"message":"Service unavailable."}}"#),
        ({ $0.status = 504 }, "send", #"{"error":{"message":"Gateway timeout."}}"#),
        (
            { $0.status = 404 }, "send",
            #"{"error":{"code":"ConversationNotFound","message":"Conversation not found."}}"#
        ),
        (
            { $0.status = 404 }, "update",
            #"{"error":{"code":"ActivityNotFoundInConversation","message":"Conversation not found."}}"#
        ),
        (
            { ($0.status, $0.code) = (403, "BotDisabledByAdmin") }, "send",
            #"{"error":{"code":"BotDisabledByAdmin","message":"The tenant admin disabled this bot"}}"#
        ),
        (
            { ($0.status, $0.code) = (403, "NewCode") }, "send",
            #"{"error":{"code":"NewCode","message":"Forbidden"}}"#
        ),
        (
            { ($0.status, $0.code, $0.subCode) = (403, "ContentStreamNotAllowed", "Over") }, "send",
            #"{"error":{"code":"ContentStreamNotAllowed","message":"Forbidden","subCode":"Over"}}"#
        ),
        ({ $0.status = 200 }, "send", "{}"),
    ]
    @Test(arguments: bodies.indices) func theAnswerIsThatOfTheStatusTable(index: Int) {
        let (change, operation, body) = Self.bodies[index]
        #expect(fault(.any, change).body(of: operation).text() == body)
    }

    @Test func blockedWritesHaveTheirOwnEnvelope() throws {
        let body = fault(.any) { ($0.status, $0.code, $0.subCode) = (403, "MessageWritesBlocked", "Blocked") }.body(
            of: "send")
        #expect(body["errorCode"] == 209)
        let inner = try JSONValue(parsing: body["message"]?.stringValue ?? "")
        #expect(inner["subCode"] == "Blocked" && inner["errorSubCode"] == .null)
    }
}
