/// How closely a pattern describes the text that it matched. The greater comes first.
struct TextSpecificity: Comparable, Hashable, Sendable {
    enum Kind: Int, Sendable {
        case contains, matches, equals
    }
    var kind: Kind
    var fixedCharacters: Int
    var regardsCase = false

    static func < (left: TextSpecificity, right: TextSpecificity) -> Bool {
        (left.kind.rawValue, left.fixedCharacters, left.regardsCase ? 1 : 0)
            < (right.kind.rawValue, right.fixedCharacters, right.regardsCase ? 1 : 0)
    }
}
