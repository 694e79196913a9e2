public import JSONKit

/// A line or lines of text to fill in.
public struct InputTextProperties: InputProperties {
    public typealias Common = InputCommon
    public static let type = "Input.Text"

    /// What stands there at first.
    public var value: String?
    /// What is shown while it is empty.
    public var placeholder: String?
    /// Whether it has several lines.
    public var isMultiline: Bool?
    /// How many characters it takes.
    public var maxLength: Int?
    /// What it is for.
    public var style: TextInputStyle?
    /// The pattern that a value must have.
    public var regex: String?
    /// A button at its end.
    public var inlineAction: AdaptiveAction?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<InputTextProperties> = [
        .init("value", \.value),
        .init("placeholder", \.placeholder),
        .init("isMultiline", \.isMultiline),
        .init("maxLength", \.maxLength),
        .init("style", \.style),
        .init("regex", \.regex, since: CardVersion(1, 3)),
        .init("inlineAction", \.inlineAction, since: CardVersion(1, 2)),
    ]
}

extension Input {
    /// A line or lines of text to fill in.
    public typealias Text = CardNode<InputTextProperties>
}

/// A number to fill in.
public struct InputNumberProperties: InputProperties {
    public typealias Common = InputCommon
    public static let type = "Input.Number"

    /// What stands there at first.
    public var value: Double?
    /// What is shown while it is empty.
    public var placeholder: String?
    /// The least value.
    public var min: Double?
    /// The greatest value.
    public var max: Double?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<InputNumberProperties> = [
        .init("value", \.value),
        .init("placeholder", \.placeholder),
        .init("min", \.min),
        .init("max", \.max),
    ]
}

extension Input {
    /// A number to fill in.
    public typealias Number = CardNode<InputNumberProperties>
}

/// A day to choose.
public struct InputDateProperties: InputProperties {
    public typealias Common = InputCommon
    public static let type = "Input.Date"

    /// What stands there at first.
    public var value: CalendarDate?
    /// What is shown while it is empty.
    public var placeholder: String?
    /// The first day.
    public var min: CalendarDate?
    /// The last day.
    public var max: CalendarDate?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<InputDateProperties> = [
        .init("value", \.value),
        .init("placeholder", \.placeholder),
        .init("min", \.min),
        .init("max", \.max),
    ]
}

extension Input {
    /// A day to choose.
    public typealias Date = CardNode<InputDateProperties>
}

/// A time of day to choose.
public struct InputTimeProperties: InputProperties {
    public typealias Common = InputCommon
    public static let type = "Input.Time"

    /// What stands there at first.
    public var value: TimeOfDay?
    /// What is shown while it is empty.
    public var placeholder: String?
    /// The earliest time.
    public var min: TimeOfDay?
    /// The latest time.
    public var max: TimeOfDay?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<InputTimeProperties> = [
        .init("value", \.value),
        .init("placeholder", \.placeholder),
        .init("min", \.min),
        .init("max", \.max),
    ]
}

extension Input {
    /// A time of day to choose.
    public typealias Time = CardNode<InputTimeProperties>
}

/// A switch.
public struct InputToggleProperties: InputProperties {
    public typealias Common = InputCommon
    public static let type = "Input.Toggle"

    /// What it switches.
    public var title: String?
    /// What stands there at first: `valueOn` or `valueOff`.
    public var value: String?
    /// What is submitted when it is on. `true` unless said.
    public var valueOn: String?
    /// What is submitted when it is off. `false` unless said.
    public var valueOff: String?
    /// Whether the title runs over several lines.
    public var wrap: Bool?
    /// Whether the title is shown.
    public var showTitle: Bool?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<InputToggleProperties> = [
        .init("title", \.title, required: true),
        .init("value", \.value),
        .init("valueOn", \.valueOn),
        .init("valueOff", \.valueOff),
        .init("wrap", \.wrap, since: CardVersion(1, 2)),
        .init("showTitle", \.showTitle, since: nil),
    ]
}

extension Input {
    /// A switch.
    public typealias Toggle = CardNode<InputToggleProperties>
}

/// Choices, of which one is made.
public struct InputChoiceSetProperties: InputProperties {
    public typealias Common = InputCommon
    public static let type = "Input.ChoiceSet"

    /// The choices.
    public var choices: [Choice]?
    /// Where more choices come from.
    public var choicesData: DataQuery?
    /// Whether more than one can be made.
    public var isMultiSelect: Bool?
    /// How they are shown.
    public var style: ChoiceInputStyle?
    /// What is chosen at first.
    public var value: String?
    /// What is shown while nothing is chosen.
    public var placeholder: String?
    /// Whether titles run over several lines.
    public var wrap: Bool?
    /// Whether expanded choices stand in columns.
    public var useMultipleColumns: Bool?
    /// The least width of such a column.
    public var minColumnWidth: String?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<InputChoiceSetProperties> = [
        .init("choices", \.choices),
        .init("choices.data", \.choicesData, since: CardVersion(1, 6)),
        .init("isMultiSelect", \.isMultiSelect),
        .init("style", \.style),
        .init("value", \.value),
        .init("placeholder", \.placeholder),
        .init("wrap", \.wrap, since: CardVersion(1, 2)),
        .init("useMultipleColumns", \.useMultipleColumns, since: nil),
        .init("minColumnWidth", \.minColumnWidth, since: nil),
    ]
}

extension Input {
    /// Choices, of which one is made.
    public typealias ChoiceSet = CardNode<InputChoiceSetProperties>
}

/// Choices, of which any number are made.
public struct InputMultiChoiceSetProperties: InputProperties {
    public typealias Common = InputCommon
    public static let type = "Input.ChoiceSet"

    /// The choices.
    public var choices: [Choice]?
    /// Where more choices come from.
    public var choicesData: DataQuery?
    /// Whether more than one can be made.
    public var isMultiSelect: Bool?
    /// How they are shown.
    public var style: ChoiceInputStyle?
    /// What is chosen at first, joined by commas.
    public var value: String?
    /// What is shown while nothing is chosen.
    public var placeholder: String?
    /// Whether titles run over several lines.
    public var wrap: Bool?
    /// Whether expanded choices stand in columns.
    public var useMultipleColumns: Bool?
    /// The least width of such a column.
    public var minColumnWidth: String?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<InputMultiChoiceSetProperties> = [
        .init("choices", \.choices),
        .init("choices.data", \.choicesData, since: CardVersion(1, 6)),
        .init("isMultiSelect", \.isMultiSelect),
        .init("style", \.style),
        .init("value", \.value),
        .init("placeholder", \.placeholder),
        .init("wrap", \.wrap, since: CardVersion(1, 2)),
        .init("useMultipleColumns", \.useMultipleColumns, since: nil),
        .init("minColumnWidth", \.minColumnWidth, since: nil),
    ]
}

extension Input {
    /// Choices, of which any number are made.
    public typealias MultiChoiceSet = CardNode<InputMultiChoiceSetProperties>
}

/// A choice.
public struct Choice: CardPart {
    /// What is shown.
    public var title: String?
    /// What is submitted. No comma where several can be chosen.
    public var value: String?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<Choice> = [
        .init("title", \.title, required: true),
        .init("value", \.value, required: true),
    ]
}

/// Stars to give.
public struct InputRatingProperties: InputProperties {
    public typealias Common = InputCommon
    public static let type = "Input.Rating"
    public static let since: CardVersion? = nil

    /// How many are given at first.
    public var value: Double?
    /// How many there are. Five unless said.
    public var max: Int?
    /// Whether half a star can be given.
    public var allowHalfSteps: Bool?
    /// Their size.
    public var size: RatingSize?
    /// Their colour.
    public var color: RatingColor?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<InputRatingProperties> = [
        .init("value", \.value, since: nil),
        .init("max", \.max, since: nil),
        .init("allowHalfSteps", \.allowHalfSteps, since: nil),
        .init("size", \.size, since: nil),
        .init("color", \.color, since: nil),
    ]
}

extension Input {
    /// Stars to give.
    public typealias Rating = CardNode<InputRatingProperties>
}
