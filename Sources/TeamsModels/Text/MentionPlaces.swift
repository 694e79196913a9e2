/// Where mentions stand in a text. Finds them all in one pass over the bytes, so that a long text with many mentions
/// costs no more than its length.
///
/// A tag `<at>…</at>` belongs to the first mention, not yet placed, that writes the same between its tags, whether `&`,
/// `<` and `>` are written as entities or as they are. A mention that writes itself without tags is searched for to the
/// letter.
struct MentionPlaces {
    /// So many mentions of an activity are looked at; the text of more stays as it is.
    static let maxMentions = 200
    /// So many of them may stand in the text without tags, and be so many bytes long: each costs a search. Teams writes
    /// none like that.
    static let maxWithoutTags = (count: 10, bytes: 256)

    private static let opening = Array("<at".utf8)
    private static let closing = Array("</at>".utf8)

    struct Place {
        /// In bytes.
        let range: Range<Int>
        /// What stands between the tags.
        let inner: Range<Int>
        /// Its number among the mentions.
        let mention: Int
    }

    let bytes: [UInt8]
    /// In the order of the text; none overlaps another.
    private(set) var places: [Place] = []

    init(of mentions: [Mention], in text: String) {
        bytes = Array(text.utf8)
        var tagged: [[UInt8]: ArraySlice<Int>] = [:]
        var plain: [(text: [UInt8], mention: Int)] = []
        for (number, mention) in mentions.prefix(Self.maxMentions).enumerated() {
            let written = Array(mention.writtenText.utf8)
            guard !written.isEmpty else { continue }
            if let tag = Self.tag(in: written, from: 0), tag.range == 0..<written.count {
                tagged[XMLText.unescape(written[tag.inner]), default: []].append(number)
            } else if plain.count < Self.maxWithoutTags.count, written.count <= Self.maxWithoutTags.bytes {
                plain.append((written, number))
            }
        }
        if !tagged.isEmpty { placeTags(&tagged) }
        if !plain.isEmpty { place(plain) }
    }

    private mutating func placeTags(_ waiting: inout [[UInt8]: ArraySlice<Int>]) {
        var index = 0
        while let tag = Self.tag(in: bytes, from: index) {
            index = tag.range.upperBound
            if let mention = waiting[XMLText.unescape(bytes[tag.inner])]?.popFirst() {
                places.append(Place(range: tag.range, inner: tag.inner, mention: mention))
            }
        }
    }

    private mutating func place(_ mentions: [(text: [UInt8], mention: Int)]) {
        var searched: [[UInt8]: Int] = [:]
        for (text, mention) in mentions {
            guard let range = bytes.firstRange(of: text, from: searched[text] ?? 0) else { continue }
            searched[text] = range.upperBound
            guard !places.contains(where: { $0.range.overlaps(range) }) else { continue }
            places.append(Place(range: range, inner: range, mention: mention))
        }
        places.sort { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// The next `<at>…</at>`, with or without attributes.
    private static func tag(in bytes: [UInt8], from start: Int) -> (range: Range<Int>, inner: Range<Int>)? {
        var open: (start: Int, inner: Int)?
        var index = start
        while let place = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
            index = place + 1
            if bytes.has(Self.closing, at: place), let open {
                return (open.start..<place + 5, open.inner..<place)
            }
            guard bytes.has(Self.opening, at: place), place + 3 < bytes.count else { continue }
            let next = bytes[place + 3]
            guard next == UInt8(ascii: ">") || next == UInt8(ascii: " ") else { continue }
            guard let end = bytes[(place + 3)...].firstIndex(of: UInt8(ascii: ">")) else { return nil }
            open = (place, end + 1)
            index = end + 1
        }
        return nil
    }
}

extension Mention {
    /// What stands in the text: what it says itself, else its name between tags.
    fileprivate var writtenText: String {
        if let text, !text.isEmpty { return text }
        return mentioned?.name.map { "<at>\(XMLText.escapeContent($0))</at>" } ?? ""
    }
}

extension [UInt8] {
    /// Whether `part` stands at `place`.
    func has(_ part: [UInt8], at place: Int) -> Bool {
        guard count - place >= part.count else { return false }
        var offset = 0
        while offset < part.count, self[place + offset] == part[offset] { offset += 1 }
        return offset == part.count
    }

    /// Where `part` stands first at `start` or behind it. Costs the length of the whole, times that of `part` at worst.
    func firstRange(of part: [UInt8], from start: Int) -> Range<Int>? {
        guard let first = part.first else { return nil }
        var index = start
        while index <= count - part.count, let place = self[index...].firstIndex(of: first) {
            guard place <= count - part.count else { return nil }
            if has(part, at: place) { return place..<place + part.count }
            index = place + 1
        }
        return nil
    }
}
