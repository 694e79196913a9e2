public import JSONKit

/// An element, an input or an action. Only what was set is written, and what was read and is not known is kept, also a
/// value that its property cannot hold.
///
/// Every property is set by a method of its name, which gives a changed copy:
/// `TextBlock("Hello").size(.large).wrap(true)`. Properties are read from ``properties``, ``shared`` and ``common``.
@dynamicMemberLookup
public struct CardNode<Properties: CardNodeProperties>: Sendable, Hashable {
    /// What only this type has.
    public var properties: Properties
    /// What the types that are like it have: what containers hold, the label of an input.
    public var shared: Properties.Shared
    /// What all types of its kind have.
    public var common: Properties.Common
    /// The people whom the texts inside mention: the card that takes this in writes their entities.
    public var mentions: [CardMention] = []
    /// Whether the type is written. A column, a row or a cell may come without.
    private var isTyped = true

    /// With these properties, and nothing else set.
    public init(_ properties: Properties = Properties()) {
        self.properties = properties
        shared = Properties.Shared()
        common = Properties.Common()
    }

    /// Sets a property of this type.
    public subscript<Value>(dynamicMember path: WritableKeyPath<Properties, Value?>) -> (Value) -> Self {
        { value in changed { $0.properties[keyPath: path] = value } }
    }

    /// Sets a property that types like this one have. The type's own come first: then nothing has to be weighed up.
    @_disfavoredOverload
    public subscript<Value>(dynamicMember path: WritableKeyPath<Properties.Shared, Value?>) -> (Value) -> Self {
        { value in changed { $0.shared[keyPath: path] = value } }
    }

    /// Sets a property that all types of this kind have.
    @_disfavoredOverload
    public subscript<Value>(dynamicMember path: WritableKeyPath<Properties.Common, Value?>) -> (Value) -> Self {
        { value in changed { $0.common[keyPath: path] = value } }
    }

    /// Sets a property that this library has no name for.
    public func property(_ name: String, _ value: JSONValue) -> Self { changed { $0.properties.extras[name] = value } }

    func changed(_ change: (inout Self) -> Void) -> Self {
        var copy = self
        change(&copy)
        return copy
    }
}

extension CardNode: CardKind {
    public init(json: JSONValue) throws(WireError) {
        common = Properties.Common(lenient: try JSONObject(json: json))
        var own = common.extras
        common.extras = [:]
        if case .string(let type)? = own["type"] {
            guard type.hasSameBytes(as: Properties.type) else {
                throw WireError(expected: "the type \(Properties.type)", found: .string(type)).inside("type")
            }
            own["type"] = nil
            isTyped = true
        } else {
            isTyped = false
        }
        if Properties.Shared.self == NoCommon.self {
            shared = Properties.Shared()
        } else {
            shared = Properties.Shared(lenient: own)
            own = shared.extras
            shared.extras = [:]
        }
        properties = Properties(lenient: own)
    }

    /// The element as JSON. Mentions of a card are among its `msteams` entities.
    public var json: JSONValue {
        var object: JSONObject = isTyped ? ["type": .string(Properties.type)] : [:]
        for part in [common.json, shared.json, properties.json] {
            for (name, value) in part.objectValue ?? [:] { object[name] = value }
        }
        if Properties.writesMentions { CardMention.write(mentions, into: &object) }
        return .object(object)
    }

    public static var kind: CardValueKind { .implied(Properties.type) }
}

extension CardNode: Codable {
    public init(from decoder: any Decoder) throws {
        let json = try JSONValue(from: decoder)
        do throws(WireError) {
            try self.init(json: json)
        } catch {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "\(error)"))
        }
    }

    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}
