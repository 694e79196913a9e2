internal import Glibc
internal import LockKit

/// Counts threads; tells when the last one has ended.
final class ThreadGroup: Sendable {
    private let state: Mutex<(left: Int, failure: HTTPServerError?)>
    private let ended: @Sendable (HTTPServerError?) -> Void

    init(count: Int, ended: @escaping @Sendable (HTTPServerError?) -> Void) {
        state = Mutex((count, nil))
        self.ended = ended
    }

    /// One has ended, or never came to be.
    func leave(_ failure: HTTPServerError? = nil) {
        let last: HTTPServerError?? = state.withLock { state in
            state.left -= 1
            if let failure { state.failure = failure }
            return state.left == 0 ? .some(state.failure) : nil
        }
        if let last { ended(last) }
    }
}

/// The thread of one event loop.
///
/// The object is passed to the thread retained, and the thread's function, which runs exactly once, takes that
/// reference over; when no thread comes to be, it is released here.
final class LoopThread {
    private let loop: EventLoop
    private let group: ThreadGroup

    private init(_ loop: EventLoop, _ group: ThreadGroup) {
        self.loop = loop
        self.group = group
    }

    static func start(_ loop: EventLoop, in group: ThreadGroup) -> Bool {
        let context = Unmanaged.passRetained(LoopThread(loop, group))
        var thread = pthread_t()
        guard pthread_create(&thread, nil, runLoopThread, context.toOpaque()) == 0 else {
            context.release()
            return false
        }
        pthread_detach(thread)
        return true
    }

    fileprivate func run() {
        loop.run()
        group.leave()
    }
}

private func runLoopThread(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let context { Unmanaged<LoopThread>.fromOpaque(context).takeRetainedValue().run() }
    return nil
}
