internal import Foundation
internal import LockKit
internal import ServiceKit

/// Counts what the API does, and writes that with the engine's numbers as Prometheus reads them. No name of anybody and
/// no id stands in it.
/// - SeeAlso: [Exposition formats](https://prometheus.io/docs/instrumenting/exposition_formats/)
final class APIMeter: Sendable {
    private struct Key: Hashable {
        let call: String
        let status: Int
    }
    private struct Counts {
        var answers: [Key: Int] = [:]
        var times = Histogram(Histogram.steps)
    }
    private let counts = Mutex(Counts())
    private let time: Stopwatch

    init(time: Stopwatch) { self.time = time }

    var now: Duration { time.elapsed }

    /// A call was answered.
    /// - Parameter call: the route's name; nil when it came to none.
    func count(_ call: String?, status: Int, since began: Duration) {
        let duration = time.elapsed - began
        counts.withLock { counts in
            counts.answers[Key(call: call ?? "none", status: status), default: 0] += 1
            counts.times.add(duration)
        }
    }

    /// All numbers as text.
    /// - Parameters:
    ///   - store: nil when it cannot be read.
    ///   - now: by the clock that schedules go by.
    func text(
        lanes: [LaneHealth], sending: SendingFigures?, store: StoreFigures?, removed: Int, isReady: Bool, now: Date
    ) -> String {
        let (answers, times) = counts.withLock { ($0.answers, $0.times) }
        var text = MetricsText()
        text.gauge("teams_notifier_ready", "Whether all is well; /readyz says what is not.", isReady ? 1 : 0)
        text.family("teams_notifier_api_requests_total", "counter", "Calls of the API that were answered.")
        for (key, count) in answers.sorted(by: { ($0.key.call, $0.key.status) < ($1.key.call, $1.key.status) }) {
            text.sample(
                "teams_notifier_api_requests_total", ["call": key.call, "status": "\(key.status)"], Double(count))
        }
        text.histogram("teams_notifier_api_request_seconds", "How long answers of the API took.", times)
        text.lanes(lanes)
        if let sending { text.sending(sending) }
        if let store { text.store(store, now: now) }
        text.counter(
            "teams_notifier_deliveries_removed_total", "Old deliveries that the retention removed.", Double(removed))
        text.process()
        return text.text
    }
}

extension MetricsText {
    /// How sending does, over all organisations.
    fileprivate mutating func lanes(_ lanes: [LaneHealth]) {
        gauge("teams_notifier_lanes", "Organisations with work.", Double(lanes.count))
        gauge(
            "teams_notifier_lanes_stopped", "Organisations where sending stands still.",
            Double(lanes.count { $0.problem != nil }))
        gauge(
            "teams_notifier_deliveries_held", "Deliveries in memory.", Double(lanes.reduce(0) { $0 + $1.held }))
        gauge(
            "teams_notifier_requests_on_the_wire", "Requests without an answer yet.",
            Double(lanes.reduce(0) { $0 + $1.onTheWire }))
        gauge(
            "teams_notifier_send_rate", "Requests a second to Teams, over the last ten seconds.",
            lanes.reduce(0) { $0 + $1.pace })
        gauge(
            "teams_notifier_send_rate_allowed",
            "Requests a second that Teams is believed to allow these organisations together.",
            lanes.reduce(0) { $0 + $1.allowed })
    }

    /// The process, by the names that every exporter uses.
    fileprivate mutating func process() {
        // In microseconds on every system of POSIX.
        counter("process_cpu_seconds_total", "User and system time, in seconds.", Double(clock()) / 1_000_000)
        guard let bytes = residentBytes else { return }
        gauge("process_resident_memory_bytes", "Memory that the process holds.", Double(bytes))
    }

    /// Known on Linux alone.
    private var residentBytes: Int? {
        guard let statm = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return nil }
        let pages = statm.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        return pages.map { $0 * Int(sysconf(CInt(_SC_PAGESIZE))) }
    }
}
