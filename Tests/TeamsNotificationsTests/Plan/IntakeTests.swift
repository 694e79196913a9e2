import Foundation
import JSONKit
import LockKit
import ServiceKit
import TeamsApp
import TeamsCards
import TeamsModels
import Testing

@testable import TeamsNotifications

private let now = Date(timeIntervalSince1970: 1_795_000_000)

private func intake(_ store: PlanStoreDouble, templates: TemplateLibrary = TemplateLibrary()) -> Intake {
    Intake(store: store, library: templates, wallClock: WallClock { now }, makeID: { "id" })
}

private let people = [
    Rows.person("ada", at: 1), Rows.person("bob", at: 2), Rows.person("cy", at: 3, closure: "uninstalled"),
]

private func card(_ text: String = "Hello ${name}") -> JSONValue {
    ["type": "AdaptiveCard", "version": "1.5", "body": [["type": "TextBlock", "text": .string(text)]]]
}

private func request(_ content: NotificationContent, to audience: NotificationAudience = .everyone)
    -> NotificationRequest
{
    NotificationRequest(to: audience, content)
}

private let refused: [(request: NotificationRequest, pointer: String, says: String)] = [
    (request(.card(card())), "/content/card/body/0/text", "name"),
    (request(.template("tide")), "/content/template", "no template"),
    (
        request(.card(card(), data: ["name": "x"], perRecipient: ["ada": ["name": .null]])),
        "/content/recipientData/ada", "name"
    ),
    (request(.card(card(), perRecipient: ["ada": ["name": "Ada"]])), "/content/card/body/0/text", "such as bob"),
    (request(.card(["type": "AdaptiveCard", "body": []])), "/content/card", "version"),
    (request(.card(card(String(repeating: "x", count: 42_000)))), "/content/card", "bytes"),
    (request(.text(String(repeating: "x", count: 42_000))), "/content/text", "bytes"),
    (
        request(
            .card(
                card(), data: ["name": "x"],
                perRecipient: ["bob": ["name": .string(String(repeating: "x", count: 42_000))]])),
        "/content/recipientData/bob", "bytes"
    ),
    (request(.text(" ")), "/content/text", "empty"), (request("Hi", to: .users([])), "/audience/users", "empty"),
    (request("Hi", to: .users(["ada"]) && !.unread(of: "no")), "/audience/all/1/not/unreadOf", "no notification"),
    (request(NotificationContent.text("Hi").offeringOptOut(true)), "/content/optOut", "only a card"),
    (
        request(.localized(["en": .text("Hi").offeringOptOut(true)], fallback: "en")), "/content/locales/en/optOut",
        "only a card"
    ),
    (request(.localized(["en": .card(card())], fallback: "en")), "/content/locales/en/card/body/0/text", "name"),
    (request(.card(card("Hi ${if(}"))), "/content/card/body/0/text", "a value is expected"),
    (
        request(.card(["type": "AdaptiveCard", "version": "1.5", "$when": false, "body": []])), "/content/card",
        "nothing"
    ),
    (request(.card(card(), data: ["name": "x"]).summarized("${nome}")), "/content/summary", "nome"),
    (NotificationRequest(to: .everyone, "Hi", about: "*"), "/category", "every category"),
    (NotificationRequest(to: .everyone, "Hi", at: .at(now - 1)), "/schedule/at", "past"),
    (NotificationRequest(to: .everyone, "Hi", expiresAt: now), "/expiresAt", "past"),
    (NotificationRequest(to: .everyone, "Hi", at: .at(now + 60), expiresAt: now + 60), "/expiresAt", "before"),
    (request("Hi", to: (0..<40).reduce(.everyone) { inner, _ in !inner }), "/audience", "deep"),
]

@Test(arguments: refused)
func intakeRefusesWhatIsWrongForAnybody(request: NotificationRequest, pointer: String, says: String) async {
    let store = PlanStoreDouble(people)
    let error = await #expect(throws: NotificationError.self) {
        _ = try await intake(store).prepare(request, idempotency: nil)
    }
    #expect(error?.code == .invalid)
    #expect(error?.pointer == pointer, "\(error.map { "\($0)" } ?? "")")
    #expect(error?.message.contains(says) == true, "\(error?.message ?? "")")
    await #expect(throws: NotificationError.self) { _ = try await intake(store).plan(request) }
}

private let accepted: [NotificationRequest] = [
    request("Hi"), request(.card(card(), data: ["name": "x"])),
    request(.card(card(), perRecipient: ["ADA": ["name": "Ada"], "bob": ["name": "Bob"], "zed": ["name": "Zed"]])),
    request(.card(card(), perRecipient: ["ada": ["name": "Ada"]]), to: .users(["ada", "cy", "nobody"])),
    request("Hi", to: .users(["nobody"])), request("Hi", to: .scope(.group)), request("Hi", to: .members(of: "19:x")),
    NotificationRequest(to: .scope(.group), "Hi", at: .at(now + 60)),
    request(.card(card("Price: ${formatNumber(name, 2)}"), data: ["name": 3])),
    request(
        .card(
            [
                "type": "AdaptiveCard", "version": "1.5",
                "body": [
                    ["type": "TextBlock", "$when": "${exists(x)}", "text": "${x}"], ["type": "TextBlock", "text": "b"],
                ],
            ],
            data: [:])),
]

@Test(arguments: accepted)
func intakeTakesWhatIsRight(request: NotificationRequest) async throws {
    let new = try await intake(PlanStoreDouble(people)).prepare(request, idempotency: nil)
    #expect(new.record.request == request)
    #expect(new.record.state == (request.schedule == .now ? .planning : .scheduled))
    #expect(new.record.wakesAt == (request.schedule == .now ? nil : now + 60))
}

@Test func storeThatFailsIsUnavailable() async {
    let store = PlanStoreDouble(people)
    store.state.withLock { $0.failure = NotificationStoreError(.unavailable, "the disk is full") }
    let error = await #expect(throws: NotificationError.self) {
        _ = try await intake(store).plan(request("Hi"))
    }
    #expect(error?.code == .unavailable)
}

// MARK: - Dry run

@Test func planCountsWhoGetsItAndWhoDoesNot() async throws {
    let store = PlanStoreDouble(people + [Rows.person("dot", at: 4)])
    store.state.withLock { $0.optedOut["dot"] = ["tides"] }
    let plan = try await intake(store).plan(
        NotificationRequest(to: .everyone || .users(["zed"]), "The tide turns at 14:10.", about: "tides"))
    #expect(plan.recipients == 2)
    #expect(plan.skipped == [.unreachable: 1, .optedOut: 1, .notInstalled: 1])
    #expect(plan.requests == 2)
    #expect(plan.estimatedSeconds == 0)
    #expect(plan.largestBytes > 60)
    #expect(store.planned("id").isEmpty)
}

private let floors: [(count: Int, seconds: Double)] = [
    (0, 0), (1, 0), (50, 0), (51, 1), (1000, 19), (15_000, 299), (45_000, 899), (300_000, 5999),
]

@Test(arguments: floors)
func floorOfAnOrganisationIsThatOfTheLimits(count: Int, seconds: Double) {
    #expect(PaceFloor.seconds(of: count == 0 ? [:] : [now: count]) == seconds)
}

@Test func floorKnowsWhatIsDueLaterAndWhatGoesFirst() {
    #expect(PaceFloor.seconds(of: [now: 50, now + 3600: 100]) == 3601)
    #expect(PaceFloor.seconds(of: [now: 200, now + 1: 50]) == 4)
    #expect(PaceFloor.seconds(of: [now: 50], ahead: 50) == 1)
}

@Test func planOfAThousandIsTheFloor() async throws {
    let store = PlanStoreDouble((1...1000).map { Rows.person("p\($0)", at: Int64($0)) })
    #expect(try await intake(store).plan(request("Hi")).estimatedSeconds == 19)
}

private let warned: [(request: NotificationRequest, says: String)] = [
    (request(.card(card(), data: ["name": "x"])), "summary"), (request("Hi"), "no category"),
    (NotificationRequest(to: .everyone, "Hi", about: "tides"), "stop tides"),
    (
        NotificationRequest(to: .everyone, NotificationContent.card(card("x")).offeringOptOut(false), about: "tides"),
        "no way to opt out"
    ),
    (request("Hi", to: .users(["ada"]) || .members(of: "19:x")), "members of 19:x"),
    (request(.text(String(repeating: "x", count: 15_000))), "28672"),
    (request(.card(card(String(repeating: "x", count: 15_000)))), "28672"),
    (NotificationRequest(to: .scope(.group), "Hi", at: .at(now + 60)), "Nobody is meant"),
]

@Test(arguments: warned)
func planWarns(request: NotificationRequest, says: String) async throws {
    let warnings = try await intake(PlanStoreDouble(people)).plan(request).warnings
    #expect(warnings.contains { $0.contains(says) }, "\(warnings)")
}

@Test func planWarnsOfNamedChannelsThatAKnownTeamLacks() async throws {
    let team: TeamID = "19:port@thread.tacv2"
    let store = PlanStoreDouble([
        Rows.channel("General", of: team.rawValue, at: 1), Rows.channel("Berth plan", of: team.rawValue, at: 2),
    ])
    func warnings(_ names: [String], of teams: [TeamID] = ["19:port@thread.tacv2"]) async throws -> [String] {
        let audience = NotificationAudience.everyone || .teams(teams, channels: .named(names))
        return try await intake(store).plan(NotificationRequest(to: audience, "Hi")).warnings.filter {
            $0.contains("channel")
        }
    }
    #expect(try await warnings(["berth PLAN", "general"]).isEmpty)
    #expect(try await warnings(["x"], of: ["19:unknown@thread.tacv2"]).isEmpty, "the plan counts it as not installed")
    let one = try await warnings(["Berth plan", "Birth plan"])
    #expect(one.count == 1 && one[0].contains("\"Birth plan\"") && one[0].contains(team.rawValue))
    let many = try await warnings(["Berth plan"] + (1...25).map { "x\($0)" })
    #expect(many.count == 11 && many.last?.hasPrefix("15 more") == true)
}

@Test func planOfALocalTimeKnowsZones() async throws {
    let store = PlanStoreDouble([
        Rows.person("ada", at: 1, zone: "Europe/Stockholm"), Rows.person("bob", at: 2, zone: "Mars/Olympus"),
        Rows.person("cy", at: 3, zone: "Asia/Tokyo"),
    ])
    let schedule = try NotificationSchedule.localTime("2027-01-04T09:00", fallback: "Europe/Paris")
    let plan = try await intake(store).plan(NotificationRequest(to: .everyone, "Hi", at: schedule))
    #expect(plan.estimatedSeconds == 8 * 3600)
    #expect(plan.warnings.contains { $0.contains("1 recipients have a zone") })
}

@Test func goodCardHasNoWarnings() async throws {
    let good: JSONValue = [
        "type": "AdaptiveCard", "version": "1.5", "speak": "x",
        "body": [
            ["type": "TextBlock", "wrap": true, "text": "Berth 4 was moved to 15:00 by Ada, because the tide turned."]
        ],
        "actions": [["type": "Action.OpenUrl", "title": "See the plan", "url": "https://port.example/plan"]],
    ]
    let content = NotificationContent.card(good).summarized("Berth 4 moved")
    let plan = try await intake(PlanStoreDouble(people)).plan(
        NotificationRequest(to: .everyone, content, about: "berths"))
    #expect(plan.warnings == [])
}

// MARK: - Planning

@Test func planningGoesOnFromItsCursorAndStopsWhenPaused() async throws {
    let store = PlanStoreDouble((1...9000).map { Rows.person("p\($0)", at: Int64($0)) })
    let record = NotificationRecord(id: "n", request: request("Hi"), state: .planning, createdAt: now)
    store.state.withLock { state in
        state.records["n"] = record
        state.onPlan = { (known) throws(NotificationStoreError) in known.pause() }
    }
    let planner = Planner(store: store, service: .none, wallClock: WallClock { now })
    try await planner.plan(record)
    #expect(store.planned("n").count == AudienceReader.pageSize)
    var paused = try #require(store.state.withLock { $0.records["n"] })
    #expect(paused.state == .paused)
    paused.resume(at: now)
    let resumed = paused
    #expect(resumed.state == .planning)
    store.state.withLock { state in
        state.records["n"] = resumed
        state.onPlan = nil
    }
    try await planner.plan(resumed)
    #expect(store.planned("n").count == 9000)
    let done = try #require(store.state.withLock { $0.records["n"] })
    #expect(done.state == .sending)
    #expect(done.planCursor == nil)
}

@Test func aLongPlanBeginsInEveryOrganisation() async throws {
    let tenants: [TenantID] = ["a", "b", "c"]
    let rows = tenants.enumerated().flatMap { number, tenant in
        (1...6000).map { Rows.person("\(tenant)\($0)", at: Int64(number * 6000 + $0), in: tenant) }
    }
    let store = PlanStoreDouble(rows)
    for tenant in tenants {
        let chat = ConversationReference(
            ConversationID("a:\(tenant)1"), type: .personal, tenantId: tenant, serviceUrl: "https://smba.example")
        try await store.registry.upsert(KnownConversation(chat))
    }
    let record = NotificationRecord(id: "n", request: request("Hi"), state: .planning, createdAt: now)
    let parts = Mutex<[Int]>([])
    store.state.withLock { state in
        state.records["n"] = record
        state.onPlan = { (known) throws(NotificationStoreError) in
            let count = known.counts.planned
            parts.withLock { $0.append(count) }
        }
    }
    try await Planner(store: store, service: .none, wallClock: WallClock { now }).plan(record)
    let planned = store.planned("n")
    let first = try #require(parts.withLock { $0.first })
    #expect(Set(planned.prefix(first).map(\.target.tenant)) == Set(tenants))
    #expect(first < 6000)
    #expect(planned.count == 18_000)
    #expect(Set(planned.map(\.target.key)).count == 18_000)
}

private let endings:
    [(planned: Int, state: NotificationState, schedule: NotificationSchedule, end: NotificationState)] = [
        (1, .planning, .now, .sending), (0, .planning, .now, .done),
        (0, .planning, NotificationSchedule(.every(.seconds(60))), .scheduled),
        (0, .cancelled, .now, .cancelled), (1, .sending, .now, .sending),
    ]

@Test(arguments: endings)
func planningEndsInTheStateThatFollows(
    planned: Int, state: NotificationState, schedule: NotificationSchedule, end: NotificationState
) {
    var record = NotificationRecord(
        id: "n", request: NotificationRequest(to: .everyone, "Hi", at: schedule), state: state, createdAt: now)
    record.counts.planned = planned
    record.wakesAt = schedule.isRecurring ? now + 60 : nil
    record.endPlanning(at: now, problem: nil)
    #expect(record.state == end)
    #expect((record.finishedAt != nil) == (end == .done && state == .planning))
}

@Test func nobodyIsAProblemInWords() async throws {
    let store = PlanStoreDouble()
    let record = NotificationRecord(id: "n", request: request("Hi"), state: .planning, createdAt: now)
    store.state.withLock { $0.records["n"] = record }
    try await Planner(store: store, service: .none, wallClock: WallClock { now }).plan(record)
    let done = try #require(store.state.withLock { $0.records["n"] })
    #expect(done.state == .done)
    #expect(done.problem?.contains("Nobody was meant") == true)
}

@Test func rosterThatIsClosedEndsThePlanInWords() async throws {
    let store = PlanStoreDouble()
    let record = NotificationRecord(
        id: "n", request: request("Hi", to: .members(of: "19:x")), state: .planning, createdAt: now)
    store.state.withLock { $0.records["n"] = record }
    try await Planner(store: store, service: .none, wallClock: WallClock { now }).plan(record)
    let done = try #require(store.state.withLock { $0.records["n"] })
    #expect(done.problem?.contains("does not know the conversation 19:x") == true)
}

@Test func localTimesAreDueByEachZone() async throws {
    let store = PlanStoreDouble([
        Rows.person("ada", at: 1, zone: "Europe/Stockholm"), Rows.person("bob", at: 2),
        Rows.person("cy", at: 3, zone: "Asia/Tokyo"),
    ])
    let schedule = try NotificationSchedule.localTime("2027-01-04T09:00", fallback: "Europe/London")
    let record = NotificationRecord(
        id: "n", request: NotificationRequest(to: .everyone, "Hi", at: schedule), state: .planning, createdAt: now)
    store.state.withLock { $0.records["n"] = record }
    try await Planner(store: store, service: .none, wallClock: WallClock { now }).plan(record)
    let nine = try #require(Timestamp(rawValue: "2027-01-04T09:00:00Z").date)
    #expect(store.planned("n").map { $0.dueAt.timeIntervalSince(nine) / 3600 } == [-1, 0, -9])
}

extension AudienceService {
    /// A service that knows nobody.
    fileprivate static let none = AudienceService(
        members: { _ in [] }, member: { _, _ in Account() }, channels: { _, _ in [] })
}
