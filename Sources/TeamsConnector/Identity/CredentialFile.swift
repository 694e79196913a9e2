internal import Foundation

/// A file with something that proves the bot. It is read whenever it is needed, once an hour or so, since such files
/// are replaced while the bot runs.
struct CredentialFile: Sendable, Hashable {
    let path: String

    /// Why it cannot be used, for people.
    struct Problem: Error, Hashable {
        let reason: String
    }

    /// The text in it.
    /// - Parameters:
    ///   - maxBytes: a longer one is none.
    ///   - wanted: what it should be, for the error.
    func text(maxBytes: Int, wanted: String) throws(Problem) -> String {
        let data: Data
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? file.close() }
            data = try file.read(upToCount: maxBytes + 1) ?? Data()
        } catch {
            throw Problem(reason: "the file '\(path)' cannot be read: is it there, and may the bot read it?")
        }
        guard data.count <= maxBytes else {
            throw Problem(reason: "the file '\(path)' is longer than \(maxBytes) bytes; it must be \(wanted)")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw Problem(reason: "the file '\(path)' is no text; it must be \(wanted)")
        }
        return text
    }
}
