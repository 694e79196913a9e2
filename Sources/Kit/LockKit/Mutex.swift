// Mutexes and atomics: those of the standard library. A build for ThreadSanitizer has a mutex that the sanitizer sees.
@_exported public import Synchronization

#if THREAD_SANITIZER
    internal import Foundation

    /// Has the shape of the standard library's mutex, which takes its lock with a system call that ThreadSanitizer does
    /// not know, so that everything behind it looks like a race. This one is a pthread mutex.
    ///
    /// `@unchecked`: the value is touched by the initialiser, by ``withLock(_:)`` while the lock is held, and by
    /// `deinit`, when nobody else has the mutex any more. Lock and value have an address of their own, which does not
    /// move.
    public struct Mutex<Value: ~Copyable>: ~Copyable, @unchecked Sendable {
        private let lock: UnsafeMutablePointer<pthread_mutex_t>
        private let value: UnsafeMutablePointer<Value>

        /// A mutex that holds `initialValue`, unlocked.
        public init(_ initialValue: consuming sending Value) {
            lock = .allocate(capacity: 1)
            pthread_mutex_init(lock, nil)
            value = .allocate(capacity: 1)
            value.initialize(to: initialValue)
        }

        deinit {
            pthread_mutex_destroy(lock)
            lock.deallocate()
            value.deinitialize(count: 1)
            value.deallocate()
        }

        /// Runs `body` with the value, while nobody else does.
        public borrowing func withLock<Result: ~Copyable, E: Error>(
            _ body: (inout sending Value) throws(E) -> sending Result
        ) throws(E) -> sending Result {
            pthread_mutex_lock(lock)
            defer { pthread_mutex_unlock(lock) }
            return try body(&value.pointee)
        }
    }
#endif
