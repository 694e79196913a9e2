internal import Foundation
internal import ServiceKit
internal import TeamsModels
internal import TeamsNotifications

/// A walk through a store's methods, with a plain model that says what has to be there.
struct StoreWalk {
    private struct Row: Equatable {
        var name: String
        var state: DeliveryState
        var work: DeliveryWork?
        var version = 0
        var isThere = false
        var isOnTheWire = false
        var code: DeliveryCode?
    }
    private struct Model {
        var state: NotificationState
        var beforePause: NotificationState?
        var version = 1
        var isRecalled = false
        var endsAs = NotificationState.done
        var rows: [Row] = []
        var isPlanned = false

        var isLive: Bool { !state.isOver && !isRecalled && endsAs == .done }
        var isEligible: Bool { state == .planning || state == .sending }

        mutating func end() {
            if state == .sending, !rows.contains(where: { $0.work != nil }) { state = endsAs }
        }
    }

    let trial: StoreTrial
    private var random: SplitMix
    private var models: [NotificationID: Model] = [:]
    private var ids: [NotificationID] = []
    /// What was begun: its place, notification, person, work and version.
    private var wire: [DeliveryTask] = []
    private(set) var log: [String] = []

    init(trial: StoreTrial, seed: UInt64) {
        self.trial = trial
        random = SplitMix(state: seed)
    }

    mutating func step() async throws {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<6: try await accept()
        case 6..<22: try await plan()
        case 22..<50: try await begin()
        case 50..<78: try await record()
        case 78..<82: try await pause()
        case 82..<87: try await resume()
        case 87..<88: try await cancel()
        case 88..<92: try await edit()
        case 92..<93: try await recall()
        case 93..<97: try await retry()
        default: try await look()
        }
    }

    private mutating func accept() async throws {
        guard ids.count < 60 else { return }
        let id = NotificationID(rawValue: "n\(ids.count)")
        log.append("accept \(id)")
        let priority = NotificationPriority.allCases.randomElement(using: &random) ?? .normal
        try await trial.accept(StoreTrial.record(id, priority: priority))
        ids.append(id)
        models[id] = Model(state: .planning)
    }

    private mutating func plan() async throws {
        guard let id = ids.randomElement(using: &random), var model = models[id] else { return }
        let names = (0..<Int.random(in: 0...6, using: &random)).map { _ in "p\(Int.random(in: 0..<40, using: &random))"
        }
        let isAll = Bool.random(using: &random)
        let isPlanning = (model.state == .paused ? model.beforePause : model.state) == .planning
        guard isPlanning else { return }
        log.append("plan \(id) \(names) \(isAll)")
        try await trial.plan(names, of: id, isAll: isAll)
        for name in names where !model.rows.contains(where: { $0.name == name }) {
            model.rows.append(Row(name: name, state: .planned, work: .send))
        }
        if isAll {
            if model.state == .paused { model.beforePause = .sending } else { model.state = .sending }
        }
        model.end()
        models[id] = model
    }

    private mutating func begin() async throws {
        let holding = Set(wire.map(\.delivery.place))
        let tasks = try await trial.work(
            at: 10, holding: holding, perNotification: Int.random(in: 1...4, using: &random), limit: 12)
        let chosen = tasks.filter { _ in Bool.random(using: &random) }
        log.append("begin \(chosen.map { "\($0.delivery.notification) \($0.delivery.target.user ?? "")" })")
        for task in tasks {
            let row = try row(of: task)
            let model = try model(of: task)
            try expect(model.isEligible, "work of \(task.delivery.notification), which is \(model.state)")
            try expectEqual(row.work, task.work, "the work of \(task.delivery)")
            try expectEqual(task.version, model.version, "the version of \(task.delivery)")
            try expect(!row.isOnTheWire, "what is on the wire is no work: \(task.delivery)")
        }
        try expectEqual(tasks.map(\.priority), tasks.map(\.priority).sorted(), "the order of priorities")
        try await trial.go(chosen)
        for task in chosen {
            change(task) { row in
                row.isOnTheWire = true
                row.version = task.version
                if task.work == .send { row.state = .sending }
            }
        }
        wire += chosen
    }

    private mutating func record() async throws {
        var receipts: [DeliveryReceipt] = []
        for _ in 0..<Int.random(in: 1...6, using: &random) where !wire.isEmpty {
            let task = wire.remove(at: Int.random(in: 0..<wire.count, using: &random))
            let outcome = Int.random(in: 0..<10, using: &random)
            log.append("record \(task.delivery.notification) \(task.delivery.target.user ?? "") \(outcome)")
            receipts.append(receipt(of: task, outcome))
        }
        try await trial.record(receipts)
    }

    /// What came of a request, in the model and as a receipt.
    private mutating func receipt(of task: DeliveryTask, _ outcome: Int) -> DeliveryReceipt {
        let model = models[task.delivery.notification] ?? Model(state: .done)
        var receipt = StoreTrial.delivered(task)
        var state = DeliveryState.delivered
        var again: DeliveryWork?
        if outcome == 0 { state = .failed }
        if outcome == 1, task.work == .send { state = .unknown }
        if outcome == 2 {
            state = task.work == .send ? .planned : .delivered
            again = task.work
        }
        receipt.state = state
        receipt.work = again
        receipt.code = state == .failed || state == .unknown ? "odd" : nil
        if state != .delivered || again != nil { receipt.activityID = nil }
        let isThere = receipt.activityID != nil
        change(task) { row in
            row.isOnTheWire = false
            row.state = state
            row.work = again
            row.code = receipt.code
            if isThere { row.isThere = true }
            if row.work == .send, !model.isLive {
                row.state = .skipped
                row.work = nil
                row.code = model.isRecalled ? .recalled : .cancelled
            } else if model.state.isOver {
                row.work = nil
            } else if row.isThere, state == .delivered || state == .failed, task.version < model.version {
                row.work = model.isRecalled ? .delete : .update
            }
        }
        return receipt
    }

    private mutating func pause() async throws {
        guard let id = ids.randomElement(using: &random), var model = models[id], model.isEligible else { return }
        log.append("pause \(id)")
        try await trial.change(id, to: .paused)
        model.beforePause = model.state
        model.state = .paused
        models[id] = model
    }

    private mutating func resume() async throws {
        guard let id = ids.randomElement(using: &random), var model = models[id], model.state == .paused else { return }
        log.append("resume \(id)")
        model.state = model.beforePause ?? .sending
        try await trial.change(id, to: model.state)
        model.end()
        models[id] = model
    }

    private mutating func cancel() async throws {
        guard let id = ids.randomElement(using: &random), var model = models[id], !model.state.isOver else { return }
        log.append("cancel \(id)")
        try await trial.change(id, to: .cancelled)
        model.state = .cancelled
        model.endsAs = .cancelled
        skip(&model, as: .cancelled)
        models[id] = model
    }

    private mutating func edit() async throws {
        guard let id = ids.randomElement(using: &random), var model = models[id], !model.isRecalled else { return }
        log.append("edit \(id)")
        model.version += 1
        _ = try await trial.store.replaceContent(
            of: id, with: NotificationContent(.text("Version \(model.version)")))
        mark(&model, as: .update)
        models[id] = model
    }

    private mutating func recall() async throws {
        guard let id = ids.randomElement(using: &random), var model = models[id], !model.isRecalled else { return }
        log.append("recall \(id)")
        _ = try await trial.store.replaceContent(of: id, with: nil)
        model.version += 1
        let isThere = model.rows.contains { $0.state == .sending || $0.state == .delivered }
        model.endsAs = model.state == .cancelled || !isThere ? .cancelled : .done
        model.isRecalled = true
        model.state = .sending
        skip(&model, as: .recalled)
        mark(&model, as: .delete)
        models[id] = model
    }

    private mutating func retry() async throws {
        guard let id = ids.randomElement(using: &random), var model = models[id] else { return }
        log.append("retry \(id)")
        _ = try await trial.store.retry(id, codes: ["odd"])
        guard model.endsAs == .done, !model.isRecalled else { return }
        for index in model.rows.indices where model.rows[index].work == nil {
            switch model.rows[index].state {
            case .failed where model.rows[index].isThere:
                model.rows[index].state = .delivered
                model.rows[index].work = .update
            case .failed, .unknown:
                model.rows[index].state = .planned
                model.rows[index].work = .send
            default: continue
            }
            model.rows[index].code = nil
            if model.state == .done { model.state = .sending }
        }
        models[id] = model
    }

    private mutating func look() async throws {
        guard let id = ids.randomElement(using: &random) else { return }
        try await compare(id)
    }

    /// Looks at everything.
    func compare() async throws {
        for id in ids { try await compare(id) }
        let interrupted = try await trial.store.interrupted().map(\.delivery.place).sorted()
        try expectEqual(interrupted, wire.map(\.delivery.place).sorted(), "what is on the wire")
    }

    private func compare(_ id: NotificationID) async throws {
        let model = try unwrap(models[id], "the model of \(id)")
        let stored = try await trial.stored(id)
        try expectEqual(stored.state, model.state, "the state of \(id)")
        try expectEqual(stored.version, model.version, "the version of \(id)")
        try expectEqual(stored.isRecalled, model.isRecalled, "whether \(id) is recalled")
        let ledger = try await trial.ledger(id)
        try expectEqual(ledger.map(\.target.user), model.rows.map(\.name), "whom \(id) is for")
        for (delivery, row) in zip(ledger, model.rows) {
            try expectEqual(delivery.state, row.state, "the state of \(delivery)")
            try expectEqual(delivery.work, row.work, "the work of \(delivery)")
            try expectEqual(delivery.code, row.code, "the code of \(delivery)")
        }
        var counts = DeliveryCounts()
        for row in model.rows { counts[row.state] += 1 }
        try expectEqual(stored.counts, counts, "the counts of \(id)")
    }

    private func model(of task: DeliveryTask) throws -> Model {
        try unwrap(models[task.delivery.notification], "the model of \(task.delivery)")
    }

    private func row(of task: DeliveryTask) throws -> Row {
        let row = try model(of: task).rows.first { $0.name == task.delivery.target.user }
        return try unwrap(row, "the row of \(task.delivery)")
    }

    private mutating func change(_ task: DeliveryTask, _ change: (inout Row) -> Void) {
        guard var model = models[task.delivery.notification],
            let index = model.rows.firstIndex(where: { $0.name == task.delivery.target.user })
        else { return }
        change(&model.rows[index])
        model.end()
        models[task.delivery.notification] = model
    }

    /// What is still to be sent is skipped; other work is taken away.
    private func skip(_ model: inout Model, as code: DeliveryCode) {
        for index in model.rows.indices where model.rows[index].work != nil && !model.rows[index].isOnTheWire {
            if model.rows[index].work == .send {
                model.rows[index].state = .skipped
                model.rows[index].code = code
            }
            model.rows[index].work = nil
        }
    }

    /// Messages with an older version are to be changed.
    private func mark(_ model: inout Model, as work: DeliveryWork) {
        for index in model.rows.indices {
            let row = model.rows[index]
            guard row.isThere, !row.isOnTheWire, row.work == nil, row.version < model.version,
                row.state == .delivered || row.state == .failed
            else { continue }
            model.rows[index].work = work
        }
        if model.state.isOver { model.state = .sending }
        model.end()
    }
}

/// Chance that can be had again: SplitMix64 of Steele, Lea and Flood.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
