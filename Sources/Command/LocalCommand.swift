import Foundation
import HTTPKit
import LocalTeams
import ServiceKit

extension Subcommand {
    /// `teams local`: a Microsoft Teams on this machine, for bots and the people who talk to them.
    static let local = Subcommand(
        parser: CommandLineParser(
            "local", "Run a Microsoft Teams on this machine: the service that bots call, and a chat page.",
            options: [
                .value("port", "port", "The port to listen on; 0 takes a free one.", default: "3979"),
                .value("host", "address", "The address to listen on.", default: "127.0.0.1"),
                .value("workspace", "file", "People, chats, teams and bots, as JSON, unless --data has a world."),
                .value("data", "file", "Keep everything in this SQLite file."),
                .value("auth", "on|off", "Whether bots must prove who they are.", default: "on"),
                .flag("lenient", "Warn where Teams would refuse."),
                .value("clock", "real|virtual", "The world's clock, instead of the workspace's."),
                .value("bot", "url", "Install the bot at this messaging endpoint for everyone."),
                .value("client-id", "id", "The bot's app id, instead of the local development app's."),
                .value("client-secret", "secret", "The bot's secret, instead of the local development app's."),
                .value("scopes", "names", "Where the bot can be installed: personal,team,groupChat."),
                .value("permissions", "names", "What the bot may, such as ChatMessageReadReceipt.Read.Chat."),
                .flag("open", "Open the page in the browser."),
            ]),
        run: { invocation, output in
            try await runLocalTeams(try LocalTeamsOptions(invocation), open: invocation.flag("open"), output)
        })
}

extension LocalTeamsOptions {
    /// The options that a command line names.
    init(_ invocation: CommandInvocation) throws(SettingError) {
        self.init()
        if let port = try invocation.option("port")?.integer(in: 0...65_535) { self.port = port }
        if let host = invocation.option("host")?.text { self.host = host }
        service.workspace = invocation.option("workspace")?.text
        service.data = invocation.option("data")?.text
        if let choice = try invocation.option("auth")?.choice(of: ["on", "off"]) {
            service.authentication = choice == "on"
        }
        service.lenient = invocation.flag("lenient")
        if let choice = try invocation.option("clock")?.choice(
            of: TeamsServiceOptions.ClockMode.allCases.map(\.rawValue))
        {
            service.clock = TeamsServiceOptions.ClockMode(rawValue: choice)
        }
        service.bot = try invocation.option("bot")?.value("an http or https address") { text in
            (try? HTTP.Address(text)) == nil ? nil : text
        }
        service.clientID = invocation.option("client-id")?.text
        service.clientSecret = invocation.option("client-secret")?.text
        service.scopes = invocation.option("scopes").map { Self.names(in: $0.text) }
        service.permissions = invocation.option("permissions").map { Self.names(in: $0.text) }
        service.keyFile = Self.cacheFolder.map { "\($0)/swift-teams/local-signing-key.pem" }
    }
}

extension LocalTeamsOptions {
    /// Names with commas between them, and blanks around them.
    private static func names(in list: String) -> [String] {
        list.split(separator: ",", omittingEmptySubsequences: false).map { name in
            String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
    }

    /// Where programs keep what they can make again (XDG base directories).
    private static var cacheFolder: String? {
        let environment = ProcessEnvironment.current
        if let folder = environment["XDG_CACHE_HOME"]?.text, folder.hasPrefix("/") { return folder }
        return environment["HOME"].map { "\($0.text)/.cache" }
    }
}

/// Runs until SIGTERM or SIGINT, and tells on `output` where it is.
private func runLocalTeams(_ options: LocalTeamsOptions, open: Bool, _ output: TextOutput) async throws {
    let teams = try await LocalTeams(options)
    // It speaks once signals are caught: a program that waits for the first line may stop it right away.
    let announcement = Announcement {
        output.text(startText(of: teams, options))
        if open { openInBrowser(teams.pageAddress) }
    }
    try await runUntilSignalled([teams, announcement])
}

/// Says something when the services run.
private struct Announcement: Service {
    let speak: @Sendable () -> Void

    func run() async { speak() }
    func beginShutdown() {}
}

/// What `teams local` prints when it is ready. Its first line is a contract: programs wait for it.
private func startText(of teams: LocalTeams, _ options: LocalTeamsOptions) -> String {
    var lines = [
        "listening on \(teams.address)",
        "",
        "The page:  \(teams.pageAddress)",
        "",
        "The environment of a bot made with this package:",
        "  export LOCAL_TEAMS_URL=\(teams.address)",
    ]
    if options.service.clientID != nil { lines += ["  export CLIENT_ID=\(teams.clientID)"] }
    if options.service.clientSecret != nil { lines += ["  export CLIENT_SECRET=…   # the one of --client-secret"] }
    lines += [
        "",
        "The environment of other bots:",
        "  export CLIENT_ID=\(teams.clientID)",
        "  export CLIENT_SECRET=\(options.service.clientSecret == nil ? TeamsServiceOptions.developmentClientSecret : "…")",
        "  export TENANT_ID=\(teams.tenantID)",
        "  export SERVICE_URL=\(teams.serviceAddress)",
    ]
    if let token = teams.controlToken {
        lines += ["", "The control plane asks for this token:  \(token)"]
    }
    return lines.joined(separator: "\n") + "\n"
}

private func openInBrowser(_ address: String) {
    let process = Process()
    #if os(macOS)
        process.executableURL = URL(filePath: "/usr/bin/open")
        process.arguments = [address]
    #else
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["xdg-open", address]
    #endif
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    // Without a browser the address above is all there is to do.
    try? process.run()
}
