import Foundation
import JSONKit
import Testing

@testable import LocalTeams

@Test func standardWorkspaceIsASmallCompany() throws {
    let workspace = Workspace.standard
    try workspace.check()
    #expect(workspace.users.count >= 5)
    #expect(Set(workspace.users.map(\.timeZone)).count == 3)
    #expect(["ines", "bo"].allSatisfy { handle in workspace.users.contains { $0.handle == handle } })
    #expect(workspace.chats.map(\.kind) == [.group])
    #expect(workspace.teams.map { $0.channels.map(\.name) } == [["General", "Berth plan", "Quay"]])
    #expect(workspace.teams[0].id == workspace.teams[0].channels[0].id)
    #expect(workspace.bots.map(\.appId) == ["00000000-0000-4000-8000-000000000001"])
}

@Test func whatGetShowsCanBeReadBack() throws {
    var harbor = Harbor()
    try harbor.world.block(Harbor.bot, as: "bo")
    _ = try harbor.world.createChat(as: "rosa", kind: .personal, members: ["bo"])
    _ = try harbor.world.addWebhook(as: "mei", channel: Harbor.berth)
    let shown = harbor.world.workspace
    let text = JSONValue.object(shown.shown).text()
    #expect(!text.contains("secret"))
    let read = try Workspace(file: JSONValue(parsing: text))
    let again = World(read, seed: 1, now: Harbor.start)
    #expect(JSONValue.object(again.workspace.shown).text(.sorted) == JSONValue.object(shown.shown).text(.sorted))
}

/// Parts of a workspace file that are wrong, each with what the error must say.
private let wrong: [(json: String, error: String)] = [
    ("[]", "must be an object"),
    (#"{"users":{}}"#, "/users: must be a list, but is an object"),
    (#"{"people":[]}"#, "/people: is not known here"),
    (#"{"users":[{"handle":"ines","nick":"I"}]}"#, "/users/0/nick: is not known here"),
    (#"{"users":[{"name":"Ines"}]}"#, "/users/0/handle: is missing"),
    (#"{"users":[{"handle":" "}]}"#, "/users/0/handle: is empty"),
    (#"{"users":[{"handle":1}]}"#, "/users/0/handle: must be a text, but is a number"),
    (#"{"users":[{"handle":"a"},{"handle":"a"}]}"#, #"/users/1/handle: "a" stands twice"#),
    (#"{"users":[{"handle":"a","id":"29:x"},{"handle":"b","id":"29:x"}]}"#, #"/users/1/id: "29:x" stands twice"#),
    (#"{"users":[{"handle":"a","timeZone":"Mars/Olympus"}]}"#, #"/users/0/timeZone: "Mars/Olympus" is no time zone"#),
    (#"{"users":[{"handle":"a","readReceipts":"yes"}]}"#, "/users/0/readReceipts: must be true or false"),
    (#"{"clock":{"mode":"slow"}}"#, #"/clock/mode: must be one of "real", "virtual", but is "slow""#),
    (#"{"clock":{"now":"tomorrow"}}"#, "/clock/now: must be an instant"),
    (#"{"chats":[{"id":"c","members":["zed"]}]}"#, #"/chats/0/members/0: nothing has the handle "zed""#),
    (#"{"chats":[{"id":"c","bots":["x"]}]}"#, #"/chats/0/bots/0: nothing has the app id "x""#),
    (#"{"chats":[{"id":"c","kind":"personal"}]}"#, "/chats/0: a personal chat is between"),
    (#"{"chats":[{"id":"c"},{"id":"c"}]}"#, #"/chats/1/id: "c" stands twice"#),
    (
        #"{"teams":[{"id":"t","name":"T","channels":[{"id":"c","name":"C","kind":"secret"}]}]}"#,
        "/teams/0/channels/0/kind"
    ),
    (#"{"teams":[{"id":"t","name":"T","members":[7]}]}"#, "/teams/0/members/0: must be a text, but is a number"),
    (#"{"webhooks":[{"id":"w","channel":"c"}]}"#, #"/webhooks/0/channel: no channel has the id "c""#),
    (#"{"bots":[{"appId":"a","auth":"off"}]}"#, "/bots/0/auth: must be true or false"),
    (
        #"{"bots":[{"appId":"a","name":"A","scopes":["team","moon"]}]}"#,
        #"/bots/0/scopes: can be personal, team, groupChat, but not "moon""#
    ),
    (
        #"{"bots":[{"appId":"a"}],"installations":[{"id":"i","bot":"a"}]}"#,
        "/installations/0: must name a user, a chat or a team"
    ),
    (
        #"{"bots":[{"appId":"a"}],"installations":[{"id":"i","bot":"a","user":"u"}]}"#,
        #"/installations/0/user: nothing has the handle "u""#
    ),
]

@Test(arguments: wrong)
func aWrongWorkspaceIsRefusedWithItsPlace(json: String, error: String) throws {
    let json = try JSONValue(parsing: json)
    do {
        _ = try Workspace(file: json)
        Issue.record("accepted")
    } catch let refused {
        #expect(refused.message.contains(error), "\(refused.message)")
    }
}

@Test func generalIsAddedWhereAFileLeavesItOut() throws {
    let json = #"{"teams":[{"id":"t","name":"T","channels":[{"id":"c","name":"C"}]}]}"#
    let workspace = try Workspace(file: JSONValue(parsing: json))
    #expect(workspace.teams[0].channels.map(\.name) == ["General", "C"])
}

@Test(arguments: [
    (0, "1970-01-01T00:00:00.000Z"),
    (1_795_161_600_123, "2026-11-20T08:00:00.123Z"),
    (951_782_399_999, "2000-02-28T23:59:59.999Z"),
    (951_827_696_000, "2000-02-29T12:34:56.000Z"),
    (Instant.latest.milliseconds, "9999-12-31T23:59:59.999Z"),
])
func instantsAreWrittenAndRead(milliseconds: Int64, text: String) {
    let instant = Instant(milliseconds: milliseconds)
    #expect(instant.text == text)
    #expect(Instant(text: text) == instant)
}

@Test(
    arguments: [
        ("2026-11-20T09:00:00+01:00", 1_795_161_600_000), ("2026-11-20T08:00:00.5Z", 1_795_161_600_500),
        ("2026-11-20T08:00:00.1230000Z", 1_795_161_600_123),
    ] as [(String, Int64)])
func instantsAreReadInOtherForms(text: String, milliseconds: Int64) {
    #expect(Instant(text: text)?.milliseconds == milliseconds)
}

@Test(arguments: [
    "", "2026", "2026-13-01T00:00:00Z", "2026-11-20 08:00", "2026-11-20T08:00:00", "2026-11-20T08:00:00.Z",
    "2026-11-20T08:00:00+1",
])
func whatIsNoInstantIsNotRead(text: String) {
    #expect(Instant(text: text) == nil)
}

@Test func localTimeFollowsTheZoneAndItsSummer() {
    let winter = Instant(milliseconds: 1_795_161_600_123)
    #expect(winter.localTimestamp(in: "Europe/Stockholm") == "2026-11-20T09:00:00.123+01:00")
    #expect(winter.localTimestamp(in: "America/New_York") == "2026-11-20T03:00:00.123-05:00")
    let summer = Instant(milliseconds: 1_782_000_000_000)
    #expect(summer.localTimestamp(in: "Europe/Stockholm").hasSuffix("+02:00"))
    #expect(summer.localTimestamp(in: "Asia/Kolkata").hasSuffix("+05:30"))
}
