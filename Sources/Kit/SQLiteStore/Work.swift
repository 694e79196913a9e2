internal import SQLCore

/// The body of a read or a write, waiting for its turn on a thread of the database.
protocol Work: Sendable {
    /// Runs the body and keeps what came of it. Returns whether it succeeded.
    func run(on connection: borrowing Connection) -> Bool
    /// Answers who waits: with what came of the body, or with `failure` when that was lost.
    func finish(_ failure: StoreError?)
}
