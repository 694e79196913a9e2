internal import LockKit

/// Tokens that were accepted, by digest. Holds at most its capacity; what is used stays, what is not used goes.
///
/// Two generations: what is looked up moves to the young one, and when that is half the capacity it becomes the old one
/// and the old one is forgotten. So a lookup costs the same however many there are.
final class TokenCache: Sendable {
    struct Entry: Sendable {
        let token: Token
        /// Of the key that signed it.
        let fingerprint: [UInt8]
    }

    private struct Generations {
        var young: [TokenDigest: Entry] = [:]
        var old: [TokenDigest: Entry] = [:]
    }

    private let generations = Mutex(Generations())
    private let halfCapacity: Int

    init(capacity: Int) {
        halfCapacity = max(1, capacity / 2)
    }

    var count: Int { generations.withLock { $0.young.count + $0.old.count } }

    subscript(digest: TokenDigest) -> Entry? {
        get {
            generations.withLock { generations in
                if let entry = generations.young[digest] { return entry }
                guard let entry = generations.old.removeValue(forKey: digest) else { return nil }
                insert(entry, digest, &generations)
                return entry
            }
        }
        set {
            guard let newValue else { return }
            generations.withLock { insert(newValue, digest, &$0) }
        }
    }

    private func insert(_ entry: Entry, _ digest: TokenDigest, _ generations: inout Generations) {
        if generations.young.count >= halfCapacity {
            generations.old = generations.young
            generations.young.removeAll(keepingCapacity: true)
        }
        generations.young[digest] = entry
    }
}

/// A SHA-256 digest as four numbers: hashed and compared without an allocation.
struct TokenDigest: Hashable {
    private let words: (UInt64, UInt64, UInt64, UInt64)

    init(_ digest: [UInt8]) {
        func word(_ index: Int) -> UInt64 {
            digest[index * 8..<index * 8 + 8].reduce(0) { $0 << 8 | UInt64($1) }
        }
        words = (word(0), word(1), word(2), word(3))
    }

    static func == (left: Self, right: Self) -> Bool { left.words == right.words }

    func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}
