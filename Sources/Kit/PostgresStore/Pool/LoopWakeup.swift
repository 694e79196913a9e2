internal import Foundation
internal import SQLCore

/// A pipe whose reading end a thread waits for, and which any thread makes readable.
final class LoopWakeup: Sendable {
    /// What becomes readable.
    let descriptor: CInt
    private let end: CInt

    init() throws(StoreError) {
        var ends: [CInt] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw StoreError(.failed, "the system has no descriptors left for the database's connections")
        }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (descriptor, end) = (ends[0], ends[1])
    }

    deinit {
        close(descriptor)
        close(end)
    }

    /// Makes it readable. A pipe that is full is readable already.
    func signal() {
        var byte: UInt8 = 1
        _ = write(end, &byte, 1)
    }

    func clear() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(descriptor, &bytes, bytes.count) == bytes.count {}
    }
}
