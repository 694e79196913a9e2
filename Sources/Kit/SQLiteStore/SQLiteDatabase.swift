internal import Dispatch
internal import ServiceKit

/// A database in a file, for one program: durable writes by many tasks at once, and reads that do not wait for them.
///
/// Writes that wait at the same time become durable together, in one transaction on one thread. Reads have connections
/// and threads of their own. Other processes may open the same file, unless it is `exclusive`: SQLite keeps both safe,
/// and a write that waits longer than five seconds for another process fails with `busy`.
public final class SQLiteDatabase: Sendable {
    /// What a write survives once it has returned.
    public enum Durability: Sendable {
        /// The loss of power.
        case full
        /// The end of the process, however it ends; a loss of power may take the last writes back.
        case normal
    }

    /// The path of a database in memory, which ends with the object.
    public static let inMemory = ":memory:"

    private let core: Core

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
    public init(
        path: String, migrations: [Migration], durability: Durability = .full, isExclusive: Bool = false,
        readerCount: Int = 2
    ) throws(StoreError) {
        core = try Core(path, migrations, durability, isExclusive: isExclusive, readerCount: readerCount)
    }

    deinit {
        core.beginClosing()  // waits for nothing: the last reference may go on a thread of the database itself
    }

    /// Runs `body` in a transaction and returns once its changes are durable.
    ///
    /// When it throws, its changes are taken back, and only those. It runs once, or not at all; a cancelled task does
    /// not stop it. It must not wait for anything: all other writes wait for it.
    public func write<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Connection) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { core.writes.submit(Body(body, $0)) }
    }

    /// Runs `body`, which sees one state of the database and cannot change it.
    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Connection) throws -> Value
    ) async throws -> Value {
        guard core.isInMemory else {
            return try await withCheckedThrowingContinuation { core.reads.submit(Body(body, $0)) }
        }
        return try await write { connection in
            try connection.execute("PRAGMA query_only = ON")
            defer { try? connection.execute("PRAGMA query_only = OFF") }
            return try body(connection)
        }
    }

    /// Waits for the reads and writes that were accepted, and closes the file. Later ones fail with `closed`.
    ///
    /// Blocks the thread meanwhile. Must not be called in the body of a read or a write.
    public func close() {
        core.beginClosing()
        core.threads.wait()
    }
}

/// What the threads of a database share.
private final class Core: Sendable {
    let writes = WorkQueue()
    let reads = WorkQueue()
    let threads = DispatchGroup()
    let isInMemory: Bool
    private let readerCount: Int

    init(
        _ path: String, _ migrations: [Migration], _ durability: SQLiteDatabase.Durability, isExclusive: Bool,
        readerCount: Int
    ) throws(StoreError) {
        isInMemory = path == SQLiteDatabase.inMemory
        let lock = isExclusive && !isInMemory ? try ExclusiveLock(databasePath: path) : nil
        let writer = try SQLiteHandle(path: path)
        try writer.prepareToWrite(durability, isInMemory: isInMemory, path: path)
        try writer.apply(migrations, path: path)
        // Another connection would open another database in memory: there, reads take turns with writes.
        self.readerCount = isInMemory ? 0 : max(1, readerCount)
        var readers: [SQLiteHandle] = []
        for _ in 0..<self.readerCount {
            let reader = try SQLiteHandle(path: path)
            try reader.script("PRAGMA query_only = ON; PRAGMA cache_size = -8192")
            readers.append(reader)
        }

        let (writes, reads) = (writes, reads)
        do throws(StoreError) {
            try startThread { [writer = Handoff(writer, lock)] in
                writer.use { WriterLoop(handle: $0, queue: writes).run() }
            }
            for reader in readers {
                try startThread { [reader = Handoff(reader)] in
                    reader.use { ReaderLoop(handle: $0, queue: reads).run() }
                }
            }
        } catch {
            beginClosing()  // those that have started end
            throw error
        }
    }

    func beginClosing() {
        writes.close(threads: 1)
        reads.close(threads: readerCount)
    }

    /// Starts a thread that counts in `threads` until `body` has returned.
    private func startThread(_ body: @escaping @Sendable () -> Void) throws(StoreError) {
        threads.enter()
        do throws(OwnThread.Failure) {
            try OwnThread.start(name: "database") { [threads] in
                body()
                threads.leave()
            }
        } catch {
            threads.leave()
            throw StoreError(.failed, "the system has no thread for the database: \(error)")
        }
    }
}

/// Gives a handle to a thread, which closes it, and then unlocks the file, when it is done with it.
///
/// Sendable although it changes: the thread alone calls `use`, and once.
private final class Handoff: @unchecked Sendable {
    private var handle: SQLiteHandle?
    private var lock: ExclusiveLock?

    init(_ handle: SQLiteHandle, _ lock: ExclusiveLock? = nil) {
        self.handle = handle
        self.lock = lock
    }

    func use(_ body: (SQLiteHandle) -> Void) {
        if let handle { body(handle) }
        handle = nil
        lock = nil
    }
}

extension SQLiteHandle {
    fileprivate func prepareToWrite(
        _ durability: SQLiteDatabase.Durability, isInMemory: Bool, path: String
    ) throws(StoreError) {
        let mode = try run("PRAGMA journal_mode = WAL", [], keepsRows: true).first?[0].stringValue
        guard isInMemory || mode == "wal" else {
            throw StoreError(.cannotOpen, "\(path) is on a file system without shared memory; choose a local disk")
        }
        // Checkpoints of 8000 pages (32 MB) in place of 1000: a third more rows a second.
        try script(
            """
            PRAGMA synchronous = \(durability == .full ? "FULL" : "NORMAL");
            PRAGMA wal_autocheckpoint = 8000;
            PRAGMA journal_size_limit = 67108864;
            PRAGMA cache_size = -32768;
            PRAGMA foreign_keys = ON;
            """)
    }
}
