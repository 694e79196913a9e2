public import JSONKit

/// Something to fill in.
public struct ConnectorCardInput: WireObject {
    /// What it is: `TextInput`, `DateInput` or `MultichoiceInput`.
    public var type: String?
    /// The name that its value is sent under.
    public var id: String?
    /// Whether it must have a value.
    public var isRequired: Bool?
    /// What is asked.
    public var title: String?
    /// What stands there at first.
    public var value: String?
    /// Whether it has several lines.
    public var isMultiline: Bool?
    /// How many characters it takes.
    public var maxLength: Int?
    /// Whether a date has a time.
    public var includeTime: Bool?
    /// How choices are shown: `expanded` or `compact`.
    public var style: String?
    /// Whether more than one choice can be made.
    public var isMultiSelect: Bool?
    /// The choices.
    public var choices: [ConnectorCardChoice]?
    public var extras: JSONObject = [:]

    public init() {}

    public static let members: WireMembers<Self> = [
        WireMember("@type", \.type),
        WireMember("id", \.id),
        WireMember("isRequired", \.isRequired),
        WireMember("title", \.title),
        WireMember("value", \.value),
        WireMember("isMultiline", \.isMultiline),
        WireMember("maxLength", \.maxLength),
        WireMember("includeTime", \.includeTime),
        WireMember("style", \.style),
        WireMember("isMultiSelect", \.isMultiSelect),
        WireMember("choices", \.choices),
    ]
}
