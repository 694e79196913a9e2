internal import Glibc
internal import Synchronization

/// Where lines of the log go.
public protocol LogSink: Sendable {
    /// Takes one line. Called from any thread; must not log itself.
    func write(_ record: LogRecord)
}

/// Writes each line as text to the standard error output, with one `write` a line. A line that cannot be written is lost.
public struct StandardErrorSink: LogSink {
    /// Lines of all sinks of the process, one after the other.
    private static let turn = Mutex(())

    /// A sink for the standard error output.
    public init() {}

    /// Writes the line.
    public func write(_ record: LogRecord) {
        let line = Array((record.text + "\n").utf8)
        Self.turn.withLock { _ in
            var rest = line[...]
            while !rest.isEmpty {
                let written = unsafe rest.withUnsafeBytes {
                    unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count)
                }
                if written < 0 && errno == EINTR { continue }
                guard written > 0 else { return }
                rest = rest.dropFirst(written)
            }
        }
    }
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
