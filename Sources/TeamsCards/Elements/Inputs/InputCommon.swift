public import JSONKit

/// What every input of a card has besides what every element has.
public struct InputCommon: CardCommon {
    /// What is asked, above the input.
    public var label: String?
    /// Whether nothing is submitted until it has a value.
    public var isRequired: Bool?
    /// What is shown when the value is missing or wrong.
    public var errorMessage: String?
    /// Where the label stands.
    public var labelPosition: LabelPosition?
    /// The width of a label that stands beside: per cent, or `80px`.
    public var labelWidth: ShareOrPixels?
    /// How it looks until someone points at it.
    public var inputStyle: InputStyle?
    /// An `Action.ResetInputs` that runs when its value changes.
    public var valueChangedAction: Action.ResetInputs?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<Self> = [
        .init("label", \.label, since: CardVersion(1, 3)),
        .init("isRequired", \.isRequired, since: CardVersion(1, 3)),
        .init("errorMessage", \.errorMessage, since: CardVersion(1, 3)),
        .init("labelPosition", \.labelPosition, since: CardVersion(1, 6)),
        .init("labelWidth", \.labelWidth, since: CardVersion(1, 6)),
        .init("inputStyle", \.inputStyle, since: CardVersion(1, 6)),
        .init("valueChangedAction", \.valueChangedAction, since: nil),
    ]
}
