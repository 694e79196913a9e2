import JSONKit

/// Upper and lower case. A locale matters to Turkish and Azeri alone, whose `i` keeps its dot.
enum CaseFunctions {
    static let table = [
        Builtin("toLower", 1...2) { (_, arguments) throws(Failure) in
            .string(lower(try arguments.text(0), locale: try arguments.option(1)))
        },
        Builtin("toUpper", 1...2) { (_, arguments) throws(Failure) in
            .string(upper(try arguments.text(0), locale: try arguments.option(1)))
        },
        Builtin("sentenceCase", 1...2) { (_, arguments) throws(Failure) in
            let locale = try arguments.option(1)
            return .string(capitalized(Substring(try arguments.text(0)), locale: locale))
        },
        Builtin("titleCase", 1...2, title),
    ]

    /// Words begin with a letter, a digit or `_`, and end with white space; their first character becomes upper case.
    private static func title(_: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        let locale = try arguments.option(1)
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

    private static func capitalized(_ text: Substring, locale: String?) -> String {
        upper(String(text.prefix(1)), locale: locale) + lower(String(text.dropFirst()), locale: locale)
    }

    private static func isTurkic(_ locale: String?) -> Bool {
        let language = locale?.lowercased().prefix { $0 != "-" && $0 != "_" }
        return language == "tr" || language == "az"
    }

    private static func lower(_ text: String, locale: String?) -> String {
        guard isTurkic(locale) else { return text.lowercased() }
        return String(text.map { $0 == "I" ? "ı" : $0 == "İ" ? "i" : $0 }).lowercased()
    }

    private static func upper(_ text: String, locale: String?) -> String {
        guard isTurkic(locale) else { return text.uppercased() }
        return String(text.map { $0 == "i" ? "İ" : $0 == "ı" ? "I" : $0 }).uppercased()
    }
}
