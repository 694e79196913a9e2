internal import CLibRdKafka

/// A list of partitions as librdkafka has it.
struct PartitionList: ~Copyable {
    let handle: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>

    init(_ offsets: [KafkaPartition: Int64]) {
        handle = rd_kafka_topic_partition_list_new(CInt(offsets.count))
        for (partition, offset) in offsets {
            let item = rd_kafka_topic_partition_list_add(handle, partition.topic, partition.number)
            item?.pointee.offset = offset
        }
    }

    /// A topic to be subscribed to.
    init(topic: String) {
        handle = rd_kafka_topic_partition_list_new(1)
        rd_kafka_topic_partition_list_add(handle, topic, -1)
    }

    deinit { rd_kafka_topic_partition_list_destroy(handle) }

    /// The partitions of a list that stays somebody else's.
    static func partitions(
        of list: UnsafePointer<rd_kafka_topic_partition_list_t>
    ) -> [KafkaPartition] {
        (0..<Int(list.pointee.cnt)).map { index in
            let item = list.pointee.elems[index]
            return KafkaPartition(topic: String(cString: item.topic), number: item.partition)
        }
    }
}
