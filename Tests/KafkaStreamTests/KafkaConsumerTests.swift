import KafkaServer
import KafkaStream
import Testing

/// Quick enough for tests.
private let quick = [
    "session.timeout.ms": "6000", "heartbeat.interval.ms": "500", "reconnect.backoff.ms": "20",
    "reconnect.backoff.max.ms": "200", "fetch.wait.max.ms": "50",
]

private func payloads(_ range: Range<Int>) -> [[UInt8]] { range.map { Array("\($0)".utf8) } }

/// Runs a consumer while `body` reads.
private func reading<Value: Sendable>(
    _ settings: KafkaConsumerSettings, _ body: (KafkaConsumer) async throws -> Value
) async throws -> Value {
    let consumer = try KafkaConsumer(settings)
    return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await consumer.run() }
        let value = try await body(consumer)
        consumer.end()
        try await group.waitForAll()
        return value
    }
}

private func read(_ count: Int, _ consumer: KafkaConsumer, acknowledging: Bool = true) async -> [String] {
    var read: [String] = []
    while read.count < count, let messages = await consumer.next() {
        read += messages.map { String(decoding: $0.payload ?? [], as: UTF8.self) }
        if acknowledging { consumer.acknowledge(messages) }
    }
    return read
}

@Suite struct KafkaConsumerTests {
    @Test(.timeLimit(.minutes(1))) func whatWasAcknowledgedDoesNotComeAgain() async throws {
        let server = try KafkaServer(topics: ["builds": 1])
        let settings = try KafkaConsumerSettings(brokers: server.brokers, topic: "builds", properties: quick)
        try server.produce(payloads(0..<10), to: "builds")
        let first = try await reading(settings) { await read(10, $0) }
        #expect(first == (0..<10).map(String.init))
        try server.produce(payloads(10..<15), to: "builds")
        let second = try await reading(settings) { await read(5, $0, acknowledging: false) }
        #expect(second == (10..<15).map(String.init))
        let again = try await reading(settings) { await read(5, $0, acknowledging: false) }
        #expect(again == second)
    }

    @Test(.timeLimit(.minutes(1))) func moreThanTheBufferHoldsComesWholeAndInOrder() async throws {
        let server = try KafkaServer(topics: ["builds": 1])
        let settings = try KafkaConsumerSettings(brokers: server.brokers, topic: "builds", properties: quick)
        try server.produce(payloads(0..<9_000), to: "builds")
        let all = try await reading(settings) { consumer in
            // The buffer is full before the first is taken.
            try await waitForKafka { consumer.health.lag ?? 0 >= 1 }
            return await read(9_000, consumer)
        }
        #expect(all == (0..<9_000).map(String.init))
    }

    @Test(.timeLimit(.minutes(1))) func aBrokerThatComesBackIsReadAgain() async throws {
        let server = try KafkaServer(topics: ["builds": 1])
        let settings = try KafkaConsumerSettings(brokers: server.brokers, topic: "builds", properties: quick)
        try server.produce(payloads(0..<3), to: "builds")
        try await reading(settings) { consumer in
            #expect(await read(3, consumer) == ["0", "1", "2"])
            server.set(isUp: false)
            try await waitForKafka { consumer.health.trouble != nil }
            server.set(isUp: true)
            try server.produce(payloads(3..<5), to: "builds")
            #expect(await read(2, consumer) == ["3", "4"])
            try await waitForKafka { consumer.health.trouble == nil }
            #expect(consumer.health.isConnected)
        }
    }

    @Test(.timeLimit(.minutes(1))) func twoOfAGroupShareTheTopic() async throws {
        let server = try KafkaServer(topics: ["builds": 4])
        let settings = try KafkaConsumerSettings(brokers: server.brokers, topic: "builds", properties: quick)
        for partition in 0..<4 { try server.produce(payloads(0..<50), to: "builds", partition: partition) }
        let first = try await reading(settings) { await read(200, $0) }
        #expect(first.count == 200)
    }

    @Test func aClusterThatIsAwayIsToldInWords() async throws {
        let settings = try KafkaConsumerSettings(brokers: "127.0.0.1:1", topic: "builds", properties: quick)
        let error = await #expect(throws: KafkaError.self) { try await KafkaConsumer.look(settings) }
        #expect(error?.code == .unreachable)
        #expect(error?.message.contains("127.0.0.1:1") == true)
    }
}
