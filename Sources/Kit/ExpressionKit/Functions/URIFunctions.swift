/// The parts of an absolute URI.
enum URIFunctions {
    static let table = [
        part("uriHost") { .string($0.host) },
        part("uriPath") { .string($0.path) },
        part("uriPathAndQuery") { .string($0.path + $0.query) },
        part("uriPort") { $0.port.map(Value.int) ?? .empty },
        part("uriQuery") { .string($0.query) },
        part("uriScheme") { .string($0.scheme) },
    ]

    private static func part(_ name: String, _ read: @escaping @Sendable (AbsoluteURI) -> Value) -> Builtin {
        Builtin(name, 1) { (_, arguments) throws(Failure) in
            guard let uri = AbsoluteURI(try arguments.string(0)) else {
                throw arguments.failure(0, "an absolute URI such as https://contoso.com/a?b=c")
            }
            return read(uri)
        }
    }
}

/// An absolute URI, cut into its parts.
///
/// - SeeAlso: [RFC 3986](https://www.rfc-editor.org/rfc/rfc3986); the port of a scheme that has a usual one is that,
///   when none is written, as in .NET.
struct AbsoluteURI: Sendable {
    let scheme: String
    let host: String
    let port: Int?
    /// Begins with `/`.
    let path: String
    /// With its `?`; empty when there is none.
    let query: String

    private static let ports = ["http": 80, "https": 443, "ws": 80, "wss": 443, "ftp": 21]

    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7F }),
            Self.isScheme(bytes[..<colon])
        else { return nil }
        scheme = String(decoding: bytes[..<colon], as: UTF8.self).lowercased()
        var rest = bytes[(colon + 1)...].prefix { $0 != UInt8(ascii: "#") }
        var authority: ArraySlice<UInt8> = []
        if rest.starts(with: "//".utf8) {
            rest = rest.dropFirst(2)
            authority = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
            rest = rest.dropFirst(authority.count)
            guard !authority.isEmpty || scheme == "file" else { return nil }
        }
        if let user = authority.lastIndex(of: UInt8(ascii: "@")) { authority = authority[(user + 1)...] }
        let usual = Self.ports[scheme]
        let afterBracket = authority.lastIndex(of: UInt8(ascii: "]")) ?? authority.startIndex
        if let mark = authority[afterBracket...].lastIndex(of: UInt8(ascii: ":")) {
            let digits = authority[(mark + 1)...]
            guard digits.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) else { return nil }
            let number = UInt16(String(decoding: digits, as: UTF8.self))
            guard digits.isEmpty || number != nil else { return nil }
            port = number.map(Int.init) ?? usual
            authority = authority[..<mark]
        } else {
            port = usual
        }
        host = String(decoding: authority, as: UTF8.self).lowercased()
        let mark = rest.firstIndex(of: UInt8(ascii: "?")) ?? rest.endIndex
        path = rest[..<mark].isEmpty && !host.isEmpty ? "/" : String(decoding: rest[..<mark], as: UTF8.self)
        query = rest[mark...].count > 1 ? String(decoding: rest[mark...], as: UTF8.self) : ""
    }

    private static func isScheme(_ bytes: ArraySlice<UInt8>) -> Bool {
        func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }
        guard let first = bytes.first, isLetter(first) else { return false }
        return bytes.allSatisfy { isLetter($0) || "0123456789+-.".utf8.contains($0) }
    }
}
