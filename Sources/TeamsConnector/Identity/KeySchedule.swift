/// Decides which keys count, when they are read again, and who waits for that. Knows no clock, no socket and no key:
/// times are given as the time since the app started.
///
/// Keys at hand verify at once what they can, also while they are read again, so that a key service which is slow or
/// silent delays nobody whose key is known. Only a token with another key waits for a reading.
struct KeySchedule: Hashable, Sendable {
    /// After a reading has ended, unknown key ids and failures wait so long before there is another, however many there
    /// are. The first good reading does not count: a key that the service changes right after it is read at once.
    static let coolDown: Duration = .seconds(10)
    /// Keys older than this are read again while they are used, so that withdrawn ones go.
    static let staleAfter: Duration = .seconds(24 * 3600)
    /// Keys older than this, which could not be read again for days, count no more.
    /// - SeeAlso: [Bot Connector
    ///   authentication](https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication)
    static let maxAge: Duration = .seconds(5 * 24 * 3600)
    /// How many requests may wait for a reading; more are refused at once.
    static let maxWaiting = 1_000

    /// How the keys at hand may be used.
    enum Use: Hashable {
        case yes
        /// They are good, and it is time to read them again, which the caller begins.
        case yesAndRead
        /// There are none, or they are too old.
        case no
    }

    /// What becomes of a token whose key is not at hand.
    enum Ask: Hashable {
        /// It waits for a reading, which the caller begins.
        case read
        /// It waits for the reading that is under way.
        case wait
        /// It is refused: there was a reading a moment ago, or too many wait.
        case refuse
    }

    private var readAt: Duration?
    private var restsUntil: Duration = .zero
    private var waiting = 0
    private var isFirst = true
    /// Whether the keys are being read.
    private(set) var isReading = false

    /// The keys at hand are wanted.
    mutating func use(at now: Duration) -> Use {
        guard let readAt, now - readAt < Self.maxAge else { return .no }
        guard now - readAt >= Self.staleAfter, !isReading, now >= restsUntil else { return .yes }
        isReading = true
        return .yesAndRead
    }

    /// A key is wanted that is not at hand.
    mutating func ask(at now: Duration) -> Ask {
        guard waiting < Self.maxWaiting, isReading || now >= restsUntil else { return .refuse }
        waiting += 1
        if isReading { return .wait }
        isReading = true
        return .read
    }

    /// The reading has ended, and all who waited for it are told.
    mutating func ended(isRead: Bool, at now: Duration) {
        isReading = false
        waiting = 0
        if !isRead || !isFirst { restsUntil = now + Self.coolDown }
        guard isRead else { return }
        readAt = now
        isFirst = false
    }
}
