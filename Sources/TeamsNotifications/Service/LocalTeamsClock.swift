internal import Foundation
package import HTTPKit
internal import JSONKit
internal import LockKit
package import ServiceKit

/// A clock that shows what Local Teams shows: for tests, in which that clock is virtual and leaps.
///
/// It asks `GET /_local/clock` every 20 milliseconds of real time. Whoever's time has come is woken, the earliest
/// first. While Local Teams does not answer, it stands still.
package final class LocalTeamsClock: Clock, Service {
    package typealias Instant = ManualClock.Instant

    private let followed = ManualClock()
    private let transport: any HTTPTransport
    private let request: HTTP.ClientRequest
    private let realTime: Stopwatch
    private let logger: Log
    private let isShuttingDown = Atomic(false)

    private static let pause = Duration.milliseconds(20)

    /// - Parameters:
    ///   - url: where Local Teams is: `http://localhost:3979`.
    ///   - realTime: measures the pauses between two questions.
    /// - Throws: ``NotificationError/Code/configuration`` when it does not tell its time.
    package init(
        following url: String, transport: any HTTPTransport, realTime: any Clock<Duration> = ContinuousClock(),
        logger: Log
    ) async throws(NotificationError) {
        let base = url.hasSuffix("/") ? String(url.dropLast()) : url
        request = HTTP.ClientRequest(url: "\(base)/_local/clock", timeout: .seconds(5), maxResponseBytes: 4096)
        self.transport = transport
        self.realTime = Stopwatch(realTime)
        self.logger = logger
        do {
            followed.set(to: try await ask())
        } catch {
            throw NotificationError(
                .configuration, "the clock of Local Teams at \(base) cannot be followed: \(error.message)")
        }
    }

    package var now: Instant { followed.now }

    package var minimumResolution: Duration { .milliseconds(1) }

    /// The date that goes with it.
    package var wallClock: WallClock { followed.wallClock(startingAt: Date(timeIntervalSince1970: 0)) }

    package func sleep(until deadline: Instant, tolerance: Duration? = nil) async throws {
        try await followed.sleep(until: deadline, tolerance: tolerance)
    }

    /// Follows until ``beginShutdown()``. Services that sleep on this clock must have ended before.
    package func run() async throws {
        var isGone = false
        while !isShuttingDown.load(ordering: .relaxed), !Task.isCancelled {
            guard (try? await realTime.sleep(for: Self.pause)) != nil else { return }
            do {
                followed.set(to: try await ask())
                if isGone { logger.notice("The clock of Local Teams can be followed again") }
                isGone = false
            } catch {
                guard !Task.isCancelled else { return }
                if !isGone {
                    logger.warning(
                        "The clock stands still: Local Teams does not tell its time", ["error": "\(error.message)"])
                }
                isGone = true
            }
        }
    }

    package func beginShutdown() {
        isShuttingDown.store(true, ordering: .relaxed)
    }

    private struct Trouble: Error { let message: String }

    private func ask() async throws(Trouble) -> Instant {
        let response: HTTP.Response
        do {
            response = try await transport.send(request)
        } catch {
            throw Trouble(message: error.message)
        }
        guard response.status == 200 else { throw Trouble(message: "it answered with the status \(response.status)") }
        guard let json = try? JSONValue(parsing: response.body), let text = json["now"]?.stringValue,
            let time = ISO8601Time(text)
        else { throw Trouble(message: "what it answered tells no time") }
        return Instant(offset: .milliseconds(time.millisecondsSince1970))
    }
}
