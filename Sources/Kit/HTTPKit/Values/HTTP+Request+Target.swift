extension HTTP.Request {
    /// The target up to its `?`, still percent-encoded.
    public var path: String {
        guard let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) else { return target }
        return String(target[..<mark])
    }

    /// What follows the target's first `?`, still percent-encoded; `nil` without a `?`.
    public var query: String? {
        guard let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) else { return nil }
        return String(target[target.utf8.index(after: mark)...])
    }

    /// The query's names and values, decoded; `+` is a space. An item whose encoding is bad is left as it is.
    public var queryItems: [(name: String, value: String)] { HTTP.Form(query: query ?? "").items }

    /// The first value of the query item called `name`, decoded.
    public func queryValue(_ name: String) -> String? { queryItems.first { $0.name == name }?.value }

    /// The path's segments, each decoded once: `/v3/a%2Fb` is `["v3", "a/b"]`, `/` is `[""]`.
    ///
    /// `nil` when the target has no path, when an escape is not two hexadecimal digits, or when what comes out is not
    /// UTF-8. `.` and `..` are left to whoever gives them a meaning.
    public var pathSegments: [String]? {
        let path = self.path
        guard path.utf8.first == UInt8(ascii: "/") else { return nil }
        var segments: [String] = []
        for part in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            guard let segment = part.percentDecoded() else { return nil }
            segments.append(segment)
        }
        return segments
    }
}
