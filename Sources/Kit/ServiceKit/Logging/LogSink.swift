internal import LockKit

/// Where lines of the log go.
public protocol LogSink: Sendable {
    /// Takes one line. Called from any thread, also from those that must not wait; must not log itself.
    func write(_ record: LogRecord)
}

/// Keeps lines in memory, for tests.
public final class MemorySink: LogSink {
    private let kept = Mutex<[LogRecord]>([])

    /// A sink with nothing in it.
    public init() {}

    /// What was written, the oldest first.
    public var records: [LogRecord] { kept.withLock { $0 } }

    /// Keeps the line.
    public func write(_ record: LogRecord) {
        kept.withLock { $0.append(record) }
    }
}
