/// The address of a Bot Connector, taken apart as far as it is compared. Parsed strictly: what could be read in two
/// ways is none.
package struct ServiceURL: Hashable, Sendable {
    /// `https` or `http`.
    package let scheme: String
    /// In lower case; an IPv6 address has its brackets.
    package let host: String
    package let port: Int?
    /// Path and all that follows, without a trailing slash.
    package let path: Substring

    package init?(_ text: String) {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let scheme = text[..<colon].lowercased()
        guard scheme == "https" || scheme == "http", text.utf8[colon...].starts(with: "://".utf8) else { return nil }
        let rest = text[text.utf8.index(colon, offsetBy: 3)...]
        guard rest.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "\\") }) else { return nil }
        let end = rest.utf8.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
        guard let (host, port) = Self.split(authority: rest[..<(end ?? rest.endIndex)]) else { return nil }
        self.scheme = scheme
        self.host = host.lowercased()
        self.port = port
        var path = rest[(end ?? rest.endIndex)...]
        while path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
        self.path = path
    }

    /// The port that is connected to.
    var effectivePort: Int { port ?? (scheme == "https" ? 443 : 80) }

    /// Host and port, the port always written: `127.0.0.1:3979`.
    package var authority: String { "\(host):\(effectivePort)" }

    /// Whether the address is of this machine.
    package var isLoopback: Bool {
        if host == "localhost" || host == "[::1]" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// Whether two addresses mean one service: the host compared without regard to case, the path exactly, a slash at
    /// the end ignored.
    package static func same(_ left: String, _ right: String) -> Bool {
        if left == right { return true }
        guard let left = ServiceURL(left), let right = ServiceURL(right) else { return false }
        return left == right
    }

    private static func split(authority: Substring) -> (host: Substring, port: Int?)? {
        let host: Substring
        var rest: Substring
        if authority.first == "[" {
            guard let close = authority.firstIndex(of: "]") else { return nil }
            host = authority[...close]
            rest = authority[authority.index(after: close)...]
            guard host.dropFirst().dropLast().allSatisfy({ $0.isHexDigit || $0 == ":" }) else { return nil }
        } else {
            host = authority[..<(authority.utf8.firstIndex(of: UInt8(ascii: ":")) ?? authority.endIndex)]
            rest = authority[host.endIndex...]
            guard !host.isEmpty, host.utf8.allSatisfy(isHostByte) else { return nil }
        }
        if rest.isEmpty { return (host, nil) }
        rest.removeFirst()
        guard rest.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(rest), (1...65535).contains(port)
        else { return nil }
        return (host, port)
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
