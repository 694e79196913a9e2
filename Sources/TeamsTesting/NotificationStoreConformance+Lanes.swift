internal import Foundation
internal import JSONKit
internal import TeamsApp
internal import TeamsModels
internal import TeamsNotifications

extension NotificationStoreConformance {
    static let lanes: [Promise] = [
        ("work is given once it is due, the earliest first", dueWork),
        ("urgent work comes before all other", priorities),
        ("no notification's work holds up another's", fairness),
        ("what a lane holds is not given again", held),
        ("tasks have all that sending needs", tasks),
        ("lanes are the organisations with work", lanesWithWork),
        ("an intent that has begun is not work any more", begunOnce),
        ("an intent for another version, or other work, is stale", staleIntents),
        ("what has expired is not sent", expired),
        ("who has opted out gets nothing, whenever that was", optedOut),
        ("nothing goes to a closed conversation, or where the app is not installed", closed),
        ("the chat that became known is written to", openedMeanwhile),
    ]

    private static func dueWork(_ trial: StoreTrial) async throws {
        try await trial.accept(StoreTrial.record())
        try await trial.plan(["late"], due: 30, isAll: false)
        try await trial.plan(["first", "second"], due: 10)
        try expectEqual(StoreTrial.names(try await trial.work(at: 9)), [], "before")
        try expectEqual(StoreTrial.names(try await trial.work(at: 10)), ["first", "second"], "when it is due")
        try expectEqual(StoreTrial.names(try await trial.work(at: 31)), ["first", "second", "late"], "all")
        try expectEqual(try await trial.work(at: 31, limit: 1).count, 1, "a limit")
        let next = { try await trial.store.nextDue(in: StoreTrial.lane, after: StoreTrial.at($0)) }
        try expectEqual(try await next(0), StoreTrial.at(10), "the first that is due")
        try expectEqual(try await next(10), StoreTrial.at(30), "the next one after that")
        try expectEqual(try await next(30), nil, "and none")
    }

    private static func priorities(_ trial: StoreTrial) async throws {
        for (id, priority) in [("b", NotificationPriority.bulk), ("n", .normal), ("u", .urgent)] {
            try await trial.accept(StoreTrial.record(NotificationID(rawValue: id), priority: priority))
            try await trial.plan(["\(id)1", "\(id)2"], of: NotificationID(rawValue: id))
        }
        try expectEqual(StoreTrial.names(try await trial.work()), ["u1", "u2", "n1", "n2", "b1", "b2"], "the order")
        try expectEqual(StoreTrial.names(try await trial.work(limit: 3)), ["u1", "u2", "n1"], "the first three")
    }

    private static func fairness(_ trial: StoreTrial) async throws {
        for id in ["a", "b", "c"] {
            try await trial.accept(StoreTrial.record(NotificationID(rawValue: id)))
            let count = id == "c" ? 2 : 200
            try await trial.plan((0..<count).map { "\(id)\($0)" }, of: NotificationID(rawValue: id))
        }
        func counts(perNotification: Int, limit: Int) async throws -> [String: Int] {
            let tasks = try await trial.work(perNotification: perNotification, limit: limit)
            return Dictionary(grouping: tasks, by: { $0.delivery.notification.rawValue }).mapValues(\.count)
        }
        try expectEqual(try await counts(perNotification: 50, limit: 1000), ["a": 50, "b": 50, "c": 2], "of each")
        try expectEqual(try await counts(perNotification: 50, limit: 6), ["a": 2, "b": 2, "c": 2], "a short list")
        try expectEqual(
            try await counts(perNotification: 500, limit: 102), ["a": 50, "b": 50, "c": 2], "the rest is shared")
        try expectEqual(try await counts(perNotification: 500, limit: 1000), ["a": 200, "b": 200, "c": 2], "all")
    }

    private static func held(_ trial: StoreTrial) async throws {
        let tasks = try await trial.send((0..<10).map { "p\($0)" })
        let holding = Set(tasks.prefix(4).map(\.delivery.place))
        let rest = try await trial.work(holding: holding, perNotification: 3)
        try expectEqual(StoreTrial.names(rest), ["p4", "p5", "p6"], "what comes after what is held")
    }

    private static func tasks(_ trial: StoreTrial) async throws {
        try await trial.know("ann") { $0.reference.locale = "sv-SE" }
        var content = NotificationContent(.card(.object(["type": "AdaptiveCard"]), data: .object(["a": 1])))
        content.recipientData = ["ANN": ["a": 2], "bob": ["b": true]]
        var record = StoreTrial.record(priority: .urgent, content: content)
        record.request.guarantee = .atLeastOnce
        let tasks = try await trial.send(["ann", "bob", "cid"], record)
        try expectEqual(tasks.map(\.data), [["a": 2], ["b": true], nil], "the data of each")
        try expect(try await trial.stored().request.content.recipientData.isEmpty, "which stand beside the record")
        let ann = tasks[0]
        try expectEqual(ann.priority, .urgent, "the priority")
        try expectEqual(ann.guarantee, .atLeastOnce, "the guarantee")
        try expectEqual(ann.version, 1, "the version")
        try expectEqual(ann.work, .send, "the work")
        try expect(!ann.isText, "a card is no text")
        try expectEqual(ann.remaining, 3, "how many remain")
        try expectEqual(ann.locale, "sv-SE", "the language")
        try expectEqual(ann.reference?.serviceUrl, "https://smba.example/teams", "the service URL")
        try expectEqual(ann.reference?.user?.id, "29:ann", "the person")
        try expect(tasks[1].reference == nil, "an unknown conversation has no reference")
        content.recipientData = ["cid": ["c": 3]]
        _ = try await trial.store.replaceContent(of: "n1", with: content)
        try expectEqual(try await trial.work().map(\.data), [nil, nil, ["c": 3]], "the newest data")
    }

    private static func lanesWithWork(_ trial: StoreTrial) async throws {
        try await trial.accept(StoreTrial.record())
        try await trial.plan(["ann"], tenant: "a", due: 20, isAll: false)
        try await trial.plan(["bob", "bea"], tenant: "b", due: 10)
        func lanes() async throws -> [LaneWork] { try await trial.store.lanes() }
        try expectEqual(
            try await lanes(),
            [LaneWork(tenant: "a", dueAt: StoreTrial.at(20)), LaneWork(tenant: "b", dueAt: StoreTrial.at(10))],
            "the lanes")
        let tasks = try await trial.work("b", at: 10)
        try await trial.go(tasks)
        try expectEqual(try await lanes().map(\.tenant), ["a"], "without what is on the wire")
        try await trial.record([
            StoreTrial.delivered(tasks[0]),
            DeliveryReceipt(
                place: tasks[1].delivery.place, state: .planned, work: .send, dueAt: StoreTrial.at(99),
                attempt: DeliveryAttempt(at: StoreTrial.at(1), status: 429, waited: 0)),
        ])
        try expectEqual(try await lanes().map(\.dueAt), [StoreTrial.at(20), StoreTrial.at(99)], "another try counts")
    }

    private static func begunOnce(_ trial: StoreTrial) async throws {
        let tasks = try await trial.send(["ann", "bob"])
        try await trial.go([tasks[0]])
        try expectEqual(try await trial.ledger().map(\.state), [.sending, .planned], "the states")
        try expectEqual(StoreTrial.names(try await trial.work()), ["bob"], "the work that is left")
        try expectEqual(try await trial.begin([tasks[0], tasks[1], tasks[1]]), [.stale, .go, .stale], "intents")
        try await trial.expectCountsAreRight()
        try expectEqual(
            try await trial.store.interrupted().map(\.delivery.place), tasks.map(\.delivery.place), "on the wire")
        try await trial.record(tasks.map { StoreTrial.delivered($0) })
        try expectEqual(try await trial.store.interrupted(), [], "nothing is on the wire")
        try expectEqual(try await trial.begin(tasks), [.stale, .stale], "what is delivered")
    }

    private static func staleIntents(_ trial: StoreTrial) async throws {
        let tasks = try await trial.send(["ann", "bob"])
        _ = try await trial.store.replaceContent(of: "n1", with: NotificationContent(.text("Two")))
        try expectEqual(try await trial.begin(tasks), [.stale, .stale], "of an older version")
        let update = BegunAttempt(place: tasks[0].delivery.place, work: .update, version: 2, at: StoreTrial.at(1))
        try expectEqual(try await trial.store.begin([update]), [.stale], "of other work")
        let renewed = try await trial.work()
        try expectEqual(renewed.map(\.version), [2, 2], "the work anew")
        try await trial.go(renewed)
    }

    private static func expired(_ trial: StoreTrial) async throws {
        let tasks = try await trial.send(["ann", "bob"], StoreTrial.record(expiresAt: StoreTrial.at(5)))
        try expectEqual(try await trial.begin([tasks[0]], at: 4.9), [.go], "before")
        try expectEqual(try await trial.begin([tasks[1]], at: 5), [.skip(.expired)], "then")
        let bob = try unwrap(try await trial.ledger().last, "the delivery to bob")
        try expect(bob.state == .skipped && bob.code == .expired && bob.work == nil, "bob is skipped: \(bob)")
        try await trial.expectCountsAreRight()
        try await trial.record([StoreTrial.delivered(tasks[0])])
        try expectEqual(try await trial.stored().state, .done, "the end")
    }

    private static func optedOut(_ trial: StoreTrial) async throws {
        let names = ["ann", "bob", "cid", "29:dee"]
        try await trial.store.setOptedOut("ANN", ["tides", "lunch"])
        try await trial.store.setOptedOut("bob", ["lunch"])
        try await trial.store.setOptedOut("cid", ["*"])
        let tasks = try await trial.send(names, StoreTrial.record(category: "tides"))
        try await trial.store.setOptedOut("29:29:dee", ["tides"])
        try expectEqual(
            try await trial.begin(tasks), [.skip(.optedOut), .go, .skip(.optedOut), .skip(.optedOut)], "a category")
        try await trial.record([StoreTrial.delivered(tasks[1])])
        try expectEqual(try await trial.stored().state, .done, "all ended")
        let all = try await trial.send(names, StoreTrial.record("n2"))
        try expectEqual(try await trial.begin(all), [.go, .go, .go, .go], "nobody can opt out of what has no category")
        // An edit of what is there asks nobody.
        try await trial.store.setOptedOut("bob", ["tides"])
        _ = try await trial.store.replaceContent(of: "n1", with: NotificationContent(.text("Two")))
        let edits = try await trial.work().filter { $0.delivery.notification == "n1" }
        try expectEqual(StoreTrial.names(edits), ["bob"], "who is told of the edit")
        try await trial.go(edits)
    }

    private static func closed(_ trial: StoreTrial) async throws {
        for name in ["ann", "bob", "cid", "dee"] { try await trial.know(name) }
        let tasks = try await trial.send(["ann", "bob", "cid", "dee", "unknown"])
        try await trial.know("bob") {
            $0.closure = ConversationClosure(.blockedByUser, at: Timestamp(StoreTrial.at(0)))
        }
        try await trial.know("cid") { $0.uninstalledAt = Timestamp(StoreTrial.at(0)) }
        try expectEqual(
            try await trial.begin(tasks), [.go, .skip(.unreachable), .skip(.notInstalled), .go, .go], "the verdicts")
        try await trial.expectCountsAreRight()
    }

    private static func openedMeanwhile(_ trial: StoreTrial) async throws {
        try await trial.accept(StoreTrial.record())
        try await trial.plan(
            ["ann", "bob"].map {
                NewDelivery(
                    target: DeliveryTarget(conversation: nil, tenant: StoreTrial.lane, user: $0),
                    dueAt: StoreTrial.at(0))
            })
        try await trial.know("ann")
        let tasks = try await trial.work()
        try expectEqual(tasks.map(\.delivery.target.conversation), ["a:ann", nil], "the chats that are known")
        try expectEqual(tasks[0].reference?.user?.id, "29:ann", "the reference")
        try await trial.go(tasks)
        var receipt = StoreTrial.delivered(tasks[1])
        receipt.opened = "a:bob"
        try await trial.record([StoreTrial.delivered(tasks[0]), receipt])
        try expectEqual(try await trial.ledger().map(\.target.conversation), ["a:ann", "a:bob"], "in the ledger")
        let activity = try unwrap(receipt.activityID, "the message")
        try expectEqual(try await trial.store.delivery(of: activity, in: "a:bob")?.target.user, "bob", "by the message")
    }
}
