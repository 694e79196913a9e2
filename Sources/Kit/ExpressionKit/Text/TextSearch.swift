/// Finds one run of elements in another, in time that grows with their sum (Knuth, Morris and Pratt).
struct TextSearch<Element: Equatable> {
    private let pattern: [Element]
    private let fallback: [Int]

    /// - Parameter pattern: what to find; not empty.
    init(_ pattern: [Element]) {
        self.pattern = pattern
        var fallback = Array(repeating: 0, count: max(pattern.count, 1))
        var length = 0
        for place in pattern.indices.dropFirst() {
            while length > 0, pattern[length] != pattern[place] { length = fallback[length - 1] }
            if pattern[length] == pattern[place] { length += 1 }
            fallback[place] = length
        }
        self.fallback = fallback
    }

    /// Where the pattern stands, from left to right, none overlapping the one before; or all of them.
    func places(in text: [Element], overlapping: Bool = false) -> [Int] {
        guard !pattern.isEmpty, pattern.count <= text.count else { return [] }
        var places: [Int] = []
        var length = 0
        for place in text.indices {
            while length > 0, pattern[length] != text[place] { length = fallback[length - 1] }
            if pattern[length] == text[place] { length += 1 }
            if length == pattern.count {
                places.append(place - length + 1)
                length = overlapping ? fallback[length - 1] : 0
            }
        }
        return places
    }

    /// The text with every place of the pattern replaced; fails before it grows past `limit` elements.
    func replacing(in text: [Element], with other: [Element], limit: Int) throws(Failure) -> [Element] {
        let places = places(in: text)
        guard !places.isEmpty else { return text }
        let (growth, overflow) = places.count.multipliedReportingOverflow(by: other.count - pattern.count)
        guard !overflow, text.count + growth <= limit else {
            throw .limit("a text would be longer than \(limit) bytes")
        }
        var result: [Element] = []
        result.reserveCapacity(text.count + growth)
        var copied = 0
        for place in places {
            result += text[copied..<place]
            result += other
            copied = place + pattern.count
        }
        result += text[copied...]
        return result
    }
}
