/// How fast one streamed answer goes. Every pause counts from the answer to the request before: no request can then
/// come to the service sooner than that after another one.
struct StreamPace: Hashable, Sendable {
    /// How long the first words are gathered, so that the first request says more than one of them.
    var gathering: Duration = .milliseconds(500)
    /// Between two pieces of a stream: Teams takes one request a second.
    var streaming: Duration = .seconds(1)
    /// Between two edits of a message that everyone in a group or channel reads: a choice, well within the limits of a
    /// conversation, and slow enough to be read.
    var editing: Duration = .seconds(2)
    /// How often one piece is sent at most.
    var maxAttempts = 5
    /// The longest pause before the second attempt; it doubles with each further one, up to ``maxBackoff``.
    var backoff: Duration = .milliseconds(500)
    /// The longest pause between two attempts.
    var maxBackoff: Duration = .seconds(30)

    /// How long to wait after the attempt of this number failed: any part of the longest pause, so that bots that
    /// failed together do not come back together.
    /// - Parameter random: a number from 0 to 1.
    func pause(after attempt: Int, random: Double) -> Duration {
        let longest = min(backoff * Double(1 << min(max(attempt - 1, 0), 16)), maxBackoff)
        return longest * min(max(random, 0), 1)
    }
}
