internal import CLibSystem

/// Something that one thread's poller watches, and that other threads make readable.
final class Wakeup: Sendable {
    /// What becomes readable.
    let descriptor: CInt
    private let end: CInt

    /// - Throws: when the system has no descriptor left.
    init() throws(HTTPServerError) {
        var (readable, end): (CInt, CInt) = (-1, -1)
        let status = csystem_make_wakeup(&readable, &end)
        guard status == 0 else { throw HTTPServerError.system("make an event descriptor", errno: -status) }
        descriptor = readable
        self.end = end
    }

    deinit { csystem_close_wakeup(descriptor, end) }

    /// Makes it readable, for good until it is cleared. Never waits.
    func signal() { csystem_wake(end) }

    /// Makes it unreadable again.
    func clear() { csystem_clear_wakeup(descriptor) }
}
