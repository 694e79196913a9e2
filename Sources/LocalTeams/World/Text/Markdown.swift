/// The formatting that a person can type into the composer: `**bold**`, `*italic*`, `~~struck~~`, `` `code` ``,
/// `[text](https://…)`. Read in one pass for each level of nesting, of which there are eight at most.
struct Markdown {
    private(set) var html = ""
    private(set) var plain = ""
    /// Whether there is any formatting.
    private(set) var isFormatted = false

    private static let maxDepth = 8
    private static let marks: [(mark: [Character], tag: String)] = [
        (["*", "*"], "strong"), (["_", "_"], "strong"), (["~", "~"], "s"), (["`"], "code"), (["*"], "em"),
        (["_"], "em"),
    ]

    private let text: [Character]
    /// For each mark and each place: where the mark stands next, from that place on; the text's length when nowhere.
    private var nextMark: [[Int32]] = []
    private var nextMiddle: [Int32] = []
    private var nextEnd: [Int32] = []
    private var nextLine: [Int32] = []

    init(_ text: String) {
        self.text = Array(text)
        guard text.utf8.contains(where: { "*_~`[".utf8.contains($0) }) else {
            literal(self.text.indices)
            return
        }
        nextMark = Self.marks.map { Self.places(of: $0.mark, in: self.text) }
        nextMiddle = Self.places(of: ["]", "("], in: self.text)
        nextEnd = Self.places(of: [")"], in: self.text)
        nextLine = Self.places(of: ["\n"], in: self.text)
        append(self.text.indices, depth: 0)
    }

    private static func places(of mark: [Character], in text: [Character]) -> [Int32] {
        var places = [Int32](repeating: Int32(clamping: text.count), count: text.count + 1)
        for place in text.indices.reversed() {
            let stands = mark.indices.allSatisfy { place + $0 < text.count && text[place + $0] == mark[$0] }
            places[place] = stands ? Int32(clamping: place) : places[place + 1]
        }
        return places
    }

    private mutating func append(_ range: Range<Int>, depth: Int) {
        var place = range.lowerBound
        var before: Character?
        scan: while place < range.upperBound {
            if depth < Self.maxDepth {
                for (kind, (mark, tag)) in Self.marks.enumerated() {
                    guard let inner = inner(of: kind, at: place, within: range, after: before) else { continue }
                    isFormatted = true
                    html += "<\(tag)>"
                    if tag == "code" { literal(inner) } else { append(inner, depth: depth + 1) }
                    html += "</\(tag)>"
                    place = inner.upperBound + mark.count
                    before = mark.last
                    continue scan
                }
                if let (label, address) = link(at: place, within: range) {
                    isFormatted = true
                    html += "<a href=\"\(Markup.escaped(String(text[address])))\">"
                    append(label, depth: depth + 1)
                    html += "</a>"
                    place = address.upperBound + 1
                    before = ")"
                    continue
                }
            }
            before = text[place]
            place = copy(at: place, within: range)
        }
    }

    /// Copies a mention's tag, or one character.
    /// - Returns: where it goes on.
    private mutating func copy(at place: Int, within range: Range<Int>) -> Int {
        if text[place] == "<" {
            for tag in ["<at>", "</at>"] where text[place..<range.upperBound].starts(with: tag) {
                html += tag
                plain += tag
                return place + tag.count
            }
        }
        literal(place..<place + 1)
        return place + 1
    }

    private mutating func literal(_ range: Range<Int>) {
        for character in text[range] {
            Markup.append(character, to: &html)
            plain.append(character)
        }
    }

    /// What stands between a mark and its match, when it is one: neither empty nor led or followed by a blank, and a
    /// mark within a word is no mark.
    private func inner(of kind: Int, at place: Int, within range: Range<Int>, after before: Character?) -> Range<Int>? {
        guard nextMark[kind][place] == place else { return nil }
        let length = Self.marks[kind].mark.count
        let start = place + length
        guard start < range.upperBound, !Self.isWord(before), !text[start].isWhitespace else { return nil }
        let close = Int(nextMark[kind][start])
        guard close > start, close + length <= range.upperBound, !text[close - 1].isWhitespace, nextLine[start] >= close
        else { return nil }
        if close + length < range.upperBound, Self.isWord(text[close + length]) { return nil }
        return start..<close
    }

    private static func isWord(_ character: Character?) -> Bool {
        guard let character else { return false }
        return character.isLetter || character.isNumber
    }

    /// The label and the address of a link that begins here.
    private func link(at place: Int, within range: Range<Int>) -> (label: Range<Int>, address: Range<Int>)? {
        guard text[place] == "[" else { return nil }
        let middle = Int(nextMiddle[place])
        guard middle > place + 1, middle + 2 <= range.upperBound, nextLine[place] >= middle else { return nil }
        let end = Int(nextEnd[middle + 2])
        guard end < range.upperBound else { return nil }
        let address = text[middle + 2..<end]
        guard address.starts(with: "https://") || address.starts(with: "http://") else { return nil }
        return (place + 1..<middle, middle + 2..<end)
    }
}
