internal import CLibSystem

extension HTTP {
    /// The name or the number of a machine, read strictly: what two programs could take for two machines is none.
    ///
    /// A name has ASCII letters, digits and hyphens between its dots and no dot at its end; one of another script is
    /// written as `xn--…`. A number is four decimal parts without leading zeros, or IPv6 in brackets without a zone:
    /// `127.1`, `0x7f.1` and `2130706433`, which some programs take for an address and others for a name, are refused.
    /// - SeeAlso: [RFC 3986 §3.2.2](https://www.rfc-editor.org/rfc/rfc3986#section-3.2.2),
    ///   [URL Standard, host parsing](https://url.spec.whatwg.org/#host-parsing), whose ambiguities are refused here
    public struct Host: Hashable, Sendable {
        /// In lower case; IPv6 in its shortest form and in brackets.
        public let name: String
        /// Whether it is this machine, whoever asks: `localhost`, `127.x.x.x` or `[::1]`. What `dev.localhost` is
        /// depends on who looks it up, so it is a name like any other.
        public let isLoopback: Bool

        /// The machine that `text` names, or `nil`.
        public init?(_ text: some StringProtocol) {
            let text = String(text)
            guard let host = text.withBytes({ Host($0, 0..<$0.count) }) else { return nil }
            self = host
        }

        /// The machine that a part of `text` names.
        init?(_ text: Span<UInt8>, _ range: Range<Int>) {
            guard (1...253).contains(range.count) else { return nil }
            if text[range.lowerBound] == UInt8(ascii: "[") {
                guard text[range.upperBound - 1] == UInt8(ascii: "]"),
                    let number = Self.ipv6(text, range.lowerBound + 1..<range.upperBound - 1)
                else { return nil }
                self.init(name: "[\(number)]", isLoopback: number == "::1")
                return
            }
            guard let form = HostForm(text, range) else { return nil }
            let name = text.text(range)
            if let number = form.number {
                self.init(name: name, isLoopback: number >> 24 == 127)
            } else {
                self.init(
                    name: form.hasUpperCase ? name.lowercasedASCII : name,
                    isLoopback: text.equals("localhost", in: range))
            }
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

        private static func ipv6(_ text: Span<UInt8>, _ range: Range<Int>) -> String? {
            for index in range {
                guard
                    text[index].hexDigit != nil || text[index] == UInt8(ascii: ":") || text[index] == UInt8(ascii: ".")
                else { return nil }
            }
            var shortest = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
            guard csystem_shortest_ipv6(text.text(range), &shortest, shortest.count) else { return nil }
            return String(decoding: shortest.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
    }
}

extension HTTP.Host: CustomStringConvertible {
    /// The name.
    public var description: String { name }
}
