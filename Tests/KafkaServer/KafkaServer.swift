internal import CLibRdKafka

/// A cluster of Kafka within this process: the mock cluster of librdkafka, on ports of the loopback interface.
///
/// `@unchecked`: both pointers are constants, and librdkafka lets any thread use what they point to.
public final class KafkaServer: @unchecked Sendable {
    private let client: OpaquePointer
    private let cluster: OpaquePointer

    /// Starts one broker with these topics, each with so many partitions.
    public init(topics: [String: Int]) throws {
        let configuration = rd_kafka_conf_new()
        clibrdkafka_ignore_logs(configuration)
        var text = [CChar](repeating: 0, count: 256)
        guard let client = rd_kafka_new(RD_KAFKA_PRODUCER, configuration, &text, text.count),
            let cluster = rd_kafka_mock_cluster_new(client, 1)
        else { throw KafkaServerError() }
        self.client = client
        self.cluster = cluster
        for (topic, partitions) in topics { rd_kafka_mock_topic_create(cluster, topic, CInt(partitions), 1) }
    }

    deinit {
        rd_kafka_mock_cluster_destroy(cluster)
        rd_kafka_destroy(client)
    }

    /// Where it is.
    public var brokers: String { rd_kafka_mock_cluster_bootstraps(cluster).map { String(cString: $0) } ?? "" }

    /// Whether the broker takes connections.
    public func set(isUp: Bool) {
        if isUp { rd_kafka_mock_broker_set_up(cluster, 1) } else { rd_kafka_mock_broker_set_down(cluster, 1) }
    }

    /// Writes messages, and returns once the broker has them.
    public func produce(_ payloads: [[UInt8]], to topic: String, partition: Int = 0) throws {
        let configuration = rd_kafka_conf_new()
        clibrdkafka_ignore_logs(configuration)
        rd_kafka_conf_set(configuration, "bootstrap.servers", brokers, nil, 0)
        rd_kafka_conf_set(configuration, "linger.ms", "1", nil, 0)
        guard let producer = rd_kafka_new(RD_KAFKA_PRODUCER, configuration, nil, 0) else { throw KafkaServerError() }
        defer { rd_kafka_destroy(producer) }
        guard let handle = rd_kafka_topic_new(producer, topic, nil) else { throw KafkaServerError() }
        defer { rd_kafka_topic_destroy(handle) }
        for payload in payloads {
            var payload = payload
            guard
                rd_kafka_produce(
                    handle, Int32(partition), RD_KAFKA_MSG_F_COPY | RD_KAFKA_MSG_F_BLOCK, &payload, payload.count, nil,
                    0, nil) == 0
            else { throw KafkaServerError() }
        }
        guard rd_kafka_flush(producer, 30_000) == RD_KAFKA_RESP_ERR_NO_ERROR else { throw KafkaServerError() }
    }
}

/// The cluster does not do what a test wants.
public struct KafkaServerError: Error {}

/// Returns once `holds` is true, of what librdkafka does by itself.
/// - Throws: ``KafkaServerError`` when that has not come after a minute.
public func waitForKafka(until holds: () -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(60)
    while !holds() {
        guard .now < deadline else { throw KafkaServerError() }
        try await Task.sleep(for: .milliseconds(10))  // librdkafka has no event for what is waited for here
    }
}
