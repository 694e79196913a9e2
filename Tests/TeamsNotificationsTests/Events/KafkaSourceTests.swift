import Foundation
import JSONKit
import KafkaServer
import KafkaStream
import LockKit
import Testing

@testable import TeamsNotifications

private let quick = [
    "session.timeout.ms": "6000", "heartbeat.interval.ms": "500", "fetch.wait.max.ms": "50",
    "reconnect.backoff.ms": "20", "reconnect.backoff.max.ms": "200",
]

/// Reads as ``KafkaFeed`` does, and crashes a few times: what it has handed on is not committed.
private struct CrashingFeed: EventFeed {
    let settings: KafkaConsumerSettings
    let crashes: [Int]
    /// Ends when every event was handed on that there is.
    let watch: EventWatch
    private let calls = SharedCount()

    init(_ settings: KafkaConsumerSettings, crashes: [Int], _ watch: EventWatch) {
        self.settings = settings
        self.crashes = crashes
        self.watch = watch
    }

    func check() async throws -> String { "" }

    func read(into sink: any EventSink) async throws {
        let sink = watch.before(sink)
        let call = calls.next()
        guard call < crashes.count else { return try await KafkaFeed(settings).read(into: sink) }
        let consumer = try KafkaConsumer(settings)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await consumer.run() }
            var read = 0
            while read < crashes[call], let messages = await consumer.next() {
                try await sink.take(
                    messages.map { SourceEvent(bytes: $0.payload, position: "kafka/\($0.position)") })
                // The first half is committed, and then it crashes.
                if read < crashes[call] / 2 { consumer.acknowledge(messages) }
                read += messages.count
            }
            consumer.end(committing: false)
            try await group.waitForAll()
        }
    }
}

/// Sees which positions have passed.
private final class EventWatch: Sendable {
    private let all: Int
    private let seen = Mutex<Set<String>>([])
    private let done = Signal()
    var isDone: AsyncStream<Void> { done.stream }

    init(all: Int) { self.all = all }

    func before(_ sink: any EventSink) -> any EventSink { Tap(watch: self, sink: sink) }

    private struct Tap: EventSink {
        let watch: EventWatch
        let sink: any EventSink
        func noteConnected() { sink.noteConnected() }
        func note(lag: Int) { sink.note(lag: lag) }
        func note(trouble: String?) { sink.note(trouble: trouble) }
        func take(_ events: [SourceEvent]) async throws {
            try await sink.take(events)
            let count = watch.seen.withLock { seen in
                seen.formUnion(events.compactMap(\.position))
                return seen.count
            }
            if count >= watch.all { watch.done.finish() }
        }
    }
}

@Suite struct KafkaSourceTests {
    private func kafka(_ server: KafkaServer) -> JSONValue {
        [
            "brokers": .string(server.brokers), "topic": "builds", "group": "teams",
            "properties": .object(JSONObject(quick.map { ($0.key, .string($0.value)) })),
        ]
    }

    @Test(.timeLimit(.minutes(3))) func eachEventThreeTimesWithCrashesIsOneNotification() async throws {
        let count = 10_000
        let server = try KafkaServer(topics: ["builds": 3])
        let events = (0..<count).map { Array("{\"id\":\($0)}".utf8) }
        // The same event stands in one partition three times, and now and then something that is no event.
        for partition in 0..<3 {
            let own = stride(from: partition, to: count, by: 3).map { events[$0] }
            try server.produce(own + own + [Array("poison".utf8)] + own, to: "builds", partition: partition)
        }
        let town = try SourceTown()
        let settings = try KafkaConsumerSettings(brokers: server.brokers, topic: "builds", properties: quick)
        let watch = EventWatch(all: count * 3 + 3)
        let source = try town.source(
            ["idempotencyKey": "${event.id}"], CrashingFeed(settings, crashes: [2_000, 6_000, 9_000], watch))
        try await running(source, until: watch.isDone)
        #expect(town.desk.with { $0.records.count } == count)
        #expect(source.status.accepted == count)
        let rejected = try await town.rejected()
        #expect(rejected.count >= 3 && rejected.allSatisfy { $0.event == "poison" })
    }

    @Test(.timeLimit(.minutes(1))) func aClusterThatIsAwayIsReadOnceItIsBack() async throws {
        let server = try KafkaServer(topics: ["builds": 1])
        server.set(isUp: false)
        let town = try SourceTown()
        var json = sourceJSON(["kafka": kafka(server)])
        json["postgres"] = nil
        let settings = try sourceSettings(json)
        let watch = EventWatch(all: 2)
        let feed = TappedFeed(feed: settings.feed(), watch: watch)
        let source = try town.source([:], feed)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await source.run() }
            try await waitForKafka { source.status.problem != nil }
            #expect(source.status.problem?.contains("127.0.0.1") == true)
            server.set(isUp: true)
            try server.produce([Array(#"{"id":1}"#.utf8), Array(#"{"id":2}"#.utf8)], to: "builds")
            for await _ in watch.isDone {}
            source.beginShutdown()
            try await group.waitForAll()
        }
        #expect(source.status.accepted == 2)
        #expect(source.status.problem == nil)
        #expect(try await settings.feed().check().contains("builds") == true)
    }
}

private struct TappedFeed: EventFeed {
    let feed: any EventFeed
    let watch: EventWatch
    func check() async throws -> String { try await feed.check() }
    func read(into sink: any EventSink) async throws { try await feed.read(into: watch.before(sink)) }
}
