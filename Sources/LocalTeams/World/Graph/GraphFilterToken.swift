/// A word of a `$filter`.
enum GraphFilterToken: Sendable, Equatable {
    /// A name or an operator.
    case word(String)
    case text(String)
    case open, close, comma

    /// As it is shown to people.
    var shown: String {
        switch self {
        case .word(let word): "'\(word.prefix(60))'"
        case .text: "a text"
        case .open: "'('"
        case .close: "')'"
        case .comma: "','"
        }
    }

    /// Takes a filter apart, in one pass.
    static func tokens(of filter: String) throws(Refusal) -> [GraphFilterToken] {
        var tokens: [GraphFilterToken] = []
        var rest = filter.unicodeScalars[...]
        while let scalar = rest.first {
            switch scalar {
            case " ", "\t": rest.removeFirst()
            case "(", ")", ",":
                rest.removeFirst()
                tokens.append(scalar == "(" ? .open : scalar == ")" ? .close : .comma)
            case "'": tokens.append(.text(try text(&rest)))
            default:
                let word = rest.prefix { !" \t(),'".unicodeScalars.contains($0) }
                rest = rest[word.endIndex...]
                tokens.append(.word(String(String.UnicodeScalarView(word))))
            }
        }
        return tokens
    }

    /// A text in quotes; a quote in it is written twice.
    private static func text(_ rest: inout Substring.UnicodeScalarView) throws(Refusal) -> String {
        rest.removeFirst()
        var text = String.UnicodeScalarView()
        while let scalar = rest.popFirst() {
            guard scalar == "'" else {
                text.append(scalar)
                continue
            }
            guard rest.first == "'" else { return String(text) }
            rest.removeFirst()
            text.append("'")
        }
        throw GraphFilter.invalid("A text has no end.")
    }
}
