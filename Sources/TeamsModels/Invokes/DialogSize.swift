public import JSONKit

/// How high or wide a dialog is: by name, or in pixels.
public struct DialogSize: WireValue, Codable, ExpressibleByIntegerLiteral {
    /// As it stands on the wire.
    public let json: JSONValue

    /// Whatever stood on the wire.
    public init(json: JSONValue) throws(WireError) { self.json = json }

    /// So many pixels.
    public init(integerLiteral pixels: Int) { json = .number(JSONNumber(pixels)) }

    /// So many pixels.
    public static func pixels(_ count: Int) -> DialogSize { DialogSize(integerLiteral: count) }

    private init(_ name: String) { json = .string(name) }

    /// `small`
    public static let small = DialogSize("small")
    /// `medium`
    public static let medium = DialogSize("medium")
    /// `large`
    public static let large = DialogSize("large")

    /// Reads any value.
    public init(from decoder: any Decoder) throws { json = try JSONValue(from: decoder) }
    /// Writes the value.
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}
