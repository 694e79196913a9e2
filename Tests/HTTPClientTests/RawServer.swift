import Foundation
import LockKit
import TestSupport

/// A server of plain sockets that does to each connection what the test says: on threads, since it blocks.
final class RawServer: Sendable {
    let port: Int
    private let listener: CInt
    private let accepted = Atomic(0)
    private let seen = Mutex<[String]>([])

    /// Calls `serve` with each connection and its number, from 0, on a thread of its own; the connection closes after.
    init(_ serve: @escaping @Sendable (RawConnection, Int) -> Void) {
        listener = makeStreamSocket()
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = listener
        port = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                precondition(bind(descriptor, pointer, length) == 0 && listen(descriptor, 512) == 0)
                getsockname(descriptor, pointer, &length)
                return Int(UnsafeRawPointer(pointer).load(as: sockaddr_in.self).sin_port.bigEndian)
            }
        }
        Thread.detachNewThread { [self] in
            while true {
                let connection = acceptConnection(descriptor)
                if connection < 0 {
                    // Here alone: closed by another thread, its number could be another socket's by now.
                    close(descriptor)
                    return
                }
                let number = accepted.add(1, ordering: .relaxed).oldValue
                Thread.detachNewThread { [self] in
                    let keep: @Sendable (String) -> Void = { [self] text in seen.withLock { $0.append(text) } }
                    serve(RawConnection(descriptor: connection, keep: keep), number)
                    close(connection)
                }
            }
        }
    }

    /// How many connections there were.
    var connectionCount: Int { accepted.load(ordering: .relaxed) }
    /// The requests as received.
    var requests: [String] { seen.withLock { $0 } }

    func url(_ path: String = "/") -> String { "http://127.0.0.1:\(port)\(path)" }

    /// Ends the thread that accepts, which closes the socket.
    func stop() {
        shutdown(listener, CInt(SHUT_RDWR))
    }
}

struct RawConnection: Sendable {
    let descriptor: CInt
    let keep: @Sendable (String) -> Void

    /// The next request with its body (by `Content-Length`), or `nil` when the client has closed.
    func readRequest() -> String? {
        var bytes: [UInt8] = []
        while true {
            if let request = whole(bytes) {
                keep(request)
                return request
            }
            var piece = [UInt8](repeating: 0, count: 65536)
            let count = recv(descriptor, &piece, piece.count, 0)
            guard count > 0 else { return nil }
            bytes += piece.prefix(count)
        }
    }

    func send(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = sendOnce(rest, to: descriptor)
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    func respond(_ body: String, status: String = "200 OK", fields: String = "") {
        send("HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(fields)\r\n\(body)")
    }

    /// Says that nothing more comes, to the client's kernel by the time that it returns.
    func close() {
        shutdown(descriptor, CInt(SHUT_RDWR))
    }

    /// Returns when the client has closed.
    func waitForClose() {
        var byte: UInt8 = 0
        while recv(descriptor, &byte, 1, 0) > 0 {}
    }

    /// Sends one byte, and a little later returns whether the client is still there.
    func drip() -> Bool {
        var event = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let isOver = poll(&event, 1, 20) != 0
        return !isOver && sendOnce("a".utf8, to: descriptor) == 1
    }

    private func whole(_ bytes: [UInt8]) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
        let head = text[..<end.lowerBound]
        let length = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.split(separator: " ").last ?? "") }
        return text[end.upperBound...].utf8.count >= length ?? 0 ? text : nil
    }
}
