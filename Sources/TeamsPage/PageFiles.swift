package import HTTPKit
internal import TokenKit

/// The files of a page, compiled into the program, as a browser gets them.
package struct PageFiles: Sendable {
    private struct File: Sendable {
        let bytes: [UInt8]
        let contentType: String
        let tag: String
    }

    private let files: [String: File]
    private let safety: HTTP.Fields

    /// - Parameters:
    ///   - files: by the path under which each is served, `/` for the page itself. Those that pages share stand beside
    ///     them.
    ///   - pictures: where the page may show pictures from beside its own server and its own text, as a content
    ///     security policy has it.
    package init(_ files: [String: [UInt8]], pictures: String = "") {
        self.files = Dictionary(
            uniqueKeysWithValues: files.map { path, bytes in
                let tag = "\"\(Base64URL.encode(Array(sha256(bytes).prefix(12))))\""
                return (path, File(bytes: bytes, contentType: Self.contentType(of: path), tag: tag))
            })
        safety = Self.safety(pictures: pictures)
    }

    /// The file at the request's path; nil when there is none.
    package func respond(to request: HTTP.Request) -> HTTP.Response? {
        guard let file = files[request.path] else { return nil }
        guard request.method == "GET" || request.method == "HEAD" else {
            return HTTP.Response(status: 405, fields: ["Allow": "GET, HEAD"])
        }
        // A browser asks each time whether the file is still the one that it has: a new program brings a new page.
        var fields: HTTP.Fields = ["Content-Type": file.contentType, "Cache-Control": "no-cache", "ETag": file.tag]
        for (name, value) in safety { fields[name] = value }
        if request.fields.values("If-None-Match").contains(file.tag) {
            return HTTP.Response(status: 304, fields: fields)
        }
        return HTTP.Response(status: 200, fields: fields, body: file.bytes)
    }

    /// What a page may do: run its own scripts, call its own service, show pictures. It is shown in no frame of others.
    private static func safety(pictures: String) -> HTTP.Fields {
        let sources = (["'self'", "data:"] + (pictures.isEmpty ? [] : [pictures])).joined(separator: " ")
        return [
            "Content-Security-Policy":
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src \(sources); connect-src 'self'; "
                + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Resource-Policy": "same-origin",
        ]
    }

    private static func contentType(of path: String) -> String {
        switch path.split(separator: ".").last.map(String.init) ?? "" {
        case "js": "text/javascript; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "svg": "image/svg+xml"
        default: "text/html; charset=utf-8"
        }
    }
}
