import Foundation
import Glibc

/// A connection to a port of this machine, for what no client would send. Its calls do not hold up tasks.
final class RawConnection: Sendable {
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

    /// Sends a head, then as much of `body` as the other side takes, and reads the first line of the answer.
    func statusLine(_ lines: [String], body: [UInt8] = []) async -> String {
        await withCheckedContinuation { done in
            Thread.detachNewThread { [self] in
                write(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8))
                if !body.isEmpty { write(body) }
                done.resume(returning: readLine())
            }
        }
    }

    private func write(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            sent += count
        }
    }

    private func readLine() -> String {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while recv(descriptor, &byte, 1, 0) == 1, byte != 13 { bytes.append(byte) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
