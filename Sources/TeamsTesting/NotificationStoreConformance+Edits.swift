internal import Foundation
internal import JSONKit
internal import ServiceKit
internal import TeamsModels
internal import TeamsNotifications

extension NotificationStoreConformance {
    static let edits: [Promise] = [
        ("an edit before sending is what is sent", editBefore),
        ("an edit while a message is on the wire follows it", editWhile),
        ("an edit after sending reaches everyone who has the message", editAfter),
        ("an edit of a cancelled notification edits what was sent, and sends nothing", editCancelled),
        ("a recall takes back what was sent, and skips the rest", recall),
        ("a recall while a message is on the wire follows it", recallWhile),
        ("a recall before anything was sent ends the notification", recallBefore),
        ("nothing follows a recall", recallLast),
        ("an edit that failed is made anew by the next", failedEdit),
        ("edits of a paused notification wait", editPaused),
    ]

    private static let two = NotificationContent(.text("Two"))

    private static func editBefore(_ trial: StoreTrial) async throws {
        try await trial.send(["ann"])
        let edited = try await trial.store.replaceContent(of: "n1", with: two)
        try expectEqual(edited?.version, 2, "the version")
        try expectEqual(edited?.request.content, two, "the content")
        try expectEqual(try await trial.stored().request.content, two, "the content in the store")
        let tasks = try await trial.work()
        try expectEqual(tasks.map(\.work), [.send], "what is to be done")
        try await trial.deliver(tasks)
        try expectEqual(try await trial.stored().state, .done, "nothing more")
    }

    private static func editWhile(_ trial: StoreTrial) async throws {
        let tasks = try await trial.send(["ann", "bob"])
        try await trial.go(tasks)
        _ = try await trial.store.replaceContent(of: "n1", with: two)
        try expectEqual(try await trial.work(), [], "what is on the wire is left alone")
        try await trial.record([
            StoreTrial.delivered(tasks[0]),
            DeliveryReceipt(place: tasks[1].delivery.place, state: .planned, work: .send, dueAt: StoreTrial.at(0)),
        ])
        let next = try await trial.work()
        try expectEqual(next.map(\.work), [.update, .send], "what follows")
        try expectEqual(next.map(\.version), [2, 2], "with the new content")
        try expectEqual(try await trial.stored().state, .sending, "it goes on")
        try await trial.deliver(next)
        try expectEqual(try await trial.stored().state, .done, "the end")
        try expectEqual(try await trial.ledger().map(\.version), [2, 2], "the versions that are there")
    }

    private static func editAfter(_ trial: StoreTrial) async throws {
        let names = (0..<9000).map { "p\($0)" }
        let tasks = try await trial.send(names.prefix(3) + [])
        try await trial.go(tasks)
        try await trial.record([
            StoreTrial.delivered(tasks[0]), trial.failed(tasks[1], "badArgument"),
            trial.failed(tasks[2], .interrupted, as: .unknown),
        ])
        try expectEqual(try await trial.stored().state, .done, "before")
        let edited = try await trial.store.replaceContent(of: "n1", with: two)
        try expectEqual(edited?.state, .sending, "it is sending again")
        try expect(edited?.finishedAt == nil, "and has not ended")
        try expectEqual(edited?.counts.delivered, 1, "the message is still there")
        let edits = try await trial.work()
        try expectEqual(StoreTrial.names(edits), ["p0"], "who has it")
        try expectEqual(edits.map(\.work), [.update], "what is to be done")
        try expectEqual(edits[0].delivery.activityID, StoreTrial.delivered(tasks[0]).activityID, "the message")
        try await trial.go(edits)
        _ = try await trial.store.replaceContent(of: "n1", with: NotificationContent(.text("Three")))
        try await trial.record(edits.map { StoreTrial.delivered($0) })
        let again = try await trial.work()
        try expectEqual(again.map(\.version), [3], "an edit while an edit is on the wire")
        try await trial.deliver(again)
        try expectEqual(try await trial.stored().state, .done, "the end")
        try await trial.expectCountsAreRight()

        try await trial.deliver(try await trial.send(names, StoreTrial.record("many")))
        try expectEqual(try await trial.stored("many").state, .sending, "only a thousand are delivered")
        while true {
            let more = try await trial.work()
            if more.isEmpty { break }
            try await trial.deliver(more)
        }
        let many = try await trial.store.replaceContent(of: "many", with: two)
        try expectEqual(many?.state, .sending, "many are edited")
        var edited9000: Set<Int64> = []
        while true {
            let more = try await trial.work()
            if more.isEmpty { break }
            edited9000.formUnion(more.map(\.delivery.place))
            try await trial.deliver(more)
        }
        try expectEqual(edited9000.count, 9000, "each of many is edited")
        try expectEqual(try await trial.stored("many").state, .done, "the end of many")
    }

    private static func editCancelled(_ trial: StoreTrial) async throws {
        let tasks = try await trial.send(["ann", "bob", "cid"])
        try await trial.go(Array(tasks.prefix(2)))
        try await trial.record([StoreTrial.delivered(tasks[0])])
        try await trial.change(to: .cancelled)
        _ = try await trial.store.replaceContent(of: "n1", with: two)
        let edits = try await trial.work()
        try expectEqual(StoreTrial.names(edits), ["ann"], "who has it")
        try await trial.record([
            DeliveryReceipt(place: tasks[1].delivery.place, state: .planned, work: .send, dueAt: StoreTrial.at(0))
        ])
        try await trial.deliver(edits)
        try expectEqual(try await trial.stored().state, .cancelled, "it is cancelled again")
        try expectEqual(try await trial.ledger().map(\.state), [.delivered, .skipped, .skipped], "the states")
        try await trial.expectCountsAreRight()
    }

    private static func recall(_ trial: StoreTrial) async throws {
        let tasks = try await trial.send(["ann", "bob", "cid"])
        try await trial.deliver([tasks[0]])
        try await trial.go([tasks[1]])
        try await trial.record([trial.failed(tasks[1], "throttled")])
        let recalled = try await trial.store.replaceContent(of: "n1", with: nil)
        try expectEqual(recalled?.isRecalled, true, "it says so")
        try expectEqual(recalled?.version, 2, "the version")
        try expectEqual(recalled?.state, .sending, "it takes back")
        try expectEqual(recalled?.counts.skipped, 1, "skipped")
        let cid = try unwrap(try await trial.ledger().last, "the last")
        try expectEqual(cid.code, .recalled, "why")
        try expectEqual(try await trial.begin([tasks[2]]), [.skip(.recalled)], "an intent after it")
        let work = try await trial.work()
        try expectEqual(work.map(\.work), [.delete], "what is to be done")
        try await trial.go(work)
        try await trial.record([
            DeliveryReceipt(place: work[0].delivery.place, state: .delivered, version: 2, code: .recalled)
        ])
        try expectEqual(try await trial.stored().state, .done, "the end")
        try await trial.expectCountsAreRight()
    }

    private static func recallWhile(_ trial: StoreTrial) async throws {
        let tasks = try await trial.send(["ann", "bob"])
        try await trial.go(tasks)
        let recalled = try await trial.store.replaceContent(of: "n1", with: nil)
        try expectEqual(recalled?.state, .sending, "it waits for the wire")
        try await trial.record([
            StoreTrial.delivered(tasks[0]),
            DeliveryReceipt(place: tasks[1].delivery.place, state: .planned, work: .send, dueAt: StoreTrial.at(0)),
        ])
        let work = try await trial.work()
        try expectEqual(work.map(\.work), [.delete], "what arrived is taken back")
        try expectEqual(try await trial.ledger().map(\.state), [.delivered, .skipped], "the states")
        try await trial.expectCountsAreRight()
    }

    private static func recallBefore(_ trial: StoreTrial) async throws {
        try await trial.accept(StoreTrial.record())
        try await trial.plan(["ann"], isAll: false)
        let recalled = try await trial.store.replaceContent(of: "n1", with: nil)
        try expectEqual(try await trial.stored().state, .cancelled, "the state")
        try expectEqual(recalled?.counts.skipped, 1, "skipped")
        try expect(try await trial.stored().finishedAt != nil, "it says when it ended")
        var later = StoreTrial.record("later", state: .scheduled)
        later.wakesAt = StoreTrial.at(50)
        try await trial.accept(later)
        _ = try await trial.store.replaceContent(of: "later", with: nil)
        try expectEqual(try await trial.stored("later").state, .cancelled, "a scheduled one")
        try expect(try await trial.store.nextWake() == nil, "it does not wake")
    }

    private static func recallLast(_ trial: StoreTrial) async throws {
        try await trial.deliver(try await trial.send(["ann"]))
        let recalled = try await trial.store.replaceContent(of: "n1", with: nil)
        let edited = try await trial.store.replaceContent(of: "n1", with: two)
        try expectEqual(edited, recalled, "an edit changes nothing")
        try expectEqual(try await trial.work().map(\.work), [.delete], "it is still taken back")
    }

    private static func failedEdit(_ trial: StoreTrial) async throws {
        try await trial.deliver(try await trial.send(["ann"]))
        _ = try await trial.store.replaceContent(of: "n1", with: two)
        let edit = try unwrap(try await trial.work().first, "the edit")
        try await trial.go([edit])
        try await trial.record([trial.failed(edit, "badArgument")])
        try expectEqual(try await trial.stored().state, .done, "the edit failed")
        try expect(try await trial.ledger().first?.activityID != nil, "the message is known")
        _ = try await trial.store.replaceContent(of: "n1", with: nil)
        let next = try unwrap(try await trial.work().first, "the recall")
        try expectEqual(next.work, .delete, "what is to be done")
        try await trial.go([next])
        try await trial.record([
            DeliveryReceipt(place: next.delivery.place, state: .delivered, version: 3, code: .recalled)
        ])
        try await trial.expectCountsAreRight()
    }

    private static func editPaused(_ trial: StoreTrial) async throws {
        let tasks = try await trial.send(["ann", "bob"])
        try await trial.deliver([tasks[0]])
        try await trial.change(to: .paused)
        let edited = try await trial.store.replaceContent(of: "n1", with: two)
        try expectEqual(edited?.state, .paused, "it stays paused")
        try expectEqual(try await trial.work(), [], "no work meanwhile")
        try await trial.change(to: .sending)
        try expectEqual(Set(try await trial.work().map(\.work)), [.update, .send], "afterwards")
    }
}
