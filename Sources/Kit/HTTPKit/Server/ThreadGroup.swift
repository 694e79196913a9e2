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
