/// What waits on its way from the connection to the reader of a body: one piece. Each method returns what to do after
/// unlocking.
struct BodyInbox {
    typealias Waiter = CheckedContinuation<Outcome, Never>
    /// An answer for the reader.
    enum Outcome: Hashable {
        case piece([UInt8])
        case end
        case failed(HTTPBodyError)
    }

    private var piece: [UInt8] = []
    private var isWhole = false
    private var failure: HTTPBodyError?
    private var waiter: Waiter?

    var heldBytes: Int { piece.capacity }
    var isAwaited: Bool { waiter != nil }
    /// Whether a piece can be delivered.
    var hasRoom: Bool { piece.isEmpty && !isWhole && failure == nil }

    // MARK: The reader's side

    /// - Returns: the answer, or `nil` when the reader has to wait; and whether the connection should look again.
    mutating func next(_ reader: Waiter) -> (Outcome?, wakes: Bool) {
        if !piece.isEmpty {
            defer { piece = [] }
            return (.piece(piece), !isWhole)
        }
        if isWhole { return (.end, false) }
        if let failure { return (.failed(failure), false) }
        if waiter != nil { return (.failed(.hasReader), false) }
        if Task.isCancelled { return (.failed(.cancelled), false) }
        waiter = reader
        return (nil, true)
    }

    mutating func cancelWaiter() -> Waiter? {
        defer { waiter = nil }
        return waiter
    }

    // MARK: The connection's side

    /// - Returns: the reader that waits for just this, and its answer.
    mutating func deliver(_ bytes: [UInt8], isLast: Bool) -> (Waiter, Outcome)? {
        if isLast { isWhole = true }
        guard let waiter = cancelWaiter() else {
            piece = bytes
            return nil
        }
        if bytes.isEmpty { return (waiter, .end) }
        return (waiter, .piece(bytes))
    }

    mutating func fail(_ error: HTTPBodyError) -> Waiter? {
        guard !isWhole else { return nil }
        failure = failure ?? error
        return cancelWaiter()
    }
}
