internal import Foundation
internal import SQLCore

/// Which file stood at a path when it was opened. A file that was removed or replaced underneath takes writes without
/// complaint, and they are gone with the process.
struct FilePlace: Sendable {
    private let path: String
    private let file: FileNumber?
    private let log: FileNumber?

    private struct FileNumber: Equatable {
        let device: UInt64
        let inode: UInt64

        init?(_ path: String) {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            device = UInt64(status.st_dev)
            inode = UInt64(status.st_ino)
        }
    }

    /// The file and its log as they are now.
    init(_ path: String) {
        self.path = path
        file = FileNumber(path)
        log = FileNumber(path + "-wal")
    }

    /// - Throws: `cannotOpen` when another file stands there, or none.
    func check() throws(StoreError) {
        guard let file, FileNumber(path) == file else {
            throw StoreError(
                .cannotOpen, "\(path) was removed or replaced while it was open; put it back, or start again")
        }
        guard let log, FileNumber(path + "-wal") != log else { return }
        throw StoreError(
            .cannotOpen, "\(path)-wal was removed or replaced while it was open; put it back, or start again")
    }
}
