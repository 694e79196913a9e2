import Foundation
import JSONKit
import LockKit
import TeamsApp
import TeamsModels

@testable import TeamsNotifications

/// A ledger in memory that does what lanes need, and tells what they stored.
final class StoreDouble: PartialStore {
    struct Campaign: Sendable {
        var priority = NotificationPriority.normal
        var guarantee = NotificationGuarantee.documented
        var isText = true
        var version = 1
        var isPaused = false
        var isCancelled = false
        var isRecalled = false
        var places: [Int64] = []
        /// All before it are not planned.
        var first = 0
    }
    struct Row: Sendable {
        var delivery: Delivery
        var reference: ConversationReference?
        /// Every state that was stored, with the instant's receipt.
        var history: [DeliveryReceipt] = []
    }
    struct Ledger: Sendable {
        var campaigns: [NotificationID: Campaign] = [:]
        /// Those that may have work, in the order of acceptance.
        var order: [NotificationID] = []
        var rows: [Row] = []
        var pacing: [String: String] = [:]
        var optedOut: Set<String> = []
        var begun = 0
        var begins = 0
        var records = 0
        var failsBegin = false
        var failsRecord = false
        /// Changes that are on the wire.
        var changing: Set<Int64> = []

        mutating func mayHaveWork(_ id: NotificationID) {
            if !order.contains(id) { order.append(id) }
        }

        func waits(_ row: Row) -> Bool {
            row.delivery.work != nil && row.delivery.state != .sending && !changing.contains(row.delivery.place)
        }
    }

    let ledger: SharedLedger
    /// A process that has ended writes nothing any more.
    private let isDead = Mutex(false)
    let conversations: any ConversationStore = MemoryConversationStore()

    init(_ ledger: SharedLedger = SharedLedger()) { self.ledger = ledger }

    /// The database, which outlives a process.
    final class SharedLedger: Sendable {
        private let state = Mutex(Ledger())
        func change<Value: Sendable>(_ body: (inout Ledger) throws -> Value) rethrows -> Value {
            try state.withLock { try body(&$0) }
        }
    }

    func die() { isDead.withLock { $0 = true } }

    /// Plans a notification.
    @discardableResult
    func plan(
        _ id: NotificationID, to conversations: [ConversationID], tenant: TenantID = "t", dueAt: Date = .start,
        _ change: (inout Campaign) -> Void = { _ in }
    ) -> [Int64] {
        plan(id, targets: conversations.map { DeliveryTarget(conversation: $0, tenant: tenant) }, dueAt: dueAt, change)
    }

    @discardableResult
    func plan(
        _ id: NotificationID, targets: [DeliveryTarget], dueAt: Date = .start,
        _ change: (inout Campaign) -> Void = { _ in }
    ) -> [Int64] {
        ledger.change { ledger in
            if ledger.campaigns[id] == nil { ledger.campaigns[id] = Campaign() }
            ledger.mayHaveWork(id)
            for target in targets {
                let place = Int64(ledger.rows.count + 1)
                ledger.campaigns[id]?.places.append(place)
                ledger.rows.append(
                    Row(
                        delivery: Delivery(place: place, notification: id, target: target, dueAt: dueAt),
                        reference: target.conversation.map { .testing($0.base, in: target.tenant) }))
            }
            change(&ledger.campaigns[id]!)
            return ledger.campaigns[id]!.places
        }
    }

    func rows(_ id: NotificationID? = nil) -> [Row] {
        ledger.change { ledger in ledger.rows.filter { id == nil || $0.delivery.notification == id } }
    }
    func deliveries(_ id: NotificationID? = nil) -> [Delivery] { rows(id).map(\.delivery) }
    func count(_ state: DeliveryState) -> Int {
        ledger.change { $0.rows.count { $0.delivery.state == state } }
    }

    private func alive() throws(NotificationStoreError) {
        if isDead.withLock({ $0 }) { throw NotificationStoreError(.unavailable, "the process has ended") }
    }

    private static func task(_ row: Row, _ campaign: Campaign, remaining: Int) -> DeliveryTask {
        DeliveryTask(
            delivery: row.delivery, work: row.delivery.work ?? .send, priority: campaign.priority,
            guarantee: campaign.guarantee, version: campaign.version, isText: campaign.isText, remaining: remaining,
            address: row.reference.map { DeliveryAddress($0) }, locale: nil, data: nil)
    }

    func lanes() async throws(NotificationStoreError) -> [LaneWork] {
        try alive()
        return ledger.change { ledger in
            let open = ledger.rows.filter { ledger.waits($0) }
            return Dictionary(grouping: open, by: \.delivery.target.tenant).map { tenant, rows in
                LaneWork(tenant: tenant, dueAt: rows.map(\.delivery.dueAt).min()!)
            }
        }
    }

    func work(
        in tenant: TenantID, at now: Date, holding: Set<Int64>, perNotification: Int, limit: Int
    ) async throws(NotificationStoreError) -> [DeliveryTask] {
        try alive()
        return ledger.change { ledger in
            var found: [DeliveryTask] = []
            ledger.order.removeAll { id in
                var campaign = ledger.campaigns[id]!
                while campaign.first < campaign.places.count,
                    ledger.rows[Int(campaign.places[campaign.first] - 1)].delivery.work == nil
                { campaign.first += 1 }
                ledger.campaigns[id]!.first = campaign.first
                return campaign.first == campaign.places.count
            }
            let order = ledger.order.sorted {
                ledger.campaigns[$0]!.priority.rank < ledger.campaigns[$1]!.priority.rank
            }
            for id in order where found.count < limit {
                guard let campaign = ledger.campaigns[id], !campaign.isPaused, !campaign.isCancelled else { continue }
                var own = 0
                for place in campaign.places[campaign.first...] where own < perNotification && found.count < limit {
                    let row = ledger.rows[Int(place - 1)]
                    guard ledger.waits(row), row.delivery.dueAt <= now,
                        row.delivery.target.tenant == tenant, !holding.contains(place)
                    else { continue }
                    found.append(Self.task(row, campaign, remaining: campaign.places.count - campaign.first))
                    own += 1
                }
            }
            return found
        }
    }

    func nextDue(in tenant: TenantID, after now: Date) async throws(NotificationStoreError) -> Date? {
        try alive()
        return ledger.change { ledger in
            ledger.rows.filter {
                ledger.waits($0) && $0.delivery.dueAt > now && $0.delivery.target.tenant == tenant
            }.map(\.delivery.dueAt).min()
        }
    }

    func begin(_ attempts: [BegunAttempt]) async throws(NotificationStoreError) -> [BeginVerdict] {
        try alive()
        if ledger.change({ $0.failsBegin }) { throw NotificationStoreError(.unavailable, "the disk is full") }
        return ledger.change { ledger in
            ledger.begins += 1
            return attempts.map { attempt in
                let place = Int(attempt.place - 1)
                let delivery = ledger.rows[place].delivery
                let campaign = ledger.campaigns[delivery.notification]!
                guard !campaign.isPaused, delivery.work == attempt.work, attempt.version == campaign.version,
                    ledger.waits(ledger.rows[place])
                else {
                    return .stale
                }
                let code: DeliveryCode? =
                    campaign.isCancelled
                    ? .cancelled : delivery.target.user.map { ledger.optedOut.contains($0) } == true ? .optedOut : nil
                if let code {
                    ledger.rows[place].delivery.state = .skipped
                    ledger.rows[place].delivery.code = code
                    ledger.rows[place].delivery.work = nil
                    return .skip(code)
                }
                ledger.begun += 1
                if attempt.work == .send {
                    ledger.rows[place].delivery.state = .sending
                } else {
                    ledger.changing.insert(attempt.place)
                }
                return .go
            }
        }
    }

    func record(
        _ receipts: [DeliveryReceipt], pacing: [PacingMemory]
    ) async throws(NotificationStoreError) {
        try alive()
        if ledger.change({ $0.failsRecord }) { throw NotificationStoreError(.unavailable, "the disk is full") }
        ledger.change { ledger in
            ledger.records += 1
            for memory in pacing { ledger.pacing[memory.scope] = memory.json }
            for receipt in receipts {
                let place = Int(receipt.place - 1)
                var row = ledger.rows[place]
                row.history.append(receipt)
                ledger.changing.remove(receipt.place)
                row.delivery.state = receipt.state
                row.delivery.work = receipt.work
                if let due = receipt.dueAt { row.delivery.dueAt = due }
                row.delivery.version = receipt.version
                row.delivery.activityID = receipt.activityID ?? row.delivery.activityID
                row.delivery.code = receipt.code
                if let attempt = receipt.attempt {
                    row.delivery.attempts.append(attempt)
                    row.delivery.tries += 1
                }
                if let opened = receipt.opened {
                    row.delivery.target.conversation = opened
                    row.reference = .testing(opened, in: row.delivery.target.tenant)
                }
                let campaign = ledger.campaigns[row.delivery.notification]!
                if row.delivery.state == .delivered, row.delivery.version < campaign.version {
                    row.delivery.work = campaign.isRecalled ? .delete : .update
                }
                if row.delivery.work != nil {
                    ledger.campaigns[row.delivery.notification]!.first = 0
                    ledger.mayHaveWork(row.delivery.notification)
                }
                ledger.rows[place] = row
            }
        }
    }

    func isOnTheWire(_ id: NotificationID) async throws(NotificationStoreError) -> Bool { false }

    func interrupted(in lanes: Set<TenantID>?) async throws(NotificationStoreError) -> [DeliveryTask] {
        try alive()
        return ledger.change { ledger in
            ledger.rows.filter { $0.delivery.state == .sending || ledger.changing.contains($0.delivery.place) }
                .map { Self.task($0, ledger.campaigns[$0.delivery.notification]!, remaining: 0) }
        }
    }

    func pacing() async throws(NotificationStoreError) -> [PacingMemory] {
        try alive()
        return ledger.change { $0.pacing.map { PacingMemory(scope: $0.key, json: $0.value) } }
    }

    func sharing(
        _ activity: ActivityID, in conversation: ConversationID
    ) async throws(NotificationStoreError) -> [DeliveryTask] {
        ledger.change { ledger in
            ledger.rows.filter {
                $0.delivery.activityID == activity && $0.delivery.target.conversation == conversation
                    && $0.delivery.code != .recalled
            }.map { row in
                let campaign = ledger.campaigns[row.delivery.notification]!
                return Self.task(row, campaign, remaining: 0)
                    .with(campaign.isRecalled ? .delete : row.delivery.work ?? .send)
            }
        }
    }

    /// Gives it another content, or (nil version) takes it back.
    func replace(_ id: NotificationID, recall: Bool) {
        ledger.change { ledger in
            ledger.campaigns[id]!.version += 1
            ledger.campaigns[id]!.isRecalled = recall
            ledger.campaigns[id]!.first = 0
            ledger.mayHaveWork(id)
            for place in ledger.campaigns[id]!.places {
                guard ledger.rows[Int(place - 1)].delivery.state == .delivered else { continue }
                ledger.rows[Int(place - 1)].delivery.work = recall ? .delete : .update
            }
        }
    }
}

extension Date {
    /// When tests begin.
    static let start = Date(timeIntervalSince1970: 1_800_000_000)
}

extension ConversationReference {
    static let service = "https://smba.trafficmanager.net/emea/"

    static func testing(_ id: ConversationID, in tenant: TenantID) -> ConversationReference {
        ConversationReference(
            id, type: id.rawValue.hasPrefix("a:") ? .personal : .groupChat, tenantId: tenant, serviceUrl: service)
    }
}
