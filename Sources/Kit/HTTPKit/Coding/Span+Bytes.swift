internal import CLibSystem

// The pointers of the parsers, all in this file. Each function checks its range against the span first; from there on
// the pointer is used inside that range only, while the span keeps the memory alive, and is not kept.

extension Span<UInt8> {
    /// The first place of `byte` at or after `start`.
    func firstIndex(of byte: UInt8, from start: Int) -> Int? {
        precondition(start >= 0 && start <= count)
        return withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress, start < bytes.count else { return nil }
            guard let found = memchr(base + start, CInt(byte), bytes.count - start) else { return nil }
            return UnsafeRawPointer(found) - UnsafeRawPointer(base)
        }
    }

    /// Whether a field value may not hold one of the bytes: controls other than the tab.
    func holdsControl(in range: Range<Int>) -> Bool {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return withUnsafeBufferPointer { bytes in
            var found = false
            for index in range {
                let byte = bytes[index]
                found = found || (byte < 0x20 && byte != 0x09) || byte == 0x7F
            }
            return found
        }
    }

    /// The bytes as text; what is not UTF-8 becomes U+FFFD.
    func text(_ range: Range<Int>) -> String {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return withUnsafeBufferPointer { String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self) }
    }

    /// A copy of the bytes.
    func bytes(_ range: Range<Int>) -> [UInt8] {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return withUnsafeBufferPointer { Array($0[range]) }
    }

    /// Whether the bytes are `text` but for the case of ASCII letters. `text` is in lower case.
    func equals(_ text: StaticString, in range: Range<Int>) -> Bool {
        guard range.count == text.utf8CodeUnitCount else { return false }
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return withUnsafeBufferPointer { bytes in
            for offset in 0..<range.count
            where bytes[range.lowerBound + offset].lowercasedASCII != text.utf8Start[offset] { return false }
            return true
        }
    }
}

extension String {
    /// Lends its bytes in UTF-8, without a copy where they lie in one piece.
    func withBytes<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var text = self
        let result = text.withUTF8 { bytes in
            do throws(Failure) {
                return Swift.Result<Result, Failure>.success(try body(Span(_unsafeElements: bytes)))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}

extension [UInt8] {
    /// Adds a part of `span` at the end.
    mutating func append(_ span: Span<UInt8>, _ range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= span.count)
        span.withUnsafeBufferPointer { append(contentsOf: $0[range]) }
    }

    /// Adds a part of `span` at the end, each byte with one of the four of `mask` over it, in turn; the lowest of those
    /// belongs to `position` 0, and `position` is that of the first byte. Eight bytes at a time.
    mutating func append(_ span: Span<UInt8>, _ range: Range<Int>, mask: UInt32, position: Int) {
        let start = count
        append(span, range)
        // Turned so that its lowest byte belongs to the first one here.
        let turn = UInt32(8 * (position & 3))
        let turned = UInt64(turn == 0 ? mask : mask >> turn | mask << (32 - turn))
        let wide = turned << 32 | turned
        withUnsafeMutableBytes { bytes in
            var index = start
            while index + 8 <= bytes.count {
                let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                bytes.storeBytes(of: (word ^ wide).littleEndian, toByteOffset: index, as: UInt64.self)
                index += 8
            }
            while index < bytes.count {
                bytes[index] ^= UInt8(truncatingIfNeeded: wide >> UInt64(8 * ((index - start) & 3)))
                index += 1
            }
        }
    }

    /// Makes room for `count` more bytes: twice as much as before, so that many small steps cost no more than a few
    /// large ones, but never more than the `most` bytes that may come in all.
    mutating func makeRoom(for count: Int, most: Int) {
        guard self.count + count > capacity else { return }
        reserveCapacity(Swift.max(self.count + count, Swift.min(most, 2 * capacity)))
    }
}
