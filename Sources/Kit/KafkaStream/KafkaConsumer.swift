internal import LockKit
internal import ServiceKit

/// Reads a topic as a member of a group, on a thread of its own. An offset is committed when its message, and all that
/// were given out before it, were acknowledged; what was not is given out again, to this consumer or another.
package final class KafkaConsumer: Sendable {
    private let core: ConsumerCore

    /// A consumer, which connects once it runs.
    package init(_ settings: KafkaConsumerSettings) throws(KafkaError) { core = ConsumerCore(settings) }

    /// Reads until it is told to end, or the task is cancelled. May be called once.
    /// - Throws: when the client cannot go on. A cluster that is away is no reason to end.
    package func run() async throws {
        let result: Result<Void, KafkaError> = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                do throws(OwnThread.Failure) {
                    try OwnThread.start(name: "kafka") { [core] in continuation.resume(returning: core.work()) }
                } catch {
                    core.end(committing: false)
                    continuation.resume(returning: .failure(KafkaError(.fatal, "there is no thread: \(error)")))
                }
            }
        } onCancel: {
            core.end(committing: true)
        }
        try result.get()
    }

    /// Some messages in their order, as soon as there are any; nil when there are none any more. For one reader.
    package func next(atMost count: Int = 200) async -> [KafkaMessage]? {
        var bell = core.arrivals.makeAsyncIterator()
        while true {
            let (messages, isOver) = core.state.withLock { ($0.take(count), $0.isEnding) }
            if !messages.isEmpty { return messages }
            if isOver { return nil }
            if await bell.next() == nil { return nil }
        }
    }

    /// Something durable has become of these.
    package func acknowledge(_ messages: [KafkaMessage]) { core.state.withLock { $0.acknowledge(messages) } }

    /// How it does.
    package var health: KafkaHealth { core.state.withLock { $0.health } }

    /// Ends it.
    /// - Parameter committing: whether what was acknowledged is committed still. Without, it is as after a crash.
    package func end(committing: Bool = true) { core.end(committing: committing) }

    /// One look at whether the topic can be read. Blocks a thread of its own for some seconds at the most.
    /// - Returns: what was found, for people.
    package static func look(_ settings: KafkaConsumerSettings) async throws -> String {
        let result: Result<String, KafkaError> = await withCheckedContinuation { continuation in
            let look = { @Sendable () -> Result<String, KafkaError> in
                do throws(KafkaError) {
                    let partitions = try ConsumerClient(settings).look(milliseconds: 5_000)
                    return .success("\(settings) has \(partitions) partitions")
                } catch {
                    return .failure(KafkaError(error.code, settings.told(error.message)))
                }
            }
            do throws(OwnThread.Failure) {
                try OwnThread.start(name: "kafka-look") { continuation.resume(returning: look()) }
            } catch {
                continuation.resume(returning: .failure(KafkaError(.fatal, "there is no thread: \(error)")))
            }
        }
        return try result.get()
    }
}
