package import Foundation
package import TeamsModels

/// A notification on its way into the store.
package struct NewNotification: Sendable {
    /// With its state and ``NotificationRecord/wakesAt``; data per recipient still in its content.
    package var record: NotificationRecord
    /// A key by which the same request is known again, and a digest of the body it came with.
    package var idempotency: (key: String, digest: String)?

    package init(record: NotificationRecord, idempotency: (key: String, digest: String)? = nil) {
        self.record = record
        self.idempotency = idempotency
    }
}

/// What came of accepting a notification.
package enum Acceptance: Sendable {
    case accepted(NotificationRecord)
    /// The key was used for the same body before: what became of that one.
    case repeated(NotificationRecord)
    /// The key was used for another body.
    case conflict
}

/// Some of a list, and where the next ones begin; nil at the end.
package struct StorePage<Element: Sendable>: Sendable {
    package var items: [Element]
    package var next: String?

    package init(items: [Element], next: String? = nil) {
        self.items = items
        self.next = next
    }
}

/// Which conversations of the registry planning looks at; what is nil does not matter.
package struct RecipientQuery: Sendable, Hashable {
    /// `personal`, `groupChat`, or `channel`.
    package var type: ConversationType?
    package var tenant: TenantID?
    package var teams: [TeamID]?
    package var conversations: [ConversationID]?
    /// By the id in Microsoft Entra, in small letters, or by the one in conversations.
    package var people: [String]?

    package init() {}
}

/// A delivery on its way into the ledger.
package struct NewDelivery: Sendable, Hashable {
    package var target: DeliveryTarget
    package var dueAt: Date
    /// Planned to be skipped, with this code.
    package var skipped: DeliveryCode?
    /// Of a whole conversation that the registry knows, its ``Recipient/place`` there; nil for any other target.
    package var registryPlace: Int64?

    package init(
        target: DeliveryTarget, dueAt: Date, skipped: DeliveryCode? = nil, registryPlace: Int64? = nil
    ) {
        self.target = target
        self.dueAt = dueAt
        self.skipped = skipped
        self.registryPlace = registryPlace
    }
}

/// An organisation with work.
package struct LaneWork: Sendable, Hashable {
    package var tenant: TenantID
    /// When its earliest work is due.
    package var dueAt: Date

    package init(tenant: TenantID, dueAt: Date) {
        self.tenant = tenant
        self.dueAt = dueAt
    }
}

/// The intent to send.
package struct BegunAttempt: Sendable, Hashable {
    package var place: Int64
    package var work: DeliveryWork
    package var version: Int
    package var at: Date

    package init(place: Int64, work: DeliveryWork, version: Int, at: Date) {
        self.place = place
        self.work = work
        self.version = version
        self.at = at
    }
}

/// What may become of an intent.
package enum BeginVerdict: Sendable, Hashable {
    /// It may go; the intent is durable.
    case go
    /// It must not, and is stored as skipped.
    case skip(DeliveryCode)
    /// Not now: the notification is paused, or the work has changed. The lane drops it and will get it anew.
    case stale
}

/// What came of one attempt, or what is to be done with a delivery instead of one.
package struct DeliveryReceipt: Sendable, Hashable {
    package var place: Int64
    /// The state from now on. `planned` with a later `dueAt` for another try.
    package var state: DeliveryState
    /// What is still to be done; nil when nothing is.
    package var work: DeliveryWork?
    package var dueAt: Date?
    package var version: Int
    package var activityID: ActivityID?
    package var code: DeliveryCode?
    /// The attempt that ended; nil when none was made.
    package var attempt: DeliveryAttempt?
    /// The conversation that was opened for the person.
    package var opened: ConversationID?

    package init(
        place: Int64, state: DeliveryState, work: DeliveryWork? = nil, dueAt: Date? = nil, version: Int = 0,
        activityID: ActivityID? = nil, code: DeliveryCode? = nil, attempt: DeliveryAttempt? = nil,
        opened: ConversationID? = nil
    ) {
        self.place = place
        self.state = state
        self.work = work
        self.dueAt = dueAt
        self.version = version
        self.activityID = activityID
        self.code = code
        self.attempt = attempt
        self.opened = opened
    }
}

/// What the limiter remembers of one scope, as it is stored.
package struct PacingMemory: Sendable, Hashable {
    /// Which windows: of a conversation or of an organisation.
    package var scope: String
    /// As the limiter wrote it; nil to forget it.
    package var json: String?
    /// The lane that it is of: who does not serve that any more does not store it either. Nil for any.
    package var lane: TenantID?

    package init(scope: String, json: String?, lane: TenantID? = nil) {
        self.scope = scope
        self.json = json
        self.lane = lane
    }
}
