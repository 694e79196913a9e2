import Foundation
import ServiceKit
import Testing

@Test func manualClockWakesSleepersInOrder() async throws {
    let clock = ManualClock()
    let (order, continuation) = AsyncStream.makeStream(of: Int.self)
    try await withThrowingTaskGroup { group in
        for seconds in [3, 1, 2] {
            group.addTask {
                try await clock.sleep(for: .seconds(seconds))
                continuation.yield(seconds)
            }
        }
        await clock.waitForSleepers(3)
        var seen = order.makeAsyncIterator()
        for expected in 1...3 {
            #expect(clock.advanceToNextSleeper())
            #expect(await seen.next() == expected)
            #expect(clock.now.offset == .seconds(expected))
        }
        #expect(!clock.advanceToNextSleeper())
        try await group.waitForAll()
    }
}

@Test func manualClockDoesNotSleepUntilThePast() async throws {
    let clock = ManualClock()
    clock.advance(by: .seconds(5))
    try await clock.sleep(until: .init(offset: .seconds(5)))
    clock.advance(to: .init(offset: .seconds(1)))
    #expect(clock.now.offset == .seconds(5))
}

@Test func manualClockSleepIsCancelled() async {
    let clock = ManualClock()
    let sleep = Task { try await clock.sleep(for: .seconds(1)) }
    await clock.waitForSleepers()
    sleep.cancel()
    await #expect(throws: CancellationError.self) { try await sleep.value }
    #expect(clock.sleeperCount == 0)

    let late = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        try await clock.sleep(for: .seconds(1))
    }
    await #expect(throws: CancellationError.self) { try await late.value }
}

@Test func manualClockDrivesAWallClock() {
    let clock = ManualClock()
    let wall = clock.wallClock(startingAt: Date(timeIntervalSince1970: 100))
    clock.advance(by: .milliseconds(2500))
    #expect(wall.now == Date(timeIntervalSince1970: 102.5))
}
