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
        }
    }

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
}
