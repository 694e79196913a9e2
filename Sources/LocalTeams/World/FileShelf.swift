internal import Foundation

/// The files that people and bots attached, by id, and how much they take.
struct FileShelf: Sendable, Equatable {
    /// What all files take at most, in bytes, unless said otherwise. Files are kept as base64.
    static let standardMaxBytes = 256 << 20

    var maxBytes = standardMaxBytes
    private var files: [String: StoredFile] = [:]
    private(set) var bytes = 0

    subscript(id: String) -> StoredFile? {
        get { files[id] }
        set {
            bytes += (newValue?.cost ?? 0) - (files[id]?.cost ?? 0)
            files[id] = newValue
        }
    }

    /// - Throws: a refusal when there is no room for `files` beside those that are here.
    func checkRoom(for files: [SentFile]) throws(Refusal) {
        let more = files.reduce(0) { $0 + $1.stored.cost }
        guard bytes + more <= maxBytes else {
            throw Refusal(
                status: 413, code: "MessageSizeTooBig",
                message: "The files of this workspace would take more than \(maxBytes >> 20) MiB: "
                    + "make room with POST /_local/reset.")
        }
    }
}

extension StoredFile {
    /// Roughly what it takes, in bytes: an empty one something too.
    fileprivate var cost: Int { 256 + name.utf8.count + contentType.utf8.count + base64.utf8.count }
}

/// A file on its way in. It is looked at before the world is.
struct SentFile: Sendable, Equatable {
    /// Whoever has it can fetch the file.
    let id: String
    let name: String
    /// `image/png`: pictures are shown, other files offered.
    let contentType: String
    let base64: String
    let isBase64: Bool

    init(name: String, contentType: String, base64: String, id: String = Secret.hex()) {
        self.id = id
        self.name = name
        self.contentType = contentType
        self.base64 = base64
        isBase64 = Data(base64Encoded: base64) != nil
    }

    var stored: StoredFile { StoredFile(id: id, name: name, contentType: contentType, base64: base64) }
}
