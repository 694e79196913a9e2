extension NotificationAudience {
    /// A channel's incoming webhook, or a flow of Workflows that begins with a Teams webhook request.
    ///
    /// What is posted there can be neither edited nor taken back.
    /// - Parameter nameOrAddress: its name in ``NotificationOptions/webhooks``, or its address, which is a secret.
    public static func webhook(_ nameOrAddress: String) -> NotificationAudience {
        NotificationAudience(.webhook(WebhookName(nameOrAddress)))
    }

    /// The activity feeds of these people, through Microsoft Graph. Beside other audiences in an `any` it is for those
    /// of them alone who cannot be reached in their chat: one event reaches a person once.
    /// - Parameter users: their ids in Microsoft Entra.
    public static func activityFeed(_ users: [String]) -> NotificationAudience {
        NotificationAudience(.activityFeed(users))
    }

    /// The webhooks that it names.
    var webhooks: [WebhookName] {
        switch kind {
        case .webhook(let name): [name]
        case .any(let parts): parts.flatMap(\.webhooks)
        default: []
        }
    }

    /// Whether it has anything that goes past the bot.
    var goesBeyondChats: Bool {
        switch kind {
        case .webhook, .activityFeed: true
        case .any(let parts), .all(let parts): parts.contains(where: \.goesBeyondChats)
        case .not(let part): part.goesBeyondChats
        default: false
        }
    }

    /// Whether nothing of it is a conversation.
    var staysOutOfChats: Bool {
        switch kind {
        case .webhook, .activityFeed: true
        case .any(let parts): parts.allSatisfy(\.staysOutOfChats)
        default: false
        }
    }

    /// Whether all of it are webhooks.
    var isWebhooksOnly: Bool {
        switch kind {
        case .webhook: true
        case .any(let parts): parts.allSatisfy(\.isWebhooksOnly)
        default: false
        }
    }

    /// The same with each webhook as `change` makes it.
    func mappingWebhooks(_ change: (WebhookName) -> WebhookName) -> NotificationAudience {
        switch kind {
        case .webhook(let name): NotificationAudience(.webhook(change(name)))
        case .any(let parts): NotificationAudience(.any(parts.map { $0.mappingWebhooks(change) }))
        default: self
        }
    }

    /// The same without any secret, for those who look.
    var shown: NotificationAudience { mappingWebhooks { WebhookName(shownAs: $0.shown) } }
}
