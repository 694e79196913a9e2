internal import Foundation
internal import JSONKit
internal import TeamsApp
internal import TeamsModels
internal import TeamsNotifications

/// A store on trial, and the short ways in which the checks talk to it.
struct StoreTrial: Sendable {
    let store: any NotificationStore

    /// An instant, so many seconds after noon of a day in winter.
    static func at(_ seconds: Double) -> Date { Date(timeIntervalSince1970: 1_795_000_000 + seconds) }

    static let lane: TenantID = "tenant"

    /// A new notification, which is being planned.
    static func record(
        _ id: NotificationID = "n1", category: String? = nil, priority: NotificationPriority = .normal,
        schedule: NotificationSchedule = .now, expiresAt: Date? = nil, state: NotificationState = .planning,
        content: NotificationContent? = nil
    ) -> NotificationRecord {
        let request = NotificationRequest(
            to: NotificationAudience(.everyone), content ?? NotificationContent(.text("The tide turns.")),
            about: category, at: schedule, priority: priority, expiresAt: expiresAt)
        return NotificationRecord(id: id, request: request, state: state, createdAt: at(0))
    }

    @discardableResult
    func accept(_ record: NotificationRecord) async throws -> NotificationRecord {
        guard case .accepted(let stored) = try await store.accept(NewNotification(record: record)) else {
            throw ConformanceFailure("a notification without a key is accepted", file: #fileID, line: #line)
        }
        return stored
    }

    /// Deliveries to conversations of these names, planned and being sent.
    @discardableResult
    func plan(
        _ names: [String], of id: NotificationID = "n1", tenant: TenantID = StoreTrial.lane, due: Double = 0,
        isAll: Bool = true
    ) async throws -> NotificationRecord {
        try await plan(names.map { Self.delivery($0, tenant: tenant, due: due) }, of: id, isAll: isAll)
    }

    @discardableResult
    func plan(
        _ deliveries: [NewDelivery], of id: NotificationID = "n1", isAll: Bool = true
    ) async throws -> NotificationRecord {
        let planned = try await store.plan(deliveries, of: id) { record in
            if isAll {
                record.state = .sending
                record.planCursor = nil
            }
        }
        return try unwrap(planned, "the record of \(id)")
    }

    static func delivery(_ name: String, tenant: TenantID = StoreTrial.lane, due: Double = 0) -> NewDelivery {
        NewDelivery(
            target: DeliveryTarget(
                conversation: ConversationID(rawValue: "a:\(name)"), tenant: tenant, user: name,
                account: AccountID(rawValue: "29:\(name)")),
            dueAt: at(due))
    }

    /// A notification that is being sent to conversations of these names.
    @discardableResult
    func send(_ names: [String], _ record: NotificationRecord = StoreTrial.record()) async throws -> [DeliveryTask] {
        try await accept(record)
        try await plan(names, of: record.id)
        return try await work().filter { $0.delivery.notification == record.id }
    }

    func work(
        _ tenant: TenantID = StoreTrial.lane, at seconds: Double = 0, holding: Set<Int64> = [],
        perNotification: Int = 1000, limit: Int = 1000
    ) async throws -> [DeliveryTask] {
        try await store.work(
            in: tenant, at: Self.at(seconds), holding: holding, perNotification: perNotification, limit: limit)
    }

    func begin(_ tasks: [DeliveryTask], at seconds: Double = 1) async throws -> [BeginVerdict] {
        try await store.begin(
            tasks.map {
                BegunAttempt(place: $0.delivery.place, work: $0.work, version: $0.version, at: Self.at(seconds))
            })
    }

    /// Begins these, and expects that each may go.
    func go(_ tasks: [DeliveryTask], at seconds: Double = 1) async throws {
        let verdicts = try await begin(tasks, at: seconds)
        try expectEqual(verdicts, tasks.map { _ in .go }, "what may go")
    }

    func record(_ receipts: [DeliveryReceipt]) async throws { try await store.record(receipts, pacing: []) }

    /// Begins these, and stores that the service took them.
    func deliver(_ tasks: [DeliveryTask], at seconds: Double = 1) async throws {
        try await go(tasks, at: seconds)
        try await record(tasks.map { Self.delivered($0, at: seconds) })
    }

    static func delivered(_ task: DeliveryTask, at seconds: Double = 1) -> DeliveryReceipt {
        DeliveryReceipt(
            place: task.delivery.place, state: .delivered, version: task.version,
            activityID: ActivityID(rawValue: "\(1000 + task.delivery.place)"),
            attempt: DeliveryAttempt(at: at(seconds), status: 201, waited: 0.25))
    }

    func failed(_ task: DeliveryTask, _ code: DeliveryCode, as state: DeliveryState = .failed) -> DeliveryReceipt {
        DeliveryReceipt(
            place: task.delivery.place, state: state, version: task.version, code: code,
            attempt: DeliveryAttempt(at: Self.at(1), status: state == .unknown ? nil : 500, waited: 0))
    }

    func stored(_ id: NotificationID = "n1") async throws -> NotificationRecord {
        try unwrap(try await store.notification(id), "the notification \(id)")
    }

    /// All deliveries of a notification, a few at a time.
    func ledger(
        _ id: NotificationID = "n1", in states: Set<DeliveryState>? = nil, pageSize: Int = 100
    ) async throws -> [Delivery] {
        var all: [Delivery] = []
        var place: Int64 = 0
        while true {
            let page = try await store.deliveries(of: id, in: states, after: place, limit: pageSize)
            try expect(page.items.count <= pageSize, "a page has at most \(pageSize), not \(page.items.count)")
            all += page.items
            guard let next = page.next else { return all }
            place = try unwrap(Int64(next), "the place in the cursor \(next)")
        }
    }

    /// The counts of a notification are those of its deliveries.
    func expectCountsAreRight(_ id: NotificationID = "n1", file: String = #fileID, line: Int = #line) async throws {
        var counts = DeliveryCounts()
        for delivery in try await ledger(id) { counts[delivery.state] += 1 }
        try expectEqual(try await stored(id).counts, counts, "the counts of \(id)", file: file, line: line)
    }

    @discardableResult
    func change(_ id: NotificationID = "n1", to state: NotificationState) async throws -> NotificationRecord {
        let changed = try await store.change(id, leftOver: .cancelled) { record in
            if state == .paused { record.stateBeforePause = record.state }
            record.state = state
        }
        return try unwrap(changed, "the changed \(id)")
    }

    /// Puts a personal chat into the registry.
    func know(_ name: String, _ change: (inout KnownConversation) -> Void = { _ in }) async throws {
        var reference = ConversationReference(
            ConversationID(rawValue: "a:\(name)"), type: .personal, tenantId: Self.lane,
            serviceUrl: "https://smba.example/teams")
        reference.user = Account()
        reference.user?.id = AccountID(rawValue: "29:\(name)")
        reference.user?.aadObjectId = name
        var known = KnownConversation(reference)
        change(&known)
        try await store.conversations.upsert(known)
    }

    static func names(_ tasks: [DeliveryTask]) -> [String] { tasks.map { $0.delivery.target.user ?? "" } }
}

/// The error of a store that `body` throws, by its code.
func storeFailure(_ body: () async throws -> Void) async throws -> NotificationStoreError.Code? {
    do { try await body() } catch let error as NotificationStoreError { return error.code }
    return nil
}
