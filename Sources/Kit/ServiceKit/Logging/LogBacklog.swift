/// Lines of the log that wait to be written: bounded, so that a log which nobody reads costs a little memory and no
/// time.
struct LogBacklog {
    /// What waits at the most, in bytes.
    static let maxBytes = 256 << 10

    private var lines: [UInt8] = []
    private var dropped = 0
    /// Whether somebody is on their way to ``take()``.
    private var isAwaited = false

    /// Takes a line in, or counts it as dropped when there is no room.
    /// - Returns: whether somebody has to be sent to ``take()``.
    mutating func append(_ line: String) -> Bool {
        if dropped > 0 || lines.count + line.utf8.count >= Self.maxBytes {
            dropped += 1
        } else {
            lines.append(contentsOf: line.utf8)
            lines.append(UInt8(ascii: "\n"))
        }
        defer { isAwaited = true }
        return !isAwaited
    }

    /// What waits, and how many lines came after it and found no room; nil when that is nothing, and then the next line
    /// will ask for somebody again.
    mutating func take() -> (bytes: [UInt8], dropped: Int)? {
        guard !lines.isEmpty || dropped > 0 else {
            isAwaited = false
            return nil
        }
        defer { (lines, dropped) = ([], 0) }
        return (lines, dropped)
    }
}
