import ServiceKit

extension Subcommand {
    /// `teams notify`: what `teams notifier` does, from a terminal or a script.
    static let notify = notify(in: .system)

    /// The same with what it leans on given.
    static func notify(in surroundings: NotifySurroundings) -> Subcommand {
        Subcommand(
            parser: CommandLineParser(
                "notify", "Send notifications through the notifier at TEAMS_NOTIFIER_URL, with TEAMS_NOTIFIER_KEY.",
                options: [.flag("json", "Print one JSON document.")],
                subcommands: NotifyVerb.allCases.map(\.parser)),
            statusOfBadInput: 2,
            run: { invocation, output in
                guard let verb = invocation.path.last.flatMap(NotifyVerb.init(rawValue:)) else {
                    preconditionFailure("the parser found a verb that is not in the list")
                }
                let client = try NotifierClient(surroundings)
                try await NotifyCall(
                    verb: verb, invocation: invocation, client: client, output: output, surroundings: surroundings
                ).run()
            })
    }
}

/// The words after `teams notify`.
enum NotifyVerb: String, CaseIterable {
    case send, plan, status, report, pause, resume, cancel, retry, edit, recall, install, reconcile

    var parser: CommandLineParser {
        switch self {
        case .send:
            CommandLineParser(
                rawValue, summary,
                options: NotifyBody.options + [
                    .value("idempotency-key", "key", "What makes a repeated send one notification; made without it."),
                    .flag("no-wait", "Return when it is accepted, and print its id."),
                ],
                arguments: [Self.body])
        case .plan: CommandLineParser(rawValue, summary, options: NotifyBody.options, arguments: [Self.body])
        case .report:
            CommandLineParser(
                rawValue, summary,
                options: [.value("csv", "file", "Write every delivery to this file as CSV; - is standard output.")],
                arguments: [Self.id])
        case .edit:
            CommandLineParser(
                rawValue, summary,
                arguments: [Self.id, .init("file", "The new content, as JSON; - is standard input.")])
        case .install: CommandLineParser(rawValue, summary, options: NotifyInstall.options)
        case .reconcile:
            CommandLineParser(
                rawValue, summary, options: [.flag("apply", "Change the registry to what Microsoft Graph says.")])
        case .status, .pause, .resume, .cancel, .retry, .recall:
            CommandLineParser(rawValue, summary, arguments: [Self.id])
        }
    }

    private static let id = CommandLineParser.Argument("id", "The notification's id.")
    private static let body = CommandLineParser.Argument(
        "file", "The notification, as the body of POST /v1/notifications; - is standard input.", isRequired: false)

    private var summary: String {
        switch self {
        case .send: "Send a notification, and wait until nothing of it is left to do."
        case .plan: "Say what a notification would do: to how many, how long, what is wrong. Sends nothing."
        case .status: "Say where a notification stands."
        case .report: "Say why deliveries failed, and what to do."
        case .pause: "Let a notification stand still."
        case .resume: "Let a paused notification go on."
        case .cancel: "End a notification; returns when nothing of it is on the wire."
        case .retry: "Send again what failed for a while, and what nobody knows of."
        case .edit: "Give a notification another content, also where it has arrived."
        case .recall: "Take a notification back, wherever it has arrived."
        case .install: "Install the app through Microsoft Graph, and wait until that is done."
        case .reconcile: "Compare the registry with what Microsoft Graph says is installed."
        }
    }
}
