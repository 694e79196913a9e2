internal import Foundation
internal import HTTPKit

/// A file on its way out. Somebody else chose its bytes, its name and its type: a browser must never run it.
struct ServedFile: Sendable {
    let name: String
    let contentType: String
    let bytes: [UInt8]

    /// The types that a browser shows in place. None of them can hold a script.
    private static let shown: Set<String> = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"]

    init(_ file: StoredFile) {
        name = file.name
        contentType = file.contentType
        bytes = Data(base64Encoded: file.base64).map { Array($0) } ?? []
    }

    var response: HTTP.Response {
        let type = contentType.lowercased()
        let isShown = Self.shown.contains(type)
        return HTTP.Response(
            status: 200,
            fields: [
                "Content-Type": isShown ? type : "application/octet-stream",
                "Content-Disposition": "\(isShown ? "inline" : "attachment"); filename*=UTF-8''\(encodedName)",
                "X-Content-Type-Options": "nosniff",
                "Content-Security-Policy": "default-src 'none'; sandbox",
                "Cache-Control": "private, max-age=3600",
            ], body: bytes)
    }

    /// The name as RFC 8187 writes it.
    private var encodedName: String { name.prefix(200).percentEncoded }
}
