internal import JSONKit

/// What an attached file is known by. Whoever has it can fetch the file.
struct FileID: Identifier {
    let rawValue: String

    init(rawValue: String) { self.rawValue = rawValue }
}
