/// What a listener learns.
package enum PostgresNews: Sendable, Hashable {
    /// Why something may have been missed.
    package enum Gap: Sendable, Hashable {
        /// The listener has begun: what was said before, it does not know.
        case began
        /// The connection was lost, and is there again.
        case reconnected
        /// More was said than was read, and some of it was let go.
        case overflowed
    }

    /// From here on nothing is missed, but before that something may have been: look into the tables.
    case mayHaveMissed(Gap)
    case notification(PostgresNotification)
}
