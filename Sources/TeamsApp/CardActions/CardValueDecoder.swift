internal import JSONKit

/// Reads values as cards send them: inputs are texts, whatever they hold.
enum CardValues {
    static func read<Value: Decodable>(_ type: Value.Type, from json: JSONValue) throws -> Value {
        try CardValueDecoder(json: json, codingPath: []).decode(type)
    }
}

/// A value of a submission, and where it stands there. It is its own container of a single value.
struct CardValueDecoder: Decoder, SingleValueDecodingContainer {
    let json: JSONValue
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard case .object(let members) = json else { throw misfit([String: JSONValue].self) }
        return KeyedDecodingContainer(CardMembers<Key>(members: members, codingPath: codingPath))
    }

    /// Several choices come as one text with commas.
    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        switch json {
        case .array(let items): return CardItems(items: items, codingPath: codingPath)
        case .string(let text):
            let choices = text.split(separator: ",").map { JSONValue.string(String($0)) }
            return CardItems(items: choices, codingPath: codingPath)
        default: throw misfit([JSONValue].self)
        }
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    /// Nothing was filled in.
    func decodeNil() -> Bool { json.isNull || json == "" }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        guard let scalar = type as? any CardScalar.Type else { return try Value(from: self) }
        guard let value = scalar.read(json) as? Value else { throw misfit(type) }
        return value
    }

    func misfit(_ type: Any.Type) -> DecodingError {
        // What was filled in is nobody's but the bot's, and stands in no error.
        let context = DecodingError.Context(codingPath: codingPath, debugDescription: "the value does not fit")
        return json.isNull ? .valueNotFound(type, context) : .typeMismatch(type, context)
    }

    func at(_ key: any CodingKey, _ json: JSONValue) -> CardValueDecoder {
        CardValueDecoder(json: json, codingPath: codingPath + [key])
    }
}

/// The members of an object.
private struct CardMembers<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let members: JSONObject
    let codingPath: [any CodingKey]
    var allKeys: [Key] { members.names.compactMap(Key.init(stringValue:)) }

    func contains(_ key: Key) -> Bool { members[key.stringValue] != nil }

    func decodeNil(forKey key: Key) throws -> Bool { try decoder(key).decodeNil() }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        // A choice of several where nothing was chosen is not sent at all.
        if !contains(key), type is any ExpressibleByArrayLiteral.Type, !(type is any CardScalar.Type) {
            return try CardValueDecoder(json: [], codingPath: codingPath + [key]).decode(type)
        }
        return try decoder(key).decode(type)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try decoder(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try decoder(key).unkeyedContainer()
    }

    func superDecoder() -> any Decoder { CardValueDecoder(json: .object(members), codingPath: codingPath) }

    func superDecoder(forKey key: Key) throws -> any Decoder { try decoder(key) }

    private func decoder(_ key: Key) throws -> CardValueDecoder {
        guard let json = members[key.stringValue] else {
            throw DecodingError.keyNotFound(key, .init(codingPath: codingPath, debugDescription: "nothing was sent"))
        }
        return CardValueDecoder(json: json, codingPath: codingPath + [key])
    }
}

/// The items of an array, one after the other.
private struct CardItems: UnkeyedDecodingContainer {
    private struct Place: CodingKey {
        let index: Int
        var intValue: Int? { index }
        var stringValue: String { String(index) }
        init(_ index: Int) { self.index = index }
        init?(intValue: Int) { index = intValue }
        init?(stringValue: String) { return nil }
    }
    let items: [JSONValue]
    let codingPath: [any CodingKey]
    var currentIndex = 0

    init(items: [JSONValue], codingPath: [any CodingKey]) {
        self.items = items
        self.codingPath = codingPath
    }

    var count: Int? { items.count }
    var isAtEnd: Bool { currentIndex >= items.count }

    mutating func decodeNil() throws -> Bool {
        let isNil = try item(Any?.self).decodeNil()
        if isNil { currentIndex += 1 }
        return isNil
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let value = try item(type).decode(type)
        currentIndex += 1
        return value
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        try next().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try next().unkeyedContainer() }

    mutating func superDecoder() throws -> any Decoder { try next() }

    private mutating func next() throws -> CardValueDecoder {
        let item = try item(JSONValue.self)
        currentIndex += 1
        return item
    }

    private func item(_ type: Any.Type) throws -> CardValueDecoder {
        let path = codingPath + [Place(currentIndex)]
        guard !isAtEnd else {
            throw DecodingError.valueNotFound(type, .init(codingPath: path, debugDescription: "there are no more"))
        }
        return CardValueDecoder(json: items[currentIndex], codingPath: path)
    }
}
