/// Bytes on their way out, in the order they were given.
///
/// Small pieces are joined, so that many of them cost neither memory nor a write each.
struct OutputQueue {
    /// Up to this length a piece is copied behind another one.
    private static let maxJoinedBytes = 4 << 10
    /// A piece grows to this by joining.
    private static let maxGrownBytes = 64 << 10

    private var first: [UInt8] = []
    private var written = 0
    private var more: [[UInt8]] = []
    /// Where those of ``more`` begin that are still to come.
    private var next = 0
    /// How many bytes wait.
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }
    /// How many pieces are remembered.
    var pieceCount: Int { more.count + 1 }
    /// Lends the bytes to write next. None only when nothing waits.
    func withNext<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        body(first.span.extracting(written..<first.count))
    }

    mutating func append(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        count += bytes.count
        if first.isEmpty {
            first = bytes
        } else if bytes.count > Self.maxJoinedBytes || (more.last ?? first).count > Self.maxGrownBytes {
            more.append(bytes)
        } else if more.isEmpty {
            first.append(contentsOf: bytes)
        } else {
            more[more.count - 1].append(contentsOf: bytes)
        }
    }

    /// Forgets the first `bytes` of what ``withNext(_:)`` lends; they are written.
    mutating func drop(_ bytes: Int) {
        written += bytes
        count -= bytes
        guard written == first.count else { return }
        written = 0
        guard next < more.count else {
            first = []
            return
        }
        first = more[next]
        more[next] = []
        next += 1
        if next == more.count {
            (more, next) = ([], 0)
        } else if next > more.count / 2 {
            // What is written is forgotten also when there is always more.
            more.removeFirst(next)
            next = 0
        }
    }
}
