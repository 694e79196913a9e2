import Foundation
import TestSupport

/// A socket that says what a test wants and no more.
enum RawSocket {
    struct Failure: Error {
        let step: String
        let code = errno
    }

    /// A port that takes connections and answers nothing.
    struct Listener {
        let descriptor: CInt
        let port: Int
        func stop() { close(descriptor) }
    }

    static func silentListener() throws -> Listener {
        let descriptor = makeStreamSocket()
        guard descriptor >= 0 else { throw Failure(step: "socket") }
        var address = local(port: 0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        try withAddress(&address) { pointer in
            guard bind(descriptor, pointer, size) == 0, listen(descriptor, 8) == 0 else {
                throw Failure(step: "listen")
            }
            guard getsockname(descriptor, pointer, &size) == 0 else { throw Failure(step: "getsockname") }
        }
        return Listener(descriptor: descriptor, port: Int(UInt16(bigEndian: address.sin_port)))
    }

    /// Sends `bytes`, sends nothing more, and returns the status of the answer.
    static func status(port: Int, sending bytes: [UInt8]) async throws -> Int {
        // On a thread of its own: `read` blocks.
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try blockingStatus(port: port, sending: bytes) })
            }
        }
    }

    private static func blockingStatus(port: Int, sending bytes: [UInt8]) throws -> Int {
        let descriptor = makeStreamSocket()
        guard descriptor >= 0 else { throw Failure(step: "socket") }
        defer { close(descriptor) }
        guard connect(descriptor, toPort: port) else { throw Failure(step: "connect") }
        guard sendOnce(bytes, to: descriptor) == bytes.count else { throw Failure(step: "write") }
        var answer = [UInt8](repeating: 0, count: 256)
        let count = read(descriptor, &answer, answer.count)
        guard count > 0 else { throw Failure(step: "read") }
        let line = String(decoding: answer[..<count], as: UTF8.self).split(separator: " ", maxSplits: 2)
        return line.count > 1 ? Int(line[1]) ?? 0 : 0
    }

    private static func local(port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        return address
    }

    private static func withAddress(
        _ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>) throws -> Void
    ) throws {
        try withUnsafeMutablePointer(to: &address) { pointer in
            try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1, body)
        }
    }
}
