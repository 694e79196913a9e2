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

    /// The name as RFC 8187 writes it: everything but letters and digits is percent-encoded.
    private var encodedName: String {
        name.prefix(200).utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
                String(UnicodeScalar(byte))
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }
}
