internal import SQLCore

/// One of the threads that read. Each body sees one state of the database, whatever is written meanwhile.
struct PostgresReader {
    let pool: PostgresPool
    let queue: WorkQueue
    private let places = PlaceNumbers()

    init(pool: PostgresPool, queue: WorkQueue) {
        self.pool = pool
        self.queue = queue
    }

    func run() {
        while let work = queue.take(upTo: 1).first {
            work.finish(TransactionRetry.attempt { () throws(StoreError) in try read(work) })
        }
    }

    /// Not inlined, as in the writer.
    @inline(never)
    private func read(_ work: any Work) throws(StoreError) {
        let session = try PostgresSession(
            pool.loop, places, beginningWith: ["BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"])
        let connection = Connection(session)
        _ = work.run(on: connection)
        session.rollback()
        if let loss = session.loss { throw loss }
    }
}
