import Foundation
import TestSupport

/// A plain socket to a server on this machine, for what a well-behaved client never sends. Blocks its thread: use it
/// inside ``offPool(_:)``.
final class RawClient {
    private let socket: CInt
    private let port: Int
    private var buffer: [UInt8] = []

    struct Failure: Error {
        let what: String
    }

    /// - Parameters:
    ///   - receiveBuffer: a small one makes a slow reader.
    ///   - sendBuffer: a small one makes a slow sender.
    ///   - connects: whether at once.
    init(port: Int, receiveBuffer: CInt? = nil, sendBuffer: CInt? = nil, connects: Bool = true) throws {
        self.port = port
        socket = makeStreamSocket()
        if var receiveBuffer {
            setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, socklen_t(MemoryLayout<CInt>.size))
        }
        if var sendBuffer {
            setsockopt(socket, SOL_SOCKET, SO_SNDBUF, &sendBuffer, socklen_t(MemoryLayout<CInt>.size))
        }
        // Only to end a test that would hang otherwise.
        var patience = timeval(tv_sec: 30, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(socket, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
        }
        if connects { try connect() }
    }

    func connect() throws {
        guard TestSupport.connect(socket, toPort: port) else {
            throw Failure(what: "connect: \(String(cString: strerror(errno)))")
        }
    }

    deinit { close(socket) }

    func send(_ text: String) throws { try send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = sendOnce(rest, to: socket)
            guard count > 0 else { throw Failure(what: "send: \(String(cString: strerror(errno)))") }
            rest = rest.dropFirst(count)
        }
    }

    /// Sends what the other end takes, for as long as it takes any.
    /// - Returns: how much that was.
    @discardableResult
    func sendWhatGoes(_ bytes: [UInt8]) -> Int {
        var sent = 0
        while sent < bytes.count {
            let count = sendOnce(bytes[sent...], to: socket)
            guard count > 0 else { break }
            sent += count
        }
        return sent
    }

    /// Sends `bytes` from another thread while `read` runs on this one, and returns when both are through.
    func whileSending(_ bytes: [UInt8], _ read: () throws -> Void) throws {
        let socket = socket
        let isSent = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            var sent = 0
            while sent < bytes.count {
                let count = sendOnce(bytes[sent...], to: socket)
                guard count > 0 else { break }
                sent += count
            }
            isSent.signal()
        }
        defer {
            isSent.wait()
        }
        try read()
    }

    func closeOutput() { shutdown(socket, CInt(SHUT_WR)) }

    /// When the client goes, the connection breaks off: the server sees a reset, not an end.
    func breakOffAtEnd() {
        var lingers = linger(l_onoff: 1, l_linger: 0)
        setsockopt(socket, SOL_SOCKET, SO_LINGER, &lingers, socklen_t(MemoryLayout<linger>.size))
    }

    /// More bytes, or false at the end.
    private func fill() throws -> Bool {
        var piece = [UInt8](repeating: 0, count: 64 << 10)
        let count = recv(socket, &piece, piece.count, 0)
        guard count >= 0 else { throw Failure(what: "receive: \(String(cString: strerror(errno)))") }
        buffer += piece[..<count]
        return count > 0
    }

    func take(_ count: Int) throws -> [UInt8] {
        while buffer.count < count { guard try fill() else { throw Failure(what: "the connection ended early") } }
        defer { buffer.removeFirst(count) }
        return Array(buffer[..<count])
    }

    /// Everything up to the end of the connection.
    func readToEnd() throws -> String {
        while try fill() {}
        defer { buffer = [] }
        return String(decoding: buffer, as: UTF8.self)
    }

    /// One response with its Content-Length.
    func readResponse() throws -> (status: Int, head: String, body: String) {
        var end: Int?
        while end == nil {
            end = (0..<max(0, buffer.count - 3)).first {
                buffer[$0] == 13 && buffer[$0..<$0 + 4].elementsEqual([13, 10, 13, 10])
            }
            if end == nil, try !fill() { throw Failure(what: "the connection ended early") }
        }
        let head = String(decoding: try take((end ?? 0) + 4), as: UTF8.self)
        let length = head.firstMatch(of: /Content-Length: (\d+)/).flatMap { Int($0.1) } ?? 0
        let status = head.firstMatch(of: /^HTTP\/1.1 (\d+)/).flatMap { Int($0.1) } ?? 0
        return (status, head, String(decoding: try take(length), as: UTF8.self))
    }

    /// The body in chunks of which a response's head was read.
    func readChunks() throws -> [UInt8] {
        var body: [UInt8] = []
        while true {
            var line = ""
            while !line.hasSuffix("\r\n") { line += String(decoding: try take(1), as: UTF8.self) }
            let size = Int(line.dropLast(), radix: 16) ?? 0
            body += try take(size)
            guard try take(2) == [13, 10] else { throw Failure(what: "a chunk does not end") }
            if size == 0 { return body }
        }
    }

    /// The head of a response that has no body.
    func skipHead() throws {
        var last: [UInt8] = []
        while last != [13, 10, 13, 10] { last = last.suffix(3) + (try take(1)) }
    }

    /// Reads to the end and forgets it.
    /// - Returns: how much came, and the most memory that the process had meanwhile.
    func readAway() throws -> (bytes: Int, peak: Int) {
        var piece = [UInt8](repeating: 0, count: 1 << 20)
        var bytes = buffer.count
        var (peak, next) = (0, 0)
        while true {
            let count = recv(socket, &piece, piece.count, 0)
            guard count >= 0 else { throw Failure(what: "receive: \(String(cString: strerror(errno)))") }
            if count == 0 { return (bytes, peak) }
            bytes += count
            if bytes >= next {
                peak = max(peak, ProcessUsage.now().residentBytes)
                next = bytes + (4 << 20)
            }
        }
    }

    /// One frame that is not fragmented: its first byte and its payload.
    func readFrame() throws -> (first: UInt8, payload: [UInt8]) {
        let head = try take(2)
        let wide = try take(head[1] == 126 ? 2 : head[1] == 127 ? 8 : 0)
        return (head[0], try take(wide.isEmpty ? Int(head[1]) : wide.reduce(0) { $0 << 8 | Int($1) }))
    }

    /// Asks for a WebSocket at `path`.
    func upgrade(_ path: String = "/") throws -> (status: Int, head: String, body: String) {
        try send(
            "GET \(path) HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
        return try readResponse()
    }
}

/// Runs what blocks on a thread of its own: neither Swift's pool nor Dispatch's grows while its threads block.
func offPool<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Swift.Result { try body() }) }
    }
}
