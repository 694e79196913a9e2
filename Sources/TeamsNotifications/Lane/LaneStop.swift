internal import TeamsConnector

/// Whether a lane stands still because no request of it would get further, and when one is tried again. Pure.
///
/// No delivery ends meanwhile. The first request that gets an answer starts the lane again.
struct LaneStop: Sendable, Hashable {
    /// Why, for people.
    struct Reason: Sendable, Hashable {
        let text: String

        init(_ error: ConnectorError) { text = "\(error)" }
        init(_ text: String) { self.text = text }
    }

    static let shortestWait: Duration = .seconds(1)
    static let longestWait: Duration = .seconds(15)

    private(set) var reason: Reason?
    /// When the next request is tried.
    private(set) var nextTry: Duration = .zero
    private var wait: Duration = .zero
    /// How many connections in a row did not come about.
    private var unconnected = 0

    /// A request got no further. Those that were under way at the same time say nothing new.
    mutating func failed(_ reason: Reason, now: Duration) {
        guard self.reason == nil || now >= nextTry else { return }
        wait = self.reason == nil ? Self.shortestWait : min(wait * 2, Self.longestWait)
        self.reason = reason
        nextTry = now + wait
    }

    /// A connection did not come about. One alone says nothing about the others.
    mutating func unconnected(_ reason: Reason, now: Duration) {
        unconnected += 1
        if unconnected > 1 { failed(reason, now: now) }
    }

    /// The service answered something else.
    mutating func answered() {
        reason = nil
        unconnected = 0
    }
}
