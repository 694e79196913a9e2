/// Decides which keys count, when they are read again, and who waits for that. Knows no clock, no socket and no key:
/// times are given as the time since the app started.
///
/// Keys at hand verify at once what they can, also while they are read again, so that a key service which is slow or
/// silent delays nobody whose key is known. Only a token with another key waits for a reading.
///
/// A reading that brings a key somebody waits for costs nothing but itself, so that a service may change its keys as
/// often as it likes. Only one that was in vain begins a pause: anybody can make up key ids, nobody but the service can
/// publish one. Whoever asks during the pause waits for its end, unless the service has just said that it does not know
/// that key.
struct KeySchedule: Hashable, Sendable {
    /// After a reading that was in vain, there is no other for so long, however many ask. The first good reading does
    /// not count: a key that the service changes right after it is read at once.
    static let coolDown: Duration = .seconds(10)
    /// Keys older than this are read again while they are used, so that withdrawn ones go.
    static let staleAfter: Duration = .seconds(24 * 3600)
    /// Keys older than this, which could not be read again for days, count no more.
    /// - SeeAlso: [Bot Connector
    ///   authentication](https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication)
    static let maxAge: Duration = .seconds(5 * 24 * 3600)
    /// How many requests may wait for a reading; more are refused at once.
    static let maxWaiting = 1_000
    /// The longest key id that is looked for, in bytes; Microsoft's have about 30.
    static let maxIDBytes = 256
    /// How long a reading may take, both documents together.
    static let patience: Duration = .seconds(5)
    /// How long one may take whose requests have waited for the end of a pause.
    static let latePatience: Duration = .seconds(3)
    /// Nobody waits longer: Teams posts again after 15 seconds.
    static let longestWait: Duration = .seconds(14)
    /// So many readings in any ``span`` may be free of a pause: a key service whose machines disagree must not be asked
    /// for every delivery.
    static let maxFree = 5
    static let span: Duration = .seconds(60)

    /// How the keys at hand may be used.
    enum Use: Hashable {
        case yes
        /// They are good, and it is time to read them again, which the caller begins.
        case yesAndRead
        /// There are none, or they are too old.
        case no
    }

    /// Who looks for a key: what is remembered of a request while it waits.
    struct Seeker: Hashable {
        let id: String
        let arrival: Duration
        /// How many readings had begun when it came: a later one answers it.
        fileprivate let begun: Int
    }

    /// What becomes of one whose key is not at hand.
    enum Ask: Hashable {
        /// It waits for a reading, which the caller begins.
        case read
        /// It waits for a reading that is under way, or for one that others wait for.
        case wait
        /// It waits for a reading at that time, for which the caller sets a timer.
        case later(Duration)
        /// It is refused: a reading has just answered, or too many wait, or it would take too long.
        case refuse
    }

    private struct Wish: Hashable {
        /// ``Seeker/begun`` of the first who came.
        var begun: Int
        /// How many wait.
        var count = 0
    }

    private var readAt: Duration?
    private var restsUntil: Duration = .zero
    private var isFirst = true
    /// How many readings have begun.
    private var begun = 0
    /// How many have ended.
    private var done = 0
    private var isTimed = false
    /// Whether the app is about to end.
    private var isEnding = false
    private var waiting = 0
    /// The keys that are waited for.
    private var wanted: [String: Wish] = [:]
    /// The keys that were looked for in the last reading and are not published.
    private var missing: Set<String> = []
    /// When readings were free.
    private var free: [Duration] = []
    /// Whether the keys are being read.
    private(set) var isReading = false
    /// How long the reading that has begun may take.
    private(set) var patience = Self.patience

    /// The keys at hand are wanted.
    mutating func use(at now: Duration) -> Use {
        guard let readAt, now - readAt < Self.maxAge else { return .no }
        guard now - readAt >= Self.staleAfter, !isReading, now >= restsUntil else { return .yes }
        begin(isLate: waiting > 0)
        return .yesAndRead
    }

    /// A request has come that needs the key `id`.
    func seeker(for id: String, at now: Duration) -> Seeker { Seeker(id: id, arrival: now, begun: begun) }

    /// A key is wanted that is not at hand.
    mutating func ask(_ seeker: Seeker, at now: Duration) -> Ask {
        guard seeker.begun >= done, seeker.id.utf8.count <= Self.maxIDBytes, waiting < Self.maxWaiting else {
            return .refuse
        }
        let rests = !isReading && now < restsUntil
        if rests {
            guard !isEnding, !missing.contains(seeker.id),
                restsUntil + Self.latePatience <= seeker.arrival + Self.longestWait
            else { return .refuse }
        }
        waiting += 1
        var wish = wanted[seeker.id] ?? Wish(begun: seeker.begun)
        wish.begun = min(wish.begun, seeker.begun)
        wish.count += 1
        wanted[seeker.id] = wish
        guard rests else {
            if isReading { return .wait }
            begin(isLate: false)
            return .read
        }
        if isTimed { return .wait }
        isTimed = true
        return .later(restsUntil)
    }

    /// One who waits has gone away, and leaves the place to others.
    mutating func leave(_ seeker: Seeker) {
        guard waiting > 0, var wish = wanted[seeker.id] else { return }
        waiting -= 1
        wish.count -= 1
        // Whose key is being looked for may not make that reading one that nobody asked for.
        let isLookedFor = isReading && wish.begun < begun
        wanted[seeker.id] = wish.count > 0 || isLookedFor ? wish : nil
    }

    /// The timer has come to its end that ``Ask/later(_:)`` asked for.
    /// - Returns: whether the caller begins a reading.
    mutating func timerEnded() -> Bool {
        isTimed = false
        guard waiting > 0, !isReading else { return false }
        begin(isLate: true)
        return true
    }

    /// The app is about to end: nobody waits for the end of a pause any more, which may be longer than the app has.
    /// - Returns: whether all who wait are told so; when the keys are being read, the end of that tells them.
    mutating func beginShutdown() -> Bool {
        isEnding = true
        guard !isReading else { return false }
        wanted = [:]
        waiting = 0
        return true
    }

    private mutating func begin(isLate: Bool) {
        isReading = true
        begun += 1
        patience = isLate ? Self.latePatience : Self.patience
    }

    /// The reading has ended, and all who waited for it are told; they may ask again, and those who came before it
    /// began are then refused.
    /// - Parameter has: whether a key is among those that were read.
    mutating func ended(isRead: Bool, at now: Duration, has: (String) -> Bool) {
        isReading = false
        done = begun
        let ids = wanted
        wanted = [:]
        waiting = 0
        guard isRead else {
            missing = []
            restsUntil = now + Self.coolDown
            return
        }
        missing = Set(ids.filter { $0.value.begun < begun && !has($0.key) }.keys)
        readAt = now
        let isInVain = !missing.isEmpty && !ids.keys.contains(where: has)
        if !isFirst, isInVain || !isFree(at: now) { restsUntil = now + Self.coolDown }
        isFirst = false
    }

    private mutating func isFree(at now: Duration) -> Bool {
        free.removeAll { now - $0 >= Self.span }
        guard free.count < Self.maxFree else { return false }
        free.append(now)
        return true
    }
}
