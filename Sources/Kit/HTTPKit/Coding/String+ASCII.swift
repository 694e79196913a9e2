extension String {
    /// Whether both are the same but for the case of ASCII letters.
    package func equalsIgnoringCase(_ other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        for (left, right) in zip(utf8, other.utf8) where left != right {
            guard left.lowercasedASCII == right.lowercasedASCII else { return false }
        }
        return true
    }

    /// Whether the comma-separated list holds `token`, without regard to ASCII case.
    func listContains(_ token: String) -> Bool {
        split(separator: ",").contains { item in
            String(item.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }).equalsIgnoringCase(token)
        }
    }

    /// Whether it is a token: the alphabet of methods and of field names.
    /// - SeeAlso: [RFC 9110 §5.6.2](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2)
    var isToken: Bool { !isEmpty && utf8.allSatisfy(\.isTokenByte) }

    /// With a space in place of each control character other than the tab.
    var withoutControls: String {
        guard utf8.contains(where: \.isControl) else { return self }
        return String(decoding: utf8.map { $0.isControl ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
    }
}

extension StringProtocol {
    /// With the lower case of each ASCII letter; all else stays.
    var lowercasedASCII: String {
        guard utf8.contains(where: { $0 != $0.lowercasedASCII }) else { return String(self) }
        return String(decoding: utf8.map(\.lowercasedASCII), as: UTF8.self)
    }
}
