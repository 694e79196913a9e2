internal import Foundation

/// Starts threads of our own, for what must not hold one of those that tasks run on.
package enum OwnThread {
    /// Why there is no thread.
    package struct Failure: Error, Hashable, CustomStringConvertible {
        /// What the system says: `EAGAIN` when there are as many as there may be.
        package let errno: CInt

        /// The system's phrase for it.
        package var description: String { unsafe String(cString: strerror(errno)) }
    }

    /// Runs `body` on a thread of its own, which ends with it.
    ///
    /// - Parameters:
    ///   - name: what debuggers call the thread; Linux shows 15 bytes of it.
    ///   - stackBytes: how deep it may call. The system's own default differs between systems.
    package static func start(
        name: String, stackBytes: Int = 8 << 20, _ body: @escaping @Sendable () -> Void
    ) throws(Failure) {
        let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
        defer { unsafe attributes.deallocate() }
        var status = unsafe pthread_attr_init(attributes)
        guard status == 0 else { throw Failure(errno: status) }
        defer { unsafe pthread_attr_destroy(attributes) }
        unsafe pthread_attr_setdetachstate(attributes, CInt(PTHREAD_CREATE_DETACHED))
        unsafe pthread_attr_setstacksize(attributes, stackBytes)
        // The thread's function, which runs once, takes the reference over; when no thread comes to be, it is released
        // here.
        let work = unsafe Unmanaged.passRetained(ThreadWork(name: name, body: body))
        #if canImport(Darwin)
            var thread: pthread_t?
        #else
            var thread = pthread_t()
        #endif
        status = unsafe pthread_create(&thread, attributes, { unsafe runOwnThread($0) }, work.toOpaque())
        guard status == 0 else {
            unsafe work.release()
            throw Failure(errno: status)
        }
    }
}

/// What a thread is to do.
private final class ThreadWork: Sendable {
    let name: String
    let body: @Sendable () -> Void

    init(name: String, body: @escaping @Sendable () -> Void) {
        self.name = name
        self.body = body
    }
}

private func runOwnThread(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context = unsafe context else { return nil }
    let work = unsafe Unmanaged<ThreadWork>.fromOpaque(context).takeRetainedValue()
    Thread.current.name = work.name
    work.body()
    return nil
}
