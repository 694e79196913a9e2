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
        guard let colon = text.firstIndex(of: ":"), text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
            return nil
        }
        scheme = text[..<colon].lowercased()
        let schemeBytes = Array(scheme.utf8)
        guard let first = schemeBytes.first, first >= UInt8(ascii: "a"), first <= UInt8(ascii: "z"),
            schemeBytes.allSatisfy({ byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"),
                    UInt8(ascii: "-"), UInt8(ascii: "."):
                    true
                default: false
                }
            })
        else { return nil }
        var rest = text[text.index(after: colon)...]
        if let fragment = rest.firstIndex(of: "#") { rest = rest[..<fragment] }
        var authority: Substring = ""
        if rest.hasPrefix("//") {
            rest = rest.dropFirst(2)
            authority = rest.prefix { $0 != "/" && $0 != "?" }
            rest = rest.dropFirst(authority.count)
            guard !authority.isEmpty || scheme == "file" else { return nil }
        }
        if let user = authority.lastIndex(of: "@") { authority = authority[authority.index(after: user)...] }
        let afterBracket = authority.lastIndex(of: "]") ?? authority.startIndex
        if let mark = authority[afterBracket...].lastIndex(of: ":") {
            let digits = authority[authority.index(after: mark)...]
            guard digits.isEmpty || UInt16(digits) != nil else { return nil }
            host = authority[..<mark].lowercased()
            port = UInt16(digits).map(Int.init) ?? Self.ports[scheme]
        } else {
            host = authority.lowercased()
            port = Self.ports[scheme]
        }
        let mark = rest.firstIndex(of: "?") ?? rest.endIndex
        path = rest[..<mark].isEmpty && !host.isEmpty ? "/" : String(rest[..<mark])
        query = rest[mark...].count > 1 ? String(rest[mark...]) : ""
    }
}
