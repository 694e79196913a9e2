internal import Foundation
internal import TeamsModels
internal import TeamsNotifications

extension NotificationStoreConformance {
    static let small: [Promise] = [
        ("preferences are a person's own, in whichever case the id is written", preferences),
        ("values are kept by name", values),
        ("of fifty who set a value once, one does", onceAtOnce),
        ("a store that can be written says so", checked),
        ("what many do at once is all there", atOnce),
    ]

    private static func preferences(_ trial: StoreTrial) async throws {
        let store = trial.store
        try expectEqual(try await store.optedOut("ann"), [], "who never said anything")
        try await store.setOptedOut("Ann", ["tides", "lunch"])
        try await store.setOptedOut("bob", ["*"])
        try await store.setOptedOut("29:Cid", ["tides"])
        try expectEqual(try await store.optedOut("ANN"), ["tides", "lunch"], "what Ann said")
        let users = ["ann", "ANN", "bob", "29:Cid", "29:cid", "dee"]
        try expectEqual(
            try await store.optedOut(among: users, of: "tides"), ["ann", "ANN", "bob", "29:Cid"], "of the tides")
        try expectEqual(try await store.optedOut(among: users, of: "Tides"), ["bob"], "of another category")
        try expectEqual(try await store.optedOut(among: [], of: "tides"), [], "of nobody")
        try await store.setOptedOut("ann", [])
        try expectEqual(try await store.optedOut("ann"), [], "what Ann took back")
    }

    private static func values(_ trial: StoreTrial) async throws {
        let store = trial.store
        try expect(try await store.value("key/a") == nil, "an unknown value")
        for name in ["key/b", "key/a", "key", "kez", "key/ä", "Key/a", "key%", "key_"] {
            try await store.set(name, to: "value of \(name)")
        }
        try expectEqual(try await store.values(prefix: "key/").map(\.name), ["key/a", "key/b", "key/ä"], "of a prefix")
        try expectEqual(try await store.values(prefix: "").count, 8, "all")
        try expectEqual(try await store.values(prefix: "key%").map(\.value), ["value of key%"], "no wildcard")
        try await store.set("key/a", to: "new")
        try expectEqual(try await store.value("key/a"), "new", "the new value")
        try await store.set("key/a", to: nil)
        try await store.set("key/a", to: nil)
        try expect(try await store.value("key/a") == nil, "a removed value")
        try expect(try await store.setOnce("key/a", to: "once"), "it is set")
        try expect(try await !store.setOnce("key/a", to: "twice"), "it is not set again")
        try expectEqual(try await store.value("key/a"), "once", "the first value stays")
    }

    private static func onceAtOnce(_ trial: StoreTrial) async throws {
        let set = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<50 { group.addTask { try await trial.store.setOnce("welcome", to: "\(number)") } }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        try expectEqual(set, 1, "who set it")
    }

    private static func checked(_ trial: StoreTrial) async throws {
        try await trial.store.check()
        try await trial.store.check()
    }

    private static func atOnce(_ trial: StoreTrial) async throws {
        let tasks = try await trial.send((0..<200).map { "p\($0)" })
        try await withThrowingTaskGroup(of: Void.self) { group in
            for start in stride(from: 0, to: 200, by: 10) {
                group.addTask { try await trial.deliver(Array(tasks[start..<start + 10])) }
                group.addTask {
                    try await trial.accept(StoreTrial.record(NotificationID(rawValue: "m\(start)")))
                    try await trial.plan(["x\(start)"], of: NotificationID(rawValue: "m\(start)"))
                }
            }
            try await group.waitForAll()
        }
        try expectEqual(try await trial.stored().counts.delivered, 200, "delivered")
        try expectEqual(try await trial.stored().state, .done, "the end")
        try expectEqual(try await trial.work().count, 20, "the work of the others")
        try await trial.expectCountsAreRight()
    }
}
