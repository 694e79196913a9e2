internal import JSONKit
package import TeamsModels

/// Whose operations the service counts together, and so which windows they share.
package struct PacingScope: Sendable, Hashable, Codable {
    /// What is counted.
    package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// Sends, creations, updates and deletions in one conversation.
        case sends
        /// Questions about one conversation: members, channels.
        case roster
        /// Everything that the bot does in one organisation.
        case tenant
        /// Posts to one webhook.
        case webhook
        /// Notices in the activity feeds of one organisation, each for one person.
        case feed
        /// The same for many people at once.
        case feedRecipients
    }

    package let kind: Kind
    /// The conversation, or the organisation.
    package let id: String

    /// What changes `conversation`.
    package static func sends(_ conversation: String) -> PacingScope { PacingScope(kind: .sends, id: conversation) }

    /// What asks about `conversation`.
    package static func roster(_ conversation: String) -> PacingScope { PacingScope(kind: .roster, id: conversation) }

    /// All that is done in `tenant`, whose id may be written in any case. What is done in organisations that nobody
    /// named counts as if they were one.
    package static func tenant(_ tenant: TenantID?) -> PacingScope {
        PacingScope(kind: .tenant, id: tenant?.rawValue.lowercased() ?? "")
    }

    /// What is posted to the webhook that goes by `name`.
    package static func webhook(_ name: String) -> PacingScope { PacingScope(kind: .webhook, id: name) }

    /// What Microsoft Graph is asked to put into activity feeds.
    /// - Parameter isForMany: whether one request names many people.
    package static func feed(_ lane: String, isForMany: Bool) -> PacingScope {
        PacingScope(kind: isForMany ? .feedRecipients : .feed, id: lane)
    }
}

extension PacingScope.Kind {
    /// The windows of one bot. Those of all bots together cannot be known here.
    /// - SeeAlso: [Rate limiting for
    ///   agents](https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit)
    var limits: [SlidingWindows.Limit] {
        switch self {
        case .sends: Self.sendLimits
        case .roster: Self.rosterLimits
        case .tenant: Self.tenantLimits
        case .webhook: Self.webhookLimits
        case .feed: [SlidingWindows.Limit(count: 5, length: .seconds(1))]
        case .feedRecipients: [SlidingWindows.Limit(count: 2, length: .seconds(1))]
        }
    }

    /// Whether all of its windows are over within a second: nothing of it is worth storing.
    var isShort: Bool { limits.count == 1 }

    private static let sendLimits = [
        SlidingWindows.Limit(count: 7, length: .seconds(1)), SlidingWindows.Limit(count: 8, length: .seconds(2)),
        SlidingWindows.Limit(count: 60, length: .seconds(30)),
        SlidingWindows.Limit(count: 1800, length: .seconds(3600)),
    ]
    private static let rosterLimits = [
        SlidingWindows.Limit(count: 14, length: .seconds(1)), SlidingWindows.Limit(count: 16, length: .seconds(2)),
        SlidingWindows.Limit(count: 120, length: .seconds(30)),
        SlidingWindows.Limit(count: 3600, length: .seconds(3600)),
    ]
    private static let tenantLimits = [SlidingWindows.Limit(count: 50, length: .seconds(1))]
    /// - SeeAlso: [Create Incoming
    ///   Webhooks](https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using)
    private static let webhookLimits = [
        SlidingWindows.Limit(count: 4, length: .seconds(1)), SlidingWindows.Limit(count: 60, length: .seconds(30)),
        SlidingWindows.Limit(count: 100, length: .seconds(3600)),
        SlidingWindows.Limit(count: 150, length: .seconds(7200)),
        SlidingWindows.Limit(count: 1800, length: .seconds(86_400)),
    ]
}
