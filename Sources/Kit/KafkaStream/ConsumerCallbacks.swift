internal import CLibRdKafka
internal import LockKit

// librdkafka calls these from within `rd_kafka_consumer_poll` and `rd_kafka_consumer_close`, on the consumer's thread.
// Their context is the consumer's core, which that thread holds until the client is destroyed.

func kafkaRebalanced(
    _ client: OpaquePointer?, _ status: rd_kafka_resp_err_t,
    _ list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?, _ context: UnsafeMutableRawPointer?
) {
    guard let client, let context else { return }
    let core = Unmanaged<ConsumerCore>.fromOpaque(context).takeUnretainedValue()
    let partitions = list.map { PartitionList.partitions(of: $0) } ?? []
    let protocolName = rd_kafka_rebalance_protocol(client).map { String(cString: $0) }
    let isCooperative = protocolName == "COOPERATIVE"
    if status == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS {
        core.state.withLock { $0.assign(partitions) }
        if isCooperative {
            rd_kafka_incremental_assign(client, list).map { rd_kafka_error_destroy($0) }
        } else {
            rd_kafka_assign(client, list)
        }
    } else {
        // Before somebody else has them.
        let offsets = PartitionList(core.state.withLock { $0.takeCommits() })
        if offsets.handle.pointee.cnt > 0, rd_kafka_assignment_lost(client) == 0 {
            rd_kafka_commit(client, offsets.handle, 0)
        }
        core.state.withLock { $0.revoke(partitions) }
        if isCooperative {
            rd_kafka_incremental_unassign(client, list).map { rd_kafka_error_destroy($0) }
        } else {
            rd_kafka_assign(client, nil)
        }
    }
}

func kafkaFailed(
    _ client: OpaquePointer?, _ status: CInt, _ reason: UnsafePointer<CChar>?, _ context: UnsafeMutableRawPointer?
) {
    guard let context else { return }
    let core = Unmanaged<ConsumerCore>.fromOpaque(context).takeUnretainedValue()
    let code = rd_kafka_resp_err_t(status)
    let said = reason.map { String(cString: $0) } ?? ""
    core.failed(
        "\(ConsumerClient.words(code)): \(said)", isFatal: code == RD_KAFKA_RESP_ERR__FATAL,
        // One broker of several that is away is no trouble yet; librdkafka goes on with the others.
        isTrouble: [RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN, RD_KAFKA_RESP_ERR__AUTHENTICATION, RD_KAFKA_RESP_ERR__SSL]
            .contains(code))
}
