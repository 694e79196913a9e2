internal import Foundation
internal import SQLCore

/// A lock on a file beside the database, which the system takes back when the process ends, however it ends.
///
/// Not on the database itself: closing any descriptor of that file would drop SQLite's own locks on it.
final class ExclusiveLock: Sendable {
    private let descriptor: CInt

    init(databasePath path: String) throws(StoreError) {
        descriptor = open(path + "-lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw StoreError(
                .cannotOpen, "\(path) cannot be opened or made: check that its folder exists and may be written")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {  // `deinit` closes the file, also now
            throw StoreError(.inUse, "\(path) is in use by another process; end that one, or choose another path")
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }
}
