/// A database that bodies of reads and writes are given to, whatever it is made of. They are written in the SQL that
/// SQLite and PostgreSQL share, with question marks for values.
package protocol SQLDatabase: AnyObject, Sendable {
    /// Whether a read or a write is under way: what waits for it runs on once it is over. For a clock that moves only
    /// when nobody works.
    var isBusy: Bool { get }

    /// Runs `body` in a transaction that no other write comes between, of whichever program on the same database, and
    /// returns once its changes are durable.
    ///
    /// When it throws, its changes are taken back, and only those. It runs once, or not at all; a cancelled task does
    /// not stop it. It must not wait for anything: all other writes wait for it.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Connection) throws -> Value
    ) async throws -> Value

    /// Runs `body`, which sees one state of the database and cannot change it.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Connection) throws -> Value
    ) async throws -> Value

    /// Waits for the reads and writes that were accepted, and lets go of the database. Later ones fail with `closed`.
    ///
    /// Blocks the thread meanwhile. Must not be called in the body of a read or a write.
    func close()
}
