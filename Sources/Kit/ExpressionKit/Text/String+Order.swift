extension String {
    /// Whether the text stands before another in the order of UTF-16 units, which is how both published engines compare
    /// texts. That is the order of the bytes but for characters past U+FFFF, which stand before those from U+E000.
    func precedesByUnits(_ other: String) -> Bool {
        var (left, right) = (utf8.makeIterator(), other.utf8.makeIterator())
        while let second = right.next() {
            guard let first = left.next() else { return true }
            guard first != second else { continue }
            // Bytes that begin a character: 0xEE and 0xEF are U+E000 to U+FFFF, 0xF0 and up what lies past it.
            if first >= 0xEE, second >= 0xEE, (first < 0xF0) != (second < 0xF0) { return first >= 0xF0 }
            return first < second
        }
        return false
    }
}

extension Unicode.Scalar {
    /// The character by which one is compared where case does not matter: its upper case, when that is one character.
    /// A letter of other alphabets never becomes an English one.
    ///
    /// - SeeAlso: [ECMA-262, Canonicalize](https://tc39.es/ecma262/#sec-runtime-semantics-canonicalize-ch)
    var caseFolded: Unicode.Scalar {
        let upper = properties.uppercaseMapping.unicodeScalars
        guard upper.count == 1, let only = upper.first, isASCII || !only.isASCII else { return self }
        return only
    }
}
