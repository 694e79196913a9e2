/// A value that a person gave in the environment or on the command line, with its name for the error.
package struct Setting: Sendable, Hashable {
    /// What the person called it: `PORT`, or `--port`.
    package let name: String
    /// The value as given.
    package let text: String

    /// A value with the name under which a person gave it.
    package init(name: String, text: String) {
        self.name = name
        self.text = text
    }

    /// The value as a whole number.
    package func integer(in range: ClosedRange<Int> = .min ... .max) throws(SettingError) -> Int {
        let allowed =
            range == .min ... .max
            ? "a whole number" : "a whole number from \(range.lowerBound) to \(range.upperBound)"
        return try value(allowed) { text in Int(text).flatMap { range.contains($0) ? $0 : nil } }
    }

    /// The value as a boolean: `true` or `false`, nothing else.
    package func boolean() throws(SettingError) -> Bool {
        try value("true or false") { text in Bool(text) }
    }

    /// The value as one of `choices`, which are compared without regard to case.
    package func choice(of choices: [String]) throws(SettingError) -> String {
        try value("one of \(choices.joined(separator: ", "))") { text in
            choices.first { $0.lowercased() == text.lowercased() }
        }
    }

    /// The value as what `convert` makes of it.
    ///
    /// - Parameter allowed: what the value must be, for the error: `a whole number`.
    package func value<Value>(_ allowed: String, _ convert: (String) -> Value?) throws(SettingError) -> Value {
        guard let value = convert(text) else {
            throw SettingError(setting: name, message: "\(name) is \"\(cleaned(text))\"; it must be \(allowed)")
        }
        return value
    }
}
