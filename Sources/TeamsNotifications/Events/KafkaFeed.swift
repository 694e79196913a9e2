internal import KafkaStream
internal import ServiceKit

/// Reads a topic of Kafka as a member of a group. Offsets are committed when something durable has become of what
/// stands before them.
struct KafkaFeed: EventFeed {
    private static let look: Duration = .seconds(1)

    let settings: KafkaConsumerSettings

    init(_ settings: KafkaConsumerSettings) { self.settings = settings }

    func check() async throws -> String {
        do { return try await KafkaConsumer.look(settings) } catch let error as KafkaError {
            throw EventFeedError(error.message)
        }
    }

    func read(into sink: any EventSink) async throws {
        do {
            let consumer = try KafkaConsumer(settings)
            try await withThrowingTaskGroup(of: Void.self) { group in
                defer { group.cancelAll() }
                group.addTask { try await consumer.run() }
                group.addTask {
                    let time = Stopwatch(ContinuousClock())
                    while true {
                        let health = consumer.health
                        if health.isConnected { sink.noteConnected() }
                        if let lag = health.lag { sink.note(lag: lag) }
                        if let trouble = health.trouble { sink.note(trouble: trouble) }
                        try await time.sleep(for: Self.look)
                    }
                }
                while let messages = await consumer.next() {
                    try await sink.take(
                        messages.map { SourceEvent(bytes: $0.payload, position: "kafka/\($0.position)") })
                    consumer.acknowledge(messages)
                }
                try Task.checkCancellation()
                try await group.next()
            }
        } catch let error as KafkaError {
            throw EventFeedError(error.message)
        }
    }
}
