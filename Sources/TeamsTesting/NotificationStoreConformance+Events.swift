internal import ServiceKit
internal import TeamsNotifications

extension NotificationStoreConformance {
    static let events: [Promise] = [
        ("rejected events come back by source, the newest first, and in pages", rejectedEvents),
        ("of rejected events the newest are kept", newestRejected),
    ]

    private static func event(_ number: Int) -> RejectedEvent {
        RejectedEvent(at: StoreTrial.at(Double(number)), reason: "reason \(number)", event: "{\"id\":\(number)}")
    }

    private static func rejectedEvents(_ trial: StoreTrial) async throws {
        let store = trial.store
        try expectEqual(try await store.rejectedEvents(of: "a", after: nil, limit: 9).items, [], "of none")
        try await store.reject([event(1), event(2)], of: "a", keeping: 10)
        try await store.reject([event(3)], of: "b", keeping: 10)
        try await store.reject([event(4)], of: "a", keeping: 10)
        let page = try await store.rejectedEvents(of: "a", after: nil, limit: 2)
        try expectEqual(page.items, [event(4), event(2)], "the first page")
        let rest = try await store.rejectedEvents(of: "a", after: page.next, limit: 2)
        try expectEqual(rest.items, [event(1)], "the second page")
        try expectEqual(rest.next, nil, "the end")
        try expectEqual(try await store.rejectedEvents(of: "b", after: nil, limit: 2).items, [event(3)], "of another")
    }

    private static func newestRejected(_ trial: StoreTrial) async throws {
        let store = trial.store
        for number in 1...5 { try await store.reject([event(number)], of: "a", keeping: 3) }
        try await store.reject([event(6)], of: "b", keeping: 3)
        let kept = try await store.rejectedEvents(of: "a", after: nil, limit: 9)
        try expectEqual(kept.items, [event(5), event(4), event(3)], "those that are kept")
    }
}
