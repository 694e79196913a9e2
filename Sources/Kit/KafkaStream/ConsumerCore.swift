internal import LockKit
internal import ServiceKit

/// What a consumer's thread, its callbacks and its reader share.
final class ConsumerCore: Sendable {
    private static let pollMilliseconds: CInt = 50
    /// How often the lag is counted, and a cluster that is away is asked again.
    private static let look: Duration = .seconds(1)

    let settings: KafkaConsumerSettings
    let state = Mutex(ConsumerState())
    private let fatal = Mutex<KafkaError?>(nil)
    /// Rung when there may be something for the reader.
    let arrivals: AsyncStream<Void>
    private let bell: AsyncStream<Void>.Continuation

    init(_ settings: KafkaConsumerSettings) {
        self.settings = settings
        (arrivals, bell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    func end(committing: Bool) {
        state.withLock { $0.end(committing: committing) }
        bell.finish()
    }

    func failed(_ message: String, isFatal: Bool, isTrouble: Bool) {
        let message = settings.told("\(settings.brokers): \(message)")
        if isFatal { fatal.withLock { $0 = KafkaError(.fatal, message) } }
        guard isTrouble || isFatal else { return }
        state.withLock { state in
            state.health.trouble = message
            state.health.isConnected = false
        }
    }

    /// The thread: from the first connection until the group was left.
    func work() -> Result<Void, KafkaError> {
        // The callbacks get a reference that this frame holds while the client is there.
        let context = Unmanaged.passUnretained(self).toOpaque()
        return withExtendedLifetime(self) {
            do throws(KafkaError) {
                let client = try ConsumerClient(settings, context: context)
                defer { bell.finish() }
                try client.subscribe()
                turn(client)
                client.close()
            } catch {
                bell.finish()
                return .failure(error)
            }
            return fatal.withLock { $0 }.map { .failure($0) } ?? .success(())
        }
    }

    private func turn(_ client: borrowing ConsumerClient) {
        let time = Stopwatch(ContinuousClock())
        var next: Duration = .zero
        while fatal.withLock({ $0 }) == nil {
            let orders = state.withLock { $0.orders() }
            client.commit(orders.commits, waits: orders.isEnding)
            if orders.isEnding { return }
            if let pauses = orders.pauses { client.pause(pauses) }
            if time.elapsed >= next {
                look(client)
                next = time.elapsed + Self.look
            }
            switch client.poll(milliseconds: Self.pollMilliseconds) {
            case .message(let message):
                state.withLock { $0.arrived(message) }
                bell.yield()
            case .trouble(let text):
                state.withLock { $0.refused(text) }
            case nil: break
            }
        }
    }

    private func look(_ client: borrowing ConsumerClient) {
        let (positions, health) = state.withLock { ($0.positions, $0.health) }
        let lag = client.lag(behind: positions)
        var trouble = health.trouble
        if !health.isConnected || trouble != nil {
            do throws(KafkaError) {
                _ = try client.look()
                trouble = nil
            } catch {
                trouble = health.trouble ?? settings.told(error.message)
            }
        }
        state.withLock { [trouble] in $0.looked(lag: lag, trouble: trouble) }
    }
}
