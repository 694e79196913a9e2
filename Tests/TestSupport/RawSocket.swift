internal import Foundation

/// A connection to a port of this machine, for what no client would send. Its calls block: use them on a thread of
/// their own.
public final class RawSocket: Sendable {
    private let descriptor: CInt

    /// Nothing listens there.
    public struct NoConnection: Error {}

    /// Connects.
    public init(port: Int) throws {
        descriptor = makeStreamSocket()
        guard connect(descriptor, toPort: port) else { throw NoConnection() }
    }

    deinit { close(descriptor) }

    /// Sends a head, then as much of `body` as the other side takes, and gives the first line of the answer. Does not
    /// block the caller.
    public func statusLine(_ lines: [String], body: [UInt8] = []) async -> String {
        await withCheckedContinuation { done in
            Thread.detachNewThread { [self] in
                write(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)
                done.resume(returning: readLine())
            }
        }
    }

    /// Ends the conversation: reads return.
    public func hangUp() { shutdown(descriptor, CInt(SHUT_RDWR)) }

    /// Writes as much as the other side takes.
    public func write(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let count = sendOnce(bytes[sent...], to: descriptor)
            guard count > 0 else { return }
            sent += count
        }
    }

    /// Up to the end of a line.
    public func readLine() -> String {
        var bytes: [UInt8] = []
        while let byte = read(1)?.first, byte != UInt8(ascii: "\r") { bytes.append(byte) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Up to and with the empty line.
    public func readHead() -> String {
        var bytes: [UInt8] = []
        while !bytes.suffix(4).elementsEqual([13, 10, 13, 10]), let byte = read(1)?.first { bytes.append(byte) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// So many bytes; nil when the other side ends before.
    public func read(_ count: Int) -> [UInt8]? {
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
