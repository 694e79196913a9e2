internal import JSONKit

/// SplitMix64: every id that the world makes comes from here, so that a world with a given seed repeats itself.
struct IDGenerator: Sendable, Hashable, RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
        return value ^ value >> 31
    }

    mutating func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let value = next()
            for shift in UInt64(0)..<8 { bytes.append(UInt8(truncatingIfNeeded: value >> (shift * 8))) }
        }
        return Array(bytes.prefix(count))
    }

    mutating func guid() -> String { StableID.guid(bytes(16)) }
    mutating func hex() -> String { StableID.hex(bytes(16)) }
}

/// In rows its state, in hexadecimal.
extension IDGenerator: RowValue {
    init(json: JSONValue) throws(WireError) {
        guard let state = json.stringValue.flatMap({ UInt64($0, radix: 16) }) else {
            throw WireError(expected: "a number in hexadecimal", found: json)
        }
        self.init(state: state)
    }

    var json: JSONValue { .string(String(state, radix: 16)) }
}
