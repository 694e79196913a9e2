internal import Dispatch
internal import Foundation
internal import LockKit

/// Writes each line to the standard error output. Never waits for who reads it: lines go through a bounded
/// backlog and a thread of their own, and when that is full because nobody reads, lines are dropped and counted. Once
/// there is room again, a line says how many.
///
/// What waits when the process exits is written then, for up to a second.
public struct StandardErrorSink: LogSink {
    private static let writer = LogWriter()
    private let format: LogFormat

    /// A sink for the standard error output. All of them write through one backlog.
    /// - Parameter format: how the lines are written.
    public init(format: LogFormat = .text) { self.format = format }

    /// Puts the line behind those that wait.
    public func write(_ record: LogRecord) {
        Self.writer.add(record, format)
    }

    /// Waits until what was logged before is written, for `milliseconds` at the most.
    static func flush(milliseconds: Int) {
        writer.flush(milliseconds: milliseconds)
    }
}

/// Brings lines to the standard error output, in order.
private final class LogWriter: Sendable {
    private let backlog = Mutex(LogBacklog())
    /// That of the last line: the one about dropped lines is written in it too.
    private let format = Mutex(LogFormat.text)
    /// Its thread may block in `write`, and is none of those that tasks run on.
    private let queue = DispatchQueue(label: "log")

    init() {
        atexit { StandardErrorSink.flush(milliseconds: 1000) }
    }

    func add(_ record: LogRecord, _ format: LogFormat) {
        let line = format.line(record)
        self.format.withLock { $0 = format }
        if backlog.withLock({ $0.append(line) }) { queue.async { self.writeBacklog() } }
    }

    func flush(milliseconds: Int) {
        let isWritten = DispatchSemaphore(value: 0)
        queue.async { isWritten.signal() }
        _ = isWritten.wait(timeout: .now() + .milliseconds(milliseconds))
    }

    private func writeBacklog() {
        while let (bytes, dropped) = backlog.withLock({ $0.take() }) {
            writeAll(bytes[...])
            guard dropped > 0 else { continue }
            let notice = LogRecord(
                time: WallClock.system.now, level: .warning, label: "log",
                message: "lines were dropped: nobody read the log, or it came faster than it was read",
                metadata: ["count": "\(dropped)"])
            writeAll(Array((format.withLock { $0 }.line(notice) + "\n").utf8)[...])
        }
    }

    /// What cannot be written is lost.
    private func writeAll(_ bytes: ArraySlice<UInt8>) {
        var rest = bytes
        while !rest.isEmpty {
            let written = unsafe rest.withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { return }
            rest = rest.dropFirst(written)
        }
    }
}
