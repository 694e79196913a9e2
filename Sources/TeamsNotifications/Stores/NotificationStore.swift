package import Foundation
package import TeamsApp
package import TeamsModels

/// Keeps notifications, their deliveries, and what belongs to both. Every method is one step that no other write comes
/// between; what it returned from is durable.
///
/// A store serves one bot: in one process, or in several that share the work by ``leases``.
package protocol NotificationStore: Sendable {
    /// How processes share the work; nil for a store that one process has for itself.
    var leases: (any LaneLeases)? { get }
    /// The registry: filled by the app, and read by the planner. The same database.
    var conversations: any ConversationStore { get }

    // MARK: Intake

    /// Stores a new notification, unless its idempotency key has been seen.
    func accept(_ new: NewNotification) async throws(NotificationStoreError) -> Acceptance
    /// What accepting a request under an idempotency key would come to without storing anything: what became of the
    /// one before, or a conflict; nil when the key has not been seen.
    func acceptance(ofKey key: String, digest: String) async throws(NotificationStoreError) -> Acceptance?
    func notification(_ id: NotificationID) async throws(NotificationStoreError) -> NotificationRecord?
    /// In the order of acceptance, the newest first.
    func notifications(
        in states: Set<NotificationState>?, recurringOnly: Bool, after cursor: String?, limit: Int
    ) async throws(NotificationStoreError) -> StorePage<NotificationRecord>
    /// Stores what `change` makes of a notification; nothing when it throws or changes nothing. Counts are the store's
    /// own and stay. When the new state is over, planned deliveries become `skipped` with `leftOver` as their code.
    /// - Returns: what is known from now on; nil when there is no such notification.
    func change(
        _ id: NotificationID, leftOver: DeliveryCode,
        _ change: @escaping @Sendable (inout NotificationRecord) throws -> Void
    ) async throws -> NotificationRecord?
    /// Gives a notification a new content, or (nil) recalls it: its version grows by one, and each delivered message is
    /// marked for an update or a delete. Those not yet sent get the new content, or are skipped as `recalled`.
    func replaceContent(
        of id: NotificationID, with content: NotificationContent?
    ) async throws(NotificationStoreError) -> NotificationRecord?
    /// Marks failed and unknown deliveries to be sent again. Done or sending, a notification is sending from then on.
    /// - Parameter codes: which failures; `unknown` ones count all.
    func retry(
        _ id: NotificationID, codes: Set<DeliveryCode>
    ) async throws(NotificationStoreError) -> NotificationRecord?

    // MARK: Schedule and planning

    /// Scheduled notifications whose time has come, and those whose planning has not ended, the earliest first.
    func due(at now: Date, limit: Int) async throws(NotificationStoreError) -> [NotificationRecord]
    /// When the next scheduled notification wakes.
    func nextWake() async throws(NotificationStoreError) -> Date?
    /// Conversations of the registry as planning needs them, by place.
    func recipients(
        _ query: RecipientQuery, after place: Int64, limit: Int
    ) async throws(NotificationStoreError) -> [Recipient]
    /// Stores a part of a plan: deliveries, of which a target that this occurrence has already is left out, and what
    /// `progress` makes of the notification (its cursor; at the end its state).
    func plan(
        _ deliveries: [NewDelivery], of id: NotificationID,
        _ progress: @escaping @Sendable (inout NotificationRecord) -> Void
    ) async throws(NotificationStoreError) -> NotificationRecord?
    /// Moves what waits for that person in deliveries by local time: `change` gets each `dueAt` and gives the new one.
    func reschedule(
        user: String, _ change: @escaping @Sendable (NotificationRecord, Date) -> Date
    ) async throws(NotificationStoreError)

    // MARK: Lanes

    /// Organisations with work that is or will be due.
    func lanes() async throws(NotificationStoreError) -> [LaneWork]
    /// The work of an organisation that is due, of notifications that are neither paused nor over: by priority, then
    /// fairly among notifications (at most `perNotification` of each), then by `dueAt` and place.
    /// - Parameter holding: places that the lane has already.
    func work(
        in tenant: TenantID, at now: Date, holding: Set<Int64>, perNotification: Int, limit: Int
    ) async throws(NotificationStoreError) -> [DeliveryTask]
    /// When the next work of an organisation that is not due yet will be.
    func nextDue(in tenant: TenantID, after now: Date) async throws(NotificationStoreError) -> Date?
    /// Stores the intent to send these, as `sending`. Looked at again in the same step: whether the notification is
    /// still to be sent and not expired, whether the person has opted out, whether the conversation is closed.
    /// What must not be sent is stored as `skipped`, and told.
    func begin(
        _ attempts: [BegunAttempt]
    ) async throws(NotificationStoreError) -> [BeginVerdict]
    /// Stores what came of attempts, and the memory of the limiter. A notification whose last delivery ended is `done`
    /// (a recurring one `scheduled`, or `done` after its last time).
    /// A delivery that is delivered with an older version than its notification's is marked for the update (or delete).
    func record(
        _ receipts: [DeliveryReceipt], pacing: [PacingMemory]
    ) async throws(NotificationStoreError)
    /// What was on the wire when the process ended that served these lanes before; nil for all.
    func interrupted(in lanes: Set<TenantID>?) async throws(NotificationStoreError) -> [DeliveryTask]
    /// Whether anything of a notification is on the wire, of whichever process.
    func isOnTheWire(_ id: NotificationID) async throws(NotificationStoreError) -> Bool
    /// The memory of the limiter, as it was last stored.
    func pacing() async throws(NotificationStoreError) -> [PacingMemory]

    // MARK: Ledger

    func deliveries(
        of id: NotificationID, in states: Set<DeliveryState>?, after place: Int64, limit: Int
    ) async throws(NotificationStoreError) -> StorePage<Delivery>
    /// What did not arrive, counted by reason, in the order of ``DeliveryReason/ordered(_:)``.
    func reasons(of id: NotificationID) async throws(NotificationStoreError) -> [DeliveryReason]
    /// The delivery that put a message there; nil for messages of others.
    func delivery(
        of activity: ActivityID, in conversation: ConversationID
    ) async throws(NotificationStoreError) -> Delivery?
    /// All deliveries whose message that is, by place: several when it is a digest. As tasks with the newest version;
    /// their work is a delete when their notification is recalled, else an update. Those that were taken back
    /// (delivered, with the code `recalled`) are left out.
    func sharing(
        _ activity: ActivityID, in conversation: ConversationID
    ) async throws(NotificationStoreError) -> [DeliveryTask]
    /// Notes that the person has read everything in the conversation up to a message.
    func noteRead(
        _ conversation: ConversationID, upTo activity: ActivityID, at: Date
    ) async throws(NotificationStoreError)
    /// Notes that somebody acted on the card of a message.
    func noteAction(
        on activity: ActivityID, in conversation: ConversationID, at: Date
    ) async throws(NotificationStoreError)

    // MARK: Preferences

    /// The categories that a person wants nothing of; `*` is all. Empty for somebody who never said anything.
    func optedOut(_ user: String) async throws(NotificationStoreError) -> Set<String>
    func setOptedOut(_ user: String, _ categories: Set<String>) async throws(NotificationStoreError)
    /// Of these people, those who want nothing of `category`.
    func optedOut(
        among users: [String], of category: String
    ) async throws(NotificationStoreError) -> Set<String>

    // MARK: Small things

    /// A small value by its name, such as a key of the API or whom a welcome was sent to; nil removes it.
    func value(_ name: String) async throws(NotificationStoreError) -> String?
    func values(prefix: String) async throws(NotificationStoreError) -> [(name: String, value: String)]
    func set(_ name: String, to value: String?) async throws(NotificationStoreError)
    /// Sets a value unless the name has one. - Returns: whether it did.
    func setOnce(_ name: String, to value: String) async throws(NotificationStoreError) -> Bool
    /// Whether the store can be written right now; throws why not.
    func check() async throws(NotificationStoreError)

    // MARK: Operating

    /// Removes some deliveries of notifications that ended before `cut`, the earliest first, and with the last one of
    /// a notification its data per recipient and its idempotency key. The notification stays, with its counts. What
    /// goes on, or comes again, is not touched.
    /// - Parameter limit: how many rows one step removes at the most.
    func removeDeliveries(
        endedBefore cut: Date, limit: Int
    ) async throws(NotificationStoreError) -> DeliveryRemoval
    /// What waits, and who cannot be reached: small sums, asked for every few seconds.
    func figures() async throws(NotificationStoreError) -> StoreFigures

    // MARK: Events

    /// Keeps events of a source of which nothing could be made, the newest `kept` of them.
    func reject(
        _ events: [RejectedEvent], of source: String, keeping kept: Int
    ) async throws(NotificationStoreError)
    /// The newest first.
    func rejectedEvents(
        of source: String, after cursor: String?, limit: Int
    ) async throws(NotificationStoreError) -> StorePage<RejectedEvent>
}

extension NotificationStore {
    package var leases: (any LaneLeases)? { nil }

    /// What was on the wire when the process ended, in all lanes.
    package func interrupted() async throws(NotificationStoreError) -> [DeliveryTask] {
        try await interrupted(in: nil)
    }
}
