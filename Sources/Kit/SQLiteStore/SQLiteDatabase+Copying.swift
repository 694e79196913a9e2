internal import Foundation
internal import SQLCore
internal import ServiceKit

extension SQLiteDatabase {
    /// Copies the database at `path` into a new file, as it is at one moment, also while others write to it: they wait
    /// for nothing. The copy is looked through, and is on the disk when this returns; its owner alone can read it.
    ///
    /// - Returns: how many bytes the copy has.
    /// - Throws: an error that names the path and says what to do: there is no database, something stands at `target`
    ///   already, there is no room.
    package static func copy(_ path: String, to target: String) async throws -> Int {
        try await withCheckedThrowingContinuation { continuation in
            do throws(OwnThread.Failure) {
                try OwnThread.start(name: "copy") {
                    continuation.resume(with: Result { try DatabaseCopy(path: path, target: target).make() })
                }
            } catch {
                continuation.resume(
                    throwing: StoreError(.failed, "the system has no thread for the copy: \(error)"))
            }
        }
    }
}

/// A copy in the making: under another name until it is whole.
private struct DatabaseCopy {
    let path: String
    let target: String
    private var part: String { target + ".part" }

    func make() throws -> Int {
        guard FileManager.default.fileExists(atPath: path) else {
            throw StoreError(.cannotOpen, "there is no \(path)")
        }
        // What is left of a database that stood there would be taken for a part of the copy.
        for name in [target, target + "-wal", target + "-journal"] where FileManager.default.fileExists(atPath: name) {
            throw StoreError(.cannotOpen, "\(name) is there already; move it away, or choose another name")
        }
        let descriptor = open(part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(part) }
        defer { close(descriptor) }
        var isWhole = false
        defer { if !isWhole { unlink(part) } }
        try SQLiteHandle(path: path).execute("VACUUM INTO ?", [.text(part)])
        try check()
        guard fsync(descriptor) == 0, link(part, target) == 0 else { throw failure(target) }
        isWhole = true
        unlink(part)
        try syncFolder()
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure(target) }
        return Int(status.st_size)
    }

    private func check() throws(StoreError) {
        let found = try SQLiteHandle(path: part).rows("PRAGMA quick_check(1)").first?[0].stringValue
        guard found == "ok" else {
            throw StoreError(
                .notADatabase, "\(path) is damaged, and so would be its copy: \(found ?? "it cannot be looked through")"
            )
        }
    }

    /// The name of the file lasts too.
    private func syncFolder() throws(StoreError) {
        let folder = URL(filePath: target).deletingLastPathComponent().path(percentEncoded: false)
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(folder) }
    }

    private func failure(_ path: String) -> StoreError {
        StoreError(
            errno == ENOSPC ? .full : .cannotOpen, "\(path) cannot be written: \(String(cString: strerror(errno)))")
    }
}
