import Foundation
import Glibc
import JSONKit

/// A page's WebSocket: as much of RFC 6455 as a test needs to hear what the service says.
struct StreamClient: Sendable {
    /// The frames, in order.
    let frames: AsyncStream<JSONValue>
    private let socket: RawSocket

    struct Refused: Error {
        let head: String
    }

    /// Connects and waits for the answer to the handshake.
    static func open(port: Int, path: String, fields: [String] = []) async throws -> StreamClient {
        let socket = try RawSocket(port: port)
        let (frames, continuation) = AsyncStream.makeStream(of: JSONValue.self)
        let upgrade = [
            "Host: 127.0.0.1:\(port)", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        ]
        let head = await withCheckedContinuation { (answered: CheckedContinuation<String, Never>) in
            // A thread of its own: reads that block must not hold up the tasks that answer them.
            Thread.detachNewThread {
                socket.write((["GET \(path) HTTP/1.1"] + upgrade + fields).joined(separator: "\r\n") + "\r\n\r\n")
                answered.resume(returning: socket.readHead())
                while let frame = socket.readFrame() {
                    if let json = try? JSONValue(parsing: frame) { continuation.yield(json) }
                }
                continuation.finish()
            }
        }
        guard head.hasPrefix("HTTP/1.1 101") else {
            socket.hangUp()
            throw Refused(head: head)
        }
        return StreamClient(frames: frames, socket: socket)
    }

    /// Hangs up.
    func close() { socket.hangUp() }

    /// Frames up to and with the first that satisfies `isLast`.
    func frames(until isLast: (JSONValue) -> Bool) async -> [JSONValue] {
        var all: [JSONValue] = []
        for await frame in frames {
            all.append(frame)
            if isLast(frame) { break }
        }
        return all
    }
}

/// Sends a request as it stands and gives the head of the answer: for requests that no client would send.
func rawAnswer(port: Int, _ lines: [String]) async throws -> String {
    let socket = try RawSocket(port: port)
    return await withCheckedContinuation { answered in
        Thread.detachNewThread {
            socket.write(lines.joined(separator: "\r\n") + "\r\n\r\n")
            answered.resume(returning: socket.readHead())
            socket.hangUp()
        }
    }
}

/// A connection to a port of this machine. Calls block.
final class RawSocket: Sendable {
    private let descriptor: CInt

    struct NoConnection: Error {}

    init(port: Int) throws {
        descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw NoConnection() }
    }

    deinit { close(descriptor) }

    func hangUp() { shutdown(descriptor, CInt(SHUT_RDWR)) }

    func write(_ text: String) {
        _ = Array(text.utf8).withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    }

    /// Up to and with the empty line.
    func readHead() -> String {
        var bytes: [UInt8] = []
        while !bytes.suffix(4).elementsEqual([13, 10, 13, 10]), let byte = read(1)?.first { bytes.append(byte) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The payload of the next text frame; nil when the peer closes.
    func readFrame() -> [UInt8]? {
        while let head = read(2) {
            var length = Int(head[1] & 0x7f)
            if length > 125 {
                guard let more = read(length == 126 ? 2 : 8) else { return nil }
                length = more.reduce(0) { $0 << 8 | Int($1) }
            }
            guard let payload = read(length) else { return nil }
            switch head[0] & 0x0f {
            case 1: return payload
            case 8: return nil
            default: continue
            }
        }
        return nil
    }

    private func read(_ count: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count < count {
            var part = [UInt8](repeating: 0, count: count - bytes.count)
            let got = part.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
            guard got > 0 else { return nil }
            bytes += part.prefix(got)
        }
        return bytes
    }
}
