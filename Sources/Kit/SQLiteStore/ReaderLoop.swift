internal import SQLCore

/// One of the threads that read. Each body sees one state of the database, whatever is written meanwhile.
struct ReaderLoop: Sendable {
    let handle: SQLiteHandle
    let queue: WorkQueue

    func run() {
        while let work = queue.take(upTo: 1).first {
            do throws(StoreError) {
                try handle.control("BEGIN")
                _ = work.run(on: Connection(handle))
                if handle.isInTransaction { try handle.control("COMMIT") }
                work.finish(nil)
            } catch {
                if handle.isInTransaction { try? handle.control("ROLLBACK") }
                work.finish(error)
            }
        }
    }
}
