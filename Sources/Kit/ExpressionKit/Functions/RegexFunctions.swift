import JSONKit

/// Patterns.
enum RegexFunctions {
    static let table = [
        Builtin("isMatch", 2) { (evaluation, arguments) throws(Failure) in
            let (text, pattern) = (try arguments.text(0), try arguments.string(1))
            // Names of groups are looked for among each other.
            try evaluation.spend(pattern.utf8.count * (4 + pattern.utf8.count >> 10))
            let program = try Pattern(pattern)
            try evaluation.spend(program.cost)
            return .bool(try program.matches(text, &evaluation))
        }
    ]

    /// The function itself; where the pattern is written out, with the pattern read once, and refused now if it is
    /// none.
    static func precompiled(_ builtin: Builtin, _ arguments: [Node], at place: Int) throws(Failure) -> Builtin {
        guard builtin.name == "isMatch", arguments.count == 2,
            case .constant(.json(.string(let source))) = arguments[1]
        else { return builtin }
        let pattern: Pattern
        do throws(Failure) { pattern = try Pattern(source) } catch { throw error.at(place) }
        return Builtin("isMatch", 2) { (evaluation, arguments) throws(Failure) in
            .bool(try pattern.matches(try arguments.text(0), &evaluation))
        }
    }
}
