/// One pass over the words of a command line.
struct CommandLineParse {
    private var path: [CommandLineParser]
    private var flags: Set<String> = []
    private var values: [String: [Setting]] = [:]
    private var words: [String] = []

    private var command: CommandLineParser { path[path.endIndex - 1] }
    private var known: [CommandLineParser.Option] { path.reversed().flatMap(\.options) }

    init(_ command: CommandLineParser) {
        path = [command]
    }

    mutating func outcome(of arguments: [String]) throws(SettingError) -> CommandLineParser.Outcome {
        var rest = arguments[...]
        while let word = rest.popFirst() {
            if word == "--" {
                words += rest
                break
            } else if word == "--help" || word == "-h" {
                return .help(command.helpText(above: path.dropLast()))
            } else if word.hasPrefix("--") {
                try readOption(word, &rest)
            } else if word.hasPrefix("-"), word.count > 1 {
                try readShortOption(word, &rest)
            } else if !command.subcommands.isEmpty {
                path.append(try subcommand(word))
            } else {
                words.append(word)
            }
        }
        return .run(try invocation())
    }

    private func subcommand(_ word: String) throws(SettingError) -> CommandLineParser {
        if let found = command.subcommands.first(where: { $0.name == word }) { return found }
        let names = command.subcommands.map(\.name)
        let hint =
            nearestName(to: word, among: names).map { "did you mean \($0)?" }
            ?? "the commands are \(names.joined(separator: ", "))"
        throw SettingError(setting: word, message: "\(cleaned(word)) is no command of \(command.name); \(hint)")
    }

    private mutating func readOption(_ word: String, _ rest: inout ArraySlice<String>) throws(SettingError) {
        let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0])
        guard let option = known.first(where: { $0.name == name }) else {
            let near = nearestName(to: name, among: known.map(\.name) + ["help"])
            let hint = near.map { "; did you mean --\($0)?" } ?? ""
            throw SettingError(setting: "--\(name)", message: "--\(cleaned(name)) is not an option of \(title)\(hint)")
        }
        try read(option, given: parts.count == 2 ? String(parts[1]) : nil, &rest)
    }

    private mutating func readShortOption(_ word: String, _ rest: inout ArraySlice<String>) throws(SettingError) {
        let letter = word.dropFirst().first
        guard word.count == 2, let option = known.first(where: { $0.short == letter }) else {
            let near = nearestName(to: String(word.dropFirst()), among: known.map(\.name))
            let hint = near.map { "; did you mean --\($0)?" }
            throw SettingError(
                setting: word, message: "\(cleaned(word)) is not an option of \(title)\(hint ?? "")")
        }
        try read(option, given: nil, &rest)
    }

    private mutating func read(
        _ option: CommandLineParser.Option, given: String?, _ rest: inout ArraySlice<String>
    ) throws(SettingError) {
        let name = "--\(option.name)"
        guard let placeholder = option.placeholder else {
            guard given == nil else { throw SettingError(setting: name, message: "\(name) takes no value") }
            flags.insert(option.name)
            return
        }
        guard option.repeats || values[option.name] == nil else {
            throw SettingError(setting: name, message: "\(name) stands twice; it has one value")
        }
        guard let text = given ?? value(in: &rest), !text.isEmpty else {
            throw SettingError(setting: name, message: "\(name) needs a value: \(name) <\(placeholder)>")
        }
        values[option.name, default: []].append(Setting(name: name, text: text))
    }

    /// The next word, unless it is an option: a value with a dash in front is written with the equals sign.
    private func value(in rest: inout ArraySlice<String>) -> String? {
        guard let next = rest.first, !next.hasPrefix("-") || next == "-" else { return nil }
        return rest.popFirst()
    }

    private func invocation() throws(SettingError) -> CommandInvocation {
        guard command.subcommands.isEmpty || command.runsAlone else {
            let names = command.subcommands.map(\.name).joined(separator: ", ")
            throw SettingError(setting: title, message: "\(title) needs a command: one of \(names)")
        }
        for option in known where option.isRequired && values[option.name] == nil {
            let name = "--\(option.name)"
            throw SettingError(setting: name, message: "\(name) is missing; \(title) needs it (see --help)")
        }
        if let missing = command.arguments.dropFirst(words.count).first(where: \.isRequired) {
            throw SettingError(
                setting: missing.name, message: "<\(missing.name)> is missing; \(title) needs it (see --help)")
        }
        if command.arguments.last?.repeats != true, words.count > command.arguments.count {
            let extra = words[command.arguments.count]
            throw SettingError(
                setting: extra, message: "\(cleaned(extra)) is one word too many for \(title) (see --help)")
        }
        return CommandInvocation(path: path, flags: flags, values: values, words: words)
    }

    private var title: String { path.map(\.name).joined(separator: " ") }
}
