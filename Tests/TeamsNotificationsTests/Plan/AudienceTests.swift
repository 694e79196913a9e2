import Foundation
import JSONKit
import LockKit
import ServiceKit
import TeamsApp
import TeamsConnector
import TeamsModels
import Testing

@testable import TeamsNotifications

private let forms: [JSONValue] = [
    ["everyone": true], ["scope": "personal"], ["scope": "group"], ["scope": "team"], ["users": ["ada", "29:bob"]],
    ["conversations": ["a:1", "19:x@thread.tacv2;messageid=17"]], ["teams": ["19:port"], "channels": "general"],
    ["teams": ["19:port"], "channels": "all"], ["teams": ["19:port"], "channels": ["Berths"]],
    ["membersOf": "19:x"], ["person": "ada", "visibleIn": "19:x"], ["unreadOf": "n1"], ["withoutActionOn": "n1"],
    ["any": [["everyone": true], ["membersOf": "19:x"]]], ["webhook": "ops"], ["webhook": "https://x.example/y"],
    ["any": [["everyone": true], ["activityFeed": ["users": ["ada"]]]]],
    ["all": [["everyone": true], ["not": ["users": ["ada"]]]]], ["not": ["any": [["unreadOf": "n1"]]]],
]

@Test(arguments: forms)
func audienceIsReadAndWrittenAsTheAPIHasIt(form: JSONValue) throws {
    let audience = try StrictReader.read(NotificationAudience.self, from: form)
    #expect(audience.json == form)
    #expect(!audience.description.isEmpty)
}

private func nested(_ depth: Int) -> JSONValue {
    (0..<depth).reduce(["everyone": true]) { inner, _ in ["not": inner] }
}

private let badForms: [(json: JSONValue, pointer: String, says: String)] = [
    ([:], "", "must have one of"), ("everyone", "", "must be an object"),
    (["everyone": false], "/everyone", "can only be true"), (["everyone": 1], "/everyone", "true or false"),
    (["everyone": true, "users": ["a"]], "", "only one kind"), (["everyone": true, "x": 1], "/x", "not known"),
    (["scope": "channel"], "/scope", "must be one of"), (["users": []], "/users", "is empty"),
    (["users": [1]], "/users/0", "a text"), (["users": ["ada", ""]], "/users/1", "is empty"),
    (["users": ["ada@example.org"]], "/users/0", "mail"), (["users": "ada"], "/users", "a list"),
    (["conversations": ["a b"]], "/conversations/0", "white space"), (["conversations": []], "/conversations", "empty"),
    (["teams": ["t"], "channels": "none"], "/channels", "general"),
    (["teams": ["t"], "channels": []], "/channels", "empty"),
    (["teams": ["t"], "channels": [""]], "/channels/0", "empty"), (["channels": "all"], "/teams", "is missing"),
    (["person": "ada"], "/visibleIn", "is missing"), (["visibleIn": "19:x"], "/person", "is missing"),
    (["users": ["a"], "channels": "all"], "/channels", "not known"),
    (["any": []], "/any", "is empty"), (["all": [["users": []]]], "/all/0/users", "is empty"),
    (["any": [["everyone": true], 3]], "/any/1", "an object"), (["not": [:]], "/not", "must have one of"),
    (["webhook": "http://x.example"], "/webhook", "https"), (["webhook": "a b"], "/webhook", "a name"),
    (["webhook": ["url": "https://x"]], "/webhook", "a text"), (["activityFeed": ["a"]], "/activityFeed", "an object"),
    (["activityFeed": ["users": []]], "/activityFeed/users", "is empty"),
    (["activityFeed": ["users": ["29:ada"]]], "/activityFeed/users/0", "Entra"),
    (["activityFeed": ["users": ["a"], "x": 1]], "/activityFeed/x", "not known"),
    (["all": [["everyone": true], ["webhook": "ops"]]], "/all", "stand alone"),
    (["not": ["any": [["activityFeed": ["users": ["a"]]]]]], "/not", "stand alone"),
    (nested(16), "/not/not/not/not/not/not/not/not/not/not/not/not/not/not/not/not", "nests deeper"),
    (["any": .array(Array(repeating: ["everyone": true], count: 100))], "/any/99", "too many"),
    (["unreadOf": ""], "/unreadOf", "empty"),
]

@Test(arguments: badForms)
func badAudienceNamesThePlace(json: JSONValue, pointer: String, says: String) {
    let error = #expect(throws: StrictError.self) { try StrictReader.read(NotificationAudience.self, from: json) }
    #expect(error?.pointer.description == pointer)
    #expect(error?.problem.contains(says) == true, "\(error?.message ?? "")")
}

private let channel: ConversationID = "19:port/Berths"

private let world: [Recipient] = [
    Rows.person("ada", at: 1), Rows.person("bob", at: 2), Rows.group("crew", at: 3),
    Rows.channel("General", of: "19:port", at: 4), Rows.channel("Berths", of: "19:port", at: 5),
    Rows.person("cy", at: 6, closure: "uninstalled"), Rows.channel("General", of: "19:yard", at: 7),
    Rows.person("dot", at: 8), Rows.person("dot", at: 9),
]

private let meant: [(audience: NotificationAudience, names: [String])] = [
    (.everyone, ["a:ada", "a:bob", "a:cy -unreachable", "a:dot"]),
    (.scope(.personal), ["a:ada", "a:bob", "a:cy -unreachable", "a:dot"]),
    (.scope(.group), ["19:crew@thread.v2"]), (.scope(.team), ["19:port", "19:yard"]),
    (.users(["ADA", "ada", "zed"]), ["a:ada", "person:zed -notInstalled"]),
    (.users(["29:bob"]), ["a:bob"]),
    (
        .conversations(["a:ada", "19:port;messageid=7", "a:ghost"]),
        ["a:ada", "19:port;messageid=7", "a:ghost -notInstalled"]
    ),
    (
        .conversations(["19:port;messageid=7", "19:port;messageid=8", "19:port"]),
        ["19:port;messageid=7", "19:port;messageid=8", "19:port"]
    ),
    (.teams(["19:port"]), ["19:port"]),
    (.teams(["19:port", "19:yard"], channels: .all), ["19:port", "19:port/Berths", "19:yard"]),
    (.teams(["19:port"], channels: .named(["berths"])), ["19:port/Berths"]),
    (.teams(["19:port"], channels: .named(["general"])), ["19:port"]),
    (.teams(["19:sunk"]), ["19:sunk -notInstalled"]),
    (.members(of: channel), ["a:bob", "person:eve"]),
    (.everyone && !.members(of: channel), ["a:ada", "a:cy -unreachable", "a:dot"]),
    (!.members(of: channel), ["a:ada", "a:cy -unreachable", "a:dot"]),
    (!(!.users(["ada"])), ["a:ada"]),
    (!.users(["ada"]) && !.users(["bob"]), ["a:cy -unreachable", "a:dot"]),
    (.scope(.group) || !.everyone, ["19:crew@thread.v2"]),
    (.users(["ada"]) || .everyone, ["a:ada", "a:bob", "a:cy -unreachable", "a:dot"]),
    (
        .everyone || .users(["ada", "zed"]),
        ["a:ada", "a:bob", "a:cy -unreachable", "a:dot", "person:zed -notInstalled"]
    ),
    (.users(["ada", "bob"]) && .members(of: channel), ["a:bob"]),
    (.users(["eve"]) || .members(of: channel), ["person:eve", "a:bob"]),
    (.members(of: channel) && !.users(["eve"]), ["a:bob"]),
    (.teams(["19:port"], channels: .all) && !.conversations(["19:port"]), ["19:port/Berths"]),
    (.teams(["19:port"]) || .teams(["19:port"], channels: .all), ["19:port", "19:port/Berths"]),
    (.unread(of: "n0"), ["a:ada"]), (.everyone && !.unread(of: "n0"), ["a:bob", "a:cy -unreachable", "a:dot"]),
    (.withoutAction(on: "n0"), ["a:ada", "a:bob"]),
    (.person("ada", visibleIn: "19:crew@thread.v2"), ["19:crew@thread.v2#29:ada"]),
    (.person("eve", visibleIn: "19:crew@thread.v2"), ["19:crew@thread.v2#29:eve"]),
    (.person("zed", visibleIn: "19:crew@thread.v2"), ["19:crew@thread.v2# -notInConversation"]),
    (.person("ada", visibleIn: "a:ada"), ["a:ada"]), (.person("ada", visibleIn: "a:bob"), ["a:bob -notInConversation"]),
    (.webhook("Ops"), ["webhook:ops"]), (.activityFeed(["ADA", "ada"]), ["activityFeed:ada"]),
    (
        .activityFeed(["ada", "cy", "zed"]) || .everyone,
        ["a:ada", "a:bob", "a:cy -unreachable", "a:dot", "activityFeed:cy", "activityFeed:zed"]
    ),
    (
        .activityFeed(["eve", "bob", "zed"]) || .members(of: channel) || .webhook("ops"),
        ["a:bob", "person:eve", "activityFeed:zed", "webhook:ops"]
    ),
    (.activityFeed(["ada"]) || .users(["bob"]), ["a:bob", "activityFeed:ada"]),
    (.person("ada", visibleIn: "19:gone"), ["19:gone -notInstalled"]),
]

private let service = AudienceService(
    members: { _ in
        [Account("28:bot", name: "Bot"), Account("29:bob"), eve()]
    },
    member: { id, _ in
        guard id == "eve" else { throw ConnectorError(.memberNotFound, message: "nobody", status: 404) }
        return eve()
    }, channels: { _, _ in [] })

private func eve() -> Account {
    var account = Account("29:eve", name: "Eve")
    account.objectId = "EVE"
    return account
}

@Test(arguments: meant)
func audienceMeansThese(audience: NotificationAudience, names: [String]) async throws {
    let store = PlanStoreDouble(world)
    try await store.registry.upsert(
        KnownConversation(
            ConversationReference(channel, type: .channel, tenantId: Rows.tenant, serviceUrl: "https://smba.example")))
    try await store.registry.upsert(
        KnownConversation(
            ConversationReference(
                "19:crew@thread.v2", type: .groupChat, tenantId: Rows.tenant, serviceUrl: "https://smba.example")))
    var read = Delivery(
        place: 1, notification: "n0", target: DeliveryTarget(conversation: "a:ada", tenant: "t", user: "ada"),
        dueAt: .now)
    read.state = .delivered
    var other = read
    other.place = 2
    other.target = DeliveryTarget(conversation: "a:bob", tenant: "t", user: "bob")
    other.readAt = .now
    let ledger = [read, other]
    store.state.withLock { $0.ledger["n0"] = ledger }
    let record = NotificationRecord(
        id: "n1", request: NotificationRequest(to: audience, .text("Hello there")), state: .planning, createdAt: .now)
    store.state.withLock { $0.records["n1"] = record }
    try await Planner(store: store, service: service, wallClock: .system).plan(record)
    let got = store.planned("n1").map { $0.target.key + ($0.skipped.map { " -\($0)" } ?? "") }
    #expect(got.sorted() == names.sorted(), "\(audience)")
    #expect(Set(got).count == got.count)
}
