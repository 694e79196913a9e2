internal import Foundation
internal import JSONKit
internal import TeamsApp
internal import TeamsModels
internal import TeamsNotifications

extension NotificationStoreConformance {
    static let planning: [Promise] = [
        ("what was planned twice is there once", plannedTwice),
        ("each time of a recurring one has deliveries of its own", plannedAgain),
        ("what is planned to be skipped says why", plannedSkipped),
        ("what is over gets no more deliveries", plannedTooLate),
        ("a plan without anything to send ends its notification", plannedNothing),
        ("planning goes on while the notification is paused", plannedPaused),
        ("deliveries are in the order of planning, by state, a page at a time", pages),
        ("targets are read back as they were", targets),
        ("a move of the clock moves what waits by local time, and nothing else", moved),
        ("recipients are the conversations of the registry, by place", recipients),
    ]

    private static func plannedTwice(_ trial: StoreTrial) async throws {
        try await trial.accept(StoreTrial.record())
        try await trial.plan(["ann", "bob"], isAll: false)
        let planned = try await trial.plan(["bob", "cid", "cid"])
        try expectEqual(planned.counts.planned, 3, "planned")
        try expectEqual(planned.state, .sending, "the state of the progress")
        try expectEqual(StoreTrial.names(try await trial.work()), ["ann", "bob", "cid"], "the work")
    }

    private static func plannedAgain(_ trial: StoreTrial) async throws {
        let every = NotificationSchedule(.every(.seconds(30)))
        try await trial.accept(StoreTrial.record(schedule: every))
        try await trial.plan(["ann"])
        _ = try await trial.store.change("n1", leftOver: .cancelled) { record in
            record.occurrence = 2
            record.state = .planning
        }
        try await trial.plan(["ann"])
        try expectEqual(try await trial.ledger().map(\.occurrence), [1, 2], "the occurrences")
    }

    private static func plannedSkipped(_ trial: StoreTrial) async throws {
        try await trial.accept(StoreTrial.record())
        var out = StoreTrial.delivery("bob")
        out.skipped = .optedOut
        let planned = try await trial.plan([StoreTrial.delivery("ann"), out])
        try expectEqual(planned.counts.skipped, 1, "skipped")
        let skipped = try unwrap(try await trial.ledger().last, "the delivery to bob")
        try expectEqual(skipped.code, .optedOut, "why")
        try expect(skipped.work == nil && skipped.state == .skipped, "nothing is left to do")
        try expectEqual(StoreTrial.names(try await trial.work()), ["ann"], "the work")
    }

    private static func plannedTooLate(_ trial: StoreTrial) async throws {
        for id in ["cancelled", "recalled"] as [NotificationID] {
            try await trial.accept(StoreTrial.record(id))
            try await trial.plan(["ann"], of: id, isAll: false)
            if id == "cancelled" {
                try await trial.change(id, to: .cancelled)
            } else {
                _ = try await trial.store.replaceContent(of: id, with: nil)
            }
            let before = try await trial.stored(id)
            try expect(before.state.isOver, "\(id) is over")
            let planned = try await trial.plan(["bob"], of: id)
            try expectEqual(planned, before, "\(id) after a plan")
            try expectEqual(try await trial.stored(id), before, "\(id) as it is stored")
            try expectEqual(try await trial.ledger(id).count, 1, "the deliveries of \(id)")
        }
    }

    private static func plannedNothing(_ trial: StoreTrial) async throws {
        try await trial.accept(StoreTrial.record())
        var out = StoreTrial.delivery("bob")
        out.skipped = .notInstalled
        let planned = try await trial.plan([out])
        try expectEqual(planned.state, .done, "the state")
        try expect(planned.finishedAt != nil, "it says when it ended")
    }

    private static func plannedPaused(_ trial: StoreTrial) async throws {
        try await trial.accept(StoreTrial.record())
        try await trial.plan(["ann"], isAll: false)
        try await trial.change(to: .paused)
        let planned = try await trial.plan(["bob"])
        try expectEqual(planned.state, .paused, "it stays paused")
        try expectEqual(planned.stateBeforePause, .sending, "what it goes on with")
        try expectEqual(try await trial.work(), [], "no work meanwhile")
        try await trial.change(to: .sending)
        try expectEqual(StoreTrial.names(try await trial.work()), ["ann", "bob"], "the work afterwards")
    }

    private static func pages(_ trial: StoreTrial) async throws {
        let names = (0..<250).map { "p\($0)" }
        let tasks = try await trial.send(names)
        try expectEqual(StoreTrial.names(tasks), names, "the order of the work")
        try await trial.deliver(Array(tasks[100..<120]))
        try await trial.go([tasks[7], tasks[180]])
        for size in [1, 7, 100, 1000] {
            try expectEqual(try await trial.ledger(pageSize: size).compactMap(\.target.user), names, "pages of \(size)")
        }
        let cases: [(Set<DeliveryState>, Int)] = [
            ([.delivered], 20), ([.sending], 2), ([.planned], 228), ([.sending, .delivered], 22), ([.failed], 0),
            ([], 0),
        ]
        for (states, count) in cases {
            let found = try await trial.ledger(in: states, pageSize: 5)
            try expectEqual(found.count, count, "deliveries in \(states)")
            try expect(found.allSatisfy { states.contains($0.state) }, "only those in \(states)")
            try expectEqual(found.map(\.place), found.map(\.place).sorted(), "the order of \(states)")
        }
        try await trial.expectCountsAreRight()
    }

    private static func targets(_ trial: StoreTrial) async throws {
        try await trial.accept(StoreTrial.record())
        var targeted = DeliveryTarget(conversation: "19:chat", tenant: "Tenant", user: "ann", account: "29:ann")
        targeted.isTargeted = true
        let targets = [
            targeted,
            DeliveryTarget(conversation: "19:chat", tenant: "tenant"),
            DeliveryTarget(conversation: "19:channel;messageid=17", tenant: "other"),
            DeliveryTarget(conversation: nil, tenant: "tenant", user: "bob"),
            DeliveryTarget(conversation: nil, tenant: "tenant", account: "29:Cid"),
            DeliveryTarget(conversation: nil, tenant: "tenant", account: "29:dee"),
        ]
        try await trial.plan(targets.map { NewDelivery(target: $0, dueAt: StoreTrial.at(0)) })
        try expectEqual(try await trial.ledger().map(\.target), targets, "the targets")
        try expectEqual(try await trial.store.lanes().map(\.tenant), ["other", "tenant"], "the lanes")
        try expectEqual(try await trial.work("TENANT").count, 5, "organisations are the same in whichever case")
        try expectEqual(try await trial.work("other").count, 1, "the work of the other one")
    }

    private static func moved(_ trial: StoreTrial) async throws {
        let local = try unwrap(LocalDateTime("2026-11-28T09:00"), "a local time")
        let schedule = NotificationSchedule(.local(local, fallbackZone: "Europe/Stockholm"))
        try await trial.accept(StoreTrial.record("local", schedule: schedule))
        try await trial.accept(StoreTrial.record("other"))
        for id in ["local", "other"] as [NotificationID] {
            try await trial.plan(["ann", "bob", "cid"], of: id, due: 60)
        }
        let tasks = try await trial.work(at: 60).filter { $0.delivery.notification == "local" }
        try await trial.go(tasks.filter { $0.delivery.target.user == "cid" })
        for name in ["ANN", "cid", "nobody"] {
            try await trial.store.reschedule(user: name) { _, due in due.addingTimeInterval(-30) }
        }
        let dues = try await trial.ledger("local").map(\.dueAt)
        try expectEqual(dues, [StoreTrial.at(30), StoreTrial.at(60), StoreTrial.at(60)], "when each is due")
        try expectEqual(
            try await trial.ledger("other").map(\.dueAt), [60, 60, 60].map(StoreTrial.at), "of the other one")
        try expectEqual(StoreTrial.names(try await trial.work(at: 30)), ["ann"], "the work that is due earlier")
        try expectEqual(try await trial.store.lanes().map(\.dueAt), [StoreTrial.at(30)], "when the lane wakes")
    }

    private static func recipients(_ trial: StoreTrial) async throws {
        for name in ["ann", "bob", "cid"] { try await trial.know(name) }
        var reference = ConversationReference(
            "19:team", type: .channel, tenantId: "TENANT", serviceUrl: "https://smba.example/teams")
        reference.conversation?.name = "Port"
        var team = KnownConversation(reference)
        team.team = TeamInfo("19:team")
        try await trial.store.conversations.upsert(team)

        func found(_ change: (inout RecipientQuery) -> Void) async throws -> [String] {
            var query = RecipientQuery()
            change(&query)
            var all: [Recipient] = []
            while true {
                let page = try await trial.store.recipients(query, after: all.last?.place ?? 0, limit: 2)
                all += page
                if page.isEmpty { return all.map(\.conversation.rawValue) }
            }
        }
        try expectEqual(try await found { _ in }, ["a:ann", "a:bob", "a:cid", "19:team"], "all")
        try expectEqual(try await found { $0.type = .personal }, ["a:ann", "a:bob", "a:cid"], "personal chats")
        try expectEqual(try await found { $0.people = ["BOB", "29:ann"] }, ["a:ann", "a:bob"], "people")
        try expectEqual(try await found { $0.teams = ["19:team"] }, ["19:team"], "a team")
        try expectEqual(try await found { $0.conversations = ["a:cid", "a:x"] }, ["a:cid"], "conversations")
        try expectEqual(try await found { $0.people = [] }, [], "nobody")
        let ann = try await trial.store.recipients(RecipientQuery(), after: 0, limit: 1).first
        let recipient = try unwrap(ann, "the first recipient")
        try expectEqual(recipient.user, "ann", "the person")
        try expectEqual(recipient.account, "29:ann", "the account")
        try expectEqual(recipient.tenant, StoreTrial.lane, "the organisation")
        try expect(recipient.isInstalled && recipient.closure == nil, "it can be reached")
    }
}
