extension HTTP.Host {
    /// Whether it is an IPv4 address that no router passes on, `169.254.x.x`: where Azure answers a machine about
    /// itself.
    /// - SeeAlso: [RFC 3927](https://www.rfc-editor.org/rfc/rfc3927)
    package var isLinkLocal: Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return name.hasPrefix("169.254.") && parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }
}
