internal import PostgresStore
internal import SQLCore
internal import ServiceKit

/// Listens to a channel of PostgreSQL. The server keeps nothing for listeners: what is said while nobody listens is
/// lost, which is what an outbox is for.
struct ChannelFeed: EventFeed {
    /// How often the connection is looked at.
    private static let look: Duration = .seconds(5)

    let address: PostgresAddress
    let channel: String

    func check() async throws -> String {
        try await PostgresPool.withPool(address) { pool in
            _ = try await pool.query("SELECT 1")
            return "\(address) answers"
        }
    }

    func read(into sink: any EventSink) async throws {
        try await PostgresPool.withPool(address) { pool in
            _ = try await pool.query("SELECT 1")
            let news = try pool.news(on: [channel])
            try await withThrowingTaskGroup(of: Void.self) { group in
                defer { group.cancelAll() }
                group.addTask {
                    for await item in news {
                        switch item {
                        case .mayHaveMissed:
                            sink.noteConnected()
                            sink.note(lag: 0)
                        case .notification(let said):
                            try await sink.take([SourceEvent(bytes: Array(said.payload.utf8), position: nil)])
                        }
                    }
                }
                group.addTask {
                    let time = Stopwatch(ContinuousClock())
                    while true {
                        try await time.sleep(for: Self.look)
                        _ = try await pool.query("SELECT 1")
                    }
                }
                try await group.next()
            }
        }
    }
}
