internal import HTTPKit
internal import TokenKit

/// The files of the page, compiled into the program.
struct PageFiles: Sendable {
    private struct File: Sendable {
        let bytes: [UInt8]
        let contentType: String
        let tag: String
    }

    private let files: [String: File]

    /// - Parameter files: by the path under which each is served, `/` for the page itself.
    init(_ files: [String: [UInt8]]) {
        self.files = Dictionary(
            uniqueKeysWithValues: files.map { path, bytes in
                let file = File(
                    bytes: bytes, contentType: Self.contentType(of: path),
                    tag: "\"\(Base64URL.encode(Array(sha256(bytes).prefix(12))))\"")
                return (path, file)
            })
    }

    /// The file at `path`; nil when there is none.
    func respond(to request: HTTP.Request) -> HTTP.Response? {
        guard let file = files[request.path] else { return nil }
        guard request.method == "GET" || request.method == "HEAD" else {
            return HTTP.Response(status: 405, fields: ["Allow": "GET, HEAD"])
        }
        // A browser asks each time whether the file is still the one that it has: a new program brings a new page.
        var fields: HTTP.Fields = [
            "Content-Type": file.contentType, "Cache-Control": "no-cache", "ETag": file.tag,
        ]
        for (name, value) in Self.safety { fields[name] = value }
        if request.fields.values("If-None-Match").contains(file.tag) {
            return HTTP.Response(status: 304, fields: fields)
        }
        return HTTP.Response(status: 200, fields: fields, body: file.bytes)
    }

    /// What the page may do: run its own scripts, call its own service, show pictures. Cards may bring pictures from
    /// anywhere on the web, where the reader asks for them; nothing else comes from outside.
    static let safety: HTTP.Fields = [
        "Content-Security-Policy":
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "img-src 'self' data: blob: http: https:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Resource-Policy": "same-origin",
    ]

    private static func contentType(of path: String) -> String {
        switch path.split(separator: ".").last.map(String.init) ?? "" {
        case "js": "text/javascript; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "json": "application/json; charset=utf-8"
        default: "text/html; charset=utf-8"
        }
    }
}
