import Foundation
import HTTPKit
import LockKit
import ServiceKit

/// The way from the bot to Teams in this process. It takes time on a clock that is moved by hand, and remembers what
/// went over it.
final class Strait: HTTPTransport {
    /// One request of the connector.
    struct Crossing: Sendable {
        /// When it left, on the clock.
        let leftAt: Duration
        /// When it reached Teams.
        let arrivedAt: Duration
        let method: String
        let url: String
        /// Nil while there is no answer.
        var status: Int?

        /// The conversation that the path names.
        var conversation: String {
            let parts = url.split(separator: "/")
            guard let place = parts.lastIndex(of: "conversations"), place + 1 < parts.endIndex else { return "" }
            return parts[place + 1].removingPercentEncoding ?? ""
        }
    }

    /// How long a request, or its answer, is under way.
    typealias Latency = @Sendable () -> Duration

    private let clock: ManualClock
    private let latency: Latency?
    private let far = Mutex<HandlerTransport?>(nil)
    private let log = Mutex<[Crossing]>([])
    private let atTeams = Atomic(0)

    init(_ clock: ManualClock, latency: Latency? = nil) {
        self.clock = clock
        self.latency = latency
    }

    /// Whether Teams is at work on a request.
    var isBusy: Bool { atTeams.load(ordering: .acquiring) > 0 }

    /// Leads to `handler` from now on.
    func lead(to replies: @escaping @Sendable (HTTP.Request) async -> HTTPReply) {
        far.withLock { $0 = HandlerTransport(replies: replies) }
    }

    /// What was asked of the connector, in the order of arrival; questions for tokens are left out.
    var crossings: [Crossing] { log.withLock { $0 } }

    func send(_ request: HTTP.ClientRequest) async throws(HTTPTransportError) -> HTTP.Response {
        guard let far = far.withLock({ $0 }) else { throw HTTPTransportError(.connect, "nobody is there") }
        // A token is there at once: the clock does not move before the bot has one.
        if request.url.hasSuffix("/token") { return try await arrive(request, at: far) }
        let left = clock.now.offset
        try await pause()
        let place = log.withLock { log in
            log.append(
                Crossing(leftAt: left, arrivedAt: clock.now.offset, method: request.method, url: request.url))
            return log.count - 1
        }
        let response = try await arrive(request, at: far)
        log.withLock { $0[place].status = response.status }
        try await pause()
        return response
    }

    private func arrive(
        _ request: HTTP.ClientRequest, at far: HandlerTransport
    ) async throws(HTTPTransportError) -> HTTP.Response {
        atTeams.wrappingAdd(1, ordering: .acquiringAndReleasing)
        defer { atTeams.wrappingSubtract(1, ordering: .acquiringAndReleasing) }
        return try await far.send(request)
    }

    private func pause() async throws(HTTPTransportError) {
        guard let latency else { return }
        do { try await clock.sleep(for: latency()) } catch { throw HTTPTransportError(.cancelled, "cancelled") }
    }
}
