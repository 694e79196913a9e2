import JSONKit
import Testing

@testable import LocalTeams

private let harborTenant = JSONValue.string(Harbor.tenant)

extension Harbor {
    /// Starts a batch to the people or channels with these ids.
    fileprivate mutating func start(
        _ kind: BatchKind, _ members: [String]? = nil, _ more: JSONObject = [:], text: String = "high water",
        by bot: AppID = Harbor.bot
    ) throws -> BatchID {
        var body: JSONObject = ["activity": .object(.message(text)), "tenantId": harborTenant]
        body["members"] = members.map { .array($0.map { ["id": .string($0)] }) }
        for (name, value) in more { body[name] = value }
        return try world.startBatch(kind, body, by: bot)
    }

    fileprivate func state(of id: BatchID, by bot: AppID = Harbor.bot) throws -> JSONObject {
        try world.batchState(id, for: bot)
    }

    /// `id: error` of each failed entry on the first page.
    fileprivate func failures(of id: BatchID) throws -> [String: String] {
        let page = try world.batchFailures(of: id, continuationToken: nil, for: Harbor.bot)
        let entries = page["failedEntryResponses"]?.arrayValue ?? []
        return Dictionary(
            uniqueKeysWithValues: entries.map { ($0["id"]?.stringValue ?? "", $0["error"]?.stringValue ?? "") })
    }

    /// Who reads the text in their personal chat with the bot, and how often.
    fileprivate func readers(of text: String) throws -> [Handle: Int] {
        var readers: [Handle: Int] = [:]
        for person in world.everyone {
            let chat = personal(person)
            guard !chat.rawValue.isEmpty else { continue }
            let count = try texts(of: chat, as: person).count { $0 == text }
            if count > 0 { readers[person] = count }
        }
        return readers
    }

    fileprivate mutating func finish() throws { try world.advance(by: .seconds(3_600)) }
}

/// What is wrong with all of a batch.
private let refusals: [(name: String, kind: BatchKind, body: JSONObject, status: Int, word: String)] = [
    ("nothing", .users, [:], 400, "activity"),
    ("no members", .users, ["activity": ["type": "message", "text": "x"], "tenantId": harborTenant], 400, "members"),
    (
        "an empty list", .users,
        ["activity": ["type": "message", "text": "x"], "tenantId": harborTenant, "members": []], 400,
        "members"
    ),
    (
        "a member without an id", .users,
        [
            "activity": ["type": "message", "text": "x"], "tenantId": harborTenant,
            "members": [["id": "a"], ["name": "b"]],
        ],
        400, "members[1]"
    ),
    (
        "another tenant", .tenant, ["activity": ["type": "message", "text": "x"], "tenantId": "elsewhere"], 400,
        "tenant"
    ),
    ("no tenant", .tenant, ["activity": ["type": "message", "text": "x"]], 400, "tenantId"),
    ("no team", .team, ["activity": ["type": "message", "text": "x"], "tenantId": harborTenant], 400, "teamId"),
    (
        "a team that is not there", .team,
        ["activity": ["type": "message", "text": "x"], "tenantId": harborTenant, "teamId": "19:no@thread.tacv2"], 404,
        "not found"
    ),
    ("no type", .tenant, ["activity": ["text": "x"], "tenantId": harborTenant], 400, "type"),
    (
        "an unknown type", .tenant, ["activity": ["type": "trace"], "tenantId": harborTenant], 400,
        "Unknown activity type"
    ),
    ("nothing to say", .tenant, ["activity": ["type": "message"], "tenantId": harborTenant], 400, "text"),
    (
        "a mention of nobody", .tenant,
        ["activity": .object(mentioning("<at>x</at>", in: "hello")), "tenantId": harborTenant], 400, "Mention"
    ),
    (
        "something private", .tenant,
        [
            "activity": ["type": "message", "text": "x", "recipient": ["id": "29:x", "isTargeted": true]],
            "tenantId": harborTenant,
        ], 400, "targeted"
    ),
    (
        "too much", .tenant,
        ["activity": .object(.message(String(repeating: "x", count: 60_000))), "tenantId": harborTenant], 413, "large"
    ),
]

@Suite struct BatchTests {
    @Test(arguments: refusals)
    private func whatIsWrongForEveryoneIsRefusedAtOnce(
        name: String, kind: BatchKind, body: JSONObject, status: Int, word: String
    ) throws {
        var harbor = Harbor()
        let refusal = refusal { _ = try harbor.world.startBatch(kind, body, by: Harbor.bot) }
        #expect(refusal?.status == status, "\(name)")
        #expect(refusal?.message.contains(word) == true, "\(name): \(refusal?.message ?? "")")
        #expect(harbor.world.nextTimer == nil)
    }

    @Test func eachKindReachesItsRecipients() throws {
        var harbor = Harbor()
        let users = try harbor.start(.users, [harbor.account("ines"), harbor.account("bo")], text: "to two")
        let channels = try harbor.start(
            .channels, [Harbor.berth.rawValue, Harbor.quay.rawValue], text: "to channels")
        let team = try harbor.start(.team, nil, ["teamId": Harbor.port.json], text: "to the team")
        let everyone = try harbor.start(.tenant, text: "to all")
        try harbor.finish()
        #expect(try harbor.readers(of: "to two") == ["ines": 1, "bo": 1])
        for channel in [Harbor.berth, Harbor.quay] {
            #expect(try harbor.texts(of: channel, as: "ines") == ["to channels"])
        }
        let once = Dictionary(uniqueKeysWithValues: Harbor.everyone.map { ($0, 1) })
        #expect(try harbor.readers(of: "to the team") == once)
        #expect(try harbor.readers(of: "to all") == once)
        for (operation, count) in [(users, 2), (channels, 2), (team, 6), (everyone, 6)] {
            let state = try harbor.state(of: operation)
            #expect(state["state"] == "Completed")
            #expect(state["statusMap"] == ["201": JSONValue(count)])
            #expect(state["totalEntriesCount"] == JSONValue(count))
            #expect(state["retryAfter"] == nil)
        }
    }

    /// SDKs spell the members of the body in several ways.
    @Test func otherSpellingsOfTheBodyAreUnderstood() throws {
        var harbor = Harbor()
        let activity = JSONValue.object(.message("x"))
        let bodies: [(BatchKind, JSONObject)] = [
            (
                .users,
                ["Activity": activity, "TenantId": harborTenant, "Members": [["Id": .string(harbor.account("ines"))]]]
            ),
            (
                .users,
                ["activity": activity, "tenant_id": harborTenant, "members": [["id": .string(harbor.account("ines"))]]]
            ),
            (.tenant, ["activity": activity, "tenandId": harborTenant]),
        ]
        for (kind, body) in bodies { _ = try harbor.world.startBatch(kind, body, by: Harbor.bot) }
        try harbor.finish()
        #expect(try harbor.readers(of: "x")["ines"] == 3)
    }

    /// 50 entries a second, five at a time.
    @Test func itGoesAtItsPace() throws {
        var harbor = Harbor(crew: 40)
        let operation = try harbor.start(.tenant)
        var state = try harbor.state(of: operation)
        #expect(state["state"] == "Ongoing")
        #expect(state["statusMap"] == [:])
        #expect(state["totalEntriesCount"] == 46)
        #expect(state["retryAfter"]?.stringValue == (Harbor.start + .seconds(1)).text)
        for (milliseconds, done) in [(99, 0), (1, 5), (99, 5), (1, 10), (700, 45), (99, 45), (1, 46)] {
            try harbor.world.advance(by: .milliseconds(milliseconds))
            state = try harbor.state(of: operation)
            let count = state["statusMap"]?["201"]?.intValue ?? 0
            #expect(count == done)
        }
        #expect(state["state"] == "Completed")
        #expect(harbor.world.nextTimer == nil)
    }

    @Test func oneAppsOperationsTakeTurnsAndTwoAppsDoNot() throws {
        var harbor = Harbor(crew: 4)
        try harbor.world.install(Harbor.other, as: "ines", team: Harbor.port)
        let first = try harbor.start(.tenant)
        let second = try harbor.start(.tenant)
        let foreign = try harbor.start(.tenant, by: Harbor.other)
        try harbor.world.advance(by: .milliseconds(200))
        #expect(try harbor.state(of: first)["state"] == "Completed")
        #expect(try harbor.state(of: second)["statusMap"] == [:])
        #expect(try harbor.state(of: foreign, by: Harbor.other)["state"] == "Completed")
        try harbor.world.advance(by: .milliseconds(200))
        #expect(try harbor.state(of: second)["state"] == "Completed")
    }

    @Test func eachEntryThatFailsSaysWhy() throws {
        var harbor = Harbor()
        let (ines, bo, mei) = (harbor.account("ines"), harbor.account("bo"), harbor.account("mei"))
        try harbor.world.block(Harbor.bot, as: "bo")
        let installation = try #require(
            harbor.world.workspace.installations.first { $0.target == .user("mei") && $0.bot == Harbor.bot })
        try harbor.world.removeInstallation(installation.id, as: "mei")
        try harbor.world.addPerson(handle: "zoe", name: "Zoe")
        let new = try #require(
            harbor.world.workspace.installations.first { $0.target == .user("zoe") && $0.bot == Harbor.bot })
        try harbor.world.removeInstallation(new.id, as: "zoe")
        let foreign = harbor.account("chidi", for: Harbor.other)
        let rosa = harbor.world.person("rosa")?.aadObjectId ?? ""
        let members = [ines, bo, mei, foreign, "29:nobody", "rosa@harbor.test", rosa, harbor.account("zoe")]
        let operation = try harbor.start(.users, members)
        try harbor.finish()
        #expect(try harbor.readers(of: "high water") == ["ines": 1, "rosa": 1])
        let failures = try harbor.failures(of: operation)
        #expect(failures.keys.sorted() == members.filter { $0 != ines && $0 != rosa }.sorted())
        for (id, words) in [
            (bo, "403 MessageWritesBlocked"), (mei, "403 MessageWritesBlocked"), (foreign, "400 BadArgument: Failed"),
            ("29:nobody", "404 MemberNotFoundInConversation"),
            ("rosa@harbor.test", "404 MemberNotFoundInConversation"),
        ] {
            #expect(failures[id]?.hasPrefix(words) == true, "\(failures[id] ?? id)")
        }
        #expect(try harbor.state(of: operation)["statusMap"] == ["201": 2, "400": 1, "403": 3, "404": 2])
        #expect(harbor.world.ledger().count { $0.kind == .refused } == 6)
    }

    @Test func channelsFailOneByOne() throws {
        var harbor = Harbor()
        let secret = try harbor.world.createChannel(in: Harbor.port, as: "ines", name: "Crane", kind: .private).id
        try harbor.world.deleteChannel(Harbor.quay, in: Harbor.port, as: "ines")
        let other = try harbor.world.createTeam(as: "ines", name: "Yard").id
        let channels = [Harbor.berth, secret, Harbor.quay, other, Harbor.tides].map(\.rawValue)
        let operation = try harbor.start(.channels, channels)
        try harbor.finish()
        #expect(try harbor.texts(of: Harbor.berth, as: "ines") == ["high water"])
        let failures = try harbor.failures(of: operation)
        for (channel, words) in [
            (secret, "403 NotEnoughPermissions"), (Harbor.quay, "404 ConversationNotFound"),
            (other, "403 BotNotInConversationRoster"), (Harbor.tides, "404 ConversationNotFound"),
        ] {
            #expect(failures[channel.rawValue]?.hasPrefix(words) == true, "\(failures)")
        }
    }

    @Test func whatIsStillToBeDoneCanBeCanceled() throws {
        var harbor = Harbor(crew: 40)
        let operation = try harbor.start(.tenant)
        try harbor.world.advance(by: .milliseconds(200))
        try harbor.world.cancelBatch(operation, by: Harbor.bot)
        try harbor.finish()
        #expect(try harbor.readers(of: "high water").count == 10)
        #expect(try harbor.state(of: operation)["state"] == "Canceled")
        try harbor.world.cancelBatch(operation, by: Harbor.bot)
        #expect(try harbor.state(of: operation)["statusMap"] == ["201": 10])
    }

    @Test func anOperationIsItsAppsAloneAndForSevenDays() throws {
        var harbor = Harbor()
        let operation = try harbor.start(.tenant)
        let calls: [(String, (inout Harbor, BatchID, AppID) throws -> Void)] = [
            ("state", { _ = try $0.world.batchState($1, for: $2) }),
            ("failures", { _ = try $0.world.batchFailures(of: $1, continuationToken: nil, for: $2) }),
            ("cancel", { try $0.world.cancelBatch($1, by: $2) }),
        ]
        for (name, call) in calls {
            #expect(refusal { try call(&harbor, operation, Harbor.other) }?.status == 404, "\(name)")
            #expect(refusal { try call(&harbor, "none", Harbor.bot) }?.status == 404, "\(name)")
        }
        #expect(try harbor.state(of: operation)["state"] == "Ongoing")
        try harbor.world.advance(by: .seconds(7 * 24 * 3_600))
        #expect(try harbor.state(of: operation)["state"] == "Completed")
        try harbor.world.advance(by: .seconds(1))
        #expect(refusal { _ = try harbor.state(of: operation) }?.status == 404)
    }

    @Test func failedEntriesComeInPages() throws {
        var harbor = Harbor()
        let ids = (0..<450).map { "29:nobody\($0)" }
        let operation = try harbor.start(.users, ids)
        try harbor.finish()
        var token: String?
        var sizes: [Int] = []
        var found: [String] = []
        repeat {
            let page = try harbor.world.batchFailures(of: operation, continuationToken: token, for: Harbor.bot)
            let entries = page["failedEntryResponses"]?.arrayValue ?? []
            sizes.append(entries.count)
            found += entries.compactMap { $0["id"]?.stringValue }
            token = page["continuationToken"]?.stringValue
        } while token != nil
        #expect(sizes == [200, 200, 50])
        #expect(found == ids)
        for bad in ["x", "zz", PageToken(3).text(of: .members)] {
            #expect(
                refusal {
                    _ = try harbor.world.batchFailures(of: operation, continuationToken: bad, for: Harbor.bot)
                }?.status == 400)
        }
        let beyond = PageToken(.max).text(of: .failedEntries)
        let page = try harbor.world.batchFailures(of: operation, continuationToken: beyond, for: Harbor.bot)
        #expect(page["failedEntryResponses"] == [])
    }

    @Test func startsHaveWindowsOfTheirOwn() throws {
        var harbor = Harbor()
        for _ in 0..<7 { _ = try harbor.start(.users, [harbor.account("ines")]) }
        let refused = refusal { _ = try harbor.start(.users, [harbor.account("ines")]) }
        #expect(refused?.status == 429)
        #expect(refused?.retryAfter == 1)
        #expect(refused?.note?.contains("Rule") == true)
        _ = try? harbor.world.install(Harbor.other, as: "ines", team: Harbor.port)
        _ = try harbor.start(.tenant, by: Harbor.other)
        try harbor.world.advance(by: .seconds(1))
        _ = try harbor.start(.users, [harbor.account("ines")])
    }

    @Test func anAppHasAFewOperationsAtATime() throws {
        var harbor = Harbor(crew: 3_000)
        var started = 0
        var refused: Refusal?
        while started < 60, refused == nil {
            refused = refusal { _ = try harbor.start(.tenant) }
            if refused == nil { started += 1 }
            try harbor.world.advance(by: .milliseconds(500))
        }
        #expect(started == BatchRules.maxUnfinished)
        #expect(refused?.status == 429)
    }

    /// At whatever step the process ends, the next one goes on there, and nobody gets the message twice.
    @Test func aRestartGoesOnWhereItStopped() throws {
        for steps in 0...6 {
            var harbor = Harbor(crew: 20)
            harbor.world.reset()
            var store: [String: Record] = [:]
            func keep(_ changes: Changes) {
                for change in changes.records {
                    switch change {
                    case .put(let record): store["\(record.kind) \(record.key)"] = record
                    case .delete(let kind, let key): store["\(kind) \(key)"] = nil
                    case .deleteAll: store = [:]
                    }
                }
            }
            keep(harbor.world.takeChanges())
            let operation = try harbor.start(.tenant)
            let other = try harbor.start(.users, ["29:nobody", harbor.account("ines")], text: "later")
            keep(harbor.world.takeChanges())
            for _ in 0..<steps {
                try harbor.world.advance(by: .milliseconds(100))
                keep(harbor.world.takeChanges())
            }
            var again = harbor
            again.world = try World(records: Array(store.values))
            #expect(again.world.batches.nextStep == harbor.world.batches.nextStep)
            try again.finish()
            #expect(try again.readers(of: "high water").values.allSatisfy { $0 == 1 })
            #expect(try again.readers(of: "high water").count == 26)
            #expect(try again.readers(of: "later") == ["ines": 1])
            #expect(try again.state(of: operation)["statusMap"] == ["201": 26])
            #expect(try again.state(of: other)["statusMap"] == ["201": 1, "404": 1])
            #expect(try again.failures(of: other).count == 1)
        }
    }

    @Test func aResetEndsThemAll() throws {
        var harbor = Harbor()
        let operation = try harbor.start(.tenant)
        harbor.world.reset()
        #expect(harbor.world.nextTimer == nil)
        #expect(refusal { _ = try harbor.state(of: operation) }?.status == 404)
    }

    @Test func theLastOfManyOperationsAreKnown() throws {
        var harbor = Harbor()
        harbor.world.rules = .lenient
        var operations: [BatchID] = []
        for _ in 0..<(BatchRules.maxFinished + 20) {
            operations.append(try harbor.start(.users, ["29:nobody"]))
            try harbor.world.advance(by: .milliseconds(100))
        }
        #expect(operations.count { (try? harbor.state(of: $0)) != nil } == BatchRules.maxFinished)
        #expect(try harbor.state(of: operations[operations.count - 1])["state"] == "Completed")
    }
}
