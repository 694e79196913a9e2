internal import ServiceKit
internal import TeamsNotifications

extension NotificationStoreConformance {
    static let reasons: [Promise] = [
        ("what did not arrive is counted by reason, failures first", countedByReason),
        ("a cancelled notification counts what it did not send", countedAfterCancelling),
    ]

    private static func countedByReason(_ trial: StoreTrial) async throws {
        try expectEqual(try await trial.store.reasons(of: "n1"), [], "of none")
        let tasks = try await trial.send(["ann", "bob", "cid", "dee", "eve", "fay", "gus"])
        try await trial.go(tasks)
        try await trial.record([
            StoreTrial.delivered(tasks[0]), trial.failed(tasks[1], "badArgument"), trial.failed(tasks[2], "throttled"),
            trial.failed(tasks[3], "throttled"), trial.failed(tasks[4], .interrupted, as: .unknown),
            DeliveryReceipt(place: tasks[5].delivery.place, state: .skipped, code: .unreachable),
        ])
        try expectEqual(
            try await trial.store.reasons(of: "n1"),
            [
                DeliveryReason(state: .failed, code: "throttled", count: 2),
                DeliveryReason(state: .failed, code: "badArgument", count: 1),
                DeliveryReason(state: .unknown, code: .interrupted, count: 1),
                DeliveryReason(state: .skipped, code: .unreachable, count: 1),
            ], "the reasons")
    }

    private static func countedAfterCancelling(_ trial: StoreTrial) async throws {
        let tasks = try await trial.send(["ann", "bob", "cid"])
        try await trial.deliver([tasks[0]])
        _ = try await trial.store.change("n1", leftOver: .cancelled) { $0.state = .cancelled }
        try expectEqual(
            try await trial.store.reasons(of: "n1"), [DeliveryReason(state: .skipped, code: .cancelled, count: 2)],
            "the reasons")
    }
}
