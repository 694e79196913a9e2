extension String {
    /// Whether the two have the same bytes. Swift's own `==` takes `é` as one scalar and `é` as a letter with a mark
    /// for one text; JSON, JavaScript and .NET take them for two.
    @inline(__always)
    package func hasSameBytes(as other: String) -> Bool {
        isStoredAlike(other) || utf8.count == other.utf8.count && hasSameBytes(asEquallyLong: other)
    }

    /// Whether the two are the same bits: short texts stand in them whole, of long ones both share the storage. Most
    /// names of members are short. `false` says nothing.
    @inline(__always)
    private func isStoredAlike(_ other: String) -> Bool {
        // Two words of no particular meaning, which are compared and dropped.
        let left = unsafe unsafeBitCast(self, to: StoredText.self)
        let right = unsafe unsafeBitCast(other, to: StoredText.self)
        return left.first == right.first && left.second == right.second
    }

    private func hasSameBytes(asEquallyLong other: String) -> Bool {
        // The bytes are only read, only within their bounds, and only while the two calls last.
        let areSame = unsafe utf8.withContiguousStorageIfAvailable { left in
            unsafe other.utf8.withContiguousStorageIfAvailable { right in
                let left = UnsafeRawBufferPointer(left)
                let right = UnsafeRawBufferPointer(right)
                let count = left.count
                var place = 0
                while place &+ 8 <= count {
                    guard
                        unsafe left.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                            == right.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                    else { return false }
                    place &+= 8
                }
                while place < count {
                    guard unsafe left[place] == right[place] else { return false }
                    place &+= 1
                }
                return true
            }
        }
        return areSame.flatMap { $0 } ?? utf8.elementsEqual(other.utf8)
    }

    /// Whether this comes before `other` when bytes are compared, which is the order of their scalars.
    package func precedesInBytes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }

    /// Adds the bytes to a hash: texts with the same bytes have the same.
    func hashBytes(into hasher: inout Hasher) {
        let isDone: Void? = unsafe utf8.withContiguousStorageIfAvailable {
            unsafe hasher.combine(bytes: UnsafeRawBufferPointer($0))
        }
        if isDone == nil { for byte in utf8 { hasher.combine(byte) } }
        hasher.combine(0xFF as UInt8)  // which no text has: where one ends and the next begins
    }
}

/// As large as a `String`.
private struct StoredText {
    let first: UInt64
    let second: UInt64
}
