import JSONKit
import Testing

@testable import LocalTeams

/// The same rules, told in the simplest way: every request that was let through, and a look at all of them each time.
private struct NaiveLimits {
    /// A scope's name, and what holds there. The documented numbers stand here once more.
    static let rules: [(prefix: String, limits: [(count: Int, seconds: Int64)])] = [
        ("app ", [(50, 1)]),
        ("sends ", [(7, 1), (8, 2), (60, 30), (1800, 3600)]),
        ("all sends ", [(14, 1), (16, 2)]),
        ("roster ", [(14, 1), (16, 2), (120, 30), (3600, 3600)]),
        ("all roster ", [(28, 1), (32, 2)]),
        ("unpaged ", [(5, 60)]),
    ]
    private var passed: [String: [Int64]] = [:]

    private func allows(_ scopes: [String], _ weight: Int, at now: Int64) -> Bool {
        scopes.allSatisfy { scope in
            let limits = Self.rules.first { scope.hasPrefix($0.prefix) }?.limits ?? []
            return limits.allSatisfy { limit in
                let recent = passed[scope, default: []].reversed().prefix { $0 + limit.seconds * 1000 > now }.count
                return recent + min(weight, limit.count) <= limit.count
            }
        }
    }

    /// The first whole second after which it may go; 0 for now. Then it is counted.
    mutating func admit(_ scopes: [String], _ weight: Int, at now: Int64) -> Int {
        for seconds in 0...3600 where allows(scopes, weight, at: now + Int64(seconds) * 1000) {
            if seconds == 0 {
                for scope in scopes { passed[scope, default: []] += Array(repeating: now, count: weight) }
            }
            return seconds
        }
        return 3601
    }
}

/// Makes requests at random, with the scopes that the model counts them in.
private struct Caller {
    var harbor = Harbor()
    var random: IDGenerator
    /// Two bots alone would never meet the limits of all bots: those are twice the limits of one.
    let apps = [Harbor.bot, Harbor.other, "third"]
    let places = [Harbor.tides, Harbor.berth, Harbor.quay]

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int(random.next() % UInt64(elements.count))]
    }

    /// - Parameter rush: what a rush is mostly about, by number; without one there is none.
    mutating func request(rush: Int?) -> (request: ServiceRequest, scopes: [String], weight: Int) {
        // Most go to one place, so that each kind of limit is met now and then.
        var bot = pick(apps)
        if let rush, random.next() % 2 == 0 { bot = apps[rush / 3 % 3] }
        let place = random.next() % 4 == 0 ? pick(places) : places[0]
        let spelling: ConversationID = random.next() % 3 == 0 ? "\(place);messageid=\(random.next() % 99)" : place
        let app = "app \(bot)"
        var request = ServiceRequest(operation: "", bot: bot, conversation: spelling)
        // Sends, questions, or what counts as one of the bot's alone.
        var kind = random.next() % 20
        if let rush, random.next() % 2 == 0 { kind = [0, 12, 18][rush % 3] }
        switch kind {
        case 0...7:
            request.operation = pick(["send", "reply", "update", "delete", "reaction"])
            request.body = .message("hello")
            return (request, [app, "sends \(bot) \(place)", "all sends \(place)"], 1)
        case 8:
            request.operation = pick(["send", "reply", "update"])
            request.body = .message("a card")
            request.body["attachments"] = [["contentType": "text/plain"]]
            let weight = request.operation == "update" ? 1 : 2
            return (request, [app, "sends \(bot) \(place)", "all sends \(place)"], weight)
        case 9, 10:
            let person = pick(Array(Harbor.everyone.prefix(2)))
            let id = random.next() % 2 == 0 ? harbor.account(person, for: bot) : aad(person)
            request = ServiceRequest(operation: "create", bot: bot)
            request.body = ["members": [["id": .string(id)]], "tenantId": .string(Harbor.tenant)]
            return (request, [app, "sends \(bot) to \(person)"], 1)
        case 11:
            request = ServiceRequest(operation: "create", bot: bot)
            request.body = ["channelData": ["channel": ["id": place.json]], "activity": ["type": "message"]]
            return (request, [app] + (place == Harbor.tides ? [] : ["sends \(bot) \(place)", "all sends \(place)"]), 1)
        case 12...16:
            request.operation = "members"
            request.isUnpagedRoster = random.next() % 20 == 0
            let unpaged = request.isUnpagedRoster ? ["unpaged \(bot) \(place)"] : []
            return (request, [app, "roster \(bot) \(place)", "all roster \(place)"] + unpaged, 1)
        case 17:
            request.operation = "team"
            request.conversation = Harbor.port
            return (request, [app, "roster \(bot) \(Harbor.port)", "all roster \(Harbor.port)"], 1)
        case 18:
            request.operation = pick(["attachment", "batch", "meeting"])
            return (request, [app], 1)
        default:
            request.operation = pick(["send", "members"])
            request.conversation = "19:nowhere\(random.next() % 9)@thread.v2"
            return (request, [app], 1)
        }
    }

    private func aad(_ person: Handle) -> String { harbor.world.person(person)?.aadObjectId ?? "" }

    /// Steps of up to two seconds; in a rush far shorter ones, so that every kind of limit is met.
    mutating func step(inRush: Bool) throws {
        let most: UInt64
        switch random.next() % 40 {
        case 0: most = inRush ? 100 : 2_001
        case 1...6: most = inRush ? 20 : 200
        default: return
        }
        try harbor.world.advance(by: .milliseconds(Int64(random.next() % most)))
    }
}

/// Another one each time; the arguments of a test that fails are printed.
private let anySeed = UInt64.random(in: 0...999_999)

@Suite struct LimitTests {
    @Test(arguments: [20_261_120, anySeed])
    func exactlyThoseAreRefusedThatTheModelRefuses(seed: UInt64) throws {
        var caller = Caller(random: IDGenerator(state: seed))
        caller.harbor.world.reset()
        _ = try caller.harbor.world.addBot(name: "Third", endpoint: nil, appId: "third")
        var model = NaiveLimits()
        var stored = StoredWorld()
        var refused: [LimitPart: Int] = [:]
        for step in 1...8_000 {
            let inRush = step / 1_000 % 2 == 1
            try caller.step(inRush: inRush)
            let (request, scopes, weight) = caller.request(rush: inRush ? step / 100 : nil)
            let expected = model.admit(scopes, weight, at: caller.harbor.world.now.milliseconds)
            let error = refusal { _ = try caller.harbor.world.admit(request) }
            let wait = error?.retryAfter ?? 0
            #expect(wait == expected, "seed \(seed), step \(step): \(request.operation) \(scopes)")
            #expect(error.map { $0.status == 429 && $0.code == "Throttled" } ?? true)
            guard wait == expected else { break }
            stored.keep(caller.harbor.world.takeChanges())
            if step % 1_000 == 500 {
                let again = try World(records: Array(stored.records.values))
                #expect(again == caller.harbor.world, "seed \(seed), step \(step)")
                caller.harbor.world = again
            }
        }
        for entry in caller.harbor.world.limits.refused { refused[entry.part, default: 0] += entry.times }
        // A walk that meets no limit shows nothing. Pieces of streams count after admission: StreamedMessageTests.
        for part in LimitPart.allCases where part != .perStream {
            #expect(refused[part, default: 0] > 0, "seed \(seed): \(part) was never met")
        }
    }

    /// The floors that the reference has: the earliest instant of the last of so many sends into one conversation.
    private static let floors: [(sends: Int, seconds: Int64)] = [
        (7, 0), (8, 1), (9, 2), (60, 14), (61, 30), (100, 39), (500, 244), (1_000, 489), (1_800, 884), (1_801, 3_600),
        (2_000, 3_694),
    ]

    @Test(arguments: floors) func theEarliestScheduleIsTheKnownOne(sends: Int, seconds: Int64) {
        let limits = LimitRules.documented[.perConversation]
        var window = RequestWindow()
        var now = Harbor.start
        for _ in 0..<sends {
            if let wait = window.wait(at: now, under: limits) { now = now + wait }
            window.count(at: now, under: limits)
        }
        #expect(now == Harbor.start + .seconds(seconds))
        #expect(window.chunks.count <= 1_800 / RequestWindow.chunk + 2)
    }

    /// One send a second is what holds: what counts, and where.
    private static let pairs: [(first: ServiceRequest, second: ServiceRequest, isRefused: Bool)] = {
        func request(
            _ operation: String, _ conversation: ConversationID, bot: AppID = Harbor.bot, _ body: JSONObject = [:]
        ) -> ServiceRequest {
            ServiceRequest(operation: operation, bot: bot, conversation: conversation, body: body)
        }
        func creation(_ body: JSONObject, bot: AppID = Harbor.bot) -> ServiceRequest {
            ServiceRequest(operation: "create", bot: bot, body: body)
        }
        let harbor = Harbor()
        let forBo: JSONObject = ["members": [["id": .string(harbor.account("bo"))]]]
        let forMei: JSONObject = ["members": [["id": .string(harbor.account("mei"))]]]
        let boByDirectory: JSONObject = [
            "members": [["id": .string((harbor.world.person("bo")?.aadObjectId ?? "").uppercased())]]
        ]
        let inBerth: JSONObject = ["isGroup": true, "channelData": ["channel": ["id": Harbor.berth.json]]]
        let inTheTeam: JSONObject = ["channelData": ["team": ["id": Harbor.berth.json]], "activity": [:]]
        let send = request("send", Harbor.tides)
        return [
            (send, send, true),
            (send, request("reply", Harbor.tides), true),
            (send, request("update", Harbor.tides), true),
            (send, request("delete", Harbor.tides), true),
            (send, request("reaction", Harbor.tides), true),
            (send, request("send", "\(Harbor.tides);messageid=1"), true),
            (request("send", "\(Harbor.berth);messageid=1"), request("send", "\(Harbor.berth);messageid=2"), true),
            (send, request("send", Harbor.berth), false),
            (send, request("send", Harbor.tides, bot: Harbor.other), false),
            (send, request("members", Harbor.tides), false),
            (request("members", Harbor.tides), request("members", Harbor.tides), false),
            (creation(forBo), creation(forBo), true),
            (creation(forBo), creation(boByDirectory), true),
            (creation(forBo), creation(forMei), false),
            (creation(forBo), request("send", harbor.personal("bo")), false),
            (creation(inBerth), request("send", Harbor.berth), true),
            (creation(inBerth), creation(inTheTeam), true),
            (request("send", "19:none@thread.v2"), request("send", "19:none@thread.v2"), false),
            (creation(["members": []]), creation(["members": []]), false),
        ]
    }()

    @Test(arguments: pairs.indices) func whatCountsTogether(index: Int) throws {
        let (first, second, isRefused) = Self.pairs[index]
        var world = Harbor().world
        world.choose(LimitRules([.perConversation: [RateLimit(count: 1, seconds: 1)]]))
        _ = try world.admit(first)
        #expect((refusal { _ = try world.admit(second) } != nil) == isRefused, "\(first) \(second)")
    }

    @Test func aWindowSlides() throws {
        var world = Harbor().world
        world.choose(LimitRules([.perConversation: [RateLimit(count: 2, seconds: 3)]]))
        let send = ServiceRequest(operation: "send", bot: Harbor.bot, conversation: Harbor.tides)
        _ = try world.admit(send)
        try world.advance(by: .milliseconds(1_500))
        _ = try world.admit(send)
        try world.advance(by: .milliseconds(1_499))
        // Rounded up: a millisecond is a second.
        #expect(refusal { _ = try world.admit(send) }?.retryAfter == 1)
        try world.advance(by: .milliseconds(1))
        _ = try world.admit(send)
        #expect(refusal { _ = try world.admit(send) }?.retryAfter == 2)
    }

    /// Whoever comes too early again and again is not held up by that.
    @Test func refusedRequestsDoNotCount() throws {
        var world = Harbor().world
        world.choose(LimitRules([.perTenant: [RateLimit(count: 1, seconds: 10)]]))
        let read = ServiceRequest(operation: "attachment", bot: Harbor.bot)
        _ = try world.admit(read)
        for second in (1...9).reversed() {
            try world.advance(by: .seconds(1))
            #expect(refusal { _ = try world.admit(read) }?.retryAfter == second)
        }
        try world.advance(by: .seconds(1))
        _ = try world.admit(read)
        #expect(world.limits.refused.map(\.times) == [9])
    }

    @Test func aRefusalNamesItsRule() throws {
        var world = Harbor().world
        let send = ServiceRequest(operation: "send", bot: Harbor.bot, conversation: Harbor.tides, body: .message("x"))
        for _ in 1...7 { _ = try world.admit(send) }
        let error = refusal { _ = try world.admit(send) }
        #expect(
            error?.note
                == "Rule: 7 sends of one bot to one conversation a second (Microsoft, Rate limiting for agents). "
                + "Come back after 1 s.")
        let entry = try #require(world.ledger().last)
        #expect(entry.kind == .refused && entry.status == 429 && entry.note == error?.note && entry.text == "x")
        #expect(entry.to == Harbor.everyone.filter { world.isMember($0, of: Harbor.tides) })
    }

    /// Made-up ids, and conversations that were long ago, cost nothing.
    @Test func windowsThatAreOverAreForgotten() throws {
        var harbor = Harbor(crew: 300)
        for number in 0..<2_000 {
            let request = ServiceRequest(operation: "send", bot: Harbor.bot, conversation: "19:\(number)@thread.v2")
            try harbor.world.advance(by: .milliseconds(50))
            _ = try harbor.world.admit(request)
        }
        #expect(harbor.world.limits.windowCount == 1)
        for number in 0..<300 {
            let id = harbor.account("p\(number)" as Handle)
            var request = ServiceRequest(operation: "create", bot: Harbor.bot)
            request.body = ["members": [["id": .string(id)]]]
            try harbor.world.advance(by: .seconds(1_000))
            _ = try harbor.world.admit(request)
        }
        #expect(harbor.world.limits.windowCount < 70)
        var stored = StoredWorld()
        harbor.world.reset()
        stored.keep(harbor.world.takeChanges())
        #expect(harbor.world.limits.windowCount == 0)
        #expect(try World(records: Array(stored.records.values)) == harbor.world)
    }

    /// Other limits forget nothing that they look at; what is off is forgotten.
    @Test func changedLimitsGoOnCounting() throws {
        var world = Harbor().world
        let send = ServiceRequest(operation: "send", bot: Harbor.bot, conversation: Harbor.tides)
        for _ in 1...5 { _ = try world.admit(send) }
        world.choose(LimitRules([.perConversation: [RateLimit(count: 5, seconds: 86_400)]]))
        #expect(refusal { _ = try world.admit(send) }?.retryAfter == 86_400)
        world.choose(.off)
        #expect(world.limits.windowCount == 0)
        for _ in 1...100 { _ = try world.admit(send) }
        world.choose(.documented)
        #expect(world.limits.refused.isEmpty)
        _ = try world.admit(send)
        world.reset()
        #expect(world.limits.chosen == nil && world.limitRules == .documented)
        world.rules = .lenient
        #expect(world.limitRules == .off)
    }

    @Test func chunksThatDoNotFitMakeNoWindow() {
        let now = Harbor.start
        let full = Array(repeating: now, count: RequestWindow.chunk)
        let bad: [[(number: Int, times: [Instant])]] = [
            [], [(0, [])], [(0, [now + .seconds(1)])], [(0, [now, now + .seconds(-1)])], [(0, full), (2, [now])],
            [(0, [now]), (1, [now])], [(0, full), (0, full)],
        ]
        for chunks in bad { #expect(RequestWindow(chunks: chunks, now: now) == nil, "\(chunks)") }
        #expect(RequestWindow(chunks: [(3, full), (4, [now])], now: now)?.chunks == 3..<5)
    }
}

/// What a store has, change by change.
struct StoredWorld {
    private(set) var records: [String: Record] = [:]

    mutating func keep(_ changes: Changes) {
        for change in changes.records {
            switch change {
            case .put(let record): records["\(record.kind.rawValue) \(record.key)"] = record
            case .delete(let kind, let key): records["\(kind.rawValue) \(key)"] = nil
            case .deleteAll: records = [:]
            }
        }
    }
}
