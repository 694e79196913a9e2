internal import Foundation

/// Values as the text that is stored, within its bounds. Pure.
enum StateCodec {
    /// The longest value. One that is longer belongs into a store of its own, with its id here.
    static let maxBytes = 64 << 10
    /// The longest name of a key.
    static let maxNameBytes = 200

    static func check<Value>(_ key: StateKey<Value>) throws(StateError) {
        guard (1...maxNameBytes).contains(key.name.utf8.count) else {
            throw StateError(
                .invalidKey,
                "The name of a key has 1 to \(maxNameBytes) bytes, and "
                    + "\"\(key.name.prefix(40))\" has \(key.name.utf8.count)"
            )
        }
    }

    static func text<Value>(of value: Value, _ key: StateKey<Value>, of owner: StateOwner) throws(StateError) -> String
    {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let data: Data
        do { data = try encoder.encode(value) } catch {
            throw StateError(
                .notEncodable, "The value of \(key.name) of \(owner) cannot be written as JSON: \(why(error))")
        }
        guard data.count <= maxBytes else {
            throw StateError(
                .tooLarge,
                "The value of \(key.name) of \(owner) has \(data.count) bytes; \(maxBytes) are the most. "
                    + "Keep large values elsewhere, and their ids here."
            )
        }
        return String(decoding: data, as: UTF8.self)
    }

    static func value<Value>(
        in text: String, _ key: StateKey<Value>, of owner: StateOwner
    ) throws(StateError) -> Value {
        do { return try JSONDecoder().decode(Value.self, from: Data(text.utf8)) } catch {
            throw StateError(
                .notDecodable,
                "What is stored as \(key.name) of \(owner) is no \(Value.self): \(why(error)). "
                    + "It was left as it is; StateKey<JSONValue> reads it."
            )
        }
    }

    /// What was wrong and where, without the value itself.
    private static func why(_ error: any Error) -> String {
        func place(_ context: DecodingError.Context) -> String {
            let path = context.codingPath.map(\.stringValue).joined(separator: ".")
            return path.isEmpty ? "the whole" : path
        }
        switch error {
        case DecodingError.keyNotFound(let key, _): return "\(key.stringValue) is missing"
        case DecodingError.typeMismatch(let type, let context): return "\(place(context)) is no \(type)"
        case DecodingError.valueNotFound(let type, let context): return "\(place(context)) is null, and no \(type)"
        case DecodingError.dataCorrupted(let context): return "\(place(context)) cannot be read"
        case EncodingError.invalidValue(_, let context):
            return context.codingPath.map(\.stringValue).joined(separator: ".") + " has no JSON form"
        default: return "\(type(of: error))"
        }
    }
}
