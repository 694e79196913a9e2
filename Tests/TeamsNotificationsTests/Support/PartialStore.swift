import Foundation
import TeamsModels

@testable import TeamsNotifications

/// A store that does a part of the work: what its tests never ask for finds nothing, and keeps nothing.
protocol PartialStore: NotificationStore {}

extension PartialStore {
    func accept(_ new: NewNotification) async throws(NotificationStoreError) -> Acceptance { .conflict }
    func acceptance(
        ofKey key: String, digest: String
    ) async throws(NotificationStoreError) -> Acceptance? { nil }
    func notification(_ id: NotificationID) async throws(NotificationStoreError) -> NotificationRecord? { nil }
    func notifications(
        in states: Set<NotificationState>?, recurringOnly: Bool, after cursor: String?, limit: Int
    ) async throws(NotificationStoreError) -> StorePage<NotificationRecord> { StorePage(items: []) }
    func change(
        _ id: NotificationID, leftOver: DeliveryCode,
        _ change: @escaping @Sendable (inout NotificationRecord) throws -> Void
    ) async throws -> NotificationRecord? { nil }
    func replaceContent(
        of id: NotificationID, with content: NotificationContent?
    ) async throws(NotificationStoreError) -> NotificationRecord? { nil }
    func retry(
        _ id: NotificationID, codes: Set<DeliveryCode>
    ) async throws(NotificationStoreError) -> NotificationRecord? { nil }
    func due(at now: Date, limit: Int) async throws(NotificationStoreError) -> [NotificationRecord] { [] }
    func nextWake() async throws(NotificationStoreError) -> Date? { nil }
    func recipients(
        _ query: RecipientQuery, after place: Int64, limit: Int
    ) async throws(NotificationStoreError) -> [Recipient] { [] }
    func plan(
        _ deliveries: [NewDelivery], of id: NotificationID,
        _ progress: @escaping @Sendable (inout NotificationRecord) -> Void
    ) async throws(NotificationStoreError) -> NotificationRecord? { nil }
    func reschedule(
        user: String, _ change: @escaping @Sendable (NotificationRecord, Date) -> Date
    ) async throws(NotificationStoreError) {}
    func lanes() async throws(NotificationStoreError) -> [LaneWork] { [] }
    func work(
        in tenant: TenantID, at now: Date, holding: Set<Int64>, perNotification: Int, limit: Int
    ) async throws(NotificationStoreError) -> [DeliveryTask] { [] }
    func nextDue(in tenant: TenantID, after now: Date) async throws(NotificationStoreError) -> Date? { nil }
    func begin(_ attempts: [BegunAttempt]) async throws(NotificationStoreError) -> [BeginVerdict] { [] }
    func record(
        _ receipts: [DeliveryReceipt], pacing: [PacingMemory]
    ) async throws(NotificationStoreError) {}
    func interrupted(in lanes: Set<TenantID>?) async throws(NotificationStoreError) -> [DeliveryTask] { [] }
    func isOnTheWire(_ id: NotificationID) async throws(NotificationStoreError) -> Bool { false }
    func pacing() async throws(NotificationStoreError) -> [PacingMemory] { [] }
    func deliveries(
        of id: NotificationID, in states: Set<DeliveryState>?, after place: Int64, limit: Int
    ) async throws(NotificationStoreError) -> StorePage<Delivery> { StorePage(items: []) }
    func delivery(
        of activity: ActivityID, in conversation: ConversationID
    ) async throws(NotificationStoreError) -> Delivery? { nil }
    func sharing(
        _ activity: ActivityID, in conversation: ConversationID
    ) async throws(NotificationStoreError) -> [DeliveryTask] { [] }
    func noteRead(
        _ conversation: ConversationID, upTo activity: ActivityID, at: Date
    ) async throws(NotificationStoreError) {}
    func noteAction(
        on activity: ActivityID, in conversation: ConversationID, at: Date
    ) async throws(NotificationStoreError) {}
    func optedOut(_ user: String) async throws(NotificationStoreError) -> Set<String> { [] }
    func setOptedOut(_ user: String, _ categories: Set<String>) async throws(NotificationStoreError) {}
    func optedOut(
        among users: [String], of category: String
    ) async throws(NotificationStoreError) -> Set<String> { [] }
    func value(_ name: String) async throws(NotificationStoreError) -> String? { nil }
    func values(prefix: String) async throws(NotificationStoreError) -> [(name: String, value: String)] { [] }
    func set(_ name: String, to value: String?) async throws(NotificationStoreError) {}
    func setOnce(_ name: String, to value: String) async throws(NotificationStoreError) -> Bool { true }
    func check() async throws(NotificationStoreError) {}
    func reject(
        _ events: [RejectedEvent], of source: String, keeping kept: Int
    ) async throws(NotificationStoreError) {}
    func rejectedEvents(
        of source: String, after cursor: String?, limit: Int
    ) async throws(NotificationStoreError) -> StorePage<RejectedEvent> { StorePage(items: []) }
    func removeDeliveries(
        endedBefore cut: Date, limit: Int
    ) async throws(NotificationStoreError) -> DeliveryRemoval { DeliveryRemoval(deliveries: 0, hasMore: false) }
    func figures() async throws(NotificationStoreError) -> StoreFigures { StoreFigures() }
}
