internal import CLibSystem

extension HTTP {
    /// The name or the number of a machine, read strictly: what two programs could take for two machines is none.
    ///
    /// A name has ASCII letters, digits and hyphens between its dots and no dot at its end; one of another script is written
    /// as `xn--…`. A number is four decimal parts without leading zeros, or IPv6 in brackets without a zone: `127.1`,
    /// `0x7f.1` and `2130706433`, which some programs take for an address and others for a name, are refused.
    /// - SeeAlso: [RFC 3986 §3.2.2](https://www.rfc-editor.org/rfc/rfc3986#section-3.2.2),
    ///   [URL Standard, host parsing](https://url.spec.whatwg.org/#host-parsing), whose ambiguities are refused here
    public struct Host: Hashable, Sendable {
        /// In lower case; IPv6 in its shortest form and in brackets.
        public let name: String
        /// Whether it is this machine, whoever asks: `localhost`, `127.x.x.x` or `[::1]`. What `dev.localhost` is depends on
        /// who looks it up, so it is a name like any other.
        public let isLoopback: Bool

        /// The machine that `text` names, or `nil`.
        public init?(_ text: some StringProtocol) {
            let text = String(text)
            guard text.utf8.count <= 253 else { return nil }
            if text.utf8.first == UInt8(ascii: "[") {
                guard text.utf8.last == UInt8(ascii: "]"), let number = Self.ipv6(text.dropFirst().dropLast())
                else { return nil }
                self.init(name: "[\(number)]", isLoopback: number == "::1")
                return
            }
            let labels = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            guard labels.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isHostByte) }), let last = labels.last
            else { return nil }
            guard last.isNumber else {
                let name = text.lowercased()
                self.init(name: name, isLoopback: name == "localhost")
                return
            }
            guard labels.count == 4, labels.allSatisfy(\.isByteNumber) else { return nil }
            self.init(name: text, isLoopback: labels[0].elementsEqual("127".utf8))
        }

        /// The machine of a setting such as `--host`, where IPv6 stands without brackets.
        package init?(unbracketed text: String) {
            self.init(
                text.utf8.contains(UInt8(ascii: ":")) && text.utf8.first != UInt8(ascii: "[") ? "[\(text)]" : text)
        }

        private init(name: String, isLoopback: Bool) {
            self.name = name
            self.isLoopback = isLoopback
        }

        private static func ipv6(_ text: Substring) -> String? {
            guard text.utf8.allSatisfy({ $0.hexDigit != nil || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") })
            else { return nil }
            var shortest = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
            guard csystem_shortest_ipv6(String(text), &shortest, shortest.count) else { return nil }
            return String(decoding: shortest.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
    }
}

extension HTTP.Host: CustomStringConvertible {
    /// The name.
    public var description: String { name }
}

extension UInt8 {
    fileprivate var isHostByte: Bool {
        isDigit || lowercasedASCII >= UInt8(ascii: "a") && lowercasedASCII <= UInt8(ascii: "z")
            || self == UInt8(ascii: "-")
    }
}

extension Substring.UTF8View {
    /// Whether some program takes it for a number: digits, or `0x` and hexadecimal ones.
    fileprivate var isNumber: Bool {
        allSatisfy(\.isDigit)
            || first == UInt8(ascii: "0") && dropFirst().first?.lowercasedASCII == UInt8(ascii: "x")
                && dropFirst(2).allSatisfy { $0.hexDigit != nil }
    }

    /// Whether it is a number from 0 to 255 that can be read in no other way.
    fileprivate var isByteNumber: Bool {
        allSatisfy(\.isDigit) && (count == 1 || first != UInt8(ascii: "0")) && UInt8(String(Substring(self))) != nil
    }
}
