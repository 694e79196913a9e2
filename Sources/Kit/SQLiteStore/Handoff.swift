/// Gives a handle to a thread, which closes it, and then unlocks the file, when it is done with it.
///
/// Sendable although it changes: the thread alone calls `use`, and once.
final class Handoff: @unchecked Sendable {
    private var handle: SQLiteHandle?
    private var lock: ExclusiveLock?

    init(_ handle: SQLiteHandle, _ lock: ExclusiveLock? = nil) {
        self.handle = handle
        self.lock = lock
    }

    func use(_ body: (SQLiteHandle) -> Void) {
        if let handle { body(handle) }
        handle = nil
        lock = nil
    }
}
