/// What waits on its way from the writers of a body to the connection. Each method returns what to do after unlocking.
struct BodyOutbox {
    typealias Waiter = CheckedContinuation<HTTPBodyError?, Never>
    /// With more than this on its way, writers wait.
    static let maxWaitingBytes = 64 << 10
    /// A longer piece is cut.
    static let maxPieceBytes = 64 << 10

    /// What a writer has to do.
    enum Answer: Hashable {
        case goOn
        /// Wait with this ticket, until there is room.
        case wait(ticket: Int)
        case failed(HTTPBodyError)

        var error: HTTPBodyError? { if case .failed(let error) = self { error } else { nil } }
    }

    private var pieces: [ArraySlice<UInt8>] = []
    /// How much waits here.
    private(set) var queuedBytes = 0
    /// How much was taken from here and is not written yet.
    private var unwrittenBytes = 0
    private var waiters: [Int: Waiter] = [:]
    private var lastTicket = 0
    private var failure: HTTPBodyError?

    private var hasRoom: Bool { queuedBytes + unwrittenBytes <= Self.maxWaitingBytes }

    // MARK: The writers' side

    /// - Returns: what the writer has to do, and whether the connection must be told.
    mutating func queue(_ piece: ArraySlice<UInt8>) -> (Answer, wakes: Bool) {
        if let failure { return (.failed(failure), false) }
        let wasEmpty = pieces.isEmpty
        pieces.append(piece)
        queuedBytes += piece.count
        if hasRoom { return (.goOn, wasEmpty) }
        lastTicket += 1
        return (.wait(ticket: lastTicket), wasEmpty)
    }

    /// - Returns: an answer for a writer that need not wait any more.
    mutating func wait(_ ticket: Int, _ waiter: Waiter) -> Answer? {
        if let failure { return .failed(failure) }
        if hasRoom { return .goOn }
        if Task.isCancelled { return .failed(.cancelled) }
        waiters[ticket] = waiter
        return nil
    }

    mutating func cancel(_ ticket: Int) -> Waiter? { waiters.removeValue(forKey: ticket) }

    // MARK: The connection's side

    mutating func takePieces() -> [ArraySlice<UInt8>] {
        defer {
            unwrittenBytes += queuedBytes
            queuedBytes = 0
            pieces = []
        }
        return pieces
    }

    /// - Returns: who may go on.
    mutating func note(unwrittenBytes: Int) -> [Waiter] {
        self.unwrittenBytes = unwrittenBytes
        return hasRoom ? takeWaiters() : []
    }

    /// - Returns: who waits in vain.
    mutating func fail(_ error: HTTPBodyError) -> [Waiter] {
        failure = failure ?? error
        pieces = []
        queuedBytes = 0
        return takeWaiters()
    }

    private mutating func takeWaiters() -> [Waiter] {
        guard !waiters.isEmpty else { return [] }
        defer { waiters = [:] }
        return waiters.sorted { $0.key < $1.key }.map(\.value)
    }
}
