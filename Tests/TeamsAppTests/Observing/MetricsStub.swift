import LockKit

/// The names of swift-metrics that ``MetricsObserver`` uses, with what was recorded.
final class Counter: Sendable {
    static let increments = Mutex<[String]>([])
    private let name: String

    init(label: String, dimensions: [(String, String)] = []) { name = described(label, dimensions) }

    func increment(by amount: Int64 = 1) {
        for _ in 0..<amount { Self.increments.withLock { $0.append(name) } }
    }
}

final class Timer: Sendable {
    static let recorded = Mutex<[(name: String, nanoseconds: Int64)]>([])
    private let name: String

    init(label: String, dimensions: [(String, String)] = []) { name = described(label, dimensions) }

    func recordNanoseconds(_ duration: Int64) { Self.recorded.withLock { $0.append((name, duration)) } }
}

private func described(_ label: String, _ dimensions: [(String, String)]) -> String {
    ([label] + dimensions.map { "\($0)=\($1)" }.sorted()).joined(separator: " ")
}
