package import SQLCore

/// A database in a file, for one program: durable writes by many tasks at once, and reads that do not wait for them.
///
/// Writes that wait at the same time become durable together, in one transaction on one thread. Reads have connections
/// and threads of their own. Other processes may open the same file, unless it is `exclusive`: SQLite keeps both safe,
/// and a write that waits longer than five seconds for another process fails with `busy`.
package final class SQLiteDatabase: SQLDatabase {
    /// What a write survives once it has returned.
    package enum Durability: Sendable {
        /// The loss of power.
        case full
        /// The end of the process, however it ends; a loss of power may take the last writes back.
        case normal
    }

    /// The path of a database in memory, which ends with the object.
    package static let inMemory = ":memory:"

    private let threads: DatabaseThreads
    private let tally = WorkTally()

    /// Opens the file, makes it when there is none, and brings its schema up to date.
    ///
    /// - Parameters:
    ///   - path: the file, or ``inMemory``.
    ///   - migrations: all steps of the schema, in order; those that the file has seen already are not run again.
    ///   - durability: what a write survives.
    ///   - isExclusive: whether to refuse a file that another process has opened so, and to keep such ones out.
    ///   - readerCount: how many threads read.
    /// - Throws: an error that names the path and says what to do: the file is something else, made by a newer version,
    ///   by another program, cannot be written, or is in use.
    package init(
        path: String, migrations: [Migration], durability: Durability = .full, isExclusive: Bool = false,
        readerCount: Int = 2
    ) throws(StoreError) {
        threads = try DatabaseThreads(path, migrations, durability, isExclusive: isExclusive, readerCount: readerCount)
    }

    deinit {
        threads.beginClosing()  // waits for nothing: the last reference may go on a thread of the database itself
    }

    /// Whether a read or a write is under way: what waits for it runs on once it is over. For a clock that moves only
    /// when nobody works.
    package var isBusy: Bool { !tally.isEmpty }

    /// Runs `body` in a transaction and returns once its changes are durable.
    ///
    /// When it throws, its changes are taken back, and only those. It runs once, or not at all; a cancelled task does
    /// not stop it. It must not wait for anything: all other writes wait for it.
    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Connection) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { threads.writes.submit(WorkBody(body, $0, countedIn: tally)) }
    }

    /// Runs `body`, which sees one state of the database and cannot change it.
    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Connection) throws -> Value
    ) async throws -> Value {
        guard threads.isInMemory else {
            return try await withCheckedThrowingContinuation {
                threads.reads.submit(WorkBody(body, $0, countedIn: tally))
            }
        }
        return try await write { connection in
            try connection.execute("PRAGMA query_only = ON")
            defer { try? connection.execute("PRAGMA query_only = OFF") }
            return try body(connection)
        }
    }

    /// The rows of `query` a page at a time, from those whose key comes after `first`.
    package func pages(of query: PagedQuery, after first: SQLValue = .integer(.min)) -> RowPages {
        RowPages(database: self, query: query, first: first)
    }

    /// Waits for the reads and writes that were accepted, and closes the file. Later ones fail with `closed`.
    ///
    /// Blocks the thread meanwhile. Must not be called in the body of a read or a write.
    package func close() {
        threads.beginClosing()
        threads.wait()
    }
}
