public import JSONKit

/// Values under names of one's own, in their order: features and their versions, texts by language.
public struct CardNamedValues<Value: CardKind>: CardKind, ExpressibleByDictionaryLiteral {
    private var object: JSONObject = [:]

    public init(dictionaryLiteral elements: (String, Value)...) {
        for (name, value) in elements { object[name] = value.json }
    }

    public init(json: JSONValue) throws(WireError) {
        object = try JSONObject(json: json)
        for (name, value) in object {
            do throws(WireError) {
                _ = try Value(json: value)
            } catch {
                throw error.inside(name)
            }
        }
    }

    /// The value under `name`.
    public subscript(name: String) -> Value? {
        get { object[name].flatMap { try? Value(json: $0) } }
        set { object[name] = newValue?.json }
    }

    /// The names, in order.
    public var names: [String] { object.map { $0.0 } }

    public var json: JSONValue { .object(object) }
    public static var kind: CardValueKind { .named(Value.kind) }
}
