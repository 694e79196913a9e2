internal import Foundation

/// A part of a file on its way in.
struct FileBytes: Sendable, Equatable {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var count: Int { bytes.count }

    /// Roughly what it takes as base64.
    var cost: Int { count / 3 * 4 + 4 }

    /// `earlier` and these, as base64. Takes apart the last four characters of `earlier` alone.
    func appended(to earlier: String) -> String {
        guard earlier.hasSuffix("="), let rest = Data(base64Encoded: String(earlier.suffix(4))) else {
            return earlier + Data(bytes).base64EncodedString()
        }
        return earlier.dropLast(4) + (rest + bytes).base64EncodedString()
    }
}
