import TeamsConnector

/// Counts and times the work of a bot with swift-metrics.
struct MetricsObserver: AppObserver {
    func begin(_ work: ObservedWork) -> any ObservedSpan { TimedWork(work: work) }

    func count(_ event: ObservedEvent) {
        Counter(label: event.name, dimensions: event.labels.map { ($0.key, $0.value) }).increment()
    }

    private struct TimedWork: ObservedSpan {
        let work: ObservedWork

        func end(_ outcome: ObservedOutcome) {
            let labels = work.labels.merging(["outcome": outcome.label]) { label, _ in label }
            let (seconds, attoseconds) = outcome.duration.components
            Timer(label: work.kind.rawValue, dimensions: labels.map { ($0.key, $0.value) })
                .recordNanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
        }
    }
}
