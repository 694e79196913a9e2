internal import Foundation

/// A file on its way in. It is looked at before the world is.
struct SentFile: Sendable, Equatable {
    /// Whoever has it can fetch the file.
    let id: FileID
    let name: String
    /// `image/png`: pictures are shown, other files offered.
    let contentType: String
    let base64: String
    let isBase64: Bool

    init(name: String, contentType: String, base64: String, id: FileID = FileID(rawValue: Secret.hex())) {
        self.id = id
        self.name = name
        self.contentType = contentType
        self.base64 = base64
        isBase64 = Data(base64Encoded: base64) != nil
    }

    var stored: StoredFile { StoredFile(id: id, name: name, contentType: contentType, base64: base64) }
}
