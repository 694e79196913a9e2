extension HTTP.Response {
    /// Whether the status is one that a response can have.
    var hasStatus: Bool { (200...599).contains(status) }

    /// Whether HTTP lets a response with this status have a body.
    /// - SeeAlso: [RFC 9110 §6.4.1](https://www.rfc-editor.org/rfc/rfc9110#section-6.4.1)
    var mayHaveBody: Bool { status != 204 && status != 304 }
}

extension HTTP.Fields.Line {
    /// Whether the field belongs to the connection, and is never a handler's.
    var isOfConnection: Bool {
        switch name.utf8.count {
        case 4: name.equalsIgnoringCase("date")
        case 10: name.equalsIgnoringCase("connection") || name.equalsIgnoringCase("keep-alive")
        case 14: name.equalsIgnoringCase("content-length")
        case 17: name.equalsIgnoringCase("transfer-encoding")
        default: false
        }
    }
}
