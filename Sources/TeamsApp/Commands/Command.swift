internal import TeamsModels

/// A command as it was given: its name, what people are told of it, and what runs it.
struct Command: Sendable {
    /// As it was given, with single spaces.
    let name: String
    /// The words of the name in lower case.
    let words: [String]
    let help: String
    let scopes: [CommandScope]
    /// The arguments as they stand in the usage.
    let arguments: [String]
    let place: SourcePlace

    init(_ name: String, help: String, scopes: [CommandScope], arguments: [String], place: SourcePlace) {
        let bare = name.withSingleSpaces
        self.name = bare.hasPrefix("/") ? String(bare.dropFirst()) : bare
        words = self.name.lowercased().split(separator: " ").map(String.init)
        self.help = help
        self.scopes = scopes
        self.arguments = arguments
        self.place = place
    }

    /// How it is written.
    var usage: String { ([name] + arguments).joined(separator: " ") }

    /// What follows its name in `text`; nil when the text is not this command.
    ///
    /// With or without `/` in front, in any case and with any white space. A command without arguments is the whole
    /// text, since "stop" and "stop talking to me" are two things; with `/` it is the command all the same.
    func rest(of text: String) -> CommandWords? {
        let isSlash = text.utf8.first == UInt8(ascii: "/")
        var rest = CommandWords(isSlash ? text.dropFirst() : Substring(text))
        for word in words {
            guard rest.nextPlain()?.lowercased() == word else { return nil }
        }
        return arguments.isEmpty && !isSlash && !rest.isEmpty ? nil : rest
    }

    /// For the router: the more of the text the name fixes, the more specific.
    var pattern: CapturingPattern<CommandWords> {
        let specificity = TextSpecificity(kind: .matches, fixedCharacters: name.count)
        return CapturingPattern { text in rest(of: text.written).map { ($0, specificity) } }
    }
}
