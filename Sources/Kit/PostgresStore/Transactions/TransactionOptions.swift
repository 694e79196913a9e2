/// What a transaction sees of others, and what becomes of it when it comes into conflict with them.
package struct TransactionOptions: Sendable, Hashable {
    /// What it sees of others.
    /// - SeeAlso: [Transaction isolation](https://www.postgresql.org/docs/current/transaction-iso.html)
    package enum Isolation: String, Sendable, CaseIterable {
        /// Each statement sees what is committed when it starts.
        case readCommitted = "READ COMMITTED"
        /// All statements see what was committed when the first started.
        case repeatableRead = "REPEATABLE READ"
        /// As if there were one transaction at a time.
        case serializable = "SERIALIZABLE"
    }

    /// What it sees of others.
    package var isolation: Isolation
    /// Whether it may not change anything.
    package var isReadOnly: Bool
    /// How often it is tried in all, at least once.
    package var attempts: Int

    package init(isolation: Isolation = .readCommitted, isReadOnly: Bool = false, attempts: Int = 5) {
        self.isolation = isolation
        self.isReadOnly = isReadOnly
        self.attempts = attempts
    }

    var begin: PostgresStatement {
        PostgresStatement("BEGIN ISOLATION LEVEL \(isolation.rawValue)\(isReadOnly ? " READ ONLY" : "")")
    }
}
