internal import SQLCore

/// The one thread that writes: takes what waits, and makes it durable in one transaction.
///
/// Each body has a savepoint, so that one that fails takes back its own changes and no other's.
struct WriterLoop: Sendable {
    /// The most bodies in one transaction: bounds how long the first waits for the last.
    private static let maxGroup = 1000

    let handle: SQLiteHandle
    let queue: WorkQueue
    /// The file, which has to be in its place for a write to be worth anything; nil in memory.
    let place: FilePlace?

    func run() {
        while true {
            let group = queue.take(upTo: Self.maxGroup)
            if group.isEmpty { return }
            var rest = group[...]
            while !rest.isEmpty { rest = perform(rest) }
        }
    }

    /// Runs the bodies in a transaction and answers them.
    ///
    /// - Returns: those that have not run, because a body before them ended the transaction.
    private func perform(_ group: ArraySlice<any Work>) -> ArraySlice<any Work> {
        do throws(StoreError) {
            try place?.check()
            try handle.control("BEGIN IMMEDIATE")
        } catch {
            for work in group { work.finish(error) }
            return []
        }
        let connection = Connection(handle)
        var done = group.startIndex
        do throws(StoreError) {
            for work in group {
                try handle.control("SAVEPOINT body")
                done += 1
                let isGood = work.run(on: connection)
                guard handle.isInTransaction else {
                    throw StoreError(.failed, "the transaction was lost: a write of the same group ended it")
                }
                if !isGood { try handle.control("ROLLBACK TO body") }
                try handle.control("RELEASE body")
            }
            try handle.control("COMMIT")
        } catch {
            if handle.isInTransaction { try? handle.control("ROLLBACK") }
            for work in group[..<done] { work.finish(error) }
            return group[done...]
        }
        for work in group { work.finish(nil) }
        return []
    }
}
