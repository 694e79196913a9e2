extension String {
    /// The text without white space at either end.
    package var trimmed: String { String(Substring(unicodeScalars.trimmed)) }

    /// The text with one space for each run of white space: no-break and ideographic spaces, tabs and line ends too.
    /// Nothing stands at either end.
    package var withSingleSpaces: String {
        guard !hasSingleSpaces else { return self }
        var folded = ""
        folded.reserveCapacity(utf8.count)
        var isBehindSpace = true
        for scalar in unicodeScalars {
            let isSpace = scalar.isSpace
            if !isSpace {
                folded.unicodeScalars.append(scalar)
            } else if !isBehindSpace {
                folded.unicodeScalars.append(" ")
            }
            isBehindSpace = isSpace
        }
        if isBehindSpace, !folded.isEmpty { folded.unicodeScalars.removeLast() }
        return folded
    }

    /// The text with a space in the place of each other white space that stands within a line. As many scalars as
    /// before.
    package var withPlainSpaces: String {
        guard !utf8.allSatisfy({ $0 < 0x80 }) else { return self }
        var plain = ""
        plain.reserveCapacity(utf8.count)
        for scalar in unicodeScalars {
            let isOther = !scalar.isASCII && scalar.properties.generalCategory == .spaceSeparator
            plain.unicodeScalars.append(isOther ? " " : scalar)
        }
        return plain
    }

    /// Whether ``withSingleSpaces`` has nothing to change, as far as bytes alone can tell.
    private var hasSingleSpaces: Bool {
        var last = UInt8(ascii: " ")
        for byte in utf8 {
            if byte >= 0x80 || (0x09...0x0D).contains(byte) || (byte == 0x20 && last == 0x20) { return false }
            last = byte
        }
        return last != 0x20 || utf8.isEmpty
    }
}

extension String.UnicodeScalarView {
    fileprivate var trimmed: SubSequence {
        guard let start = firstIndex(where: { !$0.isSpace }), let last = lastIndex(where: { !$0.isSpace }) else {
            return self[endIndex...]
        }
        return self[start...last]
    }
}

extension Unicode.Scalar {
    /// Whether it is white space, as Unicode has it.
    fileprivate var isSpace: Bool {
        isASCII ? value == 0x20 || (0x09...0x0D).contains(value) : properties.isWhitespace
    }
}
