import Foundation
import JSONKit
import LockKit
import ServiceKit
import Testing

@testable import TeamsNotifications

/// Gives events out, and then waits to be ended.
struct ListFeed: EventFeed {
    let batches: [[String]]
    var failures: [String] = []
    private let calls = SharedCount()
    private let done = Signal()
    var isDone: AsyncStream<Void> { done.stream }

    init(_ batches: [[String]], failing failures: [String] = []) {
        self.batches = batches
        self.failures = failures
    }

    func check() async throws -> String { "fine" }

    func read(into sink: any EventSink) async throws {
        let call = calls.next()
        if call < failures.count { throw EventFeedError(failures[call]) }
        sink.noteConnected()
        sink.note(lag: 0)
        for (number, batch) in batches.enumerated() {
            try await sink.take(
                batch.enumerated().map { SourceEvent(bytes: Array($1.utf8), position: "\(number)/\($0)") })
        }
        done.finish()
        for await _ in AsyncStream<Void>.makeStream().stream {}
    }
}

extension SourceStatus {
    /// Accepted, repeated, skipped, rejected.
    var counts: [Int] { [accepted, repeated, skipped, rejected] }
}

/// Something that happens once: then the stream ends.
struct Signal: Sendable {
    let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation
    init() { (stream, continuation) = AsyncStream.makeStream(of: Void.self) }
    func finish() { continuation.finish() }
}

final class SharedCount: Sendable {
    private let count = Mutex(0)
    func next() -> Int {
        count.withLock { count in
            defer { count += 1 }
            return count
        }
    }
}

/// Never waits, and says when somebody would.
struct HastyClock: Clock {
    struct Instant: InstantProtocol {
        var offset: Duration = .zero
        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }
    let onSleep: @Sendable () -> Void
    var now: Instant { Instant() }
    var minimumResolution: Duration { .zero }
    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        onSleep()
    }
}

/// A source beside an engine in memory.
struct SourceTown: Sendable {
    let desk = DeskDouble()
    let store: SQLNotificationStore
    let sink = MemorySink()

    init() throws { store = try SQLNotificationStore(path: SQLNotificationStore.inMemory) }

    func source(
        _ settings: JSONObject = [:], _ feed: any EventFeed, onSleep: @escaping @Sendable () -> Void = {}
    ) throws -> EventSource {
        EventSource(
            try sourceSettings(sourceJSON(settings)), feed: feed, desk: desk, store: store,
            time: Stopwatch(HastyClock(onSleep: onSleep)),
            wallClock: WallClock { Date(timeIntervalSince1970: 1_795_000_000) },
            logger: Log(label: "test", sink: sink))
    }

    func rejected() async throws -> [RejectedEvent] {
        try await store.rejectedEvents(of: "builds", after: nil, limit: 100).items
    }
}

/// Runs a source until `isDone` ends.
func running(_ source: EventSource, until isDone: AsyncStream<Void>) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await source.run() }
        for await _ in isDone {}
        source.beginShutdown()
        try await group.waitForAll()
    }
}

@Suite struct EventSourceTests {
    @Test func somethingBecomesOfEachEvent() async throws {
        let town = try SourceTown()
        let feed = ListFeed([
            [#"{"id":1,"bad":true}"#, #"{"id":2,"bad":false}"#, "no JSON", #"{"id":3,"bad":true}"#],
            [#"{"id":1,"bad":true}"#, #"{"bad":true}"#],
        ])
        let source = try town.source(["when": "${event.bad}", "idempotencyKey": "${event.id}"], feed)
        #expect(source.status.state == "connecting")
        try await running(source, until: feed.isDone)
        let status = source.status
        #expect(status.state == "stopped")
        #expect(status.counts == [2, 1, 1, 2])
        #expect(town.desk.with { $0.records.count } == 2)
        let rejected = try await town.rejected()
        #expect(Set(rejected.map(\.event)) == ["no JSON", #"{"bad":true}"#])
        #expect(rejected.contains { $0.reason.hasPrefix("the event is no JSON") })
    }

    @Test func whatIntakeRefusesIsRejectedAndTheRestGoesOn() async throws {
        let town = try SourceTown()
        let feed = ListFeed([[#"{"id":1,"about":"refused"}"#], [#"{"id":2,"about":"tides"}"#]])
        let source = try town.source(
            [
                "notification": [
                    "audience": ["everyone": true], "content": ["text": "${event.id}"], "category": "${event.about}",
                ]
            ], feed)
        try await running(source, until: feed.isDone)
        #expect(source.status.accepted == 1)
        #expect(try await town.rejected().map(\.reason) == ["/notification/audience: nobody is in it"])
    }

    @Test func anotherNotificationUnderTheSameKeyIsRejected() async throws {
        let town = try SourceTown()
        let feed = ListFeed([[#"{"id":1,"key":"k"}"#], [#"{"id":2,"key":"k"}"#]])
        let source = try town.source(["idempotencyKey": "${event.key}"], feed)
        try await running(source, until: feed.isDone)
        #expect(try await town.rejected().map(\.reason) == ["/idempotencyKey: was used for another notification"])
    }

    @Test func aStoreThatCannotBeWrittenIsWaitedFor() async throws {
        let town = try SourceTown()
        town.desk.with { $0.isFailing = true }
        let feed = ListFeed([[#"{"id":1}"#], [#"{"id":2}"#]])
        let states = Mutex<[String]>([])
        let box = Mutex<EventSource?>(nil)
        let source = try town.source([:], feed) { [desk = town.desk] in
            let state = box.withLock { $0?.status.state ?? "" }
            let tries = states.withLock { states in
                states.append(state)
                return states.count
            }
            if tries == 3 { desk.with { $0.isFailing = false } }
        }
        box.withLock { $0 = source }
        try await running(source, until: feed.isDone)
        #expect(states.withLock { $0 } == Array(repeating: "waiting for the store", count: 3))
        #expect(source.status.accepted == 2)
        #expect(town.sink.records.count { $0.message == "A source of events waits for the store" } == 1)
    }

    @Test func aFeedThatCannotConnectIsTriedAgain() async throws {
        let town = try SourceTown()
        let feed = ListFeed([[#"{"id":1}"#]], failing: ["nobody answers", "nobody answers"])
        let problems = Mutex<[String]>([])
        let box = Mutex<EventSource?>(nil)
        let source = try town.source([:], feed) {
            let status = box.withLock { $0?.status }
            problems.withLock { $0.append("\(status?.state ?? ""): \(status?.problem ?? "")") }
        }
        box.withLock { $0 = source }
        try await running(source, until: feed.isDone)
        #expect(problems.withLock { $0 } == Array(repeating: "cannot connect: nobody answers", count: 2))
        #expect(source.status.accepted == 1)
        #expect(source.status.problem == nil)
    }

    @Test func thePauseDoublesUpToHalfAMinute() {
        var pause = RetryPause()
        let pauses: [Double] = (0..<8).map { _ in pause.next() / .seconds(1) }
        #expect(pauses == [0.5, 1, 2, 4, 8, 16, 30, 30])
    }
}
