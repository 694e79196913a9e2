import JSONKit
import TestSupport

extension JSONValue {
    /// A random value, at most `depth` levels deep.
    static func random(depth: Int = 2, using generator: inout SeededGenerator) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &generator) {
        case 0: .null
        case 1: .bool(Bool.random(using: &generator))
        case 2: .number(JSONNumber(Int64.random(in: .min ... .max, using: &generator)))
        case 3: .number(JSONNumber(Double.random(in: -1e9...1e9, using: &generator)))
        case 4: .string(["", "ß", "\u{1F6A2}", "a\"b\\c", "\u{0}\n"].randomElement(using: &generator) ?? "")
        case 5: .array((0..<2).map { _ in random(depth: depth - 1, using: &generator) })
        default: ["a": random(depth: depth - 1, using: &generator), "b": random(depth: depth - 1, using: &generator)]
        }
    }

    /// The same value with members that nobody knows in every object.
    func withUnknownMembers(using generator: inout SeededGenerator) -> JSONValue {
        switch self {
        case .array(let elements):
            return .array(elements.map { $0.withUnknownMembers(using: &generator) })
        case .object(let object):
            var known = object.map { ($0.name, $0.value.withUnknownMembers(using: &generator)) }
            let name = "x-\(UInt32.random(in: .min ... .max, using: &generator))"
            known.insert((name, .random(using: &generator)), at: Int.random(in: 0...known.count, using: &generator))
            return .object(JSONObject(known))
        default: return self
        }
    }
}
