import ServiceKit

extension Subcommand {
    /// `teams card`: cards and templates, before anything is sent.
    static let card = Subcommand(
        parser: CommandLineParser(
            "card", "Look at Adaptive Cards and their templates before anything is sent.",
            subcommands: cardCommands.map(\.parser)),
        run: { invocation, output in
            guard let command = cardCommands.first(where: { $0.parser.name == invocation.path.dropFirst().first })
            else { throw CommandFailure(message: "teams card needs a command: see teams card --help") }
            try await command.run(invocation, output)
        })

    /// What follows `teams card`, in the order of the help text.
    private static let cardCommands: [Subcommand] = [
        .cardCheck, .cardExpand, .cardEvaluate, .cardSwift, .cardRender,
    ]
}
