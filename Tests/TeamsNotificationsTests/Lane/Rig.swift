import Foundation
import HTTPKit
import LockKit
import ServiceKit
import TeamsApp
import TeamsModels
import TestSupport

@testable import TeamsNotifications

/// Texts by notification, with the version.
struct Texts: MessageSource {
    var poison: Set<Int64> = []

    func message(for task: DeliveryTask) async throws -> RenderedMessage {
        if poison.contains(task.delivery.place) { throw ContentError("The template needs a name", at: "/card") }
        let text = "\(task.delivery.notification) v\(task.version)"
        return RenderedMessage(activity: Activity(text: text), text: text)
    }
}

/// A dispatcher and what it works with, on one clock.
struct Rig: Sendable {
    let virtual: VirtualTime
    let store: StoreDouble
    let teams: FakeTeams
    let app: App
    let dispatcher: Dispatcher

    init(
        _ virtual: VirtualTime, store: StoreDouble = StoreDouble(), teams: FakeTeams? = nil,
        messages: any MessageSource = Texts()
    ) {
        let teams = teams ?? FakeTeams(virtual.clock)
        let wall = virtual.clock.wallClock(startingAt: .start)
        let app = App(
            AppConfiguration(), logger: Log(label: "app", level: .critical), transport: teams, clock: virtual.clock,
            wallClock: wall)
        self.virtual = virtual
        self.store = store
        self.teams = teams
        self.app = app
        dispatcher = Dispatcher(
            store: store, app: app, messages: messages, time: Stopwatch(virtual.clock), wallClock: wall,
            random: { 0.5 }, logger: Log(label: "test", level: .critical))
    }

    /// Runs `body` beside the dispatcher, and then shuts it down.
    func run<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await dispatcher.run() }
            let result: Result<Value, any Error>
            do { result = .success(try await body()) } catch { result = .failure(error) }
            dispatcher.beginShutdown()
            try await group.waitForAll()
            return try result.get()
        }
    }

    /// Waits until nothing is left to do in the ledger, for so long at most.
    func finish(within limit: Duration = .seconds(7200)) async {
        let end = virtual.now + limit
        while virtual.now < end,
            store.ledger.change({ $0.rows.contains { $0.delivery.work != nil || $0.delivery.state == .sending } })
        {
            try? await virtual.clock.sleep(for: .milliseconds(500))
        }
    }

    func pass(_ duration: Duration) async { try? await virtual.clock.sleep(for: duration) }
}

func people(_ count: Int) -> [ConversationID] { (0..<count).map { ConversationID(rawValue: "a:\($0)") } }

extension [FakeTeams.Request] {
    /// Whether at no time more were counted within a window than it allows, in one conversation or in all.
    func fit(_ limits: [FakeTeams.Limit]) -> Bool {
        let times = map(\.counted).sorted()
        return limits.allSatisfy { limit in
            times.indices.dropFirst(limit.count).allSatisfy { times[$0] - times[$0 - limit.count] >= limit.length }
        }
    }
}
