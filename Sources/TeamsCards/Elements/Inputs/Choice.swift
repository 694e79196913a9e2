public import JSONKit

/// A choice.
public struct Choice: CardPart {
    /// What is shown.
    public var title: String?
    /// What is submitted. No comma where several can be chosen.
    public var value: String?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<Self> = [
        .init("title", \.title, required: true),
        .init("value", \.value, required: true),
    ]
}

extension Choice {
    /// Shows `title` and submits `value`, or the title when no value is given.
    public init(_ title: String, value: String? = nil) {
        self.init()
        self.title = title
        self.value = value ?? title
    }
}
