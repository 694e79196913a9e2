package import Foundation
internal import ServiceKit
package import TeamsApp
internal import TeamsModels

/// What the service's API needs of the engine: ``Notifications``, or a test's.
package protocol NotificationDesk: Sendable {
    func accept(
        _ request: NotificationRequest, idempotency: (key: String, digest: String)?
    ) async throws(NotificationError) -> Acceptance
    func plan(_ request: NotificationRequest) async throws(NotificationError) -> NotificationPlan
    /// The message that one person would get; places are told within the request.
    func preview(
        _ content: NotificationContent, about category: String?, for user: String?, locale: String?
    ) async throws(NotificationError) -> MessagePreview
    /// The templates that a content may name, in order.
    var templateNames: [String] { get }
    /// By the clock that schedules go by.
    var now: Date { get }
    func record(_ id: NotificationID) async throws(NotificationError) -> NotificationRecord?
    func estimatedCompletion(of record: NotificationRecord) async -> Date?

    func pause(_ id: NotificationID) async throws(NotificationError) -> NotificationRecord
    func resume(_ id: NotificationID) async throws(NotificationError) -> NotificationRecord
    func cancel(_ id: NotificationID) async throws(NotificationError) -> NotificationRecord
    func retry(_ id: NotificationID) async throws(NotificationError) -> NotificationRecord
    func replaceContent(
        of id: NotificationID, with content: NotificationContent
    ) async throws(NotificationError) -> NotificationRecord
    func recallAll(_ id: NotificationID) async throws(NotificationError) -> NotificationRecord

    func optedOut(_ user: String) async throws(NotificationError) -> Set<String>
    func setOptedOut(_ user: String, _ categories: Set<String>) async throws(NotificationError)

    /// In the order of acceptance, the newest first.
    func notifications(
        in states: Set<NotificationState>?, recurringOnly: Bool, after cursor: String?, limit: Int
    ) async throws(NotificationStoreError) -> StorePage<NotificationRecord>
    func deliveries(
        of id: NotificationID, in states: Set<DeliveryState>?, after place: Int64, limit: Int
    ) async throws(NotificationStoreError) -> StorePage<Delivery>
    /// What did not arrive, counted by reason.
    func reasons(of id: NotificationID) async throws(NotificationStoreError) -> [DeliveryReason]
    /// The registry.
    var conversations: any ConversationStore { get }
    /// Who installs the app through Microsoft Graph; nil for nobody.
    var installing: InstallationDesk? { get }
    /// Who compares the registry with Microsoft Graph; nil for nobody.
    var reconciler: Reconciler? { get }

    /// How the lanes do that are served here, by organisation.
    var lanes: [LaneHealth] { get }
    /// The same with those that other processes serve, and who serves each.
    func lanesOfAll() async throws(NotificationStoreError) -> [LaneHealth]
    /// What sending has come to since the start; nil where nobody counts.
    var figures: SendingFigures? { get }
    /// What waits in the store, and who cannot be reached.
    func storeFigures() async throws(NotificationStoreError) -> StoreFigures
    /// How many old deliveries were removed since the start.
    var removedDeliveries: Int { get }
    /// What is wrong right now, for people; empty when all is well.
    func problems() async -> [String]
}

extension NotificationDesk {
    package func lanesOfAll() async throws(NotificationStoreError) -> [LaneHealth] {
        lanes.sorted { $0.tenant.rawValue < $1.tenant.rawValue }
    }
    package var installing: InstallationDesk? { nil }
    package var reconciler: Reconciler? { nil }
}

extension Notifications: NotificationDesk {
    package var installing: InstallationDesk? { parts.installing }

    package var reconciler: Reconciler? { parts.reconciler }

    package func notifications(
        in states: Set<NotificationState>?, recurringOnly: Bool, after cursor: String?, limit: Int
    ) async throws(NotificationStoreError) -> StorePage<NotificationRecord> {
        try await store.notifications(in: states, recurringOnly: recurringOnly, after: cursor, limit: limit)
    }

    package func deliveries(
        of id: NotificationID, in states: Set<DeliveryState>?, after place: Int64, limit: Int
    ) async throws(NotificationStoreError) -> StorePage<Delivery> {
        try await store.deliveries(of: id, in: states, after: place, limit: limit)
    }

    package func reasons(of id: NotificationID) async throws(NotificationStoreError) -> [DeliveryReason] {
        try await store.reasons(of: id)
    }

    package func preview(
        _ content: NotificationContent, about category: String?, for user: String?, locale: String?
    ) async throws(NotificationError) -> MessagePreview {
        try await parts.preview(content, category, user, locale)
    }

    package var templateNames: [String] { parts.templateNames }

    package var now: Date { wallClock.now }

    package var conversations: any ConversationStore { store.conversations }

    package var figures: SendingFigures? { (parts.dispatcher as? Dispatcher)?.figures }

    package func storeFigures() async throws(NotificationStoreError) -> StoreFigures { try await store.figures() }

    package var removedDeliveries: Int { retention?.removed ?? 0 }
}
