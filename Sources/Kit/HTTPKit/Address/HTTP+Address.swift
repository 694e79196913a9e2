extension HTTP {
    /// An absolute address of scheme `http` or `https`, read strictly: what two programs could read in two ways is
    /// none.
    ///
    /// Equal addresses are one: scheme and host in lower case, the port always known. User information, a fragment,
    /// white space, backslashes, and whatever is not ASCII are refused, and so are hosts that ``Host`` refuses.
    /// - SeeAlso: [RFC 3986](https://www.rfc-editor.org/rfc/rfc3986)
    public struct Address: Hashable, Sendable {
        /// Whether the scheme is `https`.
        public let isSecure: Bool
        /// The machine.
        public let host: Host
        /// The port that is connected to: 443 and 80 unless the address says another.
        public let port: Int
        /// The path as it was written, percent-encoded; empty, or begins with a slash.
        public let path: String
        /// What follows the `?`, as it was written; `nil` without one.
        public let query: String?

        /// The address that `text` says.
        /// - Throws: ``AddressError``, whose reason is for people.
        public init(_ text: String) throws(AddressError) {
            self = try text.withBytes { (bytes) throws(AddressError) in try Address(bytes) }
        }

        /// An address that paths are put below: without a query, and without slashes at its end.
        /// - Throws: ``AddressError``, whose reason is for people.
        public init(base text: String) throws(AddressError) {
            let address = try Address(text)
            guard address.query == nil else { throw .hasQuery }
            var path = address.path[...]
            while path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
            self.init(address, path: String(path))
        }

        /// Scheme, host and port, as browsers write them: the port only when it is not the scheme's own.
        public var origin: String { "\(isSecure ? "https" : "http")://\(hostField)" }

        /// Host and port, the port always written: `127.0.0.1:3979`.
        public var authority: String { "\(host.name):\(port)" }

        /// What a request says in its `Host` field: the port only when it is not the scheme's own.
        package var hostField: String { port == usualPort ? host.name : authority }

        /// What a request asks for: path and query, `/` at least.
        package var target: String { "\(path.isEmpty ? "/" : path)\(query.map { "?\($0)" } ?? "")" }

        private var usualPort: Int { isSecure ? 443 : 80 }

        /// Whether it is on this machine.
        public var isLoopback: Bool { host.isLoopback }

        /// Whether nobody on the way can read or change what is said: `https`, or this machine.
        /// - SeeAlso: [Secure Contexts §3.1](https://www.w3.org/TR/secure-contexts/#is-origin-trustworthy)
        public var isTrustworthy: Bool { isSecure || isLoopback }

        /// The address `segments` below this one, each encoded, with `query` in place of this one's.
        public func appending(_ segments: [String], query: [(name: String, value: String)] = []) -> Address {
            let path = segments.reduce(into: path) { $0 += "/" + $1.percentEncoded }
            return Address(self, path: path, query: query.isEmpty ? nil : Form(query).text)
        }

        /// The same path and query on another host, below that one's own path.
        package func moved(to other: Address) -> Address { Address(other, path: other.path + path, query: query) }

        private init(_ other: Address, path: String, query: String? = nil) {
            isSecure = other.isSecure
            host = other.host
            port = other.port
            self.path = path
            self.query = query
        }

        private init(_ text: Span<UInt8>) throws(AddressError) {
            let start: Int
            if text.count >= 8, text.equals("https://", in: 0..<8) {
                isSecure = true
                start = 8
            } else if text.count >= 7, text.equals("http://", in: 0..<7) {
                isSecure = false
                start = 7
            } else {
                throw .notAbsolute
            }
            var end: Int?
            var mark: Int?
            var hasFragment = false
            for index in start..<text.count {
                switch text[index] {
                case UInt8(ascii: "/"): end = end ?? index
                case UInt8(ascii: "?"):
                    end = end ?? index
                    mark = mark ?? index
                case UInt8(ascii: "#"): hasFragment = true
                case UInt8(ascii: "\\"), 0...0x20, 0x7F...0xFF: throw .notPlain
                default: break
                }
            }
            guard !hasFragment else { throw .hasFragment }
            let authority = start..<(end ?? text.count)
            (host, port) = try Self.split(text, authority, usualPort: isSecure ? 443 : 80)
            path = text.text(authority.upperBound..<(mark ?? text.count))
            query = mark.map { text.text($0 + 1..<text.count) }
        }

        private static func split(
            _ text: Span<UInt8>, _ authority: Range<Int>, usualPort: Int
        ) throws(AddressError) -> (host: Host, port: Int) {
            guard !authority.isEmpty else { throw .notAbsolute }
            // An IPv6 address has colons of its own.
            let isBracketed = text[authority.lowerBound] == UInt8(ascii: "[")
            var colon: Int?
            for index in authority {
                switch text[index] {
                case UInt8(ascii: "@"): throw .hasUser
                case UInt8(ascii: ":"): if !isBracketed { colon = colon ?? index }
                case UInt8(ascii: "]"): if index + 1 < authority.upperBound { colon = index + 1 }
                default: break
                }
            }
            guard let host = Host(text, authority.lowerBound..<(colon ?? authority.upperBound)) else { throw .badHost }
            guard let colon else { return (host, usualPort) }
            guard text[colon] == UInt8(ascii: ":") else { throw .badHost }
            guard let port = text.port(colon + 1..<authority.upperBound) else { throw .badPort }
            return (host, port)
        }
    }

    /// Why a text is no address.
    public struct AddressError: Error, Hashable, CustomStringConvertible {
        /// What is wrong, for people; follows the address in a sentence: `is not an absolute http or https address`.
        public let reason: String
        /// The reason.
        public var description: String { reason }

        static let notAbsolute = AddressError(reason: "is not an absolute http or https address")
        static let notPlain = AddressError(
            reason:
                "is not an absolute http or https address: it has a space, a backslash or a letter that is not ASCII")
        static let hasFragment = AddressError(reason: "is not an address to ask: it has a #fragment")
        static let hasQuery = AddressError(reason: "is not an address that paths can be put below: it has a ?query")
        static let hasUser = AddressError(
            reason: "is not an absolute http or https address: it names a user before the host")
        static let badHost = AddressError(
            reason: "is not an absolute http or https address: its host is neither a name nor a whole IP address")
        static let badPort = AddressError(
            reason: "is not an absolute http or https address: its port is not a number from 1 to 65535")
        /// It is `http` to another machine, where anybody on the way could read a token.
        package static let notTrustworthy = AddressError(
            reason: "is http, which is allowed on this machine (127.0.0.1, localhost) alone: use https")
    }
}

extension HTTP.Address: CustomStringConvertible {
    /// The whole address.
    public var description: String { "\(origin)\(path)\(query.map { "?\($0)" } ?? "")" }
}

extension HTTP.Address {
    /// Whether two texts are one base address: the host compared without regard to case, the path exactly, slashes at
    /// the end ignored. A text that is no address is only itself.
    package static func same(_ left: String, _ right: String) -> Bool {
        if left.utf8.elementsEqual(right.utf8) { return true }
        guard let left = try? HTTP.Address(base: left), let right = try? HTTP.Address(base: right) else { return false }
        return left == right
    }
}

extension Span<UInt8> {
    /// A port in decimal: 1 to 65535, in at most five digits.
    fileprivate func port(_ range: Range<Int>) -> Int? {
        guard (1...5).contains(range.count) else { return nil }
        var port = 0
        for index in range {
            guard self[index].isDigit else { return nil }
            port = port * 10 + Int(self[index] - UInt8(ascii: "0"))
        }
        return (1...65535).contains(port) ? port : nil
    }
}
