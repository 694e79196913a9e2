import Foundation

/// A folder that goes with the object.
final class StoreFolder: Sendable {
    let path: String

    init() {
        let folder = FileManager.default.temporaryDirectory.appending(path: "notifications-\(UUID().uuidString)")
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.path(percentEncoded: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String = "notifications.db") -> String { "\(path)/\(name)" }
}
