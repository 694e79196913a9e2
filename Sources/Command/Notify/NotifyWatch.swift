import HTTPKit
import JSONKit
import ServiceKit

/// Follows a notification until nothing of it is left to do.
struct NotifyWatch: Sendable {
    /// From one look to the next: short at first, so that a single message is not waited for.
    private static let pauses: [Duration] = [.milliseconds(100), .milliseconds(200), .milliseconds(400)]
    private static let longestPause: Duration = .seconds(1)
    /// How many looks pass between two at the lanes.
    private static let looksBetweenLanes = 3

    let client: NotifierClient
    let time: Stopwatch

    /// Returns the last status.
    func run(_ id: String, printer: ProgressPrinter) async throws -> NotifyStatus {
        var printer = printer
        defer { printer.end() }
        var pace = NotifyPace()
        var lanes = Lanes()
        var looks = 0
        var shown: NotifyProgress?
        while true {
            let status: NotifyStatus
            do {
                status = try await client.status(id, patience: .long) { trouble in
                    guard var progress = shown else { return }
                    progress.trouble = trouble
                    printer.show(progress, at: time.elapsed)
                }
            } catch let failure as CommandFailure {
                throw CommandFailure(
                    message: "\(failure.message); notification \(id) goes on there: teams notify status \(id)",
                    status: failure.status)
            }
            pace.note(status.counts.ended, at: time.elapsed)
            if looks % Self.looksBetweenLanes == 0, !status.isOver { await lanes.look(client) }
            let progress = NotifyProgress(
                status: status, pace: pace, throttled: lanes.throttled, trouble: status.isOver ? nil : lanes.problem)
            printer.show(progress, at: time.elapsed)
            shown = progress
            if status.isOver { return status }
            try await time.sleep(for: looks < Self.pauses.count ? Self.pauses[looks] : Self.longestPause)
            looks += 1
        }
    }

    /// What the lanes say: how often Teams has refused, and why one stands still. Nice to know, so that a key that may
    /// not ask, or a notifier that does not tell, changes nothing.
    private struct Lanes {
        private var first: Int?
        var throttled = 0
        var problem: String?

        mutating func look(_ client: NotifierClient) async {
            let call = NotifierClient.Call(
                path: "/v1/lanes?limit=1000", patience: NotifierPatience(total: .zero))
            guard let items = try? await client.json(call)["items"]?.arrayValue else { return }
            let all = items.reduce(0) { $0 + max(0, min($1["throttled"]?.intValue ?? 0, 1 << 40)) }
            first = min(first ?? all, all)  // a notifier that was started anew counts from 0
            throttled = all - (first ?? 0)
            problem = items.lazy.compactMap { $0["problem"]?.stringValue }.first.map(oneLine)
        }
    }
}

extension NotifierClient {
    /// Where a notification stands.
    func status(
        _ id: String, patience: NotifierPatience = .short, onTrouble: (String?) -> Void = { _ in }
    ) async throws -> NotifyStatus {
        try readStatus(try await json(Call(path: Self.path(id), patience: patience), onTrouble: onTrouble))
    }

    /// The status in an answer.
    func readStatus(_ json: JSONValue) throws(CommandFailure) -> NotifyStatus {
        guard let status = NotifyStatus(json) else {
            throw CommandFailure(message: "what answers at \(address) is no notifier; check TEAMS_NOTIFIER_URL")
        }
        return status
    }

    /// The path of a notification, or of something below it.
    static func path(_ id: String, _ rest: String = "") -> String { "/v1/notifications/\(id.percentEncoded)\(rest)" }
}
