extension HTTP.ClientRequest {
    /// What the transport says itself, whatever the caller set.
    private static let own = ["content-length", "transfer-encoding", "connection", "expect", "host"]

    /// The caller's fields without those that the transport says itself.
    var ownFields: HTTP.Fields {
        var kept = HTTP.Fields()
        for line in fields.lines where !Self.own.contains(where: line.name.equalsIgnoringCase) {
            kept.append(lawful: line.name, line.value)
        }
        return kept
    }

    /// Where it goes, once all is known to be usable.
    /// - Throws: `badRequest` for a method or a field's name that is none, `badURL` for an address that is none.
    func destination() throws(HTTPTransportError) -> HTTP.Address {
        guard method.isToken else { throw HTTPTransportError(.badRequest, "the method is no HTTP method") }
        guard !fields.hasUnusableName else { throw HTTPTransportError(.badRequest, "a field has no usable name") }
        do {
            return try HTTP.Address(url)
        } catch {
            throw HTTPTransportError(.badURL, "the address \(error.reason)")
        }
    }

    /// The header as libcurl wants it: `Name: value`, `Name;` for an empty value, `Name:` for a field of its own that
    /// is not to be sent.
    func headerLines(userAgent: String?) -> [String] {
        var lines = ["Expect:"]  // else a large body waits a second for a 100 that never comes
        if fields["Accept"] == nil { lines.append("Accept:") }
        if fields["Content-Type"] == nil { lines.append("Content-Type:") }
        var sent = ownFields
        if let userAgent, sent["User-Agent"] == nil { sent["User-Agent"] = userAgent }
        for (name, value) in sent { lines.append(Self.line(name, value)) }
        return lines
    }

    private static func line(_ name: String, _ value: String) -> String {
        let isBlank = value.utf8.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        return isBlank ? "\(name);" : "\(name): \(value)"
    }
}
