/// Where the events of a source come from.
package protocol EventFeed: Sendable {
    /// Connects, and hands events on until the task is cancelled. What `sink` has taken is not read again.
    /// - Throws: ``EventFeedError`` when the connection is lost or not to be had; then it is called again later.
    func read(into sink: any EventSink) async throws

    /// One look at whether it could read.
    /// - Returns: what was found, for people.
    func check() async throws -> String
}

/// Who takes the events of a source.
package protocol EventSink: Sendable {
    /// Events can be read from now on.
    func noteConnected()
    /// How many events wait to be read.
    func note(lag: Int)
    /// What keeps events from being read, while the feed mends it itself; nil when it is mended.
    func note(trouble: String?)
    /// Returns once something durable has become of each event.
    /// - Throws: when the task is cancelled; then the events are to be read again.
    func take(_ events: [SourceEvent]) async throws
}

/// Why events cannot be read, for people.
package struct EventFeedError: Error, Hashable, CustomStringConvertible {
    /// What happened. Holds no secret.
    package let message: String

    package init(_ message: String) { self.message = message }

    package var description: String { message }
}
