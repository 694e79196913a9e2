public import JSONKit

/// A name and its value.
public struct Fact: CardPart {
    /// The name.
    public var title: String?
    /// The value.
    public var value: String?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<Self> = [
        .init("title", \.title, required: true),
        .init("value", \.value, required: true),
    ]
}

extension Fact {
    /// `title` and its `value`, both with markdown.
    public init(_ title: String, _ value: String) {
        self.init()
        self.title = title
        self.value = value
    }
}
