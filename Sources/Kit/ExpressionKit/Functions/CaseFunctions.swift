import JSONKit

/// Upper and lower case. A locale matters to Turkish and Azeri alone, whose `i` keeps its dot, and only where it is
/// named: what programs read must not change with the reader.
enum CaseFunctions {
    static let table = [
        Builtin("toLower", 1...2) { (_, arguments) throws(Failure) in
            .string(lower(try arguments.text(0), locale: try locale(arguments)))
        },
        Builtin("toUpper", 1...2) { (_, arguments) throws(Failure) in
            .string(upper(try arguments.text(0), locale: try locale(arguments)))
        },
        Builtin("sentenceCase", 1...2) { (_, arguments) throws(Failure) in
            let locale = try locale(arguments)
            return .string(capitalized(Substring(try arguments.text(0)), locale: locale))
        },
        Builtin("titleCase", 1...2, title),
    ]

    /// Words begin with a letter, a digit or `_`, and end with white space; their first character becomes upper case.
    private static func title(_: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        let locale = try locale(arguments)
        var result = ""
        var rest = Substring(try arguments.text(0))
        while let first = rest.first {
            guard first.isLetter || first.isNumber || first == "_" else {
                result.append(rest.removeFirst())
                continue
            }
            let word = rest.prefix { !$0.isWhitespace }
            result += capitalized(word, locale: locale)
            rest = rest.dropFirst(word.count)
        }
        return .string(result)
    }

    private static func capitalized(_ text: Substring, locale: LocaleName?) -> String {
        upper(String(text.prefix(1)), locale: locale) + lower(String(text.dropFirst()), locale: locale)
    }

    private static func locale(_ arguments: Arguments) throws(Failure) -> LocaleName? {
        guard let name = try arguments.option(1) else { return nil }
        return try LocaleName(name)
    }

    private static func isTurkic(_ locale: LocaleName?) -> Bool { locale?.language == "tr" || locale?.language == "az" }

    private static func lower(_ text: String, locale: LocaleName?) -> String {
        guard isTurkic(locale) else { return text.lowercased() }
        return String(text.map { $0 == "I" ? "ı" : $0 == "İ" ? "i" : $0 }).lowercased()
    }

    private static func upper(_ text: String, locale: LocaleName?) -> String {
        guard isTurkic(locale) else { return text.uppercased() }
        return String(text.map { $0 == "i" ? "İ" : $0 == "ı" ? "I" : $0 }).uppercased()
    }
}
