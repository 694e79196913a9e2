internal import Foundation

extension MetricsText {
    /// What sending has come to since the start.
    mutating func sending(_ figures: SendingFigures) {
        family("teams_notifier_deliveries_total", "counter", "Deliveries that came to an end, by the state they have.")
        for state in [DeliveryState.delivered, .failed, .skipped, .unknown] {
            sample("teams_notifier_deliveries_total", ["state": state.rawValue], Double(figures.ended[state] ?? 0))
        }
        family("teams_notifier_sends_total", "counter", "Requests to Teams, by the status of the answer, or none.")
        for (status, count) in figures.statuses.sorted(by: { $0.key ?? 0 < $1.key ?? 0 }) {
            sample("teams_notifier_sends_total", ["status": status.map { "\($0)" } ?? "none"], Double(count))
        }
        counter(
            "teams_notifier_throttled_total", "429 answers of Teams.", Double(figures.statuses[.some(429)] ?? 0))
        histogram("teams_notifier_send_seconds", "How long requests to Teams took.", figures.answers)
        histogram(
            "teams_notifier_delivery_delay_seconds", "From when a message was due to when Teams had it.", figures.waits)
        let writes: [(KeyValuePairs<String, String>, SendingFigures.Writes)] = SendingFigures.Write.allCases.map {
            (["step": $0.rawValue], figures.writes[$0] ?? .init())
        }
        histogram(
            "teams_notifier_store_write_seconds",
            "How long the store took to make intents (begin) or results (record) durable.",
            writes.map { ($0, $1.seconds) })
        histogram(
            "teams_notifier_store_batch_rows", "How many rows went into one such write.", writes.map { ($0, $1.batch) })
        family("teams_notifier_store_errors_total", "counter", "Such writes that failed.")
        for (labels, writes) in writes {
            sample("teams_notifier_store_errors_total", labels, Double(writes.errors))
        }
    }

    /// What waits in the store, and who cannot be reached.
    mutating func store(_ figures: StoreFigures, now: Date) {
        gauge("teams_notifier_backlog_deliveries", "Deliveries that are still to be sent.", Double(figures.waiting))
        gauge(
            "teams_notifier_backlog_age_seconds", "How long the earliest work that waits has been due.",
            max(0, figures.earliestDue.map { now.timeIntervalSince($0) } ?? 0))
        gauge(
            "teams_notifier_unreachable_places", "Conversations where nothing can be sent.",
            Double(figures.unreachable))
    }
}
