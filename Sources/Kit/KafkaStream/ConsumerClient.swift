internal import CLibRdKafka

/// A consumer of librdkafka. Used by one thread.
struct ConsumerClient: ~Copyable {
    private static let maxWaitMilliseconds: CInt = 1_000
    /// More of a message is not copied: whoever reads it sees that it is too long.
    private static let maxPayloadBytes = (1 << 20) + 1

    private let handle: OpaquePointer
    private let settings: KafkaConsumerSettings

    /// - Parameter context: what the callbacks get; it must live as long as this.
    init(_ settings: KafkaConsumerSettings, context: UnsafeMutableRawPointer? = nil) throws(KafkaError) {
        handle = try KafkaConfiguration(settings).consumer(context: context)
        self.settings = settings
        rd_kafka_poll_set_consumer(handle)
    }

    deinit { rd_kafka_destroy(handle) }

    func subscribe() throws(KafkaError) {
        let topics = PartitionList(topic: settings.topic)
        let status = rd_kafka_subscribe(handle, topics.handle)
        guard status == RD_KAFKA_RESP_ERR_NO_ERROR else { throw KafkaError(.invalid, Self.words(status)) }
    }

    /// What came: a message, or what is wrong.
    enum Arrival {
        case message(KafkaMessage)
        case trouble(String)
    }

    /// The next arrival; nil when none came in `milliseconds`. Callbacks run meanwhile.
    func poll(milliseconds: CInt) -> Arrival? {
        guard let message = rd_kafka_consumer_poll(handle, milliseconds) else { return nil }
        defer { rd_kafka_message_destroy(message) }
        let content = message.pointee
        guard content.err == RD_KAFKA_RESP_ERR_NO_ERROR else {
            let said = rd_kafka_message_errstr(message).map { String(cString: $0) } ?? Self.words(content.err)
            return .trouble(settings.told(said))
        }
        guard let topic = content.rkt, let name = rd_kafka_topic_name(topic) else { return nil }
        let payload = content.payload.map { bytes in
            Array(UnsafeRawBufferPointer(start: bytes, count: min(content.len, Self.maxPayloadBytes)))
        }
        return .message(
            KafkaMessage(
                partition: KafkaPartition(topic: String(cString: name), number: content.partition),
                offset: content.offset, payload: payload))
    }

    /// Commits; in the background unless `waits`. A failure only means that events are read again.
    func commit(_ offsets: [KafkaPartition: Int64], waits: Bool) {
        guard !offsets.isEmpty else { return }
        let list = PartitionList(offsets)
        rd_kafka_commit(handle, list.handle, waits ? 0 : 1)
    }

    /// Pauses or resumes all partitions that are assigned.
    func pause(_ pauses: Bool) {
        var list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?
        guard rd_kafka_assignment(handle, &list) == RD_KAFKA_RESP_ERR_NO_ERROR, let list else { return }
        defer { rd_kafka_topic_partition_list_destroy(list) }
        if pauses { rd_kafka_pause_partitions(handle, list) } else { rd_kafka_resume_partitions(handle, list) }
    }

    /// Asks a broker about the topic, for a second at the most.
    /// - Throws: when none answers, or the topic is not there.
    func look(milliseconds: CInt = maxWaitMilliseconds) throws(KafkaError) -> Int {
        guard let topic = rd_kafka_topic_new(handle, settings.topic, nil) else {
            throw KafkaError(.invalid, "\(settings.topic) is no name of a topic")
        }
        defer { rd_kafka_topic_destroy(topic) }
        var found: UnsafePointer<rd_kafka_metadata>?
        let status = rd_kafka_metadata(handle, 0, topic, &found, milliseconds)
        guard status == RD_KAFKA_RESP_ERR_NO_ERROR, let found else {
            throw KafkaError(.unreachable, "no broker of \(settings.brokers) answers: \(Self.words(status))")
        }
        defer { rd_kafka_metadata_destroy(found) }
        guard found.pointee.topic_cnt > 0 else { return 0 }
        let about = found.pointee.topics[0]
        guard about.err == RD_KAFKA_RESP_ERR_NO_ERROR else {
            throw KafkaError(.invalid, "the topic \(settings.topic): \(Self.words(about.err))")
        }
        return Int(about.partition_cnt)
    }

    /// How many messages stand behind these positions, as far as the last answers of brokers say.
    func lag(behind positions: [KafkaPartition: Int64?]) -> Int {
        positions.reduce(0) { sum, entry in
            var (low, high) = (Int64(0), Int64(-1))
            let status = rd_kafka_get_watermark_offsets(handle, entry.key.topic, entry.key.number, &low, &high)
            guard status == RD_KAFKA_RESP_ERR_NO_ERROR, high >= 0, let next = entry.value else { return sum }
            return sum + Int(max(0, high - next))
        }
    }

    /// Leaves the group.
    func close() { rd_kafka_consumer_close(handle) }

    static func words(_ status: rd_kafka_resp_err_t) -> String { String(cString: rd_kafka_err2str(status)) }
}
