internal import Dispatch
internal import SQLCore
internal import ServiceKit

/// What the threads of a database share.
final class DatabaseThreads: Sendable {
    let writes = WorkQueue()
    let reads = WorkQueue()
    private let running = DispatchGroup()
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
        let place = isInMemory ? nil : FilePlace(path)
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
                writer.use { WriterLoop(handle: $0, queue: writes, place: place).run() }
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

    /// Takes no more reads and writes; those that were accepted are still done.
    func beginClosing() {
        writes.close(threads: 1)
        reads.close(threads: readerCount)
    }

    /// Blocks until the threads have ended.
    func wait() { running.wait() }

    /// Starts a thread that counts in `running` until `body` has returned.
    private func startThread(_ body: @escaping @Sendable () -> Void) throws(StoreError) {
        running.enter()
        do throws(OwnThread.Failure) {
            try OwnThread.start(name: "database") { [running] in
                body()
                running.leave()
            }
        } catch {
            running.leave()
            throw StoreError(.failed, "the system has no thread for the database: \(error)")
        }
    }
}
