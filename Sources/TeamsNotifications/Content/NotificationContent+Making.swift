public import JSONKit
public import TeamsCards

extension NotificationContent {
    /// A text in Teams' markdown.
    public static func text(_ text: String) -> NotificationContent { NotificationContent(.text(text)) }

    /// A card.
    public static func card(_ card: AdaptiveCard) -> NotificationContent {
        NotificationContent(.card(card.json, data: nil))
    }

    /// A card as JSON: a template when it has bindings.
    ///
    /// - Parameters:
    ///   - template: the card; `${name}` stands for a value of the data.
    ///   - data: what the names mean.
    ///   - perRecipient: what lies over the data, member by member, by the recipient's id in Microsoft Entra.
    public static func card(
        _ template: JSONValue, data: JSONValue? = nil, perRecipient: [String: JSONObject] = [:]
    ) -> NotificationContent {
        var content = NotificationContent(.card(template, data: data))
        content.recipientData = perRecipient.lowercasingKeys
        return content
    }

    /// A template of the library, by the name of its file without `.json`.
    public static func template(
        _ name: String, data: JSONValue? = nil, perRecipient: [String: JSONObject] = [:]
    ) -> NotificationContent {
        var content = NotificationContent(.template(name, data: data))
        content.recipientData = perRecipient.lowercasingKeys
        return content
    }

    /// One content a language, by its tag: `sv`, `en-GB`. Each person gets that of their own tag, else that of its
    /// language, else the fallback.
    public static func localized(
        _ contents: [String: NotificationContent], fallback: String
    ) -> NotificationContent {
        NotificationContent(.locales(contents, fallback: fallback))
    }

    /// With what notifications of the system and lists of chats show.
    public func summarized(_ summary: String) -> NotificationContent { changed { $0.summary = summary } }

    /// Whether the client shows a notification of its own.
    public func alerting(_ alert: Bool = true) -> NotificationContent { changed { $0.alert = alert } }

    /// Whether a card gets the stock action for opting out. Unless said, it gets one when the notification has a
    /// category and the card brings no such action.
    public func offeringOptOut(_ isOffered: Bool) -> NotificationContent { changed { $0.optOut = isOffered } }

    private func changed(_ change: (inout NotificationContent) -> Void) -> NotificationContent {
        var content = self
        change(&content)
        return content
    }
}

extension NotificationContent: ExpressibleByStringInterpolation {
    /// A text in Teams' markdown.
    public init(stringLiteral text: String) { self.init(.text(text)) }
}

extension Dictionary<String, JSONObject> {
    /// Ids of Microsoft Entra are the same however their letters are written.
    fileprivate var lowercasingKeys: Self {
        Dictionary(map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { _, last in last })
    }
}
