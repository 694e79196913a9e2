/// The placeholders of quoted messages in a text: `<quoted …/>`. One pass over the bytes, whatever they are.
enum QuoteTags {
    private static let opening = Array("<quoted".utf8)

    /// `text` without them, trimmed; nil when there is none in it.
    static func removed(from text: String) -> String? {
        let bytes = Array(text.utf8)
        var kept: [UInt8] = []
        var copied = 0
        var index = 0
        while let start = opens(in: bytes, from: index) {
            // The first `>` ends the tag. Where that is no end of a placeholder, it is none for any tag opened before
            // it.
            guard let end = bytes[start...].firstIndex(of: UInt8(ascii: ">")) else { break }
            index = end + 1
            guard bytes[end - 1] == UInt8(ascii: "/") else { continue }
            kept.append(contentsOf: bytes[copied..<start])
            copied = index
        }
        guard copied > 0 else { return nil }
        kept.append(contentsOf: bytes[copied...])
        return String(decoding: kept, as: UTF8.self).trimmed
    }

    /// Where the next `<quoted` stands that no letter, digit or `_` follows.
    private static func opens(in bytes: [UInt8], from start: Int) -> Int? {
        var index = start
        while let place = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
            index = place + 1
            guard bytes.count - place > opening.count, bytes.has(opening, at: place) else { continue }
            let next = bytes[place + opening.count]
            let isName =
                next == 0x5F || next >= 0x80 || (0x30...0x39).contains(next) || (0x61...0x7A).contains(next | 0x20)
            if !isName { return place }
        }
        return nil
    }
}
