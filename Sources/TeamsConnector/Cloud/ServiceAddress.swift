/// A base address that requests go to: `https`, or `http` on this machine alone.
struct ServiceAddress: Hashable, Sendable {
    /// Scheme, host and port: `https://smba.trafficmanager.net`.
    let origin: String
    /// The host in lower case, without the port.
    let host: String
    /// The path, without a slash at its end; empty for none.
    let path: String

    /// Reads an absolute address without query, fragment or user information. Throws what is wrong, for people.
    init(_ text: String) throws(AddressFault) {
        guard let colon = text.firstRange(of: "://") else { throw .notAnAddress }
        let scheme = text[..<colon.lowerBound].lowercased()
        guard scheme == "https" || scheme == "http" else { throw .notAnAddress }
        let rest = text[colon.upperBound...]
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let authority = rest[..<slash]
        let isClean = text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && $0 != 0x5C }
        guard isClean, !authority.isEmpty, !text.contains("?"), !text.contains("#"), !authority.contains("@")
        else { throw .notAnAddress }
        guard let host = Self.host(of: authority) else { throw .notAnAddress }
        guard scheme == "https" || Self.isLoopback(host) else { throw .notSecure }
        origin = "\(scheme)://\(authority.lowercased())"
        self.host = host
        var path = rest[slash...]
        if path.hasSuffix("/") { path.removeLast() }
        self.path = String(path)
    }

    /// The whole address, without a slash at its end.
    var text: String { origin + path }

    /// The same path on another host, below that one's own path.
    func moved(to other: ServiceAddress) -> ServiceAddress {
        ServiceAddress(other.origin, other.host, other.path + path)
    }

    /// Whether it is on this machine.
    var isLoopback: Bool { Self.isLoopback(host) }

    private init(_ origin: String, _ host: String, _ path: String) {
        (self.origin, self.host, self.path) = (origin, host, path)
    }

    /// Whether `host` is this machine: `localhost`, `127.x.x.x` or `[::1]`.
    static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host == "[::1]" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.first == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    private static func host(of authority: Substring) -> String? {
        let host: Substring
        let port: Substring?
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            host = authority[...end]
            let after = authority[authority.index(after: end)...]
            guard after.isEmpty || after.hasPrefix(":") else { return nil }
            port = after.isEmpty ? nil : after.dropFirst()
        } else {
            let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count <= 2 else { return nil }
            host = parts[0]
            port = parts.count == 2 ? parts[1] : nil
        }
        guard !host.isEmpty, port.map({ UInt16($0) != nil }) ?? true else { return nil }
        return host.lowercased()
    }
}

/// What is wrong with an address.
enum AddressFault: Error, Hashable {
    /// It is no absolute `http` or `https` address.
    case notAnAddress
    /// It is `http` to another machine, where anybody on the way could read a token.
    case notSecure

    /// What is wrong, for people.
    var reason: String {
        switch self {
        case .notAnAddress: "is not an absolute http or https address"
        case .notSecure: "is http, which is allowed on this machine (127.0.0.1, localhost) alone: use https"
        }
    }
}
