import Foundation
import LockKit
import TeamsApp
import TeamsModels

@testable import TeamsNotifications

/// As much of a store as planning needs, in memory.
final class PlanStoreDouble: PartialStore {
    struct State {
        var rows: [Recipient] = []
        var records: [NotificationID: NotificationRecord] = [:]
        var planned: [NotificationID: [NewDelivery]] = [:]
        var ledger: [NotificationID: [Delivery]] = [:]
        var optedOut: [String: Set<String>] = [:]
        var values: [String: String] = [:]
        var reads: [ActivityID] = []
        var actions: [ActivityID] = []
        /// Called with each page that is planned.
        var onPlan: (@Sendable (inout NotificationRecord) throws(NotificationStoreError) -> Void)?
        var failure: NotificationStoreError?
    }

    let state = Mutex(State())
    let registry = MemoryConversationStore()

    var conversations: any ConversationStore { registry }

    init(_ rows: [Recipient] = []) {
        state.withLock { $0.rows = rows }
    }

    func planned(_ id: NotificationID) -> [NewDelivery] { state.withLock { $0.planned[id] ?? [] } }

    func accept(_ new: NewNotification) async throws(NotificationStoreError) -> Acceptance {
        state.withLock { $0.records[new.record.id] = new.record }
        return .accepted(new.record)
    }

    func notification(_ id: NotificationID) async throws(NotificationStoreError) -> NotificationRecord? {
        state.withLock { $0.records[id] }
    }

    func notifications(
        in states: Set<NotificationState>?, recurringOnly: Bool, after cursor: String?, limit: Int
    ) async throws(NotificationStoreError) -> StorePage<NotificationRecord> {
        StorePage(items: state.withLock { $0.records.values.filter { states?.contains($0.state) ?? true } })
    }

    func recipients(
        _ query: RecipientQuery, after place: Int64, limit: Int
    ) async throws(NotificationStoreError) -> [Recipient] {
        let (rows, failure) = state.withLock { ($0.rows, $0.failure) }
        if let failure { throw failure }
        let teams = query.teams.map { Set($0.map(\.rawValue)) }
        let conversations = query.conversations.map { Set($0.map(\.rawValue)) }
        let people = query.people.map(Set.init)
        return Array(
            rows.lazy.filter { row in
                row.place > place && (query.type == nil || row.type == query.type)
                    && (query.tenant == nil || row.tenant == query.tenant)
                    && (teams.map { row.team.map { $0.rawValue }.map($0.contains) ?? false } ?? true)
                    && (conversations?.contains(row.conversation.rawValue) ?? true)
                    && (people.map(row.isOne) ?? true)
            }.prefix(limit))
    }

    func plan(
        _ deliveries: [NewDelivery], of id: NotificationID,
        _ progress: @escaping @Sendable (inout NotificationRecord) -> Void
    ) async throws(NotificationStoreError) -> NotificationRecord? {
        try state.withLock { (state) throws(NotificationStoreError) -> NotificationRecord? in
            guard var record = state.records[id] else { return nil }
            var keys = Set((state.planned[id] ?? []).map(\.target.key))
            for delivery in deliveries where keys.insert(delivery.target.key).inserted {
                state.planned[id, default: []].append(delivery)
                record.counts[delivery.skipped == nil ? .planned : .skipped] += 1
            }
            progress(&record)
            try state.onPlan?(&record)
            state.records[id] = record
            return record
        }
    }

    func deliveries(
        of id: NotificationID, in states: Set<DeliveryState>?, after place: Int64, limit: Int
    ) async throws(NotificationStoreError) -> StorePage<Delivery> {
        let all = state.withLock { $0.ledger[id] ?? [] }
        let items = all.filter { $0.place > place && (states?.contains($0.state) ?? true) }
        return StorePage(items: Array(items.prefix(limit)), next: items.count > limit ? "more" : nil)
    }

    func noteRead(
        _ conversation: ConversationID, upTo activity: ActivityID, at: Date
    ) async throws(NotificationStoreError) { state.withLock { $0.reads.append(activity) } }

    func noteAction(
        on activity: ActivityID, in conversation: ConversationID, at: Date
    ) async throws(NotificationStoreError) { state.withLock { $0.actions.append(activity) } }

    func optedOut(_ user: String) async throws(NotificationStoreError) -> Set<String> {
        try state.withLock { (state) throws(NotificationStoreError) in
            if let failure = state.failure { throw failure }
            return state.optedOut[user] ?? []
        }
    }
    func setOptedOut(_ user: String, _ categories: Set<String>) async throws(NotificationStoreError) {
        state.withLock { $0.optedOut[user] = categories }
    }
    func optedOut(
        among users: [String], of category: String
    ) async throws(NotificationStoreError) -> Set<String> {
        state.withLock { state in
            Set(users.filter { state.optedOut[$0].map { $0.contains(category) || $0.contains("*") } ?? false })
        }
    }

    func value(_ name: String) async throws(NotificationStoreError) -> String? { state.withLock { $0.values[name] } }
    func values(prefix: String) async throws(NotificationStoreError) -> [(name: String, value: String)] {
        state.withLock { $0.values.filter { $0.key.hasPrefix(prefix) }.map { ($0.key, $0.value) } }
    }
    func set(_ name: String, to value: String?) async throws(NotificationStoreError) {
        state.withLock { $0.values[name] = value }
    }
    func setOnce(_ name: String, to value: String) async throws(NotificationStoreError) -> Bool {
        state.withLock { state in
            guard state.values[name] == nil else { return false }
            state.values[name] = value
            return true
        }
    }
}

/// Rows of a registry, each under a short name.
enum Rows {
    static let tenant: TenantID = "t"

    static func person(
        _ name: String, at place: Int64, zone: String? = nil, closure: String? = nil, in tenant: TenantID = tenant
    ) -> Recipient {
        Recipient(
            place: place, conversation: ConversationID("a:\(name)"), type: .personal, tenant: tenant, user: name,
            account: AccountID("29:\(name)"), team: nil, name: name, locale: nil, timeZone: zone, isInstalled: true,
            closure: closure)
    }

    static func group(_ name: String, at place: Int64) -> Recipient {
        Recipient(
            place: place, conversation: ConversationID("19:\(name)@thread.v2"), type: .groupChat, tenant: tenant,
            user: nil, account: nil, team: nil, name: name, locale: nil, timeZone: nil, isInstalled: true,
            closure: nil)
    }

    static func channel(_ name: String, of team: String, at place: Int64) -> Recipient {
        Recipient(
            place: place, conversation: ConversationID(name == "General" ? team : "\(team)/\(name)"), type: .channel,
            tenant: tenant, user: nil, account: nil, team: TeamID(team), name: name == "General" ? nil : name,
            locale: nil, timeZone: nil, isInstalled: true, closure: nil)
    }
}
