/// A command with its options and arguments, as a person typed them. Asking for what was not declared is a defect.
package struct CommandInvocation: Sendable, Hashable {
    private let declared: [CommandLineParser.Option]
    private let arguments: [CommandLineParser.Argument]
    private let flags: Set<String>
    private let values: [String: [Setting]]
    private let words: [String]

    /// The names of the subcommands that lead here, without the program's own; empty when there are none.
    package let path: [String]

    init(path: [CommandLineParser], flags: Set<String>, values: [String: [Setting]], words: [String]) {
        self.path = path.dropFirst().map(\.name)
        declared = path.flatMap(\.options)
        arguments = path.last?.arguments ?? []
        self.flags = flags
        self.values = values
        self.words = words
    }

    /// Whether the flag stands.
    package func flag(_ name: String) -> Bool {
        precondition(declared.contains { $0.name == name && $0.placeholder == nil }, "--\(name) is not declared")
        return flags.contains(name)
    }

    /// The value of the option, or its default.
    package func option(_ name: String) -> Setting? {
        options(name).first
    }

    /// All values of an option that may repeat, in order; its default when it is absent.
    package func options(_ name: String) -> [Setting] {
        guard let option = declared.first(where: { $0.name == name && $0.placeholder != nil }) else {
            preconditionFailure("--\(name) is not declared")
        }
        if let given = values[name] { return given }
        return option.defaultText.map { [Setting(name: "--\(name)", text: $0)] } ?? []
    }

    /// The argument of that name.
    package func argument(_ name: String) -> Setting? {
        arguments(name).first
    }

    /// All words of an argument that may repeat, in order.
    package func arguments(_ name: String) -> [Setting] {
        guard let index = arguments.firstIndex(where: { $0.name == name }) else {
            preconditionFailure("<\(name)> is not declared")
        }
        let own = arguments[index].repeats ? words.dropFirst(index) : words.dropFirst(index).prefix(1)
        return own.map { Setting(name: "<\(name)>", text: $0) }
    }
}
