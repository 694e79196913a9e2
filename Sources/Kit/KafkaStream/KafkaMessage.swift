/// A partition of a topic.
struct KafkaPartition: Sendable, Hashable {
    let topic: String
    let number: Int32
}

/// A message, and where it stands.
package struct KafkaMessage: Sendable, Hashable {
    let partition: KafkaPartition
    package let offset: Int64
    /// Nil for a tombstone.
    package let payload: [UInt8]?

    /// `topic/partition/offset`: no other message of the cluster has it.
    package var position: String { "\(partition.topic)/\(partition.number)/\(offset)" }
}

/// How a consumer does.
package struct KafkaHealth: Sendable, Hashable {
    /// Whether a broker has answered, and nothing was wrong since.
    package var isConnected = false
    /// What is wrong, for people.
    package var trouble: String?
    /// Messages behind those that were acknowledged; nil until that is known.
    package var lag: Int?
}
