/// What waits on its way between a WebSocket's event loop and its tasks. Each method returns what to do after
/// unlocking.
struct WebSocketMailbox {
    typealias Waiter = CheckedContinuation<WebSocket.Message?, Never>
    /// With more than this unread, the event loop stops reading.
    static let maxUnreadBytes = 256 << 10
    /// What a message costs besides its bytes, so that many empty ones are bounded too.
    private static let messageOverhead = 64

    private let maxQueuedBytes: Int
    private var outbox: [[UInt8]] = []
    private var outboxBytes = 0
    /// What the event loop has taken and not yet written.
    var unwrittenBytes = 0
    private var inbox: [WebSocket.Message] = []
    private var inboxStart = 0
    private var unreadBytes = 0
    /// The most of them since there were none.
    private var peakBytes = 0
    private var waiter: Waiter?
    private(set) var closing: WebSocketClosing?

    init(maxQueuedBytes: Int) { self.maxQueuedBytes = maxQueuedBytes }

    /// How much memory waits here, both ways.
    var heldBytes: Int { unreadBytes + outboxBytes }
    var isFull: Bool { unreadBytes > Self.maxUnreadBytes }

    // MARK: In

    /// - Returns: the reader that waits for just this message.
    mutating func deliver(_ message: WebSocket.Message) -> Waiter? {
        if let waiter {
            self.waiter = nil
            return waiter
        }
        inbox.append(message)
        unreadBytes += Self.cost(message)
        return nil
    }

    /// What the end of the messages and a message have in common: an answer for the reader.
    struct Outcome {
        let message: WebSocket.Message?
    }

    /// - Returns: the answer, or `nil` when the reader has to wait; and whether the event loop should look again,
    ///   because there is room in the inbox, or less to count.
    mutating func next(_ reader: Waiter) -> (Outcome?, hasRoom: Bool) {
        if inboxStart < inbox.count {
            let message = inbox[inboxStart]
            inbox[inboxStart] = .binary([])
            inboxStart += 1
            if inboxStart == inbox.count {
                (inbox, inboxStart) = ([], 0)
            } else if inboxStart > inbox.count / 2 {
                inbox.removeFirst(inboxStart)
                inboxStart = 0
            }
            let wasFull = isFull
            peakBytes = max(peakBytes, unreadBytes)
            unreadBytes -= Self.cost(message)
            let isEmptied = unreadBytes == 0 && peakBytes >= ByteBudget.step
            if unreadBytes == 0 { peakBytes = 0 }
            return (Outcome(message: message), (wasFull && !isFull) || isEmptied)
        }
        // A second reader is a mistake of the program; it sees the end instead of waiting for ever.
        guard closing == nil, waiter == nil, !Task.isCancelled else { return (Outcome(message: nil), false) }
        waiter = reader
        return (nil, false)
    }

    mutating func cancelWaiter() -> Waiter? {
        defer { waiter = nil }
        return waiter
    }

    // MARK: Out

    mutating func queue(_ frame: [UInt8]) -> (error: WebSocketError?, wakes: Bool) {
        guard closing == nil else {
            return (WebSocketError(code: .closed, message: "the WebSocket is closed"), false)
        }
        let waiting = outboxBytes + unwrittenBytes
        guard waiting == 0 || waiting + frame.count <= maxQueuedBytes else {
            closing = WebSocketClosing(WebSocketClosing.tryLater, "too slow")
            let message = "\(waiting) bytes wait for the peer of the WebSocket, so it is closed"
            return (WebSocketError(code: .tooSlow, message: message), true)
        }
        outbox.append(frame)
        outboxBytes += frame.count
        return (nil, outbox.count == 1)
    }

    mutating func close(_ closing: WebSocketClosing) -> (waiter: Waiter?, wakes: Bool) {
        guard self.closing == nil else { return (cancelWaiter(), false) }
        self.closing = closing
        return (cancelWaiter(), true)
    }

    mutating func takeOutput() -> (frames: [[UInt8]], closing: WebSocketClosing?) {
        defer {
            unwrittenBytes += outboxBytes
            (outbox, outboxBytes) = ([], 0)
        }
        return (outbox, closing)
    }

    private static func cost(_ message: WebSocket.Message) -> Int {
        switch message {
        case .text(let text): text.utf8.count + messageOverhead
        case .binary(let bytes): bytes.count + messageOverhead
        }
    }
}
