/// Writes what the program does, for those who run it.
///
/// A message is a constant; what varies goes into the metadata, so that lines of one kind can be found and counted.
/// The logger removes control characters from the metadata and cuts long values, so nobody can forge a line.
public struct Log: Sendable {
    /// How much a line matters.
    public enum Level: Int, Sendable, Comparable, CaseIterable {
        /// Each step, for who hunts a defect.
        case trace
        /// What helps to understand one case.
        case debug
        /// The normal life of the program.
        case info
        /// Normal, but worth seeing.
        case notice
        /// Something is wrong, and the program copes.
        case warning
        /// One piece of work failed.
        case error
        /// The program cannot do its work.
        case critical

        /// Whether `left` matters less than `right`.
        public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }

        /// The level by its lowercase name, such as `debug`.
        public init?(name: String) {
            guard let level = Level.allCases.first(where: { $0.name == name }) else { return nil }
            self = level
        }

        /// The lowercase name, such as `debug`.
        public var name: String { String(describing: self) }
    }

    /// What varies, by name.
    public typealias Metadata = [String: String]

    /// Which part of the program speaks.
    public let label: String
    /// Lines below this level are not written, and their metadata is not computed.
    public var level: Level
    private let sink: any LogSink
    private let clock: WallClock
    private var metadata: Metadata = [:]

    /// - Parameters:
    ///   - label: which part of the program speaks.
    ///   - level: the lowest level that is written.
    ///   - sink: where lines go.
    ///   - clock: dates the lines.
    public init(
        label: String, level: Level = .info, sink: any LogSink = StandardErrorSink(), clock: WallClock = .system
    ) {
        self.label = label
        self.level = level
        self.sink = sink
        self.clock = clock
    }

    /// A logger that adds `metadata` to each line.
    public func with(_ metadata: Metadata) -> Log {
        var logger = self
        logger.metadata.merge(metadata) { _, new in new }
        return logger
    }

    /// The same logger under another label.
    public func labelled(_ label: String) -> Log {
        var logger = Log(label: label, level: level, sink: sink, clock: clock)
        logger.metadata = metadata
        return logger
    }

    /// Writes a line. Of two values with one name, the line's own wins over the logger's.
    public func log(_ level: Level, _ message: StaticString, _ metadata: @autoclosure () -> Metadata = [:]) {
        guard level >= self.level else { return }
        let all = self.metadata.merging(metadata()) { _, new in new }.mapValues(cleaned)
        sink.write(LogRecord(time: clock.now, level: level, label: label, message: "\(message)", metadata: all))
    }

    /// Writes a line of level `trace`.
    public func trace(_ message: StaticString, _ metadata: @autoclosure () -> Metadata = [:]) {
        log(.trace, message, metadata())
    }
    /// Writes a line of level `debug`.
    public func debug(_ message: StaticString, _ metadata: @autoclosure () -> Metadata = [:]) {
        log(.debug, message, metadata())
    }
    /// Writes a line of level `info`.
    public func info(_ message: StaticString, _ metadata: @autoclosure () -> Metadata = [:]) {
        log(.info, message, metadata())
    }
    /// Writes a line of level `notice`.
    public func notice(_ message: StaticString, _ metadata: @autoclosure () -> Metadata = [:]) {
        log(.notice, message, metadata())
    }
    /// Writes a line of level `warning`.
    public func warning(_ message: StaticString, _ metadata: @autoclosure () -> Metadata = [:]) {
        log(.warning, message, metadata())
    }
    /// Writes a line of level `error`.
    public func error(_ message: StaticString, _ metadata: @autoclosure () -> Metadata = [:]) {
        log(.error, message, metadata())
    }
    /// Writes a line of level `critical`.
    public func critical(_ message: StaticString, _ metadata: @autoclosure () -> Metadata = [:]) {
        log(.critical, message, metadata())
    }
}
