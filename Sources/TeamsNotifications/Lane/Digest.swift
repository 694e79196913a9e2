/// Joins texts that wait for one conversation into one message. Pure.
struct Digest: Sendable, Hashable {
    /// When more than so many wait, they are joined.
    static let threshold = 60
    /// So many go into one at most.
    static let longest = 100
    /// So large may one be: what the largest budget of limits.md allows everywhere, 28 KB in UTF-16.
    static let mostBytes = 28_000
    static let separator = "\n\n"

    /// Whether its bytes are those of UTF-8, as webhooks count them; else of UTF-16.
    private let countsUTF8: Bool
    private(set) var text = ""
    private(set) var count = 0

    init(countsUTF8: Bool = false) { self.countsUTF8 = countsUTF8 }

    /// Adds a text, unless it does not fit any more. The first always fits.
    mutating func add(_ next: String) -> Bool {
        guard count > 0 else {
            text = next
            count = 1
            return true
        }
        let bytes =
            countsUTF8
            ? text.utf8.count + Self.separator.utf8.count + next.utf8.count
            : 2 * (text.utf16.count + Self.separator.utf16.count + next.utf16.count)
        guard bytes <= (countsUTF8 ? Self.mostBytes * 3 / 4 : Self.mostBytes) else { return false }
        text += Self.separator + next
        count += 1
        return true
    }
}
