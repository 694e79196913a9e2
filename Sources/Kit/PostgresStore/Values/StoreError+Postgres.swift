package import SQLCore
internal import ServiceKit

extension StoreError.Code {
    /// The server cannot be reached, or does not take connections now; the same call may succeed later.
    package static let unreachable: StoreError.Code = "unreachable"
    /// The server has no connection left for this program.
    package static let tooManyConnections: StoreError.Code = "tooManyConnections"
    /// The server does not let this user in, or the program does not trust the server.
    package static let accessDenied: StoreError.Code = "accessDenied"
    /// The connection was lost, and what was asked for was certainly not done: it may be asked for again.
    package static let connectionLost: StoreError.Code = "connectionLost"
    /// The connection was lost, and nobody knows whether what was asked for was done.
    package static let uncertain: StoreError.Code = "uncertain"
    /// Another transaction came in between; the whole transaction may be tried again.
    package static let conflict: StoreError.Code = "conflict"
    /// The schema changed under a statement that the connection had prepared; the same call will succeed.
    package static let changedSchema: StoreError.Code = "changedSchema"
    /// It took longer than it may. It was not done.
    package static let deadline: StoreError.Code = "deadline"
    /// The task that waits was cancelled. It was not done.
    package static let cancelled: StoreError.Code = "cancelled"
    /// Somebody at the server, or a limit of the server, stopped the statement. It was not done.
    package static let stopped: StoreError.Code = "stopped"
    /// More wait for a connection than may.
    package static let tooManyWait: StoreError.Code = "tooManyWait"
    /// A value is one that PostgreSQL cannot take, or too large.
    package static let badValue: StoreError.Code = "badValue"
}

extension StoreError {
    /// What a server says of a statement, by its SQLSTATE.
    ///
    /// A message of class 22 is left out: it holds the value that did not fit.
    /// - SeeAlso: [Error codes](https://www.postgresql.org/docs/current/errcodes-appendix.html)
    init(sqlState: String, message: String) {
        let code = Code(sqlState: sqlState, message: message)
        if sqlState.hasPrefix("22") {
            self.init(code, "the server refused a value of the statement (SQLSTATE \(sqlState))")
        } else {
            self.init(code, "\(message) (SQLSTATE \(sqlState))")
        }
    }

    static let isClosed = StoreError(.closed, "the connections to the database are closed")
    static let isOver = StoreError(.closed, "the transaction is over; ask within its closure")
    static let wasCancelled = StoreError(.cancelled, "the task was cancelled")
    static let tookTooLong = StoreError(.deadline, "the database took longer than it may, and was told to stop")

    /// What became of what was under way when the connection was lost, where a `COMMIT` may have been among it.
    var asUncertain: StoreError {
        StoreError(.uncertain, "the database may have done it or not, since the connection was lost: \(message)")
    }
    /// The same for what a transaction without its `COMMIT` has done.
    var asLost: StoreError {
        StoreError(.connectionLost, "the connection to the database was lost, and the transaction with it: \(message)")
    }
}

extension StoreError.Code {
    init(sqlState: String, message: String) {
        switch sqlState {
        case "40001", "40P01": self = .conflict
        case "53300": self = .tooManyConnections
        case "53100": self = .full
        case "55P03": self = .busy
        case "57014": self = .stopped
        case "57P01", "57P02", "57P03", "57P05": self = .unreachable
        case "3D000": self = .cannotOpen
        // The code stands for much else too. Messages of servers may be in any language, the quoted part is a name.
        case "0A000" where message.contains("cached plan"): self = .changedSchema
        case "08P01": self = .failed
        case _ where sqlState.hasPrefix("08"): self = .unreachable
        case _ where sqlState.hasPrefix("22"): self = .badValue
        case _ where sqlState.hasPrefix("23"): self = .constraint
        case _ where sqlState.hasPrefix("28"): self = .accessDenied
        default: self = .failed
        }
    }

    /// Whether there is no use in waiting for another try to connect to come out otherwise.
    var isLasting: Bool { [.accessDenied, .cannotOpen, .failed].contains(self) }
}
