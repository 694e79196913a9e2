public import JSONKit

/// What every element of a card can have.
public struct ElementCommon: CardCommon {
    /// A name that is unique in the card.
    public var id: String?
    /// Whether it is shown at first. Shown unless said.
    public var isVisible: Bool?
    /// A line above it.
    public var separator: Bool?
    /// The gap above it.
    public var spacing: Spacing?
    /// How much height it takes.
    public var height: BlockHeight?
    /// Where it stands from side to side.
    public var horizontalAlignment: HorizontalAlignment?
    /// What is shown by a host that does not know the type: an element, or `drop`.
    public var fallback: JSONValue?
    /// The features that the host must have, with the least version of each.
    public var requires: JSONObject?
    /// How wide the card must be shown for it to be there.
    public var targetWidth: TargetWidth?
    /// The area of the grid it stands in.
    public var gridArea: String?
    /// The language of its texts, as in `en-GB`.
    public var lang: String?
    /// A name that stays the same when the card is replaced.
    public var key: String?
    /// Whether a list of cards is sorted by it.
    public var isSortKey: Bool?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<ElementCommon> = [
        .init("id", \.id),
        .init("isVisible", \.isVisible, since: CardVersion(1, 2)),
        .init("separator", \.separator),
        .init("spacing", \.spacing),
        .init("height", \.height, since: CardVersion(1, 1)),
        .init("horizontalAlignment", \.horizontalAlignment),
        .init("fallback", \.fallback, since: CardVersion(1, 2)),
        .init("requires", \.requires, since: CardVersion(1, 2)),
        .init("targetWidth", \.targetWidth, since: nil),
        .init("grid.area", \.gridArea, since: nil),
        .init("lang", \.lang, since: nil),
        .init("key", \.key, since: nil),
        .init("isSortKey", \.isSortKey, since: nil),
    ]
}

/// What every input of a card can have.
public struct InputCommon: CardCommon {
    /// The name that its value is submitted under. Unique in the card.
    public var id: String?
    /// What is asked, above the input.
    public var label: String?
    /// Whether nothing is submitted until it has a value.
    public var isRequired: Bool?
    /// What is shown when the value is missing or wrong.
    public var errorMessage: String?
    /// Whether it is shown at first. Its value is submitted all the same.
    public var isVisible: Bool?
    /// A line above it.
    public var separator: Bool?
    /// The gap above it.
    public var spacing: Spacing?
    /// How much height it takes.
    public var height: BlockHeight?
    /// Where it stands from side to side.
    public var horizontalAlignment: HorizontalAlignment?
    /// What is shown by a host that does not know the type: an element, or `drop`.
    public var fallback: JSONValue?
    /// The features that the host must have, with the least version of each.
    public var requires: JSONObject?
    /// Where the label stands.
    public var labelPosition: LabelPosition?
    /// The width of a label that stands beside: per cent, or `80px`.
    public var labelWidth: JSONValue?
    /// How it looks until someone points at it.
    public var inputStyle: InputStyle?
    /// An `Action.ResetInputs` that runs when its value changes.
    public var valueChangedAction: JSONObject?
    /// How wide the card must be shown for it to be there.
    public var targetWidth: TargetWidth?
    /// The area of the grid it stands in.
    public var gridArea: String?
    /// The language of its texts, as in `en-GB`.
    public var lang: String?
    /// A name that stays the same when the card is replaced.
    public var key: String?
    /// Whether a list of cards is sorted by it.
    public var isSortKey: Bool?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<InputCommon> = [
        .init("id", \.id, required: true),
        .init("label", \.label, since: CardVersion(1, 3)),
        .init("isRequired", \.isRequired, since: CardVersion(1, 3)),
        .init("errorMessage", \.errorMessage, since: CardVersion(1, 3)),
        .init("isVisible", \.isVisible, since: CardVersion(1, 2)),
        .init("separator", \.separator),
        .init("spacing", \.spacing),
        .init("height", \.height, since: CardVersion(1, 1)),
        .init("horizontalAlignment", \.horizontalAlignment, since: nil),
        .init("fallback", \.fallback, since: CardVersion(1, 2)),
        .init("requires", \.requires, since: CardVersion(1, 2)),
        .init("labelPosition", \.labelPosition, since: CardVersion(1, 6)),
        .init("labelWidth", \.labelWidth, since: CardVersion(1, 6)),
        .init("inputStyle", \.inputStyle, since: CardVersion(1, 6)),
        .init("valueChangedAction", \.valueChangedAction, since: nil),
        .init("targetWidth", \.targetWidth, since: nil),
        .init("grid.area", \.gridArea, since: nil),
        .init("lang", \.lang, since: nil),
        .init("key", \.key, since: nil),
        .init("isSortKey", \.isSortKey, since: nil),
    ]
}

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
    public var fallback: JSONValue?
    /// The features that the host must have, with the least version of each.
    public var requires: JSONObject?
    /// What is shown when someone points at it.
    public var tooltip: String?
    /// Whether it can be pressed. It can unless said.
    public var isEnabled: Bool?
    /// Whether it is a button or stands in the overflow menu.
    public var mode: ActionMode?
    /// The actions of a menu that opens beside it.
    public var menuActions: [AdaptiveAction]?
    /// Pictures by theme: `{theme, url}`.
    public var themedIconUrls: [JSONObject]?
    /// A name that stays the same when the card is replaced.
    public var key: String?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<ActionCommon> = [
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

/// Nothing: this part of a card shares no property with another.
public struct NoCommon: CardCommon {
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<NoCommon> = []
}
