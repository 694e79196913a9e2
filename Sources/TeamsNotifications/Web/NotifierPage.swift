internal import HTTPKit
internal import TokenKit

/// The page of the service: files compiled into the program, which hold no data. Everything on it is a call of the API,
/// for which whoever looks at it has a key or a token.
package struct NotifierPage: Sendable {
    private struct File: Sendable {
        let bytes: [UInt8]
        let contentType: String
        let tag: String
    }

    private let files: [String: File]

    /// The page as it is compiled in.
    package init() { self.init(.notifierPage) }

    /// - Parameter files: by the path under which each is served, `/` for the page itself.
    init(_ files: [String: [UInt8]]) {
        self.files = Dictionary(
            uniqueKeysWithValues: files.map { path, bytes in
                let tag = "\"\(Base64URL.encode(Array(sha256(bytes).prefix(12))))\""
                return (path, File(bytes: bytes, contentType: Self.contentType(of: path), tag: tag))
            })
    }

    /// The file that is asked for; nil when it is none, or something else is to be done with it than to read it.
    func respond(to request: HTTP.Request) -> HTTP.Response? {
        guard let file = files[request.path], request.method == "GET" || request.method == "HEAD" else { return nil }
        // A browser asks each time whether the file is still the one that it has: a new program brings a new page.
        var fields: HTTP.Fields = ["Content-Type": file.contentType, "Cache-Control": "no-cache", "ETag": file.tag]
        for (name, value) in Self.safety { fields[name] = value }
        if request.fields.values("If-None-Match").contains(file.tag) {
            return HTTP.Response(status: 304, fields: fields)
        }
        return HTTP.Response(status: 200, fields: fields, body: file.bytes)
    }

    /// What the page may do: run its own scripts and call its own service. It is shown in no frame of others.
    static let safety: HTTP.Fields = [
        "Content-Security-Policy":
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
            + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    ]

    private static func contentType(of path: String) -> String {
        switch path.split(separator: ".").last.map(String.init) ?? "" {
        case "js": "text/javascript; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "svg": "image/svg+xml"
        default: "text/html; charset=utf-8"
        }
    }
}
