public import JSONKit

/// Opens an address.
public struct ActionOpenUrlProperties: ActionProperties {
    public typealias Common = ActionCommon
    public static let type = "Action.OpenUrl"

    /// The address.
    public var url: String?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<ActionOpenUrlProperties> = [
        .init("url", \.url, required: true)
    ]
}

extension Action {
    /// Opens an address.
    public typealias OpenUrl = CardNode<ActionOpenUrlProperties>
}

/// Sends the inputs to the bot, as a message that the chat does not show.
public struct ActionSubmitProperties: ActionProperties {
    public typealias Common = ActionCommon
    public static let type = "Action.Submit"

    /// What is sent besides the inputs: an object.
    public var data: JSONValue?
    /// Which inputs are sent.
    public var associatedInputs: AssociatedInputs?
    /// Whether it can be pressed only when the inputs are valid.
    public var conditionallyEnabled: Bool?
    /// What only Teams understands: `feedback`.
    public var msteams: JSONObject?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<ActionSubmitProperties> = [
        .init("data", \.data),
        .init("associatedInputs", \.associatedInputs, since: CardVersion(1, 3)),
        .init("conditionallyEnabled", \.conditionallyEnabled, since: nil),
        .init("msteams", \.msteams, since: nil),
    ]
}

extension Action {
    /// Sends the inputs to the bot, as a message that the chat does not show.
    public typealias Submit = CardNode<ActionSubmitProperties>
}

/// Asks the bot, which answers with another card or a message.
public struct ActionExecuteProperties: ActionProperties {
    public typealias Common = ActionCommon
    public static let type = "Action.Execute"
    public static let since: CardVersion? = CardVersion(1, 4)

    /// The name of what is asked.
    public var verb: String?
    /// What is sent besides the inputs: an object.
    public var data: JSONValue?
    /// Which inputs are sent.
    public var associatedInputs: AssociatedInputs?
    /// Whether it can be pressed only when the inputs are valid.
    public var conditionallyEnabled: Bool?
    /// What only Teams understands.
    public var msteams: JSONObject?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<ActionExecuteProperties> = [
        .init("verb", \.verb, since: CardVersion(1, 4)),
        .init("data", \.data, since: CardVersion(1, 4)),
        .init("associatedInputs", \.associatedInputs, since: CardVersion(1, 4)),
        .init("conditionallyEnabled", \.conditionallyEnabled, since: nil),
        .init("msteams", \.msteams, since: nil),
    ]
}

extension Action {
    /// Asks the bot, which answers with another card or a message.
    public typealias Execute = CardNode<ActionExecuteProperties>
}

/// Opens another card below the button.
public struct ActionShowCardProperties: ActionProperties {
    public typealias Common = ActionCommon
    public static let type = "Action.ShowCard"

    /// The card.
    public var card: AdaptiveCard?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<ActionShowCardProperties> = [
        .init("card", \.card)
    ]
}

extension Action {
    /// Opens another card below the button.
    public typealias ShowCard = CardNode<ActionShowCardProperties>
}

/// Shows and hides elements.
public struct ActionToggleVisibilityProperties: ActionProperties {
    public typealias Common = ActionCommon
    public static let type = "Action.ToggleVisibility"
    public static let since: CardVersion? = CardVersion(1, 2)

    /// The ids, or `{elementId, isVisible}`.
    public var targetElements: [JSONValue]?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<ActionToggleVisibilityProperties> = [
        .init("targetElements", \.targetElements, since: CardVersion(1, 2), required: true)
    ]
}

extension Action {
    /// Shows and hides elements.
    public typealias ToggleVisibility = CardNode<ActionToggleVisibilityProperties>
}

/// Puts inputs back to what stood there at first.
public struct ActionResetInputsProperties: ActionProperties {
    public typealias Common = ActionCommon
    public static let type = "Action.ResetInputs"
    public static let since: CardVersion? = nil

    /// Their ids. All inputs when absent.
    public var targetInputIds: [String]?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<ActionResetInputsProperties> = [
        .init("targetInputIds", \.targetInputIds, since: nil)
    ]
}

extension Action {
    /// Puts inputs back to what stood there at first.
    public typealias ResetInputs = CardNode<ActionResetInputsProperties>
}

/// Opens an address in a dialog.
public struct ActionOpenUrlDialogProperties: ActionProperties {
    public typealias Common = ActionCommon
    public static let type = "Action.OpenUrlDialog"
    public static let since: CardVersion? = nil

    /// The address.
    public var url: String?
    /// The title of the dialog.
    public var dialogTitle: String?
    /// Its height.
    public var dialogHeight: String?
    /// Its width.
    public var dialogWidth: String?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<ActionOpenUrlDialogProperties> = [
        .init("url", \.url, since: nil, required: true),
        .init("dialogTitle", \.dialogTitle, since: nil),
        .init("dialogHeight", \.dialogHeight, since: nil),
        .init("dialogWidth", \.dialogWidth, since: nil),
    ]
}

extension Action {
    /// Opens an address in a dialog.
    public typealias OpenUrlDialog = CardNode<ActionOpenUrlDialogProperties>
}

/// Opens an element beside the button.
public struct ActionPopoverProperties: ActionProperties {
    public typealias Common = ActionCommon
    public static let type = "Action.Popover"
    public static let since: CardVersion? = nil

    /// The element.
    public var content: AdaptiveElement?
    /// Whether an arrow points at the button.
    public var displayArrow: Bool?
    /// On which side it opens.
    public var position: PopoverPosition?
    /// Its greatest width.
    public var maxPopoverWidth: String?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<ActionPopoverProperties> = [
        .init("content", \.content, since: nil, required: true),
        .init("displayArrow", \.displayArrow, since: nil),
        .init("position", \.position, since: nil),
        .init("maxPopoverWidth", \.maxPopoverWidth, since: nil),
    ]
}

extension Action {
    /// Opens an element beside the button.
    public typealias Popover = CardNode<ActionPopoverProperties>
}

/// Puts a picture into a document. Office only.
public struct ActionInsertImageProperties: ActionProperties {
    public typealias Common = ActionCommon
    public static let type = "Action.InsertImage"
    public static let since: CardVersion? = nil

    /// The address of the picture.
    public var url: String?
    /// What it shows.
    public var altText: String?
    /// Where it is put.
    public var insertPosition: String?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<ActionInsertImageProperties> = [
        .init("url", \.url, since: nil, required: true),
        .init("altText", \.altText, since: nil),
        .init("insertPosition", \.insertPosition, since: nil),
    ]
}

extension Action {
    /// Puts a picture into a document. Office only.
    public typealias InsertImage = CardNode<ActionInsertImageProperties>
}
