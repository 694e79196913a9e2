extension HTTP.ClientRequest {
    /// What the transport says itself, whatever the caller set.
    private static let own = ["content-length", "transfer-encoding", "connection", "expect", "host"]

    /// The header as libcurl wants it: `Name: value`, `Name;` for an empty value, `Name:` for a field of its own that
    /// is not to be sent.
    func headerLines(userAgent: String?) throws(HTTPTransportError) -> [String] {
        var lines = ["Expect:"]  // else a large body waits a second for a 100 that never comes
        if fields["Accept"] == nil { lines.append("Accept:") }
        if fields["Content-Type"] == nil { lines.append("Content-Type:") }
        if let userAgent, fields["User-Agent"] == nil { lines.append(Self.line("User-Agent", userAgent)) }
        for (name, value) in fields where !Self.own.contains(where: name.equalsIgnoringCase) {
            guard name.isToken else { throw HTTPTransportError(.badRequest, "a field has no usable name") }
            lines.append(Self.line(name, value))
        }
        return lines
    }

    /// A control character, which could begin another line, becomes a space.
    private static func line(_ name: String, _ value: String) -> String {
        let isClean = value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
        let bytes = isClean ? Array(value.utf8) : value.utf8.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }
        guard bytes.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { return "\(name);" }
        return "\(name): \(String(decoding: bytes, as: UTF8.self))"
    }
}

extension String {
    /// Whether it is a token: the alphabet of methods and field names.
    /// - SeeAlso: [RFC 9110 §5.6.2](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2)
    var isToken: Bool {
        !isEmpty
            && utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
    }
}
