/// The body of a read or a write, waiting for its turn on a thread of the database.
package protocol Work: Sendable {
    /// Runs the body and keeps what came of it. Returns whether it succeeded.
    func run(on connection: borrowing Connection) -> Bool
    /// Notes that what it had done was refused after all.
    func fail(_ error: StoreError)
    /// Answers who waits: with what came of the body, or with `failure` when that was lost.
    func finish(_ failure: StoreError?)
}
