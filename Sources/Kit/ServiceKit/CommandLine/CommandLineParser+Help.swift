extension CommandLineParser {
    /// The text that `--help` shows. Ends in a line feed.
    package var helpText: String { helpText(above: []) }

    /// The text for a subcommand of `commands`.
    func helpText(above commands: ArraySlice<CommandLineParser>) -> String {
        let title = (commands.map(\.name) + [name]).joined(separator: " ")
        let all = options + commands.reversed().flatMap(\.options)
        var usage = "Usage: \(title)"
        for option in all where option.isRequired { usage += " \(option.heading)" }
        usage += " [options]"
        if !subcommands.isEmpty { usage += runsAlone ? " [<command>]" : " <command>" }
        for argument in arguments { usage += " \(argument.heading)" }

        var text = "\(usage)\n\n\(summary)\n"
        text += section("Arguments", arguments.map { ("<\($0.name)>", $0.help) })
        text += section("Commands", subcommands.map { ($0.name, $0.summary) })
        text += section("Options", all.map { ($0.heading, $0.explanation) } + [("-h, --help", "Show this text.")])
        return text
    }

    private func section(_ title: String, _ rows: [(heading: String, text: String)]) -> String {
        guard !rows.isEmpty else { return "" }
        let width = min(rows.map(\.heading.count).max() ?? 0, 28)
        let lines = rows.map { row in
            let gap = row.heading.count > width ? "\n" + indent(width + 4) : indent(width + 2 - row.heading.count)
            return "  \(row.heading)\(gap)\(row.text)\n"
        }
        return "\n\(title):\n\(lines.joined())"
    }

    private func indent(_ count: Int) -> String { String(repeating: " ", count: count) }
}

extension CommandLineParser.Option {
    fileprivate var heading: String {
        let long = placeholder.map { "--\(name) <\($0)>" } ?? "--\(name)"
        return short.map { "-\($0), \(long)" } ?? long
    }

    fileprivate var explanation: String {
        var text = help
        if repeats { text += " May be repeated." }
        if let defaultText { text += " (default: \(defaultText))" }
        return text
    }
}

extension CommandLineParser.Argument {
    fileprivate var heading: String {
        let word = repeats ? "<\(name)>…" : "<\(name)>"
        return isRequired ? word : "[\(word)]"
    }
}
