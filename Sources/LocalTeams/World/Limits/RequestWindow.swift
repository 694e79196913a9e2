/// The requests of one scope that were let through: sliding, as exact as the clock. Those that are refused leave no
/// trace.
struct RequestWindow: Sendable {
    /// How many requests are stored, and forgotten, together.
    static let chunk = 32

    /// When requests were let through, the oldest first. Those before `start` are forgotten.
    private var times: [Instant] = []
    private var start = 0
    /// How many were forgotten before the first of `times`.
    private var dropped = 0

    init() {}

    /// The limit that holds a request up for longest at `now`, and for how long; nil when it may go.
    /// - Parameter weight: how many times the request counts. A limit that is smaller than that lets it through alone.
    func obstacle(
        at now: Instant, counting weight: Int = 1, under limits: [RateLimit]
    ) -> (limit: RateLimit, wait: Duration)? {
        var worst: (limit: RateLimit, wait: Int64)?
        for limit in limits where limit.count > 0 {
            // The request that must have left the window before this one is the last of it.
            let place = times.count + min(weight, limit.count) - 1 - limit.count
            guard place >= start else { continue }
            let wait = (times[place] + .seconds(limit.seconds)).milliseconds - now.milliseconds
            if wait > 0, wait > worst?.wait ?? 0 { worst = (limit, wait) }
        }
        return worst.map { ($0.limit, .milliseconds($0.wait)) }
    }

    /// How long a request must wait at `now` until every limit lets it through; nil when it may go.
    func wait(at now: Instant, under limits: [RateLimit]) -> Duration? { obstacle(at: now, under: limits)?.wait }

    /// Counts a request that was let through at `now`.
    mutating func count(at now: Instant, counting weight: Int = 1, under limits: [RateLimit]) {
        for _ in 0..<weight { times.append(now) }
        // No limit looks further back than its own count, or its own span.
        let deepest = limits.map(\.count).max() ?? 0
        let longest = Duration.seconds(limits.map(\.seconds).max() ?? 0)
        while start + Self.chunk <= times.count {
            let end = start + Self.chunk
            guard end <= times.count - deepest || times[end - 1] + longest <= now else { break }
            start = end
        }
        guard start > 2 * Self.chunk, start > times.count / 2 else { return }
        times.removeFirst(start)
        dropped += start
        start = 0
    }

    /// Whether nothing that it remembers counts any more.
    func isOver(at now: Instant, under limits: [RateLimit]) -> Bool {
        guard let last = times.last, let longest = limits.map(\.seconds).max() else { return true }
        return last + .seconds(longest) <= now
    }
}

/// What was forgotten is gone, wherever it still stands.
extension RequestWindow: Equatable {
    static func == (left: RequestWindow, right: RequestWindow) -> Bool {
        left.dropped + left.start == right.dropped + right.start
            && left.times[left.start...] == right.times[right.start...]
    }
}

/// In pieces, so that one more request changes one of them.
extension RequestWindow {
    /// The numbers of the chunks that hold what is remembered.
    var chunks: Range<Int> {
        let first = (dropped + start) / Self.chunk
        return first..<max(first, (dropped + times.count + Self.chunk - 1) / Self.chunk)
    }

    /// What the chunk of this number holds.
    subscript(chunk number: Int) -> ArraySlice<Instant> {
        guard chunks.contains(number) else { return [] }
        let first = number * Self.chunk - dropped
        return times[first..<min(first + Self.chunk, times.count)]
    }

    /// A window from its chunks, in the order of their numbers; nil when they do not follow each other.
    /// - Parameter now: none of its requests came later.
    init?(chunks: [(number: Int, times: [Instant])], now: Instant) {
        guard let first = chunks.first?.number else { return nil }
        dropped = first * Self.chunk
        for (place, chunk) in chunks.enumerated() {
            guard chunk.number == first + place, times.count == place * Self.chunk else { return nil }
            times += chunk.times
        }
        guard let last = times.last, last <= now, zip(times, times.dropFirst()).allSatisfy({ $0 <= $1 }) else {
            return nil
        }
    }
}
