/// Where a text is put together from others, again and again: its room is kept.
package struct TextBuffer: ~Copyable {
    /// Room for `capacity` bytes, of which the first ``count`` are written. It has one owner, and goes with it.
    private var bytes: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// How many bytes of UTF-8 the text has.
    package private(set) var count = 0

    package init() {
        capacity = 256
        bytes = .allocate(capacity: capacity)
    }

    deinit { unsafe bytes.deallocate() }

    /// Begins another text.
    package mutating func removeAll() { count = 0 }

    /// Adds a text at the end.
    package mutating func append(_ text: String) {
        var text = text
        // The bytes are only read, only within their bounds, and only while the call lasts.
        text.withUTF8 { utf8 in
            guard let source = utf8.baseAddress else { return }
            if capacity - count < utf8.count { grow(by: utf8.count) }
            unsafe (bytes + count).update(from: source, count: utf8.count)
            count += utf8.count
        }
    }

    private mutating func grow(by more: Int) {
        capacity = max(2 * capacity, count + more)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        unsafe larger.update(from: bytes, count: count)
        unsafe bytes.deallocate()
        bytes = larger
    }

    /// The text.
    package var text: String {
        unsafe String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }
}
