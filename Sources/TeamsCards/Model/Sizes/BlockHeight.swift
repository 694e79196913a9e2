public import JSONKit

/// How much height an element takes.
public struct BlockHeight: CardKind {
    public let json: JSONValue
    public init(json: JSONValue) throws(WireError) { self.json = .string(try String(json: json)) }
    private init(_ text: String) { json = .string(text) }

    /// As much as it needs.
    public static let auto = BlockHeight("auto")
    /// All there is.
    public static let stretch = BlockHeight("stretch")
    /// So many pixels. Pictures only.
    public static func pixels(_ count: Int) -> BlockHeight { BlockHeight("\(count)px") }

    public static var kind: CardValueKind { .size(["auto", "stretch"], or: [.pixels]) }
}
