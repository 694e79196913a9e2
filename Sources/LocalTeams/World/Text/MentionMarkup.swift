/// The `<at>…</at>` elements of a message's text. Teams reads that text as XML: a name's `&`, `<` and `>` are escaped
/// there.
enum MentionMarkup {
    /// An element of a text.
    struct Element: Equatable {
        /// From `<at` to `</at>`.
        let whole: Range<Int>
        /// Between the tags.
        let inner: Range<Int>
    }

    private static let opens = Array("<at>".utf8)
    private static let opensWithAttributes = Array("<at ".utf8)
    private static let closes = Array("</at>".utf8)

    /// The elements of a text in UTF-8, in order, found in one pass. Of tags within each other the innermost counts.
    static func elements(in text: [UInt8]) -> [Element] {
        var elements: [Element] = []
        var opening: (start: Int, end: Int)?
        var place = 0
        while place < text.count {
            guard text[place] == UInt8(ascii: "<") else {
                place += 1
                continue
            }
            if has(closes, at: place, in: text) {
                if let tag = opening {
                    elements.append(Element(whole: tag.start..<place + 5, inner: tag.end..<place))
                }
                opening = nil
                place += 5
            } else if has(opens, at: place, in: text) {
                opening = (place, place + 4)
                place += 4
            } else if has(opensWithAttributes, at: place, in: text), let end = tagEnd(after: place + 4, in: text) {
                opening = (place, end + 1)
                place = end + 1
            } else {
                place += 1
            }
        }
        return elements
    }

    /// What stands between the tags of each element of a text.
    static func names(in text: String) -> Set<String> {
        let bytes = Array(text.utf8)
        return Set(elements(in: bytes).map { String(decoding: bytes[$0.inner], as: UTF8.self) })
    }

    /// `text` with elements replaced by what `replacement` gives for their names; nil leaves one as it is. A
    /// replacement that is told of a blank behind the element takes that blank's place too.
    static func replacing(
        in text: String, _ replacement: (_ name: String, _ isFollowedByBlank: Bool) -> String?
    ) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var copied = 0
        for element in elements(in: bytes) {
            let end = element.whole.upperBound
            let isFollowedByBlank = end < bytes.count && bytes[end] == UInt8(ascii: " ")
            let name = String(decoding: bytes[element.inner], as: UTF8.self)
            guard let replaced = replacement(name, isFollowedByBlank) else { continue }
            result += bytes[copied..<element.whole.lowerBound]
            result += replaced.utf8
            copied = end
            if isFollowedByBlank, replaced.hasSuffix("&nbsp;") { copied += 1 }
        }
        result += bytes[copied...]
        return String(decoding: result, as: UTF8.self)
    }

    /// Where a tag ends that began before `start`: at its `>`, with no other tag between.
    private static func tagEnd(after start: Int, in text: [UInt8]) -> Int? {
        var place = start
        while place < text.count {
            if text[place] == UInt8(ascii: ">") { return place }
            if text[place] == UInt8(ascii: "<") { return nil }
            place += 1
        }
        return nil
    }

    /// Whether a tag, in small letters, stands at a place.
    private static func has(_ tag: [UInt8], at place: Int, in text: [UInt8]) -> Bool {
        guard place + tag.count <= text.count else { return false }
        return tag.indices.allSatisfy { lowercased(text[place + $0]) == tag[$0] }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }

    /// Whether bytes can stand between two tags: without `<`, and with `&` only where an entity begins.
    static func isWellFormed(_ text: some Collection<UInt8>) -> Bool {
        var rest = text[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "<") { return false }
            guard byte == UInt8(ascii: "&") else { continue }
            // The longest entity that anyone writes has a handful of letters.
            let name = rest.prefix(12).prefix { $0 != UInt8(ascii: ";") }
            guard isEntity(name) else { return false }
            rest = rest.dropFirst(name.count)
            guard rest.popFirst() == UInt8(ascii: ";") else { return false }
        }
        return true
    }

    private static func isEntity(_ name: some Collection<UInt8>) -> Bool {
        guard let first = name.first else { return false }
        let letters = first == UInt8(ascii: "#") ? name.dropFirst() : name[...]
        return !letters.isEmpty
            && letters.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowercased(byte))
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            }
    }
}
