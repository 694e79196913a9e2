package import ServiceKit

/// All sources of events.
package final class EventSources: Service {
    private let sources: [EventSource]
    private let store: any NotificationStore

    /// - Parameter time: by which it waits before another try.
    package init(
        _ settings: [EventSourceSettings], desk: any NotificationDesk, store: any NotificationStore, time: Stopwatch,
        wallClock: WallClock, logger: Log
    ) {
        self.store = store
        sources = settings.map { settings in
            EventSource(
                settings, feed: settings.feed(), desk: desk, store: store, time: time, wallClock: wallClock,
                logger: logger)
        }
    }

    init(_ sources: [EventSource], store: any NotificationStore) {
        self.sources = sources
        self.store = store
    }

    package func run() async throws {
        try await withThrowingDiscardingTaskGroup { group in
            for source in sources { group.addTask { try await source.run() } }
        }
    }

    package func beginShutdown() { for source in sources { source.beginShutdown() } }

    /// How each does, by name.
    package var statuses: [SourceStatus] { sources.map(\.status).sorted { $0.name < $1.name } }

    /// What is wrong, for people.
    package var problems: [String] {
        statuses.compactMap { status in status.problem.map { "source \(status.name): \(status.state): \($0)" } }
    }

    /// Events of a source of which nothing could be made, the newest first; nil for a source that there is not.
    func rejected(
        of name: String, after cursor: String?, limit: Int
    ) async throws(NotificationStoreError) -> StorePage<RejectedEvent>? {
        guard sources.contains(where: { $0.status.name == name }) else { return nil }
        return try await store.rejectedEvents(of: name, after: cursor, limit: limit)
    }

    /// Numbers for Prometheus.
    var metrics: String {
        let all = statuses
        guard !all.isEmpty else { return "" }
        var text = MetricsText()
        let ready = "teams_notifier_source_reading"
        text.family(ready, "gauge", "Whether a source of events can be read.")
        for status in all { text.sample(ready, ["source": status.name], status.state == "reading" ? 1 : 0) }
        let lag = "teams_notifier_source_lag"
        text.family(lag, "gauge", "Events of a source that wait to be read.")
        for status in all { text.sample(lag, ["source": status.name], Double(status.lag ?? 0)) }
        let events = "teams_notifier_source_events_total"
        text.family(events, "counter", "Events of a source, by what became of them.")
        for status in all {
            for (result, count) in [
                ("accepted", status.accepted), ("repeated", status.repeated), ("skipped", status.skipped),
                ("rejected", status.rejected),
            ] {
                text.sample(events, ["source": status.name, "result": result], Double(count))
            }
        }
        return text.text
    }
}
