internal import ServiceKit

extension PostgresAddress {
    /// The options that an address may have. Others of libpq's would change what this module relies on.
    static let options = ["sslmode", "sslrootcert", "sslcert", "sslkey", "host", "port", "application_name"]

    /// The address that `text` says.
    /// - Throws: what is wrong with it, for people, without anything that may be secret.
    package init(_ text: String) throws(PostgresAddressError) {
        let bytes = Array(text.utf8)
        guard let start = ["postgres://", "postgresql://"].first(where: { bytes.starts(with: $0.utf8) }) else {
            throw .notPostgres
        }
        var rest = bytes[start.utf8.count...]
        guard rest.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }) else { throw .notPlain }
        guard !rest.contains(UInt8(ascii: "#")) else { throw .hasFragment }
        let query = rest.cut(at: "?")
        let path = rest.cut(at: "/")
        let values = try Self.values(of: query)

        (user, password) = try Self.takeUser(from: &rest)
        let (written, port) = try Self.takeHost(from: rest)
        if let folder = values["host"] {
            guard written.isEmpty else { throw .twoHosts }
            guard folder.utf8.first == UInt8(ascii: "/") else { throw .notAPath("host") }
            host = folder
        } else {
            guard !written.isEmpty else { throw .noHost }
            host = written
        }
        if let text = values["port"] {
            guard port == nil else { throw .twice("port") }
            self.port = try Self.port(Array(text.utf8)[...])
        } else {
            self.port = port ?? 5432
        }

        guard let path, !path.isEmpty, !path.contains(UInt8(ascii: "/")) else { throw .noDatabase }
        database = try Self.decoded(path)

        security = try values["sslmode"].map { (mode) throws(PostgresAddressError) in
            guard let security = Security(rawValue: mode) else { throw .badSecurity }
            return security
        }
        authorities = try Self.path("sslrootcert", in: values)
        certificate = try Self.path("sslcert", in: values)
        certificateKey = try Self.path("sslkey", in: values)
        applicationName = values["application_name"]
        if (certificate == nil) != (certificateKey == nil) { throw .needsBoth("sslcert", "sslkey") }
        if isLocalSocket, security ?? .disable != .disable || authorities != nil || certificate != nil {
            throw .noSecuritySocket
        }
    }

    private static func values(of query: ArraySlice<UInt8>?) throws(PostgresAddressError) -> [String: String] {
        guard let query else { return [:] }
        var values: [String: String] = [:]
        for pair in query.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false) {
            var pair = pair
            let value = pair.cut(at: "=")
            let name = try decoded(pair)
            guard options.contains(name) else { throw .unknown(nearest: nearestName(to: name, among: options)) }
            guard let value, !value.isEmpty else { throw .noValue(name) }
            guard values.updateValue(try decoded(value), forKey: name) == nil else { throw .twice(name) }
        }
        return values
    }

    /// Takes what stands before the `@`.
    private static func takeUser(
        from rest: inout ArraySlice<UInt8>
    ) throws(PostgresAddressError) -> (user: String?, password: PostgresPassword?) {
        guard let host = rest.cut(at: "@") else { return (nil, nil) }
        guard !host.contains(UInt8(ascii: "@")) else { throw .manyAts }
        var user = rest
        rest = host
        let password = user.cut(at: ":")
        if let password, password.contains(UInt8(ascii: ":")) { throw .manyColons }
        guard !user.isEmpty else { throw .noUser }
        return (
            try decoded(user),
            try password.map { (text) throws(PostgresAddressError) in
                PostgresPassword(try decoded(text))
            }
        )
    }

    private static func takeHost(
        from rest: ArraySlice<UInt8>
    ) throws(PostgresAddressError) -> (host: String, port: Int?) {
        var host = rest
        var port: ArraySlice<UInt8>?
        if host.first == UInt8(ascii: "[") {
            host = host.dropFirst()
            guard var after = host.cut(at: "]"), host.contains(UInt8(ascii: ":")),
                host.allSatisfy({ $0.isHexadecimal || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") })
            else { throw .badHost }
            if !after.isEmpty {
                guard after.popFirst() == UInt8(ascii: ":") else { throw .badHost }
                port = after
            }
            return (String(decoding: host, as: UTF8.self), try port.map(Self.port))
        }
        port = host.cut(at: ":")
        let name = try decoded(host)
        let isName = name.utf8.allSatisfy {
            $0.isLetterOrDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_")
        }
        guard isName || name.utf8.first == UInt8(ascii: "/") else { throw .badHost }
        return (name, try port.map(Self.port))
    }

    private static func port(_ text: ArraySlice<UInt8>) throws(PostgresAddressError) -> Int {
        guard (1...5).contains(text.count), text.allSatisfy({ (0x30...0x39).contains($0) }),
            let port = Int(String(decoding: text, as: UTF8.self)), (1...65535).contains(port)
        else { throw .badPort }
        return port
    }

    private static func path(
        _ name: String, in values: [String: String]
    ) throws(PostgresAddressError) -> String? {
        guard let path = values[name] else { return nil }
        guard path.utf8.first == UInt8(ascii: "/") else { throw .notAPath(name) }
        return path
    }

    /// The text with each `%XX` as the byte that it stands for.
    private static func decoded(_ text: ArraySlice<UInt8>) throws(PostgresAddressError) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var index = text.startIndex
        while index < text.endIndex {
            guard text[index] == UInt8(ascii: "%") else {
                bytes.append(text[index])
                index += 1
                continue
            }
            guard index + 2 < text.endIndex, let high = text[index + 1].hexadecimalValue,
                let low = text[index + 2].hexadecimalValue
            else { throw .badEncoding }
            bytes.append(high << 4 | low)
            index += 3
        }
        guard let decoded = String(validating: bytes, as: UTF8.self) else { throw .badEncoding }
        guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { throw .hasControl }
        return decoded
    }
}

extension ArraySlice<UInt8> {
    /// Ends the slice before the first `letter`. - Returns: what follows that one, or `nil` when there is none.
    fileprivate mutating func cut(at letter: Unicode.Scalar) -> ArraySlice<UInt8>? {
        guard let place = firstIndex(of: UInt8(ascii: letter)) else { return nil }
        defer { self = self[..<place] }
        return self[(place + 1)...]
    }
}

extension UInt8 {
    fileprivate var isLetterOrDigit: Bool {
        (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
    }
    fileprivate var isHexadecimal: Bool { hexadecimalValue != nil }
    /// The value of a hexadecimal digit.
    var hexadecimalValue: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x41 + 10
        case 0x61...0x66: self - 0x61 + 10
        default: nil
        }
    }
}
