import Foundation
import LockKit
import ServiceKit
import TeamsApp
import TeamsModels

@testable import TeamsNotifications

/// An engine that keeps everything in memory, sends nothing, and fails when it is told to.
final class DeskDouble: NotificationDesk {
    struct State {
        var records: [NotificationRecord] = []
        var keys: [String: (digest: String, place: Int)] = [:]
        var deliveries: [NotificationID: [Delivery]] = [:]
        var reasons: [DeliveryReason] = []
        var optedOut: [String: Set<String>] = [:]
        var isFailing = false
        var lanes: [LaneHealth] = []
        var problems: [String] = []
        /// What ``accept(_:idempotency:)`` waits for.
        var gate: AsyncStream<Void>?
        /// Told when an acceptance waits.
        var arrivals: AsyncStream<Void>.Continuation?
    }
    private let state = Mutex(State())
    let conversations: any ConversationStore = MemoryConversationStore()
    let installing: InstallationDesk?
    let reconciler: Reconciler?

    init() {
        let graph = EmptyGraph.installer
        installing = graph.map {
            InstallationDesk(
                store: $0.store, installer: $0.installer, time: Stopwatch(ContinuousClock()), wallClock: .system,
                logger: Log(label: "test", level: .error))
        }
        reconciler = graph.map { Reconciler(installer: $0.installer) }
    }

    func with<Value>(_ body: (inout State) throws -> Value) rethrows -> Value { try state.withLock { try body(&$0) } }

    private func checked<Value>(
        _ body: (inout State) throws(NotificationError) -> Value
    ) throws(NotificationError) -> Value {
        let result: Result<Value, NotificationError> = state.withLock { state in
            guard !state.isFailing else { return .failure(NotificationError(.unavailable, "the disk is full")) }
            do throws(NotificationError) { return .success(try body(&state)) } catch { return .failure(error) }
        }
        return try result.get()
    }

    func accept(
        _ request: NotificationRequest, idempotency: (key: String, digest: String)?
    ) async throws(NotificationError) -> Acceptance {
        if let gate = with({ $0.gate }) {
            with { $0.arrivals }?.yield()
            for await _ in gate {}
        }
        return try checked { state throws(NotificationError) in
            if request.category == "refused" {
                throw NotificationError(.invalid, "nobody is in it", at: "/audience")
            }
            if let idempotency, let known = state.keys[idempotency.key] {
                guard known.digest == idempotency.digest else { return .conflict }
                return .repeated(state.records[known.place])
            }
            let id = NotificationID(rawValue: String(format: "N%019d", state.records.count + 1))
            let record = NotificationRecord(
                id: id, request: request, state: .planning, createdAt: Date(timeIntervalSince1970: 1_764_000_000))
            state.records.append(record)
            if let idempotency { state.keys[idempotency.key] = (idempotency.digest, state.records.count - 1) }
            return .accepted(record)
        }
    }

    func plan(_ request: NotificationRequest) async throws(NotificationError) -> NotificationPlan {
        try checked { _ in
            var plan = NotificationPlan()
            plan.recipients = 3
            plan.skipped = [.optedOut: 1, .notInstalled: 2]
            plan.requests = 4
            plan.estimatedSeconds = 0.08
            plan.largestBytes = 1_234
            plan.warnings = ["the card has no summary"]
            return plan
        }
    }

    func preview(
        _ content: NotificationContent, about category: String?, for user: String?, locale: String?
    ) async throws(NotificationError) -> MessagePreview {
        try checked { _ throws(NotificationError) in
            guard content != "refused" else { throw NotificationError(.invalid, "is refused", at: "/content/text") }
            var activity = Activity(.message)
            activity.text = "For \(user ?? "anybody") about \(category ?? "nothing")"
            return MessagePreview(activity: activity, language: locale, bytes: 321)
        }
    }
    var templateNames: [String] { ["tide", "welcome"] }
    var now: Date { Date(timeIntervalSince1970: 1_764_000_000) }

    func record(_ id: NotificationID) async throws(NotificationError) -> NotificationRecord? {
        try checked { state in state.records.first { $0.id == id } }
    }

    func estimatedCompletion(of record: NotificationRecord) async -> Date? {
        Date(timeIntervalSince1970: 1_764_000_100)
    }

    private func change(
        _ id: NotificationID, _ change: (inout NotificationRecord) throws(NotificationError) -> Void
    ) throws(NotificationError) -> NotificationRecord {
        try checked { state throws(NotificationError) in
            guard let place = state.records.firstIndex(where: { $0.id == id }) else {
                throw NotificationError(.notFound, "there is no notification \(id)")
            }
            try change(&state.records[place])
            return state.records[place]
        }
    }

    private func steer(_ id: NotificationID, _ new: NotificationState) throws(NotificationError) -> NotificationRecord {
        try change(id) { record throws(NotificationError) in
            guard !record.state.isOver else { throw NotificationError(.wrongState, "it has ended") }
            record.state = new
        }
    }

    func pause(_ id: NotificationID) async throws(NotificationError) -> NotificationRecord { try steer(id, .paused) }
    func resume(_ id: NotificationID) async throws(NotificationError) -> NotificationRecord { try steer(id, .sending) }
    func cancel(_ id: NotificationID) async throws(NotificationError) -> NotificationRecord {
        try change(id) { $0.state = .cancelled }
    }
    func retry(_ id: NotificationID) async throws(NotificationError) -> NotificationRecord { try change(id) { _ in } }
    func replaceContent(
        of id: NotificationID, with content: NotificationContent
    ) async throws(NotificationError) -> NotificationRecord {
        try change(id) { record throws(NotificationError) in
            if case .text("refused") = content.kind {
                throw NotificationError(.invalid, "cannot be sent", at: "/content/text")
            }
            record.version += 1
        }
    }
    func recallAll(_ id: NotificationID) async throws(NotificationError) -> NotificationRecord {
        try change(id) { $0.isRecalled = true }
    }

    func optedOut(_ user: String) async throws(NotificationError) -> Set<String> {
        try checked { $0.optedOut[user] ?? [] }
    }
    func setOptedOut(_ user: String, _ categories: Set<String>) async throws(NotificationError) {
        try checked { $0.optedOut[user] = categories }
    }

    func notifications(
        in states: Set<NotificationState>?, recurringOnly: Bool, after cursor: String?, limit: Int
    ) async throws(NotificationStoreError) -> StorePage<NotificationRecord> {
        let (records, isFailing) = with { ($0.records, $0.isFailing) }
        guard !isFailing else { throw NotificationStoreError(.unavailable, "the disk is full") }
        var all = records.reversed().filter { record in
            (states?.contains(record.state) ?? true) && (!recurringOnly || record.request.schedule.isRecurring)
        }[...]
        if let cursor {
            guard cursor.hasPrefix("N") else { throw NotificationStoreError(.invalidCursor, "no cursor") }
            all = all.drop { $0.id.rawValue >= cursor }
        }
        let items = Array(all.prefix(limit))
        return StorePage(items: items, next: all.count > limit ? items.last?.id.rawValue : nil)
    }

    func deliveries(
        of id: NotificationID, in states: Set<DeliveryState>?, after place: Int64, limit: Int
    ) async throws(NotificationStoreError) -> StorePage<Delivery> {
        let (deliveries, isFailing) = with { ($0.deliveries[id] ?? [], $0.isFailing) }
        guard !isFailing else { throw NotificationStoreError(.unavailable, "the disk is full") }
        let all = deliveries.filter { $0.place > place && (states?.contains($0.state) ?? true) }
        return StorePage(items: Array(all.prefix(limit)), next: all.count > limit ? "more" : nil)
    }

    func reasons(of id: NotificationID) async throws(NotificationStoreError) -> [DeliveryReason] {
        let (reasons, isFailing) = with { ($0.reasons, $0.isFailing) }
        guard !isFailing else { throw NotificationStoreError(.unavailable, "the disk is full") }
        return reasons
    }

    var lanes: [LaneHealth] { with { $0.lanes } }
    var figures: SendingFigures? {
        var figures = SendingFigures()
        figures.answers.add(.milliseconds(70))
        figures.statuses = [200: 3, 429: 2, nil: 1]
        figures.ended = [.delivered: 3]
        figures.wrote(.begin, rows: 3, in: .milliseconds(4), failed: false)
        return figures
    }
    func storeFigures() async throws(NotificationStoreError) -> StoreFigures {
        guard !with({ $0.isFailing }) else { throw NotificationStoreError(.unavailable, "the disk is full") }
        var figures = StoreFigures()
        figures.waiting = 7
        figures.earliestDue = now.addingTimeInterval(-12)
        return figures
    }
    var removedDeliveries: Int { 5 }
    func problems() async -> [String] { with { $0.isFailing ? ["the disk is full"] : $0.problems } }
}
