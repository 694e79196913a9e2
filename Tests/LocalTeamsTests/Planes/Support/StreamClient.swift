import Foundation
import JSONKit
import TestSupport

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
                socket.write(
                    Array(((["GET \(path) HTTP/1.1"] + upgrade + fields).joined(separator: "\r\n") + "\r\n\r\n").utf8))
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
            socket.write(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8))
            answered.resume(returning: socket.readHead())
            socket.hangUp()
        }
    }
}

extension RawSocket {
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
}
