internal import Foundation
internal import JSONKit

/// A file of keys: one a line.
///
/// A line is either `name:scope:<SHA-256 in hexadecimal digits>`, or the key itself, which then may do everything.
/// Empty lines and lines that begin with `#` do not count.
package struct APIKeyFile: Sendable, Hashable {
    /// What is wrong with the file, in one line; never what stands in it.
    package struct Problem: Error, Hashable, CustomStringConvertible {
        package let description: String
    }

    /// No file of keys is longer.
    private static let maxBytes = 1 << 20
    /// A shorter key can be guessed.
    private static let shortKey = 16

    package let keys: [APIKey]
    /// Lines with keys that are too short to be safe.
    package let shortLines: [Int]

    /// Reads the text of a file.
    package init(text: String) throws(Problem) {
        var keys: [APIKey] = []
        var shortLines: [Int] = []
        var names: Set<String> = []
        // By bytes: a carriage return and a line feed are one character.
        for (place, line) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            let line = Self.trimmed(String(Substring(line)))
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            guard let key = APIKey(line: line) else {
                guard line.utf8.allSatisfy({ 0x20 < $0 && $0 < 0x7F }) else {
                    throw Problem(
                        description: "line \(place + 1): a key has printable ASCII characters, without blanks")
                }
                if line.utf8.count < Self.shortKey { shortLines.append(place + 1) }
                keys.append(APIKey(name: "line-\(place + 1)", scope: .admin, secret: line))
                continue
            }
            guard names.insert(key.name).inserted else {
                throw Problem(description: "line \(place + 1): the name \(key.name) stands twice")
            }
            keys.append(key)
        }
        self.keys = keys
        self.shortLines = shortLines
    }

    /// Reads the file at `path`.
    package init(path: String) throws(Problem) {
        guard let file = FileHandle(forReadingAtPath: path),
            let bytes = try? file.read(upToCount: Self.maxBytes + 1) ?? Data()
        else { throw Problem(description: "the key file '\(path)' cannot be read") }
        guard bytes.count <= Self.maxBytes else {
            throw Problem(description: "the key file '\(path)' has more than \(Self.maxBytes) bytes")
        }
        do throws(Problem) {
            try self.init(text: String(decoding: bytes, as: UTF8.self))
        } catch {
            throw Problem(description: "the key file '\(path)', \(error)")
        }
    }

    private static func trimmed(_ line: String) -> String {
        let blanks: Set<Character> = [" ", "\t", "\r", "\u{FEFF}"]
        return String(line.drop { blanks.contains($0) }.reversed().drop { blanks.contains($0) }.reversed())
    }
}
