/// `Content-Range: bytes 0-9/20` of an upload (RFC 9110, section 14.4).
struct ContentRange: Sendable, Equatable {
    let first: Int
    let last: Int
    let total: Int

    var count: Int { last - first + 1 }

    /// Nil for what is no range, or is none of a known whole.
    init?(_ text: String) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].lowercased() == "bytes" else { return nil }
        let range = parts[1].split(separator: "/", omittingEmptySubsequences: false)
        guard range.count == 2, let total = Self.number(range[1]) else { return nil }
        let ends = range[0].split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let first = Self.number(ends[0]), let last = Self.number(ends[1]),
            first <= last, last < total
        else { return nil }
        self.first = first
        self.last = last
        self.total = total
    }

    /// Digits alone, and few enough to count with.
    private static func number(_ text: Substring) -> Int? {
        guard text.utf8.count <= 15, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(text)
    }
}
