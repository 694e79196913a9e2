import Foundation
import HTTPKit
import JSONKit
import LockKit
import TeamsApp
import TeamsConnector
import TeamsModels
import Testing

@testable import TeamsNotifications

/// What TeamsFx's users look for: installations, people, channels, members; and what a send does.
struct RegistrySurfaceTests {
    private static let port: JSONValue = ["id": "19:port", "name": "Port", "aadGroupId": "c0de"]

    /// Bob twice, Ines, a group chat, and a team with two channels.
    private static func bench() async throws -> RegistryBench {
        let bench = try await RegistryBench()
        await bench.hear("bob", "Bob Ray")
        await bench.hear("bob2", "bob ray")
        await bench.hear("ines", "Inès Okafor", directory: "6A1D4C1E")
        await bench.post([
            "type": "conversationUpdate", "topicName": "Night shift", "from": ["id": "29:ines"],
            "conversation": ["id": "19:g@thread.v2", "conversationType": "groupChat", "tenantId": "T"],
        ])
        await bench.install(
            "add", in: RegistryBench.channel("19:berth"),
            data: [
                "team": port, "channel": ["id": "19:berth"], "settings": ["selectedChannel": ["id": "19:berth"]],
            ], from: ["id": "29:ines"])
        await bench.post([
            "type": "conversationUpdate", "conversation": RegistryBench.channel("19:port"),
            "channelData": [
                "eventType": "channelRenamed", "team": port, "channel": ["id": "19:berth", "name": "Berth plan"],
                "tenant": ["id": "T"],
            ],
        ])
        return bench
    }

    @Test func installationsByKind() async throws {
        let bench = try await Self.bench()
        let cases: [(InstallationScope?, [String])] = [
            (.personal, ["a:bob", "a:bob2", "a:ines"]), (.group, ["19:g@thread.v2"]), (.team, ["19:port"]),
            (nil, ["a:bob", "a:bob2", "a:ines", "19:g@thread.v2", "19:port"]),
        ]
        for (scope, expected) in cases {
            var found: [String] = []
            for try await installation in bench.notifications.installations(scope) {
                found.append(installation.id.rawValue)
                #expect(installation.since != nil || installation.scope == .group)
            }
            #expect(Set(found) == Set(expected), "\(scope.map(\.rawValue) ?? "all")")
            #expect(found.count == expected.count)
        }
        #expect(bench.service.calls.isEmpty, "no request for a look-up")
    }

    @Test func lookUpsNeedNoRequest() async throws {
        let bench = try await Self.bench()
        let notifications = bench.notifications
        #expect(try await notifications.person(named: "BOB RAY")?.id == "a:bob")
        #expect(try await notifications.people(named: "Bob Ray").map(\.id) == ["a:bob", "a:bob2"])
        #expect(try await notifications.person(named: "INE\u{300}S OKAFOR")?.id == "a:ines", "composed or not")
        #expect(try await notifications.person("6a1d4c1e")?.name == "Inès Okafor")
        #expect(try await notifications.person("29:ines")?.id == "a:ines")
        #expect(try await notifications.person("29:nobody") == nil)
        #expect(try await notifications.person("") == nil)
        #expect(try await notifications.group(named: "night shift")?.id == "19:g@thread.v2")
        #expect(try await notifications.team(named: "port")?.selectedChannel == "19:berth")
        #expect(try await notifications.channel(named: "berth PLAN", inTeam: "PORT")?.id == "19:berth")
        #expect(try await notifications.channel(named: "general", inTeam: "Port")?.id == "19:port")
        #expect(try await notifications.channel(named: "Berth plan", inTeam: "Starboard") == nil)
        #expect(bench.service.calls.isEmpty)
    }

    @Test func aRefusedSendThrowsAndIsRemembered() async throws {
        let bench = try await Self.bench()
        let bob = try #require(try await bench.notifications.person(named: "Bob Ray"))
        try await bob.send("The tide turns at 14:10.")
        #expect(bench.service.calls == ["POST conversations/a%3Abob/activities"])
        bench.service.state.withLock {
            $0.refusal = RegistryService.json(
                ["error": ["code": "ConversationBlockedByUser", "message": "No."]], status: 403)
        }
        await #expect(throws: ConnectorError.self) { try await bob.send("Again.") }
        let before = bench.service.calls.count
        let error = await #expect(throws: NotificationError.self) { try await bob.send("And again.") }
        #expect(error?.code == .unreachable)
        #expect(error?.message.contains("blockedByUser") == true)
        #expect(bench.service.calls.count == before, "nobody writes to a place that is closed")
        #expect(try await bench.notifications.person(named: "Bob Ray")?.id == "a:bob2", "the one who can be reached")
        var unreachable: [UnreachablePlace] = []
        for try await place in bench.notifications.unreachable() { unreachable.append(place) }
        #expect(unreachable.map(\.conversation) == ["a:bob"])
        #expect(unreachable.first?.reason == .blockedByUser && unreachable.first?.person?.name == "Bob Ray")

        bench.service.state.withLock { $0.refusal = nil }
        await bench.hear("bob", "Bob Ray")
        try await bob.send("Welcome back.")
    }

    @Test func aRefusalNamesItsNotification() async throws {
        let bench = try await Self.bench()
        let known = try #require(try await bench.app.conversations.conversation("a:bob"))
        await bench.app.noteRefused(
            known.reference, ConnectorError(.foreignConversation, message: "x"), notification: "n1")
        let page = try await bench.notifications.unreachablePage(after: nil, limit: 10)
        #expect(page.items.map(\.notification) == ["n1"])
        #expect(page.items.map(\.reasonInReports) == ["stale"])
        await bench.hear("bob", "Bob Ray")
        #expect(try await bench.notifications.unreachablePage(after: nil, limit: 10).items.isEmpty)
    }

    @Test func membersAndChannels() async throws {
        let bench = try await Self.bench()
        bench.service.state.withLock { state in
            state.members = [
                [
                    "id": "29:ines", "name": "Inès O.", "aadObjectId": "6A1D4C1E",
                    "userPrincipalName": "Ines@Port.example",
                ],
                ["id": "29:bo", "name": "Bo", "aadObjectId": "b0"],
            ]
            state.channels = [["id": "19:port"], ["id": "19:quay", "name": "Quay"]]
        }
        let team = try #require(try await bench.notifications.team(named: "Port"))
        var members: [String] = []
        for try await member in team.members() { members.append(member.account.name ?? "") }
        #expect(members == ["Inès O.", "Bo"])
        #expect(try await bench.notifications.person("ines@port.example")?.name == "Inès O.", "a roster tells names")

        for try await member in team.members() where member.account.name == "Bo" {
            try await member.send("Hello")
            try await member.send("Hello again")
        }
        #expect(bench.service.calls.count { $0 == "POST conversations" } == 1, "the chat is opened once")

        #expect(try await team.channels().map(\.name) == ["General", "Quay"])
        let quay = try #require(try await bench.notifications.channel(named: "quay", inTeam: "port"))
        try await quay.send("x")
        #expect(bench.service.calls.last == "POST conversations/19%3Aquay/activities")
        let bob = try #require(try await bench.notifications.person(named: "bob ray"))
        #expect(try await bob.channels().isEmpty)
    }

    @Test func pagesGoOn() async throws {
        let bench = try await Self.bench()
        var found: [String] = []
        var cursor: String?
        repeat {
            let page = try await bench.notifications.installationPage(nil, after: cursor, limit: 2)
            found += page.items.map(\.id.rawValue)
            cursor = page.next
        } while cursor != nil
        #expect(Set(found) == ["a:bob", "a:bob2", "a:ines", "19:g@thread.v2", "19:port"])
        #expect(found.count == 5)
        let mine = try await bench.notifications.installationPage(.personal, user: "6a1d4c1e", after: nil, limit: 9)
        #expect(mine.items.map(\.id) == ["a:ines"])
        await #expect(throws: NotificationError.self) {
            try await bench.notifications.installationPage(nil, after: "x", limit: 2)
        }
    }
}
