import JSONKit
import LockKit
import TeamsApp
import TeamsModels
import Testing

@testable import TeamsNotifications

struct WelcomeTests {
    private final class Sent: Sendable {
        let all = Mutex<[(request: NotificationRequest, name: String)]>([])
        var texts: [String] {
            all.withLock { all in
                all.map { if case .text(let text) = $0.request.content.kind { text } else { "" } }
            }
        }
    }

    private static let welcome = Welcome(
        personal: NotificationContent(.text("Hello! Write `tides`.")),
        group: NotificationContent(.text("${installedBy} brought me here. Write `tides`.")),
        team: NotificationContent(.text("${installedBy} brought me to ${team}, ${channel}. Write `tides`. ${else}")))

    private static let ines: JSONValue = ["id": "29:ines", "aadObjectId": "6a1d4c1e"]
    private static let personal: JSONValue = ["id": "a:ines", "conversationType": "personal", "tenantId": "T"]
    private static let port: JSONValue = ["id": "19:port", "name": "Port"]

    private static func bench(
        _ store: (any NotificationStore)? = nil
    ) async throws -> (RegistryBench, Sent) {
        let bench = try await RegistryBench(store)
        let sent = Sent()
        bench.notifications.greet(welcome) { (request, name) async throws(NotificationError) in
            sent.all.withLock { $0.append((request, name)) }
        }
        return (bench, sent)
    }

    @Test func eachInstallationOnce() async throws {
        let store = try SQLNotificationStore(path: SQLNotificationStore.inMemory)
        let (bench, sent) = try await Self.bench(store)
        for _ in 0..<3 { await bench.install("add", in: Self.personal, from: Self.ines) }
        await bench.post([
            "type": "conversationUpdate", "membersAdded": [RegistryBench.bot, Self.ines], "conversation": Self.personal,
        ])
        await bench.install("add-upgrade", in: Self.personal, from: Self.ines)
        #expect(sent.texts == ["Hello! Write `tides`."])
        #expect(sent.all.withLock { $0.first?.request.audience.kind } == .conversations(["a:ines"]))

        let (restarted, more) = try await Self.bench(store)
        await restarted.install("add", in: Self.personal, from: Self.ines)
        #expect(more.texts.isEmpty, "also after a restart")
        await restarted.install("remove", in: Self.personal, from: Self.ines)
        await restarted.install("add", in: Self.personal, from: Self.ines)
        #expect(more.texts.count == 1, "who comes back is greeted again")
    }

    @Test func aMessageOrAnUpgradeIsNoInstallation() async throws {
        let (bench, sent) = try await Self.bench()
        await bench.hear("ines", "Ines")
        await bench.install("add-upgrade", in: ["id": "a:bo", "conversationType": "personal"], from: ["id": "29:bo"])
        #expect(sent.texts.isEmpty)
    }

    @Test func aTeamIsGreetedWhereItWasChosen() async throws {
        let (bench, sent) = try await Self.bench()
        bench.service.state.withLock { $0.members = [["id": "29:ines", "name": "Ines Okafor"]] }
        await bench.install(
            "add", in: RegistryBench.channel("19:berth"),
            data: [
                "team": Self.port, "channel": ["id": "19:berth", "name": "Berth plan"],
                "settings": ["selectedChannel": ["id": "19:berth"]],
            ], from: Self.ines)
        #expect(sent.texts == ["Ines Okafor brought me to Port, Berth plan. Write `tides`. ${else}"])
        #expect(sent.all.withLock { $0.first?.request.audience.kind } == .conversations(["19:berth"]))
        #expect(bench.service.calls.count == 1, "the name, which events leave out")

        await bench.install(
            "add", in: RegistryBench.channel("19:dock"), data: ["team": ["id": "19:dock", "name": "Dock"]],
            from: ["id": "29:bo", "name": "Bo"])
        #expect(sent.texts.last == "Bo brought me to Dock, General. Write `tides`. ${else}")
    }

    @Test func theHandlerComesFirst() async throws {
        let (bench, sent) = try await Self.bench()
        let before = Mutex<Int?>(nil)
        bench.app.onInstallationUpdate { _ in before.withLock { $0 = sent.texts.count } }
        await bench.install("add", in: Self.personal, from: Self.ines)
        #expect(before.withLock { $0 } == 0)
        #expect(sent.texts.count == 1)
    }

    @Test func whatIsLackingIsSaid() {
        #expect(Self.welcome.gaps.isEmpty)
        let poor = Welcome(personal: NotificationContent(.text("Hello.")), team: NotificationContent(.text("Hello.")))
        #expect(poor.gaps.count == 3)
    }

    @Test func aCardGetsTheNamesBelowItsOwnData() {
        let content = NotificationContent(.card(["type": "AdaptiveCard"], data: ["team": "Mine"]))
        guard case .card(_, let data) = content.filled(with: ["team": "Port", "channel": "General"]).kind else {
            Issue.record("no card")
            return
        }
        #expect(data == ["team": "Mine", "channel": "General"])
    }
}
