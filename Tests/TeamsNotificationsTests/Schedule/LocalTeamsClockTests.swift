import Foundation
import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import Testing

@testable import TeamsNotifications

/// A Local Teams whose clock a test moves.
private final class Tower: Sendable {
    private struct State {
        var now = 1_800_000_000_000
        var isGone = false
    }
    private let state = Mutex(State())

    func move(by milliseconds: Int) { state.withLock { $0.now += milliseconds } }
    func setGone(_ isGone: Bool) { state.withLock { $0.isGone = isGone } }

    var transport: HandlerTransport {
        HandlerTransport(replies: { request in
            let state = self.state.withLock { $0 }
            if state.isGone { return .drop }
            guard request.target == "/_local/clock" else { return .response(HTTP.Response(status: 404)) }
            let now = ISO8601Time(millisecondsSince1970: state.now).text(fractionDigits: 3)
            let json: JSONValue = ["mode": "virtual", "now": .string(now)]
            return .response(HTTP.Response(status: 200, body: json.serialized()))
        })
    }
}

/// Lets real time pass whenever somebody waits for it, until `body` is over.
private func following(
    _ tower: Tower, _ body: @escaping @Sendable (LocalTeamsClock) async throws -> Void
) async throws {
    let realTime = ManualClock()
    let clock = try await LocalTeamsClock(
        following: "http://localhost:3979/", transport: tower.transport, realTime: realTime,
        logger: Log(label: "clock", level: .critical))
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
            while !Task.isCancelled {
                await realTime.waitForSleepers()
                realTime.advance(by: .milliseconds(20))
            }
        }
        group.addTask { try await clock.run() }
        try await body(clock)
        group.cancelAll()
        // Wakes the one that lets time pass, which then sees that it is over.
        let bell = Task { try await realTime.sleep(for: .seconds(1)) }
        try await group.waitForAll()
        bell.cancel()
    }
}

@Test func clockOfLocalTeamsWakesWhoseTimeHasComeInOrder() async throws {
    let tower = Tower()
    try await following(tower) { clock in
        let start = clock.now
        #expect(clock.wallClock.now == Date(timeIntervalSince1970: 1_800_000_000))
        let woken = AsyncStream.makeStream(of: Int.self)
        await withTaskGroup(of: Void.self) { group in
            for hours in [3, 1, 2, 30] {
                group.addTask {
                    try? await clock.sleep(until: start.advanced(by: .seconds(3600 * hours)))
                    woken.continuation.yield(hours)
                }
            }
            var iterator = woken.stream.makeAsyncIterator()
            for hours in 1...3 {
                tower.move(by: 3_600_000)
                #expect(await iterator.next() == hours)
            }
            #expect(clock.wallClock.now == Date(timeIntervalSince1970: 1_800_000_000 + 3 * 3600))
            group.cancelAll()
            #expect(await iterator.next() == 30)
        }
    }
}

@Test func clockStandsStillWhileLocalTeamsIsGone() async throws {
    let tower = Tower()
    try await following(tower) { clock in
        let start = clock.now
        tower.setGone(true)
        tower.move(by: 60_000)
        async let sleeper: Void = clock.sleep(until: start.advanced(by: .seconds(60)), tolerance: nil)
        #expect(clock.now == start)
        tower.setGone(false)
        try await sleeper
        #expect(start.duration(to: clock.now) == .seconds(60))
    }
}

@Test(arguments: [
    HTTPReply.drop, .response(HTTP.Response(status: 404)),
    .response(HTTP.Response(status: 200, body: Array("{}".utf8))),
    .response(HTTP.Response(status: 200, body: Array("{\"now\":\"soon\"}".utf8))),
])
func clockThatCannotBeReadIsRefused(_ reply: HTTPReply) async {
    let error = await #expect(throws: NotificationError.self) {
        _ = try await LocalTeamsClock(
            following: "http://localhost:3979", transport: HandlerTransport(replies: { _ in reply }),
            logger: Log(label: "clock", level: .critical))
    }
    #expect(error?.code == .configuration)
    #expect(error?.message.contains("http://localhost:3979") == true)
}
