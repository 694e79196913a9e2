import HTTPKit

/// Decides whether a call to the notifier is made again, and when. Knows no clock and no socket.
struct NotifierPatience: Sendable {
    /// Why a call has no answer that counts.
    enum Trouble: Hashable, Sendable {
        case status(Int, retryAfter: Duration?)
        case transport(HTTPTransportError.Code)

        /// Whether the notifier has certainly not acted.
        fileprivate var isHarmless: Bool {
            switch self {
            case .status(let status, _): status == 429 || status == 503
            case .transport(let code): code == .connect
            }
        }

        /// Whether it passes by itself.
        fileprivate var mayPass: Bool {
            switch self {
            case .status(let status, _): [429, 502, 503, 504].contains(status)
            case .transport(let code): [.connect, .dropped, .timeout].contains(code)
            }
        }
    }

    /// How long to go on trying, in all.
    var total: Duration

    /// For a person who waits for the command to come back.
    static let short = NotifierPatience(total: .seconds(15))
    /// For a notification that is under way: a restart of the service ends nothing.
    static let long = NotifierPatience(total: .seconds(300))

    /// How long to wait before the next try; nil when there is none.
    /// - Parameters:
    ///   - attempt: which attempt failed, from 1.
    ///   - spent: the time since the first.
    ///   - isRepeatable: whether doing it twice is the same as doing it once.
    ///   - random: a number from 0 to 1 that spreads the waits.
    func wait(
        after trouble: Trouble, attempt: Int, spent: Duration, isRepeatable: Bool, random: Double
    ) -> Duration? {
        guard trouble.mayPass, isRepeatable || trouble.isHarmless else { return nil }
        var wait = min(Duration.milliseconds(500) * (1 << min(attempt - 1, 10)), .seconds(10)) * (0.8 + 0.4 * random)
        if case .status(_, let retryAfter?) = trouble { wait = max(retryAfter, .milliseconds(100)) }
        return spent + wait <= total ? wait : nil
    }
}
