internal import CLibSystem

/// A connected socket with the state machines that say what to do with it. Belongs to one event loop's thread.
final class LoopConnection {
    let token: ConnectionToken
    let socket: CInt
    let peer: String
    var http: HTTPConnection
    /// Set once the connection speaks WebSocket; `http` is of no use from then on.
    var webSocket: Conversation?
    /// Who takes the body of the request at hand as it comes.
    var reader: HTTPBodyReader?
    /// Who writes the body of the answer to the request at hand piece by piece.
    var writer: HTTPBodyWriter?
    /// The handler's task: of the request at hand, or of the WebSocket; or the one that decides about the request.
    var task: Task<Void, Never>?
    /// Whether ``task`` decides.
    var isAdmitting = false
    /// How much the handler holds with its request.
    var handledBytes = 0
    /// What the loop has counted of ``heldBytes``.
    var countedBytes = 0
    var isReadable = false
    var isWritable = true
    /// The peer's end may lie right behind the last bytes, without an event of its own.
    var hasEnded = false
    /// Whether it is in the loop's list of those that have more to do.
    var isPending = false
    var isClosed = false

    init(token: ConnectionToken, socket: CInt, peer: String, http: HTTPConnection) {
        self.token = token
        self.socket = socket
        self.peer = peer
        self.http = http
    }

    var deadline: Instant? { if let webSocket { webSocket.session.deadline } else { http.deadline } }
    var wantsInput: Bool { if let webSocket { webSocket.wantsInput } else { http.wantsInput } }
    /// How much memory waits for the connection.
    var heldBytes: Int {
        if let webSocket { return webSocket.heldBytes }
        return http.heldBytes + (reader?.heldBytes ?? 0) + (writer?.heldBytes ?? 0)
    }
    var hasStreams: Bool { reader != nil || writer != nil }
    /// Whether a read may bring something that is wanted now.
    var canRead: Bool { isReadable && !isClosed && wantsInput }
    var hasOutput: Bool { if let webSocket { !webSocket.session.output.isEmpty } else { !http.output.isEmpty } }

    /// Writes the next bytes that wait, as many as fit.
    /// - Returns: what became of it, and how many bytes were offered.
    func writeNext() -> (Transfer, offered: Int) {
        if let webSocket { return Self.write(webSocket.session.output, to: socket) }
        return Self.write(http.output, to: socket)
    }

    private static func write(_ output: borrowing OutputQueue, to socket: CInt) -> (Transfer, offered: Int) {
        output.withNext { (send($0, to: socket), $0.count) }
    }
}

/// A WebSocket on a connection: what happens on the wire, and what the handler sees.
final class Conversation {
    var session: WebSocketSession
    let socket: WebSocket

    init(_ session: WebSocketSession, _ socket: WebSocket) {
        self.session = session
        self.socket = socket
    }

    /// Once it closes nobody waits for messages any more, but the peer's end must be seen.
    var wantsInput: Bool { session.wantsInput && (!session.isOpen || !socket.isFull) }
    var heldBytes: Int { session.heldBytes + socket.heldBytes }
}

/// What became of a read or a write.
enum Transfer {
    case bytes(Int)
    case blocked
    case broken
}

/// Memory that a loop reads into: one for all its connections.
final class ReadBuffer {
    private let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    deinit { memory.deallocate() }

    var capacity: Int { memory.count }

    /// Reads once, at most ``capacity`` bytes; 0 at the peer's end.
    func read(_ socket: CInt) -> Transfer {
        Transfer(csystem_receive(socket, memory.baseAddress, memory.count))
    }

    /// Lends the first `count` bytes, which the last read has written.
    func withBytes<Result>(_ count: Int, _ body: (Span<UInt8>) -> Result) -> Result {
        precondition(count <= memory.count)
        let bytes = UnsafeBufferPointer(rebasing: UnsafeRawBufferPointer(memory).bindMemory(to: UInt8.self)[..<count])
        return body(Span(_unsafeElements: bytes))
    }
}

/// Writes once, without a signal when the peer is gone.
func send(_ bytes: Span<UInt8>, to socket: CInt) -> Transfer {
    bytes.withUnsafeBytes { Transfer(csystem_send(socket, $0.baseAddress, $0.count)) }
}

/// Lets the end of a connection be seen as a break, and not as an end in order.
func breakOffAtClose(_ socket: CInt) {
    var lingers = linger(l_onoff: 1, l_linger: 0)
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &lingers, socklen_t(MemoryLayout<linger>.size))
}

extension Transfer {
    /// - Parameter result: what a read or a write returned: how many bytes, or an error's number below 0.
    fileprivate init(_ result: Int) {
        switch result {
        case 0...: self = .bytes(result)
        case Int(-EAGAIN), Int(-EWOULDBLOCK): self = .blocked
        default: self = .broken
        }
    }
}

extension HTTPServerError {
    /// The system refused something that is not the user's doing.
    static func system(_ what: String, errno: CInt) -> HTTPServerError {
        HTTPServerError(code: .refused, message: "the system refused to \(what): \(String(cString: strerror(errno)))")
    }
}
