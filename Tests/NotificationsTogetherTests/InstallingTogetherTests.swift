import Foundation
import JSONKit
import ServiceKit
import TeamsModels
import TeamsNotifications
import Testing

@Suite(
    "Installing through Microsoft Graph, on one clock with it", .timeLimit(.minutes(isSoak ? 60 : 5)))
struct InstallingTogetherTests {
    private static let installsPerSecond = 30.0

    @Test(
        "Two thousand people get the app and the message: both at once, no refusal, and little over the slower floor",
        arguments: [(2_000, false), (isSoak ? 2_000 : 1_000, true)])
    func overlapping(people: Int, isSlow: Bool) async throws {
        let chance = Chance()
        let latency: Strait.Latency = { chance.milliseconds(10...20) }
        try await Roadstead.with(people, installed: 100, latency: isSlow ? latency : nil) { road in
            var request = NotificationRequest(to: .users(road.residents.map(\.user)), .text("Welcome aboard."))
            request.installs = true
            try await road.pass(.seconds(2))
            let began = road.clock.now.offset
            let status = try await road.end(of: try await road.notifications.notify(request))
            let crossings = road.strait.crossings
            #expect(status.counts.delivered == people)
            #expect(crossings.allSatisfy { $0.status != 429 })
            #expect(crossings.count { $0.isInstallation } == people - 100)
            let sends = crossings.filter { $0.isMessage }
            #expect(Set(sends.map(\.conversation)).count == people && sends.count == people)
            let installs = crossings.filter(\.isInstallation)
            // Messages go out from the beginning, and whoever has the app does not wait for it.
            let lastInstall = try #require(installs.last?.arrivedAt)
            let meanwhile = sends.count { $0.arrivedAt < lastInstall }
            #expect(meanwhile > people * 9 / 10)
            let hundredth = try #require(sends.prefix(100).last?.arrivedAt)
            #expect(hundredth - began <= .seconds(4))
            let floor = Double(people - 101) / Self.installsPerSecond
            let last = try #require(crossings.map(\.arrivedAt).max())
            let took: Double = (last - began) / .seconds(1)
            #expect(took <= floor * 1.05, "\(took) s, where the slower floor is \(floor) s")
        }
    }

    @Test("A job goes on after a crash, and each has the app once")
    func surviving() async throws {
        let chance = Chance()
        try await Roadstead.with(600, installed: 50) { road in
            let id = try await road.notifications.install(users: road.residents.map(\.user) + ["nobody"])
            for _ in 0..<3 {
                try await road.pass(chance.milliseconds(1_000...5_000))
                try await road.killAndRestart()
            }
            let progress = try await road.progress(of: id)
            #expect(progress.installed + progress.already == 600)
            #expect(progress.failed == 1 && progress.failures == ["notFound": 1] && progress.waiting == 0)
            #expect(road.strait.crossings.allSatisfy { $0.status != 429 })
            let status = try await road.end(of: try await road.notifications.notify(.everyone, .text("All aboard.")))
            #expect(status.counts.delivered == 600)
        }
    }

    @Test("Everybody for whom an expression is true")
    func everyone() async throws {
        try await Roadstead.with(1_200) { road in
            let id = try await road.notifications.installForEveryone(where: "endsWith(user.displayName, '7')")
            let progress = try await road.progress(of: id)
            #expect(progress.installed == 0 && progress.already == 120 && progress.problem == nil)
        }
        try await Roadstead.with(700, installed: 0) { road in
            let id = try await road.notifications.installForEveryone(where: "endsWith(user.displayName, '7')")
            let progress = try await road.progress(of: id)
            #expect(progress.installed == 70 && progress.failed == 0 && progress.problem == nil)
        }
    }

    @Test("Without the permission it ends at once, and says what is missing and where to give it")
    func consent() async throws {
        try await Roadstead.with(40, installed: 0) { road in
            let bot = "bots/00000000-0000-4000-8000-000000000001"
            try await road.gesture("PATCH", bot, ["permissions": ["AppCatalog.Read.All"]])
            try await road.killAndRestart()  // with a token that says so
            let id = try await road.notifications.install(users: road.residents.map(\.user))
            let progress = try await road.progress(of: id)
            #expect(progress.failures == ["missingPermission": 40])
            #expect(progress.problem?.contains("TeamsAppInstallation.ReadWriteSelfForUser.All") == true)
            #expect(progress.problem?.contains("Grant admin consent") == true)
            var request = NotificationRequest(to: .users(road.residents.map(\.user)), .text("Hello"))
            request.installs = true
            let sent = try await road.notifications.notify(request)
            #expect(try await road.end(of: sent).counts.skipped == 40)
            #expect(try await road.ledger(of: sent).allSatisfy { $0.code == "installMissingPermission" })
        }
    }

    @Test("The registry is compared with what is installed, and made to say the same")
    func reconciling() async throws {
        try await Roadstead.with(300, installed: 200) { road in
            for person in road.residents.prefix(20) {
                try await road.gesture("DELETE", "installations/\(person.user)?as=\(person.handle)")
            }
            for person in road.residents.dropFirst(250) {
                let bot: JSONValue = "00000000-0000-4000-8000-000000000001"
                try await road.gesture(
                    "POST", "installations",
                    ["as": .string(person.handle), "bot": bot, "user": .string(person.handle)])
            }
            let desk = try #require(try road.notifications.reconciler)
            for applies in [false, true] {
                let report = try await desk.compare(applies: applies)
                #expect(report.unchanged == 180 && report.missingHere.count == 50 && report.missingThere.count == 20)
                #expect(Set(report.missingThere.compactMap(\.user)) == Set(road.residents.prefix(20).map(\.user)))
                #expect(report.missingHere.allSatisfy { ($0.conversation != nil) == applies })
            }
            let report = try await desk.compare(applies: false)
            #expect(report.unchanged == 230 && report.missingHere.isEmpty && report.missingThere.isEmpty)
            #expect(road.strait.crossings.allSatisfy { $0.status != 429 })
            let status = try await road.end(of: try await road.notifications.notify(.everyone, .text("All aboard.")))
            #expect(status.counts.delivered == 230)
        }
    }
}

extension Strait.Crossing {
    fileprivate var isInstallation: Bool { method == "POST" && url.hasSuffix("/teamwork/installedApps") }
    fileprivate var isMessage: Bool { method == "POST" && url.contains("/v3/conversations/") }
}

extension Roadstead {
    /// A job once it is over.
    fileprivate func progress(of id: String) async throws -> InstallationProgress {
        while true {
            let progress = try #require(try await notifications.installation(id))
            if progress.isOver { return progress }
            try await pass(.seconds(1))
        }
    }
}
