internal import TeamsConnector
package import TeamsModels

/// Which way a delivery goes: into a conversation, or past the bot.
///
/// What goes past the bot stands in the same ledger. In place of a conversation it has a name of its own
/// (`webhook:ops`, `activityFeed:…`), and in place of an organisation that of a lane of its own: one a webhook, and one
/// an organisation's activity feeds. So whoever owns a lane owns all windows that its requests count in, and what stops
/// there stops nothing else.
package enum DeliveryRoute: Sendable, Hashable {
    case chat
    case webhook
    case activityFeed

    static let webhookPrefix = "webhook:"
    static let feedPrefix = "activityFeed:"
    private static let feedLanePrefix = feedPrefix.lowercased()

    /// Which way the deliveries of a lane go.
    init(lane tenant: TenantID) {
        self =
            tenant.rawValue.hasPrefix(Self.webhookPrefix)
            ? .webhook : tenant.rawValue.hasPrefix(Self.feedLanePrefix) ? .activityFeed : .chat
    }

    /// How many requests a second are documented for one of its lanes.
    var documentedPace: Double {
        switch self {
        case .chat: Pace.documented
        case .webhook: 4
        case .activityFeed: 5
        }
    }

    /// The organisation of a lane of activity feeds; nil when it is not known.
    static func organisation(ofFeedLane lane: String) -> TenantID? {
        let tenant = lane.dropFirst(feedLanePrefix.count)
        return tenant.isEmpty ? nil : TenantID(rawValue: String(tenant))
    }
}

extension DeliveryTarget {
    /// A webhook.
    package static func webhook(_ name: WebhookName) -> DeliveryTarget {
        let label = DeliveryRoute.webhookPrefix + name.shown
        return DeliveryTarget(conversation: ConversationID(rawValue: label), tenant: TenantID(rawValue: label))
    }

    /// The activity feed of a person.
    package static func feed(of user: String, in tenant: TenantID?) -> DeliveryTarget {
        DeliveryTarget(
            conversation: ConversationID(rawValue: DeliveryRoute.feedPrefix + user),
            tenant: TenantID(rawValue: DeliveryRoute.feedPrefix + (tenant?.rawValue ?? "")), user: user)
    }

    /// Which way it goes.
    package var route: DeliveryRoute { DeliveryRoute(lane: tenant) }
}
