public import JSONKit

/// What every action of a card can have.
public struct ActionCommon: CardCommon {
    /// A name that is unique in the card.
    public var id: String?
    /// The text of the button.
    public var title: String?
    /// The address of a picture, or `icon:Name,regular` for one of Teams' own.
    public var iconUrl: String?
    /// The look of the button.
    public var style: ActionStyle?
    /// What is shown by a host that does not know the type: an action, or `drop`.
    public var fallback: CardFallback<AdaptiveAction>?
    /// The features that the host must have, with the least version of each.
    public var requires: CardNamedValues<String>?
    /// What is shown when someone points at it.
    public var tooltip: String?
    /// Whether it can be pressed. It can unless said.
    public var isEnabled: Bool?
    /// Whether it is a button or stands in the overflow menu.
    public var mode: ActionMode?
    /// The actions of a menu that opens beside it.
    public var menuActions: [AdaptiveAction]?
    /// Pictures by theme.
    public var themedIconUrls: [ThemedUrl]?
    /// A name that stays the same when the card is replaced.
    public var key: String?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<Self> = [
        .init("id", \.id),
        .init("title", \.title),
        .init("iconUrl", \.iconUrl, since: CardVersion(1, 1)),
        .init("style", \.style, since: CardVersion(1, 2)),
        .init("fallback", \.fallback, since: CardVersion(1, 2)),
        .init("requires", \.requires, since: CardVersion(1, 2)),
        .init("tooltip", \.tooltip, since: CardVersion(1, 5)),
        .init("isEnabled", \.isEnabled, since: CardVersion(1, 5)),
        .init("mode", \.mode, since: CardVersion(1, 5)),
        .init("menuActions", \.menuActions, since: nil),
        .init("themedIconUrls", \.themedIconUrls, since: nil),
        .init("key", \.key, since: nil),
    ]
}
