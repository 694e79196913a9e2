internal import Foundation
internal import JSONKit
internal import TeamsModels
internal import TeamsNotifications

extension NotificationStoreConformance {
    static let intake: [Promise] = [
        ("what was accepted is read back as it was", readBack),
        ("what is unknown is nil, or nothing", unknown),
        ("lists are in the order of acceptance, the newest first, a page at a time", listed),
        ("lists are of states, and of what recurs", filtered),
        ("a cursor that no store gave is refused", badCursor),
        ("an idempotency key gives the same notification again, and refuses another body", idempotent),
        ("of fifty of the same key at once one is accepted", idempotentAtOnce),
        ("a change is stored, or nothing of it", changed),
        ("a pause stands, and a resume goes on", paused),
        ("cancelling skips what is planned, at once", cancelled),
        ("what is due are the scheduled whose time has come, and what is being planned", due),
    ]

    private static func readBack(_ trial: StoreTrial) async throws {
        var record = StoreTrial.record(
            category: "tides", priority: .urgent, schedule: .at(StoreTrial.at(60)), expiresAt: StoreTrial.at(3600),
            state: .scheduled)
        record.request.guarantee = .atMostOnce
        record.request.content.summary = "Tide"
        record.wakesAt = StoreTrial.at(60)
        record.notPlanned = [.notInstalled: 3]
        record.problem = "none"
        record.planCursor = "here"
        record.occursAt = StoreTrial.at(60)
        try expectEqual(try await trial.accept(record), record, "what accept returns")
        try expectEqual(try await trial.stored(), record, "what is stored")
    }

    private static func unknown(_ trial: StoreTrial) async throws {
        try expect(try await trial.store.notification("none") == nil, "an unknown notification is nil")
        let changed = try await trial.store.change("none", leftOver: .cancelled) { $0.state = .done }
        try expect(changed == nil, "a change of an unknown notification is nil")
        try expect(try await trial.store.plan([], of: "none") { _ in } == nil, "a plan of an unknown one is nil")
        let content = NotificationContent(.text("x"))
        try expect(
            try await trial.store.replaceContent(of: "none", with: content) == nil, "no content of an unknown one")
        try expect(try await trial.store.retry("none", codes: []) == nil, "no retry of an unknown one")
        try expectEqual(try await trial.ledger("none"), [], "deliveries of an unknown one")
        try expectEqual(try await trial.work(), [], "work of an unknown organisation")
        try expect(try await trial.store.nextWake() == nil, "nothing wakes")
        try expectEqual(try await trial.store.lanes(), [], "no lanes")
        let attempt = BegunAttempt(place: 77, work: .send, version: 1, at: StoreTrial.at(0))
        try expectEqual(try await trial.store.begin([attempt]), [.stale], "an intent for an unknown delivery")
        try await trial.record([DeliveryReceipt(place: 77, state: .delivered)])
    }

    private static func listed(_ trial: StoreTrial) async throws {
        let ids = (0..<25).map { NotificationID(rawValue: "n\($0 + 10)") }
        for id in ids { try await trial.accept(StoreTrial.record(id)) }
        var found: [NotificationID] = []
        var cursor: String?
        repeat {
            let page = try await trial.store.notifications(in: nil, recurringOnly: false, after: cursor, limit: 10)
            try expect(page.items.count <= 10, "a page has at most ten")
            found += page.items.map(\.id)
            cursor = page.next
        } while cursor != nil
        try expectEqual(found, ids.reversed(), "all, the newest first")
    }

    private static func filtered(_ trial: StoreTrial) async throws {
        let every = NotificationSchedule(.every(.seconds(30)))
        try await trial.accept(StoreTrial.record("a"))
        try await trial.accept(StoreTrial.record("b", schedule: every, state: .scheduled))
        try await trial.accept(StoreTrial.record("c", state: .scheduled))
        try await trial.accept(StoreTrial.record("d", schedule: every))
        try await trial.change("a", to: .paused)
        let cases: [(states: Set<NotificationState>?, recurring: Bool, ids: [NotificationID])] = [
            (nil, false, ["d", "c", "b", "a"]), ([.scheduled], false, ["c", "b"]),
            ([.paused, .planning], false, ["d", "a"]), ([], false, []), (nil, true, ["d", "b"]),
            ([.scheduled], true, ["b"]), ([.scheduled, .planning], true, ["d", "b"]), ([.done], false, []),
        ]
        for (states, recurring, ids) in cases {
            let page = try await trial.store.notifications(
                in: states, recurringOnly: recurring, after: nil, limit: 10)
            try expectEqual(page.items.map(\.id), ids, "in \(states ?? []), recurring only: \(recurring)")
        }
    }

    private static func badCursor(_ trial: StoreTrial) async throws {
        for cursor in ["x", "-1", "", "1;DROP"] {
            let code = try await storeFailure {
                _ = try await trial.store.notifications(in: nil, recurringOnly: false, after: cursor, limit: 1)
            }
            try expectEqual(code, .invalidCursor, "the cursor \(cursor)")
        }
    }

    private static func idempotent(_ trial: StoreTrial) async throws {
        func accept(_ id: NotificationID, _ digest: String) async throws -> Acceptance {
            try await trial.store.accept(
                NewNotification(record: StoreTrial.record(id), idempotency: (key: "k", digest: digest)))
        }
        let unseen = try await trial.store.acceptance(ofKey: "k", digest: "one")
        try expect(unseen == nil, "a key that was not seen")
        guard case .accepted = try await accept("n1", "one") else { throw failure("the first is accepted") }
        try await trial.plan(["ann"], isAll: false)
        guard case .repeated(let again) = try await accept("n2", "one") else { throw failure("the second is repeated") }
        try expectEqual(again, try await trial.stored(), "the same, as it stands now")
        guard case .conflict = try await accept("n3", "two") else { throw failure("another body is a conflict") }
        guard case .repeated(let known)? = try await trial.store.acceptance(ofKey: "k", digest: "one"), known == again
        else { throw failure("what a repetition would come to") }
        guard case .conflict? = try await trial.store.acceptance(ofKey: "k", digest: "two") else {
            throw failure("what another body would come to")
        }
        try expect(try await trial.store.notification("n2") == nil, "nothing new")
        try expect(try await trial.store.notification("n3") == nil, "nothing new")
    }

    private static func idempotentAtOnce(_ trial: StoreTrial) async throws {
        let accepted = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<50 {
                group.addTask {
                    let record = StoreTrial.record(NotificationID(rawValue: "n\(number)"))
                    let acceptance = try await trial.store.accept(
                        NewNotification(record: record, idempotency: (key: "k", digest: "d")))
                    if case .accepted = acceptance { return true }
                    if case .conflict = acceptance { throw failure("the same body is no conflict") }
                    return false
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        try expectEqual(accepted, 1, "accepted")
        let page = try await trial.store.notifications(in: nil, recurringOnly: false, after: nil, limit: 100)
        try expectEqual(page.items.count, 1, "stored")
    }

    private static func changed(_ trial: StoreTrial) async throws {
        struct Refusal: Error {}
        let tasks = try await trial.send(["ann", "bob"])
        let before = try await trial.stored()
        do {
            _ = try await trial.store.change("n1", leftOver: .cancelled) { record in
                record.problem = "half"
                throw Refusal()
            }
            throw failure("the error of a change is passed on")
        } catch is Refusal {}
        try expectEqual(try await trial.stored(), before, "after a change that threw")
        let changed = try await trial.store.change("n1", leftOver: .cancelled) { record in
            record.problem = "slow"
            record.counts.delivered = 99
            record.wakesAt = StoreTrial.at(9)
            record.request.priority = .urgent
        }
        try expectEqual(changed?.counts, before.counts, "counts are the store's own")
        let stored = try await trial.stored()
        try expectEqual(stored, try unwrap(changed, "the changed one"), "what is stored")
        try expectEqual(stored.problem, "slow", "the change")
        try expectEqual(
            try await trial.work().map(\.priority), tasks.map { _ in .urgent }, "the new priority of its work")
    }

    private static func paused(_ trial: StoreTrial) async throws {
        let tasks = try await trial.send(["ann", "bob"])
        try await trial.change(to: .paused)
        try expectEqual(try await trial.work(), [], "work of a paused one")
        try expectEqual(try await trial.store.lanes(), [], "lanes of a paused one")
        try expect(
            try await trial.store.nextDue(in: StoreTrial.lane, after: StoreTrial.at(-9)) == nil, "nothing is due")
        try expectEqual(try await trial.begin(tasks), [.stale, .stale], "intents of a paused one")
        try await trial.change(to: .sending)
        try await trial.deliver(try await trial.work())
        try expectEqual(try await trial.stored().state, .done, "after the resume")
    }

    private static func cancelled(_ trial: StoreTrial) async throws {
        let names = (0..<9000).map { "p\($0)" }
        let tasks = try await trial.send(names)
        try await trial.go(Array(tasks.prefix(2)))
        let changed = try await trial.change(to: .cancelled)
        try expectEqual(changed.state, .cancelled, "the state")
        try expectEqual(changed.counts.skipped, 8998, "skipped at once")
        try expectEqual(try await trial.work(), [], "work that is left")
        let skipped = try await trial.ledger(in: [.skipped], pageSize: 1000)
        try expectEqual(skipped.count, 8998, "rows that are skipped")
        try expect(skipped.allSatisfy { $0.code == .cancelled && $0.work == nil }, "each says why")
        // One of those on the wire arrives; the other is refused for now, and is not sent again.
        try await trial.record([
            StoreTrial.delivered(tasks[0]),
            DeliveryReceipt(
                place: tasks[1].delivery.place, state: .planned, work: .send, dueAt: StoreTrial.at(2),
                attempt: DeliveryAttempt(at: StoreTrial.at(1), status: 429, waited: 0)),
        ])
        try expectEqual(try await trial.stored().counts.delivered, 1, "delivered")
        try expectEqual(try await trial.ledger(in: [.planned]), [], "planned")
        try expectEqual(try await trial.begin([tasks[5]]), [.skip(.cancelled)], "an intent after the end")
        try await trial.expectCountsAreRight()
        try expectEqual(try await trial.stored().state, .cancelled, "the state stays")
    }

    private static func due(_ trial: StoreTrial) async throws {
        for (id, state, wakes) in [
            ("later", NotificationState.scheduled, 50.0), ("soon", .scheduled, 20), ("now", .scheduled, 10),
            ("sent", .sending, 1), ("planning", .planning, 1),
        ] {
            var record = StoreTrial.record(NotificationID(rawValue: id), state: state)
            record.wakesAt = state == .scheduled ? StoreTrial.at(wakes) : nil
            try await trial.accept(record)
        }
        try expectEqual(try await trial.store.nextWake(), StoreTrial.at(10), "the next wake")
        let due = try await trial.store.due(at: StoreTrial.at(20), limit: 9).map(\.id)
        try expectEqual(due, ["planning", "now", "soon"], "due, the earliest first")
        try expectEqual(try await trial.store.due(at: StoreTrial.at(20), limit: 2).count, 2, "a limit")
        try await trial.change("now", to: .paused)
        try expectEqual(try await trial.store.nextWake(), StoreTrial.at(20), "a paused one does not wake")
    }

    static func failure(_ message: String, line: Int = #line) -> ConformanceFailure {
        ConformanceFailure(message, file: #fileID, line: line)
    }
}
