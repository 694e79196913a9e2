public import JSONKit
internal import TeamsModels

extension App {
    /// Answers a command: a text that begins with its name, and what follows, read as the types that the handler takes.
    ///
    /// ```swift
    /// app.command("remind", .integer("minutes", in: 1...60), .text("text"), help: "Reminds you.") {
    ///     context, minutes, text in
    ///     try await context.send("In \(minutes) minutes: \(text)")
    /// }
    /// ```
    /// The name is found in any case and with any white space, after a mention of the bot as without, and with `/` in
    /// front, as it comes from a menu of slash commands. What does not fit is answered with the usage, or as
    /// ``onCommandProblem(_:)`` says. A command without arguments is the whole text.
    ///
    /// A command is one of the texts that `onMessage` can ask for: less specific than a whole text, more than a part of
    /// one; of several, the longer name runs.
    /// - Parameters:
    ///   - name: one or more words.
    ///   - arguments: what follows: at most one `.text`, as the last; optional ones after all others.
    ///   - help: what it does, in a sentence: for ``commandHelp``, and for the menu, which shows 128 characters.
    ///   - scopes: where menu and help offer it. Written elsewhere, it runs all the same.
    ///   - file: where the handler stands, for what is said about it.
    ///   - line: the same.
    ///   - handler: gets the values of the arguments.
    public func command<each Value: Sendable>(
        _ name: String, _ arguments: repeat CommandArgument<each Value>, help: String,
        in scopes: [CommandScope] = .everywhere, file: String = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (TurnContext, repeat each Value) async throws -> Void
    ) {
        var usages: [String] = []
        for argument in repeat each arguments { usages.append(argument.usage) }
        let place = SourcePlace(file: file, line: line)
        let command = Command(name, help: help, scopes: scopes, arguments: usages, place: place)
        services.commands.add(command)
        register {
            $0.router.add(command.pattern, at: place) { context, words in
                var words = words
                do {
                    let values = (repeat try command.read(each arguments, from: &words))
                    try command.checkEnd(of: words)
                    try await handler(context, repeat each values)
                } catch let fault as CommandFault {
                    try await context.services.commands.tell(fault.problem, in: context)
                }
                return .ok
            }
        }
    }

    /// Says to people, in place of the app, that a command was written wrongly.
    public func onCommandProblem(
        _ handler: @escaping @Sendable (TurnContext, CommandProblem) async throws -> Void
    ) {
        services.commands.onProblem(handler)
    }

    /// What people can write, in markdown: a line for each command.
    public var commandHelp: String { services.commands.help(in: nil) }

    /// What people can write in `scope`, in markdown.
    public func commandHelp(in scope: CommandScope) -> String { services.commands.help(in: scope) }

    /// The `commandLists` of the bot in the app manifest: the menus of commands.
    ///
    /// - Parameter triggers: how people reach them; left out of the manifest when nil, which means by a mention.
    /// - Throws: ``AppError/Code/configuration`` for what a manifest does not take: more than 10 commands in a scope,
    ///   a name of more than 32 characters, a help of more than 128.
    public func commandLists(triggers: [CommandTrigger]? = nil) throws(AppError) -> JSONValue {
        try CommandLists.json(of: services.commands.commands, triggers: triggers)
    }
}

extension TurnContext {
    /// What people can write here, in markdown: a line for each command that is offered in this kind of conversation.
    public var commandHelp: String {
        let scope: CommandScope? =
            switch activity.conversation?.conversationType {
            case .personal: .personal
            case .channel: .team
            case .groupChat: .groupChat
            default: nil
            }
        return services.commands.help(in: scope)
    }
}

extension TurnServices {
    /// Takes `activity` for the answer to a question when it is one, and no command; else `handler` gets it.
    func answering(_ activity: Activity, text: String, else handler: @escaping Handler) -> Handler {
        commands.isSlashCommand(text) ? handler : questions.answering(activity, else: handler)
    }
}
