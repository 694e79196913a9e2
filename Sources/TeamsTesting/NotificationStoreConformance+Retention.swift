internal import Foundation
internal import ServiceKit
internal import TeamsApp
internal import TeamsModels
internal import TeamsNotifications

extension NotificationStoreConformance {
    static let retention: [Promise] = [
        ("what ended loses its deliveries a few at a time, and keeps its counts", removed),
        ("what goes on, waits, or comes again keeps its deliveries", kept),
        ("a key is known as long as the deliveries are there", forgottenKey),
        ("what waits, since when, and who cannot be reached is told", figures),
    ]

    private static let past = Date(timeIntervalSince1970: 0)
    private static let future = Date(timeIntervalSince1970: 32_503_680_000)

    private static func removed(_ trial: StoreTrial) async throws {
        let tasks = try await trial.send(["ann", "bob", "cid", "dee", "eve"])
        try await trial.go(tasks)
        try await trial.record(
            tasks.dropLast().map { StoreTrial.delivered($0) } + [trial.failed(tasks[4], "throttled")])
        let before = try await trial.stored()
        try expectEqual(before.state, .done, "the state")
        let none = try await trial.store.removeDeliveries(endedBefore: past, limit: 2)
        try expectEqual(none, DeliveryRemoval(deliveries: 0, hasMore: false), "of none that ended so early")
        var left = 5
        while left > 0 {
            let removal = try await trial.store.removeDeliveries(endedBefore: future, limit: 2)
            try expectEqual(removal.deliveries, min(2, left), "of each step, with \(left) there")
            left -= removal.deliveries
            try expectEqual(try await trial.ledger().count, left, "what is left")
        }
        while try await trial.store.removeDeliveries(endedBefore: future, limit: 2).hasMore {}
        try expectEqual(try await trial.stored(), before, "the notification")
        try expectEqual(try await trial.store.lanes(), [], "lanes with work")
        let listed = try await trial.store.notifications(in: [.done], recurringOnly: false, after: nil, limit: 9)
        try expectEqual(listed.items.map(\.id), ["n1"], "what is listed")
    }

    private static func kept(_ trial: StoreTrial) async throws {
        let sent = try await trial.send(["ann", "bob"], StoreTrial.record("sending"))
        try await trial.deliver([sent[0]])
        let recurring = StoreTrial.record("recurring", schedule: try .every(.seconds(60)))
        let first = try await trial.send(["ann"], recurring)
        let stopped = try await trial.send(["ann"], StoreTrial.record("paused"))
        try await trial.change("recurring", to: .sending)
        _ = try await trial.store.change("recurring", leftOver: .cancelled) { $0.wakesAt = StoreTrial.at(60) }
        try await trial.deliver(first)
        try await trial.change("paused", to: .paused)
        try expectEqual(stopped.count, 1, "the paused one's deliveries")
        let removal = try await trial.store.removeDeliveries(endedBefore: future, limit: 100)
        try expectEqual(removal, DeliveryRemoval(deliveries: 0, hasMore: false), "the removal")
        for id: NotificationID in ["sending", "recurring", "paused"] { try await trial.expectCountsAreRight(id) }
        // Whatever is over is over, also in the middle of others.
        try await trial.change("sending", to: .cancelled)
        _ = try await trial.store.change("sending", leftOver: .cancelled) { $0.finishedAt = StoreTrial.at(2) }
        while try await trial.store.removeDeliveries(endedBefore: future, limit: 1).hasMore {}
        try expectEqual(try await trial.ledger("sending").count, 0, "the deliveries of what was cancelled")
        try expectEqual(try await trial.ledger("recurring").count, 1, "those of what comes again")
    }

    private static func forgottenKey(_ trial: StoreTrial) async throws {
        let new = NewNotification(record: StoreTrial.record(), idempotency: (key: "k", digest: "d"))
        _ = try await trial.store.accept(new)
        try await trial.plan(["ann", "bob"])
        try await trial.deliver(try await trial.work())
        _ = try await trial.store.removeDeliveries(endedBefore: future, limit: 1)
        guard case .repeated(let seen)? = try await trial.store.acceptance(ofKey: "k", digest: "d") else {
            throw ConformanceFailure("a key is known while deliveries are there", file: #fileID, line: #line)
        }
        try expectEqual(seen.id, "n1", "what the key names")
        while try await trial.store.removeDeliveries(endedBefore: future, limit: 100).hasMore {}
        let after = try await trial.store.acceptance(ofKey: "k", digest: "d")
        try expect(after == nil, "a key is forgotten with the deliveries")
    }

    private static func figures(_ trial: StoreTrial) async throws {
        try expectEqual(try await trial.store.figures(), StoreFigures(), "the figures of nothing")
        let tasks = try await trial.send(["ann", "bob", "cid"])
        try await trial.deliver([tasks[0]])
        try await trial.know("dee") {
            $0.closure = ConversationClosure(
                .blockedOrUninstalled, at: Timestamp(StoreTrial.at(0)))
        }
        let figures = try await trial.store.figures()
        try expectEqual(figures.waiting, 2, "what waits")
        try expectEqual(figures.earliestDue, StoreTrial.at(0), "since when")
        try expectEqual(figures.unreachable, 1, "who cannot be reached")
        try await trial.change(to: .paused)
        try expectEqual(try await trial.store.figures().waiting, 0, "what waits while it is paused")
    }
}
