/// What a command understands: its options, its arguments, or its subcommands. Makes the help text from that.
///
/// `--port 3979` and `--port=3979` mean the same, `--` ends the options, `--help` is always understood.
/// A subcommand also understands the options of the command above it.
package struct CommandLineParser: Sendable, Hashable {
    /// An option, which begins with two dashes: a flag, or one with a value.
    package struct Option: Sendable, Hashable {
        /// The name without dashes.
        package let name: String
        /// What the help calls its value; `nil` for a flag.
        package let placeholder: String?
        /// What it is for, in one line.
        package let help: String
        /// One letter that means the same after one dash.
        package let short: Character?
        /// The value when the option is absent.
        package let defaultText: String?
        /// Whether it may stand more than once.
        package let repeats: Bool
        /// Whether it must stand.
        package let isRequired: Bool

        /// An option that is there or not: `--verbose`.
        package static func flag(_ name: String, _ help: String, short: Character? = nil) -> Option {
            Option(
                name: name, placeholder: nil, help: help, short: short, defaultText: nil, repeats: false,
                isRequired: false)
        }

        /// An option with a value: `--port <number>`.
        package static func value(
            _ name: String, _ placeholder: String, _ help: String, short: Character? = nil,
            default defaultText: String? = nil, repeats: Bool = false, isRequired: Bool = false
        ) -> Option {
            Option(
                name: name, placeholder: placeholder, help: help, short: short, defaultText: defaultText,
                repeats: repeats, isRequired: isRequired)
        }
    }

    /// A word without dashes, known by its place.
    package struct Argument: Sendable, Hashable {
        /// The name in help and errors.
        package let name: String
        /// What it is, in one line.
        package let help: String
        /// Whether it must stand.
        package let isRequired: Bool
        /// Whether it takes all the words that are left. Only the last one may.
        package let repeats: Bool

        /// A word at its place.
        package init(_ name: String, _ help: String, isRequired: Bool = true, repeats: Bool = false) {
            self.name = name
            self.help = help
            self.isRequired = isRequired
            self.repeats = repeats
        }
    }

    /// What the words of a command line ask for.
    package enum Outcome: Sendable, Hashable {
        /// To do the work.
        case run(CommandInvocation)
        /// To show this text, and nothing else.
        case help(String)
    }

    /// The word that calls the command.
    package let name: String
    /// What it does, in one line.
    package let summary: String
    /// Its options.
    package let options: [Option]
    /// Its arguments. A command with subcommands has none.
    package let arguments: [Argument]
    /// Its subcommands.
    package let subcommands: [CommandLineParser]
    /// Whether it does something of its own when none of its subcommands is named.
    package let runsAlone: Bool

    /// A command. One with subcommands takes no arguments of its own.
    package init(
        _ name: String, _ summary: String, options: [Option] = [], arguments: [Argument] = [],
        subcommands: [CommandLineParser] = [], runsAlone: Bool = false
    ) {
        precondition(arguments.isEmpty || subcommands.isEmpty, "\(name) has both arguments and subcommands")
        precondition(arguments.dropLast().allSatisfy { !$0.repeats }, "only the last argument may repeat")
        self.name = name
        self.summary = summary
        self.options = options
        self.arguments = arguments
        self.subcommands = subcommands
        self.runsAlone = runsAlone
    }

    /// What `words` ask for: the words of the command line without the program's name.
    ///
    /// - Throws: an error that names the word at fault, and the nearest known name where there is one.
    package func parse(_ words: [String]) throws(SettingError) -> Outcome {
        var parse = CommandLineParse(self)
        return try parse.outcome(of: words)
    }
}
