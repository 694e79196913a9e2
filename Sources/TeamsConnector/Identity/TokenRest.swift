/// A pause after a refusal that somebody must mend: until its end everybody is told the same, and nobody asks. It grows
/// from a second to ten while nothing changes, so that a thousand sends with a wrong secret are a handful of requests,
/// and a mended setting counts within ten seconds: also for who tries again after fifteen. Pure.
struct TokenRest {
    static let shortest: Duration = .seconds(1)
    static let longestAfterRefusal: Duration = .seconds(10)
    /// Whatever a busy service asks for.
    static let longest: Duration = .seconds(60)

    private var pause: Duration?
    private var end: Duration = .zero
    private var last: ConnectorError?

    /// The refusal that still holds.
    func refusal(at now: Duration) -> ConnectorError? { now < end ? last : nil }

    /// It was refused.
    mutating func refused(_ error: ConnectorError, at now: Duration) {
        let pause = pause.map { min($0 * 2, Self.longestAfterRefusal) } ?? Self.shortest
        self.pause = pause
        rest(for: pause, error, at: now)
    }

    /// Whoever was asked wants to be left alone for a while. What it says counts up to a minute.
    mutating func rest(for time: Duration, _ error: ConnectorError, at now: Duration) {
        end = now + min(time, Self.longest)
        last = error
    }
}
