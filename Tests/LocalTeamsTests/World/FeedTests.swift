import JSONKit
import TestSupport
import Testing

@testable import LocalTeams

extension JSONObject {
    fileprivate static func alert(_ text: String, summary: String? = nil) -> JSONObject {
        var activity = JSONObject.message(text)
        activity["channelData"] = ["notification": ["alert": true]]
        activity["summary"] = summary.map { .string($0) }
        return activity
    }
}

extension Harbor {
    fileprivate func feed(_ handle: Handle) throws -> [JSONObject] { try world.feed(as: handle) }

    fileprivate func previews(_ handle: Handle) throws -> [String] {
        try feed(handle).map { $0["preview"]?.stringValue ?? "" }
    }

    /// Alerts one person alone.
    fileprivate mutating func whisperAlert(_ text: String, to handle: Handle) throws -> String {
        var activity = JSONObject.alert(text)
        activity["recipient"] = ["id": .string(account(handle)), "isTargeted": true]
        return try #require(try world.send(activity, to: Harbor.tides, targeted: true, by: Harbor.bot).id)
    }
}

@Suite struct FeedTests {
    @Test func anAlertIsInTheFeedOfEveryoneWhoSeesTheMessage() throws {
        var harbor = Harbor()
        let changes = try harbor.changes { world in
            _ = try world.send(.alert("The tide is high"), to: Harbor.tides, by: Harbor.bot)
        }
        let members = harbor.world.places.chat(Harbor.tides)?.roster.handles ?? []
        #expect(changes.shown(.feed).map(\.to) == [members])
        for handle in Harbor.everyone {
            #expect(try harbor.previews(handle) == (members.contains(handle) ? ["The tide is high"] : []))
        }
        let entry = try #require(try harbor.feed("bo").first)
        #expect(entry.names == ["id", "at", "kind", "title", "preview", "conversation", "message", "read"])
        #expect(entry["kind"] == "alert")
        #expect(entry["title"] == "Harbor sent a message")
        #expect(entry["conversation"] == Harbor.tides.json)
        #expect(entry["message"] == (try harbor.world.history(of: Harbor.tides, as: "bo").last?["id"]))
        #expect(entry["read"] == false)
    }

    @Test func aMessageThatAsksForNoAttentionIsNotInTheFeed() throws {
        var harbor = Harbor()
        _ = try harbor.say("quiet")
        var activity = JSONObject.message("quiet too")
        activity["channelData"] = ["notification": ["alert": false]]
        _ = try harbor.world.send(activity, to: Harbor.tides, by: Harbor.bot)
        #expect(try harbor.feed("bo").isEmpty)
    }

    @Test func thePreviewIsTheSummaryElseTheTextAsItIsNow() throws {
        var harbor = Harbor()
        let id = try #require(try harbor.world.send(.alert("one"), to: Harbor.tides, by: Harbor.bot).id)
        _ = try harbor.world.send(.alert("long story", summary: "in short"), to: Harbor.tides, by: Harbor.bot)
        #expect(try harbor.previews("bo") == ["in short", "one"])
        _ = try harbor.world.update(id, with: .message("two"), in: Harbor.tides, by: Harbor.bot)
        #expect(try harbor.previews("bo") == ["in short", "two"])
        _ = try harbor.world.send(
            .alert(String(repeating: "é", count: 400)), to: Harbor.tides, by: Harbor.bot)
        #expect(try harbor.previews("bo")[0] == String(repeating: "é", count: 150))
    }

    @Test func thePreviewHasNoMarkup() throws {
        var harbor = Harbor()
        let bo: JSONValue = [
            "type": "mention", "text": "<at>Bo</at>",
            "mentioned": ["id": .string(harbor.account("bo")), "name": "Bo"],
        ]
        var activity = JSONObject.alert("**High** <at>Bo</at> water")
        activity["textFormat"] = "markdown"
        activity["entities"] = [bo]
        _ = try harbor.world.send(activity, to: Harbor.tides, by: Harbor.bot)
        #expect(try harbor.previews("bo") == ["High Bo water"])
    }

    @Test func aThreadsAlertLeadsToTheThread() throws {
        var harbor = Harbor()
        let post = try harbor.say("post", in: Harbor.berth)
        let thread = "\(Harbor.berth);messageid=\(post)" as ConversationID
        _ = try harbor.world.send(.alert("reply"), to: thread, by: Harbor.bot)
        #expect(try harbor.feed("bo").map { $0["conversation"] } == [thread.json])
    }

    @Test func aTargetedAlertIsItsReadersAlone() throws {
        var harbor = Harbor()
        _ = try harbor.whisperAlert("for bo", to: "bo")
        let changes = harbor.world.takeChanges()
        #expect(changes.shown(.feed).map(\.to) == [["bo"]])
        for handle in Harbor.everyone { #expect(try harbor.previews(handle) == (handle == "bo" ? ["for bo"] : [])) }
    }

    /// What makes a message go, and the alert with it.
    private static let endings: [(name: String, end: @Sendable (inout Harbor, String) throws -> Void)] = [
        ("deleted", { try $0.world.delete($1, in: Harbor.tides, by: Harbor.bot) }),
        ("left", { harbor, _ in try harbor.world.removeMember("bo", as: "ines", chat: Harbor.tides) }),
        ("reset", { harbor, _ in harbor.world.reset() }),
    ]

    @Test(arguments: endings)
    private func anAlertGoesWithItsMessage(name: String, end: @Sendable (inout Harbor, String) throws -> Void) throws {
        var harbor = Harbor()
        let id = try #require(try harbor.world.send(.alert("here"), to: Harbor.tides, by: Harbor.bot).id)
        #expect(try harbor.feed("bo").count == 1)
        try end(&harbor, id)
        #expect(try harbor.feed("bo").isEmpty, "\(name)")
    }

    @Test func aTargetedAlertGoesAfterADayAndTheRowWithIt() throws {
        var harbor = Harbor()
        _ = try harbor.whisperAlert("for bo", to: "bo")
        _ = harbor.world.takeChanges()
        try harbor.world.advance(by: .seconds(24 * 3600))
        #expect(try harbor.feed("bo").isEmpty)
        let changes = harbor.world.takeChanges()
        #expect(changes.shown(.feed).map(\.to) == [["bo"]])
        #expect(
            changes.records.contains {
                if case .delete(kind: .feed, _) = $0 { true } else { false }
            })
    }

    @Test func aDeletedTeamLeavesNothingInTheFeeds() throws {
        var harbor = Harbor()
        _ = try harbor.world.send(.alert("here"), to: Harbor.berth, by: Harbor.bot)
        try harbor.world.deleteTeam(Harbor.port, as: "ines")
        #expect(try harbor.feed("bo").isEmpty)
        try harbor.world.restoreTeam(Harbor.port, as: "ines")
        #expect(try harbor.feed("bo").count == 1)
        try harbor.world.deleteTeam(Harbor.port, as: "ines", hard: true)
        #expect(try harbor.feed("bo").isEmpty)
        #expect(harbor.world.feed.entries(of: "bo").isEmpty)
    }

    @Test func whatWasReadIsRead() throws {
        var harbor = Harbor()
        for number in 1...3 { _ = try harbor.world.send(.alert("\(number)"), to: Harbor.tides, by: Harbor.bot) }
        let middle = try #require(try harbor.feed("bo")[1]["id"]?.stringValue)
        try harbor.world.readFeed(as: "bo", upTo: middle)
        #expect(try harbor.feed("bo").map { $0["read"] } == [false, true, true])
        #expect(try harbor.feed("ines").map { $0["read"] } == [false, false, false])
        try harbor.world.readFeed(as: "bo")
        #expect(try harbor.feed("bo").map { $0["read"] } == [true, true, true])
        #expect(refusal { try harbor.world.readFeed(as: "bo", upTo: "x") }?.status == 400)
        #expect(refusal { try harbor.world.readFeed(as: "nobody") }?.status == 404)
        #expect(refusal { _ = try harbor.world.feed(as: "nobody") }?.status == 404)
    }

    @Test func aPersonKeepsTheNewestFiveHundred() throws {
        var harbor = Harbor()
        for number in 0..<Feed.maxEntries + 7 {
            _ = try harbor.world.send(.alert("\(number)"), to: Harbor.tides, by: Harbor.bot)
        }
        let previews = try harbor.previews("bo")
        #expect(previews.count == Feed.maxEntries)
        #expect(previews.first == "\(Feed.maxEntries + 6)")
        #expect(previews.last == "7")
    }

    @Test func feedsAreStoredAndRestored() throws {
        var harbor = Harbor()
        harbor.world.reset()
        var stored: [String: Record] = [:]
        func keep(_ changes: Changes) {
            for change in changes.records {
                switch change {
                case .put(let record): stored["\(record.kind) \(record.key)"] = record
                case .delete(let kind, let key): stored["\(kind) \(key)"] = nil
                case .deleteAll: stored = [:]
                }
            }
        }
        let gone = try #require(try harbor.world.send(.alert("gone"), to: Harbor.tides, by: Harbor.bot).id)
        _ = try harbor.world.send(.alert("kept"), to: Harbor.tides, by: Harbor.bot)
        keep(harbor.world.takeChanges())
        try harbor.world.readFeed(as: "bo")
        try harbor.world.delete(gone, in: Harbor.tides, by: Harbor.bot)
        keep(harbor.world.takeChanges())
        let world = try World(records: Array(stored.values))
        #expect(world.feed == harbor.world.feed)
        #expect(try world.feed(as: "bo").map { $0["preview"] } == ["kept"])
        #expect(try world.feed(as: "bo").map { $0["read"] } == [true])
    }

    @Test func theCostOfManyAlertsGrowsNoFasterThanTheirNumber() throws {
        var least = Double.infinity
        for _ in 0..<4 where least > linear {
            least = min(
                least,
                try growth(
                    from: 150, upTo: 600,
                    of: { size in
                        let harbor = Harbor()
                        return {
                            var harbor = harbor
                            for number in 0..<size {
                                let id = try harbor.world.send(.alert("\(number)"), to: Harbor.tides, by: Harbor.bot).id
                                if let id, number.isMultiple(of: 2) {
                                    try harbor.world.delete(id, in: Harbor.tides, by: Harbor.bot)
                                }
                            }
                            _ = try harbor.world.feed(as: "bo")
                            _ = harbor.world.takeChanges()
                        }
                    }, in: { try $0() }))
        }
        #expect(least <= linear)
    }
}
