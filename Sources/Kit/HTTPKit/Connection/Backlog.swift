/// Bytes that were read ahead of their turn.
struct Backlog {
    private(set) var bytes: [UInt8] = []
    /// Where the unread ones begin.
    private(set) var start = 0

    var count: Int { bytes.count - start }
    var isEmpty: Bool { count == 0 }
    /// How much memory they take.
    var heldBytes: Int { bytes.capacity }

    mutating func append(_ span: Span<UInt8>, from first: Int) {
        guard first < span.count else { return }
        // Moved only once half of them is read, so that each byte is moved less than once on the average.
        if start > bytes.count / 2 {
            bytes.removeFirst(start)
            start = 0
        }
        bytes.append(span, first..<span.count)
    }

    /// Everything before `next` is read. Gives the memory back when that is all.
    mutating func skip(to next: Int) {
        if next < bytes.count { start = next } else { self = Backlog() }
    }

    /// The unread bytes, which are gone from here.
    mutating func take() -> [UInt8] {
        defer { self = Backlog() }
        return Array(bytes[start...])
    }
}
