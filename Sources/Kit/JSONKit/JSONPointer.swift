/// A place in a JSON value: `/teams/0/name`. The empty pointer is the whole value.
/// - SeeAlso: [RFC 6901](https://www.rfc-editor.org/rfc/rfc6901)
package struct JSONPointer: Sendable {
    /// The names of members and the places of elements from the outside in, without escapes.
    package private(set) var tokens: [String]

    /// The whole value.
    package static let root = JSONPointer(tokens: [])

    package init(tokens: [String]) { self.tokens = tokens }

    /// Reads `/teams/0/name`, with `~1` for `/` and `~0` for `~` in a name. `nil` when the text is no pointer.
    package init?(_ text: String) {
        tokens = []
        if text.isEmpty { return }
        var parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)[...]
        guard parts.popFirst()?.isEmpty == true else { return nil }
        for part in parts {
            guard let token = Self.unescaped(part) else { return nil }
            tokens.append(token)
        }
    }

    /// The member `name` of what is here.
    package func appending(_ name: String) -> JSONPointer { JSONPointer(tokens: tokens + [name]) }

    /// The element at `place` of what is here.
    package func appending(_ place: Int) -> JSONPointer { appending(String(place)) }

    private static func unescaped(_ token: Substring.UTF8View) -> String? {
        guard token.contains(UInt8(ascii: "~")) else { return String(Substring(token)) }
        var bytes: [UInt8] = []
        var rest = token
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "~") else {
                bytes.append(byte)
                continue
            }
            switch rest.popFirst() {
            case UInt8(ascii: "0"): bytes.append(UInt8(ascii: "~"))
            case UInt8(ascii: "1"): bytes.append(UInt8(ascii: "/"))
            default: return nil
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension JSONPointer: CustomStringConvertible {
    package var description: String { tokens.map { "/" + Self.escaped($0) }.joined() }

    /// A name as it stands in a pointer: `~1` for `/` and `~0` for `~`.
    package static func escaped(_ token: String) -> String {
        guard token.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return token }
        var bytes: [UInt8] = []
        for byte in token.utf8 {
            switch byte {
            case UInt8(ascii: "~"): bytes += "~0".utf8
            case UInt8(ascii: "/"): bytes += "~1".utf8
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension JSONPointer: Hashable {
    /// Equal names, byte by byte.
    package static func == (left: Self, right: Self) -> Bool {
        left.tokens.elementsEqual(right.tokens) { $0.hasSameBytes(as: $1) }
    }

    package func hash(into hasher: inout Hasher) {
        for token in tokens { token.hashBytes(into: &hasher) }
    }
}

extension JSONValue {
    /// What stands at `pointer`, or `nil`. An element's place is written without zeros before it.
    package subscript(pointer: JSONPointer) -> JSONValue? {
        var value = self
        for token in pointer.tokens {
            switch value {
            case .object(let object):
                guard let member = object[token] else { return nil }
                value = member
            case .array:
                guard let place = Int(token), String(place) == token, let element = value[place] else { return nil }
                value = element
            default: return nil
            }
        }
        return value
    }
}
