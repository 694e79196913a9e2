internal import Foundation
internal import JSONKit
internal import ServiceKit
internal import TeamsModels
internal import TeamsNotifications

extension NotificationStoreConformance {
    static let sending: [Promise] = [
        ("what came of an attempt is stored, and the last one ends the notification", recorded),
        ("another try waits for its time", anotherTry),
        ("of many attempts the first and the last fifteen are kept", manyAttempts),
        ("a recurring notification waits for its next time, or ends after its last", recurring),
        ("what was on the wire when the process ended is told", interrupted),
        ("a receipt without an attempt is stored too", withoutAttempt),
        ("failures are put back by their code, and what is unknown always", retried),
        ("what is over but for a retry is not retried when it was cancelled", notRetried),
        ("a message is found, read and acted on", readAndActed),
        ("a digest is one message of several deliveries", digest),
        ("the memory of the limiter is kept as it was last stored", pacing),
    ]

    private static func recorded(_ trial: StoreTrial) async throws {
        let tasks = try await trial.send(["ann", "bob", "cid", "dee"])
        try await trial.go(tasks)
        try expectEqual(try await trial.stored().counts.sending, 4, "on the wire")
        try await trial.record([
            StoreTrial.delivered(tasks[0]), trial.failed(tasks[1], "badArgument"),
            trial.failed(tasks[2], .interrupted, as: .unknown),
        ])
        try expectEqual(try await trial.stored().state, .sending, "before the last")
        try await trial.record([
            DeliveryReceipt(place: tasks[3].delivery.place, state: .skipped, code: .unreachable)
        ])
        let record = try await trial.stored()
        try expectEqual(record.state, .done, "after the last")
        try expect(record.finishedAt != nil, "it says when it ended")
        try await trial.expectCountsAreRight()
        let ledger = try await trial.ledger()
        try expectEqual(ledger.map(\.state), [.delivered, .failed, .unknown, .skipped], "the states")
        try expectEqual(ledger.map(\.code), [nil, "badArgument", .interrupted, .unreachable], "the codes")
        try expect(ledger.allSatisfy { $0.work == nil }, "nothing is left to do")
        try expectEqual(ledger[0].activityID, StoreTrial.delivered(tasks[0]).activityID, "the message")
        try expectEqual(ledger[0].version, 1, "the version")
        try expectEqual(
            ledger[0].attempts, [DeliveryAttempt(at: StoreTrial.at(1), status: 201, waited: 0.25)], "the attempt")
        try expectEqual(ledger[2].attempts.map(\.status), [nil], "an attempt without an answer")
        try expectEqual(try await trial.store.lanes(), [], "the lanes")
    }

    private static func anotherTry(_ trial: StoreTrial) async throws {
        let task = try unwrap(try await trial.send(["ann"]).first, "the task")
        try await trial.go([task])
        try await trial.record([
            DeliveryReceipt(
                place: task.delivery.place, state: .planned, work: .send, dueAt: StoreTrial.at(30), code: "throttled",
                attempt: DeliveryAttempt(at: StoreTrial.at(1), status: 429, waited: 0))
        ])
        try expectEqual(try await trial.work(at: 29), [], "before its time")
        try expectEqual(
            try await trial.store.nextDue(in: StoreTrial.lane, after: StoreTrial.at(1)), StoreTrial.at(30), "its time")
        let again = try unwrap(try await trial.work(at: 30).first, "the task again")
        try expectEqual(again.delivery.tries, 1, "the tries")
        try expectEqual(again.delivery.code, "throttled", "why it waits")
        try expectEqual(again.delivery.attempts.map(\.status), [429], "the attempts")
        try await trial.deliver([again], at: 31)
        let ann = try unwrap(try await trial.ledger().first, "the delivery")
        try expectEqual(ann.attempts.map(\.status), [429, 201], "all attempts")
        try expectEqual(ann.code, nil, "no code when it is delivered")
    }

    private static func manyAttempts(_ trial: StoreTrial) async throws {
        let task = try unwrap(try await trial.send(["ann"]).first, "the task")
        for number in 0..<20 {
            try await trial.go([task], at: Double(number))
            try await trial.record([
                DeliveryReceipt(
                    place: task.delivery.place, state: .planned, work: .send, dueAt: StoreTrial.at(0),
                    attempt: DeliveryAttempt(at: StoreTrial.at(Double(number)), status: 400 + number, waited: 1))
            ])
        }
        let ann = try unwrap(try await trial.ledger().first, "the delivery")
        try expectEqual(ann.attempts.compactMap(\.status), [400] + Array(405..<420), "what is kept")
        try expectEqual(ann.tries, 20, "the tries")
    }

    private static func recurring(_ trial: StoreTrial) async throws {
        let every = NotificationSchedule(.every(.seconds(30)))
        var record = StoreTrial.record(schedule: every)
        record.wakesAt = StoreTrial.at(30)
        try await trial.deliver(try await trial.send(["ann"], record))
        try expectEqual(try await trial.stored().state, .scheduled, "between its times")
        try expect(try await trial.stored().finishedAt == nil, "it has not ended")
        try expectEqual(try await trial.store.due(at: StoreTrial.at(30), limit: 1).map(\.id), ["n1"], "its next time")
        _ = try await trial.store.change("n1", leftOver: .cancelled) { record in
            record.occurrence = 2
            record.state = .planning
            record.wakesAt = nil
        }
        try await trial.plan(["ann"])
        try await trial.deliver(try await trial.work())
        try expectEqual(try await trial.stored().state, .done, "after its last time")
    }

    private static func interrupted(_ trial: StoreTrial) async throws {
        let tasks = try await trial.send(["ann", "bob", "cid"])
        try await trial.go(Array(tasks.prefix(2)))
        let found = try await trial.store.interrupted()
        try expectEqual(found.map(\.delivery.target.user), ["ann", "bob"], "on the wire")
        try expectEqual(found.map(\.work), [.send, .send], "what was being done")
        try expectEqual(found.map(\.delivery.state), [.sending, .sending], "their state")
        try await trial.record([
            trial.failed(tasks[0], .interrupted, as: .unknown),
            DeliveryReceipt(place: tasks[1].delivery.place, state: .planned, work: .send, dueAt: StoreTrial.at(0)),
        ])
        try expectEqual(try await trial.store.interrupted(), [], "after they were looked at")
        try expectEqual(StoreTrial.names(try await trial.work()), ["bob", "cid"], "what is sent again")
        let rest = try await trial.work()
        try await trial.deliver(rest)
        _ = try await trial.store.replaceContent(of: "n1", with: NotificationContent(.text("Two")))
        let edits = try await trial.work()
        try await trial.go(Array(edits.prefix(1)))
        let edit = try await trial.store.interrupted()
        try expectEqual(edit.map(\.work), [.update], "an edit on the wire")
        try expectEqual(edit.map(\.delivery.state), [.delivered], "whose message is there")
        try await trial.expectCountsAreRight()
    }

    private static func withoutAttempt(_ trial: StoreTrial) async throws {
        let tasks = try await trial.send(["ann", "bob"])
        try await trial.record([
            DeliveryReceipt(place: tasks[0].delivery.place, state: .failed, code: .content),
            DeliveryReceipt(place: tasks[1].delivery.place, state: .planned, work: .send, dueAt: StoreTrial.at(7)),
        ])
        let ledger = try await trial.ledger()
        try expectEqual(ledger.map(\.state), [.failed, .planned], "the states")
        try expectEqual(ledger.map(\.attempts), [[], []], "the attempts")
        try expectEqual(ledger.map(\.tries), [0, 0], "the tries")
        try expectEqual(try await trial.work(at: 6), [], "what was put off")
        try await trial.expectCountsAreRight()
    }

    private static func retried(_ trial: StoreTrial) async throws {
        let tasks = try await trial.send(["ann", "bob", "cid", "dee"])
        try await trial.go(tasks)
        try await trial.record([
            trial.failed(tasks[0], "throttled"), trial.failed(tasks[1], "badArgument"),
            trial.failed(tasks[2], .interrupted, as: .unknown), StoreTrial.delivered(tasks[3]),
        ])
        try expectEqual(try await trial.stored().state, .done, "before")
        let record = try await trial.store.retry("n1", codes: ["throttled", "serviceUnavailable"])
        try expectEqual(record?.state, .sending, "it is sending again")
        try expect(record?.finishedAt == nil, "and has not ended")
        try expectEqual(record?.counts.planned, 2, "planned again")
        let again = try await trial.work()
        try expectEqual(StoreTrial.names(again), ["ann", "cid"], "who")
        try expectEqual(again.map(\.delivery.tries), [0, 0], "tries are counted anew")
        try expectEqual(again.map(\.delivery.attempts.count), [1, 1], "attempts stay")
        try await trial.deliver(again)
        try expectEqual(try await trial.stored().state, .done, "the end")
        try await trial.expectCountsAreRight()
        let nothing = try await trial.store.retry("n1", codes: ["throttled"])
        try expectEqual(nothing?.state, .done, "nothing is left to retry")
    }

    private static func notRetried(_ trial: StoreTrial) async throws {
        let tasks = try await trial.send(["ann", "bob"])
        try await trial.go([tasks[0]])
        try await trial.record([trial.failed(tasks[0], "throttled")])
        let before = try await trial.change(to: .cancelled)
        try expectEqual(try await trial.store.retry("n1", codes: ["throttled"]), before, "a cancelled one stays")
    }

    private static func readAndActed(_ trial: StoreTrial) async throws {
        let tasks = try await trial.send(["ann", "bob"])
        try await trial.deliver(tasks)
        try await trial.accept(StoreTrial.record("n2"))
        try await trial.plan(["ann"], of: "n2")
        let later = try await trial.work()
        try await trial.deliver(later)
        let first = try unwrap(StoreTrial.delivered(tasks[0]).activityID, "the message")
        let second = try unwrap(StoreTrial.delivered(later[0]).activityID, "the later message")
        let found = try await trial.store.delivery(of: first, in: "a:ann")
        try expectEqual(found?.notification, "n1", "the delivery of a message")
        try expect(try await trial.store.delivery(of: first, in: "a:bob") == nil, "not in another conversation")
        try expect(try await trial.store.delivery(of: "17", in: "a:ann") == nil, "no message of others")

        try await trial.store.noteRead("a:ann", upTo: first, at: StoreTrial.at(50))
        try expectEqual(try await trial.ledger().map(\.readAt), [StoreTrial.at(50), nil], "read up to the first")
        try expectEqual(try await trial.ledger("n2").map(\.readAt), [nil], "not beyond")
        try await trial.store.noteRead("a:ann", upTo: second, at: StoreTrial.at(60))
        try expectEqual(try await trial.ledger().map(\.readAt), [StoreTrial.at(50), nil], "the first time stays")
        try expectEqual(try await trial.ledger("n2").map(\.readAt), [StoreTrial.at(60)], "all is read")

        try await trial.store.noteAction(on: first, in: "a:ann", at: StoreTrial.at(70))
        try await trial.store.noteAction(on: first, in: "a:ann", at: StoreTrial.at(80))
        try await trial.store.noteAction(on: "17", in: "a:ann", at: StoreTrial.at(80))
        try expectEqual(try await trial.ledger().map(\.actedAt), [StoreTrial.at(70), nil], "the first action")
    }

    private static func digest(_ trial: StoreTrial) async throws {
        var places: [Int64] = []
        for id in ["n1", "n2", "n3"] as [NotificationID] {
            let tasks = try await trial.send(["ann"], StoreTrial.record(id))
            try await trial.go(tasks)
            places += tasks.map(\.delivery.place)
            try await trial.record(
                tasks.map {
                    DeliveryReceipt(place: $0.delivery.place, state: .delivered, version: 1, activityID: "900")
                })
        }
        _ = try await trial.store.replaceContent(of: "n2", with: NotificationContent(.text("Two")))
        _ = try await trial.store.replaceContent(of: "n3", with: nil)
        let sharing = try await trial.store.sharing("900", in: "a:ann")
        try expectEqual(sharing.map(\.delivery.place), places, "all that share the message")
        try expectEqual(sharing.map(\.version), [1, 2, 2], "with their newest versions")
        try expectEqual(sharing.last?.work, .delete, "what is recalled is to be taken back")
        try expectEqual(try await trial.store.sharing("900", in: "a:bob"), [], "not in another conversation")
        let recalled = try unwrap(try await trial.work().first { $0.work == .delete }, "the recall")
        try await trial.go([recalled])
        try await trial.record([
            DeliveryReceipt(place: recalled.delivery.place, state: .delivered, version: 2, code: .recalled)
        ])
        try expectEqual(
            try await trial.store.sharing("900", in: "a:ann").map(\.delivery.place), Array(places.prefix(2)),
            "without what is taken back")
        try await trial.store.noteAction(on: "900", in: "a:ann", at: StoreTrial.at(5))
        try expectEqual(try await trial.ledger("n1").map(\.actedAt), [StoreTrial.at(5)], "an action counts for each")
    }

    private static func pacing(_ trial: StoreTrial) async throws {
        func store(_ memory: [PacingMemory]) async throws { try await trial.store.record([], pacing: memory) }
        try await store([PacingMemory(scope: "b", json: "{}"), PacingMemory(scope: "a", json: "[1]")])
        try await store([PacingMemory(scope: "b", json: #"{"x":"ä"}"#), PacingMemory(scope: "c", json: nil)])
        let found = try await trial.store.pacing()
        try expectEqual(
            found.sorted { $0.scope < $1.scope },
            [PacingMemory(scope: "a", json: "[1]"), PacingMemory(scope: "b", json: #"{"x":"ä"}"#)], "what is kept")
        try await store([PacingMemory(scope: "a", json: nil)])
        try expectEqual(try await trial.store.pacing().map(\.scope), ["b"], "without what is forgotten")
    }
}
