internal import LockKit

/// Somebody who listens, with the connection that the loop keeps for it.
final class Listener: Sendable {
    typealias Reader = CheckedContinuation<Void, Never>

    let channels: [String]
    private let buffer: Mutex<NewsBuffer<Reader>>

    init(channels: [String], most: Int) {
        self.channels = channels
        buffer = Mutex(NewsBuffer(most: most))
    }

    func add(_ news: PostgresNews) {
        let reader = buffer.withLock { $0.add(news) }
        reader?.resume()
    }

    func end() {
        let reader = buffer.withLock { $0.end() }
        reader?.resume()
    }

    func next() async -> PostgresNews? {
        await withTaskCancellationHandler {
            while true {
                if case .now(let news) = buffer.withLock({ $0.read() }) { return news }
                await withCheckedContinuation { continuation in
                    let waits = buffer.withLock { $0.wait(continuation) }
                    if !waits { continuation.resume() }
                }
            }
        } onCancel: {
            end()
        }
    }
}
