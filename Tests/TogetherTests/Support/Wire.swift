import HTTPKit
import LockKit
import ServiceKit

/// The way from a bot to Teams in this process. It takes time, on a clock that is moved by hand, and remembers what
/// went over it.
final class Wire: HTTPTransport {
    /// One attempt of the bot.
    struct Attempt: Sendable {
        /// When the bot sent it, since the wire was made.
        let at: Duration
        let method: String
        let url: String
        /// The bytes of the body.
        let body: [UInt8]
        /// What Teams answered; nil when the connection broke.
        let status: Int?
    }

    /// How long a request, or its answer, is under way.
    typealias Latency = @Sendable () -> Duration

    private let clock: ManualClock
    private let start: ManualClock.Instant
    private let latency: Latency?
    private let far = Mutex<HandlerTransport?>(nil)
    private let log = Mutex<[Attempt]>([])
    private let watchers = Mutex<[(count: Int, continuation: CheckedContinuation<Void, Never>)]>([])

    init(clock: ManualClock, latency: Latency? = nil) {
        self.clock = clock
        self.latency = latency
        start = clock.now
    }

    /// Leads to `handler` from now on.
    func lead(to replies: @escaping @Sendable (HTTP.Request) async -> HTTPReply) {
        far.withLock { $0 = HandlerTransport(replies: replies) }
    }

    /// What the bot asked of the connector, in order; questions for tokens are left out.
    var attempts: [Attempt] { log.withLock { $0 } }

    /// Suspends until at least `count` attempts have been answered.
    func waitForAnswers(_ count: Int) async {
        await withCheckedContinuation { continuation in
            watchers.withLock { $0.append((count, continuation)) }
            tellWatchers()
        }
    }

    private func tellWatchers() {
        let answered = attempts.count { $0.status != nil }
        let ready = watchers.withLock { watchers in
            defer { watchers.removeAll { $0.count <= answered } }
            return watchers.filter { $0.count <= answered }
        }
        for watcher in ready { watcher.continuation.resume() }
    }

    /// The time from when the wire was made to `instant`.
    func elapsed(at instant: ManualClock.Instant) -> Duration { start.duration(to: instant) }

    /// Forgets what went over it.
    func clear() { log.withLock { $0 = [] } }

    func send(_ request: HTTP.ClientRequest) async throws(HTTPTransportError) -> HTTP.Response {
        let isToken = request.url.hasSuffix("/token")
        let place =
            isToken
            ? nil
            : log.withLock { log in
                log.append(
                    Attempt(
                        at: start.duration(to: clock.now), method: request.method, url: request.url, body: request.body,
                        status: nil))
                return log.count - 1
            }
        guard let far = far.withLock({ $0 }) else { throw HTTPTransportError(.connect, "nobody is there") }
        try await wait()
        let response = try await far.send(request)
        try await wait()
        log.withLock { log in
            guard let place, log.indices.contains(place) else { return }
            let sent = log[place]
            log[place] = Attempt(
                at: sent.at, method: sent.method, url: sent.url, body: sent.body, status: response.status)
        }
        tellWatchers()
        return response
    }

    private func wait() async throws(HTTPTransportError) {
        guard let latency else { return }
        do { try await clock.sleep(for: latency()) } catch { throw HTTPTransportError(.cancelled, "cancelled") }
    }
}
