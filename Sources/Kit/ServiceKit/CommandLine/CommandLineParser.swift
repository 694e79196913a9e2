/// What a command understands: its options, its arguments, or its subcommands. Makes the help text from that.
///
/// `--port 3979` and `--port=3979` mean the same, `--` ends the options, `--help` is always understood.
/// A subcommand also understands the options of the command above it.
public struct CommandLineParser: Sendable, Hashable {
    /// An option, which begins with two dashes: a flag, or one with a value.
    public struct Option: Sendable, Hashable {
        /// The name without dashes.
        public let name: String
        /// What the help calls its value; `nil` for a flag.
        public let placeholder: String?
        /// What it is for, in one line.
        public let help: String
        /// One letter that means the same after one dash.
        public let short: Character?
        /// The value when the option is absent.
        public let defaultText: String?
        /// Whether it may stand more than once.
        public let repeats: Bool
        /// Whether it must stand.
        public let isRequired: Bool

        /// An option that is there or not: `--verbose`.
        public static func flag(_ name: String, _ help: String, short: Character? = nil) -> Option {
            Option(
                name: name, placeholder: nil, help: help, short: short, defaultText: nil, repeats: false,
                isRequired: false)
        }

        /// An option with a value: `--port <number>`.
        public static func value(
            _ name: String, _ placeholder: String, _ help: String, short: Character? = nil,
            default defaultText: String? = nil, repeats: Bool = false, isRequired: Bool = false
        ) -> Option {
            Option(
                name: name, placeholder: placeholder, help: help, short: short, defaultText: defaultText,
                repeats: repeats, isRequired: isRequired)
        }
    }

    /// A word without dashes, known by its place.
    public struct Argument: Sendable, Hashable {
        /// The name in help and errors.
        public let name: String
        /// What it is, in one line.
        public let help: String
        /// Whether it must stand.
        public let isRequired: Bool
        /// Whether it takes all the words that are left. Only the last one may.
        public let repeats: Bool

        /// A word at its place.
        public init(_ name: String, _ help: String, isRequired: Bool = true, repeats: Bool = false) {
            self.name = name
            self.help = help
            self.isRequired = isRequired
            self.repeats = repeats
        }
    }

    /// What the words of a command line ask for.
    public enum Outcome: Sendable, Hashable {
        /// To do the work.
        case run(CommandInvocation)
        /// To show this text, and nothing else.
        case help(String)
    }

    /// The word that calls the command.
    public let name: String
    /// What it does, in one line.
    public let summary: String
    /// Its options.
    public let options: [Option]
    /// Its arguments. A command with subcommands has none.
    public let arguments: [Argument]
    /// Its subcommands.
    public let subcommands: [CommandLineParser]

    /// A command. One with subcommands takes no arguments of its own.
    public init(
        _ name: String, _ summary: String, options: [Option] = [], arguments: [Argument] = [],
        subcommands: [CommandLineParser] = []
    ) {
        precondition(arguments.isEmpty || subcommands.isEmpty, "\(name) has both arguments and subcommands")
        precondition(arguments.dropLast().allSatisfy { !$0.repeats }, "only the last argument may repeat")
        self.name = name
        self.summary = summary
        self.options = options
        self.arguments = arguments
        self.subcommands = subcommands
    }

    /// What `words` ask for: the words of the command line without the program's name.
    ///
    /// - Throws: an error that names the word at fault, and the nearest known name where there is one.
    public func parse(_ words: [String]) throws(SettingError) -> Outcome {
        var parse = CommandLineParse(self)
        return try parse.outcome(of: words)
    }
}
