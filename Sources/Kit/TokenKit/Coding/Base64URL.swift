/// Base64 with the alphabet for URLs and without padding, as in JSON Web Signatures.
///
/// Decoding is strict: no padding, no white space, and only the one spelling that ``encode(_:)`` has, so that two texts
/// never mean the same bytes.
/// - SeeAlso: [RFC 7515 §2](https://www.rfc-editor.org/rfc/rfc7515#section-2)
package enum Base64URL {
    private static let alphabet = Base64.letters(then: "-", "_")

    /// The value of each byte that stands for one; 255 for all others.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        for (value, byte) in alphabet.enumerated() { values[Int(byte)] = UInt8(value) }
        return values
    }()

    /// The bytes as text.
    package static func encode(_ bytes: [UInt8]) -> String {
        String(decoding: Base64.encode(bytes, with: alphabet), as: UTF8.self)
    }

    /// The bytes that `text` stands for, or `nil` when it is not their one spelling.
    package static func decode(_ text: String) -> [UInt8]? {
        decode(Array(text.utf8)[...])
    }

    static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        let values = values
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count * 3 / 4)
        var bits: UInt32 = 0
        var count = 0
        for byte in text {
            let value = values[Int(byte)]
            guard value != 255 else { return nil }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> count))
            }
        }
        // Left over are 0, 2 or 4 bits, which are zero; 6 would be a letter that stands for nothing.
        guard count < 6, bits & (1 << count - 1) == 0 else { return nil }
        return bytes
    }
}
