public import JSONKit

/// The width of a picture.
public struct PixelSize: CardKind {
    public let json: JSONValue
    public init(json: JSONValue) throws(WireError) { self.json = .string(try String(json: json)) }

    /// So many pixels.
    public static func pixels(_ count: Int) -> PixelSize { PixelSize(text: "\(count)px") }
    private init(text: String) { json = .string(text) }

    public static var kind: CardValueKind { .size(["auto", "stretch"], or: [.pixels]) }
}
