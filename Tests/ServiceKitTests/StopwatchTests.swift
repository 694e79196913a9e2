import Testing

@testable import ServiceKit

@Test func stopwatchRunsFromWhenItWasMade() async throws {
    let clock = ManualClock()
    clock.advance(by: .seconds(100))
    let stopwatch = Stopwatch(clock)
    #expect(stopwatch.elapsed == .zero)
    clock.advance(by: .seconds(5))
    #expect(stopwatch.elapsed == .seconds(5))
    try await stopwatch.sleep(until: .seconds(5))  // no wait
    async let later: Void = stopwatch.sleep(for: .seconds(2))
    await clock.waitForSleepers(1)
    async let latest: Void = stopwatch.sleep(until: .seconds(8))
    await clock.waitForSleepers(2)
    #expect(clock.nextDeadline == .init(offset: .seconds(107)))
    clock.advance(by: .seconds(2))
    try await later
    clock.advance(by: .seconds(1))
    try await latest
}

@Test func manualClockCanBeSetBack() async throws {
    let clock = ManualClock(showing: .init(offset: .seconds(50)))
    #expect(clock.nextDeadline == nil)
    clock.set(to: .init(offset: .seconds(10)))
    #expect(clock.now.offset == .seconds(10))
    async let slept: Void = clock.sleep(until: .init(offset: .seconds(20)))
    await clock.waitForSleepers(1)
    clock.set(to: .init(offset: .seconds(20)))
    try await slept
}

@Test(arguments: [
    (Duration.zero, 0), (.milliseconds(-1), -1), (.microseconds(1999), 1), (.microseconds(-1999), -1),
    (.seconds(60), 60_000),
    (.seconds(Int64.max), .max), (.seconds(Int64.min), .min), (.milliseconds(Int64.max), .max),
    (.milliseconds(Int64.min), .min),
])
func durationsAreWholeMilliseconds(duration: Duration, milliseconds: Int) {
    #expect(duration.wholeMilliseconds == milliseconds)
}
