public import JSONKit

/// A width that is a part of what is there, or so many pixels.
public struct ShareOrPixels: CardKind {
    public let json: JSONValue
    public init(json: JSONValue) throws(WireError) {
        switch json {
        case .string, .number: self.json = json
        default: throw WireError(expected: "a percentage or a number of pixels", found: json)
        }
    }
    private init(_ json: JSONValue) { self.json = json }

    /// So many per cent.
    public static func percent(_ share: Double) -> ShareOrPixels { ShareOrPixels(JSONValue(share)) }
    /// So many pixels.
    public static func pixels(_ count: Int) -> ShareOrPixels { ShareOrPixels(.string("\(count)px")) }

    public static var kind: CardValueKind { .size([], or: [.percent, .pixels]) }
}
