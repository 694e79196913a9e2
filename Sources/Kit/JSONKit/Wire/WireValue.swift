/// A value that travels as JSON.
public protocol WireValue: Sendable, Hashable {
    /// Reads the value.
    init(json: JSONValue) throws(WireError)
    /// The value as JSON.
    var json: JSONValue { get }
}

/// Why a JSON value is not what a model needs, and where.
public struct WireError: Error, Hashable {
    /// The member at fault from the outside in, as in `from.id` or `attachments[0].contentType`. Empty for the value
    /// itself.
    public private(set) var path: String
    /// What is wanted there, for people: `a string`.
    public let expected: String
    /// What stands there, for people: `a number`.
    public let found: String

    /// `expected` was wanted where `json` stands.
    public init(expected: String, found json: JSONValue) {
        path = ""
        self.expected = expected
        found =
            switch json {
            case .null: "null"
            case .bool: "a boolean"
            case .number: "a number"
            case .string: "a string"
            case .array: "an array"
            case .object: "an object"
            }
    }

    /// The same error, seen from the member or element that holds the value.
    public func inside(_ step: String) -> WireError {
        var error = self
        error.path = path.isEmpty || path.hasPrefix("[") ? step + path : step + "." + path
        return error
    }
}

extension WireError: CustomStringConvertible {
    /// For example `from.id: expected a string, found a number`.
    public var description: String { (path.isEmpty ? "" : path + ": ") + "expected \(expected), found \(found)" }
}

extension JSONValue: WireValue {
    /// A value as JSON: `JSONValue(count)`.
    public init(_ value: some WireValue) { self = value.json }
    public init(json: JSONValue) { self = json }
    public var json: JSONValue { self }
}

extension JSONObject: WireValue {
    public init(json: JSONValue) throws(WireError) {
        guard case .object(let object) = json else { throw WireError(expected: "an object", found: json) }
        self = object
    }
    public var json: JSONValue { .object(self) }
}

extension String: WireValue {
    public init(json: JSONValue) throws(WireError) {
        guard case .string(let value) = json else { throw WireError(expected: "a string", found: json) }
        self = value
    }
    public var json: JSONValue { .string(self) }
}

extension Bool: WireValue {
    public init(json: JSONValue) throws(WireError) {
        guard case .bool(let value) = json else { throw WireError(expected: "true or false", found: json) }
        self = value
    }
    public var json: JSONValue { .bool(self) }
}

extension Int: WireValue {
    public init(json: JSONValue) throws(WireError) {
        guard let value = json.intValue else { throw WireError(expected: "a whole number", found: json) }
        self = value
    }
    public var json: JSONValue { .number(JSONNumber(self)) }
}

extension Double: WireValue {
    public init(json: JSONValue) throws(WireError) {
        guard let value = json.doubleValue else { throw WireError(expected: "a number", found: json) }
        self = value
    }
    public var json: JSONValue { .number(JSONNumber(self)) }
}

extension Array: WireValue where Element: WireValue {
    @inlinable
    public init(json: JSONValue) throws(WireError) {
        guard case .array(let elements) = json else { throw WireError(expected: "an array", found: json) }
        self = []
        reserveCapacity(elements.count)
        for (place, element) in elements.enumerated() {
            do throws(WireError) {
                append(try Element(json: element))
            } catch {
                throw error.inside("[\(place)]")
            }
        }
    }
    @inlinable
    public var json: JSONValue { .array(map(\.json)) }
}
