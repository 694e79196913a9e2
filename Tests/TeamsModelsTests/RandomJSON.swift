import JSONKit

/// Random numbers that a printed seed brings back.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

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
