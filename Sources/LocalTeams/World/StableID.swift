internal import TokenKit

/// Ids that follow from what they stand for: the same names give the same id in every process. They hide nothing; they
/// only look as opaque as Teams' own.
enum StableID {
    /// A GUID, version 4 by its looks.
    static func guid(_ names: String...) -> String { Self.guid(bytes(16, names)) }

    static func guid(_ random: [UInt8]) -> String {
        var bytes = random
        bytes[6] = bytes[6] & 0x0f | 0x40
        bytes[8] = bytes[8] & 0x3f | 0x80
        let hex = hex(bytes)
        var parts: [Substring] = []
        var rest = hex[...]
        for length in [8, 4, 4, 4, 12] {
            parts.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return parts.joined(separator: "-")
    }

    /// `count` bytes as base64url.
    static func opaque(_ count: Int, _ names: String...) -> String { Base64URL.encode(bytes(count, names)) }

    /// 16 bytes in hexadecimal.
    static func hex(_ names: String...) -> String { hex(bytes(16, names)) }

    static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }

    private static func bytes(_ count: Int, _ names: [String]) -> [UInt8] {
        // FNV-1a, 64 bit; a name's end counts, so that "a", "bc" and "ab", "c" differ.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for name in names {
            for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            hash = (hash ^ 0xff) &* 0x100_0000_01b3
        }
        var generator = IDGenerator(state: hash)
        return generator.bytes(count)
    }
}
