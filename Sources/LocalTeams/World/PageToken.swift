internal import JSONKit

/// A number that says where the next page begins, as an opaque text. A token of one list is none of another.
struct PageToken: Sendable, Equatable {
    /// What the pages are of.
    enum List: String, Sendable {
        case members = "members after "
        case failedEntries = "failed entries after "
    }

    let number: Int

    init(_ number: Int) { self.number = number }

    /// Nil for what was no token of this list.
    init?(_ text: String, of list: List) {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2), digits.count < 128 else { return nil }
        var bytes: [UInt8] = []
        for place in stride(from: 0, to: digits.count, by: 2) {
            guard let byte = UInt8(String(decoding: digits[place..<place + 2], as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(byte)
        }
        let words = String(decoding: bytes, as: UTF8.self)
        guard words.hasPrefix(list.rawValue), let number = Int(words.dropFirst(list.rawValue.count)) else { return nil }
        self.number = number
    }

    func text(of list: List) -> String { StableID.hex(Array("\(list.rawValue)\(number)".utf8)) }
}
