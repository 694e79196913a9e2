/// Bytes on their way out, in the order they were given.
struct OutputQueue {
    private var first: [UInt8] = []
    private var written = 0
    private var more: [[UInt8]] = []
    /// How many bytes wait.
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }
    /// Lends the bytes to write next. None only when nothing waits.
    func withNext<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        body(first.span.extracting(written..<first.count))
    }

    mutating func append(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        count += bytes.count
        if first.isEmpty { first = bytes } else { more.append(bytes) }
    }

    /// Forgets the first `bytes` of what ``withNext(_:)`` lends; they are written.
    mutating func drop(_ bytes: Int) {
        written += bytes
        count -= bytes
        guard written == first.count else { return }
        first = more.isEmpty ? [] : more.removeFirst()
        written = 0
    }
}
