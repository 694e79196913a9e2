/// What a command expects at one place, and the type that its handler gets.
public struct CommandArgument<Value: Sendable>: Sendable {
    /// What it is called in the usage: `<minutes>`.
    public let name: String
    /// What is right there, for people: `a whole number from 1 to 60`.
    public let expectation: String
    let isOptional: Bool
    let isRest: Bool
    let read: @Sendable (inout CommandWords) -> Value?

    init(
        _ name: String, _ expectation: String, isOptional: Bool = false, isRest: Bool = false,
        read: @escaping @Sendable (inout CommandWords) -> Value?
    ) {
        self.name = name
        self.expectation = expectation
        self.isOptional = isOptional
        self.isRest = isRest
        self.read = read
    }

    /// One word, or several between quotation marks, that `parse` reads; nil from it is no such value.
    ///
    /// - Parameters:
    ///   - name: what it is called in the usage.
    ///   - expectation: what is right there, for people: "a colour, such as red".
    ///   - parse: reads the word.
    public static func value(
        _ name: String, expecting expectation: String, _ parse: @escaping @Sendable (String) -> Value?
    ) -> CommandArgument {
        CommandArgument(name, expectation) { words in words.next().flatMap(parse) }
    }

    /// As it stands in the usage.
    var usage: String {
        let name = isRest ? "\(name)…" : name
        return isOptional ? "[\(name)]" : "<\(name)>"
    }
}

extension CommandArgument where Value == String {
    /// One word, or several between quotation marks.
    public static func word(_ name: String) -> CommandArgument {
        value(name, expecting: "a word, or several between quotation marks") { $0.isEmpty ? nil : $0 }
    }

    /// All that follows, at least one word. Nothing can come after it.
    public static func text(_ name: String) -> CommandArgument {
        CommandArgument(name, "a text", isRest: true) { $0.takeRest() }
    }

    /// One of `words`, without regard to case; the handler gets it as it stands here.
    public static func choice(_ name: String, of words: [String]) -> CommandArgument {
        value(name, expecting: "one of \(words.joined(separator: ", "))") { word in
            words.first { $0.lowercased() == word.lowercased() }
        }
    }
}

extension CommandArgument where Value == Int {
    /// A whole number.
    public static func integer(_ name: String, in range: ClosedRange<Int>? = nil) -> CommandArgument {
        let expectation = range.map { "a whole number from \($0.lowerBound) to \($0.upperBound)" } ?? "a whole number"
        return value(name, expecting: expectation) { word in
            Int(word).flatMap { range?.contains($0) ?? true ? $0 : nil }
        }
    }
}

extension CommandArgument where Value == Double {
    /// A number with a point, as `1.5`.
    public static func number(_ name: String) -> CommandArgument {
        value(name, expecting: "a number, such as 1.5") { word in
            Double(word).flatMap { $0.isFinite ? $0 : nil }
        }
    }
}

extension CommandArgument {
    /// Nil when nothing more is written. Nothing but further optional arguments comes after it.
    public static func optional<Wrapped>(
        _ argument: CommandArgument<Wrapped>
    ) -> CommandArgument where Value == Wrapped? {
        CommandArgument(argument.name, argument.expectation, isOptional: true, isRest: argument.isRest) { words in
            if words.isEmpty { return .some(nil) }
            return argument.read(&words).map { .some($0) }
        }
    }
}
